"""Tests say by their fixtures what they need, so that most run with Python alone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from machinery import MARK, guard, programs

ROOT = Path(__file__).parent.parent
ALONE = {"pytest", "hypothesis"}  # what a folder of quick tests may need, beside the product
FOLDERS = ("checks", "content")
WITH_SCHEMAS = ("brand", "reading")  # held to JSON Schema by the package of that name
NAMES = {"opendataloader-pdf": "opendataloader_pdf", "pytest-xdist": "xdist"}
NAMES |= {"moto[server]": "moto", "axe-playwright-python": "axe_playwright_python"}
WITHOUT = """
import sys

class Forbidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {forbidden!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}")

sys.meta_path.insert(0, Forbidden())
import pytest
sys.exit(pytest.main(["-q", "-p", "no:cacheprovider", "--collect-only", *{folders!r}]))
"""


def packages() -> set[str]:
    """Return the modules that only developers have, and those that storage and clusters need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    words = (word for extra in extras.values() for word in extra)
    names = {re.split("==|>=", word)[0] for word in words}
    return {NAMES.get(name, name) for name in names if "handouts" not in name}


def collected(folders: Sequence[str], forbidden: set[str]) -> subprocess.CompletedProcess[str]:
    """Collect tests where some modules cannot be imported."""
    code = WITHOUT.format(
        forbidden=sorted(forbidden), folders=[f"tests/{name}" for name in folders]
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},  # they may be forbidden
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("folders", [FOLDERS, WITH_SCHEMAS])
def test_a_folder_of_quick_tests_needs_neither_browser_nor_store(folders: Sequence[str]) -> None:
    allowed = ALONE | ({"jsonschema"} if folders == WITH_SCHEMAS else set())
    forbidden = packages() - allowed
    assert {"playwright", "axe_playwright_python", "moto", "s3fs", "distributed"} <= forbidden
    done = collected(folders, forbidden)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_folder_that_needs_more_would_be_seen() -> None:
    done = collected(["brand"], packages() - ALONE)
    assert done.returncode
    assert "jsonschema" in done.stdout


TESTS = """
import pytest

def test_bare(): pass
def test_browser(browser): pass
def test_indirect(page): pass
def test_module(bucket): pass

@pytest.fixture
def page(browser): return browser
"""


def test_tests_are_marked_by_the_fixtures_that_they_use(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text(TESTS, encoding="utf-8")
    command = ["-m", "pytest", "-p", "machinery", "-q", "--collect-only", "-m", f"not {MARK}"]
    done = subprocess.run(
        [sys.executable, *command, str(tmp_path), "--rootdir", str(tmp_path)],
        cwd=ROOT / "tests",
        capture_output=True,
        text=True,
        check=False,
    )
    assert [line for line in done.stdout.splitlines() if "::" in line] == [
        "test_some.py::test_bare"
    ], done.stdout


def test_a_test_that_is_not_marked_may_start_no_program_that_is_not_python() -> None:
    assert programs() >= {"chromium", "cupsd", "javac", "pdftotext", "qpdf"}
    assert guard.watched == programs()
    with pytest.raises(RuntimeError, match=r"to use 'qpdf', ask for a fixture"):
        subprocess.run(["qpdf", "--version"], check=True)
    subprocess.run([sys.executable, "-c", ""], check=True)


@pytest.mark.machine
def test_a_test_that_is_marked_may() -> None:
    assert guard.watched == ()


def test_modules_that_take_long_are_begun_first(request: pytest.FixtureRequest) -> None:
    items = request.session.items
    long = {item.path for item in items if item.get_closest_marker("slow")}
    first = [item.path in long for item in items]
    assert first == sorted(first, reverse=True)
