"""A drawing with the words of another language in the places of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from handouts.brand import Extent, TextLine, TextPart, ViewBox, ink_of, read_svg, text_lines
from handouts.content import Locale
from handouts.translation.labels import STRONG, labels_in, what_stands_out

__all__ = ["SayLabel", "crowded", "relabelled"]

SayLabel = Callable[[str], str]

SPARE = 0.1  # of the height of the lower of two: so far they may reach into each other


def relabelled(data: bytes, say: SayLabel) -> bytes:
    """Return a drawing with what is said for each of its words. Raises Refused where it is none."""
    root = read_svg(data).root
    for line in reversed(_said([*text_lines(root)], say)):  # so that places in an element stay
        line.element.parts[line.start : line.stop] = [
            part.words if part.element is None else replace(part.element, parts=[part.words])
            for part in line.parts
        ]
    return root.written().encode()


def crowded(data: bytes, say: SayLabel, source: Locale, locale: Locale) -> tuple[str, ...]:
    """Return the words of a drawing that have no room in a language.

    They leave the picture, or touch others, where those of the source do not. Raises Refused, and
    Unsuitable where the package of a face is not installed.
    """
    vector = read_svg(data)
    lines = [*text_lines(vector.root)]
    before = [ink_of(line, source) for line in lines]
    now = [ink_of(line, locale) for line in _said(lines, say)]
    labels = {id(one.line): one.words for one in labels_in(lines)}
    return tuple(
        labels[id(line)]
        for at, line in enumerate(lines)
        if id(line) in labels
        and _collisions(at, now, vector.box) - _collisions(at, before, vector.box)
    )


def _said(lines: Sequence[TextLine], say: SayLabel) -> list[TextLine]:
    words = {id(one.line): say(one.words).strip() for one in labels_in(lines)}
    return [_resaid(line, own) if (own := words.get(id(line))) else line for line in lines]


def _resaid(line: TextLine, words: str) -> TextLine:
    """Return a line with other words, the strong ones in the spans that stood out in it."""
    rest = next((p for p in line.parts if p.element is None and p.words.strip()), line.parts[0])
    stands_out = what_stands_out(line)
    spans = [part for part in line.parts if stands_out(part)]
    parts = list[TextPart]()
    for at, piece in enumerate(words.split(STRONG)):
        if piece and at % 2 and spans:
            parts.append(replace(spans[min(at // 2, len(spans) - 1)], words=piece))
        elif piece:
            parts.append(replace(rest, words=piece))
    return replace(line, parts=tuple(parts))


def _collisions(at: int, boxes: Sequence[Extent | None], picture: ViewBox) -> set[int]:
    """Return the numbers of what a box touches; its own where it leaves the picture."""
    own = boxes[at]
    if own is None:
        return set()
    others = {n for n, box in enumerate(boxes) if n != at and box and _touch(own, box)}
    left, top, width, height = picture
    inside = left <= own[0] and top <= own[1] and own[2] <= left + width
    return others if inside and own[3] <= top + height else others | {at}


def _touch(one: Extent, other: Extent) -> bool:
    spare = SPARE * min(box[3] - box[1] for box in (one, other))
    across = one[0] + spare < other[2] and other[0] + spare < one[2]
    return across and one[1] + spare < other[3] and other[1] + spare < one[3]
