"""The versions of a text: who saved what when, compared with what it says now, and brought back."""

from __future__ import annotations

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from handouts.diagnostics import HandoutsError
from handouts.preview import Known, LookAtAll, LookAtOne, View, Wanted
from handouts.web.clashes import place_of
from handouts.web.editing import address_of, manuscript_of
from handouts.web.manuscripts import Manuscript
from handouts.web.marking import marked_steps
from handouts.web.pending import SAVED
from handouts.web.visits import Forbidden, NotThere, Visit, go
from handouts.writing import Version, bring_back, compared, version_data, versions_of

__all__ = ["back", "history", "picture", "version"]

MOST_SHOWN = 100
MOST_LAID = 20  # versions of which it is remembered how they lay
NOW = "now"  # in the place of a version's name: the text as it is saved


async def history(visit: Visit) -> Response:
    """All versions of a text, the newest first."""
    manuscript = manuscript_of(visit, anew=True)
    there = await run_in_threadpool(versions_of, manuscript.workspace, manuscript.handout)
    return visit.page(
        "versions",
        title=manuscript.title,
        address=address_of(manuscript),
        versions=[(one, _told(one, manuscript.handout)) for one in there[:MOST_SHOWN]],
        more=len(there) - MOST_SHOWN,
    )


def _told(one: Version, handout: str) -> str:
    """Return what a version changed, as authors call it: 'section 2 block 3, key points 1'."""
    words = one.summary.removeprefix(f"{handout}: ")
    for sign, spoken in ((".", " "), ("_", " "), ("sections ", "section "), ("blocks ", "block ")):
        words = words.replace(sign, spoken)
    return words


async def version(visit: Visit) -> Response:
    """What a version said that the text does not say now, and the other way; pages beside it."""
    manuscript, one = await _version(visit)
    before = await run_in_threadpool(
        version_data, manuscript.workspace, manuscript.handout, one.name
    )
    after = manuscript.opened.text
    changes = _changes(before.decode(), after)
    texts = ((one.name, before), (NOW, after.encode()))
    counts = [await _count(visit, manuscript, name, text) for name, text in texts]
    return visit.page(
        "version",
        title=manuscript.title,
        address=address_of(manuscript),
        version=one,
        changes=changes,
        counts=counts,
    )


def _changes(before: str, after: str) -> list[tuple[str, Markup]] | None:
    """Return where and how two texts differ; None where one of them cannot be read."""
    try:
        return [
            (
                place_of(after if one.after else before, one.after or one.before or ()),
                marked_steps(one.steps),
            )
            for one in compared(before.encode(), after.encode())
        ]
    except HandoutsError:
        return None


async def picture(visit: Visit) -> Response:
    """A page of a version, or of the text as it is saved, as a picture."""
    page = int(visit.request.path_params["page"])
    name = str(visit.request.path_params["version"])
    if name == NOW:
        manuscript = manuscript_of(visit, anew=True)
        text = manuscript.opened.text.encode()
    else:
        manuscript, one = await _version(visit)
        text = await run_in_threadpool(
            version_data, manuscript.workspace, manuscript.handout, one.name
        )
    view = await _looked(visit, manuscript, text, page - 1, manuscript.lay.get(name))
    picture = view.pictures.get(page - 1)
    if picture is None:
        raise NotThere("There is no such page.")
    return Response(picture.data, media_type="image/jpeg")


async def back(visit: Visit) -> Response:
    """Save a version anew, in the place of what is there; that stays among the versions."""
    await visit.form()
    manuscript, one = await _version(visit)
    if manuscript.changed:
        raise Forbidden("You have words that are not saved. Save them first, or undo them.")

    def brought() -> None:
        workspace, digest = manuscript.workspace, manuscript.opened.digest
        bring_back(workspace, manuscript.handout, one.name, visit.user, digest)

    await run_in_threadpool(brought)
    visit.office.opened.wrote()
    visit.office.log.note(SAVED, visit.user, handout=manuscript.handout)
    return go(address_of(manuscript))


async def _version(visit: Visit) -> tuple[Manuscript, Version]:
    """Return the version that the address names. Raises NotThere."""
    manuscript, name = manuscript_of(visit, anew=True), visit.request.path_params["version"]
    there = await run_in_threadpool(versions_of, manuscript.workspace, manuscript.handout)
    one = next((one for one in there if one.name == name), None)
    if one is None:
        raise NotThere("There is no such version.")
    return manuscript, one


async def _count(visit: Visit, manuscript: Manuscript, name: str, text: bytes) -> int:
    """Return how many pages a text has, and remember how it lay; 0 where it cannot be set."""
    view = await _looked(visit, manuscript, text, None, None)
    if view.known is None:
        return 0
    manuscript.lay[name] = view.known
    while len(manuscript.lay) > MOST_LAID:
        manuscript.lay.popitem(last=False)
    return view.known.outline.pages


async def _looked(
    visit: Visit, manuscript: Manuscript, text: bytes, page: int | None, known: Known | None
) -> View:
    """Return a page of a text as it would print, or all; none where it cannot be set any more."""
    brand, clinic = visit.home or visit.office.opened.clinics()[0]
    form = visit.office.opened.collection.workspace.settings.formats[0]
    wanted = Wanted(manuscript.handout, f"{brand.id}/{clinic.id}", form, text)
    asked = LookAtAll(wanted, known) if page is None else LookAtOne(wanted, page, known)
    try:
        view: View = await visit.office.press.do(asked, "drafts")
    except HandoutsError:
        return View()
    return view
