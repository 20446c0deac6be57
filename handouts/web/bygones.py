"""The versions of a translation: compared with what its file says now, and brought back."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from handouts.content import Locale, locale_of, plain
from handouts.diagnostics import HandoutsError, cut
from handouts.preview import LookAtAll, LookAtOne, View, Wanted
from handouts.proof import word_steps
from handouts.store import digest
from handouts.translation import SegmentChange, catalogue_changes
from handouts.web.marking import marked_steps
from handouts.web.pending import SAVED
from handouts.web.translating import source_and_language
from handouts.web.visits import Forbidden, NotThere, Visit, go
from handouts.writing import (
    Version,
    bring_back_translation,
    typed_of,
    version_data,
    versions_of,
)

__all__ = ["bring_back", "page_then", "version_of_translation", "versions_of_translation"]

MOST_SHOWN = 100
NOW = "now"  # in the place of a version's name: the file as it is saved
LEFT = {True: "Marked again for somebody to go through.", False: "Somebody went through it."}


async def versions_of_translation(visit: Visit) -> Response:
    """All versions of a translation, the newest first."""
    name, language = await _names(visit)
    there = await run_in_threadpool(_versions, visit, name, language)
    rows = [(one, one.summary.removeprefix(f"{name}: ")) for one in there[:MOST_SHOWN]]
    return visit.page(
        "versions",
        title=_title(visit, name, language),
        address=f"/write/{name}/in/{language}",
        versions=rows,
        more=len(there) - MOST_SHOWN,
    )


async def version_of_translation(visit: Visit) -> Response:
    """What a version said that the file does not say now, segment by segment; pages beside it."""
    name, language = await _names(visit)
    one = await _version(visit, name, language)
    texts = [
        await run_in_threadpool(_data, visit, name, language, which) for which in (one.name, NOW)
    ]
    file = f"content/{name}/translations/{language}.po"
    changes: list[tuple[str, Markup]] | None = None
    try:
        segments = await run_in_threadpool(catalogue_changes, texts[0], texts[1], file)
        changes = [_change(segment, locale_of(language)) for segment in segments]
    except HandoutsError:
        pass  # the page says that one of the two cannot be read
    views = [await _look(visit, name, language, text, None) for text in texts]
    return visit.page(
        "version",
        title=_title(visit, name, language),
        address=f"/write/{name}/in/{language}",
        version=one,
        changes=changes,
        counts=[view.known.outline.pages if view.known else 0 for view in views],
    )


async def page_then(visit: Visit) -> Response:
    """A page of a version, or of the translation as it is saved, as a picture."""
    name, language = await _names(visit)
    which, page = str(visit.request.path_params["version"]), int(visit.request.path_params["page"])
    if which != NOW:
        await _version(visit, name, language)
    text = await run_in_threadpool(_data, visit, name, language, which)
    view = await _look(visit, name, language, text, page - 1)
    picture = view.pictures.get(page - 1)
    if picture is None:
        raise NotThere("There is no such page.")
    return Response(picture.data, media_type="image/jpeg")


async def bring_back(visit: Visit) -> Response:
    """Save a version anew, in the place of what is there; that stays among the versions."""
    await visit.form()
    name, language = await _names(visit)
    one = await _version(visit, name, language)
    workspace = visit.office.opened.collection.workspace
    if await run_in_threadpool(typed_of, workspace, name, language, visit.user):
        raise Forbidden("You have words that are not saved. Save them first, or undo them.")
    opened = digest(await run_in_threadpool(_data, visit, name, language, NOW))
    await run_in_threadpool(
        bring_back_translation, workspace, name, language, one.name, visit.user, opened
    )
    visit.office.opened.wrote()
    visit.office.log.note(SAVED, visit.user, handout=name, language=language)
    return go(f"/write/{name}/in/{language}")


async def _names(visit: Visit) -> tuple[str, str]:
    source, language = await source_and_language(visit)
    return source.handout.id, language


def _versions(visit: Visit, name: str, language: str) -> Sequence[Version]:
    return versions_of(visit.office.opened.collection.workspace, name, language)


async def _version(visit: Visit, name: str, language: str) -> Version:
    """Return the version that the address names. Raises NotThere."""
    for one in await run_in_threadpool(_versions, visit, name, language):
        if one.name == visit.request.path_params["version"]:
            return one
    raise NotThere("There is no such version.")


def _data(visit: Visit, name: str, language: str, which: str) -> bytes:
    """Return the file of a version, or as it is saved."""
    workspace = visit.office.opened.collection.workspace
    if which == NOW:
        return workspace.read(f"content/{name}/translations/{language}.po")
    return version_data(workspace, name, which, language)


def _title(visit: Visit, name: str, language: str) -> str:
    handout = visit.office.opened.collection.materials.readable.handouts[name]
    return f"{plain(handout.title)} in {locale_of(language).english}"


def _change(one: SegmentChange, locale: Locale) -> tuple[str, Markup]:
    """Return the source of a segment, and how what is said for it changed."""
    before, after = one.before, one.after
    parts = Markup("")
    if before.words != after.words:
        words = marked_steps(word_steps(before.words, after.words))
        line = Markup('<p lang="{}" dir="{}">{}</p>')
        parts += line.format(locale.tag, locale.direction, words)
    if before.back != after.back:
        back = marked_steps(word_steps(before.back, after.back))
        parts += Markup('<p class="small">Back translation: {}</p>').format(back)
    if before.left != after.left and before.words and after.words:
        parts += Markup('<p class="small soft">{}</p>').format(LEFT[after.left])
    return cut(one.key[1]), parts


async def _look(visit: Visit, name: str, language: str, text: bytes, page: int | None) -> View:
    """Return a page of a translation as it would print, or all; none where it cannot be set."""
    brand, clinic = visit.home or visit.office.opened.clinics()[0]
    form = visit.office.opened.collection.workspace.settings.formats[0]
    wanted = Wanted(name, f"{brand.id}/{clinic.id}", form, text, language)
    asked = LookAtAll(wanted, None) if page is None else LookAtOne(wanted, page, None)
    try:
        view: View = await visit.office.press.do(asked, "drafts")
    except HandoutsError:
        return View()
    return view
