"""What a clinic and a brand owe to the page: a way to ask, what they sell, and contrast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handouts.brand import Brand, Clinic, pairs
from handouts.checks.rule import Check, Finding

__all__ = ["CHECKS"]

TEXT = 4.5  # the least contrast of small text, WCAG 2.2; pairs with less are graphics


def interests(clinic: Clinic, _: float) -> Iterator[Finding]:
    """GOV-05: the reader is told what the clinic sells."""
    if not clinic.interests and clinic.offers is None:
        yield Finding(
            clinic.place,
            f"nothing says what {clinic.name} offers",
            "list it in 'offers' (an empty list for none), or write a sentence in 'interests'",
        )


def a_contact(clinic: Clinic, _: float) -> Iterator[Finding]:
    """AIS-01: who needs another format can ask."""
    if not (clinic.phone or clinic.email):
        fact = f"{clinic.name} has neither phone nor e-mail to ask for large print or a language"
        yield Finding(clinic.place, fact, "add 'phone' or 'email'")


def a_number(clinic: Clinic, _: float) -> Iterator[Finding]:
    """AIS-03: who is worried has a number to call."""
    if not clinic.phone:
        fact = f"the help box of {clinic.name} prints a blank line in place of a number"
        yield Finding(clinic.place, fact, "add 'phone': the line has to be filled in on each copy")


def text_contrast(brand: Brand, least: float) -> Iterator[Finding]:
    """CON-01: text stands out from what it stands on."""
    for pair in pairs(brand.palette):
        if pair.least >= TEXT and pair.ratio < least:
            fact = f"{pair.name} have a contrast of {pair.ratio:.1f}:1"
            yield Finding(brand.place, fact, "give a darker primary")


def graphics_contrast(brand: Brand, least: float) -> Iterator[Finding]:
    """CON-02: lines and drawings stand out from the paper."""
    for pair in pairs(brand.palette):
        if pair.background == "paper" and pair.least < TEXT and pair.ratio < least:
            fact = f"{pair.name} have a contrast of {pair.ratio:.1f}:1"
            yield Finding(brand.place, fact, "give a darker primary")


CHECKS: Mapping[str, Check] = {
    "AIS-01": a_contact,
    "AIS-03": a_number,
    "CON-01": text_contrast,
    "CON-02": graphics_contrast,
    "GOV-05": interests,
}
