"""The application: which page stands at which address, and who may ask for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from handouts.web import (
    approvals,
    asides,
    assets,
    bilinguals,
    brings,
    bygones,
    finds,
    history,
    jobs,
    lists,
    looks,
    patients,
    persons,
    phones,
    renderings,
    reviews,
    saves,
    sights,
    signing,
    sources,
    talks,
    translating,
    writes,
)
from handouts.web.accounts import ROLES, Role
from handouts.web.guard import Guard
from handouts.web.office import Office
from handouts.web.visits import Answers, NotThere, Visit, handled

__all__ = ["PAGES", "Address", "application"]

SHEET = "{brand}/{clinic}/{handout}"
IN = "/write/{handout}/in/{language}"
STAFF: tuple[Role, ...] = ROLES  # whoever works here
LEADS: tuple[Role, ...] = ("author", "approver", "admin")
AUTHORS: tuple[Role, ...] = ("author",)
READERS: tuple[Role, ...] = ("author", "approver")
APPROVERS: tuple[Role, ...] = ("approver",)


@dataclass(frozen=True)
class Address:
    """A page: how it is asked for, where, by whom (anybody where no role is named), the answer."""

    method: str
    path: str
    roles: tuple[Role, ...]
    answers: Answers


PAGES = (
    Address("GET", "/static/{name}", (), assets.asset),
    Address("GET", "/faces/{name}", (), assets.face),
    Address("GET", "/faces/in/{language}.css", STAFF, assets.language_style),
    Address("GET", "/faces/in/{language}/{weight}.ttf", STAFF, assets.language_face),
    Address("GET", "/brands/{brand}/style.css", (), assets.brand_style),
    Address("GET", "/brands/{brand}/logo", (), assets.logo),
    Address("GET", "/sign-in", (), signing.signing_page),
    Address("POST", "/sign-in", (), signing.sign_in),
    Address("POST", "/sign-out", STAFF, signing.sign_out),
    Address("GET", "/t/{code}", (), patients.patient),
    Address("GET", "/t/{code}/style.css", (), patients.patient_style),
    Address("GET", "/t/{brand}/{clinic}", (), patients.public_list),
    Address("GET", "/t/{brand}/{clinic}/{code}", (), patients.patient),
    Address("GET", "/t/{brand}/{clinic}/{code}/style.css", (), patients.patient_style),
    Address("GET", "/", STAFF, finds.find),
    Address("GET", "/clinics", STAFF, finds.clinics),
    Address("GET", "/find", STAFF, finds.found),
    Address("GET", "/at/{brand}/{clinic}", STAFF, finds.at_clinic),
    Address("GET", f"/look/{SHEET}", STAFF, looks.look),
    Address("GET", f"/made/{SHEET}/{{format}}", STAFF, looks.made),
    Address("GET", f"/picture/{SHEET}/{{format}}/{{size}}/{{page:int}}", STAFF, looks.picture),
    Address("GET", f"/copy/{SHEET}/{{format}}.pdf", STAFF, looks.pdf),
    Address("GET", f"/phone/{SHEET}", STAFF, phones.phone),
    Address("GET", f"/phone/{SHEET}/code.svg", STAFF, phones.phone_code),
    Address("POST", f"/print/{SHEET}", STAFF, jobs.print_sheet),
    Address("GET", f"/opened/{SHEET}/{{format}}", STAFF, jobs.opened),
    Address("GET", "/jobs/{slip}", STAFF, jobs.show),
    Address("GET", "/jobs/{slip}/events", STAFF, jobs.events),
    Address("POST", "/jobs/{slip}/cancel", STAFF, jobs.cancel),
    Address("POST", "/jobs/{slip}/again", STAFF, jobs.again),
    Address("GET", f"/person/{SHEET}", STAFF, persons.person),
    Address("POST", f"/person/{SHEET}", STAFF, persons.print_for),
    Address("POST", f"/person/{SHEET}/preview", STAFF, persons.preview),
    Address("GET", "/changed", STAFF, lists.changed),
    Address("POST", "/changed", STAFF, lists.threw_away),
    Address("GET", "/rack", STAFF, lists.rack),
    Address("GET", "/printed", LEADS, lists.printed),
    Address("GET", "/write", AUTHORS, writes.writings),
    Address("POST", "/write", AUTHORS, writes.begin),
    Address("GET", "/write/sources", AUTHORS, sources.seek),
    Address("POST", "/write/sources", AUTHORS, sources.add),
    Address("GET", "/write/{handout}", AUTHORS, writes.write),
    Address("GET", "/write/{handout}/section/{section}", AUTHORS, writes.section),
    Address("POST", "/write/{handout}/change", AUTHORS, writes.change),
    Address("POST", "/write/{handout}/save", AUTHORS, saves.save),
    Address("POST", "/write/{handout}/choose", AUTHORS, saves.choose),
    Address("POST", "/write/{handout}/pictures", AUTHORS, writes.put_picture),
    Address("GET", "/write/{handout}/look", AUTHORS, sights.look),
    Address("GET", "/write/{handout}/phone", AUTHORS, sights.phone),
    Address("GET", "/write/{handout}/versions", AUTHORS, history.history),
    Address("GET", "/write/{handout}/versions/{version}", AUTHORS, history.version),
    Address("GET", "/write/{handout}/versions/{version}/{page:int}", AUTHORS, history.picture),
    Address("POST", "/write/{handout}/versions/{version}/back", AUTHORS, history.back),
    Address("GET", "/write/{handout}/in", AUTHORS, translating.languages),
    Address("POST", "/write/{handout}/in", AUTHORS, translating.begin),
    Address("GET", IN, AUTHORS, translating.segments),
    Address("GET", f"{IN}/look", AUTHORS, translating.look),
    Address("POST", f"{IN}/change", AUTHORS, translating.change),
    Address("POST", f"{IN}/save", AUTHORS, translating.save),
    Address("GET", f"{IN}/versions", AUTHORS, bygones.versions_of_translation),
    Address("GET", f"{IN}/versions/{{version}}", AUTHORS, bygones.version_of_translation),
    Address("GET", f"{IN}/versions/{{version}}/{{page:int}}", AUTHORS, bygones.page_then),
    Address("POST", f"{IN}/versions/{{version}}/back", AUTHORS, bygones.bring_back),
    Address("GET", "/bring", AUTHORS, brings.bring),
    Address("POST", "/bring/leaflet", AUTHORS, brings.bring_leaflet),
    Address("GET", "/bring/leaflet/{brought}", AUTHORS, brings.leaflet),
    Address("POST", "/bring/leaflet/{brought}/keep", AUTHORS, brings.keep_leaflet),
    Address("POST", "/bring/clinics", AUTHORS, brings.bring_clinics),
    Address("GET", "/bring/clinics/{brought}", AUTHORS, brings.clinics),
    Address("POST", "/bring/clinics/{brought}/write", AUTHORS, brings.write_plan),
    Address("POST", "/bring/{brought}/drop", AUTHORS, brings.throw_away),
    Address("GET", "/review", READERS, reviews.reviews),
    Address("GET", "/review/{handout}", READERS, reviews.review),
    Address("GET", "/review/{handout}/copy.pdf", READERS, reviews.review_copy),
    Address("GET", "/review/{handout}/{which}/{page:int}", READERS, reviews.page_of),
    Address("GET", "/review/{handout}/in/{language}", READERS, bilinguals.bilingual_review),
    Address("GET", "/review/{handout}/in/{language}/pages", READERS, bilinguals.bilingual_pages),
    Address("GET", "/review/{handout}/in/{language}/copy.pdf", READERS, bilinguals.bilingual_copy),
    Address(
        "GET",
        "/review/{handout}/in/{language}/{which}/{page:int}",
        READERS,
        bilinguals.bilingual_page,
    ),
    Address("POST", "/review/{handout}/in/{language}/ask", AUTHORS, renderings.ask_translation),
    Address(
        "POST", "/review/{handout}/in/{language}/back", READERS, renderings.send_translation_back
    ),
    Address("POST", "/review/{handout}/in/{language}/say", READERS, asides.say),
    Address("POST", "/review/{handout}/in/{language}/reply", READERS, asides.reply),
    Address("POST", "/review/{handout}/in/{language}/settle", READERS, asides.settle),
    Address("GET", "/approve/{handout}/in/{language}", READERS, renderings.step_page),
    Address("POST", "/approve/{handout}/in/{language}", READERS, renderings.step),
    Address("POST", "/review/{handout}/ask", AUTHORS, reviews.ask_for_review),
    Address("POST", "/review/{handout}/back", READERS, reviews.send_back),
    Address("POST", "/review/{handout}/say", READERS, talks.say),
    Address("POST", "/review/{handout}/reply", READERS, talks.reply),
    Address("POST", "/review/{handout}/settle", READERS, talks.settle),
    Address("POST", "/review/{handout}/read", READERS, reviews.read_claim),
    Address("GET", "/approve/{handout}", APPROVERS, approvals.approve_page),
    Address("POST", "/approve/{handout}", APPROVERS, approvals.approve),
    Address("GET", "/renew/{code}", APPROVERS, approvals.renew_page),
    Address("POST", "/renew/{code}", APPROVERS, approvals.renew),
    Address("GET", "/withdraw/{code}", APPROVERS, approvals.withdraw_page),
    Address("POST", "/withdraw/{code}", APPROVERS, approvals.withdraw),
)


def application(office: Office) -> Guard:
    """Return the application of an office, which it starts and ends."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await office.start()
        try:
            yield
        finally:
            await office.stop()

    async def missing(request: Request, _: Exception) -> Response:
        return await handled(office, (), _missing)(request)

    routes = [
        Route(page.path, handled(office, page.roles, page.answers), methods=[page.method])
        for page in PAGES
    ]
    app = Starlette(
        routes=routes, lifespan=lifespan, exception_handlers={404: missing, 405: missing}
    )
    app.router.redirect_slashes = False
    return Guard(app, office.serving.hosts)


async def _missing(_: Visit) -> Response:
    raise NotThere("There is no such page.")
