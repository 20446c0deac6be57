"""The letters of a Word paragraph: fields, links, tracked changes, signs; what is drawn stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from handouts.importing.original import Aside, Stretch, Tracked
from handouts.importing.word.maths import formula
from handouts.importing.word.names import branch, name, number
from handouts.importing.word.package import Relation
from handouts.importing.word.signs import sign, signs
from handouts.importing.word.styles import Props, Styles

__all__ = ["Runs"]

CHANGES: dict[str, Tracked] = {"ins": "in", "del": "out", "moveFrom": "from", "moveTo": "to"}
THROUGH = {name(f"w:{tag}") for tag in ("smartTag", "customXml", "bdo", "dir", "sdtContent")}
DRAWN = {name(f"w:{tag}") for tag in ("drawing", "pict", "object")}
HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
BOX, BLANK = "☐", "____"
TEXTS = {
    name("w:tab"): "\t",
    name("w:ptab"): "\t",
    name("w:cr"): "\n",
    name("w:noBreakHyphen"): "-",
    name("w:softHyphen"): "\N{SOFT HYPHEN}",
}
NOTES = {name(f"w:{kind}Reference"): kind for kind in ("footnote", "endnote", "comment")}


@dataclass
class _Field:
    """A field that is being read: its instruction first, then its result."""

    instruction: str = ""
    is_result: bool = False

    @property
    def link(self) -> str:
        match = HYPERLINK.match(self.instruction)
        return match[1] if match and self.is_result else ""


@dataclass
class Runs:
    """Reads the runs of one paragraph, in the look of its styles."""

    styles: Styles
    look: Props
    relations: Mapping[str, Relation]
    stretches: list[Stretch] = field(default_factory=list)
    drawn: list[Any] = field(default_factory=list)  # pictures, boxes and shapes
    _fields: list[_Field] = field(default_factory=list)

    def walk(self, parent: Any, state: Tracked = "", link: str = "", aside: Aside = "") -> None:
        """Read the runs below an element."""
        for element in parent:
            tag = element.tag
            local = tag.rpartition("}")[2]
            if tag == name("w:r"):
                self._run(element, state, link, aside)
            elif tag == name(f"w:{local}") and local in CHANGES:
                self.walk(element, CHANGES[local], link, aside)
            elif tag == name("w:hyperlink"):
                relation = self.relations.get(element.get(name("r:id"), ""))
                self.walk(element, state, relation.away if relation else link, aside)
            elif tag == name("w:fldSimple"):
                match = HYPERLINK.match(element.get(name("w:instr"), ""))
                self.walk(element, state, match[1] if match else link, aside)
            elif tag == name("w:sdt"):
                self._control(element, state, link, aside)
            elif tag in THROUGH:
                self.walk(element, state, link, aside)
            elif tag in (name("m:oMath"), name("m:oMathPara")):
                self.stretches.append(Stretch(formula(element), state=state))
            elif tag == name("mc:AlternateContent") and (chosen := branch(element)) is not None:
                self.walk(chosen, state, link, aside)

    def _control(self, element: Any, state: Tracked, link: str, aside: Aside) -> None:
        """Read a control of a form; one that still shows its prompt is a blank to fill in."""
        content = element.find(name("w:sdtContent"))
        if content is None:
            return
        if element.find(f"{name('w:sdtPr')}/{name('w:showingPlcHdr')}") is not None:
            self.stretches.append(Stretch(BLANK, state=state))
            aside = "a prompt to fill in"
        self.walk(content, state, link, aside)

    def _run(self, run: Any, state: Tracked, link: str, aside: Aside) -> None:
        look = Props(**{**self.look, **self.styles.letters(run.find(name("w:rPr")))})
        for element, text, remark in self._pieces(run, look.get("typeface", "")):
            if element is not None:
                self.drawn.append(element)
                continue
            kept = aside or ("hidden" if look.get("hidden") else "")
            kept = kept or ("struck through" if look.get("struck") else "")
            self.stretches.append(
                Stretch(
                    text,
                    look.get("strong", False),
                    look.get("raised", ""),
                    state,
                    kept,
                    link or next((f.link for f in reversed(self._fields) if f.link), ""),
                    remark,
                    look.get("size", 0.0),
                    look.get("coloured", False),
                )
            )

    def _pieces(self, run: Any, typeface: str) -> Iterator[tuple[Any, str, str]]:
        """Walk through what a run holds: something drawn, a text, or the key of a remark."""
        for element in run:
            tag = element.tag
            if tag in (name("w:t"), name("w:delText")):
                if element.text and not (self._fields and not self._fields[-1].is_result):
                    yield None, signs(element.text, typeface), ""
            elif tag in TEXTS:
                yield None, TEXTS[tag], ""
            elif tag == name("w:br"):
                if element.get(name("w:type")) in (None, "textWrapping"):
                    yield None, "\n", ""
            elif tag == name("w:sym"):
                code = element.get(name("w:char"), "")
                code = code if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else "0"
                yield None, sign(element.get(name("w:font"), ""), int(code, 16)), ""
            elif tag == name("w:fldChar"):
                yield from self._edge_of_field(element)
            elif tag == name("w:instrText") and self._fields:
                self._fields[-1].instruction += element.text or ""
            elif tag in NOTES:
                yield None, "", f"{NOTES[tag]}:{number(element.get(name('w:id')))}"
            elif tag in DRAWN:
                yield element, "", ""
            elif tag == name("mc:AlternateContent") and (chosen := branch(element)) is not None:
                yield from ((one, "", "") for one in chosen if one.tag in DRAWN)

    def _edge_of_field(self, element: Any) -> Iterator[tuple[Any, str, str]]:
        kind = element.get(name("w:fldCharType"))
        if kind == "begin":
            self._fields.append(_Field())
            form = element.find(name("w:ffData"))
            if form is not None and form.find(name("w:checkBox")) is not None:
                yield None, BOX, ""
            elif form is not None and form.find(name("w:textInput")) is not None:
                yield None, BLANK, ""
        elif kind == "separate" and self._fields:
            self._fields[-1].is_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()
