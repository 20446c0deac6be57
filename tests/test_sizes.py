"""Files and functions stay small."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parent.parent
MOST_LINES = 350  # of a file
MIDDLE_LINES = 110  # of the files of the package, in the median
MOST_LINES_OF_A_FUNCTION = 50
MOST_PARAMETERS = 6
COMMANDS = "handouts/cli/"  # Click hands over each option


def too_long(name: str, source: str) -> list[str]:
    """Return a sentence for a file that is too long, and one for each such function."""
    lines = source.count("\n")
    problems = [f"{name} has {lines} lines"] if lines > MOST_LINES else []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not name.startswith(
            COMMANDS
        ):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MOST_LINES_OF_A_FUNCTION:
                problems.append(f"{name}:{node.lineno} {node.name} has {length} lines")
            taken = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            count = sum(argument.arg not in ("self", "cls") for argument in taken)
            if count > MOST_PARAMETERS and name.startswith("handouts/"):
                problems.append(f"{name}:{node.lineno} {node.name} takes {count} parameters")
    return problems


@pytest.mark.parametrize("folder", ["handouts", "tests", "tools", "benchmarks"])
def test_files_and_functions_are_small(folder: str) -> None:
    files = sorted((ROOT / folder).rglob("*.py"))
    sources = {str(f.relative_to(ROOT)): f.read_text(encoding="utf-8") for f in files}
    assert [line for name, text in sources.items() for line in too_long(name, text)] == []


def test_most_files_are_read_in_one_go() -> None:
    assert (
        median(
            text.count("\n")
            for text in (
                path.read_text(encoding="utf-8") for path in (ROOT / "handouts").rglob("*.py")
            )
        )
        <= MIDDLE_LINES
    )


def test_a_long_file_is_found() -> None:
    assert too_long("long.py", "x = 1\n" * 351) == ["long.py has 351 lines"]
    assert too_long("long.py", "x = 1\n" * 350) == []


def test_a_long_function_is_found() -> None:
    method = "class A:\n    async def run(self):\n" + "        x = 1\n" * 50
    assert too_long("long.py", method) == ["long.py:2 run has 51 lines"]
    assert too_long("long.py", "def run():\n" + "    x = 1\n" * 49) == []


def test_a_function_of_many_parameters_is_found() -> None:
    function = "def run(self, a, b, c, *, d, e, f{}): ...\n"
    assert too_long("handouts/page/a.py", function.format(", g")) == [
        "handouts/page/a.py:1 run takes 7 parameters"
    ]
    assert too_long("handouts/page/a.py", function.format("")) == []
    assert too_long("handouts/cli/a.py", function.format(", g")) == []


@pytest.mark.parametrize("folder", ["handouts", "tests", "tools", "benchmarks"])
def test_no_line_is_kept_from_the_formatter(folder: str) -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / folder).rglob("*.py")]
    assert not [text for text in sources if "# fmt: " + "skip" in text or "# fmt: " + "off" in text]
