"""Packs: handouts that go together, read from packs.yaml."""

from __future__ import annotations

import pytest
from samples import MakeWorkspace, a_handout, a_library

from handouts.content.library import load_library
from handouts.content.packs import Pack, load_packs
from handouts.diagnostics import Problems

PACK = """
visit:
  title: Your first visit
  short_title: First visit
  also: [hello]
  language: en-GB
  summary: What to read.
  handouts: [sun, shade]
"""


def read(workspace: MakeWorkspace, text: str) -> tuple[dict[str, Pack], list[str]]:
    german = a_handout(language="de-DE")
    library = a_library(sun=a_handout(), shade=a_handout(title="Shade"), sonne=german)
    made, problems = workspace(library | {"packs.yaml": text}), Problems()
    packs = load_packs(made, load_library(made, Problems()), problems)
    return packs, [str(problem).splitlines()[0] for problem in problems]


def test_a_pack_is_read_by_its_id(workspace: MakeWorkspace) -> None:
    packs, problems = read(workspace, PACK)
    assert problems == []
    assert packs["visit"].id == "visit"
    assert (packs["visit"].handouts, packs["visit"].kind) == (("sun", "shade"), "pack")


def test_a_workspace_needs_no_packs(workspace: MakeWorkspace) -> None:
    made, problems = workspace(a_library(sun=a_handout())), Problems()
    assert load_packs(made, load_library(made, problems), problems) == {}
    assert len(problems) == 0


@pytest.mark.parametrize(
    ("before", "after", "fact"),
    [
        ("visit:", "First Visit:", "packs.yaml:2:1: error: 'First Visit' is no id [id]"),
        ("visit:", "sun:", "packs.yaml:2:1: error: a handout is called 'sun' [id]"),
        ("sun, shade", "sum", "packs.yaml:8:14: error: no handout 'sum' [unknown-handout]"),
        (
            "sun, shade",
            "sonne",
            "packs.yaml:8:14: error: 'sonne' is in de-DE, the pack in en-GB [language]",
        ),
        ("also", "alos", "packs.yaml:5:3: error: unknown key 'alos' [unknown-key]"),
        ("handouts: [sun, shade]", "handouts: []", "'handouts' has 0 items"),
    ],
)
def test_what_is_wrong_with_a_pack_is_told_and_it_is_left_out(
    workspace: MakeWorkspace, before: str, after: str, fact: str
) -> None:
    packs, problems = read(workspace, PACK.replace(before, after, 1))
    assert packs == {}
    assert len(problems) == 1
    assert fact in problems[0]
