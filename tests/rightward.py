"""A sheet in Arabic, set for real, and what stands on its lines from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import byref, c_double
from dataclasses import dataclass

import pypdfium2
import yaml
from pypdfium2 import raw
from samples import CLINIC, a_handout, a_library, loaded
from smallfonts import a_font

from handouts.batch.copies import Copy
from handouts.batch.editions import Edition
from handouts.brand.fonts import NEEDED
from handouts.brand.load import load_brands
from handouts.brand.palette import HOUSE_PRIMARY, derive
from handouts.content.sources import load_references
from handouts.diagnostics import Problems
from handouts.page.environment import Templates
from handouts.page.formats import load_formats
from handouts.page.gangs import gang
from handouts.page.parts import Face, Fragments, Sheet
from handouts.page.phrases import load_phrases
from handouts.page.sheet import Imprint, Wording, compose
from handouts.page.slots import Occasion, fragments
from handouts.press.casting import GangMaker
from handouts.press.look import Look
from handouts.units import MM_PER_PT
from handouts.workspace import Workspace, house

BRACKETS = str.maketrans("()", "||")
WORD = "كلمة"
ARABIC = frozenset(map(chr, range(0x0600, 0x0700)))
SIGNS = frozenset("…½°±≥≤−µ²³•–[]€£\N{NO-BREAK SPACE}")
FACES = [
    Face("Test", weight, a_font(NEEDED | ARABIC | SIGNS, weight, apart=True))
    for weight in (400, 700)
]
ROLES = dict.fromkeys(("text-face", "heading-face", "letterhead-face"), "Test")
LOOK = Look(derive(HOUSE_PRIMARY).inks, FACES, ROLES)
PROSE = (  # what must stand in order wherever it is written
    "5 mg",
    "37.5 °C",
    "020 7946 0001",
    "+44 20 7946 0002",
    "3–5",
    "9:00–17:00",
    "12.5%",
    "-5",
    "12/11/2026",
    "a.b@c.example",
    "https://www.nhs.uk/x/y",
    "Ann Smith",
    "≥10 mg",
    "(020) 7946 0003",
    "020 7946 0004",
    "≤ 7 mg",
    "1½ ml",
    "E. coli",
    "24/7",
    "2.5–5 mg",
)
MARKED = {"020 7946 0004": "020 \u200f7946\u200e 0004"}  # as another program has written it
SLOTS = (
    "020 7946 0000",
    "12 Example Street, London",
    "Harbour Skin Clinic",
    "9:00–17:00",
    "hello@harbour.example",
    "harbour.example/book",
    "020 7946 0123",
    "999",
    "NHS 111",
)
DETAILS = """    address: [12 Example Street, London]
    hours: 9:00–17:00
    email: hello@harbour.example
    contacts: [{who: Nurses, phone: 020 7946 0123, hours: 10:00–11:30}]
"""


def phrases() -> str:
    """Return our phrases as Arabic: each word of English is one of Arabic."""
    ours = yaml.safe_load((house() / "templates/phrases.yaml").read_text("utf-8"))["en"]

    def said(words: str) -> str:
        return re.sub(r"\{\w+\}|[A-Za-z’'-]+", lambda m: m[0] if "{" in m[0] else WORD, words)

    texts = {k: said(v) if isinstance(v, str) else [WORD] * 12 for k, v in ours.items()}
    return yaml.safe_dump({"ar": texts}, allow_unicode=True, width=10000)


def a_text() -> str:
    """Return a handout in Arabic whose prose, lists and tables hold what must stand in order."""
    sentences = [f"{WORD} {MARKED.get(part, part)} {WORD}." for part in PROSE]
    table = {
        "caption": WORD,
        "columns": [WORD, f"{WORD} 2"],
        "rows": [[f"{WORD} {part}", part] for part in PROSE[:6]],
        "sources": ["shin2019"],
    }
    blocks = [
        {"prose": " ".join(sentences) + " **5** mg. [@shin2019]"},
        {"points": sentences},
        {"steps": sentences[:3]},
        {"table": table},
        {"warning": {"title": f"{WORD} 5 mg", "points": sentences[:2]}},
        {"do-and-do-not": {"do": [sentences[0]], "do_not": [sentences[1]]}},
        {"get-help": {"worried": [sentences[0]], "emergency": [sentences[2]]}},
    ]
    return a_handout(
        title=f"{WORD} 5 mg",
        short_title=f"{WORD} 3–5",
        language="ar",
        summary=f"{WORD} 9:00–17:00",
        main_message=WORD,
        key_points=sentences[:2],
        sections=[{"heading": WORD, "blocks": blocks}],
    )


@dataclass(frozen=True)
class Set:
    """A sheet in Arabic with a clinic's slots, and what letterheads are cast from."""

    workspace: Workspace
    copy: Copy
    sheet: Sheet
    slots: Fragments
    gang: GangMaker


def set_text(workspace: Workspace, form: str = "standard", paper: str = "A4") -> Set:
    """Set the text and the slots of a workspace of `files`."""
    format_, templates = load_formats(workspace)[form], Templates(workspace)
    spoken = load_phrases(workspace, "ar")
    handout, references = loaded(workspace), load_references(workspace, Problems())
    sheet = compose(
        Wording(handout, Imprint("7K3Q-9MXD"), references, spoken),
        format_,
        templates,
        paper=paper,
        fit=format_.fits[0],
    )
    [brand] = load_brands(workspace, Problems())
    slots = fragments(brand, brand.clinics[0], Occasion(True, False, {}), spoken, templates)
    edition = Edition(handout, references, spoken, "7K3Q-9MXD", "approved")
    return Set(
        workspace,
        Copy(edition, brand, brand.clinics[0], format_),
        sheet,
        slots,
        lambda members: gang(members, format_, "ar", templates=templates),
    )


def files() -> dict[str, str]:
    """Return the files of a workspace with the text and a clinic."""
    library = a_library(sun=a_text())
    library["brands/harbour/_brand.yml"] = library["brands/harbour/_brand.yml"].replace(
        CLINIC, CLINIC + DETAILS
    )
    return library | {"templates/phrases.yaml": phrases()}


def lines(data: bytes) -> Iterator[str]:
    """Yield what stands on each line of a PDF's pages, from left to right, without spaces."""
    for row in rows(data):
        # pdfium tells a bracket in such a line by its other half
        yield "".join(character for _, character in row).translate(BRACKETS)


def rows(data: bytes) -> Iterator[list[tuple[float, str]]]:
    """Yield the letters of each line of a PDF's pages, from left to right, each with its place.

    That is where it begins, in mm from the left edge of the page.
    """
    x, y = c_double(), c_double()
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            text = page.get_textpage()
            found: dict[int, list[tuple[float, str]]] = {}
            for number in range(text.count_chars()):
                character = chr(raw.FPDFText_GetUnicode(text, number))
                if character.strip():
                    raw.FPDFText_GetCharOrigin(text, number, byref(x), byref(y))
                    place = x.value * MM_PER_PT, character
                    found.setdefault(round(y.value), []).append(place)
            yield from map(sorted, found.values())


def missing(data: bytes, wanted: tuple[str, ...]) -> list[str]:
    """Return what stands nowhere in order, from left to right."""
    seen = "\n".join(lines(data))
    return [one for one in wanted if one.replace(" ", "").translate(BRACKETS) not in seen]
