"""What the engine knows of set pages and a PDF does not tell: lines, breaks, what does not fit.

It reads WeasyPrint's boxes, which the engine hands over, by their names alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean
from typing import Any, NamedTuple

from handouts.checks import Spot
from handouts.units import HAIR_MM, MM_PER_PX, PT_PER_PX

__all__ = ["Layout", "layout_of"]

KERN_MM = 0.5  # mm by which the last letter of a line may stand out: the space after it drew it in
BAND_PX = 12  # about a line: words whose middles reach no band in common do not meet
SPILL_MM = 1  # mm by which two words must lie over each other to be told
HEADINGS = frozenset({"h1", "h2", "h3"})
WHOLE = frozenset({"li", "tr"})  # what no page break should cut, beside what its style keeps whole
RUNNING, CELLS = ("p", "li"), ("td", "th")  # tags of the blocks of running text, and of cells
PICTURES = frozenset({"BlockReplacedBox", "InlineReplacedBox"})
AFTER = ("sources-", "colophon")  # start the classes of what follows the text
INLINE = frozenset({"InlineBox", "LineBox"})
ENOUGH = 5  # full lines; a mean of fewer says nothing
NEARLY = 0.9  # as wide as the widest column
WORDS = 6  # that a spot is told by
PAPER = "#ffffff"

Colours = tuple[str, str]


@dataclass(frozen=True)
class Layout:
    """How the lines of pages stand; colours as '#rrggbb'.

    Running text is what has the commonest size, beside the list of sources and the colophon.
    """

    body_size: float = 0  # pt, of running text
    leading: float = 0  # the commonest distance of its lines, in sizes
    measure: float = (
        0  # characters in a full line of its widest columns, on average; 0 for a few lines
    )
    last_page_fill: float = 0  # share of the height of the last page's text area
    pairs: tuple[Colours, ...] = ()  # each colour of text, and what it stands on
    stranded: tuple[Spot, ...] = ()
    cut: tuple[Spot, ...] = ()
    overflowing: tuple[Spot, ...] = ()


class _Word(NamedTuple):
    """Text on one line, or a picture without any, and the boxes that it stands in, from outside."""

    text: str
    box: Any
    inside: Sequence[Any]

    @property
    def line(self) -> Any:
        return next((box for box in reversed(self.inside) if _is(box, "LineBox")), self.box)

    @property
    def block(self) -> Any:
        """The box whose width it must keep to."""
        return next(box for box in reversed(self.inside) if type(box).__name__ not in INLINE)

    @property
    def in_margin(self) -> bool:
        """Whether it stands in a margin of the page."""
        return any(_is(box, "MarginBox") for box in self.inside)

    @property
    def in_flow(self) -> bool:
        """Whether it stands in the text, and not in a margin or as a marker."""
        return not self.in_margin and "::" not in str(self.block.element_tag)

    @property
    def after(self) -> bool:
        """Whether it stands in the list of sources, or in the colophon."""
        elements = (box.element for box in self.inside if box.element is not None)
        return any(element.get("class", "").startswith(AFTER) for element in elements)


def layout_of(pages: Sequence[Any]) -> Layout:
    """Read the boxes of all pages of a document."""
    seen = [list(_words(page, [page])) for page in pages]
    flow = [[word for word in row if word.in_flow] for row in seen]
    words = [[word for word in row if word.text] for row in seen]
    return Layout(
        *_lines([word for row in flow for word in row if word.text and not word.after]),
        _fill(pages[-1], flow[-1]),
        tuple(sorted({_colours(word) for row in words for word in row})),
        tuple(_stranded(flow)),
        tuple(_cut(pages)),
        tuple(
            Spot(number, _told(text))
            for number, (page, row) in enumerate(zip(pages, seen, strict=True), 1)
            for text in _displaced(page, row)
        ),
    )


def _is(box: Any, kind: str) -> bool:
    return type(box).__name__ == kind


def _inner(box: Any) -> Sequence[Any]:
    return tuple(box.all_children()) if hasattr(box, "all_children") else ()


def _words(box: Any, inside: list[Any]) -> Iterator[_Word]:
    for child in _inner(box):
        text = getattr(child, "text", "").strip()
        if text or type(child).__name__ in PICTURES:
            yield _Word(text, child, tuple(inside))
        else:
            yield from _words(child, [*inside, child])


def _lines(words: Sequence[_Word]) -> tuple[float, float, float]:
    """Return the size, the leading and the measure of running text; 0 where there is none.

    That is text in paragraphs and lists; where there is neither, that of tables.
    """
    running_text = [word for word in words if word.block.element_tag in RUNNING]
    running_text = running_text or [word for word in words if word.block.element_tag in CELLS]
    sizes: Counter[float] = Counter()
    for word in running_text:
        sizes[word.box.style["font_size"]] += len(word.text)
    running = sizes.most_common(1)[0][0] if sizes else 0
    lines: dict[int, list[_Word]] = defaultdict(list)
    for word in running_text:
        if word.line.style["font_size"] == running:
            lines[id(word.line)].append(word)
    heights = Counter(round(line[0].line.height / running, 2) for line in lines.values())
    full = [
        (line[0].block.width, sum(len(word.text) for word in line))
        for line in lines.values()
        if line[0].line is not line[0].block.children[-1]
    ]
    widest = max((width for width, _ in full), default=0)
    counts = [count for width, count in full if width > NEARLY * widest]
    return (
        round(running * PT_PER_PX, 2),
        heights.most_common(1)[0][0] if heights else 0,
        mean(counts) if len(counts) >= ENOUGH else 0,
    )


def _fill(page: Any, words: Sequence[_Word]) -> float:
    """Return how much of the height of a page's text area is used, 0 to 1."""
    top = page.content_box_y()
    lowest = max((word.box.position_y + word.box.height for word in words), default=top)
    return float(min(1, (lowest - top) / page.height))


def _colours(word: _Word) -> Colours:
    grounds = (box.style["background_color"] for box in reversed(word.inside))
    ground = next((_hex(colour) for colour in grounds if colour.alpha), PAPER)
    return _hex(word.box.style["color"]), ground


def _hex(colour: Any) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour.to("srgb").coordinates)


def _stranded(pages: Sequence[Sequence[_Word]]) -> Iterator[Spot]:
    """Find headings that are the last words of a page that others follow."""
    for number, words in enumerate(pages[:-1], 1):
        if words and words[-1].block.element_tag in HEADINGS:
            text = [word.text for word in words if word.block is words[-1].block]
            yield Spot(number, _told(" ".join(text)))


def _cut(pages: Sequence[Any]) -> Iterator[Spot]:
    """Find what must stay whole and stands on two pages; of several at one break the outermost."""
    for number, (page, following) in enumerate(pairwise(pages), 1):
        after = {id(box.element) for box in _blocks(following)}
        cut = next((box for box in _blocks(page) if _whole(box) and id(box.element) in after), None)
        if cut is not None:
            text = (word.text for word in _words(cut, [page, cut]) if word.in_flow)
            yield Spot(number, _told(" ".join(text)))


def _blocks(box: Any) -> Iterator[Any]:
    """Walk through the boxes of elements in the text; heads of tables are there on each page."""
    for child in _inner(box):
        if _is(child, "MarginBox") or getattr(child, "is_header", False):
            continue
        if child.element is not None and type(child).__name__ not in INLINE | {"TextBox"}:
            yield child
        yield from _blocks(child)


def _whole(box: Any) -> bool:
    return box.element_tag in WHOLE or box.style["break_inside"] in ("avoid", "avoid-page")


def _displaced(page: Any, row: Sequence[_Word]) -> Iterator[str]:
    """Yield what does not keep to its place; of a head that reaches into the text, its words."""
    yield from (word.text for word in _overflowing(page, [word for word in row if word.text]))
    text = page.content_box_y()
    heads = [word for word in row if word.in_margin and word.box.position_y < text]
    if any(_bottom(word.box) > text + HAIR_MM / MM_PER_PX for word in heads):
        yield " ".join(word.text for word in heads)


def _overflowing(page: Any, words: Sequence[_Word]) -> Iterator[_Word]:
    """Find words that leave their column or their page, or lie over others."""
    foot = page.content_box_y() + page.height + HAIR_MM / MM_PER_PX
    near: dict[int, list[_Word]] = defaultdict(list)  # by the bands of the page that they reach
    for word in words:
        block, box = word.block, word.box
        left, kern = block.content_box_x(), KERN_MM / MM_PER_PX
        beside = box.position_x + box.width > left + block.width + kern
        if block.style["direction"] == "rtl":  # where words end at the left
            beside = beside or box.position_x < left - kern
        below = word.in_flow and min(_bottom(box), _bottom(word.line)) > foot  # the nearer to ink
        top, bottom = _middle(box)
        bands = range(int(top // BAND_PX), int(bottom // BAND_PX) + 1)
        if beside or below or any(_over(word, other) for band in bands for other in near[band]):
            yield word
        for band in bands:
            near[band].append(word)


def _over(word: _Word, other: _Word) -> bool:
    """Say whether two words lie over each other; lines may touch, so their middles count."""
    one, two = word.box, other.box
    left, right = max(one.position_x, two.position_x), min(_right(one), _right(two))
    (top, bottom), (high, low) = _middle(one), _middle(two)
    wide, tall = right - left, min(bottom, low) - max(top, high)
    return bool(wide * MM_PER_PX > SPILL_MM and tall * MM_PER_PX > HAIR_MM)


def _middle(box: Any) -> tuple[float, float]:
    """Return where the middle half of a word begins and ends, from the top."""
    return box.position_y + box.height / 4, box.position_y + box.height * 3 / 4


def _bottom(box: Any) -> float:
    return float(box.position_y + box.height)


def _right(box: Any) -> float:
    return float(box.position_x + box.width)


def _told(text: str) -> str:
    return " ".join(text.split()[:WORDS])
