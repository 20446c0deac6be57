from __future__ import annotations

from collections.abc import Iterator

import pytest
from pikepdf import Dictionary, Name, Page, Pdf

from handouts.pdf import marked

CONTENT = (
    b"/Span\n<</MCID 0>>\nBDC\nBT /F 9 Tf [<0001>-3<0002>] TJ ET\nEMC\n"
    b"/Artifact BMC <0002> Tj EMC\n"
    b"/Figure <</MCID 1>> BDC /Artifact <</Type /Layout>> BDC <0001> Tj EMC <0002> Tj EMC\n"
    b"/P <</MCID 2>> BDC /G 9 Tf <0001> Tj EMC"
)


@pytest.fixture
def page() -> Iterator[Page]:
    with Pdf.new() as pdf:
        sheet = pdf.add_blank_page()
        table = pdf.make_stream(b"2 beginbfchar\n<0001> <0041>\n<0002> <00660069>\nendbfchar\n")
        fonts = Dictionary(F=Dictionary(Type=Name.Font, ToUnicode=table), G=Dictionary())
        sheet.Resources = Dictionary(Font=fonts)
        sheet.Contents = pdf.make_stream(CONTENT)
        yield sheet


def test_numbers_are_those_of_marked_content_on_one_line_or_three(page: Page) -> None:
    assert marked.numbers(page) == [0, 1, 2]


def test_text_is_read_through_the_tables_of_its_font(page: Page) -> None:
    texts = marked.Texts(page)
    assert [texts.of(mcid) for mcid in range(4)] == ["Afi", "fi", "", ""]


def test_content_becomes_an_artifact_of_its_kind(page: Page) -> None:
    marked.turn_to_artifacts(page, {0: "Pagination", 2: "Layout"})
    assert marked.numbers(page) == [1]
    content = page.Contents.read_bytes()
    assert content.startswith(b"/Artifact <</Type /Pagination>> BDC\nBT")
    assert content.count(b"/Artifact <</Type /Layout>> BDC") == 2
