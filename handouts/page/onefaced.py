"""One face a word: a word that a face lacks a letter of is set whole in the next that has them all.

Otherwise the engine takes the letters that a face lacks from another, in the middle of words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence, Set
from html import unescape

from handouts.brand import REGULAR, Brand, HouseFace, characters, house_widths, widths_of

__all__ = ["letterhead_stack", "one_faced", "sheet_stack"]

Stack = Sequence[tuple[str, Set[str]]]  # families as CSS names them, and their letters
# Ideographs and their signs stand without spaces: each stretch of them is a word here.
WIDE = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
WORD = re.compile(rf"[{WIDE}]+|[^\s{WIDE}]+")
TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
UNSEEN = re.compile(r"<(/?)(title|style|script|svg)\b", re.IGNORECASE)


def sheet_stack(house: HouseFace) -> Stack:
    """Return what sets a sheet that no face of a brand does."""
    known = house_widths()
    families = [family for family in house.families if family in known]
    families += [family for family in known if family not in families]
    ours = [(f"'{family}'", known[family][REGULAR].advances.keys()) for family in families]
    script = [("var(--script-face)", characters(house.faces[0].data))] if house.faces else []
    return [*script, *ours]


def letterhead_stack(brand: Brand) -> Stack:
    """Return what sets a letterhead: the brand's face, or ours, keeps what it has."""
    own, house = brand.faces.headings or brand.faces.text, brand.faces.house
    stack = sheet_stack(house)
    if own:
        return [("var(--letterhead-face)", widths_of(own[0]).advances.keys()), *stack]
    return stack if house.leads else [stack[1], stack[0], *stack[2:]]


def one_faced(html: str, stack: Stack) -> str:
    """Return HTML with the words that several faces of a stack would set given to one of them."""
    first, out, hidden = frozenset(stack[0][1]), [], False

    def word(match: re.Match[str]) -> str:
        return match[0] if first.issuperset(match[0]) else _set(match[0], stack)

    for number, part in enumerate(TAG.split(html)):
        if number % 2 and (mark := UNSEEN.match(part)):
            hidden = not mark[1]
        out.append(part if number % 2 or hidden else WORD.sub(word, part))
    return "".join(out)


def _set(word: str, stack: Stack) -> str:
    """Return a word as it is, where one face sets it, else in an element with the face that can."""
    letters = {one for one in unicodedata.normalize("NFC", unescape(word)) if _is_seen(one)}
    firsts = {next((n for n, (_, has) in enumerate(stack) if one in has), -1) for one in letters}
    family = next((name for name, has in stack if letters <= has), "")
    if len(firsts) < 2 or not family:
        return word
    return f'<span style="font-family:{family}">{word}</span>'


def _is_seen(letter: str) -> bool:
    return not (letter.isspace() or unicodedata.category(letter) == "Cf")
