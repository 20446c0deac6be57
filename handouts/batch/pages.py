"""What rules say of set pages: a sheet is measured once, and judged in each brand's colours."""

from __future__ import annotations

from dataclasses import replace

from handouts.batch.copies import Copy
from handouts.batch.materials import Materials
from handouts.checks import judge_pages
from handouts.content import Handout
from handouts.diagnostics import Diagnostic
from handouts.papers import page_name
from handouts.press import Measures

__all__ = ["PAGES", "findings"]

PAGES = " pages"  # after the key of a sheet


def findings(copy: Copy, sheet: str, materials: Materials) -> list[Diagnostic]:
    """Return what breaks a rule on the pages of a copy, whose sheet was fitted under its key."""
    measures = materials.cache.remembered(sheet + PAGES, Measures)
    if measures is None:
        return []  # another build made room; the next one measures it again
    facts = replace(
        measures.of(copy.brand.palette.inks),
        format=copy.format.name,
        paper=page_name(copy.paper, copy.format.orientation),
        brand=copy.brand.name,
        place=copy.handout.place,
    )
    waivers = copy.handout.waivers if isinstance(copy.handout, Handout) else {}
    settings, language = materials.workspace.settings, str(copy.handout.language)
    return judge_pages(facts, settings, waivers, language=language)
