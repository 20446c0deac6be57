"""Two output folders held against each other: which copies changed, and where on their pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Literal

from PIL import Image, ImageFilter
from pypdfium2 import PdfiumError

from handouts.batch.storage import Storage
from handouts.batch.workers import Lost, Workers
from handouts.desk.webpage import data_address, faces_style, house_text, policy, webp
from handouts.page import Templates
from handouts.press.compare import apart, differences
from handouts.press.raster import page_pictures
from handouts.workspace import Workspace

__all__ = ["Difference", "compare", "page_of"]

DPI = 60
AROUND = 9  # pixels that a mark is wide around a single pixel that differs
MARK, STRENGTH = (214, 64, 0), 110  # the colour of marks, and how much of it, of 255
STYLE = "styles/staff.css"
UNSEEN = "it looks and reads as before; its bytes differ"
UNREADABLE = "one of the two is no PDF"

Change = Literal["came", "went", "changed"]


@dataclass(frozen=True)
class Leaf:
    """A page of both copies as WebP, '' where there is none; what differs is marked in both."""

    number: int
    old: str
    new: str


@dataclass(frozen=True)
class Difference:
    """A copy that is in one folder alone, or not the same in both."""

    path: str
    change: Change
    facts: tuple[str, ...] = ()
    leaves: tuple[Leaf, ...] = ()


def compare(old: Storage, new: Storage, processes: int) -> Iterator[Difference]:
    """Yield what differs, by path. Raises OSError where a folder cannot be listed."""
    before, after = set(old.names()), set(new.names())
    found = [Difference(path, "went") for path in before - after]
    found += [Difference(path, "came") for path in after - before]
    both = sorted(before & after)
    with Workers(partial(_compared, old, new), processes) as team:
        for number, one in team.each(both):
            if isinstance(one, Lost):
                found.append(Difference(both[number], "changed", (f"comparing it {one.reason}",)))
            elif one is not None:
                found.append(one)
    yield from sorted(found, key=lambda one: one.path)


def page_of(found: Sequence[Difference], names: tuple[str, str], workspace: Workspace) -> bytes:
    """Return a web page of differences, with the pages side by side; names are the folders'."""
    style = f"{faces_style()}\n{house_text(workspace, STYLE)}"
    context = {"found": found, "names": names, "style": style, "policy": policy(style)}
    return Templates(workspace).render("staff/diff.html.j2", context).encode()


def _compared(old: Storage, new: Storage, path: str) -> Difference | None:
    """Return how a copy differs, None where it does not."""
    one, other = old.read(path), new.read(path)
    if one == other:
        return None
    if not path.endswith(".pdf"):
        return Difference(path, "changed", (_lines(one, other),))
    try:
        facts = tuple(differences(one, other))
        leaves = tuple(_leaves(one, other)) if facts else ()
    except PdfiumError:
        return Difference(path, "changed", (UNREADABLE,))
    return Difference(path, "changed", facts or (UNSEEN,), leaves)


def _lines(one: bytes, other: bytes) -> str:
    lines = [set(data.decode("utf-8", "replace").splitlines()) for data in (one, other)]
    return f"{len(lines[0] - lines[1])} lines went, {len(lines[1] - lines[0])} came"


def _leaves(one: bytes, other: bytes) -> Iterator[Leaf]:
    """Yield the pages that differ to the eye."""
    pages = zip_longest(page_pictures(one, DPI), page_pictures(other, DPI))
    for number, (old, new) in enumerate(pages, start=1):
        if old is None or new is None:
            yield Leaf(number, _address(old), _address(new))
            continue
        mask = apart(old, new).point(lambda shade: 255 if shade else 0)
        if mask.getbbox():
            wide = mask.filter(ImageFilter.MaxFilter(AROUND)).point(
                lambda on: STRENGTH if on else 0
            )
            yield Leaf(number, _address(_marked(old, wide)), _address(_marked(new, wide)))


def _marked(page: Image.Image, mask: Image.Image) -> Image.Image:
    return Image.composite(Image.new("RGB", page.size, MARK), page, mask.crop((0, 0, *page.size)))


def _address(page: Image.Image | None) -> str:
    return data_address(webp(page), "image/webp") if page else ""
