"""Typefaces: variable ones made static, and each for the texts that it can set."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.metadata import version

from handouts.batch.copies import Copy
from handouts.batch.editions import Edition
from handouts.batch.materials import Materials
from handouts.brand import (
    Brand,
    BrandFace,
    HouseFace,
    Location,
    Unsuitable,
    characters,
    enough_for,
    house_face,
    instance,
    plain_glyphs,
)
from handouts.content import TWINS, printed_texts
from handouts.diagnostics import Problems, character
from handouts.page import number_sources, written_in
from handouts.store import Cache
from handouts.workers import Lost, Workers

__all__ = ["housed", "make_faces_static", "suited"]


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
    faces: Iterable[BrandFace], store: Cache, processes: int, letters: Collection[str] = ()
) -> dict[BrandFace, bytes | Lost]:
    """Return what variable faces become, with some letters or all; what was made is kept."""
    some = tuple(sorted(letters))
    kept = {face: store.get(_key(face, some), _Static) for face in faces}
    made: dict[BrandFace, bytes | Lost] = {face: one.data for face, one in kept.items() if one}
    missing = [face for face in kept if face not in made]
    files = list(dict.fromkeys(face.data for face in missing))
    with Workers(_do, processes) as team:
        whole = [(data, (), some) for data in files]
        plain = {files[n]: outcome for n, outcome in team.each(whole)}
        made |= {face: plain[face.data] for face in missing}
        sound = [(face, data) for face in missing if isinstance(data := made[face], bytes)]
        for number, outcome in team.each([(data, face.location, ()) for face, data in sound]):
            face = sound[number][0]
            made[face] = outcome
            if isinstance(outcome, bytes):
                with suppress(OSError):  # it is made again the next time
                    store.put(_key(face, some), _Static(outcome))
    return made


def _do(job: tuple[bytes, Location, tuple[str, ...]]) -> bytes:
    """Take the first step of a font, or the second: each takes seconds."""
    data, location, letters = job
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    return instance(data, location) if location else plain_glyphs(data, letters)


def _key(face: BrandFace, letters: Sequence[str] = ()) -> str:
    some = sha256("".join(letters).encode()).hexdigest() if letters else ""
    return f"static {sha256(face.data).hexdigest()} {face.location} {version('fonttools')} {some}"


def suited(
    copies: Sequence[Copy], materials: Materials, problems: Problems, processes: int = 2
) -> list[Copy]:
    """Return copies whose texts are set in a brand's faces only where these have each character.

    The others are set in the house's of their language, whole; told of is each such text. What a
    clinic's own words lack is taken from the house's faces.
    """
    cutter = _Cutter(materials.cache, processes, problems)
    return _in_brands_faces(housed(copies, cutter.static), problems)


def housed(
    copies: Sequence[Copy], static: Callable[[HouseFace, Copy], HouseFace] = lambda house, _: house
) -> list[Copy]:
    """Return copies each with the house's face of its language, or what is made of that for it.

    Its format has the room that the script needs.

    One whose face is not there, as its check has told, stays as it was.
    """
    brands: dict[tuple[int, HouseFace], Brand] = {}  # by the brand's id(): one brand stays one

    def one(copy: Copy) -> Copy:
        parts = tuple(map(one, copy.parts))
        try:
            house = static(house_face(copy.handout.locale), copy)
        except Unsuitable:
            return copy
        faces = replace(copy.brand.faces, house=house)
        brand = copy.brand
        if faces != brand.faces:
            brand = brands.setdefault((id(brand), house), replace(brand, faces=faces))
        form = written_in(copy.format, house.script)
        return replace(copy, brand=brand, format=form, parts=parts)

    return [one(copy) for copy in copies]


@dataclass
class _Cutter:
    """Makes the variable faces of the house static, each with the letters that a copy needs."""

    store: Cache
    processes: int
    problems: Problems
    made: dict[tuple[str, frozenset[str]], HouseFace] = field(default_factory=dict)

    def static(self, house: HouseFace, copy: Copy) -> HouseFace:
        """Return a face that can set a copy."""
        if not any(face.location for face in house.faces):
            return house
        kept = enough_for(_letters(copy), characters(house.faces[0].data))
        key = house.families[0], kept
        if key not in self.made:
            self.made[key] = self._cut(house, kept, copy)
        return self.made[key]

    def _cut(self, house: HouseFace, kept: frozenset[str], copy: Copy) -> HouseFace:
        fonts = _made(house.faces, self.store, self.processes, kept)
        some = sha256("".join(sorted(kept)).encode()).hexdigest()[:8]
        family = f"{house.families[0]} {some}"
        faces = []
        for face, data in fonts.items():
            if isinstance(data, Lost):
                fact = f"the face {house.families[0]} cannot be used: {data.reason}"
                self.problems.error("no-face", copy.handout.place, fact)
            else:
                faces.append(BrandFace(family, face.weight, data))
        return replace(house, families=(family, *house.families[1:]), faces=tuple(faces))


def _letters(copy: Copy) -> frozenset[str]:
    """Return the characters of all that stands on a copy, and some more."""
    words = [*printed_texts(copy.handout), *copy.edition.phrases.texts(), repr(copy.clinic)]
    words += [reference.short for reference in copy.edition.references.values()]
    return frozenset(unicodedata.normalize("NFC", "".join(words)))


def _in_brands_faces(copies: Sequence[Copy], problems: Problems) -> list[Copy]:
    """Return copies, those without a face for text that a brand's own lack letters of."""
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
