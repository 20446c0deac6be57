"""Shipped handouts for very different clinics: each stamped copy is the page of a whole render."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pdfstructure import Structure
from samples import TODAY
from stamping import pixels_apart, settled_sheet, words
from verapdf import validate

from handouts.batch.make import stamped, whole_render
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order
from handouts.batch.plan import Planned, plan
from handouts.batch.setting import Setting, cast_letterheads
from handouts.diagnostics import Problems
from handouts.workspace import Workspace

ROOT = Path(__file__).parent.parent
DETAILS = """
defaults:
  handouts:
    name: {name}
    address: [1 Example Street, Exampleton]
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
    "black": '{meta: {name: Black}, color: {primary: "#000000"}}',
}
SHEETS = 3  # of the handouts that we ship, spread over them


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
        details = DETAILS.format(name=name, word=word, country="GB" if word != "pale" else "US")
        own = details.partition("handouts:\n")[2].replace("    ", "")
        (folder / "_brand.yml").write_text(text, "utf-8")
        (folder / "clinics" / "main.yml").write_text(own, "utf-8")
    problems = Problems()
    found = read_all(Workspace.open(root, TODAY), root / "output", problems)
    assert [str(d) for d in problems if d.severity == "error"] == []
    return found


@pytest.fixture(scope="module")
def pairs(materials: Materials) -> list[tuple[Planned, bytes, bytes]]:
    """A copy and its whole render, of some handouts for each clinic."""
    return list(_pairs(materials))


def _pairs(materials: Materials) -> Iterator[tuple[Planned, bytes, bytes]]:
    copies = plan(Order(formats=("standard",), draft=True), materials)
    handouts = sorted({copy.handout.id for copy in copies})
    chosen = handouts[:: max(1, len(handouts) // SHEETS)][:SHEETS]
    for copy in (_in_one_fit(copy) for copy in copies if copy.handout.id in chosen):
        [cast] = cast_letterheads([copy], materials)
        assert isinstance(cast, Setting), cast
        setting = settled_sheet(copy, cast, materials)
        assert (setting.verdict.kind, setting.notes) == ("open", ())
        problems = Problems()
        made = stamped(copy, setting, materials, problems)
        whole = whole_render(copy, setting, materials, problems)
        assert [str(problem) for problem in problems] == []
        assert made is not None
        assert whole is not None
        yield copy, made[0], whole[0]


def _in_one_fit(copy: Planned) -> Planned:
    """Return a copy whose text is not fitted, which takes most of the time."""
    return replace(copy, format=replace(copy.format, fits=copy.format.fits[:1]))


def test_copies_are_the_pages_of_whole_renders(
    pairs: list[tuple[Planned, bytes, bytes]],
) -> None:
    for copy, made, whole in pairs:
        assert not any(pixels_apart(made, whole)), copy.path
        assert words(made) == words(whole), copy.path


def test_copies_are_heard_as_whole_renders_are(pairs: list[tuple[Planned, bytes, bytes]]) -> None:
    for copy, made, whole in pairs:
        found = Structure(made)
        assert found.faults() == [], copy.path
        assert found.text() == Structure(whole).text(), copy.path


def test_copies_conform(pairs: list[tuple[Planned, bytes, bytes]], tmp_path: Path) -> None:
    for number, (_, made, _) in enumerate(pairs):
        (tmp_path / f"{number}.pdf").write_bytes(made)
    faults = validate(sorted(tmp_path.iterdir()))
    assert {file: rules for file, rules in faults.items() if rules} == {}
