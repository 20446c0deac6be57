"""All words of a .docx, straight from the XML of all its parts: what the proof holds a draft to.

It shares the unpacking with the reader and nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from handouts.importing.original import Unreadable
from handouts.importing.proof import FilePassage, words_of
from handouts.importing.webpage.passages import page_passages
from handouts.importing.word.names import name
from handouts.importing.word.package import Package

__all__ = ["word_passages"]

# Parts that hold no words of the leaflet; the drawn form of a diagram repeats those of its data.
SILENT = re.compile(
    r"styles\w*|numbering|settings|webSettings|fontTable|theme\w*|glossaryDocument|customXml|"
    r"image|hyperlink|people|diagram(?!Data$)\w*|\w*[pP]roperties|commentsE\w+|commentsI\w+"
)
PAGES = (".html", ".htm", ".xhtml", ".txt")
LETTERS = {name(tag) for tag in ("w:t", "w:delText", "m:t", "a:t", "c:v")}
GONE = {name("w:del"), name("w:moveFrom")}
MARGINS = ("header", "footer")
PROMPT = f"{name('w:sdtPr')}/{name('w:showingPlcHdr')}"
UNSEEN = ("w:vanish", "w:strike", "w:dstrike")
BREAKS = {name("w:br"), name("w:cr")}
BETWEEN = {
    name("w:tab"): " ",
    name("w:ptab"): " ",
    name("m:den"): " ",
    name("w:noBreakHyphen"): "-",
}
PARAGRAPHS = (name("w:p"), name("a:p"), name("c:pt"))


def word_passages(data: bytes) -> list[FilePassage]:
    """Return all passages of a file. Raises Unreadable."""
    package = Package(data)
    passages = list(_of_part(package, package.main, "body", set()))
    margins = dict.fromkeys(
        passage for passage in passages if passage.where in MARGINS
    )  # one on all pages
    return [*(passage for passage in passages if passage.where not in MARGINS), *margins]


def _of_part(package: Package, part: str, where: str, seen: set[str]) -> Iterator[FilePassage]:
    """Walk through the passages of a part, and of those that it names."""
    seen.add(part)
    if part.lower().endswith(PAGES):
        yield from (
            FilePassage("embedded page", t.words) for t in page_passages(package.read(part))
        )
        return
    if where == "aFChunk":
        fact = "another file is embedded in it, and Word has not taken its words in yet"
        raise Unreadable(fact, "open it in Word, and save it again")
    if not part.endswith(".xml"):
        return
    yield from _passages(package.xml(part), where)
    for relation in package.relations(part).values():
        if relation.part not in ("", *seen) and not SILENT.fullmatch(relation.kind):
            yield from _of_part(package, relation.part, relation.kind, seen)


def _letters(element: Any) -> list[str]:
    return words_of(" ".join(e.text or "" for e in element.iter(*LETTERS)))


def _is_gone(element: Any) -> bool:
    """Say whether letters are no part of the sentence around them: taken out, hidden, struck."""
    run = next(element.iterancestors(name("w:r")), None)
    look = None if run is None else run.find(name("w:rPr"))
    hidden = look is not None and any(look.find(name(tag)) is not None for tag in UNSEEN)
    controls = element.iterancestors(name("w:sdt"))
    prompted = any(control.find(PROMPT) is not None for control in controls)
    return hidden or prompted or next(element.iterancestors(*GONE), None) is not None


def _passages(root: Any, where: str) -> Iterator[FilePassage]:
    for spare in list(root.iter(name("mc:Fallback"))):
        others = [one for one in spare.getparent() if one is not spare]
        if not Counter(_letters(spare)) - Counter(word for one in others for word in _letters(one)):
            spare.getparent().remove(spare)
    loose = [e for e in root.iter(*LETTERS) if next(e.iterancestors(*PARAGRAPHS), None) is None]
    yield from (FilePassage(where, e.text) for e in loose if (e.text or "").strip())
    for paragraph in root.iter(*PARAGRAPHS):
        lines, gone = [""], [""]
        for element in paragraph.iter():
            if next(element.iterancestors(*PARAGRAPHS), None) is not paragraph:
                continue
            if element.tag in LETTERS:
                into = gone if _is_gone(element) else lines
                into[-1] += element.text or ""
            elif element.tag in BREAKS:
                lines.append("")
                gone.append("")
            elif element.tag in BETWEEN:
                lines[-1] += BETWEEN[element.tag]
            elif element.tag in GONE:
                gone.append("")
        yield from (FilePassage(where, line) for line in (*lines, *gone) if line.strip())
    for frame in root.iter(name("wp:docPr")):
        if (frame.get("descr") or "").strip():
            yield FilePassage(where, frame.get("descr"))
