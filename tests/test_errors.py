"""One exception root: what a user can cause is caught in one place, and never lost on the way."""

from __future__ import annotations

import ast
import builtins
import pickle
from collections.abc import Iterator

import pytest
from samples import Run
from test_imports import Sources, our_sources

from handouts.cli.main import handouts
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Unplaced, WrongUse
from handouts.workspace import Missing

ROOT = "HandoutsError"
SIGNALS = (  # between a process and who starts it; no user sees them
    "Cold",
    "Unready",
    "Unread",  # in a program that imports nothing of ours
)
BUILT_IN = {
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
}


def strays(sources: Sources) -> Iterator[str]:
    """Yield the exceptions that stand beside the root, or are named in another style."""
    for module, source in sources.items():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(base) for base in node.bases}
                if bases & BUILT_IN and node.name not in (ROOT, *SIGNALS):
                    yield f"{module}.{node.name} is under {', '.join(bases)}"
                if node.name.endswith(("Error", "Exception")) and node.name != ROOT:
                    yield f"{module}.{node.name} is named for what it is, and not for what it says"


def translations(sources: Sources) -> Iterator[str]:
    """Yield where a command does no more than turn an exception of ours into one of Click."""
    for module, source in sources.items():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ExceptHandler) and len(node.body) == 1:
                only = node.body[0]
                if isinstance(only, ast.Raise) and only.exc is not None:
                    raised = ast.unparse(only.exc)
                    if raised.startswith("click.UsageError(str("):
                        yield f"{module}:{node.lineno}"


def test_each_exception_stands_under_the_root_and_says_what_is_the_matter() -> None:
    assert [*strays(our_sources())] == []


def test_an_exception_beside_the_root_would_be_seen() -> None:
    source = "class Lost(ValueError): ...\nclass LostError(HandoutsError): ...\n"
    assert [*strays({"handouts.a": source})] == [
        "handouts.a.Lost is under ValueError",
        "handouts.a.LostError is named for what it is, and not for what it says",
    ]


def test_no_command_only_translates() -> None:
    assert [*translations(our_sources())] == []


def test_a_clause_that_only_translates_would_be_seen() -> None:
    source = "try: f()\nexcept Lost as error:\n    raise click.UsageError(str(error)) from None\n"
    assert [*translations({"handouts.cli.a": source})] == ["handouts.cli.a:2"]


def test_a_fact_without_a_place_has_a_diagnostic_so_that_nobody_can_lose_it() -> None:
    error = Missing("there is no file 'a'", "write one")
    assert str(error) == "there is no file 'a'"
    assert error.diagnostics == (
        Diagnostic("error", "refused", Place("handouts"), "there is no file 'a'", "write one"),
    )


def test_an_error_goes_whole_from_process_to_process() -> None:
    error = pickle.loads(pickle.dumps(Missing("no file", "write one")))
    assert (type(error), error.fact, error.hint) == (Missing, "no file", "write one")


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (WrongUse("there is no 'a'"), 2, "Error: there is no 'a'\n"),
        (Unplaced("it is off", "put it on"), 1, "it is off [refused]\n    hint: put it on\n"),
        (HandoutsError(Diagnostic("error", "r", Place("f", 1, 2), "bad")), 1, "f:1:2: error: bad"),
    ],
)
def test_what_reaches_the_command_line_is_told_there_with_its_exit_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: HandoutsError, code: int, told: str
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(handouts, "main", fails)
    said = run("list")
    assert said.code == code
    assert told in said.err
    assert said.out == ""
