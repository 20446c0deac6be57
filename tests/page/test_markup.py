from __future__ import annotations

import pytest
from markupsafe import Markup

from handouts.page.markup import Setter

SPACE = "\N{NO-BREAK SPACE}"
SETTER = Setter({"a": 1, "b": 2, "c": 10})


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a **b** c", "a <strong>b</strong> c"),
        ("[a](https://b.example)", '<a href="https://b.example">a</a>'),
        ("[Sun care](handout:sun)", "<strong>Sun care</strong>"),
        ("so [@c; @a].", f'so<span class="cite">{SPACE}[1,{SPACE}10]</span>.'),
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("**<**", "<strong>&lt;</strong>"),
        (r"\<!--slot:panel-->", "&lt;!--slot:panel--&gt;"),
    ],
)
def test_a_sentence_is_set(text: str, html: str) -> None:
    assert SETTER.inline(text) == html


def test_paragraphs_and_lists_are_set() -> None:
    assert SETTER.prose("one\n\n- a\n- b\n\n1. c\n") == (
        '<p>one</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol class="steps">\n<li>c</li>\n</ol>'
    )


def test_a_list_begins_with_its_number_in_the_page_and_for_the_engine() -> None:
    assert SETTER.prose("3. c\n4. d\n") == (
        '<ol class="steps" start="3" style="counter-reset: list-item 2">\n'
        "<li>c</li>\n<li>d</li>\n</ol>"
    )


def test_numbers_stand_in_their_order_and_once() -> None:
    assert SETTER.cite(["c", "b", "c"]) == f'<span class="cite">{SPACE}[2,{SPACE}10]</span>'
    assert SETTER.cite([]) == ""


def test_words_are_plain() -> None:
    assert SETTER.words("**a** [@a] b") == "a b"


def test_blanks_and_boxes_are_drawn_where_something_draws_them() -> None:
    setter = Setter({}, lambda sign: Markup("<i>{}</i>").format(sign))
    box = '<span class="whole"><i>[ ]</i>'
    assert setter.inline("dry for ____ days") == "dry for <i>____</i> days"
    assert setter.inline("__/__/____") == "<i>__</i>/<i>__</i>/<i>____</i>"
    assert setter.inline("a_b, __12__ and Name:____") == "a_b, __12__ and Name:<i>____</i>"
    assert setter.inline("**[ ] yes**") == f"<strong>{box} yes</span></strong>"
    assert setter.item("[ ] a") == f'<li class="tick">{box} a</span></li>'
    assert setter.item("a [ ]") == "<li>a <i>[ ]</i></li>"
    assert f'<ol class="steps">\n<li>{box} a</span></li>' in setter.prose("1. [ ] a")
    assert SETTER.inline("____ [ ]") == "____ [ ]"


@pytest.mark.parametrize("language", ["bn", "hi", "pa"])
def test_a_number_stays_with_its_sentence_where_that_ends_in_a_danda(language: str) -> None:
    setter = Setter({"a": 1}, language=language)
    assert setter.inline("হয়। [@a]") == f'হয়।<span class="cite">\N{WORD JOINER}{SPACE}[1]</span>'
