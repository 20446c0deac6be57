"""A shelf as one HTML page that holds all that it needs, and may load nothing else."""

from __future__ import annotations

import calendar
import io
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from markupsafe import Markup
from PIL import Image

from handouts.batch import Materials
from handouts.counter.finding import LITTLE
from handouts.counter.folding import ALIKE
from handouts.counter.frontpages import Picture
from handouts.counter.shelves import BrandShelf, ClinicShelf, ShelfLook
from handouts.proof import data_address, faces_style, house_text, policy

__all__ = ["ShelfPages"]

STYLE = "styles/shelf.css"
SCRIPTS = tuple(f"templates/shelf/{name}.js" for name in ("finding", "shelf", "dates"))
LARGEST_LOGO_PX = (560, 160)  # pixels: twice what is shown
PLAIN, SVG = "image/png", "image/svg+xml"


class ShelfPages:
    """Sets shelves; what they share is read once."""

    def __init__(self, materials: Materials) -> None:
        """Take where templates and styles come from."""
        self._materials = materials

    def of(self, shelf: ClinicShelf | BrandShelf, pictures: Mapping[str, Picture]) -> bytes:
        """Return the page of a shelf. Raises HandoutsError where a template or style fails."""
        style, script = self._style(shelf.look), self._script
        kind = "clinic" if isinstance(shelf, ClinicShelf) else "brand"
        html = self._materials.templates.render(
            f"shelf/{kind}.html.j2",
            {
                "direction": "ltr",
                "shelf": shelf,
                "pictures": {
                    path: data_address(p.data, "image/webp") for path, p in pictures.items()
                },
                "sizes": {path: (p.width, p.height) for path, p in pictures.items()},
                "logo": _logo(shelf.look),
                "style": Markup(style),
                "script": Markup(script),
                "policy": policy(style, script),
                "little": LITTLE,
                "alike": ALIKE,
                "spoken": spoken,
                "months": calendar.month_abbr[1:],
            },
        )
        return html.encode()

    @cached_property
    def _script(self) -> str:
        return "".join(house_text(self._materials.workspace, name) for name in SCRIPTS)

    @cached_property
    def _shared_style(self) -> str:
        return f"{faces_style()}\n{house_text(self._materials.workspace, STYLE)}"

    def _style(self, look: ShelfLook) -> str:
        tokens = "".join(f"--{token}:{colour};" for token, colour in look.inks.items())
        return f":root{{{tokens}}}\n{self._shared_style}"


def spoken(day: str | date) -> str:
    """Return a day, perhaps as ISO 8601, as staff read it: '24 November 2026'."""
    when = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{when.day} {calendar.month_name[when.month]} {when.year}"


def _logo(look: ShelfLook) -> str:
    """Return a logo as an address that holds it, a raster one no larger than it is shown."""
    if not look.logo or look.logo_type == SVG:
        return data_address(look.logo, SVG) if look.logo else ""
    with Image.open(io.BytesIO(look.logo)) as picture:
        picture.thumbnail(LARGEST_LOGO_PX)
        out = io.BytesIO()
        picture.save(out, "PNG", optimize=True)
    return data_address(out.getvalue(), PLAIN)
