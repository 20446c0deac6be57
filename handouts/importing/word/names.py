"""The names of WordprocessingML (ECMA-376), short and in full."""

from __future__ import annotations

from typing import Any

__all__ = ["STRICT", "branch", "name", "number", "value"]

_MAIN = "http://schemas.openxmlformats.org/"
NAMESPACES = {
    "w": f"{_MAIN}wordprocessingml/2006/main",
    "r": f"{_MAIN}officeDocument/2006/relationships",
    "a": f"{_MAIN}drawingml/2006/main",
    "c": f"{_MAIN}drawingml/2006/chart",
    "wp": f"{_MAIN}drawingml/2006/wordprocessingDrawing",
    "m": f"{_MAIN}officeDocument/2006/math",
    "mc": f"{_MAIN}markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
}
# Strict OOXML has other addresses for the same names (ECMA-376, part 1).
_STRICT = "http://purl.oclc.org/ooxml/"
STRICT = {
    f"{_STRICT}wordprocessingml/main": NAMESPACES["w"],
    f"{_STRICT}officeDocument/relationships": NAMESPACES["r"],
    f"{_STRICT}officeDocument/math": NAMESPACES["m"],
    f"{_STRICT}drawingml/main": NAMESPACES["a"],
    f"{_STRICT}drawingml/chart": NAMESPACES["c"],
    f"{_STRICT}drawingml/wordprocessingDrawing": NAMESPACES["wp"],
}
MOST = 10_000


def name(short: str) -> str:
    """Return a name in full, as lxml has it: 'w:p' with its namespace."""
    prefix, _, local = short.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


VAL = name("w:val")


def number(text: str | None, otherwise: int = 0) -> int:
    """Return a number that a file gives, within reason."""
    try:
        return max(-1, min(int(float(text or "")), MOST))
    except (ValueError, OverflowError):
        return otherwise


def value(parent: Any, child: str) -> str | None:
    """Return what a child's w:val says; None where there is no such child."""
    element = None if parent is None else parent.find(name(child))
    return None if element is None else element.get(VAL, "")


def branch(alternatives: Any) -> Any:
    """Return the one of mc:AlternateContent to read: the first that holds anything, or None."""
    kept = (name("w:t"), name("w:delText"), name("a:t"), name("a:blip"), name("v:imagedata"))
    for one in alternatives:
        holds = next(one.iter(*kept), None) is not None
        if holds and one.tag in (name("mc:Choice"), name("mc:Fallback")):
            return one
    return None
