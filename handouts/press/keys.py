"""Keys: hashes of all that decides the bytes of what is typeset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from ctypes import CDLL, c_char_p
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from handouts.engine import house_font_files
from handouts.page import Asset, Face, Style

__all__ = ["engine", "engine_key", "key_of", "versions"]

PACKAGES = ("weasyprint", "pydyf", "pikepdf", "fonttools", "segno", "pillow")
# The libraries that WeasyPrint loads: what each is asked for its version, and the names under which
# WeasyPrint finds it.
LIBRARIES = {
    "pango": ("pango_version_string", ("libpango-1.0.so.0", "libpango-1.0.dylib")),
    "harfbuzz": ("hb_version_string", ("libharfbuzz.so.0", "libharfbuzz.0.dylib")),
}


def key_of(
    *parts: str,
    styles: Sequence[Style] = (),
    assets: Mapping[str, Asset] | None = None,
    faces: Sequence[Face] = (),
) -> str:
    """Return the key of texts, stylesheets, pictures and faces, on the libraries of this system."""
    digest = sha256()

    def add(*texts: str | bytes) -> None:
        for text in texts:
            data = text.encode() if isinstance(text, str) else text
            digest.update(b"%d:" % len(data))
            digest.update(data)

    add(engine(), _press(), *parts)
    for style in styles:
        add("style", style.text)
    for address, asset in sorted((assets or {}).items()):
        add("asset", address, asset.media_type, asset.data)
    for face in faces:
        add("face", face.family, str(face.weight), face.data)
    return digest.hexdigest()


@cache
def versions() -> str:
    """Return the names and versions of the packages and libraries that make a PDF."""
    packages = [f"{name} {version(name)}" for name in PACKAGES]
    return ", ".join([*packages, *(f"{name} {_asked(*how)}" for name, how in LIBRARIES.items())])


@cache
def engine() -> str:
    """Return all that sets a page beside our code and its input: the versions and typefaces."""
    return f"{versions()}, faces {_digest(house_font_files())}"


@cache
def engine_key() -> str:
    """Return a hash of all that makes a copy beside its input: our own code and the engine's."""
    ours = _digest(sorted(Path(__file__).parent.parent.rglob("*.py")))
    return sha256(f"{ours}, {engine()}".encode()).hexdigest()


@cache
def _press() -> str:
    rooms = (Path(__file__).parent.parent / name for name in ("engine", "pdf", "press"))
    return _digest(file for room in rooms for file in sorted(room.glob("*.py")))


def _asked(ask: str, names: Iterable[str]) -> str:
    for name in names:
        try:
            function = getattr(CDLL(name), ask)
        except (OSError, AttributeError):
            continue
        function.restype = c_char_p
        return str(function().decode())
    return "unknown"


def _digest(files: Iterable[Path]) -> str:
    digest = sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
