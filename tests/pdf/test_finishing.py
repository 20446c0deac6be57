from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdfstructure import Structure, walk
from pikepdf import Array, Dictionary, Name, Pdf

from handouts.pdf.finishing import finish
from handouts.pdf.metadata import Meta
from handouts.pdf.tree import Unfinished

ROOT = Path(__file__).parents[2]

Make = Callable[..., bytes]


def spoiled(data: bytes, spoil: Callable[[Pdf], None]) -> bytes:
    """Change a PDF and write it again."""
    file = BytesIO()
    with Pdf.open(BytesIO(data)) as pdf:
        spoil(pdf)
        pdf.save(file)
    return file.getvalue()


def again(data: bytes, meta: Meta) -> bytes:
    return finish(data, meta, {})


def test_everything_is_read_or_an_artifact_and_no_link_is_dead(everything: bytes) -> None:
    assert Structure(everything).faults() == []


def test_pictures_are_not_smoothed(everything: bytes) -> None:
    with Pdf.open(BytesIO(everything)) as pdf:
        images = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name("/Image")
        ]
        assert images
        assert not any(bool(image.get("/Interpolate")) for image in images)


def test_headings_stay_and_bookmarks_lead_to_them(everything: bytes) -> None:
    assert Structure(everything).headings() == [(1, "Title"), (2, "Second page")]
    with Pdf.open(BytesIO(everything)) as pdf, pdf.open_outline() as outline:
        (top,) = outline.root
        assert (top.title, [child.title for child in top.children]) == ("Title", ["Second page"])


def test_a_document_without_lists_links_and_margins_can_be_finished(finished: Make) -> None:
    assert Structure(finished("<h1>x</h1><p>y</p>", "")).faults() == []


def add_form(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array())


def add_file(pdf: Pdf) -> None:
    pdf.attachments["a.txt"] = b"text"


def add_note(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]))
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


def add_kind(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K[0].K[0].S = Name("/Formula")


def drop_tree(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def tag_link_as_paragraph(pdf: Pdf) -> None:
    for element in walk(pdf.Root.StructTreeRoot.K[0]):
        if element.S == "/Link":
            element.S = Name.P


@pytest.mark.parametrize(
    "spoil", [add_form, add_file, add_note, add_kind, drop_tree, tag_link_as_paragraph]
)
def test_what_is_not_known_is_refused(
    everything_raw: bytes, meta: Meta, spoil: Callable[[Pdf], None]
) -> None:
    with pytest.raises(Unfinished):
        again(spoiled(everything_raw, spoil), meta)


def test_what_is_no_pdf_is_refused(meta: Meta) -> None:
    with pytest.raises(Unfinished, match=r"^the PDF cannot be read"):
        again(b"nothing", meta)


def test_the_same_document_has_the_same_bytes_in_any_process_at_any_time() -> None:
    program = """
import sys, time
late = float(sys.argv[1])
now = time.time
time.time = lambda: now() + late
time.time_ns = lambda: int((now() + late) * 1e9)
sys.path.insert(0, "tests")
from documents import CSS, EVERYTHING, LABELS, META, ASSETS, LATO, document
from handouts.diagnostics import Problems
from handouts.page import Face, Style
from handouts.engine.typesetting import Source, typeset
from handouts.pdf.finishing import finish
import hashlib
face = Face("Brand", 400, LATO.read_bytes())
styles = [Style("t.css", CSS + "h1 { font-family: Brand }")]
raw = typeset(Source(document(EVERYTHING), styles, ASSETS, "x.yaml"), [face], Problems())
print(hashlib.sha256(finish(raw.data, META, LABELS)).hexdigest())
"""
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", program, late],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed, late in (("0", "0"), ("77", "100000000"))
    ]
    digests = [run.communicate()[0].strip() for run in runs]
    assert len(digests[0]) == hashlib.sha256().digest_size * 2
    assert digests[0] == digests[1]


def test_finishing_twice_gives_the_same_bytes(everything_raw: bytes, meta: Meta) -> None:
    assert again(everything_raw, meta) == again(everything_raw, meta)


def test_other_words_give_other_bytes(everything_raw: bytes, meta: Meta) -> None:
    first = finish(everything_raw, meta, {"#top": "up"})
    assert first != finish(everything_raw, meta, {"#top": "to the beginning"})
    assert "up" in Structure(first).labels()
