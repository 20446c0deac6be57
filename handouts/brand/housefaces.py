"""The house's faces: which of them sets a language, and the files of those that are for scripts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

from handouts.brand.fonts import BOLD, REGULAR, Unsuitable, characters, packaged, read_font
from handouts.brand.typography import BrandFace, HouseFace, pair
from handouts.content import Locale, wider
from handouts.reading import Doc, read_packaged

__all__ = ["house_face", "letters_of", "script_of"]

TABLE = "housefaces.yaml"
FOLDER = "scriptfaces"  # of what we ship: tools/scriptfaces.py makes it
LATO = "Lato"  # which has letters and signs that the first one lacks
SANS = "Handouts Sans"  # Lato in thousandths of an em, for Latin, Greek and Cyrillic: no other room
HAN = "Hans"  # whose signs are as wide as its letters: ours must not set them


@dataclass(frozen=True, kw_only=True)
class _Entry:
    family: str
    scripts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    style: Annotated[str, Doc("the script as it writes it, where that is not its first one")] = ""
    lines: Annotated[str, Doc("the family that sets what has one line to stand in")] = ""
    extra: Annotated[str, Doc("of ours, that brings its package")] = ""
    package: Annotated[str, Doc("a module, where it is none of a family")] = ""
    file: Annotated[str, Doc("in that package")] = ""


@dataclass(frozen=True)
class _Table:
    faces: tuple[_Entry, ...]


def house_face(locale: Locale) -> HouseFace:
    """Return what sets a language, where no face of a brand does.

    Raises Unsuitable where its package is not installed.
    """
    entry = _entry(locale.tag, locale.script)
    if entry is None:
        return HouseFace()
    faces = _faces(entry)
    families = (faces[0].family, *HouseFace().families, LATO)
    script = script_of(locale)
    lines = (
        _faces(next(one for one in _table() if one.family == entry.lines)) if entry.lines else ()
    )
    name = lines[0].family if lines else ""
    return HouseFace(families, (*faces, *lines), script, name, leads=script == HAN)


def script_of(locale: Locale) -> str:
    """Return the script that a language needs room for, by its code of ISO 15924; '' for none."""
    entry = _entry(locale.tag, locale.script)
    return "" if entry is None or entry.family == SANS else entry.style or entry.scripts[0]


def letters_of(locale: Locale) -> frozenset[str]:
    """Return the characters that the face of a language's own script has; none for Latin ones.

    Raises Unsuitable where its package is not installed.
    """
    faces = house_face(locale).faces
    return (
        frozenset.intersection(*(characters(face.data) for face in faces)) if faces else frozenset()
    )


@cache
def _table() -> tuple[_Entry, ...]:
    return read_packaged(_Table, __package__, TABLE).faces


@cache
def _entry(tag: str, script: str) -> _Entry | None:
    """Return what is said of the narrowest tag of a language, else of its script."""
    for name in wider(tag):
        for entry in _table():
            if name in entry.languages:
                return entry
    return next((entry for entry in _table() if script in entry.scripts), None)


@cache
def _faces(entry: _Entry) -> tuple[BrandFace, ...]:
    """Return the regular and the bold face; a variable one is to be made static."""
    given = _given(entry)
    if given is None:
        fact = f"its face, {entry.family}, is not installed"
        raise Unsuitable(fact, f"python -m pip install 'handouts[{entry.extra}]'")
    return pair(entry.family, map(read_font, given), (REGULAR, BOLD))


def _given(entry: _Entry) -> Iterable[bytes] | None:
    if entry.package:
        if find_spec(entry.package) is None:
            return None
        return [resources.files(entry.package).joinpath(entry.file).read_bytes()]
    if entry.extra:
        return packaged(entry.family)
    folder, stem = Path(__file__).parent.parent / FOLDER, entry.family.replace(" ", "")
    return [(folder / f"{stem}-{weight}.ttf").read_bytes() for weight in ("Regular", "Bold")]
