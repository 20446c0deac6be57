"""A small disk for tests, which is really filled: a file system of its own, in memory."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

BALLAST = "ballast"  # the file that takes all room
CHUNKS = (1_000_000, 4_096, 1)  # bytes


@dataclass(frozen=True)
class SmallDisk:
    """A disk while it is there; root is its folder."""

    root: Path

    def fill(self) -> None:
        """Leave no room for a byte."""
        with (self.root / BALLAST).open("ab", buffering=0) as file:
            for size in CHUNKS:
                with suppress(OSError):
                    while file.write(bytes(size)) == size:
                        pass

    def make_room(self) -> None:
        """Take the ballast away."""
        (self.root / BALLAST).unlink(missing_ok=True)

    @property
    def files(self) -> dict[str, bytes]:
        """All files but those that can be made again, by their paths."""
        there = (path for path in self.root.rglob("*") if path.is_file())
        named = {path.relative_to(self.root).as_posix(): path for path in there}
        return {
            name: path.read_bytes()
            for name, path in named.items()
            if not name.startswith((".handouts/", BALLAST))
        }


@contextmanager
def a_small_disk(root: Path, size: str = "24m") -> Iterator[SmallDisk]:
    """Have a disk in a folder, which is made. Raises RuntimeError where mounting is not allowed."""
    root.mkdir(parents=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(root)]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError("no disk can be mounted here: run the tests by 'unshare -rm'")
    try:
        yield SmallDisk(root)
    finally:
        subprocess.run(["umount", "--lazy", str(root)], check=True)
