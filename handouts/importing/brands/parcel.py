"""The files that a designer sent: read within limits, and none from outside their folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from handouts.diagnostics import Diagnostic, HandoutsError, Missing, Place, Refused, WrongUse

__all__ = ["BRAND_FILES", "BRAND_KINDS", "FONTS", "PICTURES", "Parcel", "open_parcel"]

BRAND_FILES = ("_brand.yml", "_brand.yaml", "brand.yml", "brand.yaml")
YAML = (".yml", ".yaml")
PICTURES = (".svg", ".pdf", ".ai", ".png", ".webp", ".jpg", ".jpeg", ".gif", ".eps")
FONTS = (".ttf", ".otf")
BRAND_KINDS = (*PICTURES, *YAML)
LARGEST_BYTES = 8_000_000  # bytes of a file
MOST_FILES, DEEPEST = 500, 4  # in a folder, and its folders
PACKED = (".zip", ".rar", ".7z", ".gz", ".tar")


@dataclass(frozen=True)
class Parcel:
    """Files by their paths in the folder that was sent; the brand file among them, or ''."""

    source: str  # as it was named
    folder: Path
    names: tuple[str, ...]
    brand_file: str = ""
    alone: str = ""  # the one file that was named
    read: dict[str, bytes] = field(default_factory=dict, repr=False)

    def data(self, name: str) -> bytes:
        """Return a file's bytes. Raises Refused where it is not there, too large, or outside."""
        if name not in self.read:
            self.read[name] = _read(self.folder, name)
        return self.read[name]

    def with_suffix(self, suffixes: tuple[str, ...]) -> list[str]:
        """Return the files of some kinds."""
        return [name for name in self.names if PurePosixPath(name).suffix.lower() in suffixes]

    def place(self, name: str, line: int = 0, column: int = 0) -> Place:
        """Return a place in a file as whoever sent it knows it."""
        return Place(name if self.alone else f"{self.source}/{name}", line, column)


def open_parcel(source: Path) -> Parcel:
    """Return what was sent: a folder, or one file of it.

    Raises WrongUse where it is of no kind that is taken, HandoutsError where it cannot be read.
    """
    suffix = source.suffix.lower()
    if source.is_dir():
        names = _names(source)
        brand_file = next((name for name in BRAND_FILES if name in names), "")
        return Parcel(str(source).rstrip("/"), source.resolve(), names, brand_file)
    if suffix in PACKED:
        raise WrongUse(f"'{source.name}' is packed: unpack it, and name the folder")
    if suffix not in BRAND_KINDS:
        known = ", ".join(BRAND_KINDS)
        raise WrongUse(f"'{source.name}' is nothing that is taken for a brand; known are {known}")
    folder = source.resolve().parent
    own = source.name if suffix in YAML else ""
    return Parcel(source.name, folder, (source.name,), own, alone=source.name)


def _names(folder: Path) -> tuple[str, ...]:
    """Return the files of a folder and of those in it, sorted, without hidden ones."""
    names: list[str] = []
    waiting = [(folder, 1)]
    while waiting and len(names) <= MOST_FILES:
        here, depth = waiting.pop()
        try:
            inner = sorted(here.iterdir())
        except OSError as error:
            fact = f"it cannot be read: {error.strerror}"
            raise HandoutsError(Diagnostic("error", "file", Place(str(here)), fact)) from None
        for path in inner:
            if path.name.startswith((".", "__MACOSX")):
                continue
            if path.is_dir() and not path.is_symlink() and depth < DEEPEST:
                waiting.append((path, depth + 1))
            elif path.is_file():
                names.append(path.relative_to(folder).as_posix())
    return tuple(sorted(names)[:MOST_FILES])


def _read(folder: Path, name: str) -> bytes:
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder):
            fact = f"'{name}' leads out of the folder that was sent"
            raise Refused(fact, "put the file beside the brand file, and name it so")
        if not path.is_file():
            raise Missing(f"there is no file '{name}'", "put the file there")
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            fact = f"'{name}' has {size:,} bytes; at most {LARGEST_BYTES:,} are taken"
            raise Refused(fact, "save it smaller")
        return path.read_bytes()
    except (OSError, RuntimeError, ValueError) as error:
        raise Refused(f"'{name[:80]}' cannot be read: {error}") from None
