"""Keys: hashes of all that decides the bytes of what is typeset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from ctypes import CDLL, c_char_p
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from handouts.page import Asset, Face, Style
from handouts.press import fonts

__all__ = ["key_of", "versions"]

PACKAGES = ("weasyprint", "pydyf", "fonttools", "pikepdf", "pillow")
# The libraries that WeasyPrint loads, by the names under which it finds them, and what each is
# asked for its version.
LIBRARIES = {
    "pango_version_string": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "hb_version_string": ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
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

    add(versions(), *parts)
    for style in styles:
        add("style", style.text)
    for address, asset in sorted((assets or {}).items()):
        add("asset", address, asset.media_type, asset.data)
    for face in faces:
        add("face", face.family, str(face.weight), face.data)
    return digest.hexdigest()


@cache
def versions() -> str:
    """Return the versions of the libraries, the house's typefaces and the press itself."""
    packages = [f"{name} {version(name)}" for name in PACKAGES]
    libraries = [f"{ask} {_asked(ask, names)}" for ask, names in LIBRARIES.items()]
    press = _digest(sorted(Path(__file__).parent.glob("*.py")))
    house = _digest(fonts.house_files())
    return "; ".join([*packages, *libraries, f"press {press}", f"faces {house}"])


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
