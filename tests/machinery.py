"""The machinery of tests: fixtures for all that is not Python, and the mark of who uses them.

A test that uses one of these fixtures is marked ``machine``; ``make quick`` leaves it out. A test
that is not so marked and yet starts a program that `tools/setup.sh test` installs fails. What is
needed for a fixture is imported when it is first used.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from objectstore import Server
    from playwright.sync_api import Browser
    from spooling import Spooler

MARK = "machine"
SETUP = Path(__file__).parent.parent / "tools/setup.sh"
Tool = Callable[..., bytes]
Validate = Callable[..., dict[Path, list[str]]]
Words = Callable[..., str]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", f"{MARK}: needs a program that is not Python (set by us)")
    config.addinivalue_line("markers", "slow: takes seconds, as it typesets or waits (set by hand)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use the machinery, by the fixtures that they ask for."""
    for item in items:
        if uses_machinery(item):
            item.add_marker(MARK)


def uses_machinery(item: pytest.Item) -> bool:
    """Say whether a test uses a fixture of this module, itself or through another fixture."""
    if not isinstance(item, pytest.Function):
        return False
    fixtures = item._fixtureinfo.name2fixturedefs.values()
    return any(fixture.func.__module__ == __name__ for [*_, fixture] in fixtures)


def programs() -> frozenset[str]:
    """Return the programs that the set-up installs for tests."""
    needs = SETUP.read_text(encoding="utf-8").partition("TEST_NEEDS='")[2].partition("'")[0]
    return frozenset(re.findall(r"^(?:program:|file:/usr/sbin/)(\S+)", needs, re.MULTILINE))


class Guard:
    """Lets no test start a program that is not there in ``make quick``, but those that are marked.

    An audit hook can never be taken out, so it stands once and is told what runs.
    """

    def __init__(self) -> None:
        """Watch over nothing yet."""
        self.watched: Collection[str] = ()
        sys.addaudithook(self.look)

    def look(self, event: str, arguments: tuple[object, ...]) -> None:
        """Refuse a program. Raises RuntimeError."""
        if self.watched and event == "subprocess.Popen":
            name = Path(str(arguments[0])).name
            if name in self.watched:
                raise RuntimeError(f"to use '{name}', ask for a fixture of tests/machinery.py")


guard = Guard()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Watch over a test that is not marked."""
    guard.watched = () if item.get_closest_marker(MARK) else programs()
    try:
        return (yield)
    finally:
        guard.watched = ()


@pytest.fixture(scope="session")
def tool() -> Tool:
    """Run a program that tests look with, such as qpdf, to its good end; return what it said."""

    def run(*command: str | Path, data: bytes | None = None) -> bytes:
        done = subprocess.run(command, input=data, capture_output=True, check=False)
        assert done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace")
        return done.stdout

    return run


@pytest.fixture(scope="session")
def words(tool: Tool) -> Words:
    """Return the text of a PDF as poppler finds it."""

    def read(data: bytes, *options: str) -> str:
        return tool("pdftotext", *options, "-", "-", data=data).decode()

    return read


@pytest.fixture(scope="session")
def validate() -> Validate:
    """Hold files to the standards of PDF, with veraPDF."""
    from verapdf import validate

    return validate


@pytest.fixture(scope="module")
def running_spooler() -> Iterator[Spooler]:
    """Run a printing system with one printer, for all tests of a module."""
    from spooling import a_spooler

    with a_spooler() as spooler:
        yield spooler


@pytest.fixture
def spooler(running_spooler: Spooler, monkeypatch: pytest.MonkeyPatch) -> Spooler:
    """Have everything printed on a printer of the tests."""
    for name, value in running_spooler.environment.items():
        monkeypatch.setenv(name, value)
    for name in ("LPDEST", "PRINTER"):
        monkeypatch.delenv(name, raising=False)
    return running_spooler


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    from browser import launched

    with launched() as started:
        yield started


@pytest.fixture(scope="session")
def s3() -> Iterator[Server]:
    """Run an object store."""
    from objectstore import serving

    with serving() as server:
        yield server


@pytest.fixture
def bucket(s3: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Return the name of a bucket that is empty."""
    from objectstore import store

    for name, value in s3.environment.items():
        monkeypatch.setenv(name, value)
    name = f"bucket-{zlib.crc32(bytes(tmp_path))}"
    store().mkdir(name)
    return name
