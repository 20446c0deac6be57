"""Clinic + language -> the fragments that fill a sheet's slots."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image

from handouts.brand import BOLD, Brand, Clinic, as_link, bare, script_widths, text_width
from handouts.content import WORDS, Locale, speaks
from handouts.diagnostics import Place
from handouts.page.boxes import SLOTS
from handouts.page.environment import Templates, dial
from handouts.page.markup import Setter
from handouts.page.newest import NEWEST, Newest, set_newest
from handouts.page.onefaced import letterhead_stack, one_faced
from handouts.page.parts import Asset, Fragments, slot_mark
from handouts.page.phrases import Phrases
from handouts.page.qr import qr_code
from handouts.page.ties import TIE
from handouts.reading import Text
from handouts.units import MM_PER_PT

__all__ = ["MARKS", "Occasion", "fragments", "marks"]

FILLED = {  # the details that stand in each slot
    "masthead": ("name", "strapline", "address"),
    "running": ("name",),
    "call": ("hours", "out_of_hours"),
    "emergency": (),
    "doctor": (),
    "panel": (
        *("name", "address", "contacts", "email", "booking_url", "website"),
        *("interests", "offers"),
    ),
    NEWEST: ("desk",),
}
MARKS = {slot: 4001 + number for number, slot in enumerate((*SLOTS, *WORDS))}  # px
NAMED = 3  # treatments that the sentence of interest names before it says "others"
WORDMARK = 2.4  # a logo wider than this many times its height holds the name itself
NAMES = ((22, "short"), (34, "middling"))  # letters that fit the masthead at a size
LETTER_EM = 0.56  # em, of a bold letter of Latin on average
LATIN = "\u0250"  # where its letters end


def marks() -> Fragments:
    """Return pictures that hold the places of the slots in a sheet that no clinic fills yet.

    Each is told by its width alone, in MARKS; no other picture is one pixel high and so wide.
    """
    html: dict[str, str] = {}
    assets: dict[str, Asset] = {}
    for slot, width in MARKS.items():
        address = _keep(assets, Asset("image/png", _line(width)), f"slot-{slot}")
        html[slot] = f'<img class="slot-mark" src="{address}" alt="{slot}">'
    return Fragments(html, assets)


@dataclass(frozen=True)
class Occasion:
    """What a sheet lets a clinic say on it.

    That is whether words on booking may stand there, and the line on reporting side effects of a
    medicine; titles are those of handouts, by id, of which a clinic names what it offers; newest
    is the way to the newest text of the sheet, where there is one.
    """

    booking: bool
    medicine: bool
    titles: Mapping[str, str]
    newest: Newest | None = None


def fragments(
    brand: Brand, clinic: Clinic, occasion: Occasion, phrases: Phrases, templates: Templates
) -> Fragments:
    """Set a clinic's slots. Raises HandoutsError for what is wrong in a template."""
    assets: dict[str, Asset] = {}
    books = occasion.booking and bool(clinic.booking_url)
    logo = brand.logo
    context: dict[str, Any] = {
        "brand": brand,
        "clinic": clinic,
        "booking": books,
        "address": bare(clinic.booking_url),
        "closed": _closed(clinic, phrases.locale),
        "advice": _advice(clinic, phrases),
        "logo": _keep(assets, Asset(logo.media_type, logo.data), "logo") if logo else "",
        "set_name": logo is None or logo.width < WORDMARK * logo.height,
        "name_size": _name_size(clinic.name, phrases.locale),
        "qr": _keep(assets, qr_code(as_link(clinic.booking_url)), "qr") if books else "",
        "interest": _interest(clinic, occasion.titles, phrases),
        "side_effects": _reporting(clinic, phrases) if occasion.medicine else "",
        "newest": bool(occasion.newest),
        "setter": Setter({}, quotes=phrases.locale.quotes, language=phrases.locale.tag),
        "say": phrases.say,
        "locale": phrases.locale,
        "direction": phrases.locale.direction,
    }
    html = {name: templates.render(f"slots/{name}.html.j2", context).strip() for name in SLOTS}
    labels = _labels(clinic, books, phrases)
    if occasion.newest and slot_mark(NEWEST) in html["panel"]:
        html[NEWEST] = set_newest(occasion.newest, assets, labels, phrases, templates)
    details, stack = _details(clinic, context), letterhead_stack(brand)
    html = {name: one_faced(filling, stack) for name, filling in html.items()}
    return Fragments(html, assets, labels, clinic.place.file, clinic.name, details)


def _details(clinic: Clinic, context: Mapping[str, Any]) -> dict[str, dict[str, Text]]:
    """Return the details that fill each slot, by key, with their places."""
    given = {
        "name": clinic.name,
        "strapline": clinic.strapline,
        "address": _joined(clinic.address),
        "hours": _joined(clinic.hours),
        "out_of_hours": clinic.out_of_hours.who
        if clinic.out_of_hours and context["closed"]
        else "",
        "contacts": _joined([contact.who for contact in clinic.contacts]),
        "email": clinic.email,
        "booking_url": clinic.booking_url if context["booking"] else "",
        "website": clinic.website,
        "desk": clinic.desk if context["newest"] else "",
        "interests" if clinic.interests else "offers": context["interest"],
    }
    texts = {k: t if isinstance(t, Text) else Text(t, clinic.place) for k, t in given.items() if t}
    return {
        slot: {key: texts[key] for key in keys if key in texts} for slot, keys in FILLED.items()
    }


def _name_size(name: str, locale: Locale) -> str:
    """Return how large a name is set: by its letters, each of another script by its width."""
    others = "".join(letter for letter in name if letter >= LATIN)
    faces = script_widths(locale, BOLD) if others else []
    wide = text_width(others, faces, 1 / MM_PER_PT) / LETTER_EM if faces else len(others)
    letters = len(name) - len(others) + wide
    return next((size for most, size in NAMES if letters <= most), "long")


def _closed(clinic: Clinic, locale: Locale) -> str:
    """Return who answers when the clinic is closed, but for the advice line of its country."""
    closed, urgent = clinic.out_of_hours, clinic.country and clinic.country.urgent
    if not closed or (urgent and closed.phone == urgent.number):
        return ""
    return _named(closed.who, closed.phone, locale)


def _advice(clinic: Clinic, phrases: Phrases) -> str:
    """Return the advice line of a clinic's country, with where it answers.

    A clinic that names it for when it is closed says by that that it answers there.
    """
    urgent = clinic.country and clinic.country.urgent
    if not urgent:
        return ""
    closed = clinic.out_of_hours
    there, locale = closed and closed.phone == urgent.number, phrases.locale
    note = phrases.say(urgent.note) if urgent.note and not there else ""
    # English has room for it, and faces of ideographs have one glyph for both spaces.
    tied = locale.spaced and not speaks(phrases.language, "en")
    who = urgent.who.replace(" ", TIE) if tied else urgent.who
    line = f"{_named(who, urgent.number, locale)}{locale.stop}{locale.space}{note}"
    return line.strip()


def _reporting(clinic: Clinic, phrases: Phrases) -> str:
    """Say where side effects of a medicine are reported in the clinic's country."""
    if not clinic.country:
        return ""
    given = clinic.country.reporting
    scheme = given.scheme if speaks(phrases.language, "en") else given.name
    return phrases.say("side_effects_to", scheme=scheme, address=bare(given.address))


def _named(who: str, number: str, locale: Locale) -> str:
    return who if number in who else f"{who}{locale.comma}{locale.space}{number}"


def _joined(lines: Sequence[str]) -> Text:
    place = next((line.place for line in lines if isinstance(line, Text)), Place(""))
    return Text(", ".join(lines), place)


def _interest(clinic: Clinic, titles: Mapping[str, str], phrases: Phrases) -> str:
    """Tell what the clinic sells: its own sentence, or one made from what it offers."""
    offered = [titles[name] for name in clinic.offers or () if name in titles]
    if clinic.interests or not offered:
        return clinic.interests
    names = list(map(phrases.locale.within, offered))
    if len(names) > NAMED:
        names = [*names[:NAMED], phrases.say("others")]
    return phrases.say("offers", offers=phrases.locale.listed(names))


def _labels(clinic: Clinic, books: bool, phrases: Phrases) -> dict[str, str]:
    """Name the links of the slots, for those who hear them."""
    country = clinic.country.emergency if clinic.country else ""
    colon = phrases.locale.colon + phrases.locale.space
    labels = {f"tel:{dial(n)}": f"{phrases.say('phone')} {n}" for n in (clinic.phone, country) if n}
    for contact in clinic.contacts:
        label = f"{contact.who}{colon}{phrases.say('phone')} {contact.phone}"
        if contact.extension:
            label += f" {phrases.say('extension', number=contact.extension)}"
        labels.setdefault(f"tel:{dial(contact.phone, contact.extension)}", label)
    if clinic.email:
        labels[f"mailto:{as_link(clinic.email)}"] = f"{phrases.say('email')} {clinic.email}"
    if clinic.website:
        labels[as_link(clinic.website)] = f"{phrases.say('website')} {bare(clinic.website)}"
    if books:
        labels[as_link(clinic.booking_url)] = phrases.say("book_label", clinic=clinic.name)
    return labels


def _keep(assets: dict[str, Asset], asset: Asset, stem: str) -> str:
    address = asset.address(stem)
    assets[address] = asset
    return address


def _line(width: int) -> bytes:
    """Draw a picture that is one pixel high."""
    out = io.BytesIO()
    Image.new("1", (width, 1)).save(out, "PNG")
    return out.getvalue()
