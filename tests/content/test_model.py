from __future__ import annotations

import re
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
import yaml
from samples import MakeWorkspace, a_handout, loaded, place_of

from handouts.content.library import load_handout
from handouts.content.model import Handout, Kind, Part, texts
from handouts.diagnostics import Problems
from handouts.reading.shapes import form_of

DOC = (Path(__file__).parents[2] / "docs/writing-a-handout.md").read_text(encoding="utf-8")


def test_a_least_handout_is_read(workspace: MakeWorkspace) -> None:
    handout = loaded(workspace({"content/sun/handout.yaml": a_handout()}))
    assert handout.id == "sun"
    assert handout.folder == "content/sun"
    assert handout.issued == date(2026, 11, 22)
    assert handout.key_points == ("Wear a hat.",)
    assert (handout.also, handout.prescription_only, handout.off_label) == ((), (), False)


def test_a_section_has_one_part_or_several(workspace: MakeWorkspace) -> None:
    blocks = [{"prose": "Text."}]
    sections = [
        {"heading": "One", "part": "risks", "blocks": blocks},
        {"heading": "Two", "part": ["risks", "lasts"], "detail": "full", "blocks": blocks},
    ]
    handout = loaded(workspace({"content/sun/handout.yaml": a_handout(sections=sections)}))
    assert [section.part for section in handout.sections] == [("risks",), ("risks", "lasts")]
    assert [section.detail for section in handout.sections] == [None, "full"]


@pytest.mark.parametrize(
    "key",
    [f.name for f in fields(Handout) if f.default is f.default_factory is MISSING],
)
def test_a_key_without_which_there_is_no_handout_is_asked_for(
    workspace: MakeWorkspace, key: str
) -> None:
    problems = Problems()
    made = workspace({"content/sun/handout.yaml": a_handout(**{key: None})})
    assert load_handout(made, "sun", problems) is None
    assert [d.message for d in problems] == [f"'{key}' is missing"]


@pytest.mark.parametrize(
    ("change", "needle", "fact"),
    [
        ({"kind": "leaflet"}, "leaflet", "'kind' cannot be 'leaflet'"),
        ({"language": "english"}, "english", "'language' must be a language such as en-GB"),
        ({"issued": "soon"}, "soon", "'issued' must be a date"),
        ({"short_title": "x" * 41}, "x" * 41, "'short_title' has 41 characters"),
        ({"key_points": []}, "[]", "'key_points' has 0 items"),
        ({"sections": "none"}, "none", "'sections' must be a list"),
        ({"off_label": "no"}, "no'", "'off_label' must be true or false"),
        ({"sumary": "x"}, "sumary", "unknown key 'sumary'"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(
    workspace: MakeWorkspace, change: dict[str, object], needle: str, fact: str
) -> None:
    text, problems = a_handout(**change), Problems()
    assert load_handout(workspace({"content/sun/handout.yaml": text}), "sun", problems) is None
    [problem] = problems
    assert fact in problem.message
    assert (problem.place.line, problem.place.column) == place_of(needle, text)


def test_all_that_is_wrong_is_told_at_once(workspace: MakeWorkspace) -> None:
    problems = Problems()
    text = a_handout(kind="leaflet", language="english", title=None)
    assert load_handout(workspace({"content/sun/handout.yaml": text}), "sun", problems) is None
    assert len(problems) == 3


def test_texts_come_in_the_order_of_the_model(workspace: MakeWorkspace) -> None:
    handout = loaded(workspace({"content/sun/handout.yaml": a_handout(terms={"a": "b"})}))
    said = [str(text) for text in texts(handout)]
    assert said[:2] == ["Sun and your skin", "Sun and skin"]
    assert said[-3:] == ["b", "About", "Skin is an organ."]


def test_the_documentation_shows_every_key_kind_and_part() -> None:
    [example] = re.findall(r"```yaml\n(# yaml-language-server.*?)```", DOC, re.DOTALL)
    assert set(yaml.safe_load(example)) == {*form_of(Handout).shapes}
    assert all(kind in example for kind in get_args(Kind))
    assert [part for part in get_args(Part) if f"`{part}`" not in DOC] == []


def test_a_text_that_somebody_looked_through_names_no_medicine(workspace: MakeWorkspace) -> None:
    def named(*entries: str) -> list[str]:
        text = a_handout(prescription_only=[*entries])
        handout = load_handout(workspace({"content/sun/handout.yaml": text}), "sun", Problems())
        assert handout is not None
        return [str(name) for name in handout.medicines]

    assert named() == []
    assert named("none") == []
    assert named("tretinoin", "none") == ["tretinoin"]
