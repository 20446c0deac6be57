"""Pictures of an original as figures, byte for byte; what cannot be printed is kept aside."""

from __future__ import annotations

from handouts.brand import check_raster
from handouts.diagnostics import Refused
from handouts.importing.drafting.contacts import foreign
from handouts.importing.drafting.markup import TO_WRITE, cleaned, escaped
from handouts.importing.drafting.pieces import Piece
from handouts.importing.drafting.writing import Writing
from handouts.importing.original import Graphic
from handouts.importing.proof import quoted

__all__ = ["keep_aside", "kept_picture", "put_pictures"]

PRINTED = {b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg"}
ASIDE = {b"GIF8": ".gif", b"II*\0": ".tif", b"MM\0*": ".tif", b"BM": ".bmp", b"RIFF": ".webp"}
ASIDE |= {b"\xd7\xcd\xc6\x9a": ".wmf", b"\x01\0\0\0": ".emf"}


def put_pictures(writing: Writing, piece: Piece, caption: Piece | None = None) -> bool:
    """Add the pictures of a piece as figures; say whether the caption stands under one."""
    used = False
    for graphic in piece.graphics:
        figure = kept_picture(writing, graphic, piece)
        if figure is None:
            continue
        words = writing.say(caption, strong=False) if caption is not None and not used else ""
        words = words or f"{TO_WRITE}A caption"
        own = (caption,) if caption is not None and not used else ()
        writing.put({"figure": {**figure, "caption": words}}, *own, why="under its picture")
        used = used or caption is not None
    return used


def kept_picture(writing: Writing, graphic: Graphic, piece: Piece) -> dict[str, str] | None:
    """Keep a picture, and return its file and description; None where it cannot be printed."""
    of = f"A picture of paragraph {piece.number} of the file"
    described = f" Its description: {quoted(graphic.alt)}" if graphic.alt.strip() else ""
    if not graphic.data:
        away = cleaned(graphic.away)[:200]
        fact = f"{of} is not in the file, and was not fetched: {away}."
        writing.ask("picture", f"{fact}{described}", piece, words=graphic.alt)
        return None
    if graphic.data in writing.names:
        fact = f"{of} is {writing.names[graphic.data]} once more; it was left out."
        writing.ask("picture", f"{fact}{described}", piece, words=graphic.alt)
        return None
    suffix = next((s for start, s in PRINTED.items() if graphic.data.startswith(start)), "")
    try:
        if not suffix:
            raise Refused("it is of a kind that is not printed")
        check_raster(graphic.data, suffix)
    except Refused as refused:
        name = keep_aside(writing, graphic)
        fact = f"{of} is kept as left-aside/{name}: {refused}. Save it as PNG or SVG."
        writing.ask("picture", f"{fact}{described}", piece, words=graphic.alt)
        return None
    name = f"picture-{len(writing.figures) + 1}{suffix}"
    writing.figures[name] = graphic.data
    writing.names[graphic.data] = name
    alt = "" if foreign(graphic.alt) else escaped(graphic.alt)
    if described and not alt:
        fact = f"The description of {name} names what is the clinic's, and was left out"
        writing.ask("contact", f"{fact}: {quoted(graphic.alt)}", piece, words=graphic.alt)
    return {"file": name, "alt": alt or f"{TO_WRITE}What the picture shows"}


def keep_aside(writing: Writing, graphic: Graphic) -> str:
    """Keep a picture beside the draft, and return its name there."""
    kinds = {**PRINTED, **ASIDE}
    suffix = next((s for start, s in kinds.items() if graphic.data.startswith(start)), ".bin")
    if graphic.data not in writing.names:
        name = f"left-{len(writing.aside) + 1}{suffix}"
        writing.aside[name] = graphic.data
        writing.names[graphic.data] = name
    return writing.names[graphic.data]
