"""A shelf as one HTML page that holds all that it needs, and may load nothing else."""

from __future__ import annotations

import calendar
import io
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from markupsafe import Markup
from PIL import Image

from handouts.batch.materials import Materials
from handouts.desk.finding import LITTLE
from handouts.desk.frontpages import Picture
from handouts.desk.stock import BrandShelf, ClinicShelf, Look
from handouts.desk.webpage import data_address, faces_style, house_text, policy

__all__ = ["ShelfPages"]

STYLE, SCRIPTS = "styles/shelf.css", ("templates/shelf/finding.js", "templates/shelf/shelf.js")
LARGEST_LOGO = (560, 160)  # pixels: twice what is shown
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
                "spoken": spoken,
                "month": month,
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

    def _style(self, look: Look) -> str:
        tokens = "".join(f"--{token}:{colour};" for token, colour in look.inks.items())
        return f":root{{{tokens}}}\n{self._shared_style}"


def spoken(day: str) -> str:
    """Return a day (ISO 8601) as staff read it: '24 November 2026'."""
    found = date.fromisoformat(day)
    return f"{found.day} {month(found)}"


def month(day: date) -> str:
    """Return the month of a day as it is printed on the sheets: 'November 2026'."""
    return f"{calendar.month_name[day.month]} {day.year}"


def _logo(look: Look) -> str:
    """Return a logo as an address that holds it, a raster one no larger than it is shown."""
    if not look.logo or look.logo_type == SVG:
        return data_address(look.logo, SVG) if look.logo else ""
    with Image.open(io.BytesIO(look.logo)) as picture:
        picture.thumbnail(LARGEST_LOGO)
        out = io.BytesIO()
        picture.save(out, "PNG", optimize=True)
    return data_address(out.getvalue(), PLAIN)
