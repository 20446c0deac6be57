"""Pages in a browser that are read from the right: the web format, and the patient's page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browser import faults, fits
from markupsafe import Markup
from playwright.sync_api import Browser, Page
from rightward import LOOK, PROSE, SLOTS, Set, files, set_text
from samples import a_workspace

from handouts.content.approvals import Record
from handouts.counter.giving import Offer
from handouts.counter.languages import Title
from handouts.page import environment
from handouts.page.environment import Templates
from handouts.page.phrases import load_phrases
from handouts.press.web import web_page
from handouts.web.assets import MIXED, mixed
from handouts.web.patients import HeldSheet, split, values_of
from handouts.workspace import house

pytestmark = pytest.mark.slow

# Of words in the page: where each of their letters stands, from left to right, on the first line.
PLACES = """
words => {
  const found = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const data = node.data.replaceAll('\u00a0', ' ')
    for (let at = data.indexOf(words); at >= 0; at = data.indexOf(words, at + 1)) {
      found.push([...words].map((_, letter) => {
        const range = document.createRange()
        range.setStart(node, at + letter); range.setEnd(node, at + letter + 1)
        const box = range.getBoundingClientRect()
        return [box.left, box.top]
      }))
    }
  }
  return found
}
"""


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> Set:
    return set_text(a_workspace(tmp_path_factory.mktemp("right"), files()), "html")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def out_of_order(page: Page, wanted: tuple[str, ...]) -> list[str]:
    """Return what stands nowhere in a page, or somewhere not in order from left to right."""
    wrong = []
    for words in wanted:
        places = page.evaluate(PLACES, words)
        rows = [[left for left, top in one if top == one[0][1]] for one in places]
        if not places or any(row != sorted(row) for row in rows):
            wrong.append(words)
    return wrong


def test_in_a_browser_too_numbers_stand_in_order(text: Set, page: Page) -> None:
    page.set_content(web_page(text.sheet, text.slots, LOOK).decode())
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    plain = tuple(one for one in PROSE + SLOTS if one != "-5")
    assert out_of_order(page, plain) == []


def test_a_number_that_is_not_set_apart_is_found_out(
    tmp_path_factory: pytest.TempPathFactory, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "isolate_all", lambda html, *_: html)
    monkeypatch.setattr(environment, "isolate_unit", lambda text, *_: text)
    bare = set_text(a_workspace(tmp_path_factory.mktemp("bare"), files()), "html")
    page.set_content(web_page(bare.sheet, bare.slots, LOOK).decode())
    assert "020 7946 0000" in out_of_order(page, PROSE + SLOTS)


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_the_web_format(text: Set, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(web_page(text.sheet, text.slots, LOOK).decode())
    assert faults(page) == []
    fits(page, width)


@pytest.mark.parametrize("code", ["7K3Q-9MXD", "8888-8888"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_the_patients_page(
    text: Set, page: Page, code: str, width: int
) -> None:
    copy = text.copy
    style, body = split(web_page(text.sheet, text.slots, LOOK).decode())
    record = Record(code=code, turn=1, author="Ann Example", approvals=())  # type: ignore[arg-type]
    around = load_phrases(text.workspace, "en")
    given = Title("T", "ar"), record, copy.brand, copy.clinic, Offer(copy), ()
    sheet = HeldSheet(code, *given, around)
    html = Templates(text.workspace).render(
        "web/patient.html.j2",
        {**values_of(sheet), "body": Markup(body), "changes": ["كلمة"]},
    )
    page.set_viewport_size({"width": width, "height": 900})
    tokens = {name: mixed(LOOK.colours, *mix) for name, mix in MIXED.items()}
    mixes = "".join(f"--{name}:{colour};" for name, colour in tokens.items())
    own = (house() / "styles/web/patient.css").read_text("utf-8")
    styled = f"<style>:root{{{mixes}}}{style}{own}</style></head>"
    page.set_content(re.sub(r"<(link|script)[^>]*>", "", html).replace("</head>", styled))
    assert faults(page) == []
    fits(page, width)
    assert page.locator("html").get_attribute("dir") == "rtl"
    told = page.locator(".sheet-state")
    assert (told.get_attribute("lang"), told.get_attribute("dir")) == ("en-GB", "ltr")
