"""``logo``: the picture that stands for a brand, the one for light paper first."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256

from handouts.brand import images
from handouts.brand.drawing import draw_pdf
from handouts.brand.forgiving import is_missing, light, section, text, warn_unknown
from handouts.brand.memory import remembered
from handouts.brand.seen import Seen
from handouts.brand.svg import LOGO_SIZE_PX, PNG, SVG, Lines, as_logo, looks_like_svg
from handouts.brand.svg_tree import Unset
from handouts.diagnostics import Place, Problems, cut
from handouts.reading import Map, Node
from handouts.workspace import Refused, Workspace

__all__ = ["Logo", "read_logo"]

SIZES = ("medium", "large", "small")  # in the order in which they are tried
NARROW_PX = 200  # pixels; a narrower logo looks coarse in print
POSTSCRIPT = (b"%!PS", b"\xc5\xd0\xd3\xc6")  # the latter with a preview
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True)
class Logo:
    """A picture that is safe to print, without margins: SVG of flat shapes, or PNG at print size.

    Width and height are the natural ones, in units of the file; only their ratio matters.
    """

    data: bytes = field(repr=False)
    media_type: str
    width: float
    height: float
    alt: str
    place: Place = field(default=Place(""), compare=False)  # its file


@dataclass(frozen=True)
class LogoPicture:
    """A logo as it will be printed: its sides, those of a file, and how much of it paper shows.

    suffixes are those that suit the file; one of fewer pixels than narrow looks coarse.
    """

    data: bytes
    media_type: str
    width: float
    height: float
    suffixes: str
    seen: Seen
    has_text: bool = False
    narrow: int = 0


@dataclass(frozen=True)
class _Reference:
    """Where a logo is said to be, what it shows, and where that is written."""

    path: str
    alt: str
    place: Place


@dataclass(frozen=True)
class _Found:
    """A logo, and how much of it paper shows."""

    logo: Logo
    seen: Seen


def read_logo(
    workspace: Workspace, folder: str, top: Map, name: str, problems: Problems
) -> Logo | None:
    """Return a brand's logo; None where its name is set instead, which a warning tells.

    The first that can be had is taken, but one that can be seen on paper goes before it.
    """
    node, faults = top.items.get("logo"), Problems()
    references = list(_references(node, faults))
    for reference in references:
        loaded = _load(workspace, folder, reference, name, faults)
        if loaded and loaded.seen == "all":
            problems.extend(faults)
            return loaded.logo
        if loaded:
            which = f"the logo '{cut(reference.path)}'"
            fact = f"a part of {which} is nearly white, and not seen on paper"
            if loaded.seen == "nothing":
                fact = f"nothing of {which} is seen on paper: it is nearly white, or empty"
            hint = "give one for light grounds, under 'light'"
            faults.warn("pale-logo", reference.place, fact, hint)
    if node and (references or isinstance(node, Map)) and not faults.failed:
        fact = f"no logo can be printed; the name '{name}' is set instead"
        faults.warn("no-logo", node.place, fact)
    problems.extend(faults)
    return None


def _references(node: Node | None, problems: Problems) -> Iterator[_Reference]:
    """Walk through what a brand gives, in the order of what suits a light page."""
    if not isinstance(node, Map) or "path" in node.items:
        if isinstance(node, Map):
            warn_unknown(node, ("path", "alt"), problems)
        yield from _reference(node, {})
        return
    warn_unknown(node, ("images", "light", "dark", *SIZES), problems)
    images_by_name = section(node, "images", problems).items
    sizes = [node.items[size] for size in SIZES if size in node.items]
    if light(node) is not node:
        sizes.append(node)
    for size in sizes:
        yield from _reference(light(size), images_by_name)
    for size in sizes:
        dark = size.items.get("dark") if isinstance(size, Map) else None
        yield from _reference(dark, images_by_name)
    for picture in images_by_name.values() if not sizes else ():
        yield from _reference(picture, {})


def _reference(node: Node | None, named: dict[str, Node]) -> Iterator[_Reference]:
    """Follow a name of an image, once, to its path and alternative text."""
    written = text(node)
    if written and written in named:
        yield from _reference(named[written], {})
    elif node is not None and written:
        yield _Reference(written, "", node.place)
    elif isinstance(node, Map) and (path := text(node.items.get("path"))):
        yield _Reference(path, text(node.items.get("alt")) or "", node.place)


def _load(
    workspace: Workspace, folder: str, reference: _Reference, name: str, problems: Problems
) -> _Found | None:
    """Read a logo; None where there is none, which is told."""
    if _SCHEME.match(reference.path):
        fact = f"the logo '{cut(reference.path)}' is not in the workspace; nothing is fetched"
        hint = "download it and put it next to the brand file"
        problems.warn("remote-logo", reference.place, fact, hint)
        return None
    path = _locate(workspace, folder, reference.path)
    if is_missing(workspace, path):
        fact = f"there is no logo '{cut(path)}'"
        problems.warn("missing-logo", reference.place, fact, "put the file there")
        return None
    try:
        data = workspace.read(path, images.LARGEST_BYTES)
        key = f"logo {sha256(data).hexdigest()}"
        picture = remembered(workspace, key, LogoPicture, partial(_read, data))
        drawing = _told(picture, reference, name, problems)
        return replace(drawing, logo=replace(drawing.logo, place=Place(path)))
    except Refused as refused:
        place = Place(path, refused.line, refused.column) if refused.line else reference.place
        fact = f"the logo '{cut(reference.path)}' is refused: {refused}"
        tell, rule = (problems.error, "logo-file")
        if isinstance(refused, Unset):
            fact = f"the logo '{cut(reference.path)}' cannot be printed: {refused}"
            tell, rule = problems.warn, "unset-logo"
        tell(rule, place, fact, refused.hint)
        return None


def _locate(workspace: Workspace, folder: str, path: str) -> str:
    """Return the name of a file; one from '/' is looked for in the brand's folder, then above."""
    near = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    above = posixpath.normpath(posixpath.join(folder, "..", path.lstrip("/")))
    return above if path.startswith("/") and is_missing(workspace, near) else near


def _read(data: bytes) -> LogoPicture:
    """Read a logo as it will be printed. Raises Refused, Unset."""
    if data.startswith(POSTSCRIPT):
        raise Unset("it is EPS, which is not read", "save it as PDF or SVG")
    has_text, narrow = False, 0
    drawn: Lines | images.Raster
    if looks_like_svg(data):
        drawn, has_text = as_logo(data)
    elif b"%PDF-" in data[:1024]:
        drawn = images.printable(draw_pdf(data, LOGO_SIZE_PX), ".pdf .ai", LOGO_SIZE_PX)
    else:
        drawn, narrow = images.read_raster(data), NARROW_PX
    kind, suffixes = (SVG, ".svg") if isinstance(drawn, Lines) else (PNG, drawn.suffixes)
    size = drawn.width, drawn.height
    return LogoPicture(drawn.data, kind, *size, suffixes, drawn.seen, has_text, narrow)


def _told(picture: LogoPicture, reference: _Reference, name: str, problems: Problems) -> _Found:
    """Return a logo, and warn of how it will look."""
    if picture.has_text:
        fact = f"the logo '{cut(reference.path)}' sets text, in whatever face is at hand"
        problems.warn("logo-text", reference.place, fact, "convert its text to outlines")
    _warn_of_suffix(reference, picture.suffixes, problems)
    if picture.width < picture.narrow:
        fact = f"the logo '{cut(reference.path)}' is {picture.width} pixels wide, and looks coarse"
        hint = f"give an SVG, or {NARROW_PX} pixels at least"
        problems.warn("small-logo", reference.place, fact, hint)
    alt, size = reference.alt or name, (picture.width, picture.height)
    return _Found(Logo(picture.data, picture.media_type, *size, alt), picture.seen)


def _warn_of_suffix(reference: _Reference, suffixes: str, problems: Problems) -> None:
    """Warn of a file that is not what its name says; its content decides."""
    if posixpath.splitext(reference.path)[1].lower() not in suffixes.split():
        fact = f"the logo '{cut(reference.path)}' is {suffixes} by its content"
        problems.warn("wrong-suffix", reference.place, fact, "rename it")
