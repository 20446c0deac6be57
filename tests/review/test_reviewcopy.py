from __future__ import annotations

from pathlib import Path

import pytest
from approved import shelf_of
from machinery import Validate
from pdfstructure import Structure
from samples import a_handout, a_library, a_workspace, with_blocks

from handouts.page.phrases import PHRASES
from handouts.review.reviewcopy import review_copy
from handouts.workspace import house

BLOCKS = """
- claim: {question: So?, certainty: low, finding: It may., sources: [shin2019]}
- prose: Told in full. [@wan2013]
  detail: full
- get-help: {worried: [Redness.], emergency: [Trouble breathing.]}
"""
TEXT = with_blocks(BLOCKS, to_confirm=["How long?"])


def copy_of(root: Path, text: str, **files: str) -> bytes:
    shelf = shelf_of(a_workspace(root, a_library(sun=text) | files))
    working = shelf.editions["sun"].working
    assert working is not None
    return review_copy(working, shelf.materials)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return copy_of(tmp_path_factory.mktemp("review"), TEXT)


def test_it_numbers_paragraphs_and_tells_sources_open_points_and_sign_off(data: bytes) -> None:
    read = Structure(data)
    text = " ".join(read.text().split())
    told = (
        "1.1",
        "1.2, full format only",
        "[1] Shin JW. Ageing of skin. 2019.",
        "[2] Wan D.",
        "How long?",
        "Sign-off",
        "The record is no signature.",
    )
    for words in told:
        assert words in text
    assert text.index("It may.") < text.index("Ageing of skin") < text.index("Told in full.")
    assert "REVIEW COPY" in " ".join(read.artifacts())


def test_it_passes_verapdf(data: bytes, tmp_path: Path, validate: Validate) -> None:
    file = tmp_path / "review.pdf"
    file.write_bytes(data)
    assert validate([file]) == {file: []}


def test_the_same_text_gives_the_same_bytes(data: bytes, tmp_path: Path) -> None:
    assert copy_of(tmp_path, TEXT) == data


def test_a_text_without_open_points_says_so(tmp_path: Path) -> None:
    assert "There are none." in Structure(copy_of(tmp_path, a_handout())).text()


def test_it_lists_the_rules_that_do_not_know_the_language(tmp_path: Path, data: bytes) -> None:
    phrases = (house() / PHRASES).read_text("utf-8").replace("\nen:\n", "\npl:\n")
    read = " ".join(
        Structure(copy_of(tmp_path, TEXT.replace("en-GB", "pl"), **{PHRASES: phrases}))
        .text()
        .split()
    )
    assert "Not checked in pl" in read
    assert "SRC-04: Words as sure as the research" in read
    assert "SRC-01: Claims with sources (checked in part)" in read
    assert read.index("Open points") < read.index("Not checked in pl") < read.index("Sign-off")
    assert "Not checked" not in Structure(data).text()
