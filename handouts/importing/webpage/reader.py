"""A web page as an original: headings, paragraphs, lists, tables, pictures that are in it."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote_to_bytes

from handouts.importing.original import (
    MOST_PARAGRAPHS,
    Graphic,
    Grid,
    Original,
    Para,
    Stretch,
    Unreadable,
)
from handouts.importing.webpage.cells import grid
from handouts.importing.webpage.page import ASIDE, INLINE, page_root

__all__ = ["read_page"]

STRONG = ("b", "strong")
STRUCK = ("s", "strike", "del")
HEADING = re.compile(r"h[1-6]")
BULLET = "•"
LISTS = ("ul", "ol", "menu")
CONTROLS = {"checkbox": "☐", "radio": "☐", "hidden": "", "submit": "", "button": ""}
BLANK = "____"
DATA = re.compile(r"data:image/[\w+.-]+(;base64)?,", re.IGNORECASE)
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def read_page(data: bytes) -> Original:
    """Read a web page. Raises Unreadable."""
    root = page_root(data)
    reader = _Reader()
    reader.walk(root, _Look())
    reader.close()
    title = root.find(".//head/title")
    words = "" if title is None else " ".join((title.text or "").split())
    return Original(
        tuple(reader.blocks),
        title=words,
        language=root.get("lang") or "",
        left_out=tuple(reader.left_out),
    )


@dataclass(frozen=True)
class _Look:
    """What an element is to what stands in it."""

    strong: bool = False
    raised: Any = ""
    aside: Any = ""
    link: str = ""
    level: int = 0
    role: str = ""
    depth: int = -1  # of lists
    where: str = "body"
    is_kept: bool = False  # line breaks count


@dataclass
class _Reader:
    """Collects paragraphs; what is not ended yet is the open one."""

    blocks: list[Para | Grid] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    count: int = 0
    _stretches: list[Stretch] = field(default_factory=list)
    _graphics: list[Graphic] = field(default_factory=list)
    _look: _Look = field(default_factory=_Look)
    _label: str = ""

    def walk(self, element: Any, look: _Look) -> None:
        """Read an element and what follows it in its parent."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag and tag not in ASIDE:
            inner = replace(look, aside="hidden") if element.get("hidden") is not None else look
            if INLINE.fullmatch(tag):
                self._inside(element, _inline(tag, element, inner))
            elif not self._single(tag, element, inner):
                self.close()
                self._block(tag, element, inner)
                self.close()
        if tag not in ("html", "body"):
            self._add(element.tail or "", look)

    def close(self) -> None:
        """End the open paragraph, where it holds anything."""
        stretches, graphics = tuple(self._stretches), tuple(self._graphics)
        self._stretches, self._graphics = [], []
        if not graphics and not any(s.text.strip() for s in stretches):
            return
        self.count += 1
        if self.count > MOST_PARAGRAPHS:
            fact = f"the file has more than {MOST_PARAGRAPHS:,} paragraphs"
            raise Unreadable(fact, "bring in one leaflet at a time")
        look, label = self._look, self._label
        self._label = ""
        self.blocks.append(
            Para(
                self.count,
                look.where,
                stretches,
                look.role,
                look.level,
                label,
                label == BULLET,
                max(look.depth, 0),
                graphics=graphics,
            )
        )

    def _inside(self, element: Any, look: _Look) -> None:
        self._add(element.text or "", look)
        for child in element:
            self.walk(child, look)

    def _add(self, text: str, look: _Look) -> None:
        text = text if look.is_kept else re.sub(r"\s+", " ", text)
        if text and (text.strip() or self._stretches):
            if not self._stretches and not self._graphics:
                self._look = look
            self._stretches.append(
                Stretch(text, look.strong, look.raised, aside=look.aside, link=look.link)
            )

    def _single(self, tag: str, element: Any, look: _Look) -> bool:
        """Read what holds nothing and stands in a line; say whether it is such."""
        if tag == "br":
            self._add("\n", replace(look, is_kept=True))
        elif tag == "img":
            if not self._stretches and not self._graphics:
                self._look = look
            self._graphics.append(_graphic(element))
        elif tag == "input":
            self._add(CONTROLS.get(element.get("type", "text").lower(), BLANK), look)
        else:
            return False
        return True

    def _block(self, tag: str, element: Any, look: _Look) -> None:
        if tag == "table":
            self._table(element, look)
        elif tag in LISTS:
            self._list(tag, element, replace(look, depth=look.depth + 1))
        elif HEADING.fullmatch(tag):
            self._inside(element, replace(look, level=int(tag[1])))
        elif tag in ("figcaption", "caption"):
            self._inside(element, replace(look, role="caption"))
        elif tag == "pre":
            self._inside(element, replace(look, is_kept=True))
        elif tag == "dt":
            self._inside(element, replace(look, strong=True))
        else:
            self._inside(element, look)

    def _list(self, tag: str, element: Any, look: _Look) -> None:
        count = _number(element.get("start"), 1)
        self._add(element.text or "", look)
        for child in element:
            if child.tag == "li":
                self.close()
                count = _number(child.get("value"), count)
                self._label = f"{count}." if tag == "ol" else BULLET
                count += 1
                self._inside(child, look)
                self.close()
                self._label = ""
                self._add(child.tail or "", look)
            else:
                self.walk(child, look)

    def _table(self, element: Any, look: _Look) -> None:
        for caption in element.findall("caption"):
            self._block("caption", caption, look)
            self.close()
        first, inside = self.count + 1, _Look(where="table", aside=look.aside)

        def cell(of: Any) -> tuple[Para | Grid, ...]:
            own = _Reader(count=self.count)
            own._inside(of, inside)
            own.close()
            self.count = own.count
            return tuple(own.blocks)

        self.blocks.append(grid(element, first, look.where, cell))


def _inline(tag: str, element: Any, look: _Look) -> _Look:
    """Return the look of what stands in an inline element."""
    if tag in STRONG:
        return replace(look, strong=True)
    if tag in STRUCK:
        return replace(look, aside="struck through")
    if tag in ("sup", "sub"):
        return replace(look, raised=tag)
    if tag == "a" and ADDRESS.match(element.get("href", "")):
        return replace(look, link=element.get("href"))
    return look


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,4}", text.strip()) else otherwise


def _graphic(element: Any) -> Graphic:
    """Return a picture that is in the page; any other is left where it is."""
    source, alt = element.get("src", ""), element.get("alt", "")
    if match := DATA.match(source):
        try:
            raw = source[match.end() :]
            data = base64.b64decode(raw) if match[1] else unquote_to_bytes(raw)
            return Graphic("picture", data, alt)
        except (binascii.Error, ValueError):
            return Graphic("", b"", alt, "an address that holds no picture")
    return Graphic("", b"", alt, source[:200] or "no address")
