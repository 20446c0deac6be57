from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.content.prose import (
    UNMARKED,
    Cite,
    Link,
    List,
    Paragraph,
    Words,
    inline,
    parse,
    plain,
    tokens,
)
from handouts.diagnostics import Place, Problems
from handouts.reading.nodes import Text

SENTENCE = st.from_regex(r"[A-Za-z\d][^\n]{0,30}", fullmatch=True)
MARKUP = st.text(st.sampled_from("*_[]()@;:#>-`!<&\\ \n1.ab/\t\"'"), max_size=60)


def refused(text: str) -> list[str]:
    problems = Problems()
    parse(text, problems)
    return [d.message for d in problems]


def clean(text: str) -> tuple[Paragraph | List, ...]:
    problems = Problems()
    blocks = parse(text, problems)
    assert list(problems) == []
    return blocks


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Skin is an organ.", (Words("Skin is an organ."),)),
        ("two\nlines", (Words("two lines"),)),
        ("a **b** c", (Words("a "), Words("b", strong=True), Words(" c"))),
        ("a [@x].", (Words("a"), Cite(("x",)), Words("."))),
        ("a[@x] b", (Words("a"), Cite(("x",)), Words(" b"))),
        ("a [@x; @y-1]", (Words("a"), Cite(("x", "y-1")))),
        ("a [@x;\n@y]", (Words("a"), Cite(("x", "y")))),
        ("a [@x] [@y]", (Words("a"), Cite(("x",)), Cite(("y",)))),
        ("**a [@x]**", (Words("a", strong=True), Cite(("x",)))),
        ("[@x](b)", (Cite(("x",)), Words("(b)"))),
        ("see [Sun care](handout:sun)", (Words("see "), Link("Sun care", "handout:sun"))),
        ("[**a**\nb](https://a.example)", (Link("a b", "https://a.example"),)),
        ("[us](mailto:a@b.example)", (Link("us", "mailto:a@b.example"),)),
        ("[us](tel:111)", (Link("us", "tel:111"),)),
        (r"2 \* 3 and \[@x", (Words("2 * 3 and [@x"),)),
        ("[note]: https://a.example", (Words("[note]: https://a.example"),)),
        ("a < b & c", (Words("a < b & c"),)),
    ],
)
def test_a_sentence_is_read_as_runs(text: str, runs: tuple[Words | Cite | Link, ...]) -> None:
    assert inline(text) == runs


@pytest.mark.parametrize(
    ("written", "set_as"),
    [
        ("it's", "it’s"),
        ("'so'", "‘so’"),
        ('say "it\'s so"', "say “it’s so”"),
        ('"so"', "“so”"),
    ],
)
def test_straight_quotes_become_curved(written: str, set_as: str) -> None:
    assert plain(written) == set_as


def test_a_pointer_names_its_handout_and_a_link_names_none() -> None:
    assert Link("Sun", "handout:sun").handout == "sun"
    assert Link("Sun", "https://sun.example").handout == ""


def test_paragraphs_and_lists_are_read_in_their_order() -> None:
    assert clean("one\n\n- a\n- b [@x]\n\n1. c\n2. d\n") == (
        Paragraph((Words("one"),)),
        List(((Words("a"),), (Words("b"), Cite(("x",))))),
        List(((Words("c"),), (Words("d"),)), numbered=True),
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("*a*", "italics"),
        ("# a", "a heading"),
        ("a\n===", "a heading"),
        ("![a](b.png)", "a picture"),
        ("`a`", "code"),
        ("```\na\n```", "code"),
        ("    a", "code (a line that begins with four spaces)"),
        ("a <b>b</b>", "HTML"),
        ("<div>", "HTML"),
        ("> a", "a quotation mark (>)"),
        ("---", "a rule"),
        ("a  \nb", "a forced line break"),
    ],
)
def test_markdown_that_is_not_ours_is_refused(text: str, what: str) -> None:
    assert refused(text) == [f"the text holds {what}"]


def test_a_list_in_a_list_is_refused() -> None:
    assert refused("- a\n  - b") == ["a list stands inside a list"]


@pytest.mark.parametrize("address", ["b", "/b", "http://b.example", "ftp://b", "handout:", "a:b"])
def test_a_link_of_another_kind_is_refused(address: str) -> None:
    assert refused(f"[a]({address})") == [f"the link '{address}' is not of a kind that is printed"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a [@x, @y]", "[@x, @y]"),
        ("a [@x", "[@x"),
        ("a [@x.1]", "[@x.1]"),
        ("[a [@x]](https://b.example)", "[@x]"),
        ("[a](javascript:b)", "](javascript:b)"),
        ("[a](https://b c)", "](https://b c)"),
    ],
)
def test_a_citation_or_link_that_would_print_as_it_is_written_is_refused(
    text: str, found: str
) -> None:
    assert refused(text) == [f"'{found}' is neither a citation nor a link"]


def test_a_link_without_words_is_refused() -> None:
    assert refused("[](https://a.example)") == ["the link to 'https://a.example' has no words"]


def test_a_problem_stands_at_the_place_of_the_text() -> None:
    problems = Problems()
    parse(Text("*a*", Place("a.yaml", 3, 7)), problems)
    assert [d.place for d in problems] == [Place("a.yaml", 3, 7)]


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("Wear a ** hat **.", "Wear a ** hat **."),
        ("Wear a hat****", "Wear a hat****"),
        ("**Note:**now", "**Note:**now"),
        ("**注意：**请看医生。", "**注意：**请看医生。"),  # Markdown asks for a space after it
    ],
)
def test_stars_that_make_no_words_strong_are_refused(text: str, around: str) -> None:
    assert refused(text) == [f"'**' in '{around}' makes no words strong, and would print"]


def test_stars_that_are_meant_are_printed() -> None:
    assert refused(r"Two stars: \*\*") == []


@pytest.mark.parametrize("text", ["one\n\ntwo", "- one", "1. one"])
def test_where_one_paragraph_is_wanted_others_are_told(text: str) -> None:
    problems = Problems()
    inline(Text(text, Place("a.yaml", 1, 1)), problems)
    assert [d.message for d in problems] == [
        "a list or several paragraphs stand where one paragraph is wanted"
    ]


def test_plain_words_have_no_markup_and_no_citations() -> None:
    assert plain("**Sun** harms [@x] [skin](handout:skin).\n\n- a [@y]\n- b") == (
        "Sun harms skin. a b"
    )


@given(st.text() | MARKUP)
def test_any_text_can_be_read(text: str) -> None:
    for block in parse(text, Problems()):
        assert isinstance(block, Paragraph | List)
    inline(text)
    plain(text)


@pytest.mark.parametrize("sign", ["-", "*", "1."])
def test_the_sign_of_a_list_alone_is_told_with_what_to_write(sign: str) -> None:
    problems = Problems()
    inline(Text(sign), problems)
    [problem] = problems
    assert problem.message == f"'{sign}' alone is read as the sign of a list"
    assert problem.hint == "say it in words, such as 'none' or 'not known'"


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("1. Wash.\n2. Dry.\n\nWait.\n\n3. Cream.\n4. Back to step 3.", [1, 3]),
        ("1980. It began.", [1980]),
        ("0. First.\n1. Then.", [0]),
    ],
)
def test_a_list_keeps_the_number_that_it_begins_with(text: str, starts: list[int]) -> None:
    problems = Problems()
    read = parse(text, problems)
    assert [block.start for block in read if isinstance(block, List)] == starts
    assert list(problems) == []


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("1. A.\n2. B.\n4. C.", "the numbers of a list run 1, 2, 4"),
        ("1. A.\n1. B.", "the numbers of a list run 1, 1"),
        ("- A.\n-\n- B.", "an item of a list is empty"),
        ("- A.\n\n  B.", "an item has paragraphs"),
        ("Gel\n+ tablets", "'+' and a space at the start of a line are the sign of a list"),
        ("Fish &amp; chips", "'&amp;' is a sign of HTML"),
        ('[a](https://b.example "never seen")', "the title 'never seen' of a link never prints"),
    ],
)
def test_what_would_not_come_out_as_it_was_written_is_refused(text: str, fact: str) -> None:
    assert fact in refused(text)


@pytest.mark.parametrize(
    "text",
    [
        "On __/__/____ at __:__ in room __12__.",
        "________",
        "_a_",
        "a_b_c",
        "R&D and A&E",
        "5 * 3 * 2",
    ],
)
def test_marks_that_are_none_of_ours_print_as_they_are_written(text: str) -> None:
    assert refused(text) == []
    assert plain(text) == text


@pytest.mark.parametrize("text", ["- 5 degrees", "Freeze at\n* 5 degrees"])
def test_a_minus_that_prints_as_a_point_is_told(text: str) -> None:
    problems = Problems()
    parse(Text(text), problems)
    assert [(p.severity, p.message) for p in problems] == [
        ("warning", "a sign and a space before a number are read as a list of one point")
    ]


@pytest.mark.parametrize("text", ["- Two points.\n- 5 degrees", "-5 degrees", "−5 degrees"])
def test_a_minus_and_a_list_are_told_apart(text: str) -> None:
    problems = Problems()
    parse(Text(text), problems)
    assert list(problems) == []


MARKS = [*"_*&;()[]`<>|\\!= \n", "__", "1.", "3)", "- ", "# ", "amp", "a", "B7", "~~", "@k"]


@given(st.lists(st.sampled_from(MARKS), max_size=14).map("".join))
def test_each_letter_prints_in_its_order_or_the_text_is_refused(text: str) -> None:
    problems = Problems()
    read = parse(Text(text), problems)
    if problems.failed or any(not isinstance(r, Words) for b in read for r in runs_of(b)):
        return
    assert re.findall("[A-Za-z]", plain(text)) == re.findall("[A-Za-z]", text)


def runs_of(block: Paragraph | List) -> Iterator[object]:
    for runs in block.items if isinstance(block, List) else (block.runs,):
        yield from runs


@given(st.one_of(SENTENCE, MARKUP, st.text(max_size=40)))
def test_words_without_a_sign_are_what_the_reader_of_markdown_makes_of_them(text: str) -> None:
    read = [token for token in tokens(text) if token.type == "inline"]
    if UNMARKED.fullmatch(text):
        [token] = read
        assert [child.type for child in token.children or ()] == ["text"]
        assert token.content == text
        assert parse(text) == (Paragraph((Words(text),)),)


@pytest.mark.parametrize("sign", [*"*_`[]<>&\\\"'~\n", "\N{NULL}"])
def test_a_text_with_a_sign_is_left_to_the_reader_of_markdown(sign: str) -> None:
    assert UNMARKED.fullmatch("Skin is an organ, 5 to 7 mm (or more): ½ – 2 × !")
    assert not UNMARKED.fullmatch(f"Skin {sign} hair")


@pytest.mark.parametrize("text", ["- a", "1. a", "# a", "> a", " a", "a ", "", "+ a", "    a"])
def test_a_text_that_begins_with_a_sign_or_a_space_is_too(text: str) -> None:
    assert not UNMARKED.fullmatch(text)


def test_what_is_wrong_is_told_at_each_place_where_it_stands() -> None:
    problems = Problems()
    for line in (3, 7):
        parse(Text("an *odd* word", Place("a.yaml", line, 1)), problems)
    assert [problem.place.line for problem in problems] == [3, 7]
