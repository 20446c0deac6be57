"""The words in drawings, which are translated as all others are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from handouts.brand import TextLine, TextPart, read_svg, text_lines
from handouts.content import TRANSLATIONS, Handout
from handouts.diagnostics import HandoutsError
from handouts.workspace import Refused, Workspace

__all__ = [
    "STRONG",
    "LabelLine",
    "Pictures",
    "labels_in",
    "labels_of",
    "pictures_of",
    "what_stands_out",
    "wordy",
]

Pictures = Mapping[str, bytes]
"""Drawings with words, by the names that a handout has for them."""

SVG = ".svg"
STRONG = "**"
WORD = re.compile(r"[^\W\d_]{2,}|[\u3400-\u9fff]")  # a letter alone names a part of a drawing


@dataclass(frozen=True)
class LabelLine:
    """Words of a drawing as they are translated: with ** around what stands out in them."""

    line: TextLine
    words: str


def pictures_of(workspace: Workspace, handout: Handout, language: str = "") -> Pictures:
    """Return the drawings of a handout that have words, but those drawn anew for a language."""
    svgs = (
        (name, _svg(workspace, handout, name)) for name in _not_drawn(workspace, handout, language)
    )
    return {name: data for name, data in svgs if data and labels_of(data)}


def wordy(workspace: Workspace, handout: Handout, language: str) -> tuple[str, ...]:
    """Return the drawings with words that no translation reaches: along paths, or as links.

    Those that were drawn anew for a language are not among them.
    """
    svgs = (
        (name, _svg(workspace, handout, name)) for name in _not_drawn(workspace, handout, language)
    )
    return tuple(name for name, data in svgs if data and _has_more(data))


@lru_cache(maxsize=256)
def labels_of(data: bytes) -> tuple[str, ...]:
    """Return the words of a drawing; none of what is no drawing, as check tells."""
    try:
        return tuple(one.words for one in labels_in(text_lines(read_svg(data).root)))
    except Refused:
        return ()


def labels_in(lines: Iterable[TextLine]) -> Iterator[LabelLine]:
    """Walk through the lines of a drawing that have words."""
    for line in lines:
        if line.whole and WORD.search(_plain(line.parts)):
            strong = what_stands_out(line)
            words = "".join(
                f"{STRONG}{part.words.strip()}{STRONG}" if strong(part) else part.words
                for part in _spaced(line.parts)
            )
            yield LabelLine(line, " ".join(words.split()))


def what_stands_out(line: TextLine) -> Callable[[TextPart], bool]:
    """Return what says of a part of a line whether it stands out among others."""
    several = sum(1 for part in line.parts if part.words.strip()) > 1
    return lambda part: several and part.element is not None and bool(part.words.strip())


def _not_drawn(workspace: Workspace, handout: Handout, language: str) -> list[str]:
    """Return the names of the drawings of a handout without those drawn anew for a language."""
    folder = f"{handout.folder}/{TRANSLATIONS}/{language}"
    names = dict.fromkeys(map(str, handout.drawings))
    return [name for name in names if not (language and workspace.exists(f"{folder}/{name}"))]


def _svg(workspace: Workspace, handout: Handout, name: str) -> bytes | None:
    try:
        return handout.drawing(name, workspace) if name.lower().endswith(SVG) else None
    except HandoutsError:
        return None


@lru_cache(maxsize=256)
def _has_more(data: bytes) -> bool:
    try:
        lines = [*text_lines(read_svg(data).root)]
    except Refused:
        return False
    return any(not line.whole and WORD.search(_plain(line.parts)) for line in lines)


def _plain(parts: Iterable[TextPart]) -> str:
    return "".join(part.words for part in parts)


def _spaced(parts: Sequence[TextPart]) -> Iterator[TextPart]:
    """Walk through the parts of a line, with the blanks at the ends of a span outside of it."""
    for part in parts:
        words = part.words
        if part.element is not None and words.strip():
            if words[:1].isspace():
                yield TextPart(" ", part.look)
            yield replace(part, words=words.strip())
            if words[-1:].isspace():
                yield TextPart(" ", part.look)
        else:
            yield part
