"""A shelf in a browser finds what the command line finds, in the same order."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from finding import FOUND, ROOT, SUGGESTED, shipped
from playwright.sync_api import Browser, Page
from pretend import PretendPress
from samples import BRAND, CLINIC, a_workspace
from shelves import DRAFTS, a_pdf, address, stocked

from handouts.desk.finding import find

MORE = ["", "the", "???", "skin", "face", "rissk", "when to get help", "ageing", "sun lotoin cream"]
MORE += ["x" * 300, "a b " * 50, "½", "ﬁllers", "facial", "light", "gel", "prescription cream"]
QUERIES = [*FOUND, *SUGGESTED, *MORE]

ASK = """
(queries) => queries.map((query) => {
  const field = document.querySelector("#search");
  field.value = query;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  const items = [...document.querySelectorAll(".item:not([hidden])")];
  const near = document.querySelector(".near");
  return {
    found: items.map((item) => item.querySelector("h3").textContent),
    told: document.querySelector(".count").textContent,
    near: near.hidden ? "" : near.querySelector("button").textContent,
  };
})
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a shelf with all that we ship."""
    root = tmp_path_factory.mktemp("shipped")
    for name in ("content", "packs.yaml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, root / name)
    with pytest.MonkeyPatch.context() as patch:
        PretendPress(root / "log", data=a_pdf()).stand_in(patch)
        made = a_workspace(root, {"brands/harbour/_brand.yml": BRAND + CLINIC})
        stocked(made)
    yield address(made, DRAFTS)


@pytest.fixture(scope="module")
def answers(browser: Browser, shelf: str) -> dict[str, Any]:
    """What the shelf answers to each query."""
    page = browser.new_page()
    page.goto(shelf)
    answers = page.evaluate(ASK, QUERIES)
    page.context.close()
    return dict(zip(QUERIES, answers, strict=True))


@pytest.mark.parametrize("query", QUERIES)
def test_a_shelf_finds_what_the_command_line_finds(answers: dict[str, Any], query: str) -> None:
    expected = [str(one.title) for one in find(shipped(), query)]
    assert answers[query]["found"] == expected


def test_a_shelf_suggests_what_the_command_line_suggests(answers: dict[str, Any]) -> None:
    assert {query: answers[query]["near"] for query in SUGGESTED} == SUGGESTED


def test_how_many_were_found_is_told(answers: dict[str, Any]) -> None:
    assert answers["jowls"]["told"] == "2 of 10"
    assert answers[""]["told"] == ""
    assert answers["parking"]["told"] == "Nothing found."


@pytest.fixture
def page(browser: Browser, shelf: str) -> Iterator[Page]:
    """A window at the shelf."""
    opened = browser.new_page()
    opened.goto(shelf)
    yield opened
    opened.context.close()


def test_a_suggestion_is_typed_by_its_button(page: Page) -> None:
    field = page.get_by_label("Find a handout")
    field.fill("fillrrz")
    assert "Did you mean fillers?" in page.get_by_role("status").inner_text().replace("\n", " ")
    page.get_by_role("button", name="fillers").click()
    assert field.input_value() == "fillers"
    assert page.locator(".items h3:visible").all_inner_texts() == ["Fillers for the face"]
    assert not page.locator(".near").is_visible()
    assert page.evaluate("document.activeElement.id") == "search"


def test_the_words_by_which_it_is_found_are_a_small_part_of_a_shelf(shelf: str) -> None:
    text = Path(shelf.removeprefix("file://")).read_text(encoding="utf-8")
    script = (ROOT / "templates/shelf/finding.js").read_text(encoding="utf-8")
    words = sum(len(line) for line in text.splitlines() if "data-names=" in line)
    assert script in text
    assert words + len(script) < 20_000
