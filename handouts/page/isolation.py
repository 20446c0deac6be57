"""Words of the other direction, set apart: in Arabic text a phone number is read as dialled.

Each such stretch is an element with a direction of its own, in whatever template it stands; nothing
is added that would be heard or copied. The engine knows neither <bdi> nor dir="auto", so the
direction is told outright.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise

from markupsafe import Markup, escape

from handouts.content import Direction
from handouts.page.stretches import OTHER, RIGHT, kind_of, stretches

__all__ = ["SIGNS", "UNSIGN", "isolate_all", "isolate_source", "isolate_text", "isolate_unit"]

SIGNS = {"ltr": "\u2066", "rtl": "\u2067"}  # that open a stretch where there are no elements
UNSIGN = "\u2069"  # closes it
GROUPS = re.compile(r"(?<=[\u0660-\u0669]) (?=[\u0660-\u0669])")  # of digits that spaces would turn
TOKEN = re.compile(r"(<!--.*?-->|<[^>]+>)", re.DOTALL)
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^>]*?)/?>", re.IGNORECASE)
DIR = re.compile(r"\sdir=[\"']?(\w+)", re.IGNORECASE)
UNSEEN = frozenset({"title", "style", "script", "svg"})
INLINE = frozenset({"strong", "b", "em", "i", "sup", "sub", "small", "mark", "ins", "del"})
UNBROKEN = 16  # letters: '+44 20 7946 0000'
ADDRESS = 32  # letters of a web address that fit a line of the contact panel
WHOLE = ' class="whole"'  # of a span: what stays on one line


def isolate_unit(text: str, direction: Direction, whole: bool = False) -> str:
    """Set a detail apart as one, such as an address or opening hours, in a text of a direction.

    A web address is whole on one line, if asked for and if one holds it: where it breaks at a
    slash, its end would stand below its start, on the other side of the page.

    What has letters of that direction stays as it is, and its stretches are found as elsewhere.
    """
    kinds = {kind_of(character, direction) for character in unescape(str(text))}
    if "R" in kinds or not kinds & {"L", "0"}:
        return text
    words = unescape(str(text))
    unbroken = whole and len(words) <= ADDRESS and not re.search(r"\s", words)
    return Markup("{}{}</span>").format(Markup(_start(words, direction, unbroken)), text)


def isolate_source(text: str, direction: Direction) -> str:
    """Set a source apart as one, in the direction in which it begins: 'Ahn Sh, وآخرون. Effects.'"""
    letters = (kind for kind in (kind_of(one, direction) for one in text) if kind in ("L", "R"))
    if next(letters, "R") == "R":
        return text
    words = Markup(isolate_all(str(escape(text)), OTHER[direction]))
    return Markup("{}{}</span>").format(Markup(_start(text, direction, False)), words)


def isolate_text(text: str, direction: Direction) -> str:
    """Set stretches apart in text without elements, by signs that nobody sees or hears."""
    at, out = 0, ""
    for start, end in stretches(text, direction):
        out += f"{text[at:start]}{SIGNS[OTHER[direction]]}{text[start:end]}{UNSIGN}"
        at = end
    return out + text[at:]


def isolate_all(html: str, direction: Direction) -> str:
    """Set all stretches of a page, or of a piece of one, apart that run the other way.

    What says its own direction is left as it is, and so is a page with one direction alone.
    """
    if direction == "ltr" and not RIGHT.search(html):
        return html
    return _Page(direction).set(html)


@dataclass
class _Tag:
    """A tag of an element within a line; other is the place of its other tag, in a line's parts."""

    raw: str
    name: str
    closing: bool
    other: int | None = None


@dataclass
class _Words:
    """Words of a line, and which stretch of it they belong to."""

    text: str
    stretch: int | None = None


@dataclass
class _Page:
    """Walks through a page; a line is what stands between two tags that may end one."""

    direction: Direction
    out: list[str] = field(default_factory=list)
    line: list[_Tag | str] = field(default_factory=list)
    spans: list[bool] = field(default_factory=list)  # those that are open: whether within a line
    opened: list[str] = field(default_factory=list)  # tags within lines that no line has closed
    left: list[str] = field(default_factory=list)  # names within an element that is left as it is

    def set(self, html: str) -> str:
        for number, token in enumerate(TOKEN.split(html)):
            if not number % 2:
                (self.out if self.left else self.line).append(token)
                continue
            tag = TAG.fullmatch(token)
            inline = not self.left and tag is not None and self._within(tag)
            if inline and tag:
                self.line.append(_Tag(token, tag[2].lower(), bool(tag[1])))
                continue
            self._end()
            self.out.append(token)
            if tag:
                self._leave(bool(tag[1]), tag[2].lower(), tag[3])
        self._end()
        return "".join(self.out)

    def _within(self, tag: re.Match[str]) -> bool:
        """Say whether a tag stands within a line and may be closed and opened anew in it."""
        closing, name, given = bool(tag[1]), tag[2].lower(), tag[3]
        if name != "span":
            return name in INLINE and not DIR.search(given)
        if closing:
            return self.spans.pop() if self.spans else False
        self.spans.append(given == WHOLE)
        return given == WHOLE

    def _leave(self, closing: bool, name: str, given: str) -> None:
        """Note that an element begins or ends whose words are left as they are."""
        if self.left:
            if name == self.left[0]:
                self.left = self.left[1:] if closing else [name, *self.left]
                if name == "span" and closing and not self.left and self.spans:
                    self.spans.pop()
            return
        own = DIR.search(given)
        if not closing and (name in UNSEEN or (own and own[1] != self.direction)):
            self.left = [name]

    def _end(self) -> None:
        """Set the line that ends here."""
        texts = [unescape(one) for one in self.line if isinstance(one, str)]
        spans = list(stretches("".join(texts), self.direction))
        if spans:
            self.out += _Line(self._parts(spans), self.opened, self.direction).set()
        else:
            self.out += [one if isinstance(one, str) else one.raw for one in self.line]
        for one in self.line:
            if isinstance(one, _Tag) and one.closing:
                del self.opened[-1:]
            elif isinstance(one, _Tag):
                self.opened.append(one.raw)
        self.line = []

    def _parts(self, spans: Sequence[tuple[int, int]]) -> list[_Tag | _Words]:
        """Return the line with its words cut at the ends of stretches."""
        parts: list[_Tag | _Words] = []
        at = 0
        for one in self.line:
            if isinstance(one, _Tag):
                parts.append(one)
                continue
            words = unescape(one)
            cuts = {0, len(words)} | {
                cut - at for span in spans for cut in span if 0 < cut - at < len(words)
            }
            ordered = sorted(cuts)
            for first, last in pairwise(ordered):
                within = (n for n, (s, e) in enumerate(spans) if s <= at + first < e)
                parts.append(_Words(words[first:last], next(within, None)))
            at += len(words)
        return parts


class _Line:
    """Sets a line with stretches; an element that one ends in is closed and opened anew."""

    def __init__(
        self, parts: list[_Tag | _Words], opened: Sequence[str], direction: Direction
    ) -> None:
        self.parts, self.direction = parts, direction
        self.opened = list(opened)
        stack: list[int] = []
        for place, part in enumerate(parts):
            if isinstance(part, _Tag) and not part.closing:
                stack.append(place)
            elif isinstance(part, _Tag) and stack:
                part.other = stack.pop()
                other = parts[part.other]
                assert isinstance(other, _Tag)
                other.other = place

    def set(self) -> Iterator[str]:
        ends = dict(self._ends())
        place = 0
        while place < len(self.parts):
            if place in ends:
                inside = self.parts[place : ends[place] + 1]
                closed = self._unmatched(inside, place)
                outer = self.opened[len(self.opened) - closed :]
                yield from map(_closing, reversed(outer))
                words = (part.text for part in inside if isinstance(part, _Words))
                yield _start("".join(words), self.direction)
                yield from outer
                before = len(self.opened) - closed
                for part in inside:
                    yield self._one(part)
                inner = self.opened[before:]
                yield from map(_closing, reversed(inner))
                yield "</span>"
                yield from inner
                place = ends[place]
            else:
                yield self._one(self.parts[place])
            place += 1

    def _one(self, part: _Tag | _Words) -> str:
        if isinstance(part, _Words):
            words = (
                part.text if part.stretch is None else GROUPS.sub("\N{NO-BREAK SPACE}", part.text)
            )
            return str(escape(words))
        if part.closing:
            del self.opened[-1:]
        else:
            self.opened.append(part.raw)
        return part.raw

    def _ends(self) -> Iterator[tuple[int, int]]:
        """Yield the first and the last part of each stretch, with elements that are all in it."""
        numbered: dict[int, list[int]] = {}
        for place, part in enumerate(self.parts):
            if isinstance(part, _Words) and part.stretch is not None:
                numbered.setdefault(part.stretch, []).append(place)
        for places in numbered.values():
            first, last = places[0], places[-1]
            while self._tag_to(first - 1, first, last):
                first -= 1
            while self._tag_to(last + 1, first, last):
                last += 1
            yield first, last

    def _tag_to(self, place: int, first: int, last: int) -> bool:
        """Say whether at a place stands a tag whose other one is between two others."""
        part = self.parts[place] if 0 <= place < len(self.parts) else None
        return isinstance(part, _Tag) and part.other is not None and first <= part.other <= last

    def _unmatched(self, inside: Sequence[_Tag | _Words], first: int) -> int:
        """Count the elements that end inside and began before."""
        return sum(
            isinstance(part, _Tag) and part.closing and (part.other is None or part.other < first)
            for part in inside
        )


def _start(words: str, direction: Direction, unbroken: bool = False) -> str:
    """Return the tag that sets words apart; a number, such as of a phone, is not broken."""
    whole = unbroken or (len(words) <= UNBROKEN and any(map(str.isdigit, words)))
    return f'<span dir="{OTHER[direction]}"{WHOLE if whole else ""}>'


def _closing(tag: str) -> str:
    return f"</{tag[1:].split(' ')[0].rstrip('>')}>"
