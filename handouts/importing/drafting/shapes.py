"""Tables that say what a block of a handout says better: choices, doses, stages, days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handouts.importing.drafting.grids import Squares
from handouts.importing.drafting.markup import BLANK, BOX, TO_WRITE
from handouts.importing.drafting.pieces import WHEN
from handouts.importing.drafting.writing import Writing
from handouts.importing.proof import quoted

__all__ = ["as_block"]

Said = list[list[str]]
Data = dict[str, Any]
NOTHING = re.compile(
    r"\b(?:nothing|no treatment|without treatment|nichts|keine behandlung)\b", re.I
)
HELPS = re.compile(r"benefit|\bhelps?\b|\bpros\b|advantage|nutzen|vorteil", re.I)
WEIGH = re.compile(r"risk|harm|\bcons\b|side effect|disadvantage|risik|nachteil", re.I)
# What heads a column of doses; in English, whose heads the block prints.
DOSES = {
    "days": re.compile(r"days?|weeks?", re.I),
    "what": re.compile(r"medicines?|drugs?|tablets?|name of (?:the )?medicine", re.I),
    "amount": re.compile(r"doses?|how much|how many|amount|number of tablets|tablets", re.I),
    "when": re.compile(r"when|how often|times?|time of day", re.I),
    "most": re.compile(r"(?:at )?most.*|max(?:imum)?.*", re.I),
}
MOST_DOSES, MOST_OPTIONS, MOST_STAGES, MOST_DAYS, MOST_NOTES = 31, 12, 12, 31, 6
LONGEST_NOTE = 40  # letters
DAY = re.compile(r"day (\d{1,2})", re.I)


def as_block(
    writing: Writing, table: Squares, columns: list[str], texts: Said, caption: str
) -> Data | None:
    """Return the block that says what a table says; None where a table says it best."""
    if table.heads != 1 or any(not square.begins for row in table.rows for square in row):
        return None
    title = caption or f"{TO_WRITE}A caption"
    for block in (
        _options(columns, texts),
        _schedule(columns, texts, title),
        _diary(columns, texts, title),
        _timeline(columns, texts),
    ):
        if block:
            _ask_of_heads(writing, columns, block)
            return block
    return None


def _ask_of_heads(writing: Writing, columns: list[str], block: Data) -> None:
    """Quote the heads that a block has words of its own for."""
    tag = next(iter(block))
    kept = block[tag]["note"] if tag == "diary" else ()
    gone = [head for head in columns if head not in kept and not head.startswith(TO_WRITE)]
    gone = [head for head in gone if tag != "diary" or not DAY.fullmatch(head)]
    if not gone:
        return
    heads = ", ".join(map(quoted, gone))
    sure = ". Say how sure the research is of each choice." if tag == "options" else ""
    fact = f"A table stands as '{tag}', which prints heads of its own in the place of"
    writing.ask("table", f"{fact} {heads}.{sure}")


def _options(columns: list[str], texts: Said) -> Data | None:
    helps = next((x for x, head in enumerate(columns) if x and HELPS.search(head)), 0)
    weigh = next((x for x, head in enumerate(columns) if x and WEIGH.search(head)), 0)
    nothing = any(NOTHING.search(row[0]) for row in texts)
    if not (helps and weigh and nothing) or len(columns) > 4 or len(texts) > MOST_OPTIONS:
        return None
    if len(texts) < 2 or any(cell == BLANK for row in texts for cell in row):
        return None
    rows = []
    for row in texts:
        more = [x for x in range(1, len(columns)) if x not in (helps, weigh)]
        last = " ".join([row[weigh], *(f"{columns[x]}: {row[x]}" for x in more)])
        rows.append({"option": row[0], "helps": row[helps], "weigh": last})
    return {"options": rows}


def _schedule(columns: list[str], texts: Said, caption: str) -> Data | None:
    keys: list[str] = []
    for column in columns:
        fits = (k for k, head in DOSES.items() if head.fullmatch(column) and k not in keys)
        keys.append(next(fits, ""))
    named = {"days", "what"} & {*keys}
    if "" in keys or "amount" not in keys or not named or len(texts) > MOST_DOSES:
        return None
    return {
        "schedule": {
            "caption": caption,
            "doses": [dict(zip(keys, row, strict=True)) for row in texts],
        }
    }


def _diary(columns: list[str], texts: Said, caption: str) -> Data | None:
    """Return a grid of days, where a table holds days from 1 on and room to write."""
    down = list(_numbers(row[0] for row in texts))
    along = list(_numbers(columns[1:]))
    room = all(cell in (BLANK, BOX) or not cell.strip("_") for row in texts for cell in row[1:])
    if not room or TO_WRITE in "".join(columns[1:]):
        return None
    if down == list(range(1, len(texts) + 1)):
        days, note = len(down), columns[1:]
    elif along == list(range(1, len(columns))):
        days, note = len(along), [row[0] for row in texts]
    else:
        return None
    fits = len(note) <= MOST_NOTES and all(len(one) <= LONGEST_NOTE for one in note)
    if not fits or not 1 <= days <= MOST_DAYS:
        return None
    return {"diary": {"caption": caption, "days": days, "note": note}}


def _numbers(texts: Any) -> Iterator[int]:
    for text in texts:
        match = DAY.fullmatch(text)
        yield int(match[1]) if match else 0


def _timeline(columns: list[str], texts: Said) -> Data | None:
    times = len(columns) == 2 and all(WHEN.match(f"{row[0]}: x") for row in texts)
    if not times or not 2 <= len(texts) <= MOST_STAGES:
        return None
    if any(cell == BLANK for row in texts for cell in row):
        return None
    return {"timeline": [{"when": row[0], "what": row[1]} for row in texts]}
