from __future__ import annotations

from pathlib import Path

import pytest
from ruling import SOUND, a_brand, judge
from samples import REFERENCES, place_of

from handouts.checks.wordlists import medicines

PUBLIC = SOUND.replace("audience: patient", "audience: public")
NAMED = PUBLIC.replace("Lines are normal.", "Ask about NAME.")


@pytest.mark.parametrize(
    "name",
    ["botulinum toxin", "BOTOX", "Dysport", "anti-wrinkle injections", "tretinoin", "Wegovy"],
)
def test_a_name_in_a_text_for_the_public_is_an_error(tmp_path: Path, name: str) -> None:
    [found] = judge(tmp_path, NAMED.replace("NAME", name), only="POM-01")
    assert found.severity == "error"
    assert f"'{name}'" in found.message
    assert "United Kingdom does not allow it" in found.message


@pytest.mark.parametrize(
    ("country", "told"), [(None, 1), ("GB", 1), ("IE", 1), ("US", 0), ("NZ", 0)]
)
def test_the_country_of_the_clinic_decides(tmp_path: Path, country: str | None, told: int) -> None:
    text = NAMED.replace("NAME", "Botox")
    assert len(judge(tmp_path, text, brand=a_brand(country=country), only="POM-01")) == told


def test_without_a_country_the_message_says_so(tmp_path: Path) -> None:
    text = NAMED.replace("NAME", "Botox")
    [found] = judge(tmp_path, text, brand=a_brand(country=None), only="POM-01")
    assert "no country is known that allows it" in found.message


def test_a_text_for_patients_may_name_it(tmp_path: Path) -> None:
    text = NAMED.replace("NAME", "Botox").replace("audience: public", "audience: patient")
    assert judge(tmp_path, text, only="POM-01") == []


@pytest.mark.parametrize("key", ["title", "short_title"])
def test_a_title_counts(tmp_path: Path, key: str) -> None:
    old = {"title": "Cream for fine lines", "short_title": "Cream for lines"}[key]
    text = PUBLIC.replace(f"{key}: {old}", f"{key}: Botox for lines", 1)
    [found] = judge(tmp_path, text, only="POM-01")
    assert (found.place.line, found.place.column) == place_of("Botox", text)


def test_what_people_call_it_does_not_count(tmp_path: Path) -> None:
    assert judge(tmp_path, PUBLIC + "also: [botox]\n", only="POM-01") == []


def test_the_title_of_a_cited_source_counts(tmp_path: Path) -> None:
    references = REFERENCES.replace("Ageing of skin", "Onabotulinumtoxina for frown lines")
    [found] = judge(tmp_path, PUBLIC, references=references, only="POM-01")
    assert (found.place.line, found.place.column) == place_of("shin2019", PUBLIC)


def test_the_title_of_a_source_cited_in_prose_counts_at_its_key(tmp_path: Path) -> None:
    references = REFERENCES.replace("Fat of the face", "Botox and the face")
    text = PUBLIC.replace("Lines are normal.", "Lines are normal. [@wan2013]")
    [found] = judge(tmp_path, text, references=references, only="POM-01")
    assert (found.place.line, found.place.column) == place_of("wan2013", text)


@pytest.mark.parametrize("detail", ["interests", "strapline"])
def test_what_a_clinic_says_of_itself_counts(tmp_path: Path, detail: str) -> None:
    brand = a_brand(**{detail: "We give Botox."})
    [found] = judge(tmp_path, PUBLIC, brand=brand, only="POM-01")
    assert found.place.file == "brands/harbour/_brand.yml"


def test_the_clinics_own_words_count_where_they_print(tmp_path: Path) -> None:
    brand = a_brand(words={"parking": "Park here and ask for Botox."})
    assert judge(tmp_path, PUBLIC, brand=brand, only="POM-01") == []
    text = PUBLIC.replace("    blocks:\n", "    blocks:\n      - clinic-words: parking\n", 1)
    assert text != PUBLIC
    [found] = judge(tmp_path, text, brand=brand, only="POM-01")
    assert found.place.file == "brands/harbour/_brand.yml"


def test_what_a_clinic_offers_counts_by_its_short_title(tmp_path: Path) -> None:
    toxin = SOUND.replace("short_title: Cream for lines", "short_title: Botulinum toxin")
    brand = a_brand(offers=["toxin"])
    [found] = judge(tmp_path, PUBLIC, brand=brand, toxin=toxin, only="POM-01")
    assert "'Botulinum toxin'" in found.message
    assert judge(tmp_path, SOUND, brand=brand, toxin=toxin, only="POM-01") == []


def test_a_medicine_that_is_named_must_be_declared_once(tmp_path: Path) -> None:
    text = NAMED.replace("NAME", "Botox and Botox").replace("public", "patient")
    [found] = judge(tmp_path, text, only="POM-07")
    assert "add 'botulinum toxin'" in found.hint
    assert judge(tmp_path, text + "prescription_only: [botulinum toxin]\n", only="POM-07") == []


def test_the_timing_before_and_after_is_no_offer(tmp_path: Path) -> None:
    text = SOUND.replace("How to use it", "Before and after") + "prescription_only: [tretinoin]\n"
    assert judge(tmp_path, text, only="POM-02") == []


def test_each_name_stands_for_one_medicine() -> None:
    names = [name.casefold() for medicine in medicines() for name in medicine.names]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("entry", ["betamethasone valerate", "Betamethasone", "betamethasone"])
def test_a_medicine_is_known_by_its_salt(tmp_path: Path, entry: str) -> None:
    text = SOUND.replace("Lines are normal.", "Ask about betamethasone valerate.")
    assert judge(tmp_path, text + f"prescription_only: [{entry}]\n", only="POM-07") == []


def test_an_entry_that_is_nearly_a_medicine_is_told(tmp_path: Path) -> None:
    [found] = judge(tmp_path, SOUND + "prescription_only: [tretinoine]\n", only="POM-07")
    assert found.hint == "did you mean 'tretinoin'?"
