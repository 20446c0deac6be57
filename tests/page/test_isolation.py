"""Numbers, names and addresses stand in order in text that runs the other way."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.page.isolation import (
    SIGNS,
    UNSIGN,
    isolate_all,
    isolate_source,
    isolate_text,
    isolate_unit,
)
from handouts.page.stretches import stretches

WORDS = ("اتصل", "خذ", "حتى", "أو", "مرتين", "עד", "קח")
UNITS = ("mg", "ml", "°C", "%", "IU", "kg/m²")
DIGITS = st.text("0123456789", min_size=2, max_size=5)
PHONES = st.builds(
    lambda plus, groups: plus + " ".join(groups),
    st.sampled_from(["", "+"]),
    st.lists(DIGITS, min_size=2, max_size=4),
)
DOSES = st.builds(
    lambda sign, number, space, unit: f"{sign}{number}{space}{unit}",
    st.sampled_from(["", "<", "≥", "−", "~"]),
    st.from_regex(r"[1-9][0-9]{0,2}(\.[0-9]{1,2})?", fullmatch=True),
    st.sampled_from(["", " ", "\N{NO-BREAK SPACE}"]),
    st.sampled_from(UNITS),
)
RANGES = st.sampled_from(
    ["3–5", "9:00–17:00", "9:00 – 17:00", "12/11/2026", "5-10 mg", "2026-11-29"]
)
PLACES = st.sampled_from(
    [
        "help@clinic.example",
        "https://www.nhs.uk/a-b/?q=1/",
        "clinic.example/t/7K3Q-9MXD",
        "12 Harbour Street, London SE1 1AA",
        "Dr. Ann Smith",
        "Botox (onabotulinumtoxinA)",
        "NHS 111",
        "(020) 7946 0000",
        "1½",
        "½ ml",
        "≤ 5 mg/kg",
        "Botox®",
        "E. coli",
    ]
)


def found(text: str, direction: str = "rtl") -> list[str]:
    return [text[start:end] for start, end in stretches(text, direction)]  # type: ignore[arg-type]


@given(st.sampled_from(WORDS), st.one_of(PHONES, DOSES, RANGES, PLACES), st.sampled_from(WORDS))
def test_what_must_stand_in_order_is_one_stretch(before: str, whole: str, after: str) -> None:
    for text in (f"{before} {whole} {after}", f"{before} ({whole}).", f"{whole}، {after}؟"):
        assert found(text) == [whole], text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خذ 5 mg، ثم 10 mg.", ["5 mg", "10 mg"]),
        ("فيتامين A. Botox أو B. ", ["A", "Botox", "B"]),
        ("קח 5 mg, 10 mg, 15 mg", ["5 mg", "10 mg", "15 mg"]),
        ("62 من 100 و 1,000", []),  # each stands in order by itself
        ("62 من 100 و Botox", ["Botox"]),  # has the face that sets Latin
        ("الأيام 3, 5, 7", []),  # a list follows as the text runs
        ("ב-5 mg, ב-Botox", ["5 mg", "Botox"]),  # a hyphen after a prefix of Hebrew is no minus
        ("37.5 °م", []),  # the degree belongs to the word after it
        ("عند -5 أو +5", ["-5", "+5"]),
        ("Botox. 5 mg لك", ["Botox", "5 mg"]),
        ("vol. 5, p. 3 من", ["vol. 5", "p. 3"]),
        ("اتصل ٠٢٠ ٧٩٤٦ ٠٠٠٠", ["٠٢٠ ٧٩٤٦ ٠٠٠٠"]),
        ("Müller e\u0301 5 mg، كلمة", ["Müller e\u0301 5 mg"]),
        ("كلمة\n5 mg\n3–5", ["5 mg", "3–5"]),
        ("كلمة … ، !", []),
    ],
)
def test_where_stretches_begin_and_end(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_arabic_in_english_is_a_stretch_without_the_number_after_it() -> None:
    assert found("Ask علي سمير، 020 7946 0000.", "ltr") == ["علي سمير"]
    assert found("Ask Ann, 020 7946 0000.", "ltr") == []


@given(st.text("aB5 .,–(خعב\u064b%+\n", max_size=40), st.sampled_from(["ltr", "rtl"]))
def test_stretches_are_in_order_and_hold_no_word_of_the_text_around(
    text: str, direction: str
) -> None:
    spans = list(stretches(text, direction))  # type: ignore[arg-type]
    assert spans == sorted(spans)
    own = "خعב" if direction == "rtl" else "aB5"
    for (start, end), (following, _) in pairwise([*spans, (len(text), 0)]):
        assert start < end <= following
        assert not set(own) & set(text[start:end])


def ltr(words: str, whole: str = ' class="whole"') -> str:
    return f'<span dir="ltr"{whole}>{words}</span>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>خذ 5 mg.</p>", f"<p>خذ {ltr('5 mg')}.</p>"),
        (
            "<p>خذ <strong>5</strong> mg.</p>",
            f"<p>خذ {ltr('<strong>5</strong> mg')}.</p>",
        ),
        (
            "<p><strong>خذ 5</strong> mg.</p>",
            f"<p><strong>خذ </strong>{ltr('<strong>5</strong> mg')}.</p>",
        ),
        (
            "<p>خذ 5 <b>mg خ</b></p>",
            f"<p>خذ {ltr('5 <b>mg</b>')}<b> خ</b></p>",
        ),
        ("<p>خذ <b><i>5 mg</i></b></p>", f"<p>خذ <b><i>{ltr('5 mg')}</i></b></p>"),
        ("<td>5 mg</td><td>خ</td>", f"<td>{ltr('5 mg')}</td><td>خ</td>"),
        ('<a href="a b">020 7946</a>', f'<a href="a b">{ltr("020 7946")}</a>'),
        ('<img alt="5 mg خ">', '<img alt="5 mg خ">'),
        ("<title>خ 5 mg</title><style>a b</style>", "<title>خ 5 mg</title><style>a b</style>"),
        ('<p dir="ltr">a <span>b</span> 5</p><p>5 mg</p>', None),
        ('<span dir="ltr">a <span>b</span> 5</span> خ', None),
        (
            "<p>A&amp;B &lt;5&nbsp;mg خ</p>",
            "<p>" + ltr("A&amp;B &lt;5\N{NO-BREAK SPACE}mg") + " خ</p>",
        ),
        ("<!-- 5 mg --><p>خ</p>", "<!-- 5 mg --><p>خ</p>"),
        ('<span class="whole">5-6</span> mg خ', None),
        (
            '<span class="cite">\N{NO-BREAK SPACE}[1]</span>',
            '<span class="cite">\N{NO-BREAK SPACE}[1]</span>',
        ),
    ],
)
def test_a_page_with_its_stretches_set_apart(html: str, expected: str | None) -> None:
    set_apart = isolate_all(html, "rtl")
    if expected is not None:
        assert set_apart == expected
    assert isolate_all(set_apart, "rtl") == set_apart  # what is set apart is left


def test_an_element_with_a_direction_of_its_own_is_left_as_it_is() -> None:
    html = '<p dir="ltr">a <span>b</span> 5</p><p>5 mg</p>'
    assert isolate_all(html, "rtl") == f'<p dir="ltr">a <span>b</span> 5</p><p>{ltr("5 mg")}</p>'
    whole = '<html lang="ar" dir="rtl"><body>5 mg</body></html>'
    assert ltr("5 mg") in isolate_all(whole, "rtl")


def test_a_number_is_not_broken_and_a_name_is() -> None:
    assert isolate_all("<p>خ +44 20 7946 0000</p>", "rtl") == f"<p>خ {ltr('+44 20 7946 0000')}</p>"
    assert isolate_all("<p>خ Ann Smith</p>", "rtl") == f"<p>خ {ltr('Ann Smith', '')}</p>"
    address = "12 Harbour Street, London"
    assert isolate_all(f"<p>خ {address}</p>", "rtl") == f"<p>خ {ltr(address, '')}</p>"


def test_groups_of_arabic_digits_are_kept_together() -> None:
    assert "٠٢٠\N{NO-BREAK SPACE}٧٩٤٦" in isolate_all("<p>اتصل ٠٢٠ ٧٩٤٦ خ</p>", "rtl")


TAGS = st.sampled_from(
    ["<b>", "</b>", "<i>", "</i>", "<p>", "</p>", "<br>", '<a href="x">', "</a>"]
)


@given(st.lists(st.one_of(TAGS, st.text("a5 .خ&", min_size=1, max_size=6)), max_size=14))
def test_no_word_is_lost_or_added_whatever_the_page(parts: list[str]) -> None:
    html = "".join(part.replace("&", "&amp;") for part in parts)
    set_apart = isolate_all(html, "rtl")
    assert re.sub(r"<[^>]+>", "", set_apart) == re.sub(r"<[^>]+>", "", html)
    assert set_apart.count("<span") == set_apart.count("</span>")


@given(st.text("aZ 5.<&é–", max_size=30))
def test_a_page_with_left_to_right_text_alone_keeps_its_bytes(text: str) -> None:
    html = f"<p>{text} <b>x</b></p>"
    assert isolate_all(html, "ltr") is html
    assert isolate_unit(text, "ltr") is text


def test_a_source_is_set_apart_in_the_direction_in_which_it_begins() -> None:
    others = '<span dir="rtl">وآخرون</span>'
    told = isolate_source("Ahn Sh, وآخرون. Rollers & stones.", "rtl")
    assert told == f'<span dir="ltr">Ahn Sh, {others}. Rollers &amp; stones.</span>'
    assert isolate_source("Ahn Sh. Rollers.", "rtl") == isolate_unit("Ahn Sh. Rollers.", "rtl")
    for own in ("منظمة WHO. 2020.", "2020."):
        assert isolate_source(own, "rtl") == own
    assert isolate_source("Ahn Sh, et al. Rollers.", "ltr") == "Ahn Sh, et al. Rollers."


def test_a_detail_is_set_apart_as_one_unless_it_has_words_of_the_text() -> None:
    hours = "Monday, 9:00–17:00; Saturday, 9:00"
    assert isolate_unit(hours, "rtl") == ltr(hours, "")
    assert isolate_unit("9:00–17:00", "rtl") == ltr("9:00–17:00")
    assert isolate_unit("A & B", "rtl") == ltr("A &amp; B", "")
    assert isolate_unit("الاثنين 9:00–17:00", "rtl") == "الاثنين 9:00–17:00"
    assert isolate_unit("–", "rtl") == "–"
    assert isolate_unit("عيادة", "ltr") == '<span dir="rtl">عيادة</span>'


def test_a_web_address_that_a_line_holds_is_whole() -> None:
    for address, whole in (("harbour.example/book", True), ("a.example/" + "long/" * 6, False)):
        assert isolate_unit(address, "rtl") == ltr(address, "")
        told = isolate_unit(address, "rtl", whole=True)
        assert told == (
            f'<span dir="ltr" class="whole">{address}</span>' if whole else ltr(address, "")
        )
    assert isolate_unit("12 Example Street", "rtl", whole=True) == ltr("12 Example Street", "")
    assert isolate_unit("harbour.example/book", "ltr", whole=True) == "harbour.example/book"


def test_text_without_elements_has_signs() -> None:
    assert isolate_text("خذ 5 mg.", "rtl") == f"خذ {SIGNS['ltr']}5 mg{UNSIGN}."
    assert isolate_text("Take 5 mg.", "ltr") == "Take 5 mg."
