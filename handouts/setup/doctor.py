"""Whether a machine and a workspace can build, and what to do where they cannot."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError
from typing import TYPE_CHECKING

from handouts.diagnostics import HandoutsError, Problems
from handouts.setup import machine
from handouts.setup.machine import Examined
from handouts.workspace import MARKER, Workspace, house

if TYPE_CHECKING:
    from handouts.batch import Materials

__all__ = ["Examined", "examine"]

GROUPS = ("packages", "engine", "typefaces", "workspace", "tools")
STANDING_IN = ("templates", "styles")
FACE_RULES = ("no-face", "font-file")


def examine(open_workspace: Callable[[], Workspace]) -> list[Examined]:
    """Look at everything that building needs, without the network, and change nothing."""
    findings = list(_packages())
    whole = all(finding.state != "missing" for finding in findings)
    findings += [*machine.libraries(), machine.typesetting(), *machine.faces(), *machine.tools()]
    findings += _workspace(open_workspace, whole)
    return sorted(findings, key=lambda finding: GROUPS.index(finding.group))


def _packages() -> Iterator[Examined]:
    try:
        yield from machine.packages()
    except PackageNotFoundError:
        yield Examined(
            "packages",
            "Handouts",
            "note",
            "not installed: run from its source",
            "its packages cannot be looked up: pip install -e .",
        )


def _workspace(open_workspace: Callable[[], Workspace], whole: bool) -> Iterator[Examined]:
    """Look into the workspace; its files can only be read where all packages are there."""
    try:
        workspace = open_workspace()
    except HandoutsError as error:
        for problem in error.diagnostics:
            yield _missing(MARKER, problem.message, problem.hint)
        return
    yield Examined("workspace", MARKER, "ok", str(workspace.root))
    yield Examined("workspace", "house files", "ok", f"{house()}; {_own(workspace)} of your own")
    yield _output(workspace)
    if whole:
        yield from _materials(workspace)


def _materials(workspace: Workspace) -> Iterator[Examined]:
    """Read all that copies are made from, as a build does."""
    from handouts.batch import read_all  # late: it needs the packages
    from handouts.setup.schemas import SCHEMAS

    problems = Problems()
    try:
        materials = read_all(workspace, workspace.output, problems)
    except HandoutsError as error:
        for problem in error.diagnostics:
            yield _missing(problem.place.file, problem.message, problem.hint)
        return
    yield from _contents(materials)
    if errors := sum(problem.severity == "error" for problem in problems):
        advice = "'handouts check' tells them; all else can be built"
        yield Examined("workspace", "errors", "note", f"{errors} in the sources", advice)
    for path, _ in SCHEMAS.values():
        if not workspace.exists(path):
            advice = "'handouts schema' writes it"
            yield Examined("workspace", path, "note", "not there, for editors", advice)
    for problem in problems:
        if problem.rule in FACE_RULES:
            yield Examined("typefaces", str(problem.place), "note", problem.message, problem.hint)


def _contents(materials: Materials) -> Iterator[Examined]:
    counts = {
        "handout": len(materials.editions),
        "brand": len(materials.brands),
    }
    for name, count in counts.items():
        if count:
            yield Examined("workspace", f"{name}s", "ok", f"{count} can be printed")
        else:
            advice = f"'handouts new {name} ID' starts one; 'handouts check' tells of faults"
            yield _missing(f"{name}s", "none that can be printed", advice)


def _own(workspace: Workspace) -> int:
    """Count the workspace's files that stand in for ours."""
    if workspace.root == house():
        return 0
    ours = (path for folder in STANDING_IN for path in (house() / folder).rglob("*.*"))
    return sum(workspace.exists(str(path.relative_to(house()))) for path in ours)


def _output(workspace: Workspace) -> Examined:
    folder = next(p for p in (workspace.output, *workspace.output.parents) if p.exists())
    if folder.is_dir() and os.access(folder, os.W_OK):
        return Examined("workspace", "output", "ok", str(workspace.output))
    return _missing("output", f"'{folder}' cannot be written to", "name another in handouts.toml")


def _missing(name: str, fact: str, advice: str) -> Examined:
    return Examined("workspace", name, "missing", fact, advice)
