"""What the pages show can be typed in, and the page for the counter can be followed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from blankpages import a_pdf
from pretend import PretendPress
from samples import Run
from spooling import Spooler

from handouts.cli.main import handouts

DOCS = Path(__file__).parent.parent / "docs"
COUNTER = DOCS / "at-the-counter.md"
PAPER = a_pdf()


def typed(page: str) -> Iterator[list[str]]:
    """Walk through the commands that a page shows, as their words after ``handouts``.

    A program in a folder is one too, and where it is to be at work (-C) is passed over.
    """
    for block in re.findall(r"^```sh\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words[:1] == ["handouts"] or (words[:1] and words[0].endswith("/bin/handouts")):
                yield words[3:] if words[1] == "-C" else words[1:]


def shape(record: str) -> str:
    """Return a line for the record with what differs from day to day left open."""
    return re.sub(r"\d{4}-\d\d-\d\d", "DAY", re.sub(r"\w{4}-\w{4},", "CODE,", record))


@pytest.mark.parametrize(
    "page", sorted([*DOCS.glob("*.md"), *DOCS.parent.glob("*.md")]), ids=lambda page: page.name
)
def test_every_command_that_a_page_shows_can_be_typed_in(page: Path) -> None:
    for name, *words in typed(page.read_text(encoding="utf-8")):
        if name == "--version":
            continue
        command = handouts.get_command(click.Context(handouts), name)
        assert command is not None, name
        command.make_context(name, words)


@pytest.mark.parametrize(
    "line",
    ["handouts pint sun", "handouts print sun --sites two", "next/bin/handouts -C here built"],
)
def test_a_command_that_is_not_there_would_be_seen(line: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# A page\n\n```sh\nhandouts list\n{line}  # prints\n```\n", encoding="utf-8")
    with pytest.raises((AssertionError, click.UsageError)):
        test_every_command_that_a_page_shows_can_be_typed_in(page)


def test_the_page_for_the_counter_can_be_followed(
    run: Run,
    press: PretendPress,
    spooler: Spooler,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("handouts.batch.make.Press.stamp_copy", lambda *_: (PAPER, 2))
    monkeypatch.chdir(tmp_path)
    assert run("new", "workspace", "ours").code == 0
    monkeypatch.chdir(tmp_path / "ours")
    page, records = COUNTER.read_text(encoding="utf-8"), []
    for name, *words in typed(page):
        drafts = ["--draft"] if name == "print" else []  # what we ship is approved by nobody
        said = run(name, *words, *drafts)
        assert said.code == 0, said.err
        if name == "print":
            records.append(said.out.replace(" (a draft)", ""))
            assert spooler.next_job()["job-name"] in ("Botulinum toxin", "Thinking about your face")
    [shown] = re.findall(r'^Handout ".*\n', page, re.MULTILINE)
    assert shape(shown) == shape(records[0])
