"""What people type and must find among the handouts that we ship, from data/finding.yaml."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from handouts.content.library import load_library
from handouts.content.model import Handout
from handouts.content.packs import Pack, load_packs
from handouts.counter.finding import Findable
from handouts.counter.folding import fold
from handouts.diagnostics import Problems
from handouts.workspace import Workspace

ROOT = Path(__file__).parent.parent
TABLE = yaml.safe_load((ROOT / "tests/data/finding.yaml").read_text(encoding="utf-8"))
FOUND: dict[str, list[str]] = TABLE["found"]
SUGGESTED: dict[str, str] = TABLE["suggested"] | dict.fromkeys(TABLE["nothing"], "")
ACROSS = yaml.safe_load((ROOT / "tests/data/finding-across.yaml").read_text(encoding="utf-8"))
NAMES: dict[str, list[str]] = ACROSS["things"]
FOUND_ACROSS: dict[str, list[str]] = ACROSS["found"] | {words: [] for words in ACROSS["nothing"]}


def shipped() -> list[Handout | Pack]:
    """Return the handouts and packs that we ship."""
    workspace, problems = Workspace.open(ROOT, date(2026, 11, 22)), Problems()
    library = load_library(workspace, problems)
    packs = load_packs(workspace, library, problems)
    assert not problems.failed
    return [*library.handouts.values(), *packs.values()]


def across() -> list[Findable]:
    """Return things that have names in many languages."""
    return [Findable(tuple(map(fold, names))) for names in NAMES.values()]
