"""What the words of brands and clinics must be, so that they can be set: in a face."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handouts.brand import Brand, Clinic, bare, widths_of
from handouts.checks.characters import letters, unset
from handouts.content import locale_of
from handouts.diagnostics import Problems
from handouts.reading import Text

__all__ = ["check_brand"]


def check_brand(brand: Brand, problems: Problems) -> Brand | None:
    """Tell of characters that no face sets; return the brand with the clinics that can be set.

    None where there are none.
    """
    faces = brand.faces.headings or brand.faces.text
    own = {character for face in faces for character in widths_of(face).advances}
    sound = []
    for clinic in brand.clinics:
        spoken = (clinic, *(one for _, one in clinic.spoken))
        texts = dict.fromkeys((text, text.place) for one in spoken for text in _details(one))
        known = own.union(*(letters(locale_of(tag)) for tag, _ in clinic.spoken))
        faults = [fault for text, _ in texts if (fault := unset(text, known))]
        problems.extend(faults)
        sound += [] if faults else [clinic]
    return replace(brand, clinics=tuple(sound)) if sound else None


def _details(clinic: Clinic) -> Iterator[Text]:
    """Walk through the words of a clinic that stand on a page, as they are set."""
    closed = (clinic.out_of_hours.who,) if clinic.out_of_hours else ()
    others = [word for contact in clinic.contacts for word in (contact.who, contact.hours)]
    words: Sequence[str] = (clinic.name, clinic.strapline, clinic.interests, clinic.email)
    own = vars(clinic.words).values() if clinic.words else ()
    for written in (*words, *clinic.address, *clinic.hours, *closed, *others, *own):
        yield written if isinstance(written, Text) else Text(written, clinic.place)
    for written in (clinic.booking_url, clinic.website):
        seen = bare(written)
        place = written.at(max(written.find(seen), 0)) if isinstance(written, Text) else None
        yield Text(seen, place or clinic.place)
