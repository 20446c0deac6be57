"""Small things that tests are made of: the least handout, brand and sources, as files."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import dedent, indent
from types import ModuleType

import yaml

from handouts.content.library import load_handout
from handouts.content.model import Handout
from handouts.diagnostics import Problems
from handouts.workspace import MARKER, Workspace

TODAY = date(2026, 11, 22)
MakeWorkspace = Callable[..., Workspace]

BRAND = 'meta: {name: Harbour Skin}\ncolor: {primary: "#0f5c5c"}\n'
CLINIC = """
defaults:
  handouts:
    name: Harbour Skin Clinic
    phone: 020 7946 0000
    booking_url: https://harbour.example/book
    country: GB
"""
REFERENCES = """
references:
  - id: shin2019
    title: Ageing of skin
    author: [{family: Shin, given: Jung-Won}]
    issued: {date-parts: [[2019]]}
  - id: wan2013
    title: Fat of the face
    author: [{family: Wan, given: Dinah}]
    issued: {date-parts: [[2013]]}
"""


@dataclass(frozen=True)
class Ran:
    """What a command said, and its exit code."""

    code: object
    out: str
    err: str


Run = Callable[..., Ran]


def tool_named(name: str) -> ModuleType:
    """Load a program of tools/ as a module."""
    path = Path(__file__).parent.parent / f"tools/{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def a_workspace(root: Path, files: Mapping[str, str | bytes]) -> Workspace:
    """Write files, given by their paths, and open the folder as a workspace."""
    for name, content in {MARKER: "", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Workspace.open(root, TODAY)


def a_handout(**changes: object) -> str:
    """Return the YAML of a least handout; a key that is changed to None is taken out."""
    handout: dict[str, object] = {
        "title": "Sun and your skin",
        "short_title": "Sun and skin",
        "kind": "explainer",
        "audience": "patient",
        "language": "en-GB",
        "issued": TODAY,
        "owner": "Dermatology lead",
        "summary": "What the sun does to skin.",
        "main_message": "Shade helps.",
        "key_points": ["Wear a hat."],
        "sections": [{"heading": "About", "blocks": [{"prose": "Skin is an organ."}]}],
    }
    kept = {key: value for key, value in (handout | changes).items() if value is not None}
    return yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=1000)


def with_blocks(blocks: str, **changes: object) -> str:
    """Return the YAML of a handout whose one section holds blocks, given as a YAML list."""
    section = "sections:\n  - heading: About\n    blocks:\n"
    return a_handout(sections=None, **changes) + section + indent(dedent(blocks), " " * 6)


def a_library(**handouts: str) -> dict[str, str]:
    """Return files: handouts by id (with _ for -), the sample sources and a brand with a clinic."""
    files = {f"content/{k.replace('_', '-')}/handout.yaml": v for k, v in handouts.items()}
    return {
        **files,
        "content/references.yaml": REFERENCES,
        "brands/harbour/_brand.yml": BRAND + CLINIC,
    }


def loaded(workspace: Workspace, name: str = "sun") -> Handout:
    """Read a handout that has no faults."""
    problems = Problems()
    handout = load_handout(workspace, name, problems)
    assert handout is not None, "\n".join(map(str, problems))
    return handout


def place_of(needle: str, text: str) -> tuple[int, int]:
    """Return the line and the column, from 1, at which a needle stands first in a text."""
    before = text[: text.index(needle)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def rules(found: Problems) -> list[str]:
    """Return the rules that problems broke, in their order."""
    return [d.rule for d in found]
