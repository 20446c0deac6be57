"""Plain text: the words of a sheet in their order."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from handouts.page.parts import Fragments, Sheet, slot_mark
from handouts.press.plain import WIDTH, plain_text


def text(html: str, **slots: str) -> str:
    return plain_text(Sheet(html, (), {}, "x.yaml"), Fragments(slots)).decode()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<title>T</title><h1>A title</h1><h2>About</h2>", "A title\n=======\n\nAbout\n-----\n"),
        ("<p>One <b>bold</b>\n word.</p><p>Two.</p>", "One bold word.\n\nTwo.\n"),
        ("<ul><li>one</li><li>two</li></ul><p>after</p>", "* one\n* two\n\nafter\n"),
        ("<ol><li>one</li><li><p>two</p></li></ol>", "1. one\n2. two\n"),
        ('<ol start="3"><li>three</li><li>four</li></ol>', "3. three\n4. four\n"),
        ('<ul class="checklist"><li>ask</li></ul>', "[ ] ask\n"),
        ('<ul><li class="tick"><img class="box" src="b" alt="box"> a</li></ul>', "[ ] a\n"),
        ('<p>so <img class="blank" src="b" alt="blank">.</p>', "so ______.\n"),
        ("<p>&lt;b&gt; &amp; so\N{NO-BREAK SPACE}on</p>", "<b> & so on\n"),
        ('<p><img src="a" alt="A face"><img src="b" alt=""> Words.</p>', "[A face] Words.\n"),
        ('<p><a href="https://a.example/">a.example</a></p>', "a.example\n"),
        ('<p><a href="https://a.example/b">our site</a></p>', "our site (https://a.example/b)\n"),
        ('<p><a href="https://xn--mller-kva.example">müller.example</a></p>', "müller.example\n"),
        ('<p><a href="tel:+44">call us</a></p>', "call us\n"),
        ('<div class="qr"><img src="q" alt="QR code"><p>Scan</p></div><p>Book.</p>', "Book.\n"),
    ],
)
def test_what_a_tag_becomes(html: str, expected: str) -> None:
    assert text(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>خذ <span dir="ltr">5 mg</span>.</p>', "خذ \u20665 mg\u2069.\n"),
        ('<p><a href="https://a.example/b">خذ</a></p>', "خذ (\u2066https://a.example/b\u2069)\n"),
        (
            '<p><a href="https://a.example"><span dir="ltr">a.example</span></a></p>',
            "\u2066a.example\u2069\n",
        ),
        ('<p><img src="a" alt="خذ 5 mg"></p>', "[خذ \u20665 mg\u2069]\n"),
        ('<p><span class="x">خ <span dir="ltr">a b</span></span></p>', "خ \u2066a b\u2069\n"),
    ],
)
def test_in_right_to_left_text_signs_keep_numbers_in_order(html: str, expected: str) -> None:
    assert text(f'<html lang="ar" dir="rtl"><body>{html}</body></html>') == expected


def test_what_runs_the_other_way_is_closed_in_each_line_and_opened_anew() -> None:
    lines = text(f'<html dir="rtl"><p><span dir="ltr">{"word " * 40}</span></p>').splitlines()
    assert len(lines) == 3
    assert all(line.count("\u2066") == line.count("\u2069") == 1 for line in lines)


def test_each_cell_of_a_table_follows_the_name_of_its_column() -> None:
    html = """
    <table><caption>Choices</caption>
    <thead><tr><th>Option</th><th>Helps</th></tr></thead>
    <tbody><tr><th>Do nothing</th><td>Lines stay.</td></tr><tr><th>Laser</th><td>Some</td></tr>
    </tbody></table>
    """
    assert text(html) == dedent("""\
        Choices

        * Do nothing. Helps: Lines stay.
        * Laser. Helps: Some.
        """)


def test_a_table_is_joined_as_in_the_language_of_the_sheet() -> None:
    table = (
        "<table><thead><tr><th rowspan='2'>A</th><th colspan='2'>B</th></tr>"
        "<tr><th>C</th><th>D</th></tr></thead>"
        "<tbody><tr><th>a</th><td>c。</td><td>d</td></tr></tbody></table>"
    )
    assert text(table) == "* a. B, C: c。. B, D: d.\n"
    assert text(f'<html lang="zh-Hans">{table}</html>') == "* a。B，C：c。B，D：d。\n"
    assert text(f'<html lang="fr">{table}</html>') == "* a. B, C : c。. B, D : d.\n"


def test_a_tip_and_a_drawing_of_a_step_stand_under_its_words() -> None:
    more = "<p>Tip: At noon.</p><figure><img src='a' alt='A hat.'></figure>"
    steps = f"<ol><li>Wash.</li><li>Rub.{more}</li><li>Rest.</li></ol>"
    assert text(steps) == "1. Wash.\n2. Rub.\n   Tip: At noon.\n   [A hat.]\n3. Rest.\n"


def test_a_clinics_words_stand_where_its_slot_is() -> None:
    assert text(f"<div>{slot_mark('panel')}</div>", panel="<p>Harbour</p>") == "Harbour\n"


def test_later_lines_of_an_item_stand_under_its_first_word() -> None:
    first, second = text(f"<ul><li>{'word ' * 20}</li></ul>").splitlines()
    assert first.startswith("* word")
    assert second.startswith("  word")


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)))
def test_all_words_come_out_in_their_order_and_lines_are_short(words: list[str]) -> None:
    said = text(f"<p>{escape(' '.join(words))}</p>")
    assert said.split() == words
    assert all(len(line) <= WIDTH for line in said.splitlines() if " " in line.strip())


def test_an_item_with_a_number_of_its_own_keeps_it() -> None:
    html = '<ol><li value="3">Sun.</li><li>Shade.</li><li value="9">Hat.</li></ol>'
    assert text(html) == "3. Sun.\n4. Shade.\n9. Hat.\n"


def test_a_column_under_a_head_that_spans_several_is_named_by_both() -> None:
    heads = '<tr><th rowspan="2">A</th><th colspan="2">When</th><th rowspan="2">Most</th></tr>'
    heads += "<tr><th>Morning</th><th>Night</th></tr>"
    row = "<tr><th>Of 5 mg</th><td>1</td><td></td><td>3</td></tr>"
    assert text(f"<table><thead>{heads}</thead><tbody>{row}</tbody></table>") == (
        "* Of 5 mg. When, Morning: 1. When, Night: ______. Most: 3.\n"
    )
