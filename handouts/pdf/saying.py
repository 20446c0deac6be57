"""What runs of complex scripts say: their glyphs do not tell it, so their elements do.

WeasyPrint 70 gives a glyph the text of the place where it is drawn first, half of a cluster or none
(https://github.com/Kozea/WeasyPrint/issues/2841), and draws what runs right to left from the left.
The engine notes in the catalog what each run says; here it becomes the ActualText of an element
(ISO 32000-1, 14.9.4), and the note is taken out. In the content itself it would do harm: there
poppler and pdfium reverse it.
"""

from __future__ import annotations

from pikepdf import Dictionary, Pdf, String

from handouts.pdf.scripts import WORD_JOINER
from handouts.pdf.tree import Element, Tree

__all__ = ["SAYS", "name_glyphs", "say"]

SAYS = "HandoutsSays"  # a list for each page: numbers of marks, each before what it says
JOINER = b"> <%s>" % WORD_JOINER.encode("utf-16-be").hex().encode()


def say(tree: Tree) -> None:
    """Have each run say what the note has of it, as an element of its own."""
    note = tree.pdf.Root.get(f"/{SAYS}")
    if note is None:
        return
    del tree.pdf.Root[f"/{SAYS}"]
    for page, runs in enumerate(note):
        for mcid, text in zip(runs[::2], runs[1::2], strict=True):
            owner = tree.marks[page][int(mcid)]
            if owner is not None:  # it is none in the margins
                _alone(tree, owner, int(mcid)).object.ActualText = String(str(text))


def _alone(tree: Tree, owner: Element, mcid: int) -> Element:
    """Return an element that holds nothing but one mark."""
    if owner.kind == "Span" and owner.kids == [mcid]:
        return owner
    span = tree.new("Span", owner)
    at = owner.kids.index(mcid)
    tree.adopt(span, [mcid])
    owner.kids[at] = span
    return span


def name_glyphs(pdf: Pdf) -> None:
    """Give each glyph a character: a part of a cluster that has none says nothing.

    ISO 14289-1, 7.21.7; ISO 19005-2, 6.2.11.7.2.
    """
    for item in pdf.objects:
        if isinstance(item, Dictionary) and "/ToUnicode" in item:
            table = item.ToUnicode.read_bytes()
            if b"> <>" in table:
                item.ToUnicode.write(table.replace(b"> <>", JOINER))
