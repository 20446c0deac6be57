"""A .docx as an original. It is read, and nothing of it is run or fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from handouts.importing.original import (
    MOST_PARAGRAPHS,
    Annotation,
    Graphic,
    Grid,
    Original,
    Para,
    Stretch,
    Unreadable,
    paragraphs,
)
from handouts.importing.word.drawings import boxes, graphics, shape_words
from handouts.importing.word.names import branch, name, number
from handouts.importing.word.numbering import Numbering
from handouts.importing.word.package import Package
from handouts.importing.word.runs import Runs
from handouts.importing.word.styles import Styles
from handouts.importing.word.tables import grid

__all__ = ["read_word"]

MARGINS, NOTES = ("header", "footer"), ("footnote", "endnote", "comment")
NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")
THROUGH = {name(f"w:{tag}") for tag in ("customXml", "ins", "moveTo", "smartTag", "sdtContent")}
LEADERS = ("dot", "underscore", "hyphen", "middleDot", "heavy")
MACROS = "vbaProject"
Inside = tuple[Para | Grid, ...]


def read_word(data: bytes) -> Original:
    """Read a .docx. Raises Unreadable."""
    return _Reader(Package(data)).original()


@dataclass(frozen=True)
class _Story:
    """A part of the file with text, and where in the leaflet its text stands."""

    part: str
    where: str


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package, self._count = package, 0
        folder = package.main.rpartition("/")[0]
        self._styles = Styles(package.xml(f"{folder}/styles.xml"))
        self._numbering = Numbering(package.xml(f"{folder}/numbering.xml"))
        self._relations = package.relations(package.main)
        self._of_part = {package.main: self._relations}

    def original(self) -> Original:
        main = _Story(self._package.main, "body")
        body = self._package.xml(main.part).find(name("w:body"))
        blocks = () if body is None else self._blocks(body, main)
        remarks = {f"{kind}:{key}": remark for kind in NOTES for key, remark in self._remarks(kind)}
        return Original(
            blocks,
            tuple(self._margins()),
            remarks,
            tuple(self._told()),
            self._title(),
            self._styles.language,
            self._styles.size,
        )

    def _parts(self, kind: str) -> list[str]:
        named = [r.part for r in self._relations.values() if r.kind == kind and not r.away]
        if "" in named:
            fact = f"a part of the file is missing, with its {kind.removesuffix('s')}s"
            raise Unreadable(fact, "open it in Word, and save it again")
        return list(dict.fromkeys(named))

    def _margins(self) -> Iterator[Para]:
        """Walk through headers and footers, each once: pages of several kinds have their own."""
        seen: set[object] = set()
        for kind in MARGINS:
            for part in self._parts(kind):
                blocks = self._blocks(self._package.xml(part), _Story(part, kind))
                for para in paragraphs(blocks):
                    words = (kind, para.text.strip())
                    kept = () if words in seen else para.stretches
                    graphics = tuple(one for one in para.graphics if one not in seen)
                    if (kept and words[1]) or graphics:
                        yield replace(para, where=kind, stretches=kept, graphics=graphics)
                    seen |= {words, *para.graphics}

    def _remarks(self, kind: str) -> Iterator[tuple[int, Annotation]]:
        for part in self._parts(f"{kind}s"):
            for element in self._package.xml(part):
                if element.get(name("w:type")) not in NO_NOTES:
                    blocks = [*paragraphs(self._blocks(element, _Story(part, kind)))]
                    words = " ".join(" ".join(para.text.split()) for para in blocks).strip()
                    first = blocks[0].number if blocks else 0
                    yield number(element.get(name("w:id"))), Annotation(kind, first, words)

    def _told(self) -> Iterator[str]:
        if any(MACROS in part for part in self._package.names):
            yield "its macros were left aside, and not run"
        for relation in self._relations.values():
            if relation.kind in ("oleObject", "package"):
                yield f"a file is embedded in it, and was left aside: {relation.part}"

    def _title(self) -> str:
        core = self._package.xml("docProps/core.xml")
        titles = () if core is None else core.iter("{http://purl.org/dc/elements/1.1/}title")
        return next(((e.text or "").strip() for e in titles), "")

    def _blocks(self, parent: Any, story: _Story) -> Inside:
        blocks: list[Para | Grid] = []
        for element in parent:
            tag = element.tag
            if tag == name("w:p"):
                blocks.append(self._para(element, story))
            elif tag == name("w:tbl"):
                blocks.append(self._grid(element, story))
            elif tag == name("w:sdt"):
                content = element.find(name("w:sdtContent"))
                blocks += () if content is None else self._blocks(content, story)
            elif tag in THROUGH:
                blocks += self._blocks(element, story)
            elif tag == name("mc:AlternateContent") and (chosen := branch(element)) is not None:
                blocks += self._blocks(chosen, story)
        return tuple(blocks)

    def _grid(self, element: Any, story: _Story) -> Grid:
        inside = _Story(story.part, "table")

        def cell(of: Any) -> Inside:
            return self._blocks(of, inside)

        return grid(element, self._count + 1, story.where, cell, self._styles)

    def _para(self, element: Any, story: _Story) -> Para:
        self._count += 1
        own = self._count
        if own > MOST_PARAGRAPHS:
            fact = f"the file has more than {MOST_PARAGRAPHS:,} paragraphs"
            raise Unreadable(fact, "bring in one leaflet at a time")
        properties = element.find(name("w:pPr"))
        style = self._styles.of(properties)
        runs = Runs(self._styles, style.props, self._relations_of(story))
        runs.walk(element)
        gone = bool(runs.stretches) and all(s.state in ("out", "from") for s in runs.stretches)
        label, bullet = "", False
        if style.list and not gone and (runs.stretches or runs.drawn):
            label, bullet = self._numbering.next_label(*style.list)
        shown: list[Graphic] = []
        boxed: list[Inside] = []
        for drawn in runs.drawn:
            shown += graphics(drawn, self._relations_of(story), self._package)
            boxed += [self._blocks(box, _Story(story.part, "text box")) for box in boxes(drawn)]
            if words := [*shape_words(drawn)]:
                boxed.append(tuple(Para(own, "shape", (Stretch(line),)) for line in words))
        return Para(
            own,
            story.where,
            tuple(runs.stretches),
            style.role,
            0 if style.role == "title" else style.level,
            label,
            bullet,
            style.list[1] if style.list else 0,
            _has_leader(properties),
            tuple(shown),
            tuple(boxed),
        )

    def _relations_of(self, story: _Story) -> Any:
        if story.part not in self._of_part:
            self._of_part[story.part] = self._package.relations(story.part)
        return self._of_part[story.part]


def _has_leader(properties: Any) -> bool:
    tabs = () if properties is None else properties.iter(name("w:tab"))
    return any(tab.get(name("w:leader")) in LEADERS for tab in tabs)
