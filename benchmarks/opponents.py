"""What Typst and Chromium are given: one handout and the clinics, as data and as HTML."""

from __future__ import annotations

import json
import shutil
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from handouts.batch.copies import Copy
from handouts.batch.materials import Materials
from handouts.brand.address import bare
from handouts.brand.clinic import Clinic
from handouts.content.prose import Cite, List, parse, plain
from handouts.engine import fonts
from handouts.page.breaking import Breaking
from handouts.page.citations import number_sources
from handouts.page.drawings import icon_array
from handouts.page.formats import Fit
from handouts.page.phrases import Phrases
from handouts.page.sections import printed
from handouts.press.look import Look
from handouts.press.rendering import inked
from handouts.reading.nodes import Text

LEVELS = ("very-low", "low", "moderate", "high")
TEMPLATE = "handout.typ"


def write_for_typst(copies: list[Copy], materials: Materials, folder: Path) -> None:
    """Write the template, the handout as data, and what each clinic puts in."""
    folder.mkdir()
    shutil.copy(Path(__file__).parent / TEMPLATE, folder)
    data = json.dumps(_Sheet(copies[0], materials).data())
    (folder / "sheet.json").write_text(data, encoding="utf-8")
    clinics = [_clinic(copy, materials, folder) for copy in copies]
    (folder / "clinics.json").write_text(json.dumps(clinics), encoding="utf-8")


def edit_data(folder: Path) -> None:
    """Change a few letters of the handout that Typst sets."""
    path = folder / "sheet.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["summary"] = [{"kind": "p", "items": [[{"text": "Note.", "strong": False, "href": ""}]]}]
    path.write_text(json.dumps(data), encoding="utf-8")


def write_for_chromium(copies: list[Copy], materials: Materials, folder: Path) -> None:
    """Write our own pages with their slots filled, one for each clinic, and the house's faces."""
    folder.mkdir()
    for number, copy in enumerate(copies):
        text = write_page(copy, copy.format.fits[-1], materials)
        (folder / f"{number}.html").write_text(text, encoding="utf-8")


def write_page(copy: Copy, fit: Fit, materials: Materials) -> str:
    """Write the page of a copy as one HTML file, with its slots filled and the house's faces."""
    look = Look(copy.brand.palette.inks)
    filling = copy.slots(materials)
    sheet = copy.sheet(fit, materials)
    html = sheet.filled(filling)
    for name, asset in {**sheet.assets, **filling.assets}.items():
        data = b64encode(inked(asset, look.colours).data).decode()
        html = html.replace(f'"{name}"', f'"data:{asset.media_type};base64,{data}"')
    styles = "".join(style.text for style in (look.style, *sheet.styles))
    return html.replace("</head>", f"<style>{''.join(_faces())}{styles}</style></head>")


def _faces() -> Iterator[str]:
    """Yield the rules that give the faces of our sheets."""
    weights = {"Regular": 400, "Bold": 700}
    for file in fonts.house_font_files():
        family = "Lato" if file.stem.startswith("Lato") else "Atkinson Hyperlegible"
        for name, weight in weights.items():
            if file.stem.endswith(f"-{name}"):
                source = f"font-weight:{weight};src:url('{file.as_uri()}')"
                yield f"@font-face{{font-family:'{family}';{source}}}"


def _clinic(copy: Copy, materials: Materials, folder: Path) -> dict[str, Any]:
    """Return what Typst is given of a clinic: a JSON text, beside its logo as a file."""
    clinic, logo, phrases = copy.clinic, copy.brand.logo, copy.edition.phrases
    name = ""
    if logo:
        name = f"{copy.brand.id}.{'svg' if 'svg' in logo.media_type else 'png'}"
        (folder / name).write_bytes(logo.data)
    drawn = [asset for stem, asset in copy.slots(materials).assets.items() if "qr-" in stem]
    return {
        "name": clinic.name,
        "paper": "us-letter" if copy.paper == "Letter" else "a4",
        "colours": dict(copy.brand.palette.inks),
        "logo": name or None,
        "worried": clinic.phone,
        "emergency": clinic.country.emergency if clinic.country else "",
        "hours": "; ".join(clinic.hours),
        "address": ", ".join(clinic.address),
        "booking": clinic.booking_url,
        "bare": bare(clinic.booking_url),
        "email": clinic.email,
        "website": clinic.website,
        "site": bare(clinic.website),
        "side_effects": _reporting(clinic, phrases),
        "qr": drawn[0].data.decode() if drawn else None,
        "qr_alt": phrases.say("qr_alt", address=bare(clinic.booking_url)),
    }


def _reporting(clinic: Clinic, phrases: Phrases) -> str:
    if not clinic.country:
        return ""
    given = clinic.country.reporting
    return phrases.say("side_effects_to", scheme=given.scheme, address=bare(given.address))


class _Sheet:
    """A handout as plain data for a template in another language."""

    def __init__(self, copy: Copy, materials: Materials) -> None:
        self.copy, self.materials = copy, materials
        self.handout, self.phrases = copy.handout, copy.edition.phrases
        self.sections = printed(copy.handout, copy.format, Breaking.on(copy.format, copy.paper))
        shown = (self.handout.summary, self.handout.main_message, self.handout.key_points)
        self.numbers = number_sources([*shown, *((s.heading, s.blocks) for s in self.sections)])

    def data(self) -> dict[str, Any]:
        handout, phrases = self.handout, self.phrases
        cited = [self.copy.edition.references[key] for key in self.numbers]
        return {
            "title": plain(handout.title),
            "short_title": plain(handout.short_title),
            "summary": self.value(handout.summary),
            "main_message": self.value(handout.main_message),
            "key_points": self.value(handout.key_points),
            "sections": [
                {
                    "heading": self.value(s.heading),
                    "wide": s.layout == "full",
                    "blocks": self.value(s.blocks),
                }
                for s in self.sections
            ],
            "sources": " ".join(f"{n} {source.short}." for n, source in enumerate(cited, 1)),
            "written": phrases.say("written", **phrases.dated(handout.issued)),
            "until": phrases.say("draft_no_date"),
            "code": self.copy.edition.code,
            "phrases": dict(phrases.entries),
        }

    def value(self, value: object, of: int = 0) -> Any:
        """Return texts as runs, blocks as objects, and the rest as it is."""
        if isinstance(value, Text):
            return [self._prose(part) for part in parse(value)]
        if isinstance(value, tuple):
            return [self.value(part, of) for part in value]
        return self._object(value, of) if is_dataclass(value) else value

    def _object(self, value: Any, of: int) -> dict[str, Any]:
        found: dict[str, Any] = {"tag": getattr(value, "tag", "")}
        of = getattr(value, "of", of)
        for name in (field.name for field in fields(value)):
            held = getattr(value, name)
            if name == "sources":
                found["cited"] = self._cited(held)
            elif name == "certainty" and held:
                key = held.replace("-", "_")
                found[name] = {
                    "level": LEVELS.index(held) + 1,
                    "long": self.phrases.say(f"sure_{key}"),
                    "short": self.phrases.say(f"sure_short_{key}"),
                }
            elif name == "file":
                file = f"{self.handout.folder}/{held}"
                found["drawing"] = self.materials.workspace.read(file).decode()
                found["plain_alt"] = plain(value.alt)
            elif name == "people":
                found["array"] = icon_array(held, of).data.decode()
                found["alt"] = self.phrases.say("array_alt", people=held, of=of)
                found[name] = str(held)
            elif name != "place":
                found[name] = self.value(held, of)
        return found

    def _prose(self, part: Any) -> dict[str, Any]:
        rows = part.items if isinstance(part, List) else (part.runs,)
        kind = "p" if not isinstance(part, List) else "ol" if part.numbered else "ul"
        return {"kind": kind, "items": [[self._run(run) for run in row] for row in rows]}

    def _run(self, run: Any) -> Mapping[str, object]:
        if isinstance(run, Cite):
            return {"text": self._cited(run.keys), "strong": False, "href": ""}
        href = getattr(run, "href", "")
        pointer = href.startswith("handout:")
        strong = pointer or getattr(run, "strong", False)
        return {"text": run.text, "strong": strong, "href": "" if pointer else href}

    def _cited(self, keys: tuple[str, ...]) -> str:
        numbers = sorted(self.numbers[key] for key in keys)
        return f" [{', '.join(map(str, numbers))}]" if numbers else ""
