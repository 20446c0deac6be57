"""Typefaces of brands: variable ones made static, and each for the texts that it can set."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.metadata import version

from handouts.batch.copies import Copy
from handouts.batch.editions import Edition
from handouts.batch.materials import Materials
from handouts.brand import Brand, BrandFace, Location, characters, instance, plain_glyphs
from handouts.content import TWINS, printed_texts
from handouts.diagnostics import Problems, character
from handouts.page import number_sources
from handouts.store import Cache
from handouts.workers import Lost, Workers

__all__ = ["make_faces_static", "suited"]


@dataclass(frozen=True)
class _Static:
    """A static font, as the cache keeps it."""

    data: bytes = field(repr=False)


def make_faces_static(
    materials: Materials, names: Sequence[str], problems: Problems, processes: int = 2
) -> Materials:
    """Return materials in which the named brands, or all, have static faces alone.

    A font is the work of others: one that takes too long or breaks costs its brand that face.
    """
    wanted = {name.partition("/")[0] for name in names}
    variable = [
        face
        for brand in materials.brands
        if not wanted or brand.id in wanted
        for face in (*brand.faces.text, *brand.faces.headings)
        if face.location
    ]
    if not variable:
        return materials
    made = _made(dict.fromkeys(variable), materials.cache, processes)
    chosen = [
        b if wanted and b.id not in wanted else _with(b, made, problems) for b in materials.brands
    ]
    return replace(materials, brands=chosen)


def _with(brand: Brand, made: Mapping[BrandFace, bytes | Lost], problems: Problems) -> Brand:
    """Return a brand with what its variable faces were made into; the house face for the rest."""

    def static(faces: Sequence[BrandFace]) -> tuple[BrandFace, ...]:
        statics = []
        for face in faces:
            data = made.get(face, face.data)
            if isinstance(data, Lost):
                family = face.family.rpartition(" ")[0]
                fact = f"the face '{family}' cannot be used: making a static one {data.reason}"
                hint = "give static files, one for each weight"
                problems.warn("no-face", brand.place, f"{fact}; the house face is used", hint)
                return ()
            statics.append(replace(face, data=data, location=()))
        return tuple(statics)

    own = brand.faces
    return replace(brand, faces=replace(own, text=static(own.text), headings=static(own.headings)))


def _made(
    faces: Iterable[BrandFace], store: Cache, processes: int
) -> dict[BrandFace, bytes | Lost]:
    """Return what variable faces become; what was made before comes from the cache."""
    kept = {face: store.get(_key(face), _Static) for face in faces}
    made: dict[BrandFace, bytes | Lost] = {face: one.data for face, one in kept.items() if one}
    missing = [face for face in kept if face not in made]
    files = list(dict.fromkeys(face.data for face in missing))
    with Workers(_do, processes) as team:
        plain = {files[n]: outcome for n, outcome in team.each([(data, ()) for data in files])}
        made |= {face: plain[face.data] for face in missing}
        sound = [(face, data) for face in missing if isinstance(data := made[face], bytes)]
        for number, outcome in team.each([(data, face.location) for face, data in sound]):
            face = sound[number][0]
            made[face] = outcome
            if isinstance(outcome, bytes):
                with suppress(OSError):  # it is made again the next time
                    store.put(_key(face), _Static(outcome))
    return made


def _do(job: tuple[bytes, Location]) -> bytes:
    """Take the first step of a font, or the second: each takes seconds."""
    data, location = job
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    return instance(data, location) if location else plain_glyphs(data)


def _key(face: BrandFace) -> str:
    return f"static {sha256(face.data).hexdigest()} {face.location} {version('fonttools')}"


def suited(copies: Sequence[Copy], problems: Problems) -> list[Copy]:
    """Return copies whose texts are set in a brand's faces only where these have each character.

    The others are set in the house's, whole; told of is each such text. What a clinic's own words
    lack is taken from the house's faces, character by character.
    """
    plain: dict[int, Brand] = {}  # without faces for text, by the brand's id()
    known: dict[tuple[str, str], bool] = {}

    def one(copy: Copy) -> Copy:
        parts = tuple(map(one, copy.parts))
        brand, handout = copy.brand, copy.handout.id
        if not brand.faces.sheet:
            return copy
        key = brand.id, copy.edition.code
        if key not in known:
            lacking = _lacking(brand, copy.edition)
            known[key] = not lacking
            if lacking:
                more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
                fact = f"its faces lack {character(lacking[0])}{more}, which '{handout}' needs"
                hint = "nothing to do, or give a face with more characters"
                problems.warn(
                    "face-lacks", brand.place, f"{fact}; that text is set in the house face", hint
                )
        if known[key]:
            return replace(copy, parts=parts)
        faces = replace(brand.faces, sheet=False)
        house = plain.setdefault(id(brand), replace(brand, faces=faces))
        return replace(copy, brand=house, parts=parts)

    return [one(copy) for copy in copies]


def _lacking(brand: Brand, edition: Edition) -> list[str]:
    """Return the characters of a text that one of a brand's faces does not have."""
    cited, known = number_sources([edition.handout]), edition.references
    names = (known[key].short for key in cited if key in known)
    letters = "".join([*printed_texts(edition.handout), *names]).translate(TWINS)
    words = unicodedata.normalize("NFC", letters)
    needed = {one for one in words if not (one.isspace() or unicodedata.category(one) == "Cf")}
    faces = (*brand.faces.text, *brand.faces.headings)
    return sorted({one for face in faces for one in needed - characters(face.data)})
