from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.diagnostics import Diagnostic, Place, Problems
from handouts.reading.compose import DEEPEST, MOST_ALIASES
from handouts.reading.nodes import Map, Scalar, Seq
from handouts.reading.yaml import parse_yaml, read_yaml
from handouts.workspace import Workspace


def read(text: str) -> Map:
    problems = Problems()
    node = parse_yaml(text, "a.yaml", problems)
    assert list(problems) == []
    assert isinstance(node, Map)
    return node


def value(text: str) -> object:
    node = read(f"key: {text}\n").items["key"]
    assert isinstance(node, Scalar)
    return node.value


def only_problem(text: str, *, lenient: bool = False) -> Diagnostic:
    problems = Problems()
    node = parse_yaml(text, "a.yaml", problems, lenient=lenient)
    (problem,) = problems
    assert (node is None) == (problem.severity == "error")
    return problem


def rule_and_place(text: str) -> tuple[str, int, int]:
    problem = only_problem(text)
    return problem.rule, problem.place.line, problem.place.column


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((word, None) for word in ("", "~", "null", "Null", "NULL")),
        *((word, True) for word in ("true", "True", "TRUE")),
        *((word, False) for word in ("false", "False", "FALSE")),
        *((word, word) for word in ("yes", "no", "on", "off", "y", "No", "tRUE", "nULL")),
        ("0", 0),
        ("-12", -12),
        ("+3", 3),
        ("0777", 777),
        ("0o17", 15),
        ("0x1F", 31),
        ("1.5", 1.5),
        (".5", 0.5),
        ("2.", 2.0),
        ("-1e3", -1000.0),
        (".inf", float("inf")),
        ("-.INF", float("-inf")),
        ("1:30", "1:30"),
        ("1_000", "1_000"),
        ("0b11", "0b11"),
        ("-0x1F", "-0x1F"),
        (".", "."),
        ("١٢", "١٢"),
        ("2026-11-22", date(2026, 11, 22)),
        ("2026-02-30", "2026-02-30"),
        ("2026-11-22 10:00", "2026-11-22 10:00"),
        ("020 7946 0000", "020 7946 0000"),
        ("9" * 5000, "9" * 5000),
        ("'12'", "12"),
        ('"true"', "true"),
        ("'2026-11-22'", "2026-11-22"),
        ("|\n  12\n", "12\n"),
        (">-\n  true\n", "true"),
    ],
)
def test_scalars_are_those_of_yaml_1_2(text: str, expected: object) -> None:
    assert value(text) == expected
    assert type(value(text)) is type(expected)


def test_not_a_number_is_a_float() -> None:
    number = value(".nan")
    assert isinstance(number, float)
    assert number != number


def test_a_number_keeps_its_text() -> None:
    phone = read("phone: 02079460000\n").items["phone"]
    assert isinstance(phone, Scalar)
    assert (phone.value, phone.text) == (2079460000, "02079460000")


def test_nodes_know_their_places() -> None:
    node = read("title: Sun\nalso:\n  - shade\n  - hat\n")
    also = node.items["also"]
    assert node.keys == {"title": Place("a.yaml", 1, 1), "also": Place("a.yaml", 2, 1)}
    assert isinstance(also, Seq)
    assert also.place == Place("a.yaml", 3, 3)
    assert [item.place for item in also.items] == [Place("a.yaml", 3, 5), Place("a.yaml", 4, 5)]


def test_keys_are_text() -> None:
    assert list(read("1: a\ntrue: b\n2026-11-22: c\nnull: d\n").items) == [
        "1",
        "true",
        "2026-11-22",
        "null",
    ]


@pytest.mark.parametrize("key", ["[a]", "{a: b}"])
def test_a_key_that_is_no_text_is_an_error(key: str) -> None:
    assert "a key must be text" in only_problem(f"? {key}\n: b\n").message


def test_a_template_in_braces_is_an_error_with_a_hint() -> None:
    problem = only_problem("title: {{ clinic }}\n")
    assert (problem.rule, problem.hint) == ("yaml-syntax", "put text with brackets in quotes")


@pytest.mark.parametrize(
    ("text", "words", "line", "column"),
    [
        ("a: b: c\n", "a colon", 1, 5),
        ("a:\n  - b\n c: d\n", "does not fit", 3, 2),
        ("- a\nb: c\n", "no item", 2, 1),
        ("a: [b, c\n", "'['", 1, 4),
        ("a: {b: c\n", "'{'", 1, 4),
        ("a: 'it''s\n", "quote", 1, 4),
        ('a: "\\q"\n', "backslash", 1, 5),
        ("a: - b\n", "a list cannot start", 1, 4),
        ("a: **bold** b\n", "'*'", 1, 4),
        ("a: @b\n", "cannot start", 1, 4),
        ("a: |x\n b\n", "'|'", 1, 5),
        ("a: ]\n", "bracket", 1, 4),
        ("a: {b:}\n", "colon", 1, 6),
        ("a: b\nc\n", "without its colon", 2, 1),
        ("%x\na: b\n", "'%'", 1, 3),
        ("a: b\n...\nc\n", "end of the document", 3, 1),
        ("%YAML 3.0\n---\na: b\n", "not YAML", 1, 1),
    ],
)
def test_syntax_errors_are_told_in_plain_words(
    text: str, words: str, line: int, column: int
) -> None:
    assert rule_and_place(text) == ("yaml-syntax", line, column)
    assert words in only_problem(text).message


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("a:\n\t- b\n", 2, 1), ("a: b\n\tc: d\n", 2, 1), ("\ta: b\n", 1, 1), ("a:\n  \tb: c\n", 2, 3)],
)
def test_tabs_for_indentation_have_a_message_of_their_own(
    text: str, line: int, column: int
) -> None:
    assert rule_and_place(text) == ("yaml-tabs", line, column)


def test_a_tab_within_a_line_is_no_error() -> None:
    assert value("a\tb") == "a\tb"


@pytest.mark.parametrize(
    "tagged",
    ["!!python/object/apply:os.system [ls]", "!x b", "!!str 1", "! b", "!n!x b", "!!map {b: c}"],
)
def test_tags_are_refused(tagged: str) -> None:
    problem = only_problem(f"a: {tagged}\n")
    assert (problem.rule, problem.message) == ("yaml-tag", "tags are not used here")
    assert problem.place == Place("a.yaml", 1, 4)


def test_an_alias_stands_for_its_node() -> None:
    node = read("a: &x [1, 2]\nb: *x\n")
    assert node.items["b"] is node.items["a"]


def test_an_alias_of_nothing_is_an_error() -> None:
    assert rule_and_place("a: *bold\n") == ("yaml-alias", 1, 4)
    assert rule_and_place("a: &x [*x]\n") == ("yaml-alias", 1, 8)


def test_more_aliases_than_the_limit_are_an_error() -> None:
    read("a: &x 1\nb: [" + "*x, " * MOST_ALIASES + "]\n")
    problem = only_problem("a: &x 1\nb: [" + "*x, " * (MOST_ALIASES + 1) + "]\n")
    assert problem.rule == "yaml-alias"


def test_an_alias_bomb_ends_at_once() -> None:
    lines = ["a0: &a0 [" + "1, " * 9 + "]"]
    lines += [f"a{n}: &a{n} [" + f"*a{n - 1}, " * 9 + "]" for n in range(1, 30)]
    problem = only_problem("\n".join(lines))
    assert problem.rule == "yaml-alias"
    assert problem.place.line < 8


def test_aliases_expand_to_few_nodes() -> None:
    many = "a: &x [" + "1, " * 6000 + "]\n"
    read(many + "b: *x\n")
    assert only_problem(many + "b: *x\nc: *x\n").rule == "yaml-alias"


def test_aliases_do_not_nest_deeper_than_the_limit() -> None:
    deep = "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)
    read(f"a: &x {deep}\nb: *x\n")
    assert rule_and_place(f"a: &x {deep}\nb: [*x]\n") == ("yaml-depth", 2, 5)


def test_a_merge_key_is_a_key_like_others() -> None:
    assert list(read("a: &x {b: c}\nd:\n  <<: *x\n").items) == ["a", "d"]


def test_a_key_that_stands_twice_is_an_error_that_names_the_first() -> None:
    problem = only_problem("title: a\nother: b\ntitle: c\n")
    assert (problem.rule, problem.place) == ("duplicate-key", Place("a.yaml", 3, 1))
    assert "line 1" in problem.message


def test_a_lenient_reader_warns_of_a_key_that_stands_twice_and_takes_the_first() -> None:
    assert only_problem("a: 1\na: 2\n", lenient=True).severity == "warning"
    node = parse_yaml("a: 1\na: 2\n", "a.yaml", Problems(), lenient=True)
    assert isinstance(node, Map)
    assert node.items["a"] == Scalar(Place("a.yaml", 1, 4), 1, "1")


@pytest.mark.parametrize("nest", ["[", "- ", "{b: "])
def test_deep_nesting_is_an_error(nest: str) -> None:
    assert only_problem("a:\n  " + nest * 100_000).rule == "yaml-depth"


def test_nesting_up_to_the_limit_is_read() -> None:
    levels = DEEPEST - 1
    read("a: " + "[" * levels + "]" * levels)
    assert only_problem("a: [" + "[" * levels + "]" * levels + "]").rule == "yaml-depth"


def test_a_second_document_is_an_error() -> None:
    assert rule_and_place("a: b\n---\nc: d\n") == ("yaml-syntax", 2, 1)


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n", "---\n", "\ufeff"])
def test_an_empty_file_is_an_error(text: str) -> None:
    problem = only_problem(text)
    assert (problem.rule, problem.message) == ("empty-file", "the file is empty")


@pytest.mark.parametrize("text", ["- a\n", "text\n", "12\n", "null\n", "''\n"])
def test_a_top_level_that_is_no_mapping_is_an_error(text: str) -> None:
    assert only_problem(text).rule == "not-a-mapping"


def test_all_problems_of_a_file_are_told_at_once() -> None:
    problems = Problems()
    assert parse_yaml("a: !x b\na: c\nd: !y e\n", "a.yaml", problems) is None
    assert [p.rule for p in problems] == ["yaml-tag", "duplicate-key", "yaml-tag"]


def test_problems_of_other_files_do_not_matter() -> None:
    problems = Problems()
    problems.error("other", Place("b.yaml"), "something else")
    assert parse_yaml("a: b\n", "a.yaml", problems) is not None


@pytest.mark.parametrize("character", ["\0", "\x07", "\x7f", "\ud800", "\ufffe"])
def test_characters_that_cannot_be_printed_are_an_error(character: str) -> None:
    assert rule_and_place(f"a: b\nc: d{character}\n") == ("encoding", 2, 5)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text_gives_a_mapping_or_an_error(text: str) -> None:
    problems = Problems()
    node = parse_yaml(text, "a.yaml", problems)
    assert (node is None) == problems.failed


@given(st.lists(st.sampled_from([*"[]{}:,-?&*!|>'\"%@`#\t \n~<.", "a", "1", "- ", ": ", "\n  "])))
def test_any_yaml_like_text_gives_a_mapping_or_an_error(pieces: list[str]) -> None:
    problems = Problems()
    node = parse_yaml("".join(pieces), "a.yaml", problems)
    assert (node is None) == problems.failed


def workspace(folder: Path, data: bytes) -> Workspace:
    (folder / "a.yaml").write_bytes(data)
    return Workspace(folder, date(2026, 11, 22))


def test_a_file_is_read_with_and_without_a_byte_order_mark(tmp_path: Path) -> None:
    for data in (b"a: b\n", b"\xef\xbb\xbfa: b\n"):
        problems = Problems()
        node = read_yaml(workspace(tmp_path, data), "a.yaml", problems)
        assert isinstance(node, Map)
        assert node.keys["a"] == Place("a.yaml", 1, 1)
        assert not problems


@given(data=st.binary())
def test_any_bytes_give_a_mapping_or_an_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    problems = Problems()
    here = workspace(tmp_path_factory.getbasetemp(), data)
    assert (read_yaml(here, "a.yaml", problems) is None) == problems.failed


def test_latin_1_is_an_error_at_its_first_bad_byte(tmp_path: Path) -> None:
    problems = Problems()
    here = workspace(tmp_path, "a: é\nb: caf".encode() + b"\xe9\n")
    assert read_yaml(here, "a.yaml", problems) is None
    (problem,) = problems
    assert (problem.rule, problem.place) == ("encoding", Place("a.yaml", 2, 7))
    assert "0xe9" in problem.message


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    problems = Problems()
    assert read_yaml(workspace(tmp_path, b"a: b\n"), "b.yaml", problems) is None
    (problem,) = problems
    assert (problem.rule, problem.place) == ("file-missing", Place("b.yaml"))
    assert problem.hint == "did you mean 'a.yaml'?"


def test_a_file_that_is_too_large_is_an_error(tmp_path: Path) -> None:
    problems = Problems()
    here = workspace(tmp_path, b"a: bcd\n")
    assert read_yaml(here, "a.yaml", problems, limit=7) is not None
    assert read_yaml(here, "a.yaml", problems, limit=6) is None
    assert [p.rule for p in problems] == ["file-unreadable"]
