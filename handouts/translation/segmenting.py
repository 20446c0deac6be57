"""The segments of a handout: what is translated, each by its role and not by its position.

A segment is a paragraph or a point of a list, elsewhere a whole field. Its context says what it is,
such as ``sections.blocks.claim.finding``: equal words in two roles are two segments, and in one
role one, wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace
from functools import cache, partial
from typing import Any, cast

from handouts.content import (
    CITATION,
    LINE,
    Block,
    Contact,
    Drawing,
    Echo,
    Handout,
    Item,
    Label,
    Mark,
    Paragraphs,
    Section,
    TextKind,
    Unprinted,
    mark_of,
    pieces,
    texts,
)
from handouts.diagnostics import Place
from handouts.reading import ListShape, Shape, Text, TextShape, extras_of, form_of
from handouts.translation.labels import Pictures, labels_of
from handouts.translation.woven import weave

__all__ = ["ALSO", "Segment", "TextSpot", "label_spot", "parts", "retell", "segments"]

HEAD: Mapping[str, Mark] = {
    "title": Label(),
    "short_title": Label(),
    "summary": LINE,
    "main_message": LINE,
    "key_points": Item(),
}
ALSO = "also"  # the names that people call a handout by, which are no translations of each other
APART = re.compile(r"[;；؛]")
LABEL = "sections.drawing.label"  # words in a drawing
POINT = "point"  # of a list, in the context of its field
GRAVE_PARTS = frozenset({"risks", "who-should-not", "get-help"})
GRAVE_BLOCKS = frozenset({"warning", "get-help", "risk", "schedule"})
NUMBER = re.compile(
    r"[\d¼½¾⅓⅔]|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"once|twice|half|halves|double|dozen|hundreds?|thousands?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TextSpot:
    """One place of a segment in a handout."""

    context: str
    text: Text
    kind: TextKind
    most: int | None = None  # characters that its field holds
    grave: bool = False  # it stands among warnings, risks or signs to get help

    @property
    def weighty(self) -> bool:
        """Whether a reader may come to harm by old words: a number, a warning, a risk, a sign."""
        return self.grave or _has_number(self.text)


@dataclass(frozen=True)
class Segment:
    """What is translated as one, with all places where it stands."""

    context: str
    text: str
    kind: TextKind
    places: tuple[Place, ...]
    most: int | None = None
    grave: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by: its context and its words."""
        return self.context, self.text

    @property
    def in_drawing(self) -> bool:
        """Whether it stands in a drawing, which has other room for it than a line."""
        return self.context == LABEL

    @property
    def needed(self) -> bool:
        """Whether a translation is whole only with it."""
        return self.context != ALSO

    @property
    def weighty(self) -> bool:
        """Whether a reader may come to harm by old words: a number, a warning, a risk, a sign."""
        return self.grave or _has_number(self.text)


def _has_number(text: str) -> bool:
    return NUMBER.search(CITATION.sub("", text)) is not None


Say = Callable[[TextSpot], Text]
"""What is said in a place instead of its words."""
ShowDrawing = Callable[[Text, bool], Text]
"""Which drawing is shown instead of one, of which is told whether it stands among warnings."""
NONE: Pictures = {}


def segments(handout: Handout, pictures: Pictures = NONE) -> tuple[Segment, ...]:
    """Return the segments of a handout, in the order in which they are read.

    Those in its drawings are among them as far as their pictures are given.
    """
    known: dict[tuple[str, str], Segment] = {}

    def note(slot: TextSpot) -> Text:
        key = slot.context, str(slot.text)
        one = Segment(*key, slot.kind, (slot.text.place,), slot.most, slot.grave)
        if before := known.get(key):
            places = (*before.places, slot.text.place)
            one = replace(before, places=places, grave=before.grave or slot.grave)
        known[key] = one
        return slot.text

    def shown(name: Text, grave: bool) -> Text:
        for spot in _label_spots(name, pictures, grave=grave):
            note(spot)
        return name

    retell(handout, note, shown)
    return tuple(known.values())


def label_spot(words: Text, *, grave: bool = False) -> TextSpot:
    """Return the place of words in a drawing."""
    return TextSpot(LABEL, words, "label", grave=grave)


def parts(
    handout: Handout, pictures: Pictures = NONE
) -> Iterator[tuple[Block | None, tuple[TextSpot, ...]]]:
    """Walk through what a handout says part by part: its head, then each heading and block."""

    def noted(tell: Callable[..., object]) -> tuple[TextSpot, ...]:
        spots = list[TextSpot]()

        def note(spot: TextSpot) -> Text:
            spots.append(spot)
            return spot.text

        def shown(name: Text, grave: bool) -> Text:
            spots.extend(_label_spots(name, pictures, grave=grave))
            return name

        tell(say=note, shown=shown)
        return tuple(spots)

    yield None, noted(partial(retell, replace(handout, sections=(), also=())))
    for section in handout.sections:
        alone, grave = replace(section, blocks=()), _is_grave(section)
        yield None, noted(partial(_section, alone))
        for block in section.blocks:
            yield block, noted(partial(_block, block, grave=grave))


def _label_spots(name: Text, pictures: Pictures, *, grave: bool) -> Iterator[TextSpot]:
    data = pictures.get(str(name))
    for words in labels_of(data) if data else ():
        yield label_spot(Text(words, name.place), grave=grave)


def retell(handout: Handout, say: Say, shown: ShowDrawing = lambda name, _: name) -> Handout:
    """Return a handout with other words in all places, and everything else as it is.

    shown gives the drawing that it shows in the place of another one.
    """
    parts: dict[str, Any] = {}
    for name, mark in HEAD.items():
        teller = _Teller(say, shown, mark, _most(form_of(Handout).shapes[name]))
        parts[name] = teller.tell(getattr(handout, name), name)
    parts["sections"] = tuple(_section(section, say, shown) for section in handout.sections)
    if handout.also:
        names = Text("; ".join(map(_line, handout.also)), handout.also[0].place)
        words = say(TextSpot(ALSO, names, "line"))
        also = (name.strip() for name in APART.split(words))
        parts[ALSO] = tuple(Text(name, words.place) for name in also if name)
    return replace(handout, **parts)


def _section(section: Section, say: Say, shown: ShowDrawing) -> Section:
    grave = _is_grave(section)
    most = _most(form_of(Section).shapes["heading"])
    heading = _Teller(say, shown, Label(), most, grave).tell(section.heading, "sections.heading")
    blocks = tuple(_block(block, say, shown, grave) for block in section.blocks)
    parts = {"heading": heading, "blocks": blocks}
    return replace(section, **parts, **_moved(section, parts))


def _is_grave(section: Section) -> bool:
    return not GRAVE_PARTS.isdisjoint(section.part)


def _block(block: Block, say: Say, shown: ShowDrawing, grave: bool) -> Block:
    echoes: dict[str, Text] = {}

    def heard(slot: TextSpot) -> Text:
        words = say(slot)
        echoes.setdefault(str(slot.text), words)
        return words

    grave = grave or block.tag in GRAVE_BLOCKS
    anew = _Teller(heard, shown, grave=grave).tell(block, f"sections.blocks.{block.tag}")
    echoed = (
        _Teller(say, shown, echoes=echoes).tell(anew, "")
        if _echoes(cast(Hashable, type(block)))
        else anew
    )
    return cast(Block, echoed)


@cache
def _echoes(cls: Hashable) -> bool:
    """Say whether a dataclass, or one of those that stand in it, names its own texts."""
    form = form_of(cast(type[Any], cls))
    if any(isinstance(mark_of(n, extras), Echo) for n, extras in form.extras.items()):
        return True
    inner = [getattr(getattr(shape, "item", shape), "cls", None) for shape in form.shapes.values()]
    return any(one is not None and _echoes(one) for one in inner)


@dataclass(frozen=True)
class _Teller:
    """Walks through a value and says its texts anew; with echoes, only what names them."""

    say: Say
    shown: ShowDrawing
    mark: Mark = LINE
    most: int | None = None
    grave: bool = False
    echoes: Mapping[str, Text] | None = None

    def tell(self, value: Any, context: str) -> Any:
        if isinstance(value, Text):
            return self._text(value, context)
        if isinstance(value, tuple):
            return tuple(self.tell(item, context) for item in value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **self._fields(value, context))
        return value

    def _fields(self, value: Any, context: str) -> dict[str, Any]:
        parts = {}
        for name, shape in form_of(type(value)).shapes.items():
            mark = mark_of(name, extras_of(type(value))[name])
            inner = replace(self, mark=mark, most=_most(shape))
            parts[name] = inner.tell(getattr(value, name), f"{context}.{name}")
        return parts | _moved(value, parts)

    def _text(self, text: Text, context: str) -> Text:
        if self.echoes is not None:
            return self.echoes.get(_line(text), text) if isinstance(self.mark, Echo) else text
        if isinstance(self.mark, Drawing):
            return self.shown(text, self.grave)
        if isinstance(self.mark, Unprinted | Contact):
            return text
        if not isinstance(self.mark, Paragraphs):
            words = Text(_line(text), text.place)
            return self.say(TextSpot(context, words, self._kind(), self.most, self.grave))
        parts = []
        for piece in pieces(text):
            kind: TextKind = "item" if piece.sign else "paragraph"
            role = f"{context}.{POINT}" if piece.sign else context
            parts.append((piece.sign, self.say(TextSpot(role, piece.text, kind, None, self.grave))))
        return weave(parts, text.place)

    def _kind(self) -> TextKind:
        return self.mark.kind or "line"


def _moved(value: Any, parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the place of a value whose words come from another file: that of the first of them."""
    place = getattr(value, "place", None)
    if place is None:
        return {}
    elsewhere = (t.place for t in texts(tuple(parts.values())) if t.place.file != place.file)
    return {"place": next(elsewhere, place)}


def _line(text: str) -> str:
    return " ".join(text.split())


def _most(shape: Shape) -> int | None:
    """Return how many characters a text of a field may have."""
    if isinstance(shape, ListShape):
        return _most(shape.item)
    return shape.length.most if isinstance(shape, TextShape) else None
