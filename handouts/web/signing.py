"""Signing in and out."""

from __future__ import annotations

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from handouts.web.accounts import Account
from handouts.web.sessions import COOKIE
from handouts.web.visits import Visit, go

__all__ = ["sign_in", "sign_out", "signing_page"]

NOBODY = Account("", frozenset(), "00", "")  # whose password is never right, and takes as long
MOST_LETTERS = 200


async def signing_page(visit: Visit) -> Response:
    """The page to sign in."""
    return visit.page("sign-in", wrong="")


async def sign_in(visit: Visit) -> Response:
    """Sign somebody in, where the password is right and few were tried."""
    fields, office = await visit.form(), visit.office
    name, password = fields.get("name", "").strip(), fields.get("password", "")[:MOST_LETTERS]
    peer, who = visit.peer, name.casefold()
    if not (office.addresses.allows(peer) and office.names.allows(who)):
        return visit.page("sign-in", 429, wrong="Too many tries. Wait a minute, and try again.")
    account = office.known.get(name, NOBODY)
    if not await run_in_threadpool(partial(account.opens, password)):
        return visit.page("sign-in", 403, wrong="That name and password do not belong together.")
    office.names.forgive(who)
    office.addresses.forgive(peer)
    office.sessions.end(visit.session)
    visit.session = office.sessions.new(name)
    visit.cookies[COOKIE] = office.sessions.written(visit.session)
    office.log.note("signed in", name)
    return go("/")


async def sign_out(visit: Visit) -> Response:
    """Sign out: the cookie is worth nothing any more, wherever it was copied to."""
    await visit.form()
    visit.office.sessions.end(visit.session)
    visit.session = visit.office.sessions.new()
    visit.cookies[COOKIE] = visit.office.sessions.written(visit.session)
    return go("/sign-in")
