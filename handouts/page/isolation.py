"""Words of the other direction, set apart: in Arabic text a phone number is read as dialled.

Where lines run from the right, the groups of '020 7946 0000' would stand in reverse order, and
'5 mg' as 'mg 5' (https://www.unicode.org/reports/tr9). Each such stretch is therefore an element
with a direction of its own, in whatever template it stands; nothing is added that would be heard or
copied. The engine knows neither <bdi> nor dir="auto", so the direction is told outright.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise

from markupsafe import Markup, escape

from handouts.content import Direction

__all__ = ["SIGNS", "UNSIGN", "isolate_all", "isolate_text", "isolate_unit", "stretches"]

SIGNS = {"ltr": "\u2066", "rtl": "\u2067"}  # that open a stretch where there are no elements
UNSIGN = "\u2069"  # closes it
OTHER: dict[Direction, Direction] = {"ltr": "rtl", "rtl": "ltr"}
RIGHT = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# What each character is to a stretch, by its bidirectional class: R runs from the right, L from the
# left, 0 is a digit, which runs from the left too, and M belongs to the letter before it.
KINDS = {"L": "L", "R": "R", "AL": "R", "EN": "0", "AN": "0", "NSM": "M"}
ENDS = re.compile(r"[\n\u060c\u061b\u061f\u06d4]")  # a line, or a sign of punctuation of Arabic
JOINTS = re.compile(r"(?P<sign>[,;:.!?…]+)[\"')\]”’]*\s+|\s+(?P<dash>[–—-])\s+")
SHORT = re.compile(
    r"(?:^|\W)(?:Drs?|Mrs?|Ms|Prof|St|vol|nos?|ext|al|eds?|vs|pp?|fig|e\.g|i\.e)$", re.I
)
BARE = re.compile(r"[LM]+|0+(?:[.,]0+)*")  # stands in order by itself
BEFORE = re.compile(r"(?:[€£$¥₹]\s?|[+−±<>≤≥~≈#*@-])*\Z")  # signs that belong to what follows
AFTER = re.compile(r"(?:\s?[%‰°€£$¥₹]|[+*#/′″])+")
PAIRS = {"(": ")", "[": "]", "{": "}"}
GROUPS = re.compile(r"(?<=[\u0660-\u0669]) (?=[\u0660-\u0669])")  # of digits that spaces would turn

TOKEN = re.compile(r"(<!--.*?-->|<[^>]+>)", re.DOTALL)
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^>]*?)/?>", re.IGNORECASE)
DIR = re.compile(r"\sdir=[\"']?(\w+)", re.IGNORECASE)
UNSEEN = frozenset({"title", "style", "script", "svg"})
INLINE = frozenset({"strong", "b", "em", "i", "sup", "sub", "small", "mark", "ins", "del"})
WHOLE = ' class="whole"'  # of a span: what stays on one line


def isolate_unit(text: str, direction: Direction) -> str:
    """Set a detail apart as one, such as an address or opening hours, in a text of a direction.

    What has letters of that direction stays as it is, and stretches of it are found as everywhere.
    """
    kinds = {_kind(character, direction) for character in unescape(str(text))}
    if "R" in kinds or not kinds & {"L", "0"}:
        return text
    return Markup('<span dir="{}">{}</span>').format(OTHER[direction], text)


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


def stretches(text: str, direction: Direction) -> Iterator[tuple[int, int]]:
    """Yield where words stand that must be set apart in a text of a direction: start and end.

    Numbers with their signs, units and groups, ranges, times, addresses and names in Latin letters
    are one stretch each; a list of numbers is several, which follow as the text runs.
    """
    kinds = "".join(_kind(character, direction) for character in text)
    for region in re.finditer(r"[^R\n]+", ENDS.sub("\n", kinds)):
        spans = [
            _grown(text, kinds, start, end, direction)
            for start, end in _parted(text, kinds, *region.span(), direction)
        ]
        alone = len(spans) == 1 or not any("L" in kinds[slice(*one)] for one in spans)
        for start, end in spans:
            if direction == "ltr" or not (alone and BARE.fullmatch(kinds[start:end])):
                yield start, end


def _kind(character: str, direction: Direction) -> str:
    """Return what a character is, as if the text ran from the right."""
    kind = KINDS.get(unicodedata.bidirectional(character), character)
    if direction == "rtl":
        return kind
    return {"L": "R", "0": "R", "R": "L"}.get(kind, kind)


def _parted(
    text: str, kinds: str, start: int, end: int, direction: Direction
) -> Iterator[tuple[int, int]]:
    """Part a region without words of the text's own direction where punctuation parts it."""
    cuts = [start]
    for joint in JOINTS.finditer(text, start, end) if direction == "rtl" else ():
        before, after = kinds[start : joint.start()][-1:], kinds[joint.end() : end][:1]
        if joint["dash"]:
            joined = before == after == "0"  # 9:00 – 17:00
        elif joint["sign"] == ".":
            joined = bool(SHORT.search(text[start : joint.start()]))
        else:
            joined = joint["sign"] in (",", ";", ":") and before in "LM" and after == "L"
        if not joined:
            cuts += [joint.start(), joint.end()]
    for first, last in zip(cuts[::2], [*cuts[1::2], end], strict=True):
        if core := re.search(r"[L0].*[L0M]|[L0]", kinds[first:last], re.DOTALL):
            yield first + core.start(), first + core.end()


def _grown(text: str, kinds: str, start: int, end: int, direction: Direction) -> tuple[int, int]:
    """Add the signs that belong to a stretch, and the other half of its brackets."""
    if direction == "rtl":
        before = BEFORE.search(text, max(0, start - 6), start)
        lead = before[0] if before else ""
        if (
            kinds[: start - len(lead)].rstrip("M").endswith("R")
        ):  # a hyphen after a Hebrew prefix joins
            lead = lead.lstrip("-−")
        start -= len(lead)
        after = AFTER.match(text, end)
        if after and not kinds.startswith("R", after.end()):
            end = after.end()
    inside = text[start:end]
    for opening, closing in PAIRS.items():
        missing = inside.count(closing) - inside.count(opening)
        if missing > 0 and text[:start].endswith(opening):
            start -= 1
        elif missing < 0 and text.startswith(closing, end):
            end += 1
    return start, end


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
                cut - at for ends in spans for cut in ends if 0 < cut - at < len(words)
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
        start = Markup('<span dir="{}">').format(OTHER[self.direction])
        ends = dict(self._ends())
        place = 0
        while place < len(self.parts):
            if place in ends:
                inside = self.parts[place : ends[place] + 1]
                closed = self._unmatched(inside, place)
                outer = self.opened[len(self.opened) - closed :]
                yield from map(_closing, reversed(outer))
                yield str(start)
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


def _closing(tag: str) -> str:
    return f"</{tag[1:].split(' ')[0].rstrip('>')}>"
