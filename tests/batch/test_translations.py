from __future__ import annotations

from dataclasses import replace

import pytest
from pretend import PretendPress
from samples import MakeWorkspace
from translations import FILE, POLISH, files, in_polish, po_of

from handouts.batch.materials import Materials, read_all
from handouts.batch.order import BuildOptions, Order
from handouts.batch.packs import plan_packs
from handouts.batch.planning import plan
from handouts.batch.reporting import Build
from handouts.batch.run import build
from handouts.batch.strays import find_strays
from handouts.diagnostics import Problems
from handouts.workspace import PACKS, Workspace

PACK = """
visit:
  title: Your visit
  short_title: Visit
  language: en-GB
  summary: What to read.
  handouts: [sun]
  translations:
    pl: {title: Twoja wizyta, short_title: Wizyta, summary: Co czytać.}
"""
SOURCE_COPY = "drafts/harbour/harbour-sun-en-GB-DRAFT.pdf"
POLISH_COPY = "drafts/harbour/harbour-sun-pl-DRAFT.pdf"


def read(there: Workspace, *languages: str) -> Materials:
    problems = Problems()
    materials = read_all(there, there.output, problems, languages)
    assert not problems.failed, "\n".join(map(str, problems))
    return materials


def planned(there: Workspace, *languages: str) -> list[str]:
    order = Order(languages=languages, formats=("standard",))
    return [copy.path for copy in plan(order, read(there, *languages))]


def built(there: Workspace, *languages: str, names: tuple[str, ...] = ()) -> Build:
    order = Order(names, languages=languages, formats=("standard",))
    options = BuildOptions(force=True)
    return build(there, order, there.output, processes=1, options=options)


def told(done: Build) -> list[str]:
    return [str(problem) for problem in done.problems]


def test_a_draft_of_a_translation_is_made_where_its_language_is_asked_for(
    workspace: MakeWorkspace,
) -> None:
    there = in_polish(workspace)
    assert planned(there) == [SOURCE_COPY]
    assert planned(there, "pl") == [POLISH_COPY]
    assert planned(there, "en", "pl") == [SOURCE_COPY, POLISH_COPY]
    assert planned(there, "de") == []


def test_a_translation_has_a_code_of_its_own_and_the_phrases_of_its_language(
    workspace: MakeWorkspace,
) -> None:
    texts = read(in_polish(workspace), "pl").editions["sun"]
    [polish] = texts.translations.values()
    assert texts.working is not None
    assert polish.working is not None
    assert polish.working.code != texts.working.code
    assert polish.working.phrases.say("in_short") == "ŁIn short"


def test_a_machine_draft_has_the_band_in_both_languages(workspace: MakeWorkspace) -> None:
    for machine in (False, True):
        materials = read(in_polish(workspace, machine=machine), "pl")
        [copy] = plan(Order(languages=("pl",), formats=("html",)), materials)
        html = copy.sheet(copy.format.fits[0], materials).html
        assert html.count("ŁDRAFT. Not approved") == 1
        assert html.count('lang="en-GB" dir="ltr">DRAFT. Not approved') == machine


def test_a_draft_with_gaps_is_a_draft_and_no_language_fills_them(workspace: MakeWorkspace) -> None:
    there = in_polish(workspace, {"Sun and your skin": "Słońce"})
    [copy] = plan(Order(languages=("pl",), formats=("html",)), read(there, "pl"))
    html = copy.sheet(copy.format.fits[0], read(there, "pl")).html
    assert copy.edition.review == "draft"
    assert "[... 3]" in html
    assert "What the sun does" not in html


def test_a_pack_in_a_language_holds_the_texts_in_it(workspace: MakeWorkspace) -> None:
    in_polish(workspace)
    materials = read(workspace({PACKS: PACK}), "pl")
    order = Order(languages=("pl",), formats=("standard",))
    [copy] = plan_packs(order, materials)
    assert copy.path == "drafts/harbour/harbour-visit-pl-DRAFT.pdf"
    assert copy.handout.title == "Twoja wizyta"
    assert [str(part.handout.language) for part in copy.parts] == ["pl"]
    [own] = plan_packs(replace(order, languages=()), materials)
    assert [str(part.handout.language) for part in own.parts] == ["en-GB"]


@pytest.mark.parametrize("tag", ["polish2", "en-GB"])
def test_words_of_a_pack_in_no_other_language_are_told(workspace: MakeWorkspace, tag: str) -> None:
    problems = Problems()
    there = workspace({**files(), PACKS: PACK.replace("pl:", f"{tag}:")})
    assert not read_all(there, there.output, problems).packs
    assert any(f"'{tag}' is" in str(problem) for problem in problems)


def test_a_broken_file_fails_where_its_language_is_asked_for_and_nothing_else(
    workspace: MakeWorkspace, press: PretendPress
) -> None:
    in_polish(workspace)
    there = workspace({FILE: "nonsense\n"})
    done = built(there)
    assert (done.failed, [row.path for row in done.rows]) == (0, [SOURCE_COPY])
    done = built(there, "pl")
    assert done.failed
    assert any(line.startswith(f"{FILE}:1:1: error: this is no PO file") for line in told(done))


def test_what_is_wrong_in_a_translation_is_told_in_its_file(
    workspace: MakeWorkspace, press: PretendPress
) -> None:
    there = in_polish(workspace, {**POLISH, "Wear a **hat**.": "Dzwoń: 020 7946 0000."})
    done = built(there, "pl")
    line = (
        (there.root / FILE).read_text("utf-8").split("\n").index('msgstr "Dzwoń: 020 7946 0000."')
    )
    assert any(
        text.startswith(f"{FILE}:{line + 1}:16: error: the text holds") for text in told(done)
    )
    assert done.failed
    assert not built(there).failed


def test_a_language_without_phrases_is_told_at_its_file(
    workspace: MakeWorkspace, press: PretendPress
) -> None:
    there = workspace(files())
    german = po_of(there).replace("Language: pl", "Language: xx")
    name = "content/sun/translations/xx.po"
    done = built(workspace({name: german}), "xx")
    assert any(line.startswith(f"{name}: error: there are no phrases") for line in told(done))


def test_drafts_of_translations_are_no_strays_while_their_file_is_there(
    workspace: MakeWorkspace, press: PretendPress
) -> None:
    there = in_polish(workspace)
    press.data = b"<pdf:Producer>Handouts</pdf:Producer>"
    assert not built(there, "pl").strays
    assert not built(there).strays
    assert not find_strays(read(there))
    (there.root / FILE).unlink()
    assert [stray.path for stray in built(there).strays] == [POLISH_COPY]


def test_the_index_tells_that_a_translation_came_or_went(
    workspace: MakeWorkspace, press: PretendPress
) -> None:
    there = in_polish(workspace)
    built(there)
    assert not built(there, "pl", names=("sun",)).failed
    assert (there.output / POLISH_COPY).is_file()
    assert [row.path for row in built(there, names=("sun",)).rows] == [SOURCE_COPY]


def test_an_unchanged_translation_is_not_made_again(
    workspace: MakeWorkspace, press: PretendPress
) -> None:
    there = in_polish(workspace)
    order = Order(languages=("pl",), formats=("standard",))
    states = [
        [row.made.state for row in build(there, order, there.output, processes=1).rows]
        for _ in range(2)
    ]
    assert states == [["made"], ["unchanged"]]
