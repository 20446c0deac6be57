"""The doors of rooms are open, and used; tests replace what a room gives at its door."""

from __future__ import annotations

import ast

from test_imports import DOORS, ROOT, Doors, Sources, our_doors, side_doors, unused


def test_the_door_and_the_own_room_are_open() -> None:
    source = "from handouts.pdf import Tree\nfrom handouts.press.look import Look\nimport pikepdf\n"
    assert side_doors({"handouts.press.plate": source}, DOORS) == []


def test_what_nobody_asks_a_door_for_is_found() -> None:
    sources = {"handouts.press.plate": "from handouts.pdf import Tree", "handouts.page.a": ""}
    assert unused(sources, DOORS) == ["handouts.page.Sheet"]


def behind_doors(tests: Sources, doors: Doors) -> list[str]:
    """Return what tests put in place of a door's name behind the door.

    A door keeps what it gave: whether what stands behind it is seen depends on who asked before.
    """
    behind = {
        f"{room}.{module}.{name}" for room, names in doors.items() for name, module in names.items()
    }
    return [
        f"{test}:{node.lineno} replaces {node.args[0].value}"
        for test, source in tests.items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "setattr"
        and isinstance(node.args[0], ast.Constant)
        and node.args[0].value in behind
    ]


def test_tests_replace_what_a_door_gives_at_the_door() -> None:
    tests = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in (ROOT / "tests").rglob("*.py")
    }
    assert behind_doors(tests, our_doors()) == []


def test_what_is_replaced_behind_a_door_is_found() -> None:
    source = "def test(patch):\n    patch.setattr('handouts.page.sheet.Sheet', None)"
    [problem] = behind_doors({"tests/a.py": source}, {"handouts.page": {"Sheet": "sheet"}})
    assert problem == "tests/a.py:2 replaces handouts.page.sheet.Sheet"
