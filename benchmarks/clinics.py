"""A workspace with the shipped handouts and many clinics, the same ones for the same seed.

Their shares are those of brand files that are found in public repositories: 13 % give no primary
colour, 21 % a pale one, 40 % no logo, 10 % faces of their own.
"""

from __future__ import annotations

import colorsys
import random
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from PIL import Image, ImageDraw

from handouts.workspace import MARKER

NO_PRIMARY, PALE, NO_LOGO, OWN_FACES = 0.13, 0.21, 0.40, 0.10
COUNTRIES = ("GB", "IE", "AU")
PHONES = {"GB": "020 7946 0{:03}", "IE": "020 910 0{:03}", "AU": "(02) 5550 0{:03}"}
FACES = ("Lato", "PT Sans", "IBM Plex Serif")  # installed with the press
NAMES = ("Harbour", "Meadow", "Northgate", "Orchard", "Riverside", "Elm Park", "Lighthouse")
KINDS = ("Skin", "Dermatology", "Skin and Laser", "Aesthetics", "Skin Health")
TOWNS = ("Ashford", "Brookfield", "Clifton", "Easton", "Fairview", "Greenhill", "Kingsbridge")
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 32">'
    '<circle cx="16" cy="16" r="15" fill="{0}"/>'
    '<path d="M8 20 Q16 4 24 20 Z" fill="#ffffff"/>'
    '<path d="M40 12 H112 M40 20 H92" stroke="{0}" stroke-width="5"/></svg>'
)


def write_workspace(shipped: Path, root: Path, clinics: int, seed: int = 1) -> None:
    """Write what is shipped into a new folder, with so many clinics of one brand each."""
    shutil.copytree(shipped / "content", root / "content")
    (root / MARKER).write_text("", encoding="utf-8")
    chance = random.Random(seed)
    shares = {
        share: set(chance.sample(range(clinics), round(share * clinics)))
        for share in (NO_LOGO, OWN_FACES)
    }
    order = chance.sample(range(clinics), clinics)
    without = set(order[: round(NO_PRIMARY * clinics)])
    pale = set(order[len(without) :][: round(PALE * clinics)])
    for number in range(clinics):
        colour = "" if number in without else _colour(chance, pale=number in pale)
        brand = _brand(number, chance, colour)
        folder = root / "brands" / f"clinic-{number:04}"
        folder.mkdir(parents=True)
        if number not in shares[NO_LOGO]:
            brand["logo"] = _write_logo(folder, number, colour or "#334455")
        if number in shares[OWN_FACES]:
            brand["typography"] = {"base": FACES[number % len(FACES)]}
        text = yaml.safe_dump(brand, sort_keys=False, allow_unicode=True)
        (folder / "_brand.yml").write_text(text, encoding="utf-8")


def _colour(chance: random.Random, *, pale: bool) -> str:
    lightness = chance.uniform(0.8, 0.9) if pale else chance.uniform(0.2, 0.45)
    channels = colorsys.hls_to_rgb(chance.random(), lightness, chance.uniform(0.3, 0.9))
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in channels)


def _brand(number: int, chance: random.Random, colour: str) -> dict[str, Any]:
    country = COUNTRIES[number % len(COUNTRIES)]
    name = f"{chance.choice(NAMES)} {chance.choice(KINDS)}"
    clinic = {
        "name": f"{name} {chance.choice(TOWNS)}",
        "address": [f"{number + 1} {chance.choice(NAMES)} Street", chance.choice(TOWNS)],
        "phone": PHONES[country].format(number % 1000),
        "hours": ["Monday to Friday, 8:30 to 18:00", "Saturday, 9:00 to 13:00"],
        "email": f"hello@clinic-{number}.example",
        "booking_url": f"https://clinic-{number}.example/book",
        "website": f"https://clinic-{number}.example/",
        "country": country,
    }
    brand: dict[str, Any] = {"meta": {"name": name}, "defaults": {"handouts": clinic}}
    return brand | ({"color": {"primary": colour}} if colour else {})


def _write_logo(folder: Path, number: int, colour: str) -> dict[str, str]:
    """Write a drawing or a picture, and return how a brand names it."""
    if number % 2:
        (folder / "logo.svg").write_text(LOGO.format(colour), encoding="utf-8")
        return {"path": "logo.svg", "alt": "The clinic"}
    picture = Image.new("RGBA", (480, 128), "#ffffff00")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((4, 4, 124, 124), fill=colour)
    draw.rectangle((160, 40, 440, 88), fill=colour)
    held = BytesIO()
    picture.save(held, "PNG")
    (folder / "logo.png").write_bytes(held.getvalue())
    return {"path": "logo.png", "alt": "The clinic"}
