"""Where words stand that run the other way than the text around them.

In text whose lines run from the right, the groups of '020 7946 0000' would stand in reverse order,
and '5 mg' as 'mg 5' (https://www.unicode.org/reports/tr9).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from handouts.content import Direction

__all__ = ["OTHER", "RIGHT", "kind_of", "stretches"]

OTHER: dict[Direction, Direction] = {"ltr": "rtl", "rtl": "ltr"}
RIGHT = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# What each character is to a stretch, by its bidirectional class: R runs from the right, L from the
# left, 0 is a digit, which runs from the left too, and M belongs to the letter before it.
KINDS = {"L": "L", "R": "R", "AL": "R", "EN": "0", "AN": "0", "NSM": "M"}
ENDS = re.compile(r"[\n\u060c\u061b\u061f\u06d4]")  # a line, or a sign of punctuation of Arabic
INITIAL = re.compile(r"(?:^|\W)[A-Z]$")
JOINTS = re.compile(r"(?P<sign>[,;:.!?…]+)[\"')\]”’]*\s+|\s+(?P<dash>[–—-])\s+")
SHORT = re.compile(
    r"(?:^|\W)(?:Drs?|Mrs?|Ms|Prof|St|vol|nos?|ext|al|eds?|vs|pp?|fig|e\.g|i\.e)$", re.I
)
BARE = re.compile(r"0+(?:[.,]0+)*")  # stands in order by itself
BEFORE = re.compile(r"(?:[€£$¥₹<>≤≥≈±]\s?|[+−~#*@-])*\Z")  # signs that belong to what follows
AFTER = re.compile(r"(?:\s?[%‰°€£$¥₹]|[+*#/′″®™])+")
FRACTION = re.compile("[¼-¾⅐-⅞↉]")  # a digit that does not stand in order by itself
PAIRS = {"(": ")", "[": "]", "{": "}"}


def stretches(text: str, direction: Direction) -> Iterator[tuple[int, int]]:
    """Yield where words stand that must be set apart in a text of a direction: start and end.

    Numbers with their signs, units and groups, ranges, times, addresses and names in Latin letters
    are one stretch each; a list of numbers is several, which follow as the text runs.
    """
    kinds = "".join(kind_of(character, direction) for character in text)
    for region in re.finditer(r"[^R\n]+", ENDS.sub("\n", kinds)):
        spans = [
            _grown(text, kinds, start, end, direction)
            for start, end in _parted(text, kinds, *region.span(), direction)
        ]
        alone = len(spans) == 1 or not any("L" in kinds[slice(*one)] for one in spans)
        for start, end in spans:
            bare = BARE.fullmatch(kinds[start:end]) and not FRACTION.search(text, start, end)
            if direction == "ltr" or not (alone and bare):
                yield start, end


def kind_of(character: str, direction: Direction) -> str:
    """Return what a character is, as if the text ran from the right."""
    kind = KINDS.get(unicodedata.bidirectional(character), character)
    kind = "0" if FRACTION.match(character) else kind
    if direction == "rtl":
        return kind
    return {"L": "R", "0": "R", "R": "L"}.get(kind, kind)


def _parted(
    text: str, kinds: str, start: int, end: int, direction: Direction
) -> Iterator[tuple[int, int]]:
    """Part a region without words of the text's own direction where punctuation parts it."""
    cuts = [start]
    for joint in JOINTS.finditer(text, start, end) if direction == "rtl" else ():
        before, after = kinds[start : joint.start()][-1:], kinds[joint.end() : end][:1]
        if joint["dash"]:
            joined = before == after == "0"  # 9:00 – 17:00
        elif joint["sign"] == ".":
            name = INITIAL.search(text, start, joint.start()) and text[joint.end() :][:1].islower()
            joined = bool(name or SHORT.search(text[start : joint.start()]))  # E. coli
        else:
            joined = joint["sign"] in (",", ";", ":") and before in "LM" and after == "L"
        if not joined:
            cuts += [joint.start(), joint.end()]
    for first, last in zip(cuts[::2], [*cuts[1::2], end], strict=True):
        if core := re.search(r"[L0].*[L0M]|[L0]", kinds[first:last], re.DOTALL):
            yield first + core.start(), first + core.end()


def _grown(text: str, kinds: str, start: int, end: int, direction: Direction) -> tuple[int, int]:
    """Add the signs that belong to a stretch, and the other half of its brackets."""
    if direction == "rtl":
        before = BEFORE.search(text, max(0, start - 6), start)
        lead = before[0] if before else ""
        if (
            kinds[: start - len(lead)].rstrip("M").endswith("R")
        ):  # a hyphen after a Hebrew prefix joins
            lead = lead.lstrip("-−")
        start -= len(lead)
        after = AFTER.match(text, end)
        if after and not kinds.startswith("R", after.end()):
            end = after.end()
    inside = text[start:end]
    for opening, closing in PAIRS.items():
        missing = inside.count(closing) - inside.count(opening)
        if missing > 0 and text[:start].endswith(opening):
            start -= 1
        elif missing < 0 and text.startswith(closing, end):
            end += 1
    return start, end
