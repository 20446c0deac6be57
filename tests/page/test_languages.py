"""Composed words: a sheet and its slots join what is said as its language does."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from samples import a_library, a_workspace, loaded, with_blocks

from handouts.brand.load import load_brands
from handouts.content.sources import load_references
from handouts.diagnostics import Problems
from handouts.page.environment import Templates
from handouts.page.formats import load_formats
from handouts.page.parts import Fragments
from handouts.page.phrases import Phrases, load_phrases
from handouts.page.sheet import Imprint, Wording, compose
from handouts.page.slots import Occasion, fragments
from handouts.workspace import Workspace

BRAND = """\
meta: {name: Harbour}
color: {primary: navy}
defaults:
  handouts:
    phone: 020 7946 0000
    hours: [a, b]
    country: GB
    out_of_hours: {who: Nurse, phone: 020 7946 0009}
    contacts: [{who: Desk, phone: 020 7946 0001, hours: c}]
    offers: [laser, peel, ipl]
"""
TITLES = {"laser": "Laser", "peel": "Peel", "ipl": "IPL"}
BLOCKS = """\
- tip: {title: T, text: 'He said "yes".'}
- risk:
    what: Pain
    of: 10000
    groups: [{who: All, people: 1500}]
- do-and-do-not: {do: [a], do_not: [b]}
"""


@pytest.fixture
def made(tmp_path: Path) -> Workspace:
    """A workspace with a handout, its sources and a clinic."""
    brand = {"brands/harbour/_brand.yml": BRAND}
    return a_workspace(tmp_path, a_library(sun=with_blocks(BLOCKS)) | brand)


def speaking(made: Workspace, language: str) -> Phrases:
    """Return our English phrases as if they were those of another language."""
    return Phrases(load_phrases(made, "en").entries, language=language)


def page(made: Workspace, language: str) -> str:
    form = load_formats(made)["standard"]
    wording = Wording(
        loaded(made),
        Imprint("ABCD-EFGH", date(2026, 11, 30)),
        load_references(made, Problems()),
        speaking(made, language),
    )
    return compose(wording, form, Templates(made), paper="A4", fit=form.fits[0]).html


def slots(made: Workspace, language: str) -> Fragments:
    [brand] = load_brands(made, Problems())
    occasion = Occasion(booking=True, medicine=True, titles=TITLES)
    clinic, phrases = brand.clinics[0], speaking(made, language)
    return fragments(brand, clinic, occasion, phrases, Templates(made))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en-GB",
            [
                "Do not use after November 2026",
                "Tip: T",
                "He said “yes”.",
                "1,500 in 10,000 people</strong>.",
                "</span>Do:</h3>",
            ],
        ),
        (
            "fr",
            [
                "Do not use after novembre 2026",
                "Tip\u00a0: T",
                "He said «\u00a0yes\u00a0».",
                "1\u202f500 in 10\u202f000 people</strong>.",
                "</span>Do\u00a0:</h3>",
            ],
        ),
        (
            "zh-Hans",
            [
                "Do not use after 2026年11月",
                "Tip：T",
                "He said “yes”.",
                "1,500 in 10,000 people</strong>。",
                "</span>Do：</h3>",
            ],
        ),
        ("pl", ["He said „yes”.", "1500 in 10\u00a0000 people", "after listopad 2026"]),
        ("hi", ["1,500 in 10,000 people</strong>।", "after नवंबर 2026"]),
    ],
)
def test_a_sheet_is_written_as_in_its_language(
    made: Workspace, language: str, said: list[str]
) -> None:
    html = page(made, language)
    assert [words for words in said if words not in html] == []
    assert 'Page <span class="page-number"></span> of <span class="page-count"></span>' in html


APART = re.compile(r"</?span[^>]*>")  # around what runs the other way


@pytest.mark.parametrize(
    ("language", "call", "doctor", "panel"),
    [
        (
            "en-GB",
            ["a; b", "When we are closed: Nurse, 020 7946 0009"],
            "NHS 111. Not in Northern Ireland.",
            ["offers laser, peel and IPL.", "to the Yellow Card scheme: ", "Desk: <a", "</a>, c"],
        ),
        (
            "de",
            ["a; b"],
            "NHS\N{NO-BREAK SPACE}111. Not",
            ["offers Laser, Peel und IPL.", "to Yellow Card: ", "Desk: <a"],
        ),
        (
            "ar",
            ["a؛ b", "Nurse، 020 7946 0009"],
            "NHS\N{NO-BREAK SPACE}111. Not",
            ["offers laser وpeel وIPL.", "Desk: <a", "</a>، c"],
        ),
        (
            "zh-Hans",
            ["a；b"],
            "NHS 111。Not",
            ["laser、peel和IPL", "Desk：<a"],
        ),
    ],
)
def test_slots_are_written_as_in_the_language_of_the_sheet(
    made: Workspace, language: str, call: list[str], doctor: str, panel: list[str]
) -> None:
    html = {name: APART.sub("", part) for name, part in slots(made, language).html.items()}
    assert [words for words in call if words not in html["call"]] == []
    assert doctor in html["doctor"]
    assert [words for words in panel if words not in html["panel"]] == []


def test_what_a_link_is_called_is_joined_as_in_the_language(made: Workspace) -> None:
    assert slots(made, "en").labels["tel:02079460001"] == "Desk: Phone 020 7946 0001"
    assert slots(made, "zh-Hans").labels["tel:02079460001"] == "Desk：Phone 020 7946 0001"


def test_no_space_follows_a_sentence_where_the_language_has_none(made: Workspace) -> None:
    claim = "- claim: {question: Q, certainty: low, finding: 好。, sources: [shin2019]}\n"
    made.root.joinpath("content/sun/handout.yaml").write_text(with_blocks(claim), "utf-8")
    for language, between in (("de", " "), ("zh-Hans", "")):
        assert f"</strong>{between}好。" in page(made, language)


def test_the_number_of_a_source_stands_before_its_name_in_text_from_the_right(
    made: Workspace,
) -> None:
    file = made.root / "content/sun/handout.yaml"
    for language, short in (
        ("ar", '1\u200f&nbsp;<span dir="ltr" class="whole">Shin 2019'),
        ("de", "1&nbsp;Shin"),
    ):
        cited = with_blocks("- prose: Sun. [@shin2019]\n")
        file.write_text(cited.replace("language: en-GB", f"language: {language}"), "utf-8")
        assert short in page(made, language)
