"""The places of the slots in a typeset sheet: where letterheads go, and where they are heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Matrix, Name, Object, Page, Pdf

from handouts.page import IN_MARGINS, MARKS, SLOTS, Boxes
from handouts.pdf import Instruction, Unfinished, instructions
from handouts.units import PX_PER_MM

SLOT_OF = {width: slot for slot, width in MARKS.items()}
NEAR_PX, SLACK_PX = 1e-4, 0.1  # CSS px


@dataclass(frozen=True)
class SlotPlace:
    """Where a slot stands: its page, from 0, and its upper left corner, in pt from the lower left.

    The structure element that its filling is heard in; None where it is an artifact.
    """

    slot: str
    page: int
    x: float
    y: float
    element: Object | None


def open_slots(
    pdf: Pdf, forms: dict[str, Object], boxes: Boxes
) -> tuple[list[SlotPlace], dict[int, list[Instruction]]]:
    """Put the forms of slots, by name, where their marks are drawn, and return their places.

    The contents of all pages with them are returned too, by the numbers of their streams; the PDF
    keeps the old ones. An element that held a mark becomes a Div without kids. Raises Unfinished
    where a mark is not drawn as WeasyPrint draws a picture that stands upright on a page.
    """
    places, contents = list[SlotPlace](), dict[int, list[Instruction]]()
    for number, page in enumerate(pdf.pages):
        names = {
            str(name): SLOT_OF[int(picture.Width)]
            for name, picture in page.Resources.get("/XObject", {}).items()
            if picture.get("/Subtype") == Name.Image
            and picture.get("/Height") == 1
            and int(picture.Width) in SLOT_OF
        }
        content, places_here = _opened(number, instructions(page), names, boxes)
        contents[page.Contents.objgen[0]] = content
        places += [_heard(pdf, page, place, mcid) for place, mcid in places_here]
    drawn = {place.slot for place in places}
    for page in pdf.pages:
        drawings = page.Resources.get("/XObject", Dictionary())
        for name in [n for n, d in drawings.items() if int(d.get("/Width", 0)) in SLOT_OF]:
            del drawings[name]
        for slot, form in forms.items():
            if slot in SLOTS or slot in drawn:  # words of the clinic's own are only where asked for
                drawings[f"/{slot}"] = form
    return places, contents


def _opened(
    number: int, content: Sequence[Instruction], names: dict[str, str], boxes: Boxes
) -> tuple[list[Instruction], list[tuple[SlotPlace, int | None]]]:
    """Return the operators with forms for marks, and the places with the MCIDs of the marks."""
    result: list[Instruction] = []
    slot_places: list[tuple[SlotPlace, int | None]] = []
    matrix, kept = Matrix(), list[Matrix]()
    opening: list[tuple[int, int | None]] = []  # where marked content begins, and its MCID
    unmarked: set[int] = set()
    for step in content:
        operator, operands = step.operator, step.operands
        if operator == "q":
            kept.append(matrix)
        elif operator == "Q":
            matrix = kept.pop()
        elif operator == "cm":
            matrix = Matrix(*map(float, operands)) @ matrix
        elif operator in ("BDC", "BMC"):
            tagged = operator == "BDC" and "/MCID" in operands[1]
            opening.append((len(result), int(operands[1].MCID) if tagged else None))
        elif operator == "EMC":
            start, _ = opening.pop()
            if start in unmarked:
                continue
        elif operator == "Do" and str(operands[0]) in names:
            slot = names[str(operands[0])]
            corner = _upper_left(result.pop(), matrix, slot, boxes.width(slot))
            start, mcid = opening[-1]
            if mcid is not None:
                unmarked.add(start)
            slot_places.append((SlotPlace(slot, number, *corner, None), mcid))
            step = Instruction([Name(f"/{slot}")], "Do")
        result.append(step)
    return [step for at, step in enumerate(result) if at not in unmarked], slot_places


def _upper_left(
    scaling: Instruction, matrix: Matrix, slot: str, wide: float
) -> tuple[float, float]:
    """Return the corner of a picture, whose size the instruction before it sets, wide in mm."""
    if scaling.operator != "cm":
        raise Unfinished(f"the place of the slot '{slot}' is not drawn as a picture")
    width, b, c, up, e, height = map(float, scaling.operands)
    if abs(width - wide * PX_PER_MM) > SLACK_PX:
        raise Unfinished(f"the slot '{slot}' is {width / PX_PER_MM:.1f} mm wide, not {wide:g} mm")
    if b or c or e or abs(up + height) > NEAR_PX or abs(matrix.b) + abs(matrix.c) > NEAR_PX:
        raise Unfinished(f"the place of the slot '{slot}' does not stand upright")
    return matrix.e, matrix.f + matrix.d


def _heard(pdf: Pdf, page: Page, place: SlotPlace, mcid: int | None) -> SlotPlace:
    """Return a place with its element, which is freed of the mark.

    Raises Unfinished where what should be heard is an artifact, or the other way round.
    """
    if (place.slot in IN_MARGINS) != (mcid is None):
        raise Unfinished(f"the slot '{place.slot}' stands where it does not belong")
    if mcid is None:
        return place
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = next(
        owners
        for key, owners in zip(numbers[::2], numbers[1::2], strict=True)
        if int(key) == int(page.StructParents)
    )
    element = owners[mcid]
    owners[mcid] = None
    element.S = Name.Div
    for key in ("/Alt", "/A"):
        if key in element:
            del element[key]
    element.K = pdf.make_indirect(Array())
    return SlotPlace(place.slot, place.page, place.x, place.y, element)
