"""Typefaces made such as a press can set, in workers, and kept."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.metadata import version

from handouts.batch.materials import Materials
from handouts.brand import (
    Brand,
    BrandFace,
    is_settable,
    static_font,
)
from handouts.diagnostics import Problems
from handouts.store import Cache
from handouts.workers import Lost, Workers

__all__ = ["make_faces_static", "static_fonts"]


@dataclass(frozen=True)
class _Static:
    """A static font, as the cache keeps it."""

    data: bytes = field(repr=False)


def make_faces_static(
    materials: Materials, names: Sequence[str], problems: Problems, processes: int = 2
) -> Materials:
    """Return materials in which the named brands, or all, have faces that can be set as they are.

    A font is the work of others: one that takes too long or breaks costs its brand that face.
    """
    wanted = {name.partition("/")[0] for name in names}
    others = [
        face
        for brand in materials.brands
        if not wanted or brand.id in wanted
        for face in (*brand.faces.text, *brand.faces.headings)
        if not is_settable(face)
    ]
    if not others:
        return materials
    made = static_fonts(dict.fromkeys(others), materials.cache, processes)
    chosen = [
        b if wanted and b.id not in wanted else _with(b, made, problems) for b in materials.brands
    ]
    return replace(materials, brands=chosen)


def _with(brand: Brand, made: Mapping[BrandFace, bytes | Lost], problems: Problems) -> Brand:
    """Return a brand with what its faces were made into; the house face for the rest."""

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


def static_fonts(
    faces: Iterable[BrandFace], store: Cache, processes: int, letters: Collection[str] = ()
) -> dict[BrandFace, bytes | Lost]:
    """Return what faces become, with some letters or all; what was made is kept."""
    some = "".join(sorted(letters))
    keys = {face: _key(face, some) for face in faces}
    kept = {face: store.get(key, _Static) for face, key in keys.items()}
    made: dict[BrandFace, bytes | Lost] = {face: one.data for face, one in kept.items() if one}
    missing = [face for face in kept if face not in made]

    def make(number: int) -> bytes:
        logging.getLogger("fontTools").setLevel(logging.CRITICAL)
        return static_font(missing[number].data, missing[number].location, some)

    with Workers(make, processes) as team:
        for number, outcome in team.each(range(len(missing))):
            made[missing[number]] = outcome
            if isinstance(outcome, bytes):
                with suppress(OSError):  # it is made again the next time
                    store.put(keys[missing[number]], _Static(outcome))
    return made


def _key(face: BrandFace, letters: str) -> str:
    some = sha256(letters.encode()).hexdigest() if letters else ""
    makers = f"{version('uharfbuzz')} {version('fonttools')}"
    return f"settable {sha256(face.data).hexdigest()} {face.location} {makers} {some}"
