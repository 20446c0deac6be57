"""``typography``: the faces of a brand, from its own files or from installed packages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from handouts.brand.fonts import (
    BOLD,
    LARGEST_BYTES,
    REGULAR,
    FontFile,
    Location,
    Unsuitable,
    is_packaged,
    packaged,
    read_font,
    slug,
)
from handouts.brand.forgiving import is_missing, is_nothing, light, section, text, warn_unknown
from handouts.diagnostics import Place, Problems, cut
from handouts.reading import Map, Node, Scalar, Seq
from handouts.workspace import TEXT_FACE, Refused, Workspace

__all__ = ["BrandFace", "HouseFace", "Typefaces", "pair", "read_typefaces"]

KNOWN = ("fonts", "base", "headings", "monospace", "monospace-inline", "monospace-block", "link")
STYLE = ("family", "weight", "size", "line-height", "color", "background-color", "style")
FONT = ("family", "source", "files", "weight", "style", "display")
LIGHTER, HEAVIER = range(350, 501), range(600, 901)  # weights of text, and of what stands out
WEIGHTS = {
    "normal": REGULAR,
    "regular": REGULAR,
    "medium": 500,
    "semibold": 600,
    "bold": BOLD,
    "extrabold": 800,
    "black": 900,
}
GENERIC = {"serif", "sans-serif", "monospace", "system-ui", "cursive", "fantasy", "ui-sans-serif"}

_NAME = re.compile(r"[\w][\w .&-]{0,60}")
_STYLE_SUFFIX = re.compile(r"-(thin|light|regular|medium|semibold|bold|black)$", re.IGNORECASE)


@dataclass(frozen=True)
class BrandFace:
    """One weight of a brand's face; the family's name holds the hash of its files.

    One with a location is a variable font still, of which a static one is to be made.
    """

    family: str
    weight: int
    data: bytes = field(repr=False)
    location: Location = ()


@dataclass(frozen=True)
class HouseFace:
    """What the house sets a language in: families, the first that has a letter sets it.

    faces are those that the engine does not have already: of a script other than Latin, which is
    then named, by its code of ISO 15924.
    """

    families: tuple[str, ...] = (TEXT_FACE,)
    faces: tuple[BrandFace, ...] = ()
    script: str = ""
    lines: str = ""  # the family that sets what has one line to stand in, if another
    leads: bool = (
        True  # before a brand's face and ours in a letterhead, where they have a letter too
    )


@dataclass(frozen=True)
class Typefaces:
    """A brand's faces, regular and bold; none where the house face is used.

    They set the letterhead; the text and headings of a sheet only where ``sheet`` is true. What
    they do not set, the house's face does.
    """

    text: tuple[BrandFace, ...] = ()
    headings: tuple[BrandFace, ...] = ()
    sheet: bool = False
    house: HouseFace = HouseFace()
    fallback: HouseFace | None = None  # of another language, for a line in it over the text


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
    base, top_style = typography.items.get("base"), typography.items.get("headings")
    body = finder.faces(typography, "base", (_asked(base, LIGHTER, REGULAR), BOLD), problems)
    own = _family(top_style)
    weights = REGULAR, _asked(top_style, HEAVIER, BOLD)
    headings = finder.faces(typography, "headings", weights, problems) if own else body
    return Typefaces(body, headings, sheet)


def _asked(style: Node | None, allowed: range, usual: int) -> int:
    """Return the weight that a style asks for, where it is one that can be read."""
    node = light(style.items.get("weight")) if isinstance(style, Map) else None
    word = (text(node) or "").lower().replace("-", "").replace(" ", "")
    weight = int(word) if word.isdecimal() and len(word) < 5 else WEIGHTS.get(word, usual)
    return weight if weight in allowed else usual


def _family(node: Node | None) -> str:
    """Return the family, or the stack of families, that a style names."""
    return text(light(node.items.get("family") if isinstance(node, Map) else node)) or ""


def _declared(typography: Map, problems: Problems) -> dict[str, _Declared]:
    """Return the fonts that a brand lists, by the slug of their family."""
    families: dict[str, _Declared] = {}
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
            families[slug(family)] = _Declared(listed, item.place)
    return families


@dataclass(frozen=True)
class _Finder:
    """Looks for families among a brand's files and the installed packages."""

    workspace: Workspace
    folder: str
    declared: dict[str, _Declared]

    def faces(
        self, typography: Map, key: str, weights: Sequence[int], problems: Problems
    ) -> tuple[BrandFace, ...]:
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
                return self._family(family, weights, problems)
            except Unsuitable as error:
                reasons.append(error)
        if reasons:
            fact = f"the face '{cut(wanted[0])}' cannot be used: {reasons[0]}"
            problems.warn("no-face", place, f"{fact}; the house face is used", reasons[0].hint)
        return ()

    def _family(
        self, family: str, weights: Sequence[int], problems: Problems
    ) -> tuple[BrandFace, ...]:
        """Return regular and bold of a family. Raises Unsuitable."""
        if not _NAME.fullmatch(family):
            raise Unsuitable("this is no name of a family")
        for name in dict.fromkeys((family, _STYLE_SUFFIX.sub("", family))):
            own = self.declared.get(slug(name))
            if own and own.files:
                return self._own_family(name, own, weights, problems)
            if fonts := packaged(name, weights):
                return pair(name, (read_font(data) for data in fonts), weights)
        raise Unsuitable("it is not installed, and nothing is fetched", _way_out(family))

    def _own_family(
        self, family: str, own: _Declared, weights: Sequence[int], problems: Problems
    ) -> tuple[BrandFace, ...]:
        """Return regular and bold from a brand's files; none where one is refused, as told."""
        try:
            return pair(family, self._own_files(own), weights)
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
                    f"'{cut(path)}' is not fetched", "download it and put it beside the brand"
                )
            name = posixpath.normpath(posixpath.join(self.folder, path.lstrip("/")))
            if is_missing(self.workspace, name):
                raise Unsuitable(f"there is no file '{cut(name)}'", "put the file there")
            try:
                yield _weighted(read_font(self.workspace.read(name, LARGEST_BYTES)), node)
            except Refused as refused:
                raise Refused(
                    f"the font '{cut(path)}' is refused: {refused}", refused.hint
                ) from None


def _weighted(font: FontFile, node: Node) -> FontFile:
    """Return a font with the weight that the brand says it has, if it says one."""
    weight = node.items.get("weight") if isinstance(node, Map) else None
    if isinstance(weight, Scalar) and isinstance(weight.value, int):
        return replace(font, weight=weight.value)
    return replace(font, weight=WEIGHTS.get(text(weight) or "", font.weight))


def _way_out(family: str) -> str:
    files = "put its files beside the brand and list them under 'fonts', with 'source: file'"
    for name in dict.fromkeys((family, _STYLE_SUFFIX.sub("", family))):
        if is_packaged(name):
            return f"pip install fontpkg-{slug(name)}; or {files}"
    return files


def pair(family: str, fonts: Iterable[FontFile], weights: Sequence[int]) -> tuple[BrandFace, ...]:
    """Return regular and bold in the weights asked, under a name that no other files share.

    Raises Unsuitable where one of them is missing.
    """
    upright = [font for font in fonts if not font.italic]
    chosen = []
    for slot, wanted in zip((REGULAR, BOLD), weights, strict=True):
        font = _nearest(upright, wanted, slot)
        if font is None:
            name = "regular" if slot == REGULAR else "bold"
            raise Unsuitable(f"its {name} ({slot}) is missing", "give both weights")
        chosen.append((slot, font.data, font.at(wanted)))
    contents = [
        part for _, data, place in chosen for part in (data, repr(place).encode() if place else b"")
    ]
    digest = sha256(b"".join(contents)).hexdigest()[:8]
    return tuple(BrandFace(f"{family} {digest}", *one) for one in chosen)


def _nearest(fonts: Sequence[FontFile], wanted: int, slot: int) -> FontFile | None:
    """Return a static font of a weight, else of the usual one, else what varies that far."""
    for weight in (wanted, slot):
        for font in fonts:
            if not font.axes and font.weight == weight:
                return font
    return next((font for font in fonts if font.axes and font.reaches(slot)), None)
