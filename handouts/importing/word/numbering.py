"""The numbers before the items of lists, counted as Word counts them: they go on after a break."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from handouts.importing.word.names import name, number, value
from handouts.importing.word.signs import signs
from handouts.importing.word.styles import props

__all__ = ["Numbering"]

BULLET = "•"
BOXES = ("☐", "□", "❑")
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


class _Level(NamedTuple):
    form: str  # decimal, lowerLetter, …
    text: str  # '%1.' is the number of the first level and a full stop
    start: int


BULLETS = _Level("bullet", BULLET, 1)
PLAIN = _Level("decimal", "%1.", 1)


class Numbering:
    """Counts the items of all lists of a file: lists of one pattern go on where they left off."""

    def __init__(self, tree: Any) -> None:
        """Read the part with the numbering; None where a file has none."""
        self._patterns: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._own_levels: dict[str, dict[int, _Level]] = {}  # of lists that change their pattern
        self._begun: set[str] = set()
        if tree is None:
            return
        styled: dict[str, dict[int, _Level]] = {}  # patterns that a style names
        borrowed: dict[str, str] = {}
        for pattern in tree.findall(name("w:abstractNum")):
            own, levels = pattern.get(name("w:abstractNumId"), ""), _levels(pattern)
            self._patterns[own] = levels
            styled[value(pattern, "w:styleLink") or ""] = levels
            borrowed[own] = value(pattern, "w:numStyleLink") or ""
        for own, style in borrowed.items():
            self._patterns[own] = self._patterns[own] or styled.get(style, {})
        for listed in tree.findall(name("w:num")):
            starts = {
                number(e.get(name("w:ilvl"))): number(value(e, "w:startOverride"), 1)
                for e in listed.findall(name("w:lvlOverride"))
                if value(e, "w:startOverride") is not None
            }
            own = listed.get(name("w:numId"), "")
            self._lists[own] = (value(listed, "w:abstractNumId") or "", starts)
            self._own_levels[own] = _levels(listed)

    def next_label(self, listed: str, depth: int) -> tuple[str, bool]:
        """Count an item of a list at a depth; return its label, and whether that is no number.

        The label is '' where the list shows none: what stands in it is no item then.
        """
        pattern, starts = self._lists.get(listed, ("", {}))
        levels = {**self._patterns.get(pattern, {}), **self._own_levels.get(listed, {})}
        level = levels.get(depth, BULLETS)
        if level.form == "none" and not level.text.strip():  # an outline that shows no numbers
            return "", False
        if level.form in ("bullet", "none") or not level.text.strip():
            return level.text if level.text in BOXES else BULLET, True
        counts = self._counts.setdefault(pattern, {})
        if listed not in self._begun:
            self._begun.add(listed)
            counts.update({at: start - 1 for at, start in starts.items()})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [at for at in counts if at > depth]:
            del counts[deeper]

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            own = levels.get(at, PLAIN)
            return _written(counts.get(at, own.start), own.form)

        return re.sub(r"%([1-9])", shown, level.text), False


def _levels(parent: Any) -> dict[int, _Level]:
    return {number(e.get(name("w:ilvl"))): _level(e) for e in parent.iter(name("w:lvl"))}


def _level(element: Any) -> _Level:
    typeface = props(element.find(name("w:rPr"))).get("typeface", "")
    return _Level(
        value(element, "w:numFmt") or "decimal",
        signs(value(element, "w:lvlText") or "", typeface),
        number(value(element, "w:start"), 1),
    )


def _written(count: int, form: str) -> str:
    """Return a number as Word writes it in a form."""
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min(1 + (count - 1) // 26, 9)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and count > 0:
        out = ""
        for worth, letters in ROMAN:
            out += letters * (count // worth)
            count %= worth
        return out.upper() if form == "upperRoman" else out
    return str(count)
