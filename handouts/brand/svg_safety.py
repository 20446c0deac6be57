"""What an SVG may not hold: what runs, what fetches, and what draws without end."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping

from handouts.brand.images import MOST_PIXELS, check_inside
from handouts.brand.svg_tree import DEEPEST, HINT, MOST, SvgElement, Unset, refuse
from handouts.workspace import Refused

__all__ = ["check_drawing", "check_fetching", "check_pictures"]

_FORBIDDEN = {"script", "foreignobject", "iframe", "audio", "video", "embed", "object", "marker"}
# The events of https://html.spec.whatwg.org/multipage/webappapis.html (8.1.8.2) and of
# https://www.w3.org/TR/SVG11/script.html: an attribute that only begins with 'on' runs nothing.
_EVENT_NAMES = """
    abort activate afterprint animationcancel animationend animationiteration animationstart
    auxclick beforecopy beforecut beforeinput beforematch beforepaste beforeprint
    beforetoggle beforeunload begin blur cancel canplay canplaythrough change click close
    command contentvisibilityautostatechange contextlost contextmenu contextrestored copy
    cuechange cut dblclick drag dragend dragenter dragexit dragleave dragover dragstart drop
    durationchange emptied end ended error focus focusin focusout formdata fullscreenchange
    fullscreenerror gotpointercapture hashchange input invalid keydown keypress keyup
    languagechange load loadeddata loadedmetadata loadstart lostpointercapture message
    messageerror mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup
    mousewheel offline online pagehide pagereveal pageshow pageswap paste pause play playing
    pointercancel pointerdown pointerenter pointerleave pointermove pointerout pointerover
    pointerrawupdate pointerup popstate progress ratechange rejectionhandled repeat reset
    resize scroll scrollend scrollsnapchange scrollsnapchanging search
    securitypolicyviolation seeked seeking select selectionchange selectstart show
    slotchange stalled storage submit suspend timeupdate toggle touchcancel touchend
    touchmove touchstart transitioncancel transitionend transitionrun transitionstart
    unhandledrejection unload volumechange waiting webkitanimationend
    webkitanimationiteration webkitanimationstart webkittransitionend wheel zoom
"""
_EVENTS = {f"on{name}" for name in _EVENT_NAMES.split()}
_WEIGHTS = {"filter": 1_000, "mask": 500}  # of what is laid over all pixels, in elements
_STYLED = {"style", "fill", "stroke", "clip-path", "mask", "filter", "cursor"}
_URL = re.compile(r"url\(\s*['\"]?\s*(?P<id>#[^'\")]+)?", re.IGNORECASE)
_EXECUTABLE = re.compile(r"@import|@font-face|javascript:|expression\(|\\", re.IGNORECASE)
_CLASS = re.compile(r"\s*\w*\.(?P<name>[\w-]+)\s*")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_PICTURE = re.compile(r"data:image/(?:png|jpe?g);base64,(?P<data>[\w+/=\s]+)", re.ASCII)

_HELD = re.compile(r"data:image/", re.IGNORECASE)  # which kinds are drawn, check_pictures tells
_ADDRESS = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)

_References = Mapping[str, list[str]]


def check_fetching(root: SvgElement) -> None:
    """Raise Refused where anything runs, or refers to what is outside the picture."""
    undrawn = _of_other_programs(root)
    for element in root.walk():
        if element.tag in _FORBIDDEN and element not in undrawn:
            refuse(f"<{element.tag}>", element)
        for name, value in element.attributes:
            if name in _EVENTS:
                refuse(f"the attribute '{name}'", element)
            if name == "base" or (name in {"href", "src"} and not _internal(element, value)):
                refuse("a reference to something outside it", element)
            if name in _STYLED or "url(" in value.lower():
                _check_style(value, element)
        if element.tag == "style":
            _check_style(element.text, element)


def check_drawing(root: SvgElement, css: str) -> None:
    """Raise Refused where too much is drawn, each element counted as often as it is referred to."""
    by_id: dict[str, SvgElement] = {}
    for element in root.walk():
        by_id.setdefault(element.get("id"), element)
    by_id.pop("", None)
    if _Counter(by_id, _by_class(css)).count(root, 0) > MOST:
        refuse(f"more than {MOST:,} elements to draw")


def _of_other_programs(root: SvgElement) -> set[SvgElement]:
    """Return what a drawing program left for itself, as Illustrator does, which no other draws."""
    switches = [element for element in root.walk() if element.tag == "switch"]
    parts = [part for switch in switches for part in switch.children]
    return {p for p in parts if p.tag == "foreignobject" and p.get("requiredextensions")}


def _internal(element: SvgElement, target: str) -> bool:
    """Say whether nothing is fetched for a link: '#id', what an <image> holds, where <a> leads."""
    if target.startswith("#"):
        return True
    if element.tag == "a":
        return bool(_ADDRESS.match(target.strip()))
    return element.tag == "image" and bool(_HELD.match(target.strip()))


def check_pictures(root: SvgElement) -> None:
    """Raise Refused where a picture in the drawing is none, is damaged, or all are too large."""
    pixels = 0
    for element in root.walk():
        targets = [value for key, value in element.attributes if key == "href"]
        for target in targets if element.tag == "image" else ():
            match = _PICTURE.fullmatch(target.strip())
            if match is None:
                fact = f"the SVG shows '{target[:40]}' as a picture, and it is no PNG or JPEG"
                raise Unset(fact, HINT, element.line, element.column)
            try:
                pixels += check_inside(base64.b64decode(match["data"]), MOST_PIXELS - pixels)
            except (binascii.Error, Refused) as error:
                fact = f"the SVG holds a picture that cannot be shown: {error}"
                raise Refused(fact, HINT, element.line, element.column) from None


def _check_style(css: str, element: SvgElement) -> None:
    """Refuse CSS that imports, fetches or hides what it does."""
    if _EXECUTABLE.search(css) or any(not match["id"] for match in _URL.finditer(css)):
        refuse("a style that fetches something or cannot be read", element)


def _ids(css: str) -> list[str]:
    return [match["id"][1:] for match in _URL.finditer(css) if match["id"]]


def _by_class(css: str) -> _References:
    """Return the ids that a style sheet refers to, by class; refuse them under other selectors."""
    plain = css if "'" in css or '"' in css else _COMMENT.sub("", css)
    references: dict[str, list[str]] = {}
    for part in plain.split("}"):
        before, _, body = part.rpartition("{")
        ids = _ids(body)
        for selector in before.rpartition("{")[2].split(",") if ids else ():
            match = _CLASS.fullmatch(selector)
            if match is None:
                refuse("references in a style sheet under selectors other than a class")
            references.setdefault(match["name"], []).extend(ids)
    return references


class _Counter:
    """Counts what is drawn, each element once."""

    def __init__(self, by_id: Mapping[str, SvgElement], by_class: _References) -> None:
        self._by_id = by_id
        self._by_class = by_class
        self._counted: dict[SvgElement, int] = {}

    def count(self, element: SvgElement, depth: int) -> int:
        """Count the elements drawn for one: itself, its children, and what they refer to."""
        if depth > 2 * DEEPEST:
            refuse("references that lead to each other", element)
        if element not in self._counted:
            parts = [*element.children, *self._referred(element)]
            own = _WEIGHTS.get(element.tag, 1)
            self._counted[element] = own + sum(self.count(part, depth + 1) for part in parts)
        return self._counted[element]

    def _referred(self, element: SvgElement) -> list[SvgElement]:
        names = [name for _, value in element.attributes for name in _ids(value)]
        names += [value[1:] for key, value in element.attributes if key == "href"]
        for name in element.get("class").split():
            names += self._by_class.get(name, ())
        return [self._by_id[name] for name in names if name in self._by_id]
