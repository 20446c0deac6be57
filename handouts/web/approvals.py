"""Approval: the record that a text may be given, renewed, or ended; the name is the session's."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from handouts.content import Approval, Frozen, Scope, plain
from handouts.counter import read_log, recall
from handouts.diagnostics import Problems
from handouts.reading import Text
from handouts.review import code_from
from handouts.web.accounts import Account
from handouts.web.pending import APPROVED, pending_reviews
from handouts.web.recording import Approve, Recorded, Renew, Withdraw
from handouts.web.reviews import demands, page_wish, working_text
from handouts.web.visits import Forbidden, NotThere, Visit

__all__ = ["USUAL", "approval_by", "approve", "approve_page", "approver_of", "ends", "places_of"]
__all__ += ["renew", "renew_page", "scope_of", "withdraw", "withdraw_page"]

MONTHS = (12, 24, 36)  # until a text must be read anew
USUAL = 24
ANYWHERE = ""  # the scope of an approval: all clinics


async def approve_page(visit: Visit) -> Response:
    """The page to approve a text on: its pages, and what is said by approving it."""
    name, texts, working = await working_text(visit)
    approver = approver_of(visit)
    missing = [one for one in await run_in_threadpool(demands, visit, name) if not one.done]
    copy = await visit.office.makings.copy(page_wish(visit, name, draft=True))
    entry = visit.office.opened.entry(copy.path)
    before = texts.frozen[0][1].code if texts.frozen else ""
    return visit.page(
        "approve",
        name=name,
        title=plain(working.handout.title),
        working=working,
        approver=approver,
        author=_author(visit, name),
        missing=missing,
        sides=entry.pages if entry else 0,
        before="" if before == working.code else before,
        printed=await run_in_threadpool(_printed_by, visit, before),
        ends=ends(visit.office.opened.clock()),
        usual=USUAL,
        brands=visit.office.opened.collection.materials.brands,
        countries=places_of(visit),
    )


async def approve(visit: Visit) -> Response:
    """Record that a text may be given, for the text with the code that was shown."""
    fields = await visit.form()
    name, _, working = await working_text(visit)
    approver, author = approver_of(visit), _author(visit, name)
    if fields.get("read") != "yes":
        raise Forbidden("Read the pages as they print, and say so.")
    if fields.get("code") != working.code:
        raise NotThere("The text is another by now. Read it as it is, then approve it.")
    left = [one for one in await run_in_threadpool(demands, visit, name) if not one.done]
    if left:
        raise Forbidden(left[0].words)
    scope = scope_of(visit, fields.get("scope", ANYWHERE))
    approval = approval_by(visit, approver, fields, scope)
    root, day = visit.office.opened.root, visit.office.opened.clock()
    done: Recorded = await visit.office.press.do(
        Approve(root, day, name, approval, author, working.code)
    )
    visit.office.log.note(APPROVED, visit.user, handout=name, codes=[working.code])
    await visit.office.opened.read()
    return visit.page("recorded", title=plain(working.handout.title), done=done, what="Approved")


async def renew_page(visit: Visit) -> Response:
    """The page to give an approved text a new date of review."""
    text = _frozen(visit)
    return visit.page(
        "renew",
        text=text,
        title=plain(text.handout.title),
        approver=approver_of(visit),
        ends=ends(visit.office.opened.clock()),
        usual=USUAL,
        newest=_is_newest(visit, text),
    )


async def renew(visit: Visit) -> Response:
    """Record that an approved text was read anew and still holds."""
    fields = await visit.form()
    text, approver = _frozen(visit), approver_of(visit)
    if fields.get("read") != "yes":
        raise Forbidden("Read the text anew, and say so.")
    approval = approval_by(visit, approver, fields, Scope())
    root, day = visit.office.opened.root, visit.office.opened.clock()
    done: Recorded = await visit.office.press.do(Renew(root, day, text.code, approval))
    visit.office.log.note("renewed", visit.user, handout=text.handout.id, codes=[text.code])
    await visit.office.opened.read()
    return visit.page("recorded", title=plain(text.handout.title), done=done, what="Renewed")


async def withdraw_page(visit: Visit) -> Response:
    """The page to end a text on: who printed it, and why it must not be given any more."""
    text = _frozen(visit)
    approver_of(visit)
    printed = await run_in_threadpool(_printed_by, visit, text.code)
    return visit.page("withdraw", text=text, title=plain(text.handout.title), printed=printed)


async def withdraw(visit: Visit) -> Response:
    """Record that an approved text may no longer be given, and why."""
    fields = await visit.form()
    text = _frozen(visit)
    approver_of(visit)
    why = " ".join(fields.get("why", "").split())
    if not why:
        raise Forbidden("Say why, for those who ask later.")
    root, day = visit.office.opened.root, visit.office.opened.clock()
    done: Recorded = await visit.office.press.do(Withdraw(root, day, text.code, why))
    visit.office.log.note("withdrew", visit.user, handout=text.handout.id, codes=[text.code])
    await visit.office.opened.read()
    printed = await run_in_threadpool(_printed_by, visit, text.code)
    title = plain(text.handout.title)
    return visit.page("recorded", title=title, done=done, what="Withdrawn", printed=printed)


def ends(today: date) -> Mapping[int, date]:
    """Return the last day of the month so many months from now, by their number."""

    def end(months: int) -> date:
        years, month = divmod(today.month - 1 + months, 12)
        year = today.year + years
        return date(year, month + 1, calendar.monthrange(year, month + 1)[1])

    # The last day of a month may lie beyond the longest time: then that of the month before.
    return {months: end(months if months < MONTHS[-1] else months - 1) for months in MONTHS}


def approver_of(visit: Visit) -> Account:
    """Return who approves, or says that a text was read.

    Raises Forbidden where the account does not say in which role.
    """
    account = visit.office.known.get(visit.user)
    if account is None:
        raise Forbidden("Approving needs an account of your own: the record bears your name.")
    if not account.title:
        fact = "Your account does not say in which role you approve."
        raise Forbidden(f"{fact} Ask who looks after the desk: handouts user add --title.")
    return account


def _author(visit: Visit, name: str) -> str:
    pending = pending_reviews(visit.office).get(name)
    return pending.author if pending else ""


def approval_by(
    visit: Visit, account: Account, fields: Mapping[str, str], scope: Scope
) -> Approval:
    """Return an approval of today, to be read anew after the months that were chosen."""
    today = visit.office.opened.clock()
    months = int(fields["months"]) if fields.get("months", "") in map(str, MONTHS) else USUAL
    return Approval(
        by=Text(account.name),
        role=Text(account.title),
        on=today,
        review_by=ends(today)[months],
        countries=scope.countries,
        brands=scope.brands,
    )


def scope_of(visit: Visit, word: str) -> Scope:
    """Return for whom an approval holds. Raises NotThere."""
    kind, _, name = word.partition(":")
    if word == ANYWHERE:
        return Scope()
    if kind == "brand" and name in {b.id for b in visit.office.opened.collection.materials.brands}:
        return Scope(brands=(Text(name),))
    if kind == "country" and name in places_of(visit):
        return Scope(countries=(Text(name),))
    raise NotThere("There is no such brand or country here.")


def places_of(visit: Visit) -> list[str]:
    """Return the codes of the countries that clinics are in."""
    codes = {c.country.code for _, c in visit.office.opened.clinics() if c.country}
    return sorted(codes)


def _frozen(visit: Visit) -> Frozen:
    """Return the approved text that the address names. Raises NotThere."""
    code = code_from(str(visit.request.path_params["code"])[:40])
    for every in visit.office.opened.collection.editions.values():
        for text, _ in (one for texts in every.every for one in texts.frozen):
            if text.code == code:
                return text
    raise NotThere("No approved text has this code.")


def _is_newest(visit: Visit, text: Frozen) -> bool:
    """Say whether no newer text of the handout waits, in the same language."""
    texts = visit.office.opened.collection.texts_of(text)
    if texts is None:
        return True
    newest = texts.working.code if texts.working else texts.frozen[0][0].code
    return newest == text.code


def _printed_by(visit: Visit, code: str) -> int:
    """Return how many clinics printed a text."""
    if not code:
        return 0
    workspace = visit.office.opened.collection.workspace
    log = read_log(workspace, Problems())
    return len(recall([entry for entry in log if entry.text_code == code]))
