"""Comments on the segments of a translation, beside its words and in its review."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from handouts.web.talks import signed
from handouts.web.translating import segment_named, source_and_language
from handouts.web.visits import Visit, go
from handouts.writing import answer, comment, settle_comment

__all__ = ["reply", "say", "settle"]


async def say(visit: Visit) -> Response:
    """Add a comment on a segment."""
    fields = await visit.form()
    signed(visit)
    source, language = await source_and_language(visit)
    workspace, name = visit.office.opened.collection.workspace, source.handout.id
    key = await run_in_threadpool(segment_named, visit, source, language, fields.get("segment", ""))
    says = fields.get("says", "")
    await run_in_threadpool(comment, workspace, name, key, visit.user, says, language)
    return _back(name, language, fields)


async def reply(visit: Visit) -> Response:
    """Add an answer to a comment."""
    fields = await visit.form()
    signed(visit)
    source, language = await source_and_language(visit)
    workspace, name = visit.office.opened.collection.workspace, source.handout.id
    which, says = fields.get("which", ""), fields.get("says", "")
    await run_in_threadpool(answer, workspace, name, which, visit.user, says, language)
    return _back(name, language, fields)


async def settle(visit: Visit) -> Response:
    """Record that a comment is settled."""
    fields = await visit.form()
    signed(visit)
    source, language = await source_and_language(visit)
    workspace, name = visit.office.opened.collection.workspace, source.handout.id
    which = fields.get("which", "")
    await run_in_threadpool(settle_comment, workspace, name, which, visit.user, language)
    return _back(name, language, fields)


def _back(name: str, language: str, fields: Mapping[str, str]) -> Response:
    """Lead back to the segment, on the page where the form stood."""
    page = "write" if fields.get("on") == "write" else "review"
    segment = "".join(c for c in fields.get("segment", "") if c.isalnum())
    return go(f"/{page}/{name}/in/{language}#s-{segment}")
