"""The approval of a translation in two steps by two people; names are the session's."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from handouts.content import Proofreading, locale_of, plain
from handouts.reading import Text
from handouts.web.approvals import USUAL, approval_by, approver_of, ends, places_of, scope_of
from handouts.web.bilinguals import opened_text, page_counts
from handouts.web.pending import APPROVED, ASKED, READ_THROUGH, SENT_BACK
from handouts.web.recording import ApproveTranslation, ReadTranslation, Recorded
from handouts.web.steps import ApprovalSteps, steps_of
from handouts.web.visits import Forbidden, NotThere, Visit, go

__all__ = ["ask_translation", "send_translation_back", "step", "step_page"]


async def ask_translation(visit: Visit) -> Response:
    """Log that its translator asks for the review of a translation as it is now."""
    await visit.form()
    name, text = await opened_text(visit)
    if not visit.user:
        raise Forbidden("Sign in to ask for a review: the record names who translated the text.")
    language = text.translation.language
    facts = {"handout": name, "language": language, "codes": [text.edition.code]}
    visit.office.log.add(ASKED, visit.user, **facts)
    return go(f"/review/{name}/in/{language}#missing")


async def send_translation_back(visit: Visit) -> Response:
    """Log that a translation goes back to who translated it."""
    await visit.form()
    name, text = await opened_text(visit)
    language = text.translation.language
    facts = {"handout": name, "language": language, "codes": [text.edition.code]}
    visit.office.log.add(SENT_BACK, visit.user, **facts)
    return go("/review")


async def step_page(visit: Visit) -> Response:
    """The page to take the next step on: the pages of both texts, and what is said by it."""
    name, text = await opened_text(visit)
    approver = approver_of(visit)
    steps = await run_in_threadpool(steps_of, visit, text)
    counts, _ = await page_counts(visit, name, text)
    language = text.translation.language
    return visit.page(
        "approve-translation",
        name=name,
        text=text,
        title=plain(text.translation.source.title),
        into=locale_of(language),
        tag=language,
        address=f"/review/{name}/in/{language}",
        steps=steps,
        approver=approver,
        counts=counts,
        ends=ends(visit.office.opened.clock()),
        usual=USUAL,
        brands=visit.office.opened.collection.materials.brands,
        countries=places_of(visit),
    )


async def step(visit: Visit) -> Response:
    """Record the step that was shown, for the texts with the codes that were shown."""
    fields = await visit.form()
    name, text = await opened_text(visit)
    approver = approver_of(visit)
    if fields.get("read") != "yes":
        raise Forbidden("Read the pages as they print, and say so.")
    if (fields.get("code"), fields.get("of")) != (text.edition.code, text.source.code):
        raise NotThere("One of the texts is another by now. Read both as they are.")
    steps = await run_in_threadpool(steps_of, visit, text)
    if not steps.next or fields.get("step") != steps.next:
        raise Forbidden(_refusal(steps))
    language, code = text.translation.language, text.edition.code
    root, day = visit.office.opened.root, visit.office.opened.clock()
    facts = {"handout": name, "language": language, "codes": [code]}
    if steps.next == "language":
        read = Proofreading(by=Text(approver.name), role=Text(approver.title), on=day)
        author = steps.pending.author if steps.pending else ""
        errand = ReadTranslation(root, day, name, language, read, author, code)
        done: Recorded = await visit.office.press.do(errand)
        visit.office.log.note(READ_THROUGH, visit.user, **facts)
    else:
        approval = approval_by(visit, approver, fields, scope_of(visit, fields.get("scope", "")))
        done = await visit.office.press.do(
            ApproveTranslation(root, day, name, language, approval, code)
        )
        visit.office.log.note(APPROVED, visit.user, **facts)
    await visit.office.opened.read()
    title = f"{plain(text.translation.source.title)} in {locale_of(language).english}"
    what = "Approved" if steps.next == "clinical" else "Read against its source"
    return visit.page("recorded", title=title, done=done, what=what)


def _refusal(steps: ApprovalSteps) -> str:
    left = next((todo.words for todo in steps.todos if not todo.done), "")
    return steps.why_not or left or "It is approved as it stands."
