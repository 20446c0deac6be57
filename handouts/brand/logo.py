"""``logo``: the picture that stands for a brand, the one for light paper first."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from handouts.brand import images
from handouts.brand.forgiving import is_missing, light, section, text, warn_unknown
from handouts.brand.svg import read_svg
from handouts.brand.svg_source import looks_like_svg, plain_svg
from handouts.diagnostics import Place, Problems
from handouts.reading import Map, Node
from handouts.workspace import Refused, Workspace

__all__ = ["Logo", "read_logo"]

SIZES = ("medium", "large", "small")  # in the order in which they are tried
NARROW = 200  # pixels; a narrower logo looks coarse in print
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass(frozen=True)
class Logo:
    """A picture that is safe to print: SVG as it came, or PNG at print size.

    Width and height are the natural ones, in units of the file; only their ratio matters.
    """

    data: bytes = field(repr=False)
    media_type: str
    width: float
    height: float
    alt: str


@dataclass(frozen=True)
class _Reference:
    """Where a logo is said to be, what it shows, and where that is written."""

    path: str
    alt: str
    place: Place


@dataclass(frozen=True)
class _Found:
    """A logo, and whether it would be invisible on paper."""

    logo: Logo
    pale: bool


def read_logo(
    workspace: Workspace, folder: str, top: Map, name: str, problems: Problems
) -> Logo | None:
    """Return a brand's logo; None where its name is set instead, which a warning tells.

    The first that can be had is taken, but one that can be seen on paper goes before it.
    """
    node, found = top.items.get("logo"), Problems()
    references = list(_references(node, found))
    for reference in references:
        loaded = _load(workspace, folder, reference, name, found)
        if loaded and not loaded.pale:
            problems.extend(found)
            return loaded.logo
        if loaded:
            fact = f"the logo '{reference.path}' is nearly white, and not seen on paper"
            hint = "give one for light grounds, under 'light'"
            found.warn("pale-logo", reference.place, fact, hint)
    if node and (references or isinstance(node, Map)) and not found.failed:
        fact = f"no logo can be printed; the name '{name}' is set instead"
        found.warn("no-logo", node.place, fact)
    problems.extend(found)
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
        fact = f"the logo '{reference.path[:80]}' is not in the workspace; nothing is fetched"
        hint = "download it and put it next to the brand file"
        problems.warn("remote-logo", reference.place, fact, hint)
        return None
    path = _locate(workspace, folder, reference.path)
    if is_missing(workspace, path):
        fact = f"there is no logo '{path}'"
        problems.warn("missing-logo", reference.place, fact, "put the file there")
        return None
    try:
        data = workspace.read(path, images.LARGEST)
    except Refused as refused:
        fact = f"the logo '{reference.path}' is refused: {refused}"
        problems.error("logo-file", reference.place, fact, refused.hint)
        return None
    try:
        return (_vector if looks_like_svg(data) else _raster)(data, reference, name, problems)
    except Refused as refused:
        place = Place(path, refused.line, 1) if refused.line else reference.place
        fact = f"the logo '{reference.path}' cannot be set: {refused}"
        problems.warn("logo-file", place, fact, refused.hint)
        return None


def _locate(workspace: Workspace, folder: str, path: str) -> str:
    """Return the name of a file; one from '/' is looked for in the brand's folder, then above."""
    near = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    above = posixpath.normpath(posixpath.join(folder, "..", path.lstrip("/")))
    return above if path.startswith("/") and is_missing(workspace, near) else near


def _vector(data: bytes, reference: _Reference, name: str, problems: Problems) -> _Found:
    picture = read_svg(data)
    _warn_of_suffix(reference, ".svg", problems)
    if picture.has_text:
        fact = f"the logo '{reference.path}' sets text, in whatever face is at hand"
        problems.warn("logo-text", reference.place, fact, "convert its text to outlines")
    alt = reference.alt or name
    return _Found(
        Logo(plain_svg(data), "image/svg+xml", picture.width, picture.height, alt), picture.pale
    )


def _raster(data: bytes, reference: _Reference, name: str, problems: Problems) -> _Found:
    picture = images.read_raster(data)
    _warn_of_suffix(reference, picture.suffixes, problems)
    if picture.width < NARROW:
        fact = f"the logo '{reference.path}' is {picture.width} pixels wide, and looks coarse"
        hint = f"give an SVG, or {NARROW} pixels at least"
        problems.warn("small-logo", reference.place, fact, hint)
    alt = reference.alt or name
    return _Found(Logo(picture.data, "image/png", picture.width, picture.height, alt), picture.pale)


def _warn_of_suffix(reference: _Reference, suffixes: str, problems: Problems) -> None:
    """Warn of a file that is not what its name says; its content decides."""
    if posixpath.splitext(reference.path)[1].lower() not in suffixes.split():
        fact = f"the logo '{reference.path}' is {suffixes} by its content"
        problems.warn("wrong-suffix", reference.place, fact, "rename it")
