"""What changed in a source as far as old words of a translation may do harm."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import MakeWorkspace, a_library, with_blocks

from handouts.content.library import load_library
from handouts.content.model import Handout
from handouts.diagnostics import Problems
from handouts.translation.changing import SourceChange, weighty_changes

BLOCKS = """
- prose: |
    Skin is an organ.

    Rest well.
- points: [Walk., Sleep., Sleep for 8 hours.]
- table:
    caption: What to do
    columns: [When, How long]
    rows: [[Morning, 1 hour], [Noon, 3 hours]]
- claim: {question: Does it help?, certainty: low, finding: It may., sources: [shin2019]}
- risk: {what: Redness, of: 100, groups: [{who: With it, people: 9}]}
- warning: {title: Stop, text: Stop now.}
- further-information:
    - {name: Helpline, sources: [wan2013], phone: 0300 123 4567}
- get-help: {worried: [Redness that spreads.]}
"""


def loaded(make: MakeWorkspace, blocks: str = BLOCKS) -> Handout:
    problems = Problems()
    return load_library(make(a_library(sun=with_blocks(blocks))), problems).handouts["sun"]


def edited(make: MakeWorkspace, old: str, new: str) -> tuple[SourceChange, ...]:
    before = loaded(make)
    assert old in BLOCKS
    return weighty_changes(before, loaded(make, BLOCKS.replace(old, new)), make({}))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("for 8 hours", "for 9 hours"),
        ("Sleep for 8 hours", "Sleep long"),
        ("Skin is an organ.", "Skin has two layers."),
        ("Stop now.", "Stop soon."),
        ("Redness that", "A redness that"),
        ("Redness,", "Pain,"),
        ("people: 9", "people: 8"),
        ("of: 100", "of: 1000"),
        ("0300 123 4567", "0300 123 4568"),
        ("certainty: low", "certainty: high"),
        ("[Redness that spreads.]", "[Redness that spreads., Pain.]"),
        ("- warning: {title: Stop, text: Stop now.}\n", ""),
        ("[[Morning, 1 hour], [Noon, 3 hours]]", "[[Noon, 1 hour], [Morning, 3 hours]]"),
        ("[[Morning, 1 hour], [Noon, 3 hours]]", "[[Morning, 3 hours], [Noon, 1 hour]]"),
    ],
)
def test_numbers_warnings_risks_and_signs_weigh(
    workspace: MakeWorkspace, old: str, new: str
) -> None:
    assert edited(workspace, old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Skin is an organ.", "Skin is a large organ."),
        ("[Walk., Sleep.,", "[Walk.,"),
        ("caption: What to do", "caption: What you do"),
        ("finding: It may.", "finding: It may help."),
        ("- points:", "- tip: {title: A tip, text: Sit down.}\n- points:"),
        ("Does it help?", "Does it help you?"),
    ],
)
def test_other_words_do_not(workspace: MakeWorkspace, old: str, new: str) -> None:
    assert edited(workspace, old, new) == ()


def test_what_stands_elsewhere_as_it_was_is_no_change(workspace: MakeWorkspace) -> None:
    before = loaded(workspace)
    [section] = before.sections
    moved = replace(section, blocks=section.blocks[::-1])
    assert weighty_changes(before, replace(before, sections=(moved,)), workspace({})) == ()
    grave = replace(section, part=("risks",))
    assert weighty_changes(before, replace(before, sections=(grave,)), workspace({}))


def test_a_change_tells_both_words(workspace: MakeWorkspace) -> None:
    assert edited(workspace, "8 hours", "9 hours") == (
        SourceChange("Sleep for 8 hours.", "Sleep for 9 hours."),
    )
    assert edited(workspace, "people: 9", "people: 8") == (SourceChange("9", "8"),)
