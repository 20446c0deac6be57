"""A translation beside its source: its segments numbered, how they stand, and as a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from machinery import Validate
from pdfstructure import Structure
from pikepdf import Array, Dictionary, Object
from samples import MakeWorkspace, Run
from translations import POLISH, files, in_polish

from handouts.content.library import load_library
from handouts.diagnostics import Problems, WrongUse
from handouts.review.bilingual import Bilingual, BilingualSegment, put_beside
from handouts.review.reviewcopy import bilingual_copy
from handouts.review.texts import open_collection
from handouts.translation.catalogue import Catalogue, written
from handouts.translation.making import renewal
from handouts.workspace import Workspace

FILE = "content/sun/translations/{}.po"
BACK = "# Back translation: Shade is of help.\n"
ARABIC = {
    "Sun and your skin": "الشمس وجلدك",
    "Sun and skin": "الشمس والجلد",
    "What the sun does to skin.": "ما تفعله الشمس بالجلد.",
    "Shade helps. Stay in it from 11 to 3. [@shin2019]": (
        "الظل يساعد. ابق فيه من 11 إلى 3. [@shin2019] اتصل على 020 7946 0000."
    ),
    "Wear a **hat**.": "البس **قبعة**.",
}


def translated(
    make: MakeWorkspace, language: str, words: Mapping[str, str], back: str = ""
) -> Workspace:
    """Return a workspace with a machine's draft in a language, its first claim translated back."""
    there = make(files())
    source = load_library(there, Problems()).handouts["sun"]
    made = renewal(source, language, "7K3Q-9MXD", Catalogue(FILE.format(language), {}), there)
    entries = []
    for entry in made.entries:
        said = words.get(entry.source, "")
        one = replace(entry, words=type(entry.words)(said)).flagged(fuzzy=True, machine=True)
        entries.append(replace(one, note=back) if entry.source == "Wear a **hat**." else one)
    return make({FILE.format(language): written(replace(made, entries=entries))})


def read(workspace: Workspace, language: str = "pl") -> Bilingual:
    return put_beside(open_collection(workspace, [language]), "sun", language)


def named(text: Bilingual, source: str) -> BilingualSegment:
    return next(one for one in text.segments if one.pair.segment.text == source)


def test_segments_have_the_numbers_of_paragraphs_in_the_review_copy_of_their_source(
    workspace: MakeWorkspace,
) -> None:
    text = read(in_polish(workspace))
    numbers = {one.pair.segment.text: one.number for one in text.segments}
    assert numbers["Sun and your skin"] == "0"
    assert numbers["What the sun does to skin."] == "0.1"
    assert numbers["About"] == "1"
    assert [numbers[point] for point in ("Wear a **hat**.", "Use sunscreen for 2 hours.")] == [
        "1.1.2",
        "1.1.3",
    ]
    assert numbers["Does shade help?"] == "1.2.1"
    assert list(text.sections)[-1].endswith("About")


def test_each_segment_says_how_it_stands_what_is_found_and_what_it_says_again(
    workspace: MakeWorkspace,
) -> None:
    there = in_polish(
        workspace, POLISH | {"Use sunscreen for 2 hours.": "Krem na 3 godziny.", "Walk": ""}
    )
    file = there.root / FILE.format("pl")
    po = file.read_text("utf-8")
    at = po.index('msgctxt "sections.blocks.prose.text.point"')
    file.write_text(po[:at] + BACK + po[at:], "utf-8")
    handout = there.root / "content/sun/handout.yaml"
    handout.write_text(handout.read_text("utf-8").replace("11 to 3", "11 to 4"), "utf-8")
    text = read(there)
    assert named(text, "Walk").stands == "Not translated"
    assert named(text, "Noon").stands == ""
    stale = named(text, "Shade helps. Stay in it from 11 to 4. [@shin2019]")
    assert stale.stands.startswith("Stale")
    assert stale.pair.entry.previous == "Shade helps. Stay in it from 11 to 3. [@shin2019]"
    [finding] = named(text, "Use sunscreen for 2 hours.").findings
    assert finding.rule == "TRN-02"
    assert named(text, "Wear a **hat**.").back == "Shade is of help."
    assert text.with_back
    assert {"A segment is not translated.", "A segment is stale: the source was changed since."} < {
        *text.left
    }
    assert any(words.endswith(" is not approved.") for words in text.left)  # its source
    assert [one.rule for one in text.findings] == ["STR-05"]


def test_what_is_found_and_what_a_segment_is_are_said_in_the_words_of_the_forms(
    workspace: MakeWorkspace,
) -> None:
    there = in_polish(workspace)
    text = read(there)
    assert named(text, "Use sunscreen for 2 hours.").role == "Text: Point"
    found = [problem for one in text.segments for problem in one.findings]
    assert "“Key points” has 1 of them" in {problem.message for problem in found}


def test_numbers_in_text_from_the_right_are_set_apart(workspace: MakeWorkspace) -> None:
    text = read(translated(workspace, "ar", ARABIC), "ar")
    words = named(text, "Shade helps. Stay in it from 11 to 3. [@shin2019]").words
    assert '<span dir="ltr" class="whole">020 7946 0000</span>' in words


def test_a_whole_translation_has_no_segment_left(workspace: MakeWorkspace) -> None:
    text = read(in_polish(workspace))
    assert not any("segment" in words for words in text.left)
    assert {one.stands for one in text.segments} == {""}
    assert not text.with_back


def test_what_is_not_there_is_told(workspace: MakeWorkspace) -> None:
    with pytest.raises(WrongUse, match="no translation of 'sun' into it"):
        read(in_polish(workspace), "it")


def spoken(element: Object, above: str) -> set[tuple[str, str]]:
    """Return the languages of what is read in cells of a table, with their elements' kinds."""
    language = str(element.get("/Lang", above))
    held = element.get("/K", Array())
    found = set()
    for kid in held if isinstance(held, Array) else [held]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            found |= spoken(kid, language)
        else:
            found.add((str(element.S), language))
    return found


def test_the_copy_reads_source_translation_and_back_translation_each_in_its_language(
    workspace: MakeWorkspace, tmp_path: Path, validate: Validate
) -> None:
    there = translated(workspace, "ar", ARABIC, "Back translation: Wear a cap.")
    shelf = open_collection(there, ["ar"])
    data = bilingual_copy(put_beside(shelf, "sun", "ar"), shelf.materials)
    structure = Structure(data)
    text = " ".join(structure.text().split())
    for words in ("Wear a hat.", "قبعة", "Wear a cap.", "Machine draft.", "Not translated."):
        assert words in text
    assert text.index("Wear a hat.") < text.index("قبعة") < text.index("Wear a cap.")
    assert text.index("Wear a cap.") < text.index("Before it can be approved")
    assert structure.faults() == []
    assert structure.pdf.Root.Lang == "ar"
    rows = [one for one in structure.walk() if one.S == "/TR"]
    for row in rows:
        languages = [{language for _, language in spoken(cell, "ar")} for cell in row.K]
        assert languages[0] == {"en-GB"}  # the number, as staff read it
        assert languages[1] == {"en-GB"}
        assert languages[2] <= {"ar", "en-GB"}
    file = tmp_path / "copy.pdf"
    file.write_bytes(data)
    assert validate([file]) == {file: []}
    assert bilingual_copy(put_beside(shelf, "sun", "ar"), shelf.materials) == data


def test_the_command_shows_what_must_be_looked_at_and_writes_the_copy(
    workspace: MakeWorkspace, run: Run, tmp_path: Path
) -> None:
    there = in_polish(workspace, POLISH | {"Walk": ""})
    said = run("-C", str(there.root), "review", "sun", "-l", "pl")
    assert said.code == 0
    assert "Walk" in said.out
    assert "Noon" not in said.out
    assert "A segment is not translated." in said.err
    file = tmp_path / "pl.pdf"
    assert run("-C", str(there.root), "review", "sun", "-l", "pl", "--pdf", str(file)).code == 0
    assert "Południe" in Structure(file.read_bytes()).text()
    assert run("-C", str(there.root), "review", "sun", "-l", "it").code == 2
