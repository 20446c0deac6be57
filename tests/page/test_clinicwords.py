"""The clinic's own words: boxes of one size on paper; elsewhere none where there are no words."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest
from samples import BRAND, MakeWorkspace, a_library, a_workspace, place_of, with_blocks

from handouts.batch.copies import Copy
from handouts.batch.foreseen import foresee
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import BuildOptions, Order
from handouts.batch.planning import plan
from handouts.batch.run import build
from handouts.brand.details import OwnWords
from handouts.content.blocks import WORDS
from handouts.diagnostics import Problems
from handouts.pdf.raster import page_texts
from handouts.press.plain import plain_text
from handouts.press.web import web_page
from handouts.workspace import house

TEXT = with_blocks("- prose: Come early.\n- clinic-words: parking\n- clinic-words: complaints")
SAYS = "defaults: {handouts: {words: {parking: Two spaces behind the house.}}}\n"
ASK = "ask us, or let us write it here."
PAPERS = ("standard", "large-print", "pocket")


def copies(make: MakeWorkspace, brand: str, *formats: str) -> tuple[list[Copy], Materials]:
    """Return the copies of a handout with two places for words, for a brand's one clinic."""
    files = a_library(sun=TEXT) | {"brands/harbour/_brand.yml": BRAND + brand}
    made, problems = make(files), Problems()
    materials = read_all(made, made.output, problems)
    assert len(problems) == 0, [str(d) for d in problems]
    return plan(Order(formats=formats), materials), materials


def test_each_word_of_the_block_is_a_key_of_a_clinic() -> None:
    assert [name.replace("-", "_") for name in WORDS] == [field.name for field in fields(OwnWords)]


def test_on_paper_what_a_clinic_does_not_give_is_room_to_write(
    workspace: MakeWorkspace,
) -> None:
    made, materials = copies(workspace, SAYS, *PAPERS)
    assert len(made) == len(PAPERS)
    for copy in made:
        html = copy.slots(materials).html
        assert html["parking"] == "<p><b>Parking:</b> Two spaces behind the house.</p>"
        assert html["complaints"] == f"<p><b>If you want to complain:</b> {ASK}</p>"
        assert "translation" not in html


def test_elsewhere_what_a_clinic_does_not_give_is_left_out(workspace: MakeWorkspace) -> None:
    made, materials = copies(workspace, SAYS, "html", "text")
    for copy in made:
        sheet, slots = copy.sheet(copy.format.fits[0], materials), copy.slots(materials)
        written = plain_text(sheet, slots).decode(), web_page(sheet, slots, copy.look).decode()
        for text in written:
            assert "Two spaces behind the house." in text
            assert "complain:" not in text
            assert ASK not in text


def test_words_never_change_the_sheet(workspace: MakeWorkspace) -> None:
    sheets = []
    for brand in ("", SAYS):
        [copy], materials = copies(workspace, brand, "standard")
        sheets.append((copy.sheet(copy.format.fits[0], materials), copy.edition.code))
    assert sheets[0] == sheets[1]


def test_a_clinic_takes_each_word_that_it_does_not_give_from_its_brand(
    workspace: MakeWorkspace,
) -> None:
    clinics = "brands/harbour/clinics"
    files = a_library(sun=TEXT) | {
        "brands/harbour/_brand.yml": BRAND + SAYS,
        f"{clinics}/east.yml": "words: {complaints: Tell the manager.}\n",
        f"{clinics}/west.yml": "words:\n",
    }
    made = workspace(files)
    materials = read_all(made, made.output, Problems())
    east, west = materials.brands[0].clinics
    assert east.words == OwnWords("", "Two spaces behind the house.", "Tell the manager.", "")
    assert west.words is None


def test_words_that_leave_their_box_are_told_at_their_line(workspace: MakeWorkspace) -> None:
    long = " ".join(["wheelchairs"] * 13)
    brand = SAYS.replace("Two spaces behind the house.", long)
    own = "poster: {like: pocket, slots: {masthead: [124, 20.5], words: [124, 12]}}\n"
    files = a_library(sun=TEXT) | {
        "brands/harbour/_brand.yml": BRAND + brand,
        "handouts.toml": 'formats = ["poster"]\n',
        "templates/formats.yaml": (house() / "templates/formats.yaml").read_text("utf-8") + own,
    }
    made = workspace(files)
    materials = read_all(made, made.output, Problems())
    [problem] = [d for d in foresee(materials, 1) if "parking" in d.message]
    assert (problem.severity, problem.rule) == ("error", "slot-overflow")
    assert problem.place.file == "brands/harbour/_brand.yml"
    assert (problem.place.line, problem.place.column) == place_of(long, BRAND + brand)
    assert "the box of the parking" in problem.message
    assert problem.hint.startswith("shorten 'parking'")


@pytest.mark.parametrize("name", PAPERS)
def test_the_longest_words_fit_the_box_of_every_format(workspace: MakeWorkspace, name: str) -> None:
    longest = ("The door is on the right of the bakery. " * 4).strip()
    words = ", ".join(f"{field.name}: {longest}" for field in fields(OwnWords))
    assert len(longest) <= 160
    _, materials = copies(workspace, f"defaults: {{handouts: {{words: {{{words}}}}}}}\n", name)
    assert [str(d) for d in foresee(materials, 1)] == []


@pytest.mark.slow
def test_a_copy_prints_and_says_the_words(tmp_path: Path) -> None:
    files = a_library(sun=TEXT) | {"brands/harbour/_brand.yml": BRAND + SAYS}
    made = a_workspace(tmp_path, files)
    assert not build(made, Order(), made.output, processes=1, options=BuildOptions(verify=1)).failed
    [path] = made.output.rglob("*.pdf")
    text = " ".join(" ".join(page_texts(path.read_bytes())).split())
    assert "Parking: Two spaces behind the house." in text
    assert "If you want to complain: ask us" in text
