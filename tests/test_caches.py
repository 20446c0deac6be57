"""What a process remembers has an end: one that runs for weeks stays small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from handouts.checks.syllables import syllables
from handouts.content import prose
from handouts.diagnostics import Place, Problems
from handouts.reading.nodes import Text
from handouts.workers import give_back

PACKAGE = Path(__file__).parent.parent / "handouts"
FEW = {  # parameters of which there are few values, whatever is typed
    *(
        "tag",
        "theme",
        "script",
        "entry",
        "rows",
        "language",
        "british",
        "quotes",
        "root",
        "cls",
        "rule_id",
    ),
}


def without_end(source: str) -> Iterator[str]:
    """Yield the functions of a module that remember what they are given, however much that is."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            marks = [ast.unparse(one) for one in node.decorator_list]
            if {"cache", "functools.cache", "lru_cache(maxsize=None)"} & {*marks}:
                yield from (node.name for one in node.args.args if one.arg not in FEW)


def test_nothing_is_remembered_by_words_without_an_end() -> None:
    files = {file: file.read_text("utf-8") for file in PACKAGE.rglob("*.py")}
    assert {f"{file.name}: {name}" for file in files for name in without_end(files[file])} == set()


@pytest.mark.parametrize("mark", ["cache", "functools.cache", "lru_cache(maxsize=None)"])
def test_one_without_an_end_would_be_found(mark: str) -> None:
    assert [*without_end(f"@{mark}\ndef count(word: str) -> int: ...")] == ["count"]
    assert [*without_end("@lru_cache(maxsize=9)\ndef count(word: str) -> int: ...")] == []


def test_a_text_that_moves_in_its_file_is_remembered_once() -> None:
    before = prose._parse.cache_info().currsize
    for line in range(1, 50):
        problems = Problems()
        prose.parse(Text("It moves, and *leans*.", Place("a.yaml", line, 3)), problems)
        assert [one.place.line for one in problems] == [line]
    assert prose._parse.cache_info().currsize <= before + 1


def test_words_and_texts_are_forgotten_in_the_end() -> None:
    assert prose._parse.cache_info().maxsize is not None
    assert syllables.cache_info().maxsize is not None


def test_memory_is_given_back_wherever_it_can_be() -> None:
    give_back()
    give_back()
