"""Sources: found by author, title or year, and a new one written down for all texts."""

from __future__ import annotations

from typing import get_args

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from handouts.content import Paid, Reference, SourceKind
from handouts.diagnostics import HandoutsError
from handouts.web.errands import refusal_of
from handouts.web.visits import Visit
from handouts.writing import Labels, NewSource, add_source

__all__ = ["KINDS", "PAID", "add", "seek"]

MOST_SHOWN = 12
LONGEST_TITLE = 160  # letters that are shown
KINDS = tuple((word, word.replace("-", " ").capitalize()) for word in get_args(SourceKind))
PAID = tuple((word, word.replace("-", " ").capitalize()) for word in get_args(Paid))


async def seek(visit: Visit) -> Response:
    """The sources that words find, for the script: label, title and key."""
    words = visit.request.query_params.get("q", "")[:100].casefold().split()
    references = visit.office.opened.collection.materials.library.references
    labels = Labels(references)
    matches = [
        key
        for key, label in labels.of.items()
        if all(word in f"{label} {_words(references[key])}".casefold() for word in words)
    ]
    return JSONResponse([_told(key, labels, references[key]) for key in matches[:MOST_SHOWN]])


async def add(visit: Visit) -> Response:
    """Write a new source down; the answer is as that of seek, or what is amiss."""
    fields = await visit.form()
    new = NewSource(*(fields.get(name, "") for name in NewSource.FIELDS))
    workspace = visit.office.opened.collection.workspace
    try:
        key = await run_in_threadpool(add_source, workspace, new, visit.user)
    except (HandoutsError, OSError) as error:
        return JSONResponse({"amiss": refusal_of(error).fact})
    visit.office.log.note("added a source", visit.user, record=key)
    await visit.office.opened.read()
    references = visit.office.opened.collection.materials.library.references
    return JSONResponse(_told(key, Labels(references), references[key]))


def _told(key: str, labels: Labels, source: Reference) -> dict[str, str]:
    return {"key": key, "label": labels.of[key], "title": source.title[:LONGEST_TITLE]}


def _words(source: Reference) -> str:
    names = " ".join(part for author in source.authors for part in author)
    return f"{source.key} {names} {source.title} {source.container} {source.year}"
