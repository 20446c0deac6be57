"""Pages, once they are set: sizes, measure, what is cut, how full, how much ink."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil

from handouts.checks.facts import PageFacts, Spot
from handouts.checks.rule import Check, Finding

__all__ = ["CHECKS"]

LEAST_LEADING = 1.2  # of the size; below it lines run into each other
ONE_SIDE = 1
LARGE_PRINT, LARGE = "large-print", 16  # pt
SMALL_PAGES = (
    LARGE_PRINT,
    "pocket",
    "booklet",
)  # hold half of a standard one
MORE = 1.5  # times the pages: the same text, whose drawings and tables take no more room there
LETTER, SHORTER = "Letter", 1.08  # A4 is so much higher, without its margins


def body_size(facts: PageFacts, least: float) -> Iterator[Finding]:
    """TYP-01: running text is large enough to read."""
    least = max(least, LARGE if facts.format == LARGE_PRINT else 0)
    if 0 < facts.body_size < least:
        yield Finding(facts.place, f"running text is {facts.body_size:g} pt", "use a larger fit")


def x_height(facts: PageFacts, least: float) -> Iterator[Finding]:
    """TYP-02: small letters are tall enough, whatever the size of the face."""
    if 0 < facts.x_height < least:
        fact = f"the small letters of running text are {facts.x_height:.2g} mm tall"
        yield Finding(facts.place, fact, "set it larger, or in a face with taller small letters")


def smallest_size(facts: PageFacts, least: float) -> Iterator[Finding]:
    """TYP-03: nothing is smaller than can be read."""
    if facts.smallest_size < least:
        fact = f"the smallest text is {facts.smallest_size:g} pt"
        yield Finding(facts.place, fact, "set feet and labels larger")


def measure(facts: PageFacts, most: float) -> Iterator[Finding]:
    """TYP-06: lines are short enough to find the next one."""
    if facts.measure > most:
        fact = f"a full line has {facts.measure:.0f} characters"
        yield Finding(facts.place, fact, "set a narrower column, or larger text")


def leading(facts: PageFacts, most: float) -> Iterator[Finding]:
    """TYP-07: lines stand neither close nor far apart."""
    if facts.leading and not LEAST_LEADING <= facts.leading <= most:
        fact = f"lines stand {facts.leading:.2f} times the size apart"
        yield Finding(facts.place, fact, f"set {LEAST_LEADING:g} to {most:g} times")


def grey_contrast(facts: PageFacts, least: float) -> Iterator[Finding]:
    """CON-03: text can be read on a grey printer."""
    if facts.grey_contrast < least:
        fact = f"in grey, some text of {facts.brand} has a contrast of {facts.grey_contrast:.1f}:1"
        yield Finding(facts.place, fact, "take a darker colour for it, or a paler ground")


def margin(facts: PageFacts, least: float) -> Iterator[Finding]:
    """PRT-02: text keeps away from the edge, where office printers do not reach."""
    if facts.margin < least:
        fact = f"text comes as near as {facts.margin:.1f} mm to the edge of the sheet"
        yield Finding(facts.place, fact, "keep the margins of the page")


def sides(facts: PageFacts, most: float) -> Iterator[Finding]:
    """PRT-04: a handout has few pages, and not many more where they hold less."""
    most = ceil(
        most
        * (MORE if facts.format in SMALL_PAGES else 1)
        * (SHORTER if facts.paper == LETTER else 1)
    )
    if facts.pages > most:
        fact = f"there are {facts.pages} pages"
        yield Finding(facts.place, fact, "shorten it, or move detail to the full format")


def last_side(facts: PageFacts, least: float) -> Iterator[Finding]:
    """PRT-08: the last page is worth its paper."""
    fill = 100 * facts.last_page_fill
    if facts.pages > ONE_SIDE and fill < least:
        fact = f"the last page is filled to {fill:.0f} %"
        yield Finding(facts.place, fact, "shorten the text by that much, or let it fill the page")


def ink(facts: PageFacts, most: float) -> Iterator[Finding]:
    """PRT-05: a copy costs little ink."""
    if 100 * facts.ink > most:
        fact = f"{100 * facts.ink:.0f} % of the paper is black in the colours of {facts.brand}"
        yield Finding(facts.place, fact, "use paler or smaller fills")


def whole_blocks(facts: PageFacts, _: float) -> Iterator[Finding]:
    """PRT-06: no heading stands alone at a foot, and no step or row is cut."""
    hint = "shorten or lengthen the text before it"
    for spot in facts.stranded:
        yield _at(facts, spot, "stands alone at the foot of", hint)
    for spot in facts.cut:
        yield _at(facts, spot, "is cut at the foot of", hint)


def fits(facts: PageFacts, _: float) -> Iterator[Finding]:
    """PRT-07: words keep to their place."""
    for spot in facts.overflowing:
        yield _at(facts, spot, "does not fit its place on", "shorten what stands in it")


def _at(facts: PageFacts, spot: Spot, what: str, hint: str) -> Finding:
    return Finding(facts.place, f"'{spot.words}' {what} page {spot.page}", hint)


CHECKS: Mapping[str, Check] = {
    "CON-03": grey_contrast,
    "PRT-02": margin,
    "PRT-04": sides,
    "PRT-05": ink,
    "PRT-06": whole_blocks,
    "PRT-07": fits,
    "PRT-08": last_side,
    "TYP-01": body_size,
    "TYP-02": x_height,
    "TYP-03": smallest_size,
    "TYP-06": measure,
    "TYP-07": leading,
}
