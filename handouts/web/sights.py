"""What is seen of a manuscript while it is written: the page as it prints, a phone, findings."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import AsyncIterator, Hashable, Mapping
from dataclasses import asdict

from starlette.responses import HTMLResponse, Response, StreamingResponse

from handouts.preview import Findings, LookAtPhone, View, Wanted
from handouts.web.editing import manuscript_of, todo_of
from handouts.web.findings import counts, shown_findings
from handouts.web.manuscripts import Manuscript, key_as_json, section_of
from handouts.web.visits import NotThere, Visit

__all__ = ["look", "phone", "seen_lines"]

NDJSON = "application/x-ndjson"
PHONE_FACES = "".join(
    f"@font-face{{font-family:'Hyperlegible Plain Zero';font-weight:{weight};"
    f"src:url(/faces/{name}.ttf) format('truetype')}}"
    for weight, name in ((400, "regular"), (700, "bold"))
)
PHONE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src 'self' data:; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)


async def look(visit: Visit) -> Response:
    """Tell what is to be seen of a manuscript, line by line: the page, all pages, findings."""
    manuscript, params = manuscript_of(visit), visit.request.query_params
    brand, clinic = visit.home or visit.office.opened.clinics()[0]
    form = params.get("format", "")
    if form not in visit.office.opened.collection.materials.formats:
        raise NotThere("There is no such format.")
    page = int(params["page"]) if params.get("page", "").isdecimal() else 0
    wanted = Wanted(manuscript.handout, f"{brand.id}/{clinic.id}", form, manuscript.text.encode())
    who = visit.session.id, manuscript.handout

    async def told() -> AsyncIterator[bytes]:
        async for seen in visit.office.drafts.look(who, wanted, min(page, 99)):
            yield json.dumps(_told(visit, manuscript, wanted, seen)).encode() + b"\n"

    return StreamingResponse(told(), media_type=NDJSON)


def seen_lines(visit: Visit, who: Hashable, wanted: Wanted, page: int) -> Response:
    """Tell the pages of a draft as they come, line by line."""

    async def told() -> AsyncIterator[bytes]:
        async for seen in visit.office.drafts.look(who, wanted, page):
            if isinstance(seen, View):
                yield json.dumps(_pages(seen)).encode() + b"\n"

    return StreamingResponse(told(), media_type=NDJSON)


def _told(
    visit: Visit, manuscript: Manuscript, wanted: Wanted, seen: View | Findings
) -> Mapping[str, object]:
    if isinstance(seen, Findings):
        text = (wanted.text or b"").decode()
        findings = shown_findings(seen.problems, wanted.file, text)
        visit.office.findings[manuscript.writer, manuscript.handout] = findings
        return {
            "findings": [one.as_json() for one in findings],
            "todo": todo_of(visit, manuscript),
            "dots": {
                name: visit.render("dots", counts=both) for name, both in counts(findings).items()
            },
        }
    return _pages(seen)


def _pages(seen: View) -> Mapping[str, object]:
    if seen.errors:
        return {"broken": seen.errors[0].message}
    pages = {
        number: f"data:image/jpeg;base64,{b64encode(picture.data).decode()}"
        for number, picture in seen.pictures.items()
    }
    count = seen.known.outline.pages if seen.known else 0
    answer: dict[str, object] = {"pages": pages, "count": count}
    answer["boxes"] = [asdict(one) for one in seen.boxes]
    if seen.fields:
        answer["fields"] = [
            asdict(one) | {"key": key_as_json(one.key), "section": section_of(one.key)}
            for one in seen.fields
        ]
    return answer


async def phone(visit: Visit) -> Response:
    """The text as a phone shows it."""
    manuscript = manuscript_of(visit)
    brand, clinic = visit.home or visit.office.opened.clinics()[0]
    wanted = Wanted(manuscript.handout, f"{brand.id}/{clinic.id}", "html", manuscript.text.encode())
    html = await visit.office.press.do(LookAtPhone(wanted, PHONE_FACES), "drafts")
    html = html.replace(b"font-src data:", b"font-src 'self' data:", 1)  # in its own policy
    return HTMLResponse(html, headers={"content-security-policy": PHONE_POLICY})
