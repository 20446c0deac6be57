"""Measure the press against Typst, Chromium and a loop of WeasyPrint: see docs/benchmarks.md."""

from __future__ import annotations

import argparse
import compileall
import json
import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.chromium import program
from benchmarks.clinics import write_workspace
from benchmarks.ours import EDITS, edit
from benchmarks.table import Round, Table, markdown
from benchmarks.timing import CORES, TODAY, contestant, machine, pin, run
from handouts.workspace import Workspace

SHIPPED = Path(__file__).parent.parent
SET = "laser-resurfacing"  # what the opponents set: most kinds of blocks
CLINIC = "clinic-0000"  # whose copy is made alone
PAGES = 10  # that Chromium prints in a round


def options() -> argparse.Namespace:
    """Read the command line."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    reader.add_argument("--clinics", type=int, default=100)
    reader.add_argument("--rounds", type=int, default=5)
    reader.add_argument("--renders", type=int, default=30, help="of the loop of WeasyPrint")
    reader.add_argument("--handouts", nargs="*", help="only these, and what the opponents set")
    reader.add_argument("--no-chromium", action="store_true", help="leave Chromium out")
    reader.add_argument("--json", type=Path, help="write all figures here")
    reader.add_argument("--markdown", type=Path, help="write the table here")
    return reader.parse_args()


class Bench:
    """A workspace of its own, and the rounds in it."""

    def __init__(self, root: Path, asked: argparse.Namespace) -> None:
        """Write the workspace and what the opponents are given."""
        self._root, self._asked, self._edits = root / "workspace", asked, 0
        self._typst, self._chromium = root / "typst", root / "chromium"
        self._plain = root / "plain.html"
        write_workspace(SHIPPED, self._root, asked.clinics)
        wanted = {SET, *(asked.handouts or ())}
        handouts = sorted(path.parent for path in self._root.glob("content/*/handout.yaml"))
        for folder in handouts if asked.handouts else ():
            if folder.name not in wanted:
                shutil.rmtree(folder)
        self._handouts = [folder.name for folder in handouts if folder.is_dir()]
        self._workspace = Workspace.open(self._root, TODAY)
        self._ours("prepare", SET, str(self._typst), str(self._chromium), str(self._plain))

    def round(self) -> Round:
        """Have each contestant do its work once, one after the other."""
        for made in (".handouts", "output"):
            shutil.rmtree(self._root / made, ignore_errors=True)
        found = {"cold": self._ours("whole_build")}
        found["typst"] = contestant("typst_press", str(self._typst))
        self._edit(self._handouts)
        found["again"] = self._ours("whole_build")
        if not self._asked.no_chromium:
            found["chromium"] = contestant("chromium", str(self._chromium), str(PAGES))
        for form in ("standard", "full"):
            self._edits += 1
            found[f"word, {form}"] = self._word_changed(form)
        self._edits += 1
        found["edited"] = self._ours("edited_while_running", SET, str(self._edits))
        found["loop"] = self._ours("loop", str(self._asked.renders))
        self._edit([SET])
        found["command"] = self._command(SET, "--no-shelf")
        self._command()
        self._edit([SET])
        found["shelved"] = self._command(SET)
        self._command()
        found["nothing"] = self._command()
        found["copy"] = self._ours("more_copies")
        shutil.rmtree(self._root / ".handouts/cache")
        found["parts"] = self._ours("parts", SET)
        return {**found, **self._one_sheet()}

    def _one_sheet(self) -> Round:
        """Make one handout for one clinic, with nothing known, and again with all known."""
        for made in (".handouts", "output"):
            shutil.rmtree(self._root / made)
        words = (SET, "-b", CLINIC, "--no-shelf")
        return {
            "sheet": self._command(*words),
            "stamped": self._command(*words, "--force"),
            "plain": contestant("plain", str(self._plain)),
        }

    def _word_changed(self, form: str) -> dict[str, Any]:
        told = self._ours("word_changed", SET, CLINIC, form, str(self._edits))
        self._edits += EDITS
        return told

    def _edit(self, handouts: list[str]) -> None:
        self._edits += 1
        edit(self._workspace, handouts, self._edits)

    def _ours(self, task: str, *words: str) -> dict[str, Any]:
        return contestant("ours", task, str(self._root), *words)

    def _command(self, *words: str) -> dict[str, Any]:
        """Build from the command line, as a user does."""
        program = str(Path(sys.executable).parent / "handouts")
        spent, _ = run([program, "build", "-j", str(CORES), *words], self._root)
        return {"program": asdict(spent)}


def main() -> None:
    """Run the rounds, and print the table."""
    asked = options()
    if not asked.no_chromium and program() is None:
        sys.exit("there is no Chromium here: install it, or give --no-chromium")
    compileall.compile_dir(SHIPPED / "handouts", quiet=1)  # as what is installed is
    cores = pin()
    rounds: list[Round] = []
    with tempfile.TemporaryDirectory(prefix="handouts-bench-") as folder:
        bench = Bench(Path(folder), asked)
        for number in range(1, asked.rounds + 1):
            print(f"round {number} of {asked.rounds}", file=sys.stderr, flush=True)
            rounds.append(bench.round())
    rows = Table(rounds).rows()
    text = f"{machine()}, pinned to cores {cores}; {asked.rounds} rounds\n\n{markdown(rows)}"
    print(text, end="")
    if asked.markdown:
        asked.markdown.write_text(text, encoding="utf-8")
    if asked.json:
        told = {"machine": machine(), "rounds": rounds, "rows": [asdict(row) for row in rows]}
        asked.json.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
