from __future__ import annotations

import pickle

from samples import MakeWorkspace, a_handout, a_library, rules, with_blocks

from handouts.batch.materials import Materials, read_all
from handouts.diagnostics import Problems


def read(workspace: MakeWorkspace, files: dict[str, str]) -> tuple[Materials, Problems]:
    problems, made = Problems(), workspace(files)
    return read_all(made, made.output, problems), problems


def test_what_is_sound_is_kept_with_its_titles_and_codes(workspace: MakeWorkspace) -> None:
    materials, problems = read(workspace, a_library(sun=a_handout(), shade=a_handout()))
    assert [*materials.library.handouts] == ["shade", "sun"]
    assert materials.titles == {"shade": "Sun and skin", "sun": "Sun and skin"}
    drafts = [texts.working for texts in materials.editions.values()]
    assert len({draft.code for draft in drafts if draft}) == 1
    assert len(problems) == 0


def test_a_handout_with_an_error_is_left_out_but_still_known(workspace: MakeWorkspace) -> None:
    bad = with_blocks("- prose: So. [@shim]")
    materials, problems = read(workspace, a_library(sun=a_handout(), bad=bad, broken="title: ["))
    assert [*materials.library.handouts] == ["sun"]
    assert materials.library.ids == ("bad", "broken", "sun")
    assert rules(problems) == ["unknown-source", "yaml-syntax"]


def test_a_handout_with_a_warning_is_kept(workspace: MakeWorkspace) -> None:
    text = with_blocks("- prose: See [Shade](handout:shade).")
    materials, problems = read(workspace, a_library(sun=text))
    assert [*materials.library.handouts] == ["sun"]
    assert rules(problems) == ["unknown-handout"]


def test_a_handout_whose_name_begins_like_a_bad_one_is_kept(workspace: MakeWorkspace) -> None:
    materials, _ = read(workspace, a_library(sun="title: [", sun_care=a_handout()))
    assert [*materials.library.handouts] == ["sun-care"]


def test_a_handout_in_a_language_without_phrases_is_left_out(workspace: MakeWorkspace) -> None:
    files = a_library(sun=a_handout(), soleil=a_handout(language="eo"))
    materials, problems = read(workspace, files)
    assert [*materials.editions] == ["sun"]
    assert [d.message for d in problems] == ["there are no phrases for 'eo'"]


def test_a_brand_with_an_error_is_left_out(workspace: MakeWorkspace) -> None:
    files = a_library(sun=a_handout()) | {"brands/odd/_brand.yml": "meta: ["}
    materials, problems = read(workspace, files)
    assert [brand.id for brand in materials.brands] == ["harbour"]
    assert problems.failed


def test_materials_travel_to_other_machines_without_what_was_worked_out(
    workspace: MakeWorkspace,
) -> None:
    materials, _ = read(workspace, a_library(sun=a_handout()))
    assert materials.templates
    assert materials.titles
    there = pickle.loads(pickle.dumps(materials))
    assert there.library == materials.library
    assert not {"templates", "titles"} & set(vars(there))
    assert there.titles == materials.titles
