"""Brands' variable typefaces -> static ones: made once, in workers, and kept in the cache."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from importlib.metadata import version

from handouts.batch.materials import Materials
from handouts.batch.workers import Lost, Workers
from handouts.brand import Brand, BrandFace
from handouts.brand.fonts import Location
from handouts.brand.variable import instance, plain_glyphs
from handouts.diagnostics import Problems
from handouts.press.cache import FOLDER, Cache

__all__ = ["with_static_faces"]


@dataclass(frozen=True)
class _Static:
    """A static font, as the cache keeps it."""

    data: bytes = field(repr=False)


def with_static_faces(
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
    made = _made(dict.fromkeys(variable), Cache(materials.workspace.root / FOLDER), processes)
    chosen = [
        b if wanted and b.id not in wanted else _with(b, made, problems) for b in materials.brands
    ]
    return replace(materials, brands=chosen)


def _with(brand: Brand, made: dict[BrandFace, bytes | Lost], problems: Problems) -> Brand:
    """Return a brand with what its variable faces were made into; the house face for the rest."""
    own = brand.faces
    pairs = {faces: _pair(faces, made) for faces in (own.text, own.headings)}
    for faces, pair in pairs.items():
        if isinstance(pair, Lost):
            family = faces[0].family.rpartition(" ")[0]
            fact = f"the face '{family}' cannot be used: making a static one {pair.reason}"
            hint = "give static files, one for each weight"
            problems.warn("no-face", brand.place, f"{fact}; the house face is used", hint)
    text, headings = (
        () if isinstance(pairs[f], Lost) else pairs[f] for f in (own.text, own.headings)
    )
    return replace(brand, faces=replace(own, text=text, headings=headings))


def _pair(
    faces: Sequence[BrandFace], made: dict[BrandFace, bytes | Lost]
) -> tuple[BrandFace, ...] | Lost:
    found = []
    for face in faces:
        data = made.get(face, face.data)
        if isinstance(data, Lost):
            return data
        found.append(replace(face, data=data, location=()))
    return tuple(found)


def _made(
    faces: Iterable[BrandFace], store: Cache, processes: int
) -> dict[BrandFace, bytes | Lost]:
    """Return what variable faces become; what was made before comes from the cache."""
    kept = {face: store.get(_key(face), _Static) for face in faces}
    made: dict[BrandFace, bytes | Lost] = {face: one.data for face, one in kept.items() if one}
    missing = [face for face in kept if face not in made]
    files = list(dict.fromkeys(face.data for face in missing))
    with Workers(_do, processes) as team:
        plain = {files[n]: found for n, found in team.each([(data, ()) for data in files])}
        made |= {face: plain[face.data] for face in missing}
        sound = [(face, data) for face in missing if isinstance(data := made[face], bytes)]
        for number, found in team.each([(data, face.location) for face, data in sound]):
            face = sound[number][0]
            made[face] = found
            if isinstance(found, bytes):
                with suppress(OSError):  # it is made again the next time
                    store.put(_key(face), _Static(found))
    return made


def _do(job: tuple[bytes, Location]) -> bytes:
    """Take the first step of a font, or the second: each takes seconds."""
    data, location = job
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    return instance(data, location) if location else plain_glyphs(data)


def _key(face: BrandFace) -> str:
    return f"static {sha256(face.data).hexdigest()} {face.location} {version('fonttools')}"
