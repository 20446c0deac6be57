"""A copy in another language, and what is wrong with it by what its PDF shows and says."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

from lxml import html as markup
from machinery import Validate
from pdfstructure import Structure
from pikepdf import Pdf, parse_content_stream, unparse_content_stream
from PIL import ImageChops
from rightward import missing
from samples import TODAY
from stamping import settled_sheet
from wordfaces import words_by_faces

from handouts.batch.copies import Copy
from handouts.batch.faces import make_faces_static
from handouts.batch.make import Press
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order
from handouts.batch.pages import findings
from handouts.batch.planning import plan
from handouts.batch.setting import Typesetting, cast_letterheads
from handouts.batch.suiting import suited
from handouts.diagnostics import Problems
from handouts.page.parts import Fragments, slot_mark
from handouts.pdf.comparing import differences
from handouts.pdf.heard import heard
from handouts.pdf.raster import page_pictures
from handouts.pdf.scripts import is_complex
from handouts.press.casting import cast
from handouts.press.stamping import Letterhead
from handouts.workspace import Workspace

ROOT = Path(__file__).parent.parent
HANDOUT = "facial-massage"
WHOLE = ("en-US", "pl", "ro", "es", "fr", "de", "tr", "uk", "ar", "ur", "bn", "hi", "zh-Hans")
FORMATS = ("standard", "full", "large-print", "pocket", "booklet")
BRANDS = ("harbour-skin", "northlight", "plain-practice")  # all details, own typefaces, almost none
GANG = 25
DPI = 72
BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "td", "th", "dt", "dd", "figcaption", "caption")
UNREAD = "//*[contains(@class, '-top') or contains(@class, 'foot') or contains(@class, 'folio')]"
UNHEARD = re.compile("[\u00ad\u200b\u200e\u200f\u2060-\u2069]")
PRINTED = "2b"  # PDF/A-2b, which needs no structure
ADDRESS = re.compile(r"\w\.\w+/\w")  # on the web
GAP = "\ue000"  # a space that stands alone between elements: seen, but drawn by no glyph
CLIPS = frozenset({"W", "W*"})
PAINTS = frozenset(
    {"b", "b*", "B", "B*", "f", "F", "f*", "s", "S", "sh", "Do", "BI", "INLINE IMAGE"}
)


@dataclass(frozen=True)
class Made:
    """A copy: its file, its pages before they are folded, and the same rendered as a whole."""

    copy: Copy
    data: bytes
    pages: bytes
    whole: bytes
    in_gang: bytes  # the pages, with a letterhead out of a gang
    written: tuple[str, ...]  # the blocks of its sheet, as they are written
    phones: tuple[str, ...]
    refused: tuple[str, ...]  # why a build would not make it

    @property
    def name(self) -> str:
        """Say which copy it is."""
        return Path(self.copy.path).stem

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with it, but for what a validator of PDF tells."""
        yield from self.refused
        yield from differences(self.pages, self.whole)
        structure = Structure(self.pages)
        if spaced(structure.text()) != spaced(Structure(self.whole).text()):
            yield "its structure says something else than that of the whole render"
        yield from structure.faults()
        said = " ".join(spaced(passage.text) for passage in heard(self.pages))
        for one in self.written:
            if ADDRESS.search(one):  # an address that goes on in another line
                said_of, one = said.replace(" ", ""), one.replace(" ", "")
            else:
                said_of = said
            if not re.search(re.escape(one).replace(GAP, " ?"), said_of):
                yield f"not heard as written: {one}"
        yield from (f"out of order: {one}" for one in missing(self.data, self.phones))
        rightward = self.copy.handout.locale.direction == "rtl"
        for word, faces in words_by_faces(self.data):
            if len(faces) > (len(_runs(word)) if rightward else 1):
                yield f"in more than one face: {word} ({', '.join(sorted(faces))})"
        if self.in_gang != self.pages:
            yield f"its bytes are others in a gang of {GANG}"
        yield from (f"letters are clipped on page {page}" for page in clipped(self.whole))


def a_workspace(root: Path) -> Path:
    """Copy the handout with its translations and the brands that we ship; return the folder."""
    shutil.copytree(ROOT / "content", root / "content")
    shutil.rmtree(root / "content" / HANDOUT / "approved", ignore_errors=True)
    for brand in BRANDS:
        shutil.copytree(ROOT / "brands" / brand, root / "brands" / brand)
    (root / "handouts.toml").write_text("", "utf-8")
    return root


def conforming(files: Collection[Path], validate: Validate) -> dict[str, list[str]]:
    """Return by name what a validator tells; a booklet is for a printer, and is not heard."""
    booklets = {file for file in files if "-booklet" in file.stem}
    found = validate(sorted({*files} - booklets)) | validate(sorted(booklets), PRINTED)
    return {file.stem: rules for file, rules in found.items()}


def read(root: Path, language: str, brands: tuple[str, ...] = BRANDS) -> Materials:
    """Read a workspace for drafts in a language."""
    problems, workspace = Problems(), Workspace.open(root, TODAY)
    found = read_all(workspace, root / "output", problems, (language,))
    found = make_faces_static(found, brands, problems, processes=1)
    errors = [str(problem) for problem in problems if problem.severity == "error"]
    assert not errors, "\n".join(errors)
    return found


def planned(
    materials: Materials, language: str, form: str, brand: str, handout: str = HANDOUT
) -> Copy:
    """Return the draft of a language for the first clinic of a brand, in the roomiest fit."""
    order = Order((handout,), (brand,), (language,), (form,), draft=True)
    copies = [copy for copy in plan(order, materials) if copy.handout.language == language]
    [copy] = suited(copies[:1], materials, Problems(), processes=1)
    return replace(copy, format=replace(copy.format, fits=copy.format.fits[:1]))


def make(copy: Copy, materials: Materials) -> Made:
    """Make a copy in all ways: stamped, with a letterhead of a gang, and whole."""
    [alone] = cast_letterheads([copy], materials)
    assert isinstance(alone, Typesetting), alone
    setting = settled_sheet(copy, alone, materials)
    press = Press(materials, Problems())
    stamped, whole = press.stamp_copy(copy, setting), press.render_whole(copy, setting)
    told = [str(problem) for problem in press.problems]
    assert stamped and whole, told
    assert told == []
    materials.cache.put(setting.letterhead, _of_a_gang(copy, materials))
    again = Press(materials, Problems()).stamp_copy(copy, setting)
    assert again
    sheet, slots = press.sheet(copy, setting), copy.slots(materials)
    return Made(
        copy,
        press.fold(copy, stamped[0]),
        stamped[0],
        whole[0],
        again[0],
        (*written(sheet.html),),
        (*_phones(sheet.html, slots),),
        (*_refused(copy, setting, materials),),
    )


def _refused(copy: Copy, setting: Typesetting, materials: Materials) -> Iterator[str]:
    """Yield why a build would not make a copy, by what rules say of its pages."""
    for one in findings(copy, setting.sheet, materials):
        if one.severity == "error":
            yield one.message


def _of_a_gang(copy: Copy, materials: Materials) -> Letterhead:
    """Cast the letterhead of a copy as the last of a gang, in which other words come first."""
    words = str(copy.handout.summary).split()
    clinics = [
        replace(copy.clinic, name=f"{words[n % len(words)]} {n} {copy.clinic.name}")
        for n in range(1, GANG)
    ]
    copies = [*(replace(copy, clinic=clinic) for clinic in clinics), copy]
    members = [one.slots(materials, of_any_text=True) for one in copies]
    made = cast(members, lambda some: copy.gang(some, materials), copy.letterhead_look)
    last = made[-1]
    assert len(made) == GANG
    assert isinstance(last, Letterhead), [*map(str, last)]
    return last


def _runs(word: str) -> set[str]:
    """Return what a stretch without spaces on a line from the right is made of, if of more.

    A Latin name, a number or a sign of the text around may meet where no space is seen.
    """
    kinds = (
        ("0" if one.isdigit() else "L") if one.isascii() and one.isalnum() else "R" for one in word
    )
    return {*kinds} or {"R"}


def spaced(text: str) -> str:
    """Return a text as it is heard: composed, with single spaces, without signs of direction."""
    return re.sub(r"\s+", " ", normalize("NFC", UNHEARD.sub("", text))).strip()


def written(html: str) -> Iterator[str]:
    """Yield the blocks of a sheet that hold no others, as they are written.

    Where glyphs tell the text, a space that stands alone between two elements is a gap.
    """
    body = markup.document_fromstring(html).body
    for unread in body.xpath(UNREAD):
        unread.drop_tree()
    line = "".join(one.text_content() for one in body.find_class("fallback"))
    if not is_complex(body.text_content().replace(line, "") if line else body.text_content()):
        for element in body.xpath(
            "//*[@class='slot'] | //b | //span | //a | //i | //em | //strong"
        ):
            if element.tail and not element.tail.strip() and element.getnext() is not None:
                element.tail = GAP
    for broken in body.xpath("//br"):
        broken.tail = " " + (broken.tail or "")
    for block in body.iter(*BLOCKS):
        if not any(True for _ in block.iterdescendants(*BLOCKS)):
            text = spaced(block.text_content())
            if text and not block.xpath(".//svg"):
                yield text


def _phones(html: str, slots: Fragments) -> Iterator[str]:
    shown = [text for name, text in slots.html.items() if slot_mark(name) in html]
    for part in (html, *shown):
        for number in re.findall(r'<a[^>]*href="tel:[^>]*>(.*?)</a>', part, re.DOTALL):
            yield spaced(re.sub("<[^>]*>", "", number))


def clipped(data: bytes) -> Iterator[int]:
    """Yield the pages, from 1, whose text shows more where nothing is clipped."""
    alone, free = _text_alone(data, PAINTS), _text_alone(data, PAINTS | CLIPS)
    pairs = zip(page_pictures(alone, DPI), page_pictures(free, DPI), strict=True)
    for number, (one, other) in enumerate(pairs, start=1):
        if ImageChops.difference(one, other).getbbox():
            yield number


def _text_alone(data: bytes, left_out: frozenset[str]) -> bytes:
    """Return pages without some operators; what paints a path ends it."""
    with Pdf.open(BytesIO(data)) as pdf:
        end = [parse_content_stream(pdf.make_stream(b"n"))[0]]
        for page in pdf.pages:
            steps = []
            for step in parse_content_stream(page):
                name = str(step.operator)
                steps += end if name in left_out - CLIPS else [step] if name not in left_out else []
            page.Contents = pdf.make_stream(unparse_content_stream(steps))
        free = BytesIO()
        pdf.save(free)
    return free.getvalue()
