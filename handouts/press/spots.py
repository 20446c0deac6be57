"""Where the words of a sheet stand on its pages: each paragraph, point, cell and heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from handouts.engine import Box

__all__ = ["WordSpot", "named_spots", "spots_of"]

BEGIN = "<h1"  # what stands before it is not of the text
WORDS = re.compile(r"<(h[1-6]|p|li|th|td|dt|dd|figcaption|caption|img)\b([^>]*)>")
PART = re.compile(r"<(/?)section\b[^>]*>")
ID = re.compile(r"""\sid=["']([^"']*)""")
ALT = re.compile(r"""\salt="([^"]*)\"""")
MARKS = re.compile(r"""<span class="cite">.*?</span>|<[^>]*>""", re.DOTALL)


@dataclass(frozen=True)
class WordSpot:
    """Words, and where they stand: the page from 1, its edges in mm from the top and the left.

    part is how many outermost sections had begun before it.
    """

    part: int
    words: str
    box: Box


def named_spots(html: str) -> tuple[str, Sequence[tuple[str, int, str]]]:
    """Return a sheet in which all that holds words has an id; and the ids, parts and words."""
    begin, at, out, named = html.find(BEGIN), 0, list[str](), list[tuple[str, int, str]]()
    if begin < 0:
        return html, ()
    parts, tags = _parts(html), list(WORDS.finditer(html, begin))
    for number, tag in enumerate(tags):
        own = ID.search(tag[2])
        name = own[1] if own else f"spot-{number}"
        if own is None:
            out += [html[at : tag.end(1)], f' id="{name}"']
            at = tag.end(1)
        end = tags[number + 1].start() if number + 1 < len(tags) else len(html)
        close = html.find(f"</{tag[1]}>", tag.end())
        inner = html[tag.end() : min(end, close if close >= 0 else end)]
        if tag[1] == "img":  # it is known by what is said of it
            inner = alt[1] if (alt := ALT.search(tag[2])) else ""
        words = " ".join(unescape(MARKS.sub("", inner)).split())
        named.append((name, sum(start < tag.start() for start in parts), words))
    return "".join([*out, html[at:]]), named


def spots_of(named: Sequence[tuple[str, int, str]], boxes: Mapping[str, Box]) -> Iterator[WordSpot]:
    """Yield where words stand; what is not drawn is left out."""
    for name, part, words in named:
        if words and name in boxes:
            yield WordSpot(part, words, boxes[name])


def _parts(html: str) -> list[int]:
    """Return where the outermost sections begin."""
    deep, starts = 0, list[int]()
    for tag in PART.finditer(html):
        if tag[1]:
            deep -= 1
            continue
        if not deep:
            starts.append(tag.start())
        deep += 1
    return starts
