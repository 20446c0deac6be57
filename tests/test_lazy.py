"""The heavy engine loads late: what makes no PDF never imports it, nor does a build of nothing."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from pretend import PretendPress
from samples import MakeWorkspace, a_handout, a_library

from handouts.batch.order import Order
from handouts.batch.run import build
from handouts.counter.shelf import shelve
from handouts.workspace import Workspace

ROOT = Path(__file__).parent.parent
SERVER = {"starlette", "uvicorn", "watchfiles"}
HEAVY = {"distributed", "fsspec", "pikepdf", "pydyf", "weasyprint"} | SERVER
READERS = {"PIL", "coloraide", "fontTools", "jinja2", "markdown_it", "tinycss2", "yaml"}


def heavy_imports(*arguments: str) -> set[str]:
    """Run a fresh Python to its end, and return the heavy packages that it imported."""
    return all_imports(*arguments) & HEAVY


def all_imports(*arguments: str, code: int = 0) -> set[str]:
    """Run a fresh Python to its end, which must be code, and return what it imported."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr[-2000:]
    # a line an import: 'import time: self [us] | cumulative | the module, indented by its depth'
    timed = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    modules = {line.rpartition("|")[2].strip() for line in timed}
    assert "encodings" in modules, "Python did not tell what it imported"
    return {module.partition(".")[0] for module in modules}


@pytest.mark.parametrize(
    "command",
    [["--help"], ["--version"], ["list"], ["check"], ["build", "--help"], ["preview", "--help"]],
    ids=" ".join,
)
def test_a_command_that_makes_no_pdf_imports_nothing_heavy(command: list[str]) -> None:
    assert heavy_imports("-m", "handouts", *command) == set()


def test_a_build_loads_no_rules_on_texts() -> None:
    loaded = all_imports("-c", "import handouts.batch.making") & {"rapidfuzz"}
    assert loaded == set()  # which look for what is alike


def test_the_package_imports_nothing_but_itself() -> None:
    alone = all_imports("-c", "pass")
    assert all_imports("-c", "import handouts; handouts.__version__") - alone == {"handouts"}


def test_the_way_is_loaded_without_the_engine() -> None:
    assert "weasyprint" not in all_imports("-c", "import handouts; handouts.make_copy")


@pytest.mark.parametrize("package", sorted(HEAVY))
def test_a_heavy_import_would_be_seen(package: str) -> None:
    assert package in heavy_imports("-c", f"import {package}")


def test_a_build_that_finds_nothing_changed_imports_nothing_that_reads(
    workspace: MakeWorkspace, press: PretendPress
) -> None:
    root = workspace(a_library(sun=a_handout())).root
    today = Workspace.open(root, date.today())
    assert not build(today, Order(), today.output, processes=1).failed
    assert shelve(today, today.output, processes=1) is not None
    command = ["-m", "handouts", "-C", str(root), "build"]
    assert all_imports(*command) & (HEAVY | READERS) == set()
    [copy] = press.worked_on()
    (today.output / copy).unlink()
    (root / "content/sun/handout.yaml").write_text("title: [", encoding="utf-8")
    assert READERS & all_imports(*command, "--dry-run", code=1) != set()


@pytest.mark.slow
def test_a_copy_whose_plate_and_letterhead_are_kept_is_made_with_the_stamp_alone(
    workspace: MakeWorkspace,
) -> None:
    root = workspace(a_library(sun=a_handout())).root
    command = ["-m", "handouts", "-C", str(root), "build", "--force", "--no-shelf"]
    assert "weasyprint" in all_imports(*command)
    kept = {"weasyprint", "coloraide", "pikepdf", "pypdfium2"}  # the last two read what was set
    assert not kept & all_imports(*command)
    way = (
        "from datetime import date; from pathlib import Path; "
        "from handouts import Workspace, make_copy; "
        f"made = Workspace.open(Path({str(root)!r}), date.today()); "
        "make_copy(made, 'sun', 'harbour')"
    )
    assert not kept & all_imports("-c", way)  # a worker's own imports are not told
