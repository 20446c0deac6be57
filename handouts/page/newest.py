"""The way from a sheet to its newest text: a QR code, and the address of its page in words.

Its code differs from text to text, and all else of it from clinic to clinic. So it is typeset once
with a stand-in for the text code, and each copy is stamped with its own.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from handouts.brand import Clinic, bare
from handouts.content import ALPHABET
from handouts.page.environment import Templates
from handouts.page.parts import Asset, Code
from handouts.page.phrases import Phrases
from handouts.page.qr import qr_code

__all__ = ["ALL_LETTERS", "ANY_CODE", "NEWEST", "Newest", "set_newest"]

NEWEST = "newest"  # the slot, which stands in the contact panel
ANY_CODE = "AAAA-AAAA"  # stands in for a text code, in none of which there is an A
ALL_LETTERS = f"{ALPHABET}-"  # what any code is set from: stands in for one where it is seen
STAND_IN = Code("image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')


@dataclass(frozen=True)
class Newest:
    """The page of a text at a clinic's desk; on_paper is what can be scanned."""

    clinic: Clinic
    code: str = ANY_CODE
    on_paper: bool = True

    @property
    def qr(self) -> Code:
        """The QR code that opens it."""
        return STAND_IN if self.code == ANY_CODE else qr_code(self.address)

    @property
    def address(self) -> str:
        """Its address, in ASCII."""
        return self.clinic.page_of(self.code)

    @property
    def before(self) -> str:
        """What stands before the code in the short address, which is read and typed."""
        return f"{bare(self.clinic.desk)}/t/"


def set_newest(
    newest: Newest,
    assets: MutableMapping[str, Asset],
    labels: MutableMapping[str, str],
    phrases: Phrases,
    templates: Templates,
) -> str:
    """Set the slot; add its picture to the assets, and the name of its link to the labels."""
    qr, short, stands_in = newest.qr, newest.before + newest.code, newest.code == ANY_CODE
    picture = qr.address("newest")
    if newest.on_paper:
        assets[picture] = qr
    labels[newest.address] = phrases.say("newest_label", address=short)
    context = {
        "qr": picture if newest.on_paper else "",
        "address": newest.address,
        "short": short,
        "before": _breaking(newest.before),
        "code": ALL_LETTERS if stands_in else newest.code,
        "say": phrases.say,
        "direction": phrases.locale.direction,
    }
    return templates.render("slots/newest.html.j2", context).strip()


def _breaking(address: str) -> Markup:
    """Return an address that may be broken before each of its dots."""
    return Markup("<wbr>.").join(map(escape, address.split(".")))
