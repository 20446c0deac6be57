"""The rule of finding in Python and on a shelf's page: one table of queries, one answer."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from finding import FOUND, FOUND_ACROSS, NAMES, SUGGESTED, across, shipped

from handouts.counter.finding import LITTLE, Findable, findable, search, suggest
from handouts.counter.folding import ALIKE, fold

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCRIPT = Path(__file__).parents[2] / "templates/shelf/finding.js"
ASK = """
([little, alike, things, queries]) => {
  const { findable, search, suggest, fold } = finding(little.split(" "), alike.split(" "));
  const held = things.map(findable);
  return queries.map((query) => [search(held, query), suggest(held, query), fold(query)]);
}
"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """A window with the rule of the shelf."""
    opened = browser.new_page()
    opened.add_script_tag(content=SCRIPT.read_text(encoding="utf-8"))
    return opened


def asked(page: Page, things: Sequence[Findable], queries: Sequence[str]) -> list[object]:
    """Return what the page finds, suggests and compares for each query."""
    answers: list[object] = page.evaluate(ASK, [LITTLE, ALIKE, [*map(astuple, things)], queries])
    return answers


def expected(things: Sequence[Findable], queries: Sequence[str]) -> list[object]:
    return [
        [[hit.position for hit in search(things, query)], suggest(things, query), fold(query)]
        for query in queries
    ]


def test_a_shelf_answers_what_people_type_as_the_command_line_does(page: Page) -> None:
    things, queries = [*map(findable, shipped())], [*FOUND, *SUGGESTED]
    assert asked(page, things, queries) == expected(things, queries)


def test_a_shelf_answers_in_every_script_as_the_command_line_does(page: Page) -> None:
    names = [name for each in NAMES.values() for name in each]
    queries = [*FOUND_ACROSS, *names, *map(str.upper, names), *(name[:3] for name in names)]
    assert asked(page, across(), queries) == expected(across(), queries)


def test_a_shelf_folds_every_letter_as_the_command_line_does(page: Page) -> None:
    ranges = (
        (0x20, 0x1800),
        (0x1E00, 0x2200),
        (0x3000, 0x3100),
        (0x4E00, 0x4E80),
        (0xFB00, 0xFFF0),
    )
    letters = [f"a{chr(code)}b" for start, end in ranges for code in range(start, end)]
    known = [one for one in letters if unicodedata.category(one[1]) != "Cn"]
    wrong = zip(known, asked(page, [], known), expected([], known), strict=True)
    assert [answer for answer in wrong if answer[1] != answer[2]] == []


def test_a_shelf_that_answers_otherwise_would_be_seen(page: Page) -> None:
    things, queries = across(), ["łagodne"]
    assert page.evaluate(ASK, [LITTLE, "l=x", [*map(astuple, things)], queries]) != expected(
        things, queries
    )
