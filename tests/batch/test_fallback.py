"""Languages without a text to give: the source in their stead, with a line in each."""

from __future__ import annotations

from dataclasses import replace

import pytest
from approved import approvable, approved
from pretend import PretendPress
from samples import MakeWorkspace, a_library
from spoken import phrases, translation_approved, translation_drafted

from handouts.batch.copies import Copy
from handouts.batch.fallback import tell_fallbacks
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order
from handouts.batch.packs import plan_packs
from handouts.batch.planning import plan
from handouts.batch.run import build
from handouts.batch.strays import find_strays
from handouts.batch.suiting import housed
from handouts.diagnostics import Problems
from handouts.press.plain import plain_text
from handouts.workspace import Workspace

BY = "by: Ala Example\non: 2026-11-01\n"
LINES = {
    "pl": "Ta ulotka: {language}. Poproś o tłumacza.",
    "ar": "لغة هذه النشرة: {language}. اطلب مترجمًا.",
}
PACK = """
visit:
  title: First visit
  short_title: Visit
  language: en-GB
  summary: One.
  handouts: [sun]
"""
PLAIN, FOR_POLISH = "harbour/harbour-sun-en-GB.pdf", "harbour/harbour-sun-en-GB-for-pl.pdf"


def a_person_went_through(*languages: str) -> dict[str, str]:
    """Return the files of phrases in which somebody has gone through the line."""
    return {f"templates/phrases/{tag}.yaml": f"{BY}fallback: '{LINES[tag]}'\n" for tag in languages}


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    """A workspace with an approved text, and a line in Polish and in Arabic."""
    there = workspace(a_library(sun=approvable()) | a_person_went_through("pl", "ar"))
    approved(there)
    return there


def read(there: Workspace, *languages: str) -> Materials:
    problems = Problems()
    materials = read_all(there, there.output, problems, languages)
    assert not problems.failed, "\n".join(map(str, problems))
    return materials


def planned(there: Workspace, *languages: str, **wishes: object) -> list[Copy]:
    asked = {"languages": languages, "formats": ("standard",), "fallback": True} | wishes
    return plan(Order(**asked), read(there, *languages))  # type: ignore[arg-type]


def lines(copies: list[Copy]) -> dict[str, str]:
    """Return the line on each copy, by its path; '' where it has none."""
    standing = {copy.path: copy.edition.standing.fallback for copy in copies}
    return {path: line.words if line else "" for path, line in standing.items()}


def test_who_asks_for_a_language_without_a_text_gets_the_source_with_a_line_in_it(
    here: Workspace,
) -> None:
    assert lines(planned(here, "pl")) == {FOR_POLISH: "Ta ulotka: angielski. Poproś o tłumacza."}
    [plain], [copy] = planned(here), planned(here, "pl")
    assert plain.path == PLAIN
    assert (copy.edition.code, copy.edition.review) == (plain.edition.code, "approved")


def test_no_language_is_asked_for_by_itself(here: Workspace) -> None:
    assert lines(planned(here)) == {PLAIN: ""}
    assert planned(here, "pl", fallback=False) == []


def test_several_languages_are_asked_for_each_by_its_name(here: Workspace) -> None:
    names = [copy.path.removeprefix("harbour/harbour-sun-") for copy in planned(here, "ar", "pl")]
    assert names == ["en-GB-for-ar.pdf", "en-GB-for-pl.pdf"]
    [copy] = planned(here, "pl-PL", formats=("large-print",), panel=True)
    assert copy.path == "harbour/harbour-sun-en-GB-for-pl-PL-large-print-panel.pdf"
    assert copy.path.isascii()


@pytest.mark.parametrize("asked", ["en", "en-GB", "en-US", "fil", "pl-../../../away", "pl-", ""])
def test_there_is_no_line_where_it_says_nothing_or_nobody_can_say_it(
    here: Workspace, asked: str
) -> None:
    assert [path for path in lines(planned(here, asked)) if "-for-" in path] == []


def test_a_line_that_nobody_has_gone_through_is_left_out_and_told(
    workspace: MakeWorkspace,
) -> None:
    there = workspace(a_library(sun=approvable()))
    approved(there)
    copies = planned(there, "pl")
    assert lines(copies) == {FOR_POLISH: ""}
    [told] = tell_fallbacks(copy.edition for copy in copies)
    assert told.message == (
        "no text of 'sun' may be given in pl: made in en-GB instead, without the line in pl: "
        "nobody who reads it has gone through it"
    )
    assert told.hint == (
        "write 'fallback:' in templates/phrases/pl.yaml, with 'by:' a name and 'on:' a day"
    )
    workspace(a_person_went_through("pl"))
    assert lines(planned(there, "pl"))[FOR_POLISH]


def test_the_line_is_told_once_for_each_language(here: Workspace) -> None:
    copies = planned(here, "pl", formats=("standard", "pocket"))
    [told] = tell_fallbacks(copy.edition for copy in copies)
    assert told.severity == "info"
    assert told.message == (
        "no text of 'sun' may be given in pl: made in en-GB instead, with a line in pl"
    )
    assert told.hint == "handouts translate sun -l pl"


def test_a_text_in_the_language_is_given_without_a_line(
    here: Workspace, workspace: MakeWorkspace
) -> None:
    workspace(phrases("pl"))
    translation_approved(here, "pl")
    assert lines(planned(here, "pl")) == {"harbour/harbour-sun-pl.pdf": ""}


def test_beside_the_draft_of_a_translation_the_source_is_given(here: Workspace) -> None:
    translation_drafted(here, "pl", "sun")
    assert [*lines(planned(here, "pl"))] == [
        "drafts/harbour/harbour-sun-pl-DRAFT.pdf",
        FOR_POLISH,
    ]
    assert [*lines(planned(here, "pl", draft=True))] == ["drafts/harbour/harbour-sun-pl-DRAFT.pdf"]


def test_a_draft_of_the_source_is_made_where_it_is_named_and_may_hold_a_machines_line(
    workspace: MakeWorkspace,
) -> None:
    there = workspace(a_library(sun=approvable()))
    assert planned(there, "pl") == []
    drafted = lines(planned(there, "pl", handouts=("sun",)))
    assert [*drafted] == ["drafts/harbour/harbour-sun-en-GB-for-pl-DRAFT.pdf"]
    assert "angielski" in "".join(drafted.values())


def test_a_pack_says_it_on_its_cover(here: Workspace, workspace: MakeWorkspace) -> None:
    workspace({"packs.yaml": PACK})
    order = Order(languages=("pl",), formats=("standard",), fallback=True)
    [pack] = plan_packs(order, read(here, "pl"))
    assert lines([pack]) == {
        "harbour/harbour-visit-en-GB-for-pl.pdf": "Ta ulotka: angielski. Poproś o tłumacza."
    }
    assert [part.edition.asked for part in pack.parts] == [""]


def test_a_build_keeps_what_was_asked_for_and_nothing_else(
    here: Workspace, press: PretendPress, workspace: MakeWorkspace
) -> None:
    order = Order(languages=("pl",), formats=("standard",), fallback=True)
    done = build(here, order, here.output, processes=1)
    assert [(row.path, row.language, row.asked) for row in done.rows] == [
        (FOR_POLISH, "en-GB", "pl")
    ]
    assert [row.as_json()["asked_language"] for row in done.rows] == ["pl"]
    made = here.output / FOR_POLISH
    other = made.with_name(made.name.replace("-pl", "-fil"))
    other.write_bytes(made.read_bytes() + b"<pdf:Producer>Handouts</pdf:Producer>")
    made.write_bytes(other.read_bytes())
    assert [stray.path for stray in find_strays(read(here))] == [FOR_POLISH.replace("pl", "fil")]
    workspace(phrases("pl"))
    translation_approved(here, "pl")
    strays = [stray.path for stray in find_strays(read(here))]
    assert FOR_POLISH in strays  # there is a text in Polish now


def test_the_line_is_set_in_the_face_of_its_language_and_the_letterhead_stays(
    here: Workspace,
) -> None:
    [plain], [arabic] = (housed(planned(here, *asked)) for asked in ((), ("ar",)))
    assert plain.sheet_look.fallback == ()
    assert arabic.sheet_look.fallback[0].startswith("Noto Naskh Arabic")
    assert "--fallback-face" not in plain.sheet_look.style.text
    assert arabic.letterhead_look == plain.letterhead_look
    assert arabic.letterhead_key == plain.letterhead_key


def test_the_line_stands_over_the_title_in_its_own_language_and_direction(
    here: Workspace,
) -> None:
    materials = read(here, "ar")
    [copy], [plain] = planned(here, "ar"), planned(here)
    sheet = copy.sheet(copy.format.fits[0], materials)
    words = "لغة هذه النشرة: الإنجليزية. اطلب مترجمًا."
    line = f'<p class="fallback" lang="ar" dir="rtl"><a href="lang:ar">{words}</a></p>'
    assert sheet.html.replace(f"{line}\n", "") == plain.sheet(plain.format.fits[0], materials).html
    assert sheet.html.index(line) < sheet.html.index("<h1>")
    assert sheet.html.startswith('<!doctype html>\n<html lang="en-GB">')


def test_the_text_twin_has_the_line_between_signs_of_its_direction(here: Workspace) -> None:
    [copy] = planned(here, "ar", formats=("text",))
    materials = read(here, "ar")
    sheet = copy.sheet(copy.format.fits[0], materials)
    text = plain_text(sheet, copy.slots(materials)).decode()
    assert (
        "\n\u2067لغة هذه النشرة: الإنجليزية. اطلب مترجمًا.\u2069\n\nSun and your skin\n====" in text
    )


def test_a_text_that_is_not_given_has_nobody_in_its_stead(here: Workspace) -> None:
    [plain] = planned(here)
    refused = replace(plain.edition, refused="it was withdrawn")
    drafted = replace(plain.edition, review="draft")
    assert plain.edition.given
    assert not (refused.given or drafted.given)


def test_what_cannot_be_read_is_told_where_it_would_be_given_instead(
    here: Workspace, workspace: MakeWorkspace, press: PretendPress
) -> None:
    workspace({"content/sun/handout.yaml": "title: ["})
    wanted = Order(("sun",), languages=("pl",), formats=("standard",), fallback=True)
    done = build(here, wanted, here.output, processes=1)
    assert done.failed
    assert [d.place.file for d in done.problems if d.severity == "error"] == [
        "content/sun/handout.yaml"
    ]
