from __future__ import annotations

import pytest
from samples import MakeWorkspace, place_of

from handouts.content.sources import REFERENCES, Reference, load_references
from handouts.diagnostics import Problems

VANBORSEL = """
references:
  - id: vanborsel2014
    type: article-journal
    title: 'Facial Exercises: A Review'
    author:
      - {family: Van Borsel, given: John}
      - {family: De Vos, given: Marie-Camille}
      - {literal: The Skin Group}
    container-title: Aesthetic Surgery Journal
    issued: {date-parts: [[2014, 1]]}
    volume: '34'
    issue: '1'
    page: 22-27
    DOI: 10.1177/1090820X13514583
    URL: https://a.example/34-1-22
"""


def by(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, "Ann B.") for name in names)


def load(workspace: MakeWorkspace, text: str) -> tuple[dict[str, Reference], Problems]:
    problems = Problems()
    return load_references(workspace({REFERENCES: text}), problems), problems


@pytest.mark.parametrize(
    ("names", "short", "full"),
    [
        (["Shin"], "Shin 2019", "Shin AB. Skin. 2019."),
        (["Shin", "Wan"], "Shin and Wan 2019", "Shin AB, Wan AB. Skin. 2019."),
        (["Shin", "Wan", "Ito"], "Shin and others 2019", "Shin AB, Wan AB, Ito AB. Skin. 2019."),
        (
            [*"ABCDEF"],
            "A and others 2019",
            "A AB, B AB, C AB, D AB, E AB, F AB. Skin. 2019.",
        ),
        (
            [*"ABCDEFGH"],
            "A and others 2019",
            "A AB, B AB, C AB, and others. Skin. 2019.",
        ),
    ],
)
def test_authors_are_written_by_their_number(names: list[str], short: str, full: str) -> None:
    source = Reference("a", title="Skin", authors=by(*names), year="2019")
    assert source.short == short
    assert source.full == full


@pytest.mark.parametrize(
    ("source", "short", "full"),
    [
        (
            Reference("a", title="Skin", authors=(("Skin Group", ""),), year="2019"),
            "Skin Group 2019",
            "Skin Group. Skin. 2019.",
        ),
        (
            Reference("a", title="Laser", authors=(("Mayo Clinic Staff", ""),)),
            "Mayo Clinic",
            "Mayo Clinic Staff. Laser.",
        ),
        (
            Reference("a", title="Skin", container="GOV.UK", year="2025"),
            "GOV.UK 2025",
            "Skin. GOV.UK. 2025.",
        ),
        (Reference("a", title="Skin"), "Skin", "Skin."),
        (
            Reference("a", title="What is skin?", url="http://a.example/x"),
            "What is skin?",
            "What is skin? a.example/x.",
        ),
        (
            Reference("a", title="Skin", volume="9", page="E8-E9", url="https://a.example"),
            "Skin",
            "Skin. 9:E8–E9. a.example.",
        ),
    ],
)
def test_a_source_with_little_known_is_written_with_that(
    source: Reference, short: str, full: str
) -> None:
    assert source.short == short
    assert source.full == full


def test_a_source_is_read_with_all_its_details(workspace: MakeWorkspace) -> None:
    references, problems = load(workspace, VANBORSEL)
    assert len(problems) == 0
    source = references["vanborsel2014"]
    assert source.short == "Van Borsel and others 2014"
    assert source.full == (
        "Van Borsel J, De Vos MC, The Skin Group. Facial Exercises: A Review. "
        "Aesthetic Surgery Journal. 2014;34(1):22–27. doi.org/10.1177/1090820X13514583."
    )


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ("{date-parts: [[2013, 5, 1]]}", "2013"),
        ("{raw: May 2013}", "2013"),
        ("{literal: spring 2013}", "2013"),
        ("2013-05-01", "2013"),
        ("{date-parts: []}", ""),
        ("{date-parts: [[]]}", ""),
        ("soon", ""),
        ("{}", ""),
    ],
)
def test_the_year_is_found_in_every_form_of_a_date(
    workspace: MakeWorkspace, issued: str, year: str
) -> None:
    references, _ = load(workspace, f"references: [{{id: a, title: Skin, issued: {issued}}}]")
    assert references["a"].year == year


def test_a_source_that_stands_twice_is_told_at_the_second(workspace: MakeWorkspace) -> None:
    text = "references:\n  - {id: a, title: One}\n  - {id: a, title: Two}\n"
    references, problems = load(workspace, text)
    [problem] = problems
    assert problem.message == "the source 'a' stands here again; first in line 2"
    assert (problem.place.line, problem.place.column) == place_of("{id: a, title: Two", text)
    assert references["a"].title == "One"


@pytest.mark.parametrize("entry", ["{title: Skin}", "{id: '', title: Skin}", "words", "[a]"])
def test_a_source_without_an_id_is_told(workspace: MakeWorkspace, entry: str) -> None:
    text = f"references:\n  - {entry}\n  - {{id: b}}\n"
    references, problems = load(workspace, text)
    [problem] = problems
    assert problem.message == "a source has no 'id'"
    assert (problem.place.line, problem.place.column) == place_of(entry, text)
    assert [*references] == ["b"]


def test_a_file_without_the_list_is_told(workspace: MakeWorkspace) -> None:
    references, problems = load(workspace, "sources: []\n")
    assert references == {}
    assert [d.message for d in problems] == ["there is no list 'references'"]


def test_a_library_without_the_file_has_no_sources(workspace: MakeWorkspace) -> None:
    problems = Problems()
    assert load_references(workspace({}), problems) == {}
    assert len(problems) == 0
