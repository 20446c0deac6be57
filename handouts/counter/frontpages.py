"""First pages as small pictures: drawn once for each copy, and kept in the cache."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import TracebackType

from handouts.batch import Materials
from handouts.counter.shelves import File
from handouts.diagnostics import Place, Problems
from handouts.pdf import page_pictures
from handouts.proof import QUALITY, webp
from handouts.store import Storage
from handouts.workers import Lost, Workers

__all__ = ["FrontPages", "Picture"]

DPI = 40  # A4 is 331 pixels wide, about twice what a shelf shows


@dataclass(frozen=True)
class Picture:
    """A page as WebP; width and height in pixels."""

    data: bytes
    width: int
    height: int


class FrontPages:
    """Draws first pages in workers; use it in a with statement, which ends them."""

    def __init__(self, materials: Materials, processes: int, problems: Problems) -> None:
        """Take where copies are; what cannot be drawn is told in problems."""
        self._problems = problems
        self._unkept: dict[str, Picture] = {}  # where the cache cannot be written
        self._store = materials.cache
        self._team = Workers(partial(_drawn, materials.storage), processes)

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
        paged = (file for file in files if file.pages)
        missing = [file for file in paged if self._store.get(_key(file), Picture) is None]
        for number, made in self._team.each([file.path for file in missing]):
            file = missing[number]
            if isinstance(made, Lost):
                fact = f"its first page cannot be shown on the shelf: drawing it {made.reason}"
                self._problems.warn("shelf", Place(file.path), fact)
                continue
            try:
                self._store.put(_key(file), made)
            except OSError:
                self._unkept[file.path] = made

    def of(self, files: Sequence[File]) -> Mapping[str, Picture]:
        """Return the first pages that were drawn, by the paths of their files."""
        pictures = {
            file.path: self._unkept.get(file.path) or self._store.get(_key(file), Picture)
            for file in files
            if file.pages
        }
        return {path: picture for path, picture in pictures.items() if picture}


def _key(file: File) -> str:
    return f"first page, {DPI} dpi, quality {QUALITY}: {file.sha256}"


def _drawn(storage: Storage, path: str) -> Picture:
    """Draw the first page of a copy. Raises OSError, and PdfiumError for what is no PDF."""
    [page] = page_pictures(storage.read(path), DPI, most=1)
    return Picture(webp(page), page.width, page.height)
