from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from samples import MakeWorkspace, place_of

from handouts.content.locale import locale_of
from handouts.content.sources import (
    REFERENCES,
    Paid,
    Reference,
    SourceKind,
    as_csl,
    load_references,
)
from handouts.diagnostics import Problems
from handouts.reading import write_yaml

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


@pytest.mark.parametrize(
    ("names", "short", "full"),
    [
        (["Shin", "Wan"], "Shin i Wan 2019", "Shin AB, Wan AB. Skin. 2019."),
        ([*"ABCDEFGH"], "A i inni 2019", "A AB, B AB, C AB, i inni. Skin. 2019."),
    ],
)
def test_authors_are_written_in_the_language_of_the_text(
    names: list[str], short: str, full: str
) -> None:
    source = Reference("a", title="Skin", authors=by(*names), year="2019")
    assert source.short_in("i inni", locale_of("pl")) == short
    assert source.full_in("i inni") == full


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


def test_a_key_beside_the_list_is_refused_at_its_line(workspace: MakeWorkspace) -> None:
    text = VANBORSEL + "mypeel2020:\n  title: A peel\n"
    _, problems = load(workspace, text)
    [problem] = problems
    assert (problem.severity, problem.place.line) == ("error", place_of("mypeel2020", text)[0])
    assert "sources stand in the list 'references'" in problem.message


def test_a_key_that_no_source_has_is_refused_with_the_nearest(workspace: MakeWorkspace) -> None:
    text = VANBORSEL.replace("    volume:", "    volum:")
    _, problems = load(workspace, text)
    [problem] = problems
    assert problem.message == "unknown key 'volum'"
    assert problem.hint == "did you mean 'volume'?"


def test_the_example_of_the_docs_reads(workspace: MakeWorkspace) -> None:
    page = Path(__file__).parents[2] / "docs/sources.md"
    [example] = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    references, problems = load(workspace, example)
    assert list(problems) == []
    assert references["shin2019"].short == "Shin and Park 2019"
    assert references["nice-acne"].full == (
        "A national institute. Acne: management. 2021. www.example.org/acne."
    )
    assert (references["shin2019"].kind, references["shin2019"].paid) == ("trial", "maker")
    assert references["face-device"].full == "A maker's manual of a face-toning device."


def test_the_docs_tell_every_kind_of_source_and_who_may_have_paid() -> None:
    page = (Path(__file__).parents[2] / "docs/sources.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(.*?)` \|", page, re.MULTILINE) == ["kind", *get_args(SourceKind)]
    assert all(f"`{paid}`" in page for paid in get_args(Paid))


def test_a_source_says_what_it_is_and_who_paid_and_reads_back(workspace: MakeWorkspace) -> None:
    custom = "    custom: {kind: review, paid: maker-staff, ours: 7}\n    title-short: Exercises\n"
    references, problems = load(workspace, VANBORSEL + custom)
    source = references["vanborsel2014"]
    assert list(problems) == []
    assert (source.kind, source.paid, source.printed_title) == (
        "review",
        "maker-staff",
        "Exercises",
    )
    again, _ = load(workspace, write_yaml(as_csl([source])))
    assert again == references


def test_a_short_title_alone_prints_nowhere_as_before(workspace: MakeWorkspace) -> None:
    references, _ = load(workspace, VANBORSEL + "    title-short: Exercises\n")
    assert references == load(workspace, VANBORSEL)[0]


@pytest.mark.parametrize(
    ("custom", "fact", "hint"),
    [
        ("{kind: reviews}", "'reviews' is no 'kind' of a source", "did you mean 'review'?"),
        ("{paid: us}", "'us' is no 'paid' of a source", "known here: independent, maker"),
        ("{kind: [trial]}", "'a list' is no 'kind' of a source", "known here: copy, guideline"),
    ],
)
def test_a_kind_that_there_is_not_is_refused(
    workspace: MakeWorkspace, custom: str, fact: str, hint: str
) -> None:
    text = VANBORSEL + f"    custom: {custom}\n"
    _, problems = load(workspace, text)
    [problem] = problems
    assert (problem.severity, problem.message) == ("error", fact)
    assert problem.hint.startswith(hint)
    assert problem.place.line == text.count("\n")
