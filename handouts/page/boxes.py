"""The slots of a sheet: their names, and how large their boxes are in a format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Annotated

from handouts.content import WORDS, Direction
from handouts.reading import Doc, Length, Range
from handouts.units import HAIR_MM

__all__ = ["IN_MARGINS", "SLOTS", "Boxes", "class_of", "told"]

SLOTS = ("masthead", "running", "call", "emergency", "doctor", "panel")
IN_MARGINS = ("masthead", "running")  # of pages on paper: seen, and not heard
# The classes of slots' boxes, where they are not the slots' own names.
CLASSES = {"running": "running-name", "newest": "newest-part", **dict.fromkeys(WORDS, "words")}
TOLD = {"newest": "newest text"}  # the slots that are told by another name
WORDS_HEIGHT_MM = 17.5  # mm: three lines
PANEL_MM = (136, 60)  # mm
BESIDE_MM = (-40, 9, 36.5, 51)  # mm: the column of the headings, beside such a panel

Millimetres = Annotated[float, Range(2, 400)]
Sides = Annotated[tuple[Millimetres, ...], Length(2, 2)]
Corner = Annotated[tuple[Annotated[float, Range(-400, 400)], ...], Length(4, 4)]
SIDES = Doc("a width and a height, in mm")


@dataclass(frozen=True, kw_only=True)
class Boxes:
    """The sizes of the slots, in mm: fixed, so that no clinic moves the text."""

    masthead: Annotated[Sides, SIDES] = (176, 20.5)
    running: Annotated[Sides, SIDES] = (112, 7)
    call: Annotated[Sides, SIDES] = (64, 31)
    emergency: Annotated[Sides, SIDES] = (64, 12)
    doctor: Annotated[Sides, SIDES] = (64, 11)
    panel: Annotated[Sides, SIDES] = PANEL_MM
    newest: Annotated[
        Corner | None,
        Doc("of the code of the newest text, from the panel's corner: right, down, width, height"),
    ] = None
    words: Annotated[
        Sides | None, Doc("of each of a clinic's own words; else as wide as the masthead")
    ] = None

    @property
    def corner(self) -> tuple[float, float] | None:
        """Where the code of the newest text stands, from the panel's upper left corner.

        None where there is no place for it: a panel of another size than ours must say where.
        """
        sides = self._newest
        return (sides[0], sides[1]) if sides else None

    def facing(self, direction: Direction) -> Boxes:
        """Return the boxes of sheets of a direction: in one from the right, left is right."""
        if direction == "ltr" or not self._newest:
            return self
        right, *others = self._newest
        return replace(self, newest=(self.width("panel") - right - others[1], *others))

    def width(self, slot: str) -> float:
        """Return the width of a slot."""
        return self._sides(slot)[0]

    def height(self, slot: str) -> float:
        """Return the height of a slot."""
        return self._sides(slot)[1]

    def taller(self, room: float) -> Boxes:
        """Return boxes with so many times the height for words; what stands in margins stays."""
        slots = [slot for slot in SLOTS if slot not in IN_MARGINS]
        sides = {slot: (self.width(slot), round(self.height(slot) * room, 1)) for slot in slots}
        words = self.width(WORDS[0]), round(self.height(WORDS[0]) * room, 1)
        return replace(self, **sides, words=words, newest=self._newest or None)

    def beyond(self, heights: Mapping[str, float]) -> Iterator[tuple[str, float]]:
        """Yield each slot whose filling leaves its box, given the heights, and by how much."""
        for slot, high in heights.items():
            over = high - self.height(slot)
            if over > HAIR_MM:
                yield slot, over

    @property
    def css(self) -> str:
        """The sizes as a stylesheet."""
        slots = (*SLOTS, WORDS[0])  # one box for all of a clinic's words
        rules = [f".{class_of(slot)}{{width:{self.width(slot):g}mm}}" for slot in slots]
        rules += [f".{class_of(slot)}{{height:{self.height(slot):g}mm}}" for slot in slots]
        if self.corner:
            right, down, wide, high = self._newest
            rules.append(
                f".newest{{left:{right:g}mm;top:{down:g}mm;width:{wide:g}mm;height:{high:g}mm}}"
            )
        return "".join(rules)

    @property
    def _newest(self) -> tuple[float, ...]:
        return self.newest or (BESIDE_MM if self.panel == PANEL_MM else ())

    def _sides(self, slot: str) -> tuple[float, ...]:
        if slot in WORDS:
            return self.words or (self.width("masthead"), WORDS_HEIGHT_MM)
        if slot == "newest":
            return self._newest[2:]
        sides: tuple[float, ...] = getattr(self, slot)
        return sides


def told(slot: str) -> str:
    """Return what people call a slot."""
    return TOLD.get(slot, slot)


def class_of(slot: str) -> str:
    """Return the class of a slot's box."""
    return CLASSES.get(slot, slot)
