"""The fingerprint of all that a build reads: it tells in a moment that nothing changed."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from handouts.workspace import MARKER, PACKS, Workspace, house

__all__ = ["LOOKS", "fingerprint"]

LOOKS = ("templates", "styles")
SOURCES = ("content", "brands", *LOOKS)
LIBRARIES = Path("/etc/ld.so.cache")  # written anew when a library, such as Pango, is exchanged


def fingerprint(workspace: Workspace) -> str:
    """Return a hash of names, sizes and times of all that a build reads; nothing is opened."""
    folders = [workspace.root / name for name in SOURCES]
    folders += [house() / name for name in LOOKS]
    folders.append(Path(__file__).parent.parent)
    digest = hashlib.sha256(repr((workspace.today, *_installed())).encode())
    for path in (*(workspace.root / name for name in (MARKER, PACKS)), LIBRARIES, *_files(folders)):
        digest.update(repr((str(path), _stamp(path))).encode())
    return digest.hexdigest()


def _files(folders: list[Path]) -> Iterator[Path]:
    """Walk through all files of folders, in the order of their names; each folder once."""
    seen = set()
    for folder in folders:
        for root, inner, names in os.walk(folder, followlinks=True):
            here = Path(root).stat()
            if (here.st_dev, here.st_ino) in seen or _leaves(Path(root), folder.parent):
                inner.clear()  # links may lead in a circle, or out, where nothing is read
                continue
            seen.add((here.st_dev, here.st_ino))
            inner[:] = sorted(name for name in inner if name != "__pycache__")
            yield from (Path(root, name) for name in sorted(names))


def _leaves(folder: Path, home: Path) -> bool:
    return folder.is_symlink() and not folder.resolve().is_relative_to(home.resolve())


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """Return a file's size and the times of its last changes; a link counts as what it leads to."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _installed() -> list[str]:
    """Return the names and versions of the installed packages, by their folders."""
    folders = [Path(name) for name in dict.fromkeys(sys.path) if Path(name).is_dir()]
    return sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))
