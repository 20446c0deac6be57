from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from samples import TODAY, MakeWorkspace, loaded, with_blocks
from translations import SOURCE, files

from handouts.checks.passages import passages
from handouts.content.library import load_library
from handouts.content.model import Handout
from handouts.content.textcode import text_code
from handouts.diagnostics import Problems
from handouts.reading.nodes import Text
from handouts.translation.segmenting import Segment, retell, segments
from handouts.workspace import Workspace

ROOT = Path(__file__).parents[2]
OURS = load_library(Workspace.open(ROOT, TODAY), Problems()).handouts


@pytest.fixture
def sun(workspace: MakeWorkspace) -> Handout:
    return loaded(workspace(files()))


def by_text(handout: Handout) -> dict[str, list[Segment]]:
    found: dict[str, list[Segment]] = {}
    for one in segments(handout):
        found.setdefault(one.text, []).append(one)
    return found


def code(handout: Handout) -> str:
    return text_code(replace(handout, also=(), terms={}, to_confirm=(), waivers={}))


def test_paragraphs_points_and_fields_are_segments_with_their_role(sun: Handout) -> None:
    contexts = [(one.context, one.text) for one in segments(sun)]
    assert contexts[:5] == [
        ("title", "Sun and your skin"),
        ("short_title", "Sun and skin"),
        ("summary", "What the sun does to skin."),
        ("main_message", "Shade helps."),
        ("key_points", "Wear a hat."),
    ]
    assert ("sections.blocks.prose.text.point", "Wear a **hat**.") in contexts
    assert ("sections.blocks.table.rows", "3 hours") in contexts


def test_equal_words_in_two_roles_are_two_segments(sun: Handout) -> None:
    roles = {one.context for one in by_text(sun)["Shade helps."]}
    assert roles == {"main_message", "sections.blocks.claim.finding"}


def test_equal_words_in_one_role_are_one_with_both_places(workspace: MakeWorkspace) -> None:
    text = with_blocks("[{points: [Rest., Rest.]}]")
    [one] = by_text(loaded(workspace(files(source=text))))["Rest."]
    assert len(one.places) == 2
    assert all(place.line for place in one.places)


def test_a_segment_stands_at_its_line_and_column(sun: Handout) -> None:
    [one] = by_text(sun)["Use sunscreen for 2 hours."]
    lines = SOURCE.split("\n")
    [place] = one.places
    assert lines[place.line - 1][place.column - 1 :].startswith("Use sunscreen")


def test_names_for_finding_are_one_segment_that_no_translation_needs(sun: Handout) -> None:
    [one] = by_text(sun)["sunburn; tan"]
    assert not one.needed
    assert retell(sun, lambda slot: Text(slot.text.upper())).also == ("SUNBURN", "TAN")


def test_numbers_warnings_risks_and_signs_to_get_help_weigh(workspace: MakeWorkspace) -> None:
    blocks = """
    - points: [Rest., Rest for 2 days., "It helps. [@shin2019]"]
    - warning: {title: Stop, text: Stop now.}
    - get-help: {worried: [It hurts.]}
    """
    found = segments(loaded(workspace(files(source=with_blocks(blocks)))))
    weighty = [one.text for one in found if one.weighty]
    assert weighty == ["Rest for 2 days.", "Stop", "Stop now.", "It hurts."]


def test_sources_drawings_numbers_to_call_and_other_handouts_are_no_segments(
    workspace: MakeWorkspace,
) -> None:
    blocks = """
    - further-information:
        - {name: Helpline, sources: [wan2013], phone: 0300 123 4567, website: "https://a.example"}
    - figure: {file: a.svg, alt: A face., caption: A face in the sun., sources: [shin2019]}
    """
    found = segments(loaded(workspace(files(source=with_blocks(blocks)))))
    told = [one.text for one in found if "blocks" in one.context]
    assert told == ["Helpline", "A face.", "A face in the sun."]


def test_words_that_name_a_column_follow_its_translation(sun: Handout) -> None:
    table = retell(sun, lambda slot: Text(slot.text.upper())).sections[0].blocks[2]
    problems = Problems()
    table.faults(problems)
    assert not list(problems)


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_handout_retold_in_its_own_words_is_the_same_text(name: str) -> None:
    handout = OURS[name]
    again = retell(handout, lambda slot: slot.text)
    assert code(again) == code(handout)
    assert again.also == handout.also


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_passage_of_ours_is_in_a_segment(name: str) -> None:
    silent = retell(OURS[name], lambda slot: Text("Hm."))
    assert {passage.words for passage in passages(silent)} == {"Hm."}


def test_a_numbered_list_and_its_numbers_stay(workspace: MakeWorkspace) -> None:
    blocks = "- prose: |\n    Do this:\n\n    3. Wash.\n    4. Dry,\n       with care."
    handout = loaded(workspace(files(source=with_blocks(blocks))))
    [block] = retell(handout, lambda slot: Text(f"<{slot.text}>")).sections[0].blocks
    assert block.text == "<Do this:>\n\n3. <Wash.>\n4. <Dry, with care.>\n"  # type: ignore[union-attr]
