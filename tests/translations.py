"""A small handout with its translation into Polish, as files and as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import yaml
from samples import MakeWorkspace, a_library, with_blocks

from handouts.content.library import load_library
from handouts.diagnostics import Problems
from handouts.page.phrases import PHRASES
from handouts.reading.nodes import Text
from handouts.translation.catalogue import Catalogue, Unit, parse_catalogue, written
from handouts.translation.labels import pictures_of
from handouts.translation.making import renewal
from handouts.translation.pairing import pair
from handouts.translation.segmenting import segments
from handouts.translation.translating import Translation
from handouts.workspace import Workspace, house

FILE = "content/sun/translations/pl.po"
BLOCKS = """
- prose: |
    Shade helps. Stay in it from 11 to 3. [@shin2019]

    - Wear a **hat**.
    - Use sunscreen for 2 hours.
- claim:
    question: Does shade help?
    certainty: low
    finding: Shade helps.
    sources: [wan2013]
- table:
    caption: What to do
    columns: [When, What, How long]
    groups: [{head: In the sun, first: What, last: How long}]
    rows: [[Morning, Walk, 1 hour], [Noon, Rest, 3 hours]]
"""
SOURCE = with_blocks(BLOCKS, also=["sunburn", "tan"])
POLISH = {
    "Sun and your skin": "Słońce i skóra",
    "Sun and skin": "Słońce i skóra",
    "What the sun does to skin.": "Co słońce robi ze skórą.",
    "Shade helps.": "Cień pomaga.",
    "Wear a hat.": "Noś kapelusz.",
    "About": "O słońcu",
    "Shade helps. Stay in it from 11 to 3. [@shin2019]": (
        "Cień pomaga. Bądź w nim od 11 do 3. [@shin2019]"
    ),
    "Wear a **hat**.": "Noś **kapelusz**.",
    "Use sunscreen for 2 hours.": "Smaruj się kremem przez 2 godziny.",
    "Does shade help?": "Czy cień pomaga?",
    "What to do": "Co robić",
    "When": "Kiedy",
    "What": "Co",
    "How long": "Jak długo",
    "In the sun": "Na słońcu",
    "Morning": "Rano",
    "Walk": "Spacer",
    "1 hour": "1 godzina",
    "Noon": "Południe",
    "Rest": "Odpoczynek",
    "3 hours": "3 godziny",
}


def files(**changes: str) -> dict[str, str]:
    """Return the files of a workspace with the handout."""
    return a_library(sun=changes.get("source", SOURCE))


def catalogue_of(workspace: Workspace, words: Mapping[str, str] = POLISH) -> Catalogue:
    """Return a file of translations in which a person has translated what has words."""
    source = load_library(workspace, Problems()).handouts["sun"]
    made = renewal(source, "pl", "7K3Q-9MXD", Catalogue(FILE, {}), workspace)
    return replace(made, entries=[_said(entry, words) for entry in made.entries])


def po_of(workspace: Workspace, words: Mapping[str, str] = POLISH) -> str:
    """Return such a file as text."""
    return written(catalogue_of(workspace, words))


def translation_in(workspace: Workspace, text: str) -> Translation:
    """Return the translation that a file holds."""
    source = load_library(workspace, Problems()).handouts["sun"]
    problems = Problems()
    catalogue = parse_catalogue(text, FILE, problems)
    assert catalogue is not None, "\n".join(map(str, problems))
    pictures = pictures_of(workspace, source, "pl")
    pairs = pair(segments(source, pictures), catalogue)
    return Translation(source, "pl", catalogue, pairs, pictures)


def _said(entry: Unit, words: Mapping[str, str]) -> Unit:
    return replace(entry, words=Text(words.get(entry.source, "")))


def _said_in_polish(value: str | list[str]) -> str | list[str]:
    return f"Ł{value}" if isinstance(value, str) else [f"Ł{word}" for word in value]


def polish_phrases() -> str:
    """Return the fixed phrases with those of Polish: they are told apart by their first letter."""
    ours = yaml.safe_load((house() / PHRASES).read_text(encoding="utf-8"))["en"]
    polish = {key: _said_in_polish(value) for key, value in ours.items()}
    return yaml.safe_dump({"pl": polish}, allow_unicode=True, sort_keys=False)


def in_polish(make: MakeWorkspace, words: Mapping[str, str] = POLISH, **flags: bool) -> Workspace:
    """Return a workspace in which the handout is translated; flags are those of each segment."""
    there = make({**files(), PHRASES: polish_phrases()})
    made = catalogue_of(there, words)
    text = written(replace(made, entries=[entry.flagged(**flags) for entry in made.entries]))
    return make({FILE: text})
