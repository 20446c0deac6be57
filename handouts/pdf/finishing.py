"""WeasyPrint's bytes to a PDF that conforms to PDF/UA-1 and to PDF/A-2a.

Nothing here knows WeasyPrint: only its finished bytes are read. What is not known is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from pikepdf import Name, ObjectStreamMode, Pdf, PdfError, Stream

from handouts.pdf import metadata, repairs
from handouts.pdf.joining import join
from handouts.pdf.metadata import Meta
from handouts.pdf.saying import name_glyphs, say
from handouts.pdf.tree import Tree, Unfinished

__all__ = ["Meta", "Unfinished", "finish", "open_pdf", "repair"]


def finish(data: bytes, meta: Meta, labels: Mapping[str, str]) -> bytes:
    """Return a typeset document as it may leave the house; the same input gives the same bytes.

    Raises Unfinished for what is not known here; labels as for `repaired`.
    """
    pdf = repair(data, labels)
    metadata.write(pdf, meta)
    return save_pdf(pdf)


def repair(data: bytes, labels: Mapping[str, str]) -> Pdf:
    """Return a typeset document with all put right but what it says of itself.

    Labels say in words where a link leads, by its address or, within the document, by '#name'; a
    link without a label is called by its own text. Raises Unfinished for what is not known here.
    """
    pdf = open_pdf(data)
    tree = Tree(pdf)
    repairs.check(tree)
    say(tree)
    repairs.margins(tree)
    repairs.figures(tree)
    repairs.links(tree, labels)
    join(tree)
    repairs.lists(tree)
    repairs.tables(tree)
    repairs.prune(tree)
    tree.write()
    sharpen_pictures(pdf)
    name_glyphs(pdf)
    return pdf


def open_pdf(data: bytes) -> Pdf:
    """Open a PDF from its bytes. Raises Unfinished where it is broken or has active parts."""
    try:
        pdf = Pdf.open(BytesIO(data))
    except PdfError as error:
        raise Unfinished(f"the PDF cannot be read: {error}") from None
    for key in ("/AcroForm", "/OpenAction", "/AA"):
        if key in pdf.Root:
            raise Unfinished(f"the PDF has '{key}', which no handout needs")
    if "/EmbeddedFiles" in pdf.Root.get("/Names", {}):
        raise Unfinished("the PDF has files attached, which no handout needs")
    return pdf


def sharpen_pictures(pdf: Pdf) -> None:
    """Forbid smoothing of pictures (ISO 19005-2, 6.2.8)."""
    for item in pdf.objects:
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Image:
            item.Interpolate = False


def save_pdf(pdf: Pdf) -> bytes:
    """Return the bytes of a PDF, with an identifier that depends on its content alone."""
    file = BytesIO()
    pdf.save(file, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return file.getvalue()
