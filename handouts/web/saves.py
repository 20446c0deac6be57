"""Saving a manuscript, and choosing where others changed the same fields meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import escape
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from handouts.diagnostics import HandoutsError
from handouts.reading import Edit
from handouts.web.clashes import place_names, saver_of
from handouts.web.editing import address_of, form_of, list_of, manuscript_of, state_of
from handouts.web.errands import refusal_of
from handouts.web.manuscripts import Manuscript, section_list
from handouts.web.pending import SAVED
from handouts.web.visits import Visit, sentence
from handouts.writing import Clashing, Conflict, SavedText, Side, Unsound

__all__ = ["choose", "save"]

KEPT_HERE = "Your words are in this window alone: leave it open, and save again."


async def save(visit: Visit) -> Response:
    """Save what was typed; where others changed the same fields, ask whose words stay."""
    shown = (await visit.form()).get("revision", "")
    manuscript = manuscript_of(visit)
    return await _tried(visit, manuscript, manuscript.save, shown)


async def choose(visit: Visit) -> Response:
    """Save what was typed, with a choice for each field that others changed too."""
    fields = await visit.form()
    manuscript = manuscript_of(visit)
    if manuscript.clash is None:
        return await _tried(visit, manuscript, manuscript.save)
    choices = [
        _choice(conflict, fields.get(f"side-{number}", "theirs"), fields.get(f"words-{number}"))
        for number, conflict in enumerate(manuscript.clash.conflicts)
    ]
    return await _tried(visit, manuscript, lambda: manuscript.choose(choices))


def _choice(conflict: Conflict, side: str, words: str | None) -> Side | Edit:
    """Return whose words stay in a field that two changed, or what is in their place."""
    own = conflict.mine if side == "mine" else conflict.theirs
    if words is None or not isinstance(own, str) or words.strip() in ("", own.strip()):
        return "mine" if side == "mine" else "theirs"
    return Edit("set", conflict.key, words.strip())


async def _tried(
    visit: Visit, manuscript: Manuscript, saving: Callable[[], SavedText], shown: str = ""
) -> Response:
    """Save, and tell what came of it, with the form where that shows another text."""
    answer: dict[str, Any] = {"done": False}
    try:
        saved = await run_in_threadpool(saving)
    except Clashing as clash:
        answer["saved"] = f"<b>Not saved.</b> Choose first. {_kept(manuscript)}"
        saver = await run_in_threadpool(saver_of, manuscript.workspace, manuscript.handout, clash)
        answer["html"] = visit.render(
            "clash",
            clash=clash,
            address=address_of(manuscript),
            places=place_names(clash),
            saver="You, in another window," if saver == visit.user else saver,
        )
        answer["focus"] = "first"
    except Unsound as error:
        what = escape(sentence(error.diagnostics[0].message))
        answer["saved"] = f"<b>Not saved.</b> {what} {_kept(manuscript)}"
    except (HandoutsError, OSError) as error:
        what = escape(sentence(refusal_of(error).fact))
        answer["saved"] = f"<b>Not saved.</b> {what} {_kept(manuscript)}"
    else:
        visit.office.opened.wrote()
        visit.office.log.note(SAVED, visit.user, handout=manuscript.handout)
        name = visit.request.query_params.get("section", "title")
        names = [row[0] for row in section_list(manuscript)]
        name = name if name in names else names[0]
        answer |= {"done": True, "saved": state_of(manuscript, saved)}
        if shown != manuscript.revision:  # others' words are in it
            answer |= {"section": name, "html": form_of(visit, manuscript, name)}
            answer |= {"sections": list_of(visit, manuscript, name)}
    answer["revision"] = manuscript.revision
    return JSONResponse(answer)


def _kept(manuscript: Manuscript) -> str:
    """Say whether what was typed is kept."""
    return KEPT_HERE if manuscript.unkept else "Your words are kept."
