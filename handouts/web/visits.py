"""A visit: one request, who makes it, for which clinic, and the page that answers it."""

from __future__ import annotations

import calendar
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from ipaddress import ip_address
from pathlib import Path
from traceback import extract_tb
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from handouts.brand import Brand, Clinic
from handouts.counter import STEAD, NotPrinted, Offer, in_its_stead
from handouts.diagnostics import HandoutsError, Unplaced
from handouts.web.accounts import ROLES, Role
from handouts.web.errands import Refusal, refusal_of
from handouts.web.guard import TooMuch
from handouts.web.office import Office
from handouts.web.pending import waiting
from handouts.web.sessions import COOKIE, Session
from handouts.workers import Busy, Unmade

__all__ = ["Answers", "Forbidden", "NotThere", "Visit", "go", "handled", "sentence", "spoken"]

CLINIC = "handouts-clinic"
KEPT_SECONDS = 400 * 86_400  # for which a browser remembers its clinic
MOST_FIELDS = 40
ANYBODY: frozenset[Role] = frozenset()  # a page that asks for no role

Answers = Callable[["Visit"], Awaitable[Response]]


class NotThere(Unplaced):
    """A page that is not there; its text is for who asked for it."""


class Forbidden(Unplaced):
    """Something that may not be done by who asks."""


@dataclass
class Visit:
    """A request and who makes it."""

    office: Office
    request: Request
    session: Session
    roles: frozenset[Role] = ANYBODY
    cookies: dict[str, str] = field(default_factory=dict)  # to be given with the answer

    @property
    def user(self) -> str:
        """Who signed in, or ''."""
        return self.session.user

    @property
    def peer(self) -> str:
        """The address that it comes from, as a proxy tells it that is believed; '' for none."""
        peer, serving = _peer(self.request), self.office.serving
        if not peer or peer not in (serving.proxy, serving.behind):
            return peer
        forwarded = ",".join(self.request.headers.getlist("x-forwarded-for"))
        last = forwarded.rpartition(",")[2].strip()  # what is before it came to the proxy as it is
        with suppress(ValueError):
            return str(ip_address(last))
        return peer

    @property
    def leads(self) -> bool:
        """Whether who asks answers for texts, or for the desk."""
        return bool(self.roles - {"desk"})

    @property
    def waiting(self) -> int:
        """How many texts wait for a review by who asks."""
        return waiting(self.office, self.user)

    @property
    def token(self) -> str:
        """What the forms of this browser bring along."""
        return self.office.sessions.token(self.session)

    @property
    def home(self) -> tuple[Brand, Clinic] | None:
        """The clinic that this browser is at; None where that is not known."""
        clinics = self.office.opened.clinics()
        brand, _, clinic = self.request.cookies.get(CLINIC, "").partition("/")
        chosen = self.office.opened.clinic(brand, clinic)
        return chosen or (clinics[0] if len(clinics) == 1 else None)

    def clinic(self) -> tuple[Brand, Clinic]:
        """Return the clinic that the address names. Raises NotThere."""
        names = self.request.path_params
        there = self.office.opened.clinic(names["brand"], names["clinic"])
        if there is None:
            raise NotThere("There is no such clinic here.")
        return there

    def offer(self) -> Offer:
        """Return what the address names. Raises NotThere."""
        name, stead, asked = self.request.path_params["handout"].partition(STEAD)
        for offer in self.office.opened.offers(*self.clinic()):
            if offer.name == name:
                there = in_its_stead(self.office.opened.collection, offer, asked)
                if given := there if stead else offer:
                    return given
        raise NotThere("There is no such handout for this clinic. It may have been taken away.")

    async def form(self) -> Mapping[str, str]:
        """Return the fields that were sent. Raises Forbidden without the token of this browser."""
        body = await self.request.body()
        try:
            pairs = parse_qsl(
                body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS
            )
        except ValueError:
            raise Forbidden("That could not be read.") from None
        fields = dict(pairs)
        if not self.office.sessions.is_token(self.session, fields.get("token", "")):
            raise Forbidden("This page was open for too long. Go back, and do it once more.")
        return fields

    async def file(self) -> bytes:
        """Return the file that was brought. Raises Forbidden without the token of this browser."""
        if not self.office.sessions.is_token(self.session, self.request.headers.get("x-token", "")):
            raise Forbidden("This page was open for too long. Go back, and do it once more.")
        return await self.request.body()

    def render(self, template: str, **values: Any) -> str:
        """Return a template with what all pages know."""
        templates = self.office.opened.collection.materials.templates
        common = {"visit": self, "token": self.token, "home": self.home, "direction": "ltr"}
        return templates.render(f"web/{template}.html.j2", {**common, **values})

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """Answer with a page."""
        return HTMLResponse(self.render(template, **values), status)


def spoken(day: date) -> str:
    """Return a day as staff read it: '24 November 2026'."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def sentence(words: str) -> str:
    """Return words as a sentence: with a capital before, and a full stop behind."""
    words = " ".join(words.split())
    return f"{words[:1].upper()}{words[1:]}{'' if words[-1:] in '.!?' else '.'}"


def go(address: str) -> Response:
    """Answer with another page to look at."""
    return RedirectResponse(address, 303)


def handled(
    office: Office, roles: Collection[Role], answers: Answers
) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint that lets in who has one of some roles; anybody where there is none."""

    async def endpoint(request: Request) -> Response:
        visit = _visit(office, request)
        try:
            if roles and not visit.roles & set(roles):
                response = _not_let_in(visit)
            else:
                response = await answers(visit)
        except TooMuch:
            raise
        except ClientDisconnect:
            return Response(status_code=400)
        except NotThere as error:
            response = _amiss(visit, 404, Refusal(str(error)))
        except Forbidden as error:
            response = _amiss(visit, 403, Refusal(str(error)))
        except Busy as error:
            response = _amiss(visit, 503, Refusal(error.fact, error.hint))
        except (Unmade, NotPrinted) as error:
            response = _amiss(visit, 409, Refusal(error.fact, error.hint))
        except (HandoutsError, OSError) as error:
            response = _amiss(visit, 409, refusal_of(error))
        except (
            Exception
        ) as error:  # a fault of ours: told without its words, which may be a person's
            _tell_fault(error)
            response = _amiss(visit, 500, Refusal("Something went wrong here.", "Try it again."))
        _give_cookies(visit, response)
        return response

    return endpoint


def _tell_fault(error: Exception) -> None:
    """Log what kind of a fault it is and where, and nothing that it may quote."""
    frame = extract_tb(error.__traceback__)[-1]
    log = logging.getLogger("handouts.web")
    log.error("%s at %s:%s", type(error).__name__, Path(frame.filename).name, frame.lineno)


def _visit(office: Office, request: Request) -> Visit:
    """Return who asks: by a proxy that we believe, else by the cookie."""
    session = office.sessions.read(request.cookies.get(COOKIE, "")) or office.sessions.new()
    peer = _peer(request)
    named = request.headers.get("remote-user", "")
    if office.serving.proxy and peer == office.serving.proxy and named:
        session = Session(session.id, named, session.begun, session.seen)
    visit = Visit(office, request, session)
    if not office.guarded:
        visit.roles = frozenset(ROLES)
    elif account := office.known.get(session.user):
        visit.roles = account.roles
    if not request.cookies.get(COOKIE) or office.sessions.stale(session):
        visit.cookies[COOKIE] = office.sessions.written(session)
    return visit


def _peer(request: Request) -> str:
    """Return the address of who speaks to us."""
    return request.client.host if request.client else ""


def _not_let_in(visit: Visit) -> Response:
    if visit.user:
        return _amiss(visit, 403, Refusal("You may not do that.", "Ask who looks after the desk."))
    if visit.request.method == "GET" and "text/html" in visit.request.headers.get("accept", ""):
        return go("/sign-in")
    return _amiss(visit, 401, Refusal("Sign in first."))


def _amiss(visit: Visit, status: int, refusal: Refusal) -> Response:
    """Answer with what is amiss; in bare words where not even a page can be made."""
    if visit.request.headers.get("accept") == "application/json":
        return JSONResponse(
            {"amiss": sentence(refusal.fact), "hint": sentence(refusal.hint)}, status
        )
    try:
        return visit.page("amiss", status, refusal=refusal)
    except (Unmade, HandoutsError):
        logging.getLogger("handouts.web").warning("no page can be made")
        return Response(f"{refusal.fact}\n{refusal.hint}\n", 503, media_type="text/plain")


def _give_cookies(visit: Visit, response: Response) -> None:
    for name, value in visit.cookies.items():
        response.set_cookie(
            name,
            value,
            max_age=KEPT_SECONDS if name != COOKIE else None,
            secure=visit.office.serving.secure,
            httponly=True,
            samesite="strict",
        )
