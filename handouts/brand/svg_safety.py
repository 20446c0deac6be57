"""What an SVG may not hold: what runs, what fetches, and what draws without end."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping

from handouts.brand.images import check_raster
from handouts.brand.svg_tree import DEEPEST, MOST, Element, refuse
from handouts.workspace import Refused

__all__ = ["check_drawing", "check_fetching"]

_FORBIDDEN = {"script", "foreignobject", "iframe", "audio", "video", "embed", "object", "marker"}
_STYLED = {"style", "fill", "stroke", "clip-path", "mask", "filter", "cursor"}
_URL = re.compile(r"url\(\s*['\"]?\s*(?P<id>#[^'\")]+)?", re.IGNORECASE)
_EXECUTABLE = re.compile(r"@import|@font-face|javascript:|expression\(|\\", re.IGNORECASE)
_RULE = re.compile(r"(?P<selectors>[^{}]*)\{(?P<body>[^{}]*)\}")
_CLASS = re.compile(r"\s*\w*\.(?P<name>[\w-]+)\s*")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PICTURE = re.compile(r"data:image/(?P<kind>png|jpeg);base64,(?P<data>[\w+/=\s]+)", re.ASCII)
_SUFFIXES = {"png": ".png", "jpeg": ".jpg"}
# https://www.w3.org/TR/SVG2/interact.html#EventAttributes, with what HTML and SVG 1.1 add
_EVENTS = """
abort activate afterprint animationend animationiteration animationstart auxclick beforecopy
beforecut beforeinput beforepaste beforeprint beforetoggle beforeunload begin blur cancel
canplay canplaythrough change click close contextmenu copy cuechange cut dblclick drag dragend
dragenter dragexit dragleave dragover dragstart drop durationchange emptied end ended error
focus focusin focusout formdata gotpointercapture hashchange input invalid keydown keypress
keyup languagechange load loadeddata loadedmetadata loadstart lostpointercapture message
messageerror mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel
offline online pagehide pageshow paste pause play playing pointercancel pointerdown pointerenter
pointerleave pointermove pointerout pointerover pointerrawupdate pointerup popstate progress
ratechange rejectionhandled repeat reset resize scroll scrollend securitypolicyviolation seeked
seeking select selectionchange selectstart show slotchange stalled storage submit suspend
timeupdate toggle touchcancel touchend touchmove touchstart transitioncancel transitionend
transitionrun transitionstart unhandledrejection unload volumechange waiting wheel zoom
"""
_HANDLERS = {f"on{event}" for event in _EVENTS.split()}

_References = Mapping[str, list[str]]


def check_fetching(root: Element) -> None:
    """Raise Refused where anything runs, or refers to what is outside the picture."""
    for element in root.walk():
        if element.tag in _FORBIDDEN:
            refuse(f"<{element.tag}>", element)
        for name, value in element.attributes:
            if name in _HANDLERS:
                refuse(f"the attribute '{name}'", element)
            if name == "base" or (name in {"href", "src"} and not _internal(element, value)):
                refuse("a reference to something outside it", element)
            if name in _STYLED or "url(" in value.lower():
                _check_style(value, element)
        if element.tag == "style":
            _check_style("".join(element.text), element)


def check_drawing(root: Element, css: str) -> int:
    """Return how many elements are drawn, each counted as often as it is referred to.

    Raises Refused where these are too many.
    """
    by_id: dict[str, Element] = {}
    for element in root.walk():
        by_id.setdefault(element.get("id"), element)
    by_id.pop("", None)
    count = _Counter(by_id, _by_class(css)).count(root, 0)
    if count > MOST:
        refuse(f"more than {MOST:,} elements to draw")
    return count


def _internal(element: Element, target: str) -> bool:
    """Say whether a link stays within the picture: '#id', or a whole raster in an <image>."""
    if element.tag != "image":
        return target.startswith("#")
    match = _PICTURE.fullmatch(target.strip())
    if not match:
        return False
    try:
        check_raster(base64.b64decode(match["data"]), _SUFFIXES[match["kind"]])
    except binascii.Error:
        refuse("a picture that is torn", element)
    except Refused as refused:
        raise Refused(f"a picture in the SVG: {refused}", refused.hint, element.line) from None
    return True


def _check_style(css: str, element: Element) -> None:
    """Refuse CSS that imports, fetches or hides what it does."""
    if _EXECUTABLE.search(css) or any(not match["id"] for match in _URL.finditer(css)):
        refuse("a style that fetches something or cannot be read", element)


def _ids(css: str) -> list[str]:
    return [match["id"][1:] for match in _URL.finditer(css) if match["id"]]


def _by_class(css: str) -> _References:
    """Return the ids that a style sheet refers to, by class; refuse them under other selectors."""
    plain = css if "'" in css or '"' in css else _COMMENT.sub("", css)
    found: dict[str, list[str]] = {}
    for rule in _RULE.finditer(plain):
        ids = _ids(rule["body"])
        for selector in rule["selectors"].split(",") if ids else ():
            match = _CLASS.fullmatch(selector)
            if match is None:
                refuse("references in a style sheet under selectors other than a class")
            found.setdefault(match["name"], []).extend(ids)
    return found


class _Counter:
    """Counts what is drawn, each element once."""

    def __init__(self, by_id: Mapping[str, Element], by_class: _References) -> None:
        self._by_id = by_id
        self._by_class = by_class
        self._counted: dict[Element, int] = {}

    def count(self, element: Element, depth: int) -> int:
        """Count the elements drawn for one: itself, its children, and what they refer to."""
        if depth > 2 * DEEPEST:
            refuse("references that lead to each other")
        if element not in self._counted:
            parts = [*element.children, *self._referred(element)]
            self._counted[element] = 1 + sum(self.count(part, depth + 1) for part in parts)
        return self._counted[element]

    def _referred(self, element: Element) -> list[Element]:
        names = [name for _, value in element.attributes for name in _ids(value)]
        names += [value[1:] for key, value in element.attributes if key == "href"]
        for name in element.get("class").split():
            names += self._by_class.get(name, ())
        return [self._by_id[name] for name in names if name in self._by_id]
