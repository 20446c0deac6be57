"""All words of a web page, straight from its tree: what the proof holds a draft to."""

from __future__ import annotations

from typing import Any

from handouts.importing.proof import FilePassage
from handouts.importing.webpage.page import ASIDE, INLINE, page_root

__all__ = ["page_passages"]

GONE = ("del", "s", "strike")  # struck through: a passage of its own


def page_passages(data: bytes) -> list[FilePassage]:
    """Return all passages of a page. Raises Unreadable."""
    lines = [""]
    _read(page_root(data), lines)
    return [FilePassage("body", line) for line in lines if line.strip()]


def _read(element: Any, lines: list[str]) -> None:
    if isinstance(element.tag, str) and element.tag not in ASIDE:
        within = element.tag == "input" or INLINE.fullmatch(element.tag)
        ends = not within or element.tag in GONE
        lines += [""] if ends else []
        if element.tag == "img" and (element.get("alt") or "").strip():
            lines += [element.get("alt"), ""]
        lines[-1] += element.text or ""
        for child in element:
            _read(child, lines)
        lines += [""] if ends else []
    lines[-1] += element.tail or ""
