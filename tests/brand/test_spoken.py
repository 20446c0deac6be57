"""Details by language: a clinic says its own words in the language of the sheet, or the first."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import a_workspace

from handouts.brand.clinic import Clinic
from handouts.brand.load import load_brands
from handouts.diagnostics import Problems

BRAND = """\
meta: {name: One}
color: {primary: "#1e3a5f"}
defaults:
  handouts:
    strapline: {en: For your skin, ar: لبشرتك}
    interests: {en: We own a laser., pl: Mamy laser.}
    offers: [laser]
    words: {parking: {en: Behind the house., pl: Za domem.}}
"""
CLINIC = """\
name: East
hours: {en-GB: [Monday to Friday, Saturday], ar: من الاثنين إلى الجمعة}
out_of_hours: {who: {en: The night nurse, ar: ممرضة الليل}, phone: 020 7946 0009}
contacts:
  - {who: {en: The nurse, ar: الممرضة}, phone: 020 7946 0001, hours: {en: weekdays, pl: w dni}}
words: {complaints: {en: Ask the manager., ar: اسأل المدير.}}
"""


def clinic_of(tmp_path: Path, clinic: str = CLINIC, brand: str = BRAND) -> Clinic:
    made = a_workspace(
        tmp_path, {"brands/one/_brand.yml": brand, "brands/one/clinics/east.yml": clinic}
    )
    problems = Problems()
    [found] = load_brands(made, problems)
    assert len(problems) == 0, [str(d) for d in problems]
    return found.clinics[0]


def told(tmp_path: Path, clinic: str) -> list[str]:
    made = a_workspace(
        tmp_path, {"brands/one/_brand.yml": BRAND, "brands/one/clinics/east.yml": clinic}
    )
    problems = Problems()
    load_brands(made, problems)
    return [str(problem) for problem in problems]


def test_a_language_takes_its_own_words_else_what_comes_first(tmp_path: Path) -> None:
    clinic = clinic_of(tmp_path)
    arabic, polish = clinic.in_language("ar-EG"), clinic.in_language("pl")
    assert (clinic.strapline, arabic.strapline) == ("For your skin", "لبشرتك")
    assert arabic.hours == ("من الاثنين إلى الجمعة",)
    assert clinic.hours == polish.hours == ("Monday to Friday", "Saturday")
    assert arabic.out_of_hours and arabic.out_of_hours.who == "ممرضة الليل"
    assert [(c.contacts[0].who, c.contacts[0].hours) for c in (clinic, arabic, polish)] == [
        ("The nurse", "weekdays"),
        ("الممرضة", "weekdays"),
        ("The nurse", "w dni"),
    ]


def test_words_are_inherited_language_by_language(tmp_path: Path) -> None:
    polish, arabic = (clinic_of(tmp_path).in_language(tag).words for tag in ("pl", "ar"))
    assert polish and (polish.parking, polish.complaints) == ("Za domem.", "Ask the manager.")
    assert arabic and (arabic.parking, arabic.complaints) == ("Behind the house.", "اسأل المدير.")


def test_a_sentence_in_another_language_gives_way_to_what_the_clinic_offers(
    tmp_path: Path,
) -> None:
    """Which can be said in any language; without it the sentence stays, for it must be said."""
    clinic = clinic_of(tmp_path)
    said = [clinic.in_language(tag).interests for tag in ("en", "pl", "ar", "uk")]
    assert said == ["We own a laser.", "Mamy laser.", "", ""]
    sold = BRAND.replace("    offers: [laser]\n", "")
    assert clinic_of(tmp_path, brand=sold).in_language("uk").interests == "We own a laser."


def test_a_plain_text_is_said_in_every_language(tmp_path: Path) -> None:
    clinic = clinic_of(
        tmp_path, "name: East\nhours: 9 to 5\n", "meta: {name: One}\ncolor: {primary: navy}\n"
    )
    assert not clinic.spoken and clinic.in_language("ar") is clinic


@pytest.mark.parametrize(
    ("hours", "fact"),
    [
        ("{en: 9 to 5, Arabic: 9-5}", "error: 'Arabic' in 'hours' is no tag of a language"),
        ("{en: 9 to 5, arr: 9-5}", "warning: 'arr' in 'hours' is no language that is known here"),
        ("{en: 9 to 5, ar: ''}", "error: 'hours' is empty"),
        ("{en: 9 to 5, ar: [[]]}", "error: item 1 of 'hours' must be text"),
        ("{Open: 9 to 5}", "error: 'hours' must be text, not a mapping"),
    ],
)
def test_what_is_wrong_is_told_once_at_its_place(tmp_path: Path, hours: str, fact: str) -> None:
    [found] = told(tmp_path, f"name: East\nhours: {hours}\n")
    assert found.startswith("brands/one/clinics/east.yml:2:") and fact in found
