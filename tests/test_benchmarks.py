"""What measures us runs: each contestant but Chromium, once, on very little."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
LITTLE = {"clinics": "2", "rounds": "1", "renders": "2", "handouts": "sun-protection"}
CASES = 15


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
