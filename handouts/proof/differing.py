"""How one copy differs from the one that it replaces: in words, in links, and where to the eye."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import zip_longest
from typing import Any

from PIL import Image, ImageFilter
from pypdfium2 import PdfiumError

from handouts.pdf import Unfinished, apart, page_links, page_picture, page_pictures, page_words
from handouts.proof.wording import exchanged, word_changes

__all__ = ["DPI", "CopyDifference", "Leaf", "difference", "near"]

DPI = 60
OTHERS_DPI = (61, 54)  # dpi at which pages that read the same must differ too: see press.compare
CELL_PX = 6  # pixels of a side of the squares by which places are told, 2.5 mm
UNSEEN = "it looks and reads as before; its bytes differ"
UNREAD = "it reads as before; its markup or style differs"
UNREADABLE = "one of the two is no PDF"

WordChanges = tuple[tuple[str, str], ...]  # what was exchanged for what


@dataclass(frozen=True)
class Leaf:
    """A page that differs, or the whole of what has no pages (its number is then 0)."""

    number: int
    words: WordChanges = ()
    links: tuple[str, str] = ("", "")  # lost and added addresses
    size: tuple[int, int] = (0, 0)  # in squares
    where: bytes = b""  # the squares that differ to the eye, row by row, a bit each
    alone: str = ""  # 'before' or 'after', where it is there alone
    passages: tuple[str, ...] = ()  # the words, with some around them

    @property
    def change(self) -> tuple[object, ...]:
        """What must be equal for the same to be told, but for the place and what stands around."""
        return self.words, self.links, self.size, bool(self.where), self.alone


@dataclass(frozen=True)
class CopyDifference:
    """A copy that is not what it was: its leaves that differ, or a fact where there are none."""

    path: str
    fact: str = ""
    leaves: tuple[Leaf, ...] = ()

    @property
    def change(self) -> tuple[object, ...]:
        """What must be equal for the same to be told, but for places."""
        return self.fact, tuple((leaf.number, leaf.change) for leaf in self.leaves)


def difference(path: str, one: bytes, other: bytes) -> CopyDifference | None:
    """Return how a copy differs, None where it does not."""
    if one == other:
        return None
    if not path.endswith(".pdf"):
        return _of_text(path, one, other)
    try:
        leaves = tuple(_leaves(one, other))
    except (PdfiumError, Unfinished):
        return CopyDifference(path, UNREADABLE)
    return CopyDifference(path, "" if leaves else UNSEEN, leaves)


def near(one: Leaf, other: Leaf) -> bool:
    """Say whether two leaves differ in the same places: no further off than the next square."""
    if one.where == other.where:
        return True
    first, second = _squares(one), _squares(other)
    return _inside(first, second) and _inside(second, first)


def _leaves(one: bytes, other: bytes) -> Iterator[Leaf]:
    """Yield the pages that differ."""
    sides = [
        zip(page_words(data), page_links(data), page_pictures(data, DPI), strict=True)
        for data in (one, other)
    ]
    for number, (old, new) in enumerate(zip_longest(*sides), start=1):
        if old is None or new is None:
            yield Leaf(number, alone="before" if new is None else "after")
            continue
        words, passages = _read(old[0].split(), new[0].split())
        links = _less(old[1], new[1]), _less(new[1], old[1])
        squares = _seen(old[2], new[2])
        seen = squares.getbbox() is not None
        if seen and not words and not any(links):
            seen = all(_differs(one, other, number - 1, dpi) for dpi in OTHERS_DPI)
        if seen or words or any(links):
            where = squares.convert("1").tobytes() if seen else b""
            yield Leaf(number, words, links, squares.size, where, "", passages)


def _read(old: Sequence[str], new: Sequence[str]) -> tuple[WordChanges, tuple[str, ...]]:
    if old == new:
        return (), ()
    return exchanged(old, new), tuple(word_changes([" ".join(old)], [" ".join(new)]))


def _less(some: Sequence[str], others: Sequence[str]) -> str:
    return " ".join(address for address in some if address not in others)


def _seen(old: Image.Image, new: Image.Image) -> Image.Image:
    """Return a picture of the squares in which two pages differ."""
    mask = apart(old, new).point(lambda shade: 255 if shade else 0)
    return mask.reduce(CELL_PX).point(lambda shade: 255 if shade else 0)


def _differs(one: bytes, other: bytes, number: int, dpi: int) -> bool:
    pages = (page_picture(data, number, dpi) for data in (one, other))
    return apart(*pages).getbbox() is not None


def _squares(leaf: Leaf) -> Image.Image:
    return Image.frombytes("1", leaf.size, leaf.where).convert("L")


def _inside(one: Image.Image, other: Image.Image) -> bool:
    """Say whether each square of one is a square of the other, or beside one."""
    beyond = other.filter(ImageFilter.MaxFilter(3)).point(lambda on: 0 if on else 255)
    return Image.composite(one, Image.new("L", one.size), beyond).getbbox() is None


def _of_text(path: str, one: bytes, other: bytes) -> CopyDifference:
    """Return how a copy without pages differs."""
    texts = [data.decode("utf-8", "replace") for data in (one, other)]
    if path.endswith(".html"):
        texts = [_words(text) for text in texts]
    words, passages = _read(*(text.split() for text in texts))
    if not words:
        return CopyDifference(path, UNREAD if path.endswith(".html") else UNSEEN)
    return CopyDifference(path, leaves=(Leaf(0, words, passages=passages),))


def _words(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return " ".join(reader.words)


class _Reader(HTMLParser):
    """Collects the words that a web page shows or has read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self._hidden = tag in ("style", "script")
        self.words += [f"[{value}]" for name, value in attrs if name == "alt" and value]

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.words.append(data)
