"""The facts of set pages that rules judge: from the engine's boxes, and by pdfium from the PDF."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from ctypes import byref
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from math import hypot
from typing import Any, NamedTuple

from handouts.brand import as_grey, contrast, grey_ink
from handouts.checks import PageFacts
from handouts.engine import Layout
from handouts.page import MARKS
from handouts.units import MM_PER_PT, PT_PER_INCH

__all__ = ["Measures", "measure"]

DPI = 100
WHITE = 255
SAME_PT = 0.1  # pt
FLAT = frozenset("xzvw")  # letters whose height is the x-height, or nearly
SLOTS = frozenset((width, 1) for width in MARKS.values())  # px of the pictures that mark the slots


@dataclass(frozen=True)
class Measures:
    """The facts of a sheet in any colours: how much of each token is on it, and what is on what.

    The fillings of its slots are a clinic's, and not among them.
    """

    facts: PageFacts
    shares: Mapping[str, float]  # of the area of all pages, by token
    fixed_ink: float  # mean share of black in what is in no token's colour
    pairs: tuple[tuple[str, str], ...]  # text and ground: tokens, or '#rrggbb'

    def of(self, colours: Mapping[str, str]) -> PageFacts:
        """Return the facts in a palette's colours."""
        ink = sum(share * _ink(colours[token]) for token, share in self.shares.items())
        pairs = [(colours.get(one, one), colours.get(two, two)) for one, two in self.pairs]
        contrasts = (_contrast_in_grey(one, two) for one, two in pairs)
        return replace(self.facts, ink=self.fixed_ink + ink, grey_contrast=min(contrasts))


class _Letter(NamedTuple):
    """A letter on a page: its size in pt as it stands there, lengths in mm."""

    size: float
    margin: float  # to the nearest edge of the sheet
    flat: float  # its height, of a small letter without strokes above or below; else 0


def measure(data: bytes, layout: Layout, sentinels: Mapping[str, str]) -> Measures:
    """Return the facts of a sheet that was typeset in sentinel colours, not yet finished."""
    import pypdfium2  # late: help and lists do without it

    reds: Counter[int] = Counter()
    letters: list[_Letter] = []
    with pypdfium2.PdfDocument(data) as opened:
        pages = len(opened)
        for page in opened:
            letters += _letters(page)
            reds.update(_reds(page))
    flat = Counter(
        round(one.flat, 2)
        for one in letters
        if one.flat and abs(one.size - layout.body_size) < SAME_PT
    )
    facts = PageFacts(
        pages=pages,
        smallest_size=min(letter.size for letter in letters),
        x_height=flat.most_common(1)[0][0] if flat else 0,
        margin=min(letter.margin for letter in letters),
        **{
            entry.name: getattr(layout, entry.name)
            for entry in fields(layout)
            if entry.name != "pairs"
        },
    )
    token_by_red = {int(value[1:3], 16): token for token, value in sentinels.items()}
    shares = {red: count / reds.total() for red, count in reds.items()}
    tokens = {value: token for token, value in sentinels.items()}
    return Measures(
        facts,
        {token_by_red[red]: share for red, share in shares.items() if red in token_by_red},
        sum(share * (1 - red / WHITE) for red, share in shares.items() if red not in token_by_red),
        tuple((tokens.get(one, one), tokens.get(two, two)) for one, two in layout.pairs),
    )


def _letters(page: Any) -> Iterator[_Letter]:
    from pypdfium2 import raw

    text, matrix, (width, height) = page.get_textpage(), raw.FS_MATRIX(), page.get_size()
    for number in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, number))
        if not character.isspace() and character.isprintable():
            raw.FPDFText_GetMatrix(text, number, byref(matrix))
            size = raw.FPDFText_GetFontSize(text, number) * hypot(matrix.c, matrix.d)
            left, low, right, high = text.get_charbox(number)
            margin = min(left, low, width - right, height - high) * MM_PER_PT
            flat = (high - low) * MM_PER_PT if character in FLAT else 0
            yield _Letter(round(size, 2), margin, flat)


def _reds(page: Any) -> Mapping[int, int]:
    """Count the pixels of a page by how red they are: no two sentinels are equally so.

    The pictures that mark the slots are left out, and nothing is smoothed.
    """
    from pypdfium2 import raw

    for picture in list(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,))):
        if picture.get_px_size() in SLOTS:
            page.remove_obj(picture)
    smooth = {f"no_smooth{what}": True for what in ("text", "image", "path")}
    drawn = page.render(scale=DPI / PT_PER_INCH, **smooth).to_pil().convert("RGB")
    return dict(enumerate(drawn.getchannel("R").histogram()))


@lru_cache(maxsize=4096)
def _ink(colour: str) -> float:
    return grey_ink(colour)


@lru_cache(maxsize=4096)
def _contrast_in_grey(one: str, two: str) -> float:
    return contrast(as_grey(one), as_grey(two))
