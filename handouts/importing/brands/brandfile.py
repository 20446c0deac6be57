"""The brand file of what was sent: the designer's own, or one that is made from logo and faces."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from handouts.brand import BOLD, REGULAR, Unsuitable, family_of, read_font
from handouts.diagnostics import Missing, Problems, Refused
from handouts.importing.brands.parcel import FONTS, PICTURES, Parcel
from handouts.reading import Key, Map, Node, Scalar, Seq, parse_yaml, set_text
from handouts.textfile import decode_text

__all__ = ["BrandDraft", "made", "named", "theirs"]

START = "# yaml-language-server: $schema=../brand.schema.json\n"
LOGO_WORDS = ("logo", "brand", "marke", "mark")
NOT_FOR_PAPER = ("white", "negativ", "invers", "dark", "icon", "favicon", "weiss", "reversed")


@dataclass(frozen=True)
class BrandDraft:
    """A brand file, and the files that it takes: where each goes, by where it was."""

    text: str
    files: Mapping[str, str] = field(default_factory=dict)
    original: str = ""  # the designer's brand file, whose lines are those of the text


def theirs(parcel: Parcel, problems: Problems) -> BrandDraft:
    """Return a designer's brand file with the files that it names, which are in its folder.

    Told is what it names and what cannot be taken. Raises HandoutsError, Refused.
    """
    name = parcel.brand_file
    text = decode_text(parcel.data(name), name)
    node = parse_yaml(text, name, Problems())
    files: dict[str, str] = {}
    for key, scalar in _paths(node):
        path, clean = scalar.text, scalar.text.removeprefix("./").lstrip("/")
        if "://" in path or path.startswith("data:") or not PurePosixPath(clean).suffix:
            continue  # of the web, or the name of a picture: a check of the brand tells
        try:
            parcel.data(clean)
        except Missing:
            continue  # a check of the brand tells that too
        except Refused as refused:
            place = parcel.place(name, scalar.place.line, scalar.place.column)
            problems.error("brand-file", place, str(refused), refused.hint)
            continue
        files[clean] = clean
        if path != clean:
            text = set_text(text, key, clean)
    for left in parcel.names:
        if left not in (name, *files):
            problems.info("not-taken", parcel.place(left), "the brand file does not name this file")
    return BrandDraft(text, files, name)


def made(parcel: Parcel, name: str, rest: str, problems: Problems) -> BrandDraft:
    """Return a brand file for a logo and typefaces; what is not taken is told.

    rest is what a new brand's file says after them.
    """
    lines = [START, f"meta:\n  name: {_quoted(name)}\n"]
    files: dict[str, str] = {}
    pictures = sorted(parcel.with_suffix(PICTURES), key=_fitness)
    if pictures:
        files[pictures[0]] = f"logo{PurePosixPath(pictures[0]).suffix.lower()}"
        lines.append(f"logo: {files[pictures[0]]}\n")
    family, fonts = _family(parcel, problems)
    if family:
        files |= {font: font for font in fonts}
        listed = ", ".join(_quoted(files[font]) for font in fonts)
        lines.append("typography:\n  fonts:\n")
        lines.append(f"    - {{family: {_quoted(family)}, source: file, files: [{listed}]}}\n")
        lines.append(f"  base: {_quoted(family)}\n")
    for left in (one for one in parcel.names if one not in files):
        problems.info("not-taken", parcel.place(left), "this file is not taken")
    return BrandDraft("".join(lines) + rest, files)


def named(node: Map | None) -> str:
    """Return what a brand file calls its brand, or ''."""
    meta = node.items.get("meta") if node else None
    name = meta.items.get("name") if isinstance(meta, Map) else None
    if isinstance(name, Map):
        name = name.items.get("full") or name.items.get("short")
    text = getattr(name, "text", "")
    return str(text)


def _paths(node: Map | None) -> Iterator[tuple[Key, Scalar]]:
    """Walk through the texts of a brand file that may name files, with their keys."""
    if node is None:
        return
    if "logo" in node.items:
        yield from _texts(node.items["logo"], ("logo",), ("alt",))
    typography = node.items.get("typography")
    fonts = typography.items.get("fonts") if isinstance(typography, Map) else None
    for number, font in enumerate(fonts.items if isinstance(fonts, Seq) else ()):
        files = font.items.get("files") if isinstance(font, Map) else None
        if files is not None:
            key = ("typography", "fonts", number, "files")
            yield from _texts(files, key, ("weight", "style"))


def _texts(node: Node, key: Key, but: tuple[str, ...]) -> Iterator[tuple[Key, Scalar]]:
    if isinstance(node, Map):
        for name, item in node.items.items():
            if name not in but:
                yield from _texts(item, (*key, name), but)
    elif isinstance(node, Seq):
        for number, item in enumerate(node.items):
            yield from _texts(item, (*key, number), but)
    elif node.value is not None:
        yield key, node


def _fitness(path: str) -> tuple[bool, bool, int, str]:
    """Return what sorts pictures: a logo for paper first, lines before pixels."""
    words = path.casefold()
    kind = PICTURES.index(PurePosixPath(words).suffix)
    not_logo = not any(word in words for word in LOGO_WORDS)
    return any(word in words for word in NOT_FOR_PAPER), not_logo, kind, path


def _family(parcel: Parcel, problems: Problems) -> tuple[str, list[str]]:
    """Return the family of most files that has a regular and a bold, both upright."""
    families: dict[str, dict[str, set[int]]] = {}
    for path in parcel.with_suffix(FONTS):
        try:
            data = parcel.data(path)
            font = read_font(data)
        except (Refused, Unsuitable) as refused:
            fact = f"this typeface is not taken: {refused}"
            problems.warn("font", parcel.place(path), fact, refused.hint)
            continue
        if not font.italic:
            reached = {weight for weight in (REGULAR, BOLD) if font.reaches(weight)}
            families.setdefault(family_of(data), {})[path] = reached
    whole = {
        family: list(fonts)
        for family, fonts in families.items()
        if family and {REGULAR, BOLD} <= set().union(*fonts.values())
    }
    for family in sorted(set(families) - set(whole)):
        place = parcel.place(next(iter(families[family])))
        fact = f"the family '{family}' is not taken: it lacks a regular (400) or a bold (700)"
        problems.warn("font", place, fact, "ask for both, and import again")
    best = max(sorted(whole), key=lambda one: len(whole[one]), default="")
    return best, sorted(whole.get(best, []))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
