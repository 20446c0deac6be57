"""Papers and units: one table of each, and nowhere else a number of theirs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from samples import MakeWorkspace, Run, a_handout, a_library

from handouts import units
from handouts.brand.country import countries
from handouts.papers import PAPERS, STOCKS, page_name
from handouts.pdf.raster import page_letters, page_size

ROOT = Path(__file__).parent.parent
OF_A_UNIT = re.compile(r"\b25\.4\b|\b(?:96|72) ?/|/ ?(?:96|72)\b|\b(?:HAIR|PX|PT|MM) = ")
OF_A_PAPER = re.compile(r"\"(?:A3|A4|A5|Letter)\"|iso_a\d|595|841\.|21000|21590")
THEIRS = ("papers.py", "units.py")


def modules() -> dict[str, str]:
    """Return all other modules of the package."""
    files = (p for p in (ROOT / "handouts").rglob("*.py") if p.name not in THEIRS)
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in files}


def test_no_other_module_has_a_unit_of_its_own() -> None:
    assert [name for name, text in modules().items() if OF_A_UNIT.search(text)] == []


def test_no_other_module_has_a_paper_of_its_own() -> None:
    allowed = {  # what is set for us, and a default
        "handouts/checks/facts.py",
        "handouts/checks/pages.py",  # allows the shorter of the two more pages
        "handouts/review/reviewcopy.py",
        "handouts/review/words.py",
        "handouts/page/formats.py",  # a booklet is folded from A5
        "handouts/pdf/raster.py",  # its Letter is one of a word
    }
    assert {n for n, text in modules().items() if OF_A_PAPER.search(text)} <= allowed


@pytest.mark.parametrize("line", ["PX = 96 / 25.4", "HAIR = 0.2", "size = width / 72"])
def test_a_unit_elsewhere_would_be_seen(line: str) -> None:
    assert OF_A_UNIT.search(line)


@pytest.mark.parametrize("line", ['SHEETS = {"A4": (841.89, 595.28)}', 'x = "iso_a5_148x210mm"'])
def test_a_paper_elsewhere_would_be_seen(line: str) -> None:
    assert OF_A_PAPER.search(line)


def test_an_inch_has_72_pt_and_96_px() -> None:
    assert pytest.approx(72) == units.MM_PER_INCH / units.MM_PER_PT
    assert pytest.approx(96) == units.MM_PER_INCH * units.PX_PER_MM
    assert pytest.approx(1) == units.MM_PER_PX * units.PX_PER_MM
    assert units.PT_PER_PX == 0.75


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_a_paper_says_its_size_in_its_name_at_the_printer(name: str) -> None:
    paper = PAPERS[name]
    told = paper.media.rpartition("_")[2]
    size = [float(n) for n in re.findall(r"[\d.]+", told)]
    per = 1 if told.endswith("mm") else units.MM_PER_INCH
    assert [side * per for side in size] == pytest.approx(paper.sides())


def test_what_clinics_have_in_their_printers_is_a_paper() -> None:
    assert {*STOCKS} <= PAPERS.keys()
    assert {country.paper for country in countries().values()} == {*STOCKS}


POSTER = """
poster:
  like: standard
  paper: A3
  orientation: landscape
  style: poster.css
  slots: {masthead: [380, 20.5], running: [316, 7], panel: [340, 60]}
standard:
  {sections: standard, sources: short, style: standard.css, fits: [{size: 20}, {size: 16}]}
"""

STYLE = "h1 { font-size: 40pt } .foot p { font-size: 7pt }"


@pytest.mark.slow
def test_a_workspace_makes_a_poster_on_a3_on_its_side_by_its_own_formats(
    workspace: MakeWorkspace, run: Run
) -> None:
    own = {"templates/formats.yaml": POSTER, "styles/formats/poster.css": STYLE}
    made = workspace(a_library(sun=a_handout()) | own)
    done = run("-C", str(made.root), "build", "-f", "poster")
    assert done.code == 0, done.err
    data = Path(done.out.strip()).read_bytes()
    assert page_size(data) == (420, 297)
    assert "(poster, A3 landscape)" in done.err  # it is found too small
    wide = max(x for letters in page_letters(data) for _, x, _ in letters) * units.MM_PER_PT
    assert 360 < wide < 401  # the margin boxes reach as far as the text, and no farther


def test_a_page_on_its_side_is_called_so() -> None:
    assert page_name("A3", "landscape") == "A3 landscape"
    assert page_name("A4", "portrait") == "A4"
