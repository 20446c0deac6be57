"""``typography``: the faces of a brand, from its own files or from installed packages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256

from handouts.brand.fonts import (
    BOLD,
    LARGEST,
    REGULAR,
    FontFile,
    Unsuitable,
    packaged,
    read_font,
    slug,
)
from handouts.brand.forgiving import is_missing, is_nothing, light, section, text, warn_unknown
from handouts.diagnostics import Place, Problems
from handouts.reading import Map, Node, Scalar, Seq
from handouts.workspace import Refused, Workspace

__all__ = ["BrandFace", "Typefaces", "read_typefaces"]

KNOWN = ("fonts", "base", "headings", "monospace", "monospace-inline", "monospace-block", "link")
STYLE = ("family", "weight", "size", "line-height", "color", "background-color", "style")
FONT = ("family", "source", "files", "weight", "style", "display")
GENERIC = {"serif", "sans-serif", "monospace", "system-ui", "cursive", "fantasy", "ui-sans-serif"}

_NAME = re.compile(r"[\w][\w .&-]{0,60}")
_STYLE_SUFFIX = re.compile(r"-(thin|light|regular|medium|semibold|bold|black)$", re.IGNORECASE)


@dataclass(frozen=True)
class BrandFace:
    """One weight of a brand's face; the family's name holds the hash of its files."""

    family: str
    weight: int
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Typefaces:
    """A brand's faces, regular and bold; none where the house face is used.

    They set the letterhead; the text and headings of a sheet only where ``sheet`` is true.
    """

    text: tuple[BrandFace, ...] = ()
    headings: tuple[BrandFace, ...] = ()
    sheet: bool = False


@dataclass(frozen=True)
class _Declared:
    """A family in the list of fonts."""

    files: tuple[Node, ...]
    place: Place


def read_typefaces(
    workspace: Workspace, folder: str, top: Map, sheet: bool, problems: Problems
) -> Typefaces:
    """Return the faces for text and headings; headings without a face take that of the text."""
    typography = section(top, "typography", problems, KNOWN)
    finder = _Finder(workspace, folder, _declared(typography, problems))
    body = finder.faces(typography, "base", problems)
    own = _family(typography.items.get("headings"))
    headings = finder.faces(typography, "headings", problems) if own else body
    return Typefaces(body, headings, sheet)


def _family(node: Node | None) -> str:
    """Return the family, or the stack of families, that a style names."""
    return text(light(node.items.get("family") if isinstance(node, Map) else node)) or ""


def _declared(typography: Map, problems: Problems) -> dict[str, _Declared]:
    """Return the fonts that a brand lists, by the slug of their family."""
    found: dict[str, _Declared] = {}
    node, place = typography.items.get("fonts"), typography.keys.get("fonts", typography.place)
    if not (isinstance(node, Seq) or is_nothing(node)):
        problems.warn("wrong-type", place, "'fonts' is no list; it is left out")
    for item in node.items if isinstance(node, Seq) else ():
        family = text(item.items.get("family")) if isinstance(item, Map) else text(item)
        if not family:
            problems.warn("no-family", item.place, "a font without a family is left out")
        elif isinstance(item, Map):
            warn_unknown(item, FONT, problems)
            given = item.items.get("files")
            listed = given.items if isinstance(given, Seq) else (given,) if given else ()
            found[slug(family)] = _Declared(listed, item.place)
    return found


@dataclass(frozen=True)
class _Finder:
    """Looks for families among a brand's files and the installed packages."""

    workspace: Workspace
    folder: str
    declared: dict[str, _Declared]

    def faces(self, typography: Map, key: str, problems: Problems) -> tuple[BrandFace, ...]:
        """Return regular and bold of the first family of a stack that can be had, else none."""
        node = typography.items.get(key)
        if isinstance(node, Map):
            warn_unknown(node, STYLE, problems)
        stack = [part.strip().strip("'\"") for part in _family(node).split(",")]
        wanted = [family for family in stack if family and family.lower() not in GENERIC]
        place = typography.keys.get(key, typography.place)
        reasons: list[Unsuitable] = []
        for family in wanted:
            try:
                return self._family(family, problems)
            except Unsuitable as error:
                reasons.append(error)
        if reasons:
            fact = f"the face '{wanted[0][:60]}' cannot be used: {reasons[0]}"
            problems.warn("no-face", place, f"{fact}; the house face is used", reasons[0].hint)
        return ()

    def _family(self, family: str, problems: Problems) -> tuple[BrandFace, ...]:
        """Return regular and bold of a family. Raises Unsuitable."""
        if not _NAME.fullmatch(family):
            raise Unsuitable("this is no name of a family")
        for name in dict.fromkeys((family, _STYLE_SUFFIX.sub("", family))):
            own = self.declared.get(slug(name))
            if own and own.files:
                return self._own_family(name, own, problems)
            if fonts := packaged(name):
                return _pair(name, (read_font(data) for data in fonts))
        raise Unsuitable(
            "it is not installed, and nothing is fetched",
            f"install it if there is a package for it: pip install fontpkg-{slug(family)}; "
            "or put its files beside the brand, with 'source: file'",
        )

    def _own_family(self, family: str, own: _Declared, problems: Problems) -> tuple[BrandFace, ...]:
        """Return regular and bold from a brand's files; none where one is refused, as told."""
        try:
            return _pair(family, self._own_files(own))
        except Refused as refused:
            problems.error("font-file", own.place, str(refused), refused.hint)
            return ()

    def _own_files(self, own: _Declared) -> Iterator[FontFile]:
        """Read the files of a family. Raises Unsuitable, Refused."""
        for node in own.files:
            path = text(node.items.get("path")) if isinstance(node, Map) else text(node)
            if not path:
                continue
            if "://" in path:
                raise Unsuitable(
                    f"'{path}' is not fetched", "download it and put it beside the brand"
                )
            name = posixpath.normpath(posixpath.join(self.folder, path.lstrip("/")))
            if is_missing(self.workspace, name):
                raise Unsuitable(f"there is no file '{name}'", "put the file there")
            try:
                yield _weighted(read_font(self.workspace.read(name, LARGEST)), node)
            except Refused as refused:
                raise Refused(f"the font '{path}' is refused: {refused}", refused.hint) from None


def _weighted(font: FontFile, node: Node) -> FontFile:
    """Return a font with the weight that the brand says it has, if it says one."""
    weight = node.items.get("weight") if isinstance(node, Map) else None
    if isinstance(weight, Scalar) and isinstance(weight.value, int):
        return replace(font, weight=weight.value)
    names = {"normal": REGULAR, "bold": BOLD}
    return replace(font, weight=names.get(text(weight) or "", font.weight))


def _pair(family: str, fonts: Iterable[FontFile]) -> tuple[BrandFace, ...]:
    """Return regular and bold, under a name that no other files share."""
    upright = {font.weight: font.data for font in fonts if not font.italic}
    for weight, name in ((REGULAR, "regular"), (BOLD, "bold")):
        if weight not in upright:
            raise Unsuitable(f"its {name} ({weight}) is missing", "give both weights")
    digest = sha256(upright[REGULAR] + upright[BOLD]).hexdigest()[:8]
    return tuple(BrandFace(f"{family} {digest}", w, upright[w]) for w in (REGULAR, BOLD))
