"""The translations that we ship: each copy is as sound as an English one, by all it shows and says.

Formats and brands take turns over the languages; `tools/languages.py` proves all of each with all.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from documents import well_typeset
from machinery import Validate
from samples import a_handout, a_library
from samples import a_workspace as a_workspace_of
from scriptfonts import TEXTS
from translated import (
    BRANDS,
    FORMATS,
    HANDOUT,
    ROOT,
    WHOLE,
    Made,
    a_workspace,
    clipped,
    conforming,
    make,
    planned,
    read,
)
from wordfaces import words_by_faces

from handouts.batch.copies import Copy
from handouts.batch.suiting import suited
from handouts.brand import characters
from handouts.diagnostics import Problems
from handouts.page import Personal

pytestmark = pytest.mark.slow

TURNS = [
    (language, FORMATS[n % len(FORMATS)], BRANDS[n % len(BRANDS)])
    for n, language in enumerate(WHOLE)
]


TEXT_ALONE = {  # of languages into which we ship nothing yet
    "cy": "Mae’r cŵn yn yr ŷd; tŷ, dŵr a gŵyl. 5 mg.",
    "pt": "A massagem não levanta o rosto: é só agradável. 5 mg.",
    "it": "Il massaggio è piacevole, ma non c’è prova che funzioni. 5 mg.",
    **{tag: TEXTS[tag] for tag in ("vi", "fa", "he", "pa", "ta")},
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_workspace(tmp_path_factory.mktemp("languages"))


@pytest.fixture(scope="module")
def copies(root: Path) -> list[Made]:
    """A copy in each language."""
    return [
        make(planned(materials, language, form, brand), materials)
        for language, form, brand in TURNS
        for materials in [read(root, language, (brand,))]
    ]


def test_all_that_is_shipped_is_proved_in_all_formats_and_brands() -> None:
    folder = ROOT / "content" / HANDOUT / "translations"
    assert {file.stem for file in folder.glob("*.po")} == set(WHOLE)
    assert {file.stem for file in (ROOT / "templates/phrases").glob("*.yaml")} == set(WHOLE)
    assert {form for _, form, _ in TURNS} == set(FORMATS)
    assert {brand for _, _, brand in TURNS} == set(BRANDS)


def test_copies_show_and_say_what_is_written(copies: list[Made]) -> None:
    found = {made.name: [*made.faults()] for made in copies}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_copies_conform(copies: list[Made], tmp_path: Path, validate: Validate) -> None:
    for made in copies:
        (tmp_path / f"{made.name}.pdf").write_bytes(made.data)
    faults = conforming([*tmp_path.iterdir()], validate)
    assert len(faults) == len(WHOLE)
    assert {name: rules for name, rules in faults.items() if rules} == {}


def test_copies_have_phones_where_their_clinics_have(copies: list[Made]) -> None:
    having = [made for made in copies if made.copy.clinic.phone]
    assert {made.copy.brand.id for made in having} == {"harbour-skin", "northlight"}
    assert all(made.phones for made in having)


@pytest.mark.parametrize("language", TEXT_ALONE)
def test_languages_without_a_translation_are_set_and_heard_as_well(
    tmp_path: Path, language: str, validate: Validate
) -> None:
    form = FORMATS[[*TEXT_ALONE].index(language) % len(FORMATS)]
    materials = read(_of_text(tmp_path, language), language, ("harbour",))
    made = make(planned(materials, language, form, "harbour", "sun"), materials)
    assert [*made.faults()] == []
    assert sum(TEXT_ALONE[language] in block for block in made.written) > 3
    file = tmp_path / f"{made.name}.pdf"
    file.write_bytes(made.data)
    assert conforming([file], validate) == {made.name: []}


def _of_text(root: Path, language: str) -> Path:
    """Write a workspace with a text in a language, and our phrases in English as its own."""
    says = TEXT_ALONE[language]
    text = a_handout(
        title=says[:40],
        short_title=says[:12],
        language=language,
        summary=says,
        main_message=says,
        key_points=[says],
        sections=[{"heading": says[:20], "blocks": [{"prose": f"**{says}** {says}"}]}],
    )
    english = yaml.safe_load((ROOT / "templates/phrases.yaml").read_text("utf-8"))["en"]
    phrases = yaml.safe_dump({"en": english, language: english}, allow_unicode=True)
    a_workspace_of(root, {**a_library(sun=text), "templates/phrases.yaml": phrases})
    return root


def test_a_face_in_other_parts_of_an_em_sets_the_same_letters_stamped_and_whole(root: Path) -> None:
    """Lato has 2000 units an em: half of its widths are no whole thousandths."""
    file = root / "brands/northlight/_brand.yml"
    own = file.read_text("utf-8")
    file.write_text(own.replace("PT Sans", "Lato").replace("IBM Plex Serif", "Lato"), "utf-8")
    materials = read(root, "en-US", ("northlight",))
    file.write_text(own, "utf-8")
    made = make(planned(materials, "en-US", "standard", "northlight"), materials)
    faces = {face for _, faces in words_by_faces(made.data) for face in faces}
    assert any(face.startswith("Lato-") for face in faces), faces
    assert [*made.faults()] == []


def test_what_is_wrong_is_found(copies: list[Made]) -> None:
    arabic = next(made for made in copies if made.copy.handout.language == "ar")
    assert [*arabic.faults()] == []
    lost = replace(arabic, written=(*arabic.written, "\u0623\u0644\u0641"))
    assert [*lost.faults()] == ["not heard as written: \u0623\u0644\u0641"]
    turned = replace(arabic, phones=("0000 7946 020",))
    assert [*turned.faults()] == ["out of order: 0000 7946 020"]
    assert "its bytes are others in a gang of 25" in [*replace(arabic, in_gang=b"").faults()]


def test_a_chinese_face_has_the_letters_of_a_text_and_of_a_clinic_and_none_of_a_person(
    root: Path,
) -> None:
    materials = read(root, "zh-Hans", ("plain-practice",))
    copy = planned(materials, "zh-Hans", "standard", "plain-practice")

    def letters(one: Copy) -> frozenset[str]:
        [found] = suited([one], materials, Problems(), processes=1)
        return characters(found.brand.faces.house.faces[0].data)

    alone = letters(copy)
    assert {*"面部月"} <= alone
    assert not {*"鑫鬻"} & alone
    named = replace(copy, clinic=replace(copy.clinic, name="鬻 Practice"))
    assert letters(named) - alone > {*"鑫鬻"}  # all common ones: many clinics share them
    persons = [replace(copy, personal=Personal(name=name)) for name in ("鑫", "鬻")]
    assert len({*map(letters, persons)}) == 1


def test_letters_that_are_clipped_are_found() -> None:
    css = "@page { size: A6 } p { font: 20pt/1 Lato; height: 12pt; background: #eee } "
    assert [*clipped(well_typeset("<p>gypsy</p>", css))] == []
    assert [*clipped(well_typeset("<p>gypsy</p>", css + "p { overflow: hidden }"))] == [1]
