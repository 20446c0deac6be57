"""The draft while it is written: its sections, its open points, its figures, what went where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from handouts.importing.drafting.contacts import Foreign, foreign, names_emergency, sentences
from handouts.importing.drafting.markup import BLANK, TO_WRITE, escaped, marked_up
from handouts.importing.drafting.parts import part_of
from handouts.importing.drafting.pieces import Piece, pieces
from handouts.importing.drafting.points import Placed, Point, PointKind
from handouts.importing.drafting.settling import settled
from handouts.importing.original import Grid, Original, Para, Unreadable
from handouts.importing.proof import quoted

__all__ = ["DOSE", "Writing"]

Data = dict[str, Any]
MOST_SECTIONS, MOST_BLOCKS = 40, 60  # as the model has them
LONGEST = 4_000  # letters of one text; the model takes a few more
LONGEST_PROSE = 1_200  # letters of a prose block, in several paragraphs
LONGEST_WITHIN = 80  # letters of a heading within a section
DOSE = re.compile(
    r"\b\d+(?:[.,/]\d+)?[\s\u00a0]?(?:mg|g|ml|mcg|µg|μg|micrograms?|milligrams?|millilitres?|IU|IE|"
    r"units?|mmol)(?!\w)|\b\d+(?:[.,]\d+)?\s?%(?= (?:cream|ointment|gel|solution|salbe|creme))"
)


class Writing:
    """Puts what an original says into sections; what may not stand there becomes an open point."""

    def __init__(self, original: Original) -> None:
        """Begin with nothing but the original."""
        self.original = original
        self.sections: list[Data] = []
        self.points: list[Point] = []
        self.placed: list[Placed] = []
        self.figures: dict[str, bytes] = {}
        self.aside: dict[str, bytes] = {}  # pictures that cannot be printed as they are
        self.names: dict[bytes, str] = {}  # of the pictures that were kept
        self.title, self.summary = "", ""
        self.key_points: list[str] = []
        self.cited: set[str] = set()  # remarks that were told
        self.help: Data | None = None  # the help box, of which there is one, and its place
        self.help_place = ""
        self.route = ""  # of the help box, to which the line before leads
        self.has_numbers = False  # whether headings have some
        self.ask("read", "Read every text of this draft against the file that it was made from.")

    # -- what is to be settled

    def ask(
        self, kind: PointKind, text: str, piece: Piece | None = None, why: str = "", words: str = ""
    ) -> None:
        """Add an open point; with a piece, tell that its words, or those said, went there."""
        place = f"to_confirm[{len(self.points)}]"
        self.points.append(Point(kind, text))
        if piece is not None:
            self.placed.append(
                Placed(piece.number, piece.where, words or piece.text, place, why or kind)
            )

    def read(self, blocks: Iterable[Para | Grid]) -> list[Piece]:
        """Return the lines of blocks, and tell what is to be settled of them."""
        return pieces(blocks, self.original.size, self._settle)

    def _settle(self, para: Para) -> Para:
        kept, matters = settled(para, self.original.remarks)
        own = Piece("text", para.number, para.where, kept.stretches)
        for matter in matters:
            if matter.remark not in self.cited:
                self.ask(matter.kind, matter.text, own, words=matter.words)
            self.cited |= {matter.remark} - {""}
        return kept

    # -- what stands in the text

    @property
    def section(self) -> Data:
        """The section that is being written."""
        if not self.sections:
            self.begin(f"{TO_WRITE}A heading")
        return self.sections[-1]

    @property
    def blocks(self) -> list[Data]:
        """The blocks of that section."""
        reasons: list[Data] = self.section["blocks"]
        return reasons

    def begin(self, heading: str, piece: Piece | None = None) -> None:
        """Begin a section. Raises Unreadable where there are more than a handout has."""
        if len(self.sections) == MOST_SECTIONS:
            fact = f"the file has more than {MOST_SECTIONS} headings of the highest level"
            raise Unreadable(fact, "bring in one leaflet at a time")
        part = part_of(heading)
        self.sections.append({"heading": heading, **({"part": part} if part else {}), "blocks": []})
        if piece is not None:
            self.note(piece, f"sections[{len(self.sections) - 1}].heading")

    def put(self, block: Data, *own: Piece, why: str = "") -> Data:
        """Add a block, and tell that pieces stand in it."""
        if len(self.blocks) == MOST_BLOCKS:
            self.begin(f"{TO_WRITE}A heading")
        self.blocks.append(block)
        for piece in own:
            self.note(piece, self.place, why)
        return block

    def put_help(self, route: str, signs: list[str], piece: Piece) -> tuple[str, int]:
        """Add signs to a route of the help box; return their place, and how many stood there."""
        if self.help is None:
            self.help = {}
            self.put({"get-help": self.help})
            self.help_place = f"{self.place}.get-help"
        there = self.help.setdefault(route, [])
        before = len(there)
        there += signs
        whom = "the emergency number" if route == "emergency" else "the clinic"
        fact = f"The list at paragraph {piece.number} stands in the help box, as signs to call"
        self.ask("order", f"{fact} {whom}: see that each of them is one.")
        return f"{self.help_place}.{route}", before

    def put_prose(self, text: str, piece: Piece, why: str = "") -> None:
        """Add a paragraph, to the prose before it where that has room."""
        last = self.blocks[-1] if self.blocks else {}
        if "prose" in last and len(last["prose"]) + len(text) < LONGEST_PROSE:
            last["prose"] += f"\n\n{text}"
            self.note(piece, self.place, why)
        else:
            self.put({"prose": text}, piece, why=why)

    def put_heading(self, piece: Piece) -> None:
        """Add a heading within the section."""
        text = self.say(piece, strong=False)
        if text and len(text) <= LONGEST_WITHIN:
            self.put({"heading": text}, piece)
        elif text:
            self.put_prose(text, piece)

    @property
    def place(self) -> str:
        """The place of the last block."""
        return f"sections[{len(self.sections) - 1}].blocks[{len(self.blocks) - 1}]"

    def note(self, piece: Piece, place: str, why: str = "") -> None:
        """Tell that a piece stands at a place of the draft."""
        if piece.text:
            reasons = Placed(piece.number, piece.where, piece.text, place, why or piece.why)
            self.placed.append(reasons)

    # -- words

    def say(self, piece: Piece, *, strong: bool = True, doses: bool = True) -> str:
        """Return the words of a piece as a text of the handout, without what may not stand there.

        The whole of it is then an open point. '' where nothing is left. Without doses, who asks
        tells of these.
        """
        if piece.leader:
            lines = (replace(s, text=s.text.replace("\t", f" {BLANK} ")) for s in piece.stretches)
            piece = replace(piece, stretches=tuple(lines))
        whole = piece.text
        if len(whole) > LONGEST:
            self.ask("order", f"A text of {len(whole):,} letters: {quoted(whole)}", piece, "long")
            return f"{TO_WRITE}What paragraph {piece.number} of the file says, in short"
        if reasons := self._foreign(whole):
            self._ask_foreign(reasons[0][1], piece)
            gone = [sentence for sentence, _ in reasons]
            left = " ".join(s for s in sentences(whole) if s not in gone)
            return "" if foreign(left) else escaped(left)
        if doses and DOSE.search(whole):
            text = f"Check the dose against the licence, paragraph {piece.number}: {quoted(whole)}"
            self.ask("dose", text, piece)
        return marked_up(piece.stretches, strong=strong)

    def _foreign(self, whole: str) -> Sequence[tuple[str, Foreign]]:
        if (of_all := foreign(whole)) is None:
            return ()
        reasons = [(s, f) for s in sentences(whole) if (f := foreign(s)) is not None]
        return reasons or [(whole, of_all)]

    def _ask_foreign(self, reasons: Foreign, piece: Piece) -> None:
        fact = f"Left out of paragraph {piece.number} of the file: {reasons.why}"
        if names_emergency(piece.text):
            fact += "; say the sign alone under 'emergency' of the help box"
        self.ask(reasons.kind, f"{fact}: {quoted(piece.text)}", piece, reasons.why)
