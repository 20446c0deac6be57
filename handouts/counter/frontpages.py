"""First pages as small pictures, kept in the cache: one for all copies that came from a plate.

It shows the text in neutral colours and no clinic: what is drawn of one clinic's copy stands on
the shelves of others. A file that is no stamped copy, such as a pack, has a picture of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import TypeVar

from handouts.batch import Materials
from handouts.brand import derive
from handouts.counter.shelves import File
from handouts.diagnostics import Place, Problems
from handouts.pdf import page_pictures
from handouts.press import bare, plate_digest
from handouts.proof import QUALITY, webp
from handouts.store import Storage
from handouts.workers import Lost, Workers

__all__ = ["FrontPages", "Picture"]

DPI = 40  # A4 is 331 pixels wide, about twice what a shelf shows
NEUTRAL = "#333333"  # the primary colour of no brand

Remembered = TypeVar("Remembered")


@dataclass(frozen=True)
class Picture:
    """A page as WebP; width and height in pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True)
class _Front:
    """What a copy's first page shows: the plate that it came from, or else the file, as a hash."""

    shown: str


class FrontPages:
    """Draws first pages in workers; use it in a with statement, which ends them."""

    def __init__(self, materials: Materials, processes: int, problems: Problems) -> None:
        """Take where copies are; what cannot be drawn is told in problems."""
        self._problems = problems
        self._unkept: dict[str, _Front | Picture] = {}  # where the cache cannot be written
        self._store = materials.cache
        self._team = Workers(partial(_do, materials.storage), processes)

    def __enter__(self) -> FrontPages:
        """Begin; a process starts when there is something to draw."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all processes."""
        self._team.__exit__(kind, error, trace)

    def draw(self, files: Iterable[File]) -> None:
        """Draw the first pages of PDFs that are not kept; what cannot be drawn has none."""
        paged = [file for file in files if file.pages]
        self._work("front", [file for file in paged if self._front(file) is None])
        shown = {front.shown: file for file in paged if (front := self._front(file))}
        self._work("picture", [file for file in shown.values() if self._picture(file) is None])

    def of(self, files: Sequence[File]) -> Mapping[str, Picture]:
        """Return the first pages that were drawn, by the paths of their files."""
        pictures = {file.path: self._picture(file) for file in files if file.pages}
        return {path: picture for path, picture in pictures.items() if picture}

    def _work(self, what: str, files: Sequence[File]) -> None:
        """Have something found out or drawn of files, and keep it."""
        for number, made in self._team.each([(what, file) for file in files]):
            file = files[number]
            if isinstance(made, Lost):
                fact = f"its first page cannot be shown on the shelf: drawing it {made.reason}"
                self._problems.warn("shelf", Place(file.path), fact)
                continue
            front = self._front(file)
            key = _front_key(file) if front is None else _picture_key(front)
            try:
                self._store.put(key, made)
            except OSError:
                self._unkept[key] = made

    def _front(self, file: File) -> _Front | None:
        return self._kept(_front_key(file), _Front)

    def _picture(self, file: File) -> Picture | None:
        front = self._front(file)
        return self._kept(_picture_key(front), Picture) if front else None

    def _kept(self, key: str, kind: type[Remembered]) -> Remembered | None:
        unkept = self._unkept.get(key)
        return unkept if isinstance(unkept, kind) else self._store.remembered(key, kind)


def _front_key(file: File) -> str:
    return f"front of {file.sha256}"


def _picture_key(front: _Front) -> str:
    return f"first page, {DPI} dpi, quality {QUALITY}, {NEUTRAL}: {front.shown}"


def _do(storage: Storage, job: tuple[str, File]) -> _Front | Picture:
    """Do one job in a worker. Raises OSError, and PdfiumError for what is no PDF."""
    what, file = job
    data = storage.read(file.path)
    if what == "front":
        return _Front(plate_digest(data) or file.sha256)
    neutral = tuple(derive(NEUTRAL).inks.values())
    [page] = page_pictures(bare(data, neutral), DPI, most=1)
    return Picture(webp(page), page.width, page.height)
