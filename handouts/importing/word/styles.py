"""What the styles of a .docx say of its paragraphs and letters: roles, levels, size, weight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, TypedDict

from handouts.importing.word.names import name, number, value

__all__ = ["ParaStyle", "Props", "Styles", "props"]

HEADING = re.compile(r"heading (\d)")
ROLES = ("title", "subtitle", "caption")
OFF = ("0", "false", "none", "off")
BLACK = ("auto", "000000", "")
SPACE = "_20_"  # in names of styles that come from OpenDocument
LINED = re.compile(r"grid|list|light|plain|table")


class Props(TypedDict, total=False):
    """How letters look, as far as it says what they are."""

    strong: bool
    hidden: bool
    struck: bool
    raised: Literal["", "sup", "sub"]
    size: float
    coloured: bool
    typeface: str


class ParaStyle(NamedTuple):
    """What a paragraph is by its styles."""

    role: str
    level: int
    props: Props
    list: tuple[str, int] | None  # the number of its list, and the level in it


class _Style(NamedTuple):
    called: str  # in small letters; English in every Word, where ids are not
    based_on: str
    letters: Any
    paragraph: Any


class Styles:
    """The styles of a file, by id."""

    def __init__(self, tree: Any) -> None:
        """Read the part with the styles; None where a file has none."""
        self.size, self.language, self._normal = 11.0, "", ""
        self._styles: dict[str, _Style] = {}
        if tree is None:
            return
        base = tree.find(f".//{name('w:rPrDefault')}/{name('w:rPr')}")
        self.size = _size(base) or self.size
        self.language = value(base, "w:lang") or ""
        for style in tree.iter(name("w:style")):
            own = style.get(name("w:styleId"), "")
            self._styles[own] = _Style(
                (value(style, "w:name") or "").lower().replace(SPACE, " "),
                value(style, "w:basedOn") or "",
                style.find(name("w:rPr")),
                style.find(name("w:pPr")),
            )
            is_default = style.get(name("w:default")) in ("1", "true")
            if is_default and style.get(name("w:type")) == "paragraph":
                self._normal = own
                self.size = _size(self._styles[own].letters) or self.size

    def of(self, properties: Any) -> ParaStyle:
        """Return what a paragraph is, by its properties (w:pPr, or None) and their style."""
        chain = list(self._chain(value(properties, "w:pStyle") or self._normal))
        own = [properties] if properties is not None else []
        above = [style.paragraph for style in chain if style.paragraph is not None]
        letters: Props = {}
        for style in reversed(chain):
            letters.update(props(style.letters))
        called = [style.called for style in chain]
        headings = (int(m[1]) for c in called if (m := HEADING.fullmatch(c)))
        outlines = (_outline(one) for one in (*own, *above))
        level = next((n for n in outlines if n), 0) or next(headings, 0)
        role = next((c for c in called if c in ROLES), "")
        role = "contents" if any(c.startswith("toc ") for c in called) else role
        listed = next((n for one in (*own, *above) if (n := _list(one)) is not None), None)
        return ParaStyle(role, level, letters, None if listed and listed[0] == "0" else listed)

    def letters(self, run: Any) -> Props:
        """Return how the letters of a run look by its style and its own properties (w:rPr)."""
        look: Props = {}
        for style in reversed(list(self._chain(value(run, "w:rStyle") or ""))):
            look.update(props(style.letters))
        look.update(props(run))
        return look

    def is_lined(self, table: Any) -> bool:
        """Say whether the style of a table draws lines."""
        called = next((s.called for s in self._chain(value(table, "w:tblStyle") or "")), "")
        return bool(LINED.search(called)) and "normal" not in called

    def _chain(self, own: str) -> Iterator[_Style]:
        seen: set[str] = set()
        while own in self._styles and own not in seen:
            seen.add(own)
            yield self._styles[own]
            own = self._styles[own].based_on


def props(run: Any) -> Props:
    """Return how letters look by their properties (w:rPr, or None)."""
    look: Props = {}
    if run is None:
        return look
    if (strong := value(run, "w:b")) is not None:
        look["strong"] = strong not in OFF
    if (hidden := value(run, "w:vanish")) is not None:
        look["hidden"] = hidden not in OFF
    struck = [s for key in ("w:strike", "w:dstrike") if (s := value(run, key)) is not None]
    if struck:
        look["struck"] = any(s not in OFF for s in struck)
    raised: dict[str, Literal["sup", "sub"]] = {"superscript": "sup", "subscript": "sub"}
    if (align := value(run, "w:vertAlign")) is not None:
        look["raised"] = raised.get(align, "")
    if size := _size(run):
        look["size"] = size
    if (colour := value(run, "w:color")) is not None:
        look["coloured"] = colour not in BLACK
    if (fonts := run.find(name("w:rFonts"))) is not None:
        look["typeface"] = fonts.get(name("w:ascii")) or fonts.get(name("w:hAnsi")) or ""
    return look


def _size(run: Any) -> float:
    """Return the size of letters in pt; 0 where it is not given. Word counts half points."""
    return max(number(value(run, "w:sz")), 0) / 2


def _outline(paragraph: Any) -> int:
    level = number(value(paragraph, "w:outlineLvl"), 9)
    return level + 1 if 0 <= level < 9 else 0


def _list(paragraph: Any) -> tuple[str, int] | None:
    listed = paragraph.find(name("w:numPr"))
    own = value(listed, "w:numId")
    return None if own is None else (own, min(8, max(0, number(value(listed, "w:ilvl")))))
