"""Typefaces, each for the texts that it can set: a brand's, else the house's of a language."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from handouts.batch.copies import Copy, look_of
from handouts.batch.editions import Edition
from handouts.batch.faces import static_fonts
from handouts.batch.materials import Materials
from handouts.brand import (
    Brand,
    BrandFace,
    HouseFace,
    Unsuitable,
    characters,
    enough_for,
    house_face,
)
from handouts.content import TWINS, locale_of, printed_texts
from handouts.diagnostics import Problems, character
from handouts.page import number_sources, written_in
from handouts.press import Look
from handouts.store import Cache
from handouts.workers import Lost

__all__ = ["house_look", "housed", "suited"]


def suited(
    copies: Sequence[Copy],
    materials: Materials,
    problems: Problems,
    processes: int = 2,
    *,
    typed: bool = False,
) -> list[Copy]:
    """Return copies whose texts are set in a brand's faces only where these have each character.

    The others are set in the house's of their language, whole; told of is each such text. What a
    clinic's own words lack is taken from the house's faces. A text that is being typed has a face
    with more letters, which its next words need.
    """
    cutter = _Cutter(materials.cache, processes, problems, typed)

    def static(house: HouseFace, copy: Copy) -> HouseFace:
        offered = (materials.titles.get(name, "") for name in copy.clinic.offers or ())
        line = copy.edition.fallback.words if copy.edition.fallback else ""
        words = "".join([repr(copy.clinic), *offered, line])
        return cutter.static(house, copy.edition, words, any_more=bool(copy.personal or copy.parts))

    return _in_brands_faces(housed(copies, static), problems)


def house_look(
    edition: Edition, colours: Mapping[str, str], materials: Materials, problems: Problems
) -> Look:
    """Return the look of a text in colours, set in the house's face of its language alone."""
    try:
        house = house_face(edition.handout.locale)
    except Unsuitable:  # its check tells
        return Look(colours)
    return look_of(colours, _Cutter(materials.cache, 1, problems).static(house, edition))


def housed(
    copies: Sequence[Copy], static: Callable[[HouseFace, Copy], HouseFace] = lambda house, _: house
) -> list[Copy]:
    """Return copies each with the house's face of its language, or what is made of that for it.

    Its format has the room that the script needs.

    One whose face is not there, as its check has told, stays as it was.
    """
    # By the brand's id(), and the faces of the house: one brand stays one.
    brands: dict[tuple[int, HouseFace, HouseFace | None], Brand] = {}

    def one(copy: Copy) -> Copy:
        parts = tuple(map(one, copy.parts))
        try:
            house = static(house_face(copy.handout.locale), copy)
            asked = locale_of(copy.edition.asked)
            line = static(house_face(asked), copy) if copy.edition.standing.fallback else None
        except Unsuitable:
            return copy
        faces = replace(copy.brand.faces, house=house, fallback=line)
        brand = copy.brand
        if faces != brand.faces:
            brand = brands.setdefault((id(brand), house, line), replace(brand, faces=faces))
        form = written_in(copy.format, house.script)
        return replace(copy, brand=brand, format=form, parts=parts)

    return [one(copy) for copy in copies]


@dataclass
class _Cutter:
    """Makes the variable faces of the house static, each with the letters that a copy needs."""

    store: Cache
    processes: int
    problems: Problems
    typed: bool = False
    made: dict[tuple[str, frozenset[str]], HouseFace] = field(default_factory=dict)

    def static(
        self, house: HouseFace, edition: Edition, words: str = "", *, any_more: bool = False
    ) -> HouseFace:
        """Return a face that can set a text, and words of its clinic, or any more.

        Details of a person are not looked at: no letter of theirs may stand in what is kept.
        """
        if not any(face.location for face in house.faces):
            return house
        known, own = characters(house.faces[0].data), _letters(edition)
        both = own.union(unicodedata.normalize("NFC", words))
        alone = enough_for(own, known)
        more = self.typed or any_more or enough_for(both, known) != alone
        kept = enough_for(both, known, more=True) if more else alone
        key = house.families[0], kept
        if key not in self.made:
            self.made[key] = self._cut(house, kept, edition)
        return self.made[key]

    def _cut(self, house: HouseFace, kept: frozenset[str], edition: Edition) -> HouseFace:
        fonts = static_fonts(house.faces, self.store, self.processes, kept)
        some = sha256("".join(sorted(kept)).encode()).hexdigest()[:8]
        family = f"{house.families[0]} {some}"
        faces = []
        for face, data in fonts.items():
            if isinstance(data, Lost):
                fact = f"the face {house.families[0]} cannot be used: {data.reason}"
                self.problems.error("no-face", edition.handout.place, fact)
            else:
                faces.append(BrandFace(family, face.weight, data))
        return replace(house, families=(family, *house.families[1:]), faces=tuple(faces))


def _letters(edition: Edition) -> frozenset[str]:
    """Return the characters of all that is set with a text."""
    words: list[str] = [*printed_texts(edition.handout), *edition.phrases.texts()]
    words += [repr(edition.handout.locale), *map(repr, edition.references.values())]
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
