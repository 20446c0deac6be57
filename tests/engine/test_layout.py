"""What is read off WeasyPrint's boxes; each fault is set for real."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handouts.checks.facts import Spot
from handouts.diagnostics import Problems
from handouts.engine import layout
from handouts.engine.layout import Layout
from handouts.engine.typesetting import Source, paginate, typeset
from handouts.page.parts import Asset, Style

PAGE = """
@page { size: 100mm 80mm; margin: 10mm; @bottom-left { content: "foot"; font-size: 8pt } }
html { font-family: "Atkinson Hyperlegible"; font-size: 12pt; line-height: 1.25 }
body, h1, h2, h3, p, ul, table { margin: 0; font-size: 12pt } tr { break-inside: auto }
"""
LINE = "<p>A line of words that stands by itself.</p>"
LONG = "These words go on for a good while, so that they take some lines of the page. "


def document(body: str) -> str:
    return f'<!doctype html><html lang="en"><title>T</title><body>{body}'


def laid_out(body: str, css: str = "", assets: dict[str, Asset] | None = None) -> Layout:
    problems = Problems()
    styles = [Style("t.css", PAGE + css)]
    found = typeset(
        Source(document(body), styles, assets or {}, "x.yaml"), [], problems, measured=True
    )
    assert found is not None, "\n".join(map(str, problems))
    return found.layout


def test_what_nobody_measures_has_no_layout() -> None:
    found = typeset(Source(document(LINE), [Style("t.css", PAGE)], {}, "x.yaml"), [], Problems())
    assert found is not None and found.layout == Layout()


def test_running_text_is_what_has_the_commonest_size() -> None:
    body = f'<h1>Title</h1><p>{LONG * 6}</p><ul class="sources-full"><li>{LONG * 9}</li></ul>'
    found = laid_out(body, "h1 { font-size: 20pt } .sources-full { font-size: 9pt }")
    assert (found.body_size, found.leading) == (12, 1.25)


def test_the_measure_is_that_of_full_lines_in_the_widest_columns() -> None:
    wide, narrow = f"<p>{LONG * 5}</p>", f'<p class="narrow">{LONG * 5}</p>'
    measure = laid_out(wide).measure
    assert 35 < measure < 45
    assert laid_out(wide + narrow, ".narrow { width: 40mm }").measure == measure
    assert laid_out(LINE).measure == 0


def test_the_last_page_is_filled_to_its_lowest_words() -> None:
    assert laid_out(LINE).last_page_fill == pytest.approx(5.2 / 60, abs=0.01)
    assert laid_out(f"{LINE}<p style='margin-top: 40mm'>Low.</p>").last_page_fill > 0.8


def test_each_colour_of_text_is_told_with_what_it_stands_on() -> None:
    body = '<p>x</p><div class="box"><p>y <b>z</b></p></div>'
    css = "html { color: #102030 } .box { background: #ddeeff } b { color: #400000 }"
    assert laid_out(body, css).pairs == (
        ("#102030", "#ddeeff"),
        ("#102030", "#ffffff"),
        ("#400000", "#ddeeff"),
    )


def test_a_heading_at_the_foot_is_stranded() -> None:
    body = f"<div style='height: 53mm'></div><h2>Some risks</h2>{LINE}"
    assert laid_out(body, "h2 { break-after: auto }").stranded == (Spot(1, "Some risks"),)
    assert laid_out(body, "h2 { break-after: avoid }").stranded == ()


def test_a_picture_below_a_heading_is_no_less_than_words() -> None:
    picture = Asset(
        "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    )
    body = "<h2>See</h2><img src='a.svg' alt='x'><p style='break-before: page'>Then.</p>"
    assert laid_out(body, assets={"a.svg": picture}).stranded == ()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f"<ul><li>{LONG * 3}</li></ul>", "These words go on for a"),
        (f"<table><tr><td>{LONG * 3}</td></tr></table>", "These words go on for a"),
        (f'<div class="box"><p>{LONG}</p><p>{LONG * 8}</p></div>', "These words go on for a"),
    ],
)
def test_what_a_page_break_cuts_is_told(body: str, words: str) -> None:
    body = f"<div style='height: 40mm'></div>{body}"
    css = "li { break-inside: auto } .box { break-inside: avoid }"
    [cut] = laid_out(body, css).cut
    assert cut.words == words


def test_paragraphs_and_whole_tables_may_go_on_overleaf() -> None:
    rows = "".join(f"<tr><td>Row {n}</td></tr>" for n in range(20))
    table = f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>"
    assert laid_out(table).cut == ()
    assert laid_out(f"<p>{LONG * 12}</p>").cut == ()


@pytest.mark.parametrize(
    ("body", "css", "words"),
    [
        ("<p>Hydroxychloroquine</p>", "p { width: 20mm }", "Hydroxychloroquine"),
        (
            "<table><tr><td>Hydroxychloroquine<td>x</table>",
            "table { width: 30mm; table-layout: fixed } td { padding: 0 }",
            "Hydroxychloroquine",
        ),
        (
            "<p class='flat'>Two lines<br>in a low box</p><p>Next one</p>",
            ".flat { height: 5mm }",
            "Next one",
        ),
        ("<p>Low</p>", "p { margin-top: 50mm; position: relative; top: 9mm }", "Low"),
    ],
)
def test_words_that_leave_their_place_are_told(body: str, css: str, words: str) -> None:
    assert laid_out(body, css).overflowing[0] == Spot(1, words)


def test_words_of_right_to_left_text_are_told_where_they_leave_at_the_left() -> None:
    leaving = "p { width: 20mm; direction: rtl; margin-inline-start: 20mm }"
    assert laid_out("<p>Hydroxychloroquine</p>", leaving).overflowing == (
        Spot(1, "Hydroxychloroquine"),
    )
    assert laid_out(f"<p>{LONG}</p>", "p { direction: rtl }").overflowing == ()


def test_tight_lines_and_lists_lie_over_nothing() -> None:
    body = f"<p>{LONG * 4}</p><ul><li>One {LONG}</li><li>Two</li></ul><p>x<sup>2</sup> [1]</p>"
    assert laid_out(body, "html { line-height: 1 }").overflowing == ()


PLACES = st.tuples(st.integers(0, 60), st.integers(0, 50), st.sampled_from((5, 9, 14, 40, 90)))


@settings(max_examples=20, deadline=None)
@given(st.lists(PLACES, min_size=2, max_size=9))
def test_bands_find_each_two_words_that_lie_over_each_other(
    places: list[tuple[int, int, int]],
) -> None:
    body = "".join(
        f"<b style='left: {x}mm; top: {y}mm; font-size: {size}pt'>ox{n}</b>"
        for n, (x, y, size) in enumerate(places)
    )
    css = PAGE + "b { position: absolute; line-height: 1 }"
    pages = paginate(Source(document(body), [Style("t.css", css)], {}, "x"), [], Problems())
    assert pages is not None
    page = pages._document.pages[0]._page_box
    words = [word for word in layout._words(page, [page]) if word.text]
    assert len(words) > len(places)  # the foot of the page too
    over = [w for n, w in enumerate(words) if any(layout._over(w, o) for o in words[:n])]
    found = list(layout._overflowing(page, words))
    assert [word for word in over if word not in found] == []
    beside_or_below = [word for word in words if word in layout._overflowing(page, [word])]
    assert [w for w in found if w not in over and w not in beside_or_below] == []


@pytest.mark.parametrize("high", [9, 12])
def test_a_head_that_reaches_into_the_text_is_told(high: int) -> None:
    css = "@page { margin-top: 10mm; @top-left { content: element(head); vertical-align: top } }"
    css += ".head { position: running(head) }"
    css += f".head img {{ float: left; height: {high}mm; width: 9mm }}"
    logo = {"asset:logo.svg": Asset("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>")}
    body = "<div class='head'>Head<img src='asset:logo.svg' alt=''></div><p>Text</p>"
    told = (Spot(1, "Head"),) if high > 10 else ()
    assert laid_out(body, css, logo).overflowing == told
