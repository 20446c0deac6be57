"""Imports run one way, in no circle, and through the doors of rooms."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

import handouts

ROOT = Path(__file__).parent.parent
ORDER = (
    "__main__",
    "cli",
    "web",
    "preview",
    "writing",
    "importing",
    "setup",
    "counter",
    "proof",
    "review",
    "way",
    "batch",
    "workers",
    "press",
    "engine",
    "page",
    "checks",
    "translation",
    "brand",
    "content",
    "workspace",
    "settings",
    "reading",
    "textfile",
    "store",
    "keeping",
    "files",
    "apart",
    "pdf",
    "diagnostics",
    "papers",
    "units",
)
SERVING = {"handouts.preview", "handouts.web"}
KNOWS = {  # libraries that one room alone knows
    "weasyprint": {"handouts.engine"},
    "pikepdf": {"handouts.pdf", "handouts.press"},
    "click": {"handouts.cli"},
    "polib": {"handouts.translation"},
    "starlette": SERVING,
    "uvicorn": SERVING,
    "watchfiles": SERVING,
    "itsdangerous": {"handouts.web"},
}

Sources = dict[str, str]  # by the dotted name of a module, a package's own as 'a.b.__init__'
Doors = Mapping[str, Mapping[str, str]]  # of a room: what its door gives, and the module of each


def our_sources() -> Sources:
    """Return every module under handouts/."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path.read_text(encoding="utf-8")
        for path in (ROOT / "handouts").rglob("*.py")
    }


def our_doors() -> Doors:
    """Return the door of each room: the names in its ``__init__.pyi``."""
    return {
        f"handouts.{path.parent.name}": dict(given(path.read_text(encoding="utf-8")))
        for path in (ROOT / "handouts").glob("*/__init__.pyi")
    }


def given(stub: str) -> Iterator[tuple[str, str]]:
    """Walk through the names that a door gives, each with the module that it comes from."""
    for node in ast.parse(stub).body:
        if isinstance(node, ast.ImportFrom):
            yield from ((alias.name, node.module or "") for alias in node.names)


def imported(module: str, source: str) -> Iterator[tuple[int, str]]:
    """Walk through the line and the dotted name of all that a module imports, wherever it does."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import():
                yield from ((node.lineno, alias.name) for alias in node.names)
            case ast.ImportFrom():
                folder = module.split(".")[: -node.level] if node.level else []
                start = ".".join([*folder, *([node.module] if node.module else [])])
                yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)
            case ast.Call(
                func=ast.Attribute(attr="import_module") | ast.Name(id="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield node.lineno, name


def room_of(module: str) -> str:
    """Return the second part of a dotted name of ours: its package or top-level module."""
    first, _, rest = module.partition(".")
    return rest.partition(".")[0] if first == "handouts" else ""


def upward(sources: Sources) -> list[str]:
    """Return every import that runs against the order, and every module without a place in it."""
    problems = []
    for module, source in sources.items():
        own = room_of(module)
        if own == "__init__":
            continue
        if own not in ORDER:
            problems.append(f"{module}: '{own}' has no place in the order")
            continue
        higher = ORDER[: ORDER.index(own)]
        problems += [
            f"{module}:{line} imports {name}"
            for line, name in imported(module, source)
            if room_of(name) in higher
        ]
    return sorted(problems)


def circle(sources: Sources, doors: Doors) -> list[str]:
    """Return the modules of one circle of imports, or none; what a door gives leads to its module.

    The package itself stands in none: it imports nothing until it is asked for a name.
    """

    def resolved(name: str) -> str:
        room, _, last = name.rpartition(".")
        if last in doors.get(room, {}):
            return f"{room}.{doors[room][last]}"
        while name and name not in sources and f"{name}.__init__" not in sources:
            name = name.rpartition(".")[0]
        return name if name in sources or not name else f"{name}.__init__"

    graph = {
        module: {resolved(name) for _, name in imported(module, source)} - {""}
        for module, source in sources.items()
        if module != "handouts.__init__"
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def side_doors(sources: Sources, doors: Doors) -> list[str]:
    """Return every import that enters another room by anything but its door."""
    return sorted(
        f"{module}:{line} imports {name}"
        for module, source in sources.items()
        for line, name in imported(module, source)
        for room in [f"handouts.{room_of(name)}"]
        if room in doors and room_of(name) != room_of(module)
        if name.removeprefix(f"{room}.") not in doors[room]
    )


def unused(sources: Sources, doors: Doors) -> list[str]:
    """Return what doors give and no other room asks for."""
    asked = defaultdict(set)
    for module, source in sources.items():
        for _, name in imported(module, source):
            if room_of(name) != room_of(module):
                asked[f"handouts.{room_of(name)}"].add(name.rpartition(".")[2])
    return sorted(
        f"{room}.{name}"
        for room, names in doors.items()
        for name in names
        if name not in asked[room]
    )


def strangers(sources: Sources, knows: Mapping[str, set[str]]) -> list[str]:
    """Return every import of a library in a room that should not know it."""
    return sorted(
        f"{module}:{line} imports {name}"
        for module, source in sources.items()
        for line, name in imported(module, source)
        for library in [name.partition(".")[0]]
        if library in knows and f"handouts.{room_of(module)}" not in knows[library]
    )


def test_no_import_runs_upward() -> None:
    assert upward(our_sources()) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(our_sources(), our_doors()) == []


def test_rooms_are_entered_by_their_doors_alone() -> None:
    assert side_doors(our_sources(), our_doors()) == []


def test_each_door_gives_what_other_rooms_ask_for_and_no_more() -> None:
    assert unused(our_sources(), our_doors()) == []


def test_each_library_is_known_to_the_rooms_that_it_is_for() -> None:
    assert strangers(our_sources(), KNOWS) == []


def test_each_door_gives_what_it_says() -> None:
    for room, names in our_doors().items():
        door = import_module(room)
        assert sorted(door.__all__) == sorted(names)
        for name, module in names.items():
            assert getattr(door, name) is getattr(import_module(f"{room}.{module}"), name)
            assert not (ROOT / room.replace(".", "/") / f"{name}.py").exists(), (
                "a module of its name"
            )


def imported_at_once(source: str) -> list[str]:
    """Return what a module imports when it is imported itself: not in functions or for types."""
    body = [
        node
        for node in ast.parse(source).body
        if not isinstance(node, ast.FunctionDef)
        and not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    ]
    return [name for _, name in imported("handouts", ast.unparse(ast.Module(body, [])))]


@pytest.mark.parametrize("room", our_doors())
def test_a_room_itself_imports_nothing_at_once(room: str) -> None:
    source = (ROOT / room.replace(".", "/") / "__init__.py").read_text(encoding="utf-8")
    assert imported_at_once(source) == ["lazy_loader"]


def test_the_package_itself_imports_nothing_at_once() -> None:
    source = (ROOT / "handouts/__init__.py").read_text(encoding="utf-8")
    assert imported_at_once(source) == []
    assert imported_at_once(f"{source}\nimport json\n") == ["json"]


def test_the_package_gives_each_public_name_from_its_home() -> None:
    for name in set(handouts.__all__) - {"__version__"}:
        home = import_module(handouts._HOMES[name])
        assert name in home.__all__
        assert getattr(handouts, name) is getattr(home, name)
    assert dir(handouts) == sorted(handouts.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'make_copies'"):
        getattr(handouts, "make_copies")  # noqa: B009  (mypy knows that it is not there)


@pytest.mark.parametrize(
    "source",
    [
        "import handouts.engine.typesetting",
        "from handouts import press",
        "from handouts.press import Look",
        "from handouts.engine.typesetting import typeset",
        "from ..press import Look",
        "def late():\n    from handouts.press import Look",
        "import importlib\nimportlib.import_module('handouts.engine.typesetting')",
        "from importlib import import_module\nimport_module('handouts.press')",
    ],
)
def test_an_upward_import_is_found_however_it_is_written(source: str) -> None:
    [problem] = upward({"handouts.page.sheet": source})
    assert problem.startswith("handouts.page.sheet:")
    assert "handouts.press" in problem or "handouts.engine" in problem


def test_imports_to_the_right_of_others_and_of_its_own_package_are_allowed() -> None:
    source = (
        "import ast\nimport handouts\nfrom handouts import __version__, content\n"
        "from handouts.page import fits\nfrom . import slots\nfrom pressing import engine\n"
    )
    assert upward({"handouts.page.sheet": source}) == []


def test_a_module_without_a_place_in_the_order_is_found() -> None:
    assert upward({"handouts.helpers": ""}) == [
        "handouts.helpers: 'helpers' has no place in the order"
    ]


DOORS = {"handouts.pdf": {"Tree": "tree"}, "handouts.page": {"Sheet": "parts"}}


@pytest.mark.parametrize(
    "source",
    [
        "from handouts.pdf.tree import Tree",
        "import handouts.pdf.tree",
        "from handouts.pdf import tree",
        "from handouts import pdf",
        "from ..pdf.tree import Tree",
        "def late():\n    from handouts.pdf.tree import Tree",
        "from importlib import import_module\nimport_module('handouts.pdf.tree')",
    ],
)
def test_a_side_door_is_found_however_it_is_written(source: str) -> None:
    [problem] = side_doors({"handouts.press.plate": source}, DOORS)
    assert problem.startswith("handouts.press.plate:")


def test_a_library_in_the_wrong_room_is_found() -> None:
    sources = {"handouts.page.sheet": "def late():\n    from weasyprint import HTML"}
    [problem] = strangers(sources, KNOWS)
    assert problem == "handouts.page.sheet:2 imports weasyprint.HTML"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("import handouts.page.second", "import handouts.page.first"),
        ("from handouts.page import second", "from handouts.page.first import thing"),
        ("from . import second", "from .first import thing"),
        ("from handouts.page import second", "def late():\n    from handouts.page import first"),
        ("from handouts.page import thing", "from handouts.page.first import other"),
    ],
)
def test_a_circle_is_found_however_it_is_written(first: str, second: str) -> None:
    sources = {"handouts.page.first": first, "handouts.page.second": second}
    assert set(circle(sources, {"handouts.page": {"thing": "second"}})) == set(sources)


def test_a_circle_through_the_package_itself_is_found() -> None:
    sources = {
        "handouts.page.__init__": "from handouts.page.sheet import Sheet",
        "handouts.page.sheet": "from handouts.page import fits",
    }
    assert set(circle(sources, {})) == set(sources)


def test_modules_in_a_row_are_no_circle() -> None:
    sources = {
        "handouts.page.__init__": "from handouts.page.sheet import Sheet",
        "handouts.page.sheet": "from handouts.page import fits\nimport json",
        "handouts.page.fits": "from handouts.diagnostics import Place",
    }
    assert circle(sources, {}) == []
