"""QR for a phone: the patient's page of a text, as a code to scan from the screen."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from handouts.brand import bare
from handouts.counter import Offer
from handouts.page import qr_code
from handouts.web.visits import NotThere, Visit

__all__ = ["page_address", "phone", "phone_code"]

NO_PAGE = "There is no page of it for a phone."


def page_address(visit: Visit, offer: Offer) -> str:
    """Return the address of a text's page for patients, '' where it has none, or none is known.

    It is at the desk that the clinic's file names, else where this one is reached, as it was told.
    """
    clinic = offer.copy.clinic
    desk = clinic.desk or visit.office.serving.address
    if not desk or offer.draft or offer.refused or offer.is_pack:
        return ""
    return replace(clinic, desk=desk).page_of(offer.codes[0])


async def phone(visit: Visit) -> Response:
    """The page that shows the code."""
    offer = visit.offer()
    address = page_address(visit, offer)
    if not address:
        raise NotThere(NO_PAGE)
    desk, code = address.partition("/t/")[0], offer.codes[0]
    return visit.page("phone", offer=offer, words=f"{bare(desk)}/t/{code}")


async def phone_code(visit: Visit) -> Response:
    """The code itself."""
    address = page_address(visit, visit.offer())
    if not address:
        raise NotThere(NO_PAGE)
    return Response(qr_code(address).data, media_type="image/svg+xml")
