"""What measures us runs: each contestant but Chromium, once, on very little."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
LITTLE = {"clinics": "2", "rounds": "1", "renders": "2", "handouts": "sun-protection"}
CASES = 17


def test_a_round_on_very_little_gives_every_figure(tmp_path: Path) -> None:
    told, table = tmp_path / "figures.json", tmp_path / "table.md"
    options = [word for name, value in LITTLE.items() for word in (f"--{name}", value)]
    command = [sys.executable, "-m", "benchmarks", "--no-chromium", *options]
    done = subprocess.run(
        [*command, "--json", told, "--markdown", table], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    rows = json.loads(told.read_text(encoding="utf-8"))["rows"]
    assert len(rows) == CASES
    assert all(row["figures"] for row in rows)
    assert table.read_text(encoding="utf-8") in done.stdout


def test_growth_is_measured_by_a_command() -> None:
    little = ["--sizes", "9x1", "11x2", "--copies", "3"]
    command = [sys.executable, "-m", "benchmarks.scale", *little]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    rows = [re.split(r" *\| *", line)[1:-1] for line in done.stdout.splitlines() if line]
    assert [row[:2] for row in rows[2:4]] == [["9 × 1", "9"], ["11 × 2", "22"]]
    assert [row[0] for row in rows[6:]] == ["3"]
    figures = [
        cell for row in (*rows[2:4], *rows[6:]) for cell in row if cell.endswith(("ms", "MB"))
    ]
    assert len(figures) == 2 * 4 + 2
