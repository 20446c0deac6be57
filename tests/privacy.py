"""A person's words, and all the places where they might be left behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

__all__ = ["WORDS", "places_of_words", "processes_watched"]

WORDS = ("Zebulon", "Quartermain", "Xanthippe", "Thrice", "2031-07-09")  # of nobody
PAUSE_SECONDS = 0.005  # between two looks


@contextmanager
def processes_watched() -> Iterator[set[str]]:
    """Keep looking at what is told of each process of the machine, and yield it."""
    seen, done = set[str](), threading.Event()

    def look() -> None:
        while not done.is_set():
            seen.update(told_of_processes())
            time.sleep(PAUSE_SECONDS)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        done.set()
        watcher.join()


def told_of_processes() -> Iterator[str]:
    """Yield what the system tells of each process."""
    for path in Path("/proc").glob("[0-9]*"):
        for name in ("cmdline", "environ", "comm"):
            try:
                yield (path / name).read_bytes().decode("utf-8", "replace")
            except OSError:  # it has ended, or is another's
                continue


def places_of_words(folders: Sequence[Path], texts: Sequence[str] = ()) -> list[str]:
    """Return where a word of the person stands: in a file, in a name, or in one of the texts."""
    places = []
    for path in (path for folder in folders for path in folder.rglob("*")):
        held = path.name.encode() + (path.read_bytes() if path.is_file() else b"")
        if any(word.encode() in held or word.encode("utf-16-be") in held for word in WORDS):
            places.append(str(path))
    return places + [text for text in texts if any(word in text for word in WORDS)]
