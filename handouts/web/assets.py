"""Styles, script, typefaces and logos: what pages load, from this desk alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from starlette.responses import FileResponse, Response

from handouts.brand import Brand, HouseFace, Unsuitable, house_face
from handouts.content import is_language, locale_of
from handouts.web.visits import NotThere, Visit
from handouts.workspace import Refused, house_faces

__all__ = ["asset", "brand_style", "face", "language_face", "language_style", "logo"]

ASSETS = {
    "desk.css": ("styles/web/desk.css", "text/css"),
    "staff.css": ("styles/web/staff.css", "text/css"),
    "patient.css": ("styles/web/patient.css", "text/css"),
    "translate.js": ("templates/web/translate.js", "text/javascript"),
    "write.js": ("templates/web/write.js", "text/javascript"),
    "staff.js": ("templates/web/staff.js", "text/javascript"),
    "desk.js": ("templates/web/desk.js", "text/javascript"),
}
FACES = {
    "regular.ttf": "HyperlegiblePlainZero-Regular.ttf",
    "bold.ttf": "HyperlegiblePlainZero-Bold.ttf",
}
MIXED = {"wash": ("tint", 0.32), "hair": ("rule", 0.40), "warn-wash": ("warn", 0.07)}
FOR_A_WHILE = {"cache-control": "private, max-age=60"}
FOR_LONG = {"cache-control": "private, max-age=604800"}


async def asset(visit: Visit) -> Response:
    """A style or the script."""
    name, kind = ASSETS.get(visit.request.path_params["name"], ("", ""))
    if not name:
        raise NotThere("There is no such file.")
    try:
        text = visit.office.opened.collection.workspace.house_text(name)
    except Refused as error:
        raise NotThere(error.fact) from None
    return Response(text, media_type=kind, headers=FOR_A_WHILE)


async def face(visit: Visit) -> Response:
    """A typeface of the house."""
    name = FACES.get(visit.request.path_params["name"], "")
    paths = [path for folder in house_faces() for path in Path(folder).rglob("*.ttf")]
    path = next((path for path in paths if path.name == name), None)
    if path is None:
        raise NotThere("There is no such typeface.")
    return FileResponse(path, media_type="font/ttf", headers=FOR_LONG)


async def language_style(visit: Visit) -> Response:
    """What sets words in a language whose script ours lack; nothing where a browser's own does."""
    language = visit.request.path_params["language"]
    house = _house(language)
    faces = [face for face in house.faces if face.family == house.families[0]]
    css = "".join(
        f"@font-face{{font-family:'{face.family}';font-weight:{face.weight};font-display:swap;"
        f"src:url(/faces/in/{language}/{face.weight}.ttf) format('truetype')}}"
        for face in faces
    )
    if faces:
        families = ", ".join(f"'{family}'" for family in house.families)
        css += f":lang({language}){{font-family:{families}, sans-serif}}\n"
    return Response(css, media_type="text/css", headers=FOR_A_WHILE)


async def language_face(visit: Visit) -> Response:
    """A typeface of the house for the script of a language."""
    house = _house(visit.request.path_params["language"])
    for one in house.faces:
        named = one.family == house.families[0]
        if named and f"{one.weight}" == visit.request.path_params["weight"]:
            return Response(one.data, media_type="font/ttf", headers=FOR_LONG)
    raise NotThere("There is no such typeface.")


def _house(language: str) -> HouseFace:
    """Return what sets a language; without faces where ours do, or one is too large to send."""
    if not is_language(language):
        raise NotThere("There is no such language.")
    try:
        house = house_face(locale_of(language))
    except Unsuitable:
        return HouseFace()
    return HouseFace() if any(face.location for face in house.faces) else house


async def brand_style(visit: Visit) -> Response:
    """The colours of a brand, as tokens; with those that the desk mixes from them."""
    inks = _brand(visit).palette.inks
    tokens = {**inks, **{name: mixed(inks, *mix) for name, mix in MIXED.items()}}
    css = "".join(f"--{name}:{colour};" for name, colour in tokens.items())
    return Response(f":root{{{css}}}\n", media_type="text/css", headers=FOR_A_WHILE)


async def logo(visit: Visit) -> Response:
    """The logo of a brand."""
    picture = _brand(visit).logo
    if picture is None:
        raise NotThere("It has no logo.")
    policy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"  # where it is opened alone
    headers = {**FOR_A_WHILE, "content-security-policy": policy}
    return Response(picture.data, media_type=picture.media_type, headers=headers)


def mixed(inks: Mapping[str, str], token: str, share: float) -> str:
    """Return a colour of which a share is a token's, and the rest the paper's, in sRGB."""
    pairs = zip(_parts(inks[token]), _parts(inks["paper"]), strict=True)
    return "#" + "".join(f"{round(share * one + (1 - share) * two):02x}" for one, two in pairs)


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def _brand(visit: Visit) -> Brand:
    name = visit.request.path_params["brand"]
    for brand in visit.office.opened.collection.materials.brands:
        if brand.id == name:
            return brand
    raise NotThere("There is no such brand.")
