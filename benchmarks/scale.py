"""How a build grows with handouts, brands and copies, without its typesetting: see docs/scale.md.

``python -m benchmarks.scale`` measures each size in a process of its own, and prints the tables:
times are those of the processor.
"""

from __future__ import annotations

import argparse
import gc
import resource
import shutil
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from time import process_time

from benchmarks.clinics import write_workspace
from benchmarks.timing import TODAY
from handouts.batch import Order, Outcome, Row, build, fingerprint, plan, read_all, report
from handouts.batch.keys import Keys
from handouts.diagnostics import Problems
from handouts.store import Entry, Ledger, storage_at
from handouts.workers import garbage_waits
from handouts.workspace import Workspace

SHIPPED = Path(__file__).parent.parent
SIZES = ((9, 10), (9, 100), (9, 1000), (90, 10), (90, 100), (90, 1000))  # handouts and brands
COPIES = (900, 9000, 90_000)
SHORT = ("title", "short_title")  # keys whose texts have a limit


def write_library(root: Path, handouts: int, brands: int) -> None:
    """Write a workspace whose handouts are those that we ship, again and again in other words."""
    write_workspace(SHIPPED, root, brands)
    own = sorted(path.parent for path in root.glob("content/*/handout.yaml"))
    for number in range(len(own), handouts):
        folder = own[number % len(own)]
        copy = folder.with_name(f"{folder.name}-{number}")
        shutil.copytree(folder, copy)
        lines = (copy / "handout.yaml").read_text("utf-8").splitlines(keepends=True)
        told = (
            line if line.startswith(SHORT) else line.replace(" and ", f" and ({number}) ")
            for line in lines
        )
        (copy / "handout.yaml").write_text("".join(told), "utf-8")


def measure_library(root: Path) -> list[float]:
    """Return handouts, brands, copies, the ms to read, to plan and for keys, and MB at most."""
    workspace, problems = Workspace.open(root, TODAY), Problems()
    times = [process_time()]
    gc.disable()  # as the command does
    materials = read_all(workspace, workspace.output, problems)
    times.append(process_time())
    copies = plan(Order(formats=("standard",)), materials)
    times.append(process_time())
    keys = Keys(materials)
    assert len({keys.of(copy) for copy in copies}) == len(copies)
    times.append(process_time())
    spent = [1000 * (after - before) for before, after in pairwise(times)]
    return [len(materials.editions), len(materials.brands), len(copies), *spent, _peak()]


def write_output(root: Path, copies: int) -> None:
    """Write a workspace with so many files, and the ledger and the report of their build."""
    write_library(root, 9, 10)
    workspace, order = Workspace.open(root, TODAY), Order()
    storage, rows = storage_at(workspace.output), []
    with Ledger(root, workspace.output) as ledger:
        for number in range(copies):
            brand, handout = f"brand-{number // 90}", f"handout-{number % 90}"
            path = f"{brand}/{brand}-{handout}-en-GB.pdf"
            storage.write_whole(path, b"%PDF-")
            size, time = storage.stamp(path) or (0, 0)
            versions = "weasyprint 70.0, pydyf 0.12, pikepdf 10, fonttools 4, pango 1.50"
            ledger.put(
                Entry(path, "k" * 64, "s" * 64, size, time, 2, "7K3Q-9MXD", "draft", versions)
            )
            made = Outcome("unchanged", "s" * 64, size, 2)
            names = (handout, brand, "clinic", "en-GB", "standard", path, "draft", "7K3Q-9MXD")
            rows.append(Row(*names, made))
        ledger.remember(repr(order), fingerprint(workspace), report(rows, ()))


def measure_nothing(root: Path) -> list[float]:
    """Return how many copies a build finds unchanged, its ms, and MB at most."""
    workspace = Workspace.open(root, TODAY)
    before = process_time()
    with garbage_waits():  # as the command does
        done = build(workspace, Order(), workspace.output, processes=1)
    spent = 1000 * (process_time() - before)
    assert {row.made.state for row in done.rows} == {"unchanged"}
    return [len(done.rows), spent, _peak()]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _apart(what: str, root: Path) -> list[float]:
    """Measure in a process of its own."""
    command = [sys.executable, "-m", __spec__.name if __spec__ else __name__, what, str(root)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return [float(word) for word in done.stdout.split()]


def options() -> argparse.Namespace:
    """Read the command line."""
    reader = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    sizes = [f"{handouts}x{brands}" for handouts, brands in SIZES]
    reader.add_argument("--sizes", nargs="+", default=sizes, metavar="HANDOUTSxBRANDS")
    reader.add_argument("--copies", nargs="+", type=int, default=COPIES)
    return reader.parse_args()


def main() -> None:
    """Print the tables; in a process of its own the figures of one size."""
    measures = {"library": measure_library, "nothing": measure_nothing}
    if len(sys.argv) == 3 and sys.argv[1] in measures:
        print(*measures[sys.argv[1]](Path(sys.argv[2])))
        return
    asked = options()
    print("| handouts × brands | copies | read, check | plan | keys | memory |")
    print("|---|--:|--:|--:|--:|--:|")
    for size in asked.sizes:
        handouts, brands = map(int, size.split("x"))
        with tempfile.TemporaryDirectory() as folder:
            write_library(Path(folder), handouts, brands)
            _, _, copies, read, planned, keys, memory = _apart("library", Path(folder))
        name = f"{handouts} × {brands:,}"
        print(
            f"| {name} | {copies:,.0f} | {read:,.0f} ms | {planned:,.0f} ms | {keys:,.0f} ms"
            f" | {memory:,.0f} MB |",
            flush=True,
        )
    print("\n| copies, none changed | time | memory |\n|--:|--:|--:|")
    for copies in asked.copies:
        with tempfile.TemporaryDirectory() as folder:
            write_output(Path(folder), copies)
            found, spent, memory = _apart("nothing", Path(folder))
        print(f"| {found:,.0f} | {spent:,.0f} ms | {memory:,.0f} MB |", flush=True)


if __name__ == "__main__":
    main()
