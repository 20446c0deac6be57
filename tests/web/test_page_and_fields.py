"""The page beside the words: a click goes to its field, a field shows where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from authors import People, save, text_of
from serving import Desk
from wordfiles import png

from handouts.reading import plain_of
from handouts.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.slow
PROSE = '["sections",0,"blocks",0,"prose"]'
PLACED = "document.querySelector('#sheet .here').hidden === false"
DROP = """
([data, name, selector]) => {
  const files = new DataTransfer();
  files.items.add(new File([Uint8Array.from(atob(data), c => c.charCodeAt(0))], name));
  const at = document.querySelector(selector);
  for (const kind of ["dragover", "drop"])
    at.dispatchEvent(new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
}
"""


def mark(page: Page) -> tuple[float, float]:
    """Return where the mark beside the page begins, and how high it is, in pixels of the page."""
    top, height = page.evaluate(
        "(({ style }) => [style.top, style.height].map(parseFloat))"
        "(document.querySelector('#sheet .here'))"
    )
    return top, height


def test_a_field_shows_where_it_stands_and_a_click_there_goes_to_it(people: People) -> None:
    page = people.page(path="/write/sun?section=0")
    field = page.locator(f"[data-key='{PROSE}']")
    page.wait_for_selector("#setting", state="hidden")  # all pages of the text as it was
    field.fill("Skin is an organ that keeps you well.")
    page.wait_for_selector("#setting:not([hidden])")
    page.wait_for_selector("#setting", state="hidden")
    field.blur()
    field.focus()
    page.wait_for_selector("#sheet .here:not([hidden])")
    of_field = mark(page)
    page.locator('[data-key=\'["sections",0,"heading"]\']').focus()
    assert mark(page) != of_field
    page.click("[data-open='title']")
    page.wait_for_selector("[data-key='[\"title\"]']")
    image = page.locator("#sheet img")
    width = (image.bounding_box() or {"width": 0})["width"]
    image.click(position={"x": width * 0.6, "y": of_field[0] + of_field[1] / 2})
    page.wait_for_selector(f"[data-key='{PROSE}']:focus")
    assert mark(page) == of_field


def test_on_a_phone_a_click_on_the_page_goes_to_its_field_too(people: People) -> None:
    page = people.page(path="/write/sun?section=0", width=390)
    page.wait_for_selector("#setting", state="hidden")
    page.click("[data-tab=page]")
    page.wait_for_selector("#sheet img[src^='data:image/jpeg']")
    box = page.locator("#sheet img").bounding_box() or {"width": 0}
    page.locator("#sheet img").click(position={"x": box["width"] / 2, "y": box["width"] * 0.17})
    page.wait_for_selector("#words :is(input, textarea):focus")


@pytest.mark.parametrize("place", ["[data-key='" + PROSE + "']", ".sec-head"])
def test_a_picture_that_is_dropped_on_words_becomes_a_figure_that_asks_to_be_described(
    people: People, office: tuple[Workspace, Desk], place: str
) -> None:
    from base64 import b64encode

    page = people.page(path="/write/sun?section=0")
    page.evaluate(DROP, [b64encode(png()).decode(), "Skin layers.png", place])
    alt = '["sections",0,"blocks",1,"figure","alt"]'
    page.wait_for_selector(f"[data-key='{alt}']:focus")
    page.wait_for_selector(f".finding[data-rule]:near([data-key='{alt}'])")
    page.keyboard.type("Two layers of skin.")
    save(page)
    [_, block] = plain_of(text_of(office[0]))["sections"][0]["blocks"]
    assert block["figure"]["file"] == "skin-layers.png"
    assert block["figure"]["alt"] == "Two layers of skin."
    assert (office[0].root / "content/sun/skin-layers.png").read_bytes() == png()


def test_a_picture_that_is_dropped_beside_the_words_opens_nothing(people: People) -> None:
    from base64 import b64encode

    page = people.page()
    page.evaluate(DROP, [b64encode(png()).decode(), "a.png", "h1"])
    page.evaluate(DROP, [b64encode(png()).decode(), "a.png", "[data-key='[\"title\"]']"])
    page.wait_for_selector("#saved:has-text('A picture stands in a section')")
    assert page.url.endswith("/write/sun")


def test_the_back_button_goes_to_the_section_before(people: People) -> None:
    page = people.page(path="/write/sun?section=0")
    page.click("[data-open='short']")
    page.wait_for_selector("[data-key='[\"main_message\"]']")
    page.go_back()
    page.wait_for_selector(f"[data-key='{PROSE}']")
    assert page.url.endswith("?section=0")
    assert page.get_attribute("[data-open='0']", "aria-current") == "true"
