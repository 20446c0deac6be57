"""No class has its name in two rooms."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

Sources = dict[str, str]  # by the dotted name of a module


def our_sources() -> Sources:
    """Return every module under handouts/."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path.read_text(encoding="utf-8")
        for path in (ROOT / "handouts").rglob("*.py")
    }


def room_of(module: str) -> str:
    """Return the second part of a dotted name of ours: its package or top-level module."""
    first, _, rest = module.partition(".")
    return rest.partition(".")[0] if first == "handouts" else ""


def classes(source: str) -> Iterator[str]:
    """Walk through the public classes of a module, and its names for types."""
    for node in ast.parse(source).body:
        match node:
            case ast.ClassDef(name=name):
                names = [name]
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                names = [name]
            case _:
                names = []
        yield from (n for n in names if n[0].isupper() and not n.isupper() and "_" not in n)


def shared_names(sources: Sources) -> list[str]:
    """Return the names of classes that stand in two rooms."""
    rooms = defaultdict(set)
    for module, source in sources.items():
        for name in classes(source):
            rooms[name].add(room_of(module))
    return sorted(f"{name}: {', '.join(sorted(r))}" for name, r in rooms.items() if len(r) > 1)


def test_no_class_has_its_name_in_two_rooms() -> None:
    assert shared_names(our_sources()) == []


@pytest.mark.parametrize(
    "source", ["class Sheet:\n    pass", "Sheet = dict[str, str]", "Sheet: TypeAlias = int"]
)
def test_a_name_in_two_rooms_is_found(source: str) -> None:
    sources = {"handouts.page.parts": "class Sheet:\n    pass", "handouts.press.plate": source}
    assert shared_names(sources) == ["Sheet: page, press"]
    assert shared_names({"handouts.page.parts": source, "handouts.page.other": source}) == []
