"""Words of a file as texts of a handout: the small Markdown, blanks, boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from handouts.importing.original import Stretch

__all__ = [
    "BLANK",
    "BOX",
    "TICKS",
    "TO_WRITE",
    "cleaned",
    "escaped",
    "has_blank",
    "marked_up",
    "shortened",
    "trimmed",
    "upper_first",
    "words",
]

TO_WRITE = "(to write) "
BLANK, BOX = "____", "[ ]"
UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
SPACES = re.compile("[ \u00a0\u2000-\u200a\u202f\u205f\u3000\t\r\n\f\v\x85\u2028\u2029]+")
TICKS = "☐□▢❏❑❒⬜☑☒🗆🗹"
BLANKS = re.compile(r"_{2,}|\.{5,}|…{2,}|(?:[._…]){6,}|[-–]{6,}")
SHORTEST, LONGEST = 4, 30  # underscores of a blank
PER_SIGN = {"_": 1.0, ".": 0.5, "…": 1.5, "-": 0.6, "–": 0.8}  # widths, in underscores
MARKS = re.compile(r"([\\*\[\]<`])")
CITED = re.compile(r"\[(@[^\]]*)\]")
ENTITY = re.compile(r"&(?=#?\w+;)")
START = re.compile(r"^(?:([-+](?=\s|$|[-+])|#{1,6}(?=\s|$)|>|=+$|~{3,})|(\d{1,9})([.)])(?=\s|$))")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def cleaned(text: str) -> str:
    """Return a text on one line, without what cannot be seen."""
    return _on_one_line(text).strip()


def _on_one_line(text: str) -> str:
    return SPACES.sub(" ", UNSEEN.sub("", text.replace("\u2011", "-")))


def has_blank(text: str) -> bool:
    """Say whether a text has room to write in, or a box to tick."""
    return bool(BLANKS.search(text)) or any(tick in text for tick in TICKS)


def escaped(text: str) -> str:
    """Return a text that prints as it is, but for its blanks and boxes, which are drawn."""
    return _start(_within(cleaned(text)))


def words(stretches: Iterable[Stretch]) -> str:
    """Return the words of stretches, on one line."""
    return cleaned("".join(stretch.text for stretch in stretches))


def marked_up(stretches: Iterable[Stretch], *, strong: bool = True) -> str:
    """Return stretches as a text of the small Markdown; one that is strong as a whole is not."""
    parts: list[tuple[str, bool]] = []
    for stretch in stretches:
        text = _on_one_line(stretch.text)
        if stretch.raised and text.strip().isdigit():
            text = text.translate(RAISED if stretch.raised == "sup" else LOWERED)
        if parts and (parts[-1][1] == stretch.strong or not text.strip()):
            parts[-1] = (parts[-1][0] + text, parts[-1][1])
        elif text:
            parts.append((text, stretch.strong))
    strong = strong and not all(is_strong for text, is_strong in parts if text.strip())
    out = ""
    for at, (text, is_strong) in enumerate(parts):
        after = parts[at + 1][0][:1] if at + 1 < len(parts) else ""
        core = text.strip()
        if strong and is_strong and _may_be_strong(out, text, after):
            before, _, behind = text.partition(core)
            out += f"{before}**{_within(core)}**{behind}"
        else:
            out += _within(text)
    return _start(SPACES.sub(" ", out).strip())


def _may_be_strong(before: str, text: str, after: str) -> bool:
    """Say whether the marks of strong words are read as such: they stand at the edge of words."""
    core = text.strip()
    begins = not before or not text.startswith(core[:1]) or not before[-1].isalnum()
    ends = not after or not text.endswith(core[-1:]) or not after.isalnum()
    plain = bool(re.search(r"\w", core)) and not has_blank(core)
    return plain and begins and ends and not before.endswith("*")


def upper_first(text: str) -> str:
    """Return a text that begins with a capital."""
    return text[:1].upper() + text[1:]


def shortened(text: str, most: int) -> str:
    """Return the beginning of a text, of most characters once it is escaped."""
    for length in range(min(most, len(text)), 0, -1):
        cut = text if length == len(text) else f"{text[: length - 1].rstrip()}…"
        if len(escaped(cut)) <= most:
            return cut
    return "…"


def trimmed(stretches: Iterable[Stretch], letters: int) -> tuple[Stretch, ...]:
    """Return stretches without so many letters at their beginning."""
    out = []
    for stretch in stretches:
        out.append(replace(stretch, text=stretch.text[letters:]))
        letters = max(0, letters - len(stretch.text))
    return tuple(out)


def _within(text: str) -> str:
    """Escape what stands within a line; blanks become underscores, ticks boxes."""
    out, at = "", 0
    for match in re.finditer(rf"({BLANKS.pattern})|[{TICKS}]", text):
        out += _literal(text[at : match.start()])
        out += _blank(match[1]) if match[1] else BOX
        at = match.end()
        if not match[1] and text[at : at + 1].isalnum():
            out += " "
    return out + _literal(text[at:])


def _literal(text: str) -> str:
    """Escape signs; what would be a citation or a link of ours, escaped or not, takes others."""
    text = CITED.sub(r"(\1)", text).replace("[@", "(@").replace("](", "] (")
    return ENTITY.sub("& ", MARKS.sub(r"\\\1", text))


def _blank(signs: str) -> str:
    width = sum(PER_SIGN[sign] for sign in signs)
    if set(signs) == {"_"} and len(signs) < SHORTEST:
        return signs
    return "_" * max(SHORTEST, min(LONGEST, round(width)))


def _start(text: str) -> str:
    """Escape what would begin a list, a heading, a quotation or a rule."""
    return START.sub(lambda m: f"\\{m[1]}" if m[1] else f"{m[2]}\\{m[3]}", text)
