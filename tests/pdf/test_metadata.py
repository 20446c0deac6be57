from __future__ import annotations

from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest
from pikepdf import Pdf

from handouts.pdf import metadata
from handouts.pdf.metadata import Meta

FULL = Meta(
    title="Ä title & <more>",
    author="Harbour Clinic",
    subject="About things",
    language="en-GB",
    created=date(2026, 11, 22),
    keywords=("one", "two & three"),
)
BARE = Meta(title="T", author="A", subject="", language="de", created=date(2026, 1, 2))
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def said(meta: Meta) -> tuple[dict[str, str], Pdf]:
    """Return the Info dictionary, and a PDF that was opened anew."""
    file = BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        metadata.write(pdf, meta)
        pdf.save(file)
    pdf = Pdf.open(file)
    return {key: str(value) for key, value in pdf.docinfo.items()}, pdf


@pytest.mark.parametrize("meta", [FULL, BARE])
def test_info_and_xmp_say_the_same(meta: Meta) -> None:
    info, pdf = said(meta)
    xmp = pdf.open_metadata()
    assert info["/Title"] == xmp["dc:title"] == meta.title
    assert info["/Author"] == xmp["dc:creator"][0] == meta.author
    assert info.get("/Subject", "") == xmp.get("dc:description", "") == meta.subject
    assert info.get("/Keywords") == xmp.get("pdf:Keywords")
    assert info["/Producer"] == xmp["pdf:Producer"] == "Handouts"
    assert info["/Creator"] == xmp["xmp:CreatorTool"]


def test_dates_are_those_of_the_text_at_midnight() -> None:
    info, pdf = said(FULL)
    xmp = pdf.open_metadata()
    assert info["/CreationDate"] == info["/ModDate"] == "D:20261122000000Z"
    assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2026-11-22T00:00:00Z"


def test_a_viewer_is_told_language_title_and_tags() -> None:
    _, pdf = said(BARE)
    assert str(pdf.Root.Lang) == "de"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
    assert bool(pdf.Root.MarkInfo.Marked) is True
    assert list(pdf.open_metadata()["dc:language"]) == ["de"]


def test_both_standards_are_claimed_in_one_description() -> None:
    _, pdf = said(FULL)
    packet = ElementTree.fromstring(pdf.Root.Metadata.read_bytes().decode("utf-8-sig"))
    (description,) = packet.findall(f"{RDF}RDF/{RDF}Description")
    claims = {child.tag.rpartition("/")[2]: child.text for child in description}
    assert claims["}part"] in ("1", "2")
    assert pdf.open_metadata().pdfa_status == "2A"
    assert pdf.open_metadata()["pdfuaid:part"] == "1"


def test_what_stood_in_the_file_before_is_gone() -> None:
    with Pdf.new() as pdf:
        pdf.docinfo["/Secret"] = "name"
        metadata.write(pdf, BARE)
        assert "/Secret" not in pdf.docinfo
