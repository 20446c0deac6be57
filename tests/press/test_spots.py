"""Where words stand on the pages of a sheet."""

from __future__ import annotations

import pytest

from handouts.engine.boxes import Box
from handouts.press.spots import named_spots, spots_of

HTML = (
    "<p>Before the text</p><h1>Sun</h1><section><h2 id='own'>In <b>short</b></h2>"
    '<p>Shade &amp; hats.<span class="cite"> [1]</span></p></section>'
    '<section><ol><li>Press.<div><p>Gently.</p></div></li></ol><img src="a.svg" alt="A hand.">'
    "<section><p>Within</p></section></section>"
)


def test_each_paragraph_point_heading_and_picture_has_its_words_and_its_part() -> None:
    _, named = named_spots(HTML)
    assert [(part, words) for _, part, words in named] == [
        (0, "Sun"),
        (1, "In short"),
        (1, "Shade & hats."),
        (2, "Press."),
        (2, "Gently."),
        (2, "A hand."),
        (2, "Within"),
    ]


def test_all_of_them_have_an_id_once_and_nothing_else_changes() -> None:
    html, named = named_spots(HTML)
    assert [html.count(f'id="{name}"') + html.count(f"id='{name}'") for name, *_ in named] == [
        1
    ] * len(named)
    for name, *_ in named:
        html = html.replace(f' id="{name}"', "")
    assert html == HTML


def test_what_is_not_drawn_or_says_nothing_is_left_out() -> None:
    _, named = named_spots(HTML + "<p> </p>")
    box = Box(2, 10, 12, 20, 100)
    [spot] = spots_of(named, {"own": box, "spot-7": box})
    assert (spot.words, spot.box) == ("In short", box)


@pytest.mark.parametrize("html", ["", "<p>No heading</p>"])
def test_a_sheet_without_a_title_has_none(html: str) -> None:
    assert named_spots(html) == (html, ())
