"""What staff read on the command line is whole, plain, and true of its own example."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner
from samples import Run

from handouts.cli.main import handouts
from handouts.content.textcode import ALPHABET
from handouts.review.texts import code_from, no_code

USUAL = 80  # columns of a terminal


def pages(command: click.Command, *words: str) -> Iterator[str]:
    """Walk through the --help of a command and of all below it."""
    yield CliRunner().invoke(handouts, [*words, "--help"], terminal_width=USUAL).output
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from pages(below, *words, name)


def cut_off(page: str) -> list[str]:
    """Return the lines of a list of commands that end before their sentence does."""
    return [line for line in page.partition("\nCommands:\n")[2].splitlines() if line[-3:] == "..."]


def test_the_line_of_each_command_fits_whole() -> None:
    assert [line for page in pages(handouts) for line in cut_off(page)] == []


def test_a_line_that_is_cut_off_would_be_seen() -> None:
    group = click.Group("program", commands=[click.Command("long", help="word " * 30)])
    page = CliRunner().invoke(group, ["--help"], terminal_width=USUAL).output
    assert len(cut_off(page)) == 1


def test_no_page_of_help_holds_a_code_for_programmers() -> None:
    assert [page for page in pages(handouts) if "%" in page.replace("100%", "")] == []


@pytest.mark.parametrize("day", ["30/11/2027", "2027-11-31", "soon"])
@pytest.mark.parametrize(
    "words", [["approve", "sun", "--author", "Ben"], ["renew", "sun"]], ids=lambda w: w[0]
)
def test_a_day_that_is_none_is_told_with_how_to_write_one(
    run: Run, words: list[str], day: str
) -> None:
    said = run(*words, "--by", "Ann", "--role", "Lead", "--review-by", day)
    assert said.code == 2
    assert f"'{day}' is no day; write year, month and day, as 2027-11-30" in said.err
    assert "%" not in said.err


@pytest.mark.parametrize("command", [["trace"], ["recall"], ["withdraw", "--why", "Wrong."]])
def test_a_code_that_is_none_is_told_with_the_characters_that_no_code_has(
    run: Run, here: object, command: list[str]
) -> None:
    said = run(*command, "ABCD-EFGH")
    assert said.code == 2
    assert "'ABCD-EFGH' is no text code: A, B, E stand in none" in said.err


@pytest.mark.parametrize("words", ["7K3Q", "7K3Q-9MXD-2", "7K3Q-9M?D"])
def test_what_has_not_the_form_of_a_code_is_told_with_one_that_has(words: str) -> None:
    assert no_code(words) == f"'{words}' is no text code: 8 letters and digits, such as 7K3Q-9MXD"
    assert code_from("7K3Q-9MXD")


def test_every_character_is_in_a_code_or_told_to_be_in_none() -> None:
    for character in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789":
        words = "7K3Q9MX" + character
        told = f"{character} stands in none" in no_code(words)
        assert told == (not code_from(words)) == (character not in ALPHABET)
