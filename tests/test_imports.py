"""Imports run one way and in no circle; files and functions stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

import handouts

ROOT = Path(__file__).parent.parent
ORDER = (
    "__main__",
    "cli",
    "desk",
    "way",
    "batch",
    "press",
    "page",
    "checks",
    "brand",
    "content",
    "workspace",
    "settings",
    "reading",
    "textfile",
    "keeping",
    "files",
    "diagnostics",
    "papers",
    "units",
)
MOST_LINES = 400  # of a file
MOST_LINES_OF_A_FUNCTION = 60

Sources = dict[
    str, str
]  # dotted name of a module, a package's own as 'a.b.__init__', to its source


def our_sources() -> Sources:
    """Return every module under handouts/."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): path.read_text(encoding="utf-8")
        for path in (ROOT / "handouts").rglob("*.py")
    }


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


def layer(module: str) -> str:
    """Return the second part of a dotted name of ours: its package or top-level module."""
    first, _, rest = module.partition(".")
    return rest.partition(".")[0] if first == "handouts" else ""


def upward(sources: Sources) -> list[str]:
    """Return every import that runs against the order, and every module without a place in it."""
    found = []
    for module, source in sources.items():
        own = layer(module)
        if own == "__init__":
            continue
        if own not in ORDER:
            found.append(f"{module}: '{own}' has no place in the order")
            continue
        higher = ORDER[: ORDER.index(own)]
        found += [
            f"{module}:{line} imports {name}"
            for line, name in imported(module, source)
            if layer(name) in higher
        ]
    return sorted(found)


def circle(sources: Sources) -> list[str]:
    """Return the modules of one circle of imports, or none.

    The package itself stands in none: it imports nothing until it is asked for a name.
    """

    def resolved(name: str) -> str:
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


def too_long(name: str, source: str) -> list[str]:
    """Return a sentence for a file that is too long, and one for each such function."""
    lines = source.count("\n")
    found = [f"{name} has {lines} lines"] if lines > MOST_LINES else []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MOST_LINES_OF_A_FUNCTION:
                found.append(f"{name}:{node.lineno} {node.name} has {length} lines")
    return found


def test_no_import_runs_upward() -> None:
    assert upward(our_sources()) == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(our_sources()) == []


def imported_at_once(source: str) -> list[str]:
    """Return what a module imports when it is imported itself: not in functions or for types."""
    body = [
        node
        for node in ast.parse(source).body
        if not isinstance(node, ast.FunctionDef)
        and not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING")
    ]
    return [name for _, name in imported("handouts", ast.unparse(ast.Module(body, [])))]


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


@pytest.mark.parametrize("folder", ["handouts", "tests", "tools", "benchmarks"])
def test_files_and_functions_are_small(folder: str) -> None:
    files = sorted((ROOT / folder).rglob("*.py"))
    sources = {str(f.relative_to(ROOT)): f.read_text(encoding="utf-8") for f in files}
    assert [line for name, text in sources.items() for line in too_long(name, text)] == []


@pytest.mark.parametrize(
    "source",
    [
        "import handouts.press.engine",
        "from handouts import press",
        "from handouts.press import engine",
        "from handouts.press.engine import render",
        "from ..press import engine",
        "def late():\n    from handouts.press import engine",
        "import importlib\nimportlib.import_module('handouts.press.engine')",
        "from importlib import import_module\nimport_module('handouts.press')",
    ],
)
def test_an_upward_import_is_found_however_it_is_written(source: str) -> None:
    [problem] = upward({"handouts.page.sheet": source})
    assert problem.startswith("handouts.page.sheet:")
    assert "handouts.press" in problem


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


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("import handouts.page.second", "import handouts.page.first"),
        ("from handouts.page import second", "from handouts.page.first import thing"),
        ("from . import second", "from .first import thing"),
        ("from handouts.page import second", "def late():\n    from handouts.page import first"),
    ],
)
def test_a_circle_is_found_however_it_is_written(first: str, second: str) -> None:
    sources = {"handouts.page.first": first, "handouts.page.second": second}
    assert set(circle(sources)) == set(sources)


def test_a_circle_through_the_package_itself_is_found() -> None:
    sources = {
        "handouts.page.__init__": "from handouts.page.sheet import Sheet",
        "handouts.page.sheet": "from handouts.page import fits",
    }
    assert set(circle(sources)) == set(sources)


def test_modules_in_a_row_are_no_circle() -> None:
    sources = {
        "handouts.page.__init__": "from handouts.page.sheet import Sheet",
        "handouts.page.sheet": "from handouts.page import fits\nimport json",
        "handouts.page.fits": "from handouts.diagnostics import Place",
    }
    assert circle(sources) == []


def test_a_long_file_is_found() -> None:
    assert too_long("long.py", "x = 1\n" * 401) == ["long.py has 401 lines"]
    assert too_long("long.py", "x = 1\n" * 400) == []


def test_a_long_function_is_found() -> None:
    method = "class A:\n    async def run(self):\n" + "        x = 1\n" * 60
    assert too_long("long.py", method) == ["long.py:2 run has 61 lines"]
    assert too_long("long.py", "def run():\n" + "    x = 1\n" * 59) == []
