"""A typeset gang -> its letterheads, each with its own forms, faces and pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from math import ceil, floor
from typing import Any

from pikepdf import Dictionary, Name, Object, Pdf, Stream

from handouts.content import WORDS
from handouts.page import IN_MARGINS, NEWEST, SLOTS, Asset, Boxes, Code, Fragments, parts_of
from handouts.pdf import (
    INK,
    PLAIN,
    START,
    Blob,
    Element,
    GangFace,
    Inks,
    Instruction,
    PdfPart,
    Ref,
    Tree,
    Unfinished,
    glyphs,
    inked,
    instructions,
    item,
    mark_artifacts,
    open_pdf,
    parts,
    repair_parts,
    say,
    write_face,
    written,
)
from handouts.press.opening import FORM, FORM_KEY, NONE, Opening
from handouts.press.slottags import filling, joined
from handouts.press.stamping import FORM_KEYS, FORMS, LOW, PALETTE, Letterhead
from handouts.press.standins import draw_code, is_picture, open_content, shade, write_picture
from handouts.units import PX_PER_MM

__all__ = ["split"]

HEARD = (*(slot for slot in SLOTS if slot not in IN_MARGINS), NEWEST, *WORDS)  # others: artifacts
NUMBERS = {**FORMS, NEWEST: FORM}
KEYS = {**FORM_KEYS, NEWEST: FORM_KEY}
MARGIN_PX = 40  # CSS px around a slot that its form may draw in
# Which operand of an operator names an entry of which dictionary of resources.
NAMED = {
    "gs": "ExtGState",
    "Do": "XObject",
    "sh": "Shading",
    "scn": "Pattern",
    "SCN": "Pattern",
    "cs": "ColorSpace",
    "CS": "ColorSpace",
}
BUILT_IN = {"/DeviceRGB", "/DeviceGray", "/DeviceCMYK", "/Pattern", str(INK)}


def split(
    data: bytes,
    members: Sequence[Fragments],
    pictures: Sequence[Asset],
    inks: Inks,
    heights: Sequence[Mapping[str, float]],
    boxes: Boxes,
) -> list[Letterhead]:
    """Return the letterheads of a typeset gang; pictures are told by the shades of stand-ins.

    A letterhead's bytes do not depend on who else is in the gang. Raises Unfinished.
    """
    pdf = open_pdf(data)
    if len(pdf.pages) != 1:
        raise Unfinished("the slots leave their page")
    numbers = parts_of(members)
    gang = _Gang(pdf, len(numbers), pictures, inks, boxes)
    return [
        _Clinic(
            gang, {slot: numbers[slot, html] for slot, html in member.html.items()}, member.labels
        ).letterhead(high)
        for member, high in zip(members, heights, strict=True)
    ]


class _Gang:
    """What the clinics of a gang share: its parts in their order, its tree and its typefaces."""

    def __init__(
        self, pdf: Pdf, parts: int, pictures: Sequence[Asset], inks: Inks, boxes: Boxes
    ) -> None:
        self.pdf, self.pictures, self.inks, self.boxes = pdf, pictures, inks, boxes
        page = pdf.pages[0]
        self.height = float(page.MediaBox[3])
        groups = page.Resources.XObject
        drawn = [groups[str(i.operands[0])] for i in instructions(page) if i.operator == "Do"]
        if len(drawn) != parts:
            raise Unfinished("a part of a letterhead is not drawn as a group of its own")
        self.resources = [group.Resources for group in drawn]
        contents = [group.read_bytes() for group in drawn]
        page.Contents.write(b"\n".join(contents))  # so that the tree finds the marks
        self.tree = _repaired(pdf)
        artifacts = self.tree.artifacts[0]
        self.contents = [
            inked(instructions(pdf.make_stream(mark_artifacts(content, artifacts))), inks)
            for content in contents
        ]
        part_of = {
            int(mark): part
            for part, content in enumerate(contents)
            for mark in START.findall(content)
        }
        self.tops = {
            part_of[mark]: top
            for top in self.tree.document.elements
            for mark in [_first_mark(top)]
            if mark is not None
        }
        self.parts: dict[int, _Part] = {}
        self.faces = {
            str(name): GangFace(font) for name, font in page.Resources.get("/Font", {}).items()
        }

    def part(self, slot: str, place: int) -> _Part:
        """Return a part, made ready when the first letterhead asks for it."""
        if place not in self.parts:
            self.parts[place] = _Part.of(slot, self.contents[place])
        return self.parts[place]


def _first_mark(top: Element) -> int | None:
    return next((mark for element in (top, *top.walk()) for _, mark in element.content), None)


def _repaired(pdf: Pdf) -> Tree:
    tree = Tree(pdf)
    say(tree)
    repair_parts(tree)
    return tree


@dataclass
class _Part:
    """A part of a gang as any letterhead shows it: its operators, with marks of their own.

    Marks maps the MCIDs of the gang to those of the form, glyphs the names of faces to what is set
    in them. Shown are the operators as bytes, where all letterheads have the same.
    """

    content: list[Instruction]
    marks: dict[int, int]
    glyphs: dict[str, set[int]]
    shown: bytes | None

    @classmethod
    def of(cls, slot: str, content: Sequence[Instruction]) -> _Part:
        """Make a part of a slot ready, once for all who have it."""
        marks: dict[int, int] = {}
        if slot in HEARD:
            own = _renumbered(content, marks)
        else:
            own = [step for step in content if step.operator not in ("BDC", "BMC", "EMC")]
        pictured = any(step.operator == "Do" for step in own)
        return cls(own, marks, _glyphs(own), None if pictured else written(own))


class _Clinic:
    """Writes the letterhead of one clinic."""

    def __init__(self, gang: _Gang, places: Mapping[str, int], labels: Mapping[str, str]) -> None:
        self.gang, self.places, self.labels = gang, places, labels
        self.blob = Blob()
        self.numbers = count(max(NUMBERS[slot] for slot in places) + 1)
        self.fonts: dict[str, tuple[int, set[int]]] = {}  # by name: number and glyphs
        self.written: dict[object, int] = {}  # pictures and other objects that are written already

    def letterhead(self, heights: Mapping[str, float]) -> Letterhead:
        fillings, opening = {}, NONE
        for slot, place in self.places.items():
            head, content, shown = self._form(slot, place)
            marks = self.gang.part(slot, place).marks
            if slot in HEARD:
                top = self.gang.tops.get(place)
                fillings[slot] = filling(top, NUMBERS[slot], marks, self.labels, self.gang.height)
            if slot == NEWEST:
                opening = Opening(head, *open_content(content))
            else:
                self.blob.add_stream(FORMS[slot], head, shown or written(content))
        if NEWEST in fillings:
            panel, own = fillings["panel"], fillings.pop(NEWEST)
            fillings["panel"], marks_ = joined(panel, own, self._corner)
            opening = replace(opening, marks=marks_)
        for name, (number, used) in self.fonts.items():
            write_face(self.blob, number, self.gang.faces[name], used, self._new)
        packed = self._new()
        if packed >= LOW:
            raise Unfinished("the logo is made of too many parts; simplify it, or give a PNG")
        self.blob.pack(packed)
        streams = [(n, row[1]) for n, row in self.blob.rows.items() if row[0] == PLAIN]
        data, rows = bytes(self.blob.data), self.blob.table(0, LOW)
        return Letterhead(data, rows, streams, fillings, dict(heights), opening)

    def _new(self) -> int:
        return next(self.numbers)

    @property
    def _corner(self) -> tuple[float, float]:
        """Where the form that a copy writes stands in the panel, in CSS px."""
        right, down = self.gang.boxes.corner or (0, 0)
        return right * PX_PER_MM, down * PX_PER_MM

    def _form(self, slot: str, place: int) -> tuple[bytes, list[Instruction], bytes | None]:
        """Return the form of a slot: its head and content, and this as bytes where it is ready."""
        part = self.gang.part(slot, place)
        content, names, shown = part.content, dict[str, int](), part.shown
        if shown is None:
            content, names = self._with_pictures(content, self.gang.resources[place])
        for name, used in part.glyphs.items():
            if name not in self.fonts:
                self.fonts[name] = self._new(), set()
            self.fonts[name][1].update(used)
        left = -MARGIN_PX
        if slot == "panel" and NEWEST in self.places:
            right, down = self._corner
            shown = None
            content = [
                *content,
                Instruction([], "q"),
                Instruction([1, 0, 0, 1, right, down], "cm"),
                Instruction([Name(f"/{NEWEST}")], "Do"),
                Instruction([], "Q"),
            ]
            names[f"/{NEWEST}"] = FORM
            left += min(0, floor(right))
        width = self.gang.boxes.width(slot) * PX_PER_MM + MARGIN_PX
        if slot == "panel" and NEWEST in self.places:
            wide = self.gang.boxes.width(NEWEST) * PX_PER_MM
            width = max(width, ceil(self._corner[0] + wide))
        height = self.gang.boxes.height(slot) * PX_PER_MM + MARGIN_PX
        head = b"/Type/XObject/Subtype/Form/BBox [%d %d %d %d]/Resources %s" % (
            left,
            -MARGIN_PX,
            width,
            height,
            self._resources(content, self.gang.resources[place], names),
        )
        if slot in HEARD:
            head += b"/StructParents %d" % KEYS[slot]
        return head, content, shown

    def _with_pictures(
        self, content: Sequence[Instruction], resources: Object
    ) -> tuple[list[Instruction], dict[str, int]]:
        """Exchange the stand-ins; return also the numbers of raster pictures by their names."""
        result: list[Instruction] = []
        names: dict[str, int] = {}
        for step in content:
            drawing = resources.XObject[str(step.operands[0])] if step.operator == "Do" else None
            if drawing is None or not is_picture(drawing):
                result.append(step)
                continue
            picture = self.gang.pictures[shade(drawing)]
            if isinstance(picture, Code):
                result += draw_code(picture, result.pop())
                continue
            if picture not in self.written:
                self.written[picture] = write_picture(self.blob, picture, self._new)
            name = f"/p{self.written[picture]}"
            names[name] = self.written[picture]
            result.append(Instruction([Name(name)], "Do"))
        return result, names

    def _resources(
        self, content: Sequence[Instruction], given: Object, pictures: Mapping[str, int]
    ) -> bytes:
        """Return a dictionary of all that the operators name."""
        kinds: dict[str, dict[str, bytes]] = {"ColorSpace": {str(INK): b"%d 0 R" % PALETTE}}
        for step in content:
            if step.operator == "Tf":
                name = str(step.operands[0])
                kinds.setdefault("Font", {})[name] = b"%d 0 R" % self.fonts[name][0]
            elif step.operator in NAMED and isinstance(step.operands[-1], Name):
                kind, name = NAMED[step.operator], str(step.operands[-1])
                if name in pictures:
                    kinds.setdefault(kind, {})[name] = b"%d 0 R" % pictures[name]
                elif name not in BUILT_IN:
                    value = self._copied(given[f"/{kind}"][name])
                    kinds.setdefault(kind, {})[name] = value
        entries = (
            b"/%s<<%s>>"
            % (kind.encode(), b"".join(n.encode() + b" " + v for n, v in names.items()))
            for kind, names in kinds.items()
        )
        return b"<<%s>>" % b"".join(entries)

    def _copied(self, value: Any) -> bytes:
        """Return a value of the gang, with all that it refers to written for this clinic."""
        return b"".join(map(self._piece, parts(value, self.gang.inks)))

    def _piece(self, part: PdfPart) -> bytes:
        if isinstance(part, bytes):
            return part
        if not isinstance(part, Ref):
            raise Unfinished("a colour of the palette stands in a gradient of a letterhead")
        if part not in self.written:
            self.written[part] = self._new()
            self._write_copy(self.written[part], self.gang.pdf.get_object(part.number, 0))
        return b"%d 0 R" % self.written[part]

    def _write_copy(self, number: int, value: Object) -> None:
        if isinstance(value, Stream) and "/Resources" in value:
            if any(step.operator == "Tf" for step in instructions(value)):
                raise Unfinished("a drawing sets text in a group; convert its text to outlines")
            for key in ("/Font", "/ColorSpace"):
                if key in value.Resources:
                    del value.Resources[key]
        entry = item(value, self.gang.inks)
        head = b"".join(map(self._piece, entry.head))
        if entry.data is None:
            self.blob.add(number, head)
        else:
            self.blob.add_stream(number, head, entry.data, deflate=entry.content)


def _renumbered(content: Sequence[Instruction], marks: dict[int, int]) -> list[Instruction]:
    """Number the marks from 0, and note the new numbers by the old."""
    result = []
    for step in content:
        if step.operator == "BDC" and "/MCID" in step.operands[1]:
            tag, properties = step.operands
            number = marks.setdefault(int(properties.MCID), len(marks))
            step = Instruction([tag, Dictionary(MCID=number)], "BDC")
        result.append(step)
    return result


def _glyphs(content: Sequence[Instruction]) -> dict[str, set[int]]:
    """Return the glyphs that operators set, by the names of their faces."""
    faces: dict[str, set[int]] = {}
    used: set[int] = set()
    for step in content:
        if step.operator == "Tf":
            used = faces.setdefault(str(step.operands[0]), set())
        used.update(glyphs(step))
    return faces
