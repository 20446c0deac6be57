"""One page first: a page from the sections that it takes is the page of all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stamping import document

from handouts.brand.palette import derive
from handouts.diagnostics import Problems
from handouts.engine.typesetting import Source
from handouts.page.parts import Fragments, Style
from handouts.press.look import Look
from handouts.press.previewing import Outline, draw_page, draw_pages
from handouts.press.rendering import source_of

LOOK = Look(derive("#0f5c5c").inks)
CSS = (
    "@page { @bottom-right { content: 'Page ' counter(page) ' of ' counter( pages ) } }"
    "section { break-inside: avoid } #mine { color: #900 }"
)
WORDS = "<p>Some words of a paragraph that is long enough to take a line or two.</p>"


def a_source(*lengths: int, css: str = CSS, first: str = "") -> Source:
    """Return a sheet with sections of so many paragraphs."""
    body = "".join(
        f"<section{first if not number else ''}><h2>Section {number}</h2>{WORDS * length}</section>"
        for number, length in enumerate(lengths)
    )
    return source_of(document(body, css), Fragments({}), LOOK)


def whole(source: Source) -> tuple[Outline, list[bytes]]:
    problems = Problems()
    made = draw_pages(source, (), problems, lambda outline: range(outline.pages))
    assert [*problems] == []
    assert made is not None
    return made[0], [made[1][number].tobytes() for number in range(made[0].pages)]


def page_of(source: Source, number: int, outline: Outline) -> bytes | None:
    problems = Problems()
    made = draw_page(source, (), problems, number, outline)
    assert [*problems] == []
    return made.tobytes() if made else None


def test_an_outline_tells_the_pages_and_where_each_section_begins() -> None:
    outline, pictures = whole(a_source(3, 3, 3, 3, 3, 3))
    assert len(pictures) == outline.pages
    assert len(outline.begins) == 6
    assert (outline.begins[0], outline.begins[-1]) == (1, outline.pages)
    assert list(outline.begins) == sorted(outline.begins)


@pytest.mark.parametrize("first", ["", ' id="mine"', " class='x' id='mine'"])
def test_a_page_from_its_first_sections_is_the_page_of_all(first: str) -> None:
    source = a_source(*[2] * 14, first=first)
    outline, pictures = whole(source)
    drawn = [page_of(source, number, outline) for number in range(outline.pages)]
    assert drawn[0] == pictures[0]
    assert [d for d, p in zip(drawn, pictures, strict=True) if d not in (None, p)] == []


def test_the_last_page_takes_all_sections() -> None:
    source = a_source(*[2] * 14)
    outline, _ = whole(source)
    assert page_of(source, outline.pages - 1, outline) is None


def test_a_page_says_how_many_pages_there_were() -> None:
    source = a_source(*[2] * 14)
    outline, pictures = whole(source)
    more = page_of(source, 0, replace(outline, pages=outline.pages + 5))
    assert more not in (None, pictures[0])


def test_a_text_that_moved_is_set_whole() -> None:
    outline, _ = whole(a_source(*[2] * 14))
    assert page_of(a_source(*[1] * 14), 0, outline) is None


def test_a_sheet_without_sections_and_one_with_sections_in_sections_are_set_whole_or_right() -> (
    None
):
    plain = source_of(document(WORDS * 30, CSS), Fragments({}), LOOK)
    outline, _ = whole(plain)
    assert (outline.begins, page_of(plain, 0, outline)) == ((), None)
    inner = "<section><section><h3>In</h3></section>" + WORDS * 2 + "</section>"
    nested = source_of(document(inner * 14, CSS), Fragments({}), LOOK)
    outline, pictures = whole(nested)
    assert len(outline.begins) == 14
    assert page_of(nested, 0, outline) == pictures[0]


def test_only_the_pages_that_are_asked_for_are_drawn() -> None:
    problems = Problems()
    made = draw_pages(a_source(*[2] * 14), (), problems, lambda outline: [outline.pages - 1])
    assert made is not None
    outline, pictures = made
    assert list(pictures) == [outline.pages - 1]


def test_what_cannot_be_set_is_told() -> None:
    broken = replace(a_source(2, 2), styles=[Style("t.css", "p { colour: red }")])
    problems = Problems()
    assert draw_pages(broken, (), problems, lambda _: [0]) is None
    assert [d.place.file for d in problems] == ["t.css"]
