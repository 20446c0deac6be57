"""Clinics that differ in all that matters to a letterhead, and how they are made into one."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image
from samples import a_workspace

from handouts.brand.load import Brand, load_brands
from handouts.diagnostics import Problems
from handouts.page.environment import Templates
from handouts.page.formats import load_formats
from handouts.page.gangs import gang
from handouts.page.parts import Fragments, Sheet, Style
from handouts.page.phrases import load_phrases
from handouts.page.slots import Occasion, fragments
from handouts.press.casting import cast
from handouts.press.look import Look
from handouts.press.stamping import Letterhead
from handouts.workspace import Workspace

DETAILS = """
defaults:
  handouts:
    name: Harbour Skin Clinic
    address: [12 Example Street, London]
    phone: 020 7946 0000
    hours: Monday to Friday
    email: hello@harbour.example
    booking_url: https://harbour.example/book
    country: GB
"""
BRANDS = {
    "dark": 'meta: {name: Dark}\ncolor: {primary: "#0f2c5c"}\nlogo: {path: logo.svg}\n' + DETAILS,
    "pale": 'meta: {name: Pale Practice}\ncolor: {primary: "#a7c7e7"}\n',
    "picture": 'meta: {name: Q}\ncolor: {primary: "#111a1a"}\nlogo: {path: logo.png}\n' + DETAILS,
    "gradient": "meta: {name: Gradient}\nlogo: {path: logo.svg}\n",
    "shared": "meta: {name: 'Harbour: the \"best\" (of) clinics \\ co'}\n"
    + DETAILS.replace("name: Harbour Skin Clinic", "website: https://shared.example/"),
    "odd": "meta: {name: 'Ø)(\\ <b>&amp; \"Ünï\" %d {{ a }}'}\n"
    + DETAILS.replace("    name: Harbour Skin Clinic\n", "").replace("/book", "/a(b)?q=1&r=%20x"),
}
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">'
    b'<path d="M0 0h40l-9 10h-31z" fill="#123456"/><circle cx="9" cy="5" r="3" fill="#fa0"/></svg>'
)
GRADIENT = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><defs><linearGradient id="g">'
    b'<stop offset="0" stop-color="#123456"/><stop offset="1" stop-color="#fedcba"/>'
    b'</linearGradient></defs><rect width="40" height="10" fill="url(#g)" opacity="0.5"/></svg>'
)


def picture() -> bytes:
    """Return a raster logo that is partly transparent."""
    image = Image.new("RGBA", (300, 100), (200, 30, 60, 255))
    image.paste((0, 0, 0, 0), (100, 20, 200, 80))
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


class Clinics:
    """A workspace with the brands, and their slots."""

    def __init__(self, root: Path) -> None:
        files: dict[str, str | bytes] = {
            f"brands/{name}/_brand.yml": text for name, text in BRANDS.items()
        }
        files |= {
            "brands/dark/logo.svg": LOGO,
            "brands/gradient/logo.svg": GRADIENT,
            "brands/picture/logo.png": picture(),
        }
        self.workspace: Workspace = a_workspace(root, files)
        self.templates = Templates(self.workspace)
        self.brands: dict[str, Brand] = {
            brand.id: brand for brand in load_brands(self.workspace, Problems())
        }
        self.slots = {name: self._slots(brand) for name, brand in self.brands.items()}

    def _slots(self, brand: Brand) -> Fragments:
        return fragments(
            brand,
            brand.clinics[0],
            Occasion(True, False, {}),
            load_phrases(self.workspace, "en"),
            self.templates,
        )

    def gang(self, members: Sequence[Fragments], css: str = "") -> Sheet:
        form = load_formats(self.workspace)["standard"]
        made = gang(members, form, "en", templates=self.templates)
        styles = (*made.styles, Style("own.css", css))
        return Sheet(made.html, styles, made.assets, made.source)

    def look(self, name: str = "dark") -> Look:
        return Look(self.brands[name].palette.inks)

    def cast(self, *names: str) -> list[Letterhead]:
        made = cast([self.slots[name] for name in names], self.gang, self.look())
        letterheads = [one for one in made if isinstance(one, Letterhead)]
        assert len(letterheads) == len(names), made
        return letterheads
