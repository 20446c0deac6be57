"""The fingerprint of all that a build reads: it tells in a moment that nothing changed."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handouts.workspace import MARKER, PACKS, Workspace, house

__all__ = ["LOOKS", "Fingerprints", "fingerprint", "fingerprints"]

LOOKS = ("templates", "styles")
UNITS = ("content", "brands")  # folders of folders, each of which is read for itself
LIBRARIES = Path("/etc/ld.so.cache")  # written anew when a library, such as Pango, is exchanged


@dataclass(frozen=True)
class Fingerprints:
    """Hashes of names, sizes and times of all that a build reads: of handouts and brands one each.

    shared is that of everything else, and of the day.
    """

    shared: str
    handouts: Mapping[str, str]
    brands: Mapping[str, str]

    @property
    def whole(self) -> str:
        """The hash of all of them."""
        own = (sorted(self.handouts.items()), sorted(self.brands.items()))
        return hashlib.sha256(repr((self.shared, own)).encode()).hexdigest()


def fingerprint(workspace: Workspace) -> str:
    """Return a hash of names, sizes and times of all that a build reads; nothing is opened."""
    return fingerprints(workspace).whole


def fingerprints(workspace: Workspace) -> Fingerprints:
    """Return the hashes of all that a build reads; nothing is opened."""
    root, package = str(workspace.root), str(Path(__file__).parent.parent)
    folders = [*(f"{root}/{name}" for name in (*UNITS, *LOOKS)), *(f"{house()}/{n}" for n in LOOKS)]
    shared = hashlib.sha256(repr((workspace.today, *_installed())).encode())
    own: dict[str, dict[str, Any]] = {f"{root}/{name}": {} for name in UNITS}
    files = [f"{root}/{MARKER}", f"{root}/{PACKS}", str(LIBRARIES), *_files([*folders, package])]
    for path in files:
        digest = shared
        for above, units in own.items():
            if path.startswith(above):
                name, *inner = path[len(above) + 1 :].split("/", 1)
                if inner:
                    digest = units.setdefault(name, hashlib.sha256())
        digest.update(repr((path, _stamp(path))).encode())
    handouts, brands = (
        {name: digest.hexdigest() for name, digest in units.items()} for units in own.values()
    )
    return Fingerprints(shared.hexdigest(), handouts, brands)


def _files(folders: list[str]) -> Iterator[str]:
    """Walk through all files of folders, in the order of their names; each folder once."""
    seen = set()
    for folder in folders:
        for root, inner, names in os.walk(folder, followlinks=True):
            here = Path(root).stat()
            if (here.st_dev, here.st_ino) in seen or _leaves(root, folder):
                inner.clear()  # links may lead in a circle, or out, where nothing is read
                continue
            seen.add((here.st_dev, here.st_ino))
            inner[:] = sorted(name for name in inner if name != "__pycache__")
            yield from (f"{root}/{name}" for name in sorted(names))


def _leaves(folder: str, top: str) -> bool:
    path, home = Path(folder), Path(top).parent
    return path.is_symlink() and not path.resolve().is_relative_to(home.resolve())


def _stamp(path: str) -> tuple[int, int, int] | None:
    """Return a file's size and the times of its last changes; a link counts as what it leads to."""
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _installed() -> list[str]:
    """Return the names and versions of the installed packages, by their folders."""
    folders = [Path(name) for name in dict.fromkeys(sys.path) if Path(name).is_dir()]
    return sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))
