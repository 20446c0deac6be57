"""Translate: a text's languages, and a page where its segments stand beside their translations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup, escape
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from handouts.batch import Edition
from handouts.content import is_language, locale_of, locales, wider
from handouts.diagnostics import HandoutsError, Problems, WrongUse
from handouts.page import spoken_languages
from handouts.preview import Wanted
from handouts.review import standing
from handouts.translation import SegmentKey, Translation, Typed, UnitText, translation_of
from handouts.web.editing import title_of
from handouts.web.errands import refusal_of
from handouts.web.pending import SAVED
from handouts.web.segments import STATES, SegmentRow, id_of, rows_of, sections_of
from handouts.web.sights import seen_lines
from handouts.web.talks import asides_on
from handouts.web.tongues import tongues_of
from handouts.web.visits import Forbidden, NotThere, Visit, go, sentence
from handouts.writing import begin_translation, keep_typed, save_typed, text_with_typed, typed_of

__all__ = ["begin", "change", "languages", "look", "save", "segment_named", "segments"]
__all__ += ["source_and_language"]

LONGEST = 20_000  # letters of a translation: more than any source has


async def languages(visit: Visit) -> Response:
    """The languages of a text, how it stands in each, and a way to begin another."""
    name = _handout(visit)
    collection = visit.office.opened.collection
    source = _source(visit, name)
    there = await run_in_threadpool(standing, collection, name)
    known = {one.language for one in there} | {str(source.handout.language), "en", "en-GB"}
    others = [one for tag, one in locales().items() if tag not in known]
    others.sort(key=lambda one: one.english)
    spoken = await run_in_threadpool(_spoken, visit)
    return visit.page(
        "languages",
        name=name,
        title=title_of(visit, name),
        rows=tongues_of(there),
        others=[one for one in others if one.tag in spoken],
        unspoken=[one for one in others if one.tag not in spoken],
    )


async def begin(visit: Visit) -> Response:
    """Make the file of a translation, or bring it up to the text as it is now, and open it."""
    language = (await visit.form()).get("language", "")
    name = _handout(visit)
    if language not in locales():
        raise Forbidden("Choose a language.")
    if language not in await run_in_threadpool(_spoken, visit):
        what = f"There are no fixed phrases in {locale_of(language).english} yet"
        raise Forbidden(f"{what}. They stand in templates/phrases/{language}.yaml.")
    collection = visit.office.opened.collection
    try:
        await run_in_threadpool(begin_translation, collection, name, language, visit.user)
    except WrongUse as error:
        raise Forbidden(sentence(str(error))) from None
    visit.office.opened.wrote()
    visit.office.log.note("began to translate", visit.user, handout=name, language=language)
    return go(f"/write/{name}/in/{language}")


async def segments(visit: Visit) -> Response:
    """The segments of a text beside their translations; to a script, who asks and their token."""
    source, language = await source_and_language(visit)
    if visit.request.headers.get("accept") == "application/json":
        return JSONResponse({"writer": visit.user, "token": visit.token})
    one = await run_in_threadpool(_translation, visit, source, language)
    rows, lost = await run_in_threadpool(_rows, visit, one)
    asked = visit.request.query_params.get("show", "all")
    return visit.page(
        "translate",
        one=one,
        title=title_of(visit, one.id),
        address=_address(one),
        sections=sections_of(rows),
        lost=lost,
        show=asked if asked in STATES else "all",
        filters=_filters(rows),
        saved=Markup(_state(any(row.now != row.before for row in rows))),
        with_back=any(row.now.back for row in rows),
        asides=asides_on(visit.office.opened.collection.workspace, one.id, language),
        **_languages(one),
    )


async def look(visit: Visit) -> Response:
    """Tell what is to be seen of a translation, line by line: the page, then all of them."""
    source, language = await source_and_language(visit)
    collection, params = visit.office.opened.collection, visit.request.query_params
    brand, clinic = visit.home or visit.office.opened.clinics()[0]
    text = await run_in_threadpool(
        text_with_typed, collection.workspace, source.handout, language, source.code, visit.user
    )
    form = collection.workspace.settings.formats[0]
    name = source.handout.id
    wanted = Wanted(name, f"{brand.id}/{clinic.id}", form, text, language)
    page = int(params["page"]) if params.get("page", "").isdecimal() else 0
    return seen_lines(visit, (visit.session.id, name, language), wanted, min(page, 99))


async def change(visit: Visit) -> Response:
    """Keep what was typed for a segment, and tell what the rules find in it."""
    fields = await visit.form()
    source, language = await source_and_language(visit)
    one = await run_in_threadpool(_translation, visit, source, language)
    row = _named(one, fields.get("segment", ""))
    if max(len(fields.get(field, "")) for field in ("words", "back")) > LONGEST:
        return JSONResponse({"amiss": f"That is longer than {LONGEST:,} letters."})
    before, now = (
        UnitText.typed(
            fields.get(f"{when}words", ""),
            fields.get(f"{when}back", ""),
            left=fields.get(f"{when}left") == "1",
        )
        for when in ("was-", "")
    )
    workspace = visit.office.opened.collection.workspace
    typed = await run_in_threadpool(
        keep_typed, workspace, one.id, language, visit.user, Typed(row, before, now)
    )
    rows = await run_in_threadpool(rows_of, one, typed, visit.office.opened.collection.materials)
    own = next(other for other in rows if other.pair.segment.key == row)
    answer = {"saved": _state(bool(typed)), "findings": visit.render("_found", row=own)}
    return JSONResponse(answer)


async def save(visit: Visit) -> Response:
    """Put what was typed into the file, and tell what it says by now."""
    await visit.form()
    source, language = await source_and_language(visit)
    workspace = visit.office.opened.collection.workspace
    try:
        done = await run_in_threadpool(
            save_typed, workspace, source.handout, language, source.code, visit.user
        )
    except (HandoutsError, OSError) as error:
        what = escape(sentence(refusal_of(error).fact))
        return JSONResponse({"saved": f"<b>Not saved.</b> {what} Your words are kept."})
    visit.office.opened.wrote()
    clashing = [one.key for one in done.amended.clashes]
    if done.amended.taken:
        facts = {"handout": source.handout.id, "language": language}
        visit.office.log.note(SAVED, visit.user, **facts)
    one = await run_in_threadpool(_translation, visit, source, language)
    rows, _ = await run_in_threadpool(_rows, visit, one, clashing)
    shown = {row.id: visit.render("_segment", row=row, **_languages(one)) for row in rows}
    words = f"Saved at {datetime.now().astimezone():%H:%M}"
    if clashing:
        count = f"{len(clashing)} {'segment' if len(clashing) == 1 else 'segments'}"
        words = f"<b>Saved, but for {count}</b> that somebody else changed meanwhile: see below."
    elif done.saved.notice:
        words += f". {escape(done.saved.notice.message)}"
    return JSONResponse(
        {
            "done": not clashing,
            "saved": words,
            "rows": shown,
            "filters": {name: count for name, _, count in _filters(rows)},
            "first": id_of(clashing[0]) if clashing else "",
        }
    )


def segment_named(visit: Visit, source: Edition, language: str, name: str) -> SegmentKey:
    """Return the segment that a form means. Raises NotThere, HandoutsError."""
    return _named(_translation(visit, source, language), name)


def _handout(visit: Visit) -> str:
    name = str(visit.request.path_params["handout"])
    if name not in visit.office.opened.collection.materials.library.ids:
        raise NotThere("This text is not here any more: somebody took it away or renamed it.")
    return name


def _spoken(visit: Visit) -> set[str]:
    """Return the languages that have fixed phrases, their own or those of a wider one."""
    there = set(spoken_languages(visit.office.opened.collection.workspace))
    return {tag for tag in locales() if not there.isdisjoint(wider(tag))}


def _source(visit: Visit, name: str) -> Edition:
    """Return a text's own edition. Raises HandoutsError where it cannot be used."""
    collection = visit.office.opened.collection
    texts = collection.editions.get(name)
    if texts is None or texts.working is None:
        raise HandoutsError(*collection.findings(name))
    return texts.working


async def source_and_language(visit: Visit) -> tuple[Edition, str]:
    """Return the source and the language that the address names. Raises NotThere."""
    await visit.office.opened.catch_up()
    name, language = _handout(visit), str(visit.request.path_params["language"])
    file = f"content/{name}/translations/{language}.po"
    workspace = visit.office.opened.collection.workspace
    if not is_language(language) or not workspace.exists(file):
        raise NotThere("This text is not translated into that language yet.")
    return _source(visit, name), language


def _translation(visit: Visit, source: Edition, language: str) -> Translation:
    """Read a translation as its file is now. Raises HandoutsError."""
    problems = Problems()
    workspace = visit.office.opened.collection.workspace
    one = translation_of(workspace, source.handout, language, problems)
    if one is None:
        raise HandoutsError(*problems)
    return one


def _rows(
    visit: Visit, one: Translation, clashing: Sequence[SegmentKey] = ()
) -> tuple[list[SegmentRow], list[Typed]]:
    """Return the segments as who asks has them, and what they typed for such as are gone."""
    collection = visit.office.opened.collection
    typed = typed_of(collection.workspace, one.id, one.language, visit.user)
    there = {pair.segment.key for pair in one.pairs}
    lost = [own for key, own in typed.items() if key not in there]
    return rows_of(one, typed, collection.materials, clashing), lost


def _named(one: Translation, name: str) -> SegmentKey:
    """Return the segment that a form means. Raises NotThere."""
    for pair in one.pairs:
        if id_of(pair.segment.key) == name:
            return pair.segment.key
    raise NotThere("The text was changed meanwhile. Load the page again.")


def _filters(rows: Sequence[SegmentRow]) -> list[tuple[str, str, int]]:
    """Return what can be shown: its name, what it is called, and how many segments it has."""
    states = [row.pair.state for row in rows]
    some = [(name, words, states.count(name)) for name, words in STATES.items() if name != "done"]
    return [("all", "All", len(rows)), *some]


def _languages(one: Translation) -> Mapping[str, Any]:
    return {"into": locale_of(one.language), "tag": one.language, "of": one.source}


def _address(one: Translation) -> str:
    return f"/write/{one.id}/in/{one.language}"


def _state(changed: bool) -> str:
    return "<b>Not saved yet.</b> Your words are kept." if changed else "Saved"
