"""Two PDFs of one document, page by page: what differs to the eye, and in what can be copied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import product, zip_longest
from math import ceil, floor
from unicodedata import category, mirrored

from PIL import Image, ImageChops, ImageFilter

from handouts.pdf import secondlook
from handouts.pdf.finishing import open_pdf
from handouts.pdf.heard import heard
from handouts.pdf.raster import Letter, page_letters, page_picture
from handouts.pdf.scripts import WORD_JOINER, is_complex, is_wide

__all__ = ["apart", "differences", "page_links"]

RESOLUTIONS_DPI = (100, 101, 90, 97, 104)  # dpi; pages are drawn at the next one where they differ
PLACES_DPI = 50  # dpi; of places that are half a millimetre wide
NEAR_PT = 0.25  # pt that a letter may be off, by far less than anybody could see
SPACES = {"\N{NO-BREAK SPACE}": " "}  # one glyph, told by which of them came first
MOST_SHOWN = 60  # letters

Links = Sequence[str]
Draw = Callable[[bytes, int, float], Image.Image]  # of a PDF a page, from 0, at so many dpi


def differences(one: bytes, other: bytes) -> Iterator[str]:
    """Yield what differs between two PDFs, such as 'page 2: 7 pixels differ, by up to 9 of 255'.

    Pages are alike whose pixels are equal at 100 dpi, and that have the same letters in the same
    places and the same links. Glyphs do not tell the letters of complex scripts; what is heard of
    them must be the same. In which order things are drawn or heard is not looked at. Pdfium
    puts some edges on whole pixels, and where one falls between two a millionth of a point
    decides; so what differs at one resolution, and at another not in its place, is no fault. There
    are five, for QR codes: one has some eighty edges, and of 24 pages with one, stamped and whole,
    none to twelve differed at each of eight resolutions, a quarter on the whole. With three of
    them, one page in sixty would be told by chance; with five, one in a thousand. Where the machine
    has poppler, it draws them too, and they must be alike by both.
    Raises PdfiumError or Unfinished for what is no PDF.
    """
    firsts, seconds = list(_pages(one)), list(_pages(other))
    drawn = {letter for page in (*firsts, *seconds) for letter, _, _ in page[0]}
    mute = any(map(_is_mute, drawn))
    passages = [
        _passages(data) if mute or any(map(is_wide, drawn)) else {} for data in (one, other)
    ]
    for number, (first, second) in enumerate(zip_longest(firsts, seconds)):
        if first is None or second is None:
            there = "first" if second is None else "second"
            yield f"page {number + 1} is there in the {there} only"
            continue
        looks = (_seen(one, other, number, draw, by) for draw, by in _renderers())
        seen = next(filter(None, looks), "")
        letters = (_by_glyphs(page[0]) if mute else page[0] for page in (first, second))
        words = (pages.get(number, ()) for pages in passages)
        facts = seen, _read(*letters), _linked(first[1], second[1]), _heard(*words)
        yield from (f"page {number + 1}: {fact}" for fact in facts if fact)


def apart(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return how far the pixels of two pictures are apart, as grey from 0 to 255.

    Where one picture ends, it is as white there.
    """
    size = max(one.width, other.width), max(one.height, other.height)
    bands = ImageChops.difference(_on_white(one, size), _on_white(other, size)).split()
    most = bands[0]
    for band in bands[1:]:
        most = ImageChops.lighter(most, band)
    return most


def _on_white(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    if picture.size == size:
        return picture
    sheet = Image.new("RGB", size, "white")
    sheet.paste(picture)
    return sheet


def _pages(data: bytes) -> Iterator[tuple[Sequence[Letter], Links]]:
    letters = ([(SPACES.get(c, c), x, y) for c, x, y in page] for page in page_letters(data))
    return zip(letters, page_links(data), strict=True)


def page_links(data: bytes) -> Iterator[Links]:
    """Yield the addresses that each page links to, sorted. Raises Unfinished for what is no PDF."""
    with open_pdf(data) as pdf:
        for page in pdf.pages:
            actions = [link.A for link in page.obj.get("/Annots", ()) if "/A" in link]
            yield sorted(str(action.URI) for action in actions if "/URI" in action)


def _renderers() -> Iterator[tuple[Draw, str]]:
    """Yield what draws a page, and how that is told."""
    yield page_picture, ""
    if secondlook.second_look_is_there():
        yield secondlook.second_picture, f" as {secondlook.PROGRAM} draws it"


def _seen(one: bytes, other: bytes, number: int, draw: Draw, by: str) -> str:
    fact, common = "", None  # the places that differ at all resolutions so far
    for dpi in RESOLUTIONS_DPI:
        shades = apart(draw(one, number, dpi), draw(other, number, dpi))
        most, pixels = shades.getextrema()[1], sum(shades.histogram()[1:])
        if not pixels:
            return ""
        fact = fact or f"{pixels} pixels differ{by}, by up to {most} of 255"
        wide, high = (ceil(side * PLACES_DPI / dpi) for side in shades.size)
        places = _places(shades, common.size if common else (wide, high))
        common = ImageChops.darker(common, places) if common else places
        if not common.getbbox():
            return ""
    return fact


def _places(shades: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return a smaller picture that is white where pixels differ, and next to that."""
    differing = shades.point(lambda shade: 255 if shade else 0)
    smaller = differing.resize(size, Image.Resampling.BOX)
    return smaller.point(lambda shade: 255 if shade else 0).filter(ImageFilter.MaxFilter(3))


def _read(one: Sequence[Letter], other: Sequence[Letter]) -> str:
    return _told("letters", _strange(one, other), _strange(other, one))


def _by_glyphs(letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters that glyphs tell beside a complex script, where they stand.

    Glyphs of that are told by the cluster that was met first, and brackets there are mirrored.
    """
    return [letter for letter in letters if _is_told(letter[0])]


def _is_told(letter: str) -> bool:
    apart = letter.isspace() or mirrored(letter) or category(letter) == "Cf"
    return not (apart or is_complex(letter))


def _is_mute(letter: str) -> bool:
    """Say whether it takes more than a glyph to tell a letter."""
    return letter == WORD_JOINER or is_complex(letter)


def _passages(data: bytes) -> dict[int, list[str]]:
    """Return what is heard of complex scripts and of ideographs, by the pages where it begins."""
    pages: dict[int, list[str]] = {}
    for passage in heard(data):
        if is_complex(passage.text) or is_wide(passage.text):
            pages.setdefault(passage.page, []).append(passage.text)
    return pages


def _heard(one: Sequence[str], other: Sequence[str]) -> str:
    return _told("words that are heard", *_apart(one, other))


def _linked(one: Links, other: Links) -> str:
    return _told("links", *_apart(one, other))


def _apart(one: Sequence[str], other: Sequence[str]) -> tuple[str, str]:
    """Return what stands in the first alone, and in the second."""
    lost, added = Counter(one) - Counter(other), Counter(other) - Counter(one)
    return " ".join(lost), " ".join(added)


def _told(what: str, lost: str, added: str) -> str:
    if not (lost or added):
        return ""
    first, second = (f"'{words[:MOST_SHOWN]}'" if words else "nothing" for words in (lost, added))
    return f"the {what} differ: {first} in the first alone, {second} in the second"


def _strange(letters: Sequence[Letter], others: Sequence[Letter]) -> str:
    """Return the letters, in their order, that are not among others in their places."""
    known = {(letter, cell) for letter, x, y in others for cell in _cells(x, y)}
    return "".join(
        letter for letter, x, y in letters if not any((letter, c) in known for c in _cells(x, y))
    )


def _cells(x: float, y: float) -> Iterator[tuple[int, int]]:
    """Yield the points of the page around a place; places that are near share one at least."""
    for side, up in product((-NEAR_PT, NEAR_PT), repeat=2):
        yield floor(x + side), floor(y + up)
