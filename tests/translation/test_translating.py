from __future__ import annotations

import pytest
from samples import MakeWorkspace, loaded, place_of
from translations import FILE, POLISH, SOURCE, files, po_of, translation_in

from handouts.content.model import printed_texts
from handouts.diagnostics import Place, Problems
from handouts.translation.translating import languages_of, translation_of
from handouts.workspace import Workspace


def test_a_whole_translation_is_the_handout_in_its_language(workspace: MakeWorkspace) -> None:
    there = workspace(files())
    handout = translation_in(there, po_of(there)).handout
    assert (handout.id, handout.language, handout.title) == ("sun", "pl", "Słońce i skóra")
    assert handout.folder == "content/sun"
    prose, _, table = handout.sections[0].blocks
    assert prose.text == (  # type: ignore[union-attr]
        "Cień pomaga. Bądź w nim od 11 do 3. [@shin2019]\n\n"
        "- Noś **kapelusz**.\n- Smaruj się kremem przez 2 godziny.\n"
    )
    assert table.rows[1] == ("Południe", "Odpoczynek", "3 godziny")  # type: ignore[union-attr]


def test_its_words_stand_in_the_file_of_translations(workspace: MakeWorkspace) -> None:
    there = workspace(files())
    text = po_of(there)
    handout = translation_in(there, text).handout
    [prose] = [t for t in printed_texts(handout) if "**kapelusz**" in t]
    at = prose.at(prose.index("kapelusz"))
    assert at == Place(FILE, *place_of("kapelusz**", text))
    assert handout.sections[0].place.file == FILE
    assert handout.sections[0].blocks[1].place.file == FILE
    files_ = {t.place.file for t in printed_texts(handout) if str(t) in POLISH.values()}
    assert files_ == {FILE}


def test_what_is_not_translated_is_a_gap_with_the_same_sources(workspace: MakeWorkspace) -> None:
    there = workspace(files())
    handout = translation_in(there, po_of(there, {})).handout
    assert handout.title == "[... 1]"
    assert handout.also == ()
    [prose, *_] = handout.sections[0].blocks
    text = "[... 7] [@shin2019]\n\n- [... 8]\n- [... 9]\n"
    assert prose.text == text  # type: ignore[union-attr]


def test_a_drawing_with_words_may_be_drawn_anew(workspace: MakeWorkspace) -> None:
    figure = "\n    - figure: {file: a.svg, alt: A face., caption: A face.}"
    figure += "\n    - figure: {file: b.svg, alt: A hand., caption: A hand.}\n"
    there = workspace(
        {
            **files(source=SOURCE.rstrip("\n").rstrip() + figure.replace("\n    ", "\n      ")),
            "content/sun/translations/pl/a.svg": "<svg/>",
            "content/sun/translations/pl.po": po_of(workspace(files())),
        }
    )
    problems = Problems()
    one = translation_of(there, loaded(there), "pl", problems)
    assert one is not None, list(problems)
    handout = one.handout
    assert [handout.path_of(name) for name in handout.drawings] == [
        "content/sun/translations/pl/a.svg",
        "content/sun/b.svg",
    ]


def read(there: Workspace) -> list[str]:
    problems = Problems()
    for language in languages_of(there, "sun", problems):
        assert translation_of(there, loaded(there), language, problems) is None
    return list(map(str, problems))


def test_a_file_that_names_another_language_is_told(workspace: MakeWorkspace) -> None:
    there = workspace(files())
    text = po_of(there).replace("Language: pl", "Language: de")
    [told] = read(workspace({FILE: text}))
    assert told.startswith(f"{FILE}:1:1: error: the header names the language 'de'")


@pytest.mark.parametrize("named", ["pl_PL", "", "PL"])
def test_a_tool_may_name_the_language_of_a_file_in_its_own_way(
    workspace: MakeWorkspace, named: str
) -> None:
    text = po_of(workspace(files())).replace("Language: pl", f"Language: {named}")
    there = workspace({FILE: text})
    problems = Problems()
    assert translation_of(there, loaded(there), "pl", problems) is not None
    assert not list(problems)


def test_a_translation_into_the_language_of_its_source_is_told(workspace: MakeWorkspace) -> None:
    there = workspace(files())
    text = po_of(there).replace("Language: pl", "Language: en-GB")
    [told] = read(workspace({"content/sun/translations/en-GB.po": text}))
    assert "the handout itself is in en-GB" in told


def test_a_file_that_is_named_for_no_language_is_told(workspace: MakeWorkspace) -> None:
    [told] = read(workspace({**files(), "content/sun/translations/polish2.po": ""}))
    assert "'polish2' is no language" in told
