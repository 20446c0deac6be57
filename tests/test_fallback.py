"""A text in the stead of another language: as sound as any copy, its line heard in that language.

Formats and brands take turns over the languages.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from machinery import Validate
from pdfstructure import Structure
from translated import BRANDS, FORMATS, Made, a_workspace, conforming, make, read

from handouts.batch.copies import Copy
from handouts.batch.materials import Materials
from handouts.batch.order import Order
from handouts.batch.planning import plan
from handouts.batch.suiting import suited
from handouts.diagnostics import Problems

pytestmark = pytest.mark.slow

HANDOUT = "sun-protection"
LANGUAGES = ("pl", "ar", "zh-Hans", "ur", "hi")
TURNS = [(one, FORMATS[n], BRANDS[n % len(BRANDS)]) for n, one in enumerate(LANGUAGES)]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_workspace(tmp_path_factory.mktemp("fallback"))


@pytest.fixture(scope="module")
def copies(root: Path) -> list[Made]:
    """A copy of an English text for who asked for each language."""
    return [
        make(planned(materials, language, form, brand), materials)
        for language, form, brand in TURNS
        for materials in [read(root, language, (brand,))]
    ]


def planned(materials: Materials, language: str, form: str, brand: str) -> Copy:
    order = Order((HANDOUT,), (brand,), (language,), (form,), draft=True, fallback=True)
    [copy] = suited(plan(order, materials)[:1], materials, Problems(), processes=1)
    assert copy.edition.asked == language
    return replace(copy, format=replace(copy.format, fits=copy.format.fits[:1]))


def test_copies_show_and_say_what_is_written(copies: list[Made]) -> None:
    found = {made.name: [*made.faults()] for made in copies}
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_the_line_is_heard_whole_and_says_its_language(copies: list[Made]) -> None:
    for made in copies:
        line = made.copy.edition.fallback
        assert line is not None
        assert line.words in made.written
        structure = Structure(made.pages)
        assert structure.pdf.Root.Lang == "en-GB"
        assert line.language in {str(one.Lang) for one in structure.walk() if "/Lang" in one}


def test_copies_conform(copies: list[Made], tmp_path: Path, validate: Validate) -> None:
    for made in copies:
        (tmp_path / f"{made.name}.pdf").write_bytes(made.data)
    faults = conforming([*tmp_path.iterdir()], validate)
    assert len(faults) == len(LANGUAGES)
    assert {name: rules for name, rules in faults.items() if rules} == {}
