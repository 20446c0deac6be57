"""Prescription-only medicines are known in other languages, or a text counts as naming one."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from ruling import SOUND, a_brand, judge
from samples import REFERENCES

from handouts.checks.naming import names_known, naming
from handouts.checks.wordlists import medicines, stems
from handouts.diagnostics import Diagnostic

SERVED = ("ar", "bn", "de", "es", "fr", "hi", "pl", "ro", "tr", "uk", "ur", "zh-Hans")
PUBLIC = SOUND.replace("audience: patient", "audience: public")


def in_words(language: str, words: str, sound: str = PUBLIC) -> str:
    """Return a sound handout in a language, with a sentence of it."""
    return sound.replace("en-GB", language).replace("Lines are normal.", words)


def errors(problems: list[Diagnostic]) -> list[Diagnostic]:
    return [one for one in problems if one.severity == "error"]


def named(words: str, language: str) -> list[str]:
    return [str(one.medicine.name) for one in naming(words, language)]


def test_every_language_served_has_every_medicine_and_says_by_whose_word() -> None:
    known = {str(medicine.name) for medicine in medicines()}
    assert sorted(stems()) == sorted(SERVED)
    assert all(set(own.stems) == known and own.source for own in stems().values())


def test_no_stem_is_so_short_that_common_words_hold_it() -> None:
    for language, own in stems().items():
        least = 2 if language == "zh-Hans" else 5
        assert all(len(stem) >= least for names in own.stems.values() for stem in names), language


@pytest.mark.parametrize("language", SERVED)
def test_every_stem_is_found_as_its_medicine(language: str) -> None:
    for name, own in stems()[language].stems.items():
        for stem in own:
            for words in (f"- {stem}…", unicodedata.normalize("NFD", stem), stem.upper()):
                assert named(words, language) == [name], (stem, words)


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("pl", "Botoks i tretynoina", ["botulinum toxin", "tretinoin"]),
        ("pl", "po izotretynoinie, bez Botoxu", ["isotretinoin", "botulinum toxin"]),
        ("ar", "البوتوكس والتريتينوين", ["botulinum toxin", "tretinoin"]),
        ("ar", "تِرِيتِينْوِين وإيزوتريتينوين", ["tretinoin", "isotretinoin"]),
        ("de", "Tretinoincreme oder eine Botoxbehandlung", ["tretinoin", "botulinum toxin"]),
        ("tr", "İZOTRETİNOİN veya Botoks'un", ["isotretinoin", "botulinum toxin"]),
        ("ro", "toxină botulinică", ["botulinum toxin"]),
        ("uk", "ботулінічний токсин, третиноїну", ["botulinum toxin", "tretinoin"]),
        ("fr", "l’isotrétinoïne", ["isotretinoin"]),
        ("es", "la toxina botulínica", ["botulinum toxin"]),
        ("zh-Hans", "使用Botox和异维A酸治疗", ["botulinum toxin", "isotretinoin"]),
        ("bn", "ট্রেটিন\u09dfেন", ["tretinoin"]),
        ("bn", "ট্রেটিন\u09af\u09bcেন", ["tretinoin"]),
        ("ur", "بوٹوکس کے ٹیکے", ["botulinum toxin"]),
        ("hi", "बोटॉक्स और ट्रेटिनॉइन", ["botulinum toxin", "tretinoin"]),
        ("cy", "Botox, tretinoin a Wegovy", ["botulinum toxin", "tretinoin", "semaglutide"]),
    ],
)
def test_a_medicine_is_found_as_its_language_writes_it(
    language: str, words: str, found: list[str]
) -> None:
    assert named(words, language) == found


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "Renovar la piel. La renovación de la piel lleva tiempo. El botulismo es raro."),
        ("ro", "Renovat. A renova pielea."),
        ("de", "Renovierung der Haut. Botulismus."),
        ("uk", "Ботулізм трапляється рідко."),
        ("zh-Hans", "肉毒中毒很少见。透明质酸。维生素A。"),
        ("ar", "حمض الهيالورونيك وفيتامين أ"),
        ("pl", "kwas hialuronowy, retinol, Renowacja"),
    ],
)
def test_words_that_only_look_like_a_medicine_are_none(language: str, words: str) -> None:
    assert named(words, language) == []


@pytest.mark.parametrize(
    ("language", "words"), [("pl", "Botoks i tretynoina."), ("ar", "البوتوكس والتريتينوين.")]
)
def test_a_text_for_the_public_names_none_in_its_language(
    tmp_path: Path, language: str, words: str
) -> None:
    text = in_words(language, words)
    assert len(errors(judge(tmp_path, text, only="POM-01"))) == 2
    hints = [one.hint for one in errors(judge(tmp_path, text, only="POM-07"))]
    assert [hint.split("'")[1] for hint in hints] == ["botulinum toxin", "tretinoin"]


def test_a_clinic_and_a_source_are_read_in_the_language_of_the_sheet(tmp_path: Path) -> None:
    text = in_words("pl", "Tak.")
    brand = a_brand(interests="Podajemy botoks.")
    assert len(errors(judge(tmp_path, text, brand=brand, only="POM-01"))) == 1
    references = REFERENCES.replace("Ageing of skin", "Tretynoina na zmarszczki")
    assert len(errors(judge(tmp_path, text, references=references, only="POM-01"))) == 1


def test_what_a_text_lists_may_be_in_its_own_language(tmp_path: Path) -> None:
    text = in_words("pl", "Krem z tretynoiną.", SOUND)
    for entry in ("tretinoin", "tretynoina"):
        assert judge(tmp_path, f"{text}prescription_only: [{entry}]\n", only="POM-07") == []


@pytest.mark.parametrize("language", ["cy", "pa-Arab", "zh-Hant", "zh", "enm"])
def test_a_text_counts_as_naming_one_where_no_names_are_known(
    tmp_path: Path, language: str
) -> None:
    assert not names_known(language)
    text = in_words(language, "Iawn.")
    [public] = judge(tmp_path, text, only="POM-01")
    assert "counts as naming a prescription-only medicine, and United Kingdom" in public.message
    [unlisted] = judge(tmp_path, text, only="POM-07")
    assert unlisted.severity == "error"
    assert f"what medicines are called in {language}" in unlisted.message
    assert "'prescription_only: [none]'" in unlisted.hint
    priced = text.replace("Iawn.", "£100.")
    assert len(errors(judge(tmp_path, priced, only="POM-02"))) == 1


def test_somebody_who_looked_may_say_that_it_names_none(tmp_path: Path) -> None:
    looked = in_words("cy", "Iawn £100.") + "prescription_only: [none]\n"
    for rule in ("POM-01", "POM-02", "POM-07"):
        assert errors(judge(tmp_path, looked, only=rule)) == []
    botox = looked.replace("Iawn", "Botox")
    for rule in ("POM-01", "POM-02", "POM-07"):
        assert len(errors(judge(tmp_path, botox, only=rule))) == 1


def test_a_text_that_lists_one_is_none_for_the_public_where_no_names_are_known(
    tmp_path: Path,
) -> None:
    listed = in_words("cy", "Iawn.") + "prescription_only: [tretinoin]\n"
    assert judge(tmp_path, listed, only="POM-07") == []
    assert len(errors(judge(tmp_path, listed, only="POM-01"))) == 1


def test_names_are_those_of_a_wider_tag_too() -> None:
    assert names_known("ar-EG")
    assert named("البوتوكس", "ar-EG") == ["botulinum toxin"]
    assert names_known("zh-Hans-SG")
