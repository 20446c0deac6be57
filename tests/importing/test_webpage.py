"""Web pages and Markdown: the same originals, by other readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from originals import Read

from handouts.importing.drafting.draft import Draft

Blocks = Callable[[Draft], list[dict[str, Any]]]


@pytest.mark.parametrize("name", ["page.html", "text.md"])
def test_the_numbers_of_lists_go_on(read: Read, blocks: Blocks, name: str) -> None:
    first, second = (block for block in blocks(read(name)) if "steps" in block)
    assert (len(first["steps"]), second["start"]) == (2, 3)


@pytest.mark.parametrize(
    ("source", "starts"),
    [
        ("<ol><li>a<li value=7>b<li>c</ol>", [1, 7]),
        ("<ol start=x><li>a</ol>", [1]),
        ("<ol><li>a<p>more</p><li>b</ol>", [1, 2]),
    ],
)
def test_items_have_the_numbers_that_a_browser_shows(
    read: Read, blocks: Blocks, source: str, starts: list[int]
) -> None:
    draft = read(f"<h1>T</h1><h2>S</h2>{source}".encode(), "a.html")
    assert [b.get("start", 1) for b in blocks(draft) if "steps" in b] == starts


def test_a_table_has_its_caption_and_merged_cells(read: Read, blocks: Blocks) -> None:
    [table] = [block["table"] for block in blocks(read("page.html")) if "table" in block]
    assert table["caption"] == "Three strengths"
    assert [row[0] for row in table["rows"]] == ["Hydrocortisone", "Hydrocortisone"]


def test_cells_over_rows_push_others_aside(read: Read, blocks: Blocks) -> None:
    rows = "<tr><th>A<th>B<th>C<tr><td>1<td rowspan=2>x<td>2<tr><td>3<td>4"
    rows += "<tr><td rowspan=9>5<td>6<td>7"
    draft = read(f"<h1>T</h1><h2>S</h2><table>{rows}</table>".encode(), "a.html")
    [table] = [block["table"] for block in blocks(draft) if "table" in block]
    assert table["rows"] == [["1", "x", "2"], ["3", "x", "4"], ["5", "6", "7"]]


def test_a_picture_in_the_page_is_kept_and_any_other_is_told(read: Read, blocks: Blocks) -> None:
    gif = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs="
    page = f'<h1>T</h1><p>Words.<img src="{gif}" alt="A dot"><img src="//x.example/a.png">'
    draft = read(page.encode(), "a.html")
    assert [*draft.aside] == ["left-1.gif"]
    told = [point.text for point in draft.points if point.kind == "picture"]
    assert "“A dot”" in told[0] and "was not fetched: //x.example/a.png" in told[1]


def test_scripts_and_styles_are_no_words(read: Read) -> None:
    assert "scripted" not in str(read("page.html").data)


@pytest.mark.parametrize(
    ("data", "title"),
    [
        ("<h1>Größe</h1><h2>a</h2>".encode(), "Größe"),
        ("\ufeff<h1>Größe</h1><h2>a</h2>".encode(), "Größe"),
        ("<h1>Größe</h1><h2>a</h2>".encode("utf-16"), "Größe"),
        ("<meta charset=latin1><h1>Größe</h1><h2>a</h2>".encode("latin1"), "Größe"),
        ("<h1>Größe</h1><h2>a</h2>".encode("cp1252"), "Größe"),
        ("<meta charset=nonsense><h1>Größe</h1><h2>a</h2>".encode("cp1252"), "Größe"),
    ],
)
def test_the_letters_of_a_page_are_known(read: Read, data: bytes, title: str) -> None:
    assert read(data, "a.html").data["title"] == title


def test_markdown_has_its_title_from_its_head_and_boxes_from_its_tasks(
    read: Read, blocks: Blocks
) -> None:
    draft = read("text.md")
    assert draft.data["title"] == "Wet wraps"
    assert {"checklist": ["Two sets of wraps", "Warm water"]} in blocks(draft)


def test_markdown_without_a_head_has_its_title_from_its_first_heading(read: Read) -> None:
    draft = read(b"# Wet wraps\n\nFor a child.\n\n## One\n\nText.\n\n## Two\n\nText.\n", "a.md")
    assert draft.data["title"] == "Wet wraps"
    assert draft.data["summary"] == "For a child."
    assert [section["heading"] for section in draft.data["sections"]] == ["One", "Two"]


@pytest.mark.parametrize(
    ("tag", "words", "language"),
    [
        ("ar", "كريم للبشرة", "ar"),
        ("zh-Hans", "润肤霜", "zh-Hans"),
        ("ckb", "کرێم", "ckb"),
        ("ar-EG", "كريم للبشرة", "ar-EG"),
        ("ar", "You put the cream on", "en-GB"),
        ("en", "You put the cream on", "en-GB"),
        ("fr-CA", "Vous êtes chez vous pour des jours", "fr-CA"),
    ],
)
def test_the_language_of_a_page_is_its_own_word_where_its_words_do_not_tell_another(
    read: Read, tag: str, words: str, language: str
) -> None:
    page = f"<!doctype html><html lang={tag}><meta charset=utf-8><h1>{words}</h1><p>{words}</p>"
    assert read(page.encode(), "a.html").data["language"] == language
