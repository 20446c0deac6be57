"""The whole render: a sheet with a clinic's slots filled, in the brand's look, as one PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from handouts.diagnostics import Place, Problems
from handouts.engine import Pagination, Source, Typeset, paginate, typeset
from handouts.page import MARKS, Asset, Fragments, Sheet
from handouts.pdf import Meta, Unfinished, finish
from handouts.press.look import Look
from handouts.units import HAIR_MM

__all__ = ["inked", "lay_out", "render", "source_of", "typeset_sheet"]

TOKEN = re.compile(rb"var\(--([a-z-]+)\)")


def render(
    sheet: Sheet, fragments: Fragments, look: Look, meta: Meta, problems: Problems
) -> bytes | None:
    """Return the finished PDF, the same bytes for the same input; None after an error."""
    made = typeset_sheet(sheet, fragments, look, problems)
    if made is None:
        return None
    for slot, beyond in overflow(made, MARKS):
        problems.add(fragments.too_high(slot, beyond))
    if problems.failed:
        return None
    try:
        return finish(made.data, meta, fragments.labels)
    except Unfinished as error:
        problems.error("finish", Place(sheet.source), f"the PDF cannot be finished: {error}")
        return None


def typeset_sheet(
    sheet: Sheet, fragments: Fragments, look: Look, problems: Problems, *, measured: bool = False
) -> Typeset | None:
    """Typeset a sheet with fragments in its slots, not yet finished; None after an error.

    measured as for `typeset`.
    """
    source = source_of(sheet, fragments, look)
    return typeset(source, look.faces, problems, measured=measured)


def lay_out(
    sheet: Sheet, fragments: Fragments, look: Look, problems: Problems
) -> Pagination | None:
    """Lay out a sheet with fragments in its slots, to be drawn or not; None after an error."""
    return paginate(source_of(sheet, fragments, look), look.faces, problems)


def source_of(sheet: Sheet, fragments: Fragments, look: Look) -> Source:
    """Return what the engine is given: a sheet with fragments in its slots, in its colours."""
    assets = {**sheet.assets, **fragments.assets}
    pictures = {name: inked(asset, look.colours) for name, asset in assets.items()}
    return Source(sheet.filled(fragments), (look.style, *sheet.styles), pictures, sheet.source)


def inked(asset: Asset, colours: Mapping[str, str]) -> Asset:
    """Put a palette's colours in the place of the tokens of an SVG."""
    if asset.media_type != "image/svg+xml":
        return asset

    def colour(token: re.Match[bytes]) -> bytes:
        return colours.get(token[1].decode(), token[0].decode()).encode()

    return Asset(asset.media_type, TOKEN.sub(colour, asset.data))


def overflow(made: Typeset, slots: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Yield each slot of a typeset sheet whose filling leaves its box, and by how many mm."""
    for slot in slots:
        if slot in made.boxes:
            beyond = made.boxes[f"end-{slot}"].top - made.boxes[slot].bottom
            if beyond > HAIR_MM:
                yield slot, beyond
