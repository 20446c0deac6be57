from __future__ import annotations

from pathlib import Path

import pytest
from samples import Run

from handouts.workspace import Workspace

COPY = "harbour/harbour-sun-en-GB-text.txt"


@pytest.fixture
def folders(here: Workspace) -> tuple[Path, Path]:
    """Two folders with one copy each, the same."""
    made = here.root / "before", here.root / "after"
    for folder in made:
        (folder / COPY).parent.mkdir(parents=True)
        (folder / COPY).write_text("one\n", encoding="utf-8")
    return made


def test_folders_that_hold_the_same_differ_in_nothing(run: Run, folders: tuple[Path, Path]) -> None:
    said = run("diff", "before", "after")
    assert (said.code, said.out) == (0, "")
    assert "nothing differs; see diff.html" in said.err


def test_what_differs_is_told_and_shown(run: Run, folders: tuple[Path, Path]) -> None:
    (folders[1] / COPY).write_text("two\n", encoding="utf-8")
    said = run("diff", "before", "after", "-o", "page.html")
    assert (said.code, said.out) == (1, f"changed: 1 copy: [-one-] {{+two+}}\n  {COPY}\n")
    assert COPY in (folders[0].parent / "page.html").read_text(encoding="utf-8")


def test_folders_without_copies_are_no_comparison(run: Run, here: Workspace) -> None:
    said = run("diff", "nowhere", "elsewhere")
    assert said.code == 2
    assert "there are no copies in 'nowhere' or 'elsewhere'" in said.err
