"""One word, one meaning: what a value is called, and what the word table calls a class."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "handouts"
TABLE = Path(__file__).parent.parent / "docs" / "architecture.md"
PARTICIPLES = frozenset({"found", "told", "held", "said"})  # how a value came, not what it is
CLASS = re.compile(r"`([A-Z]\w*)`")


def sources() -> dict[str, str]:
    """Return the package's modules: path → source."""
    return {
        path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def bound(source: str) -> Iterator[tuple[int, str]]:
    """Yield each name that the source binds to a value, with its line."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                yield node.lineno, name
            case ast.arg(arg=name):
                yield node.lineno, name
            case ast.ExceptHandler(name=str(name)):
                yield node.lineno, name
            case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
                yield node.lineno, name
            case ast.MatchMapping(rest=str(name)):
                yield node.lineno, name


def participles(name: str, source: str) -> list[str]:
    """Return where the source calls a value by a participle."""
    return [f"{name}:{line}: {word}" for line, word in bound(source) if word in PARTICIPLES]


def words_amiss(table: str, modules: Iterable[str]) -> list[str]:
    """Return the classes that the word table names and that are not exactly one of the modules'."""
    defined = Counter(
        node.name
        for source in modules
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef)
    )
    return [
        f"`{name}` is {defined[name]} classes"
        for name in CLASS.findall(table)
        if defined[name] != 1
    ]


def word_table() -> str:
    """Return the word table of the architecture."""
    after = TABLE.read_text(encoding="utf-8").partition("| word | what it is |")[2]
    return after.partition("\n\n")[0]


def test_no_value_is_called_by_how_it_came() -> None:
    assert not [line for name, text in sources().items() for line in participles(name, text)]


def test_each_class_of_the_word_table_is_exactly_one_class() -> None:
    assert CLASS.findall(word_table())
    assert not words_amiss(word_table(), sources().values())


@pytest.mark.parametrize(
    "source",
    [
        "def read():\n    found = 1",
        "found: int = 1",
        "def read(found): ...",
        "def read(*, told=None): ...",
        "def read(*held): ...",
        "for one, said in pairs: ...",
        "if (found := look()): ...",
        "names = [found for found in names]",
        "names = sorted(names, key=lambda found: found.name)",
        "with open(path) as held: ...",
        "try: ...\nexcept OSError as told: ...",
        "match value:\n    case [*said]: ...",
        "match value:\n    case {'a': 1, **found}: ...",
    ],
)
def test_a_participle_is_caught_wherever_a_value_gets_its_name(source: str) -> None:
    assert len(participles("a.py", source)) == 1


def test_attributes_and_longer_words_are_no_participles() -> None:
    assert not participles("a.py", "not_found = cascade.told(element)\nself.held = 1")


def test_a_class_of_the_word_table_that_is_missing_or_there_twice_is_caught() -> None:
    table = "| copy | one file (`Copy`) |\n| look | of a sheet (`Look`, `styles/`) |"
    copy, look = "class Copy: ...", "class Look: ..."
    assert words_amiss(table, [copy, look]) == []
    assert words_amiss(table, [copy]) == ["`Look` is 0 classes"]
    assert words_amiss(table, [copy, look, copy]) == ["`Copy` is 2 classes"]
