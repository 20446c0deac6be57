"""Shipped handouts for very different clinics: each stamped copy is the page of a whole render."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from machinery import Validate, Words
from pdfstructure import Structure
from samples import TODAY
from stamping import settled_sheet

from handouts.batch.copies import Copy
from handouts.batch.make import Press
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order
from handouts.batch.planning import plan
from handouts.batch.setting import Typesetting, cast_letterheads
from handouts.diagnostics import Problems
from handouts.pdf.comparing import differences
from handouts.workspace import Workspace

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
DETAILS = """
defaults:
  handouts:
    name: {name}
    address: ["{word} House, 1 Example Street, Exampleton"]
    phone: 020 7946 0000
    booking_url: https://{word}.example/book
    country: {country}
"""
LONG = "The Exampleton and District Centre for Skin, Hair and Nails"
FACES = """
typography:
  fonts: [{family: PT Sans, source: google}]
  base: PT Sans
"""
BRANDS = {
    "dark": '{meta: {name: Dark}, color: {primary: "#3a0d3f"}}',
    "pale": '{meta: {name: P}, color: {primary: "#f3e9d2"}}',
    "equal": '{meta: {name: Equal}, color: {primary: "#111a1a"}}',
    "faces": "meta: {name: Faces}" + FACES,
    "own": "meta: {name: Own}" + FACES + "defaults: {handouts: {typefaces: true}}",
    "black": '{meta: {name: Black}, color: {primary: "#000000"}}',
}
AMERICAN = ("pale", "own")  # on Letter
TIMES = 2  # that each handout is made, for other clinics each


@pytest.fixture(scope="module")
def materials(tmp_path_factory: pytest.TempPathFactory) -> Materials:
    """What we ship as content, with the brands of this test."""
    root = tmp_path_factory.mktemp("shipped")
    shutil.copytree(ROOT / "content", root / "content")
    (root / "handouts.toml").write_text("", "utf-8")
    for word, text in BRANDS.items():
        name = LONG if word == "dark" else f"{word} clinic"
        folder = root / "brands" / word
        (folder / "clinics").mkdir(parents=True)
        country = "US" if word in AMERICAN else "GB"
        details = DETAILS.format(name=name, word=word, country=country)
        own = details.partition("handouts:\n")[2].replace("    ", "")
        (folder / "_brand.yml").write_text(text, "utf-8")
        (folder / "clinics" / "main.yml").write_text(own, "utf-8")
    problems = Problems()
    found = read_all(Workspace.open(root, TODAY), root / "output", problems)
    assert [str(d) for d in problems if d.severity == "error"] == []
    return found


@pytest.fixture(scope="module")
def pairs(materials: Materials) -> list[tuple[Copy, bytes, bytes]]:
    """A copy and its whole render, of each handout for some clinics and of some for each."""
    return list(_pairs(materials))


def _pairs(materials: Materials) -> Iterator[tuple[Copy, bytes, bytes]]:
    copies = plan(Order(formats=("standard",), draft=True), materials)
    for copy in map(_in_one_fit, _spread(copies)):
        [cast] = cast_letterheads([copy], materials)
        assert isinstance(cast, Typesetting), cast
        setting = settled_sheet(copy, cast, materials)
        assert (setting.verdict.kind, setting.notes) == ("open", ())
        press = Press(materials, Problems())
        made, whole = press.stamp_copy(copy, setting), press.render_whole(copy, setting)
        assert [str(problem) for problem in press.problems] == []
        assert made is not None
        assert whole is not None
        yield copy, made[0], whole[0]


def _spread(copies: Sequence[Copy]) -> Iterator[Copy]:
    """Yield copies of every handout for some clinics, in turn."""
    handouts, brands = ([*dict.fromkeys(names)] for names in zip(*map(_names, copies), strict=True))
    for copy in copies:
        handout, brand = (
            held.index(name) for held, name in zip((handouts, brands), _names(copy), strict=True)
        )
        if (handout - brand) % (len(brands) // TIMES) == 0:
            yield copy


def _names(copy: Copy) -> tuple[str, str]:
    return copy.handout.id, copy.brand.id


def _in_one_fit(copy: Copy) -> Copy:
    """Return a copy whose text is not fitted, which takes most of the time."""
    return replace(copy, format=replace(copy.format, fits=copy.format.fits[:1]))


def test_copies_are_the_pages_of_whole_renders(
    pairs: list[tuple[Copy, bytes, bytes]], words: Words
) -> None:
    for copy, made, whole in pairs:
        assert [*differences(made, whole)] == [], copy.path
        assert words(made) == words(whole), copy.path


def test_every_handout_is_compared_and_every_clinic(
    pairs: list[tuple[Copy, bytes, bytes]], materials: Materials
) -> None:
    copies = [copy for copy, _, _ in pairs]
    assert {copy.handout.id for copy in copies} == set(materials.library.ids)
    assert {copy.brand.id for copy in copies} == set(BRANDS)
    assert {copy.paper for copy in copies} == {"A4", "Letter"}


def test_no_copy_holds_the_words_of_another_clinic(
    pairs: list[tuple[Copy, bytes, bytes]], words: Words
) -> None:
    for copy, made, _ in pairs:
        said = " ".join(words(made).split())
        links = " ".join(Structure(made).targets())
        assert [word for word in BRANDS if f"{word} House" in said] == [copy.brand.id]
        assert [word for word in BRANDS if f"//{word}.example" in links] in ([], [copy.brand.id])


def test_copies_are_heard_as_whole_renders_are(pairs: list[tuple[Copy, bytes, bytes]]) -> None:
    for copy, made, whole in pairs:
        found = Structure(made)
        assert found.faults() == [], copy.path
        assert found.text() == Structure(whole).text(), copy.path


def test_copies_conform(
    pairs: list[tuple[Copy, bytes, bytes]], tmp_path: Path, validate: Validate
) -> None:
    for number, (_, made, _) in enumerate(pairs):
        (tmp_path / f"{number}.pdf").write_bytes(made)
    faults = validate(sorted(tmp_path.iterdir()))
    assert {file: rules for file, rules in faults.items() if rules} == {}
