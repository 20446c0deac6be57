"""The typefaces of a letterhead: those of its gang, with no glyph that is another clinic's."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from unicodedata import normalize

from pikepdf import Object

from handouts.pdf.objects import parts
from handouts.pdf.scripts import WORD_JOINER, is_complex
from handouts.pdf.subset import subset
from handouts.pdf.writing import Blob, number

CHARACTER = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")  # a line of a ToUnicode table
LINES = 100  # of a table, at most (Adobe Technical Note 5411, 1.4.1)
FIXED_PITCH = 1
FORMS = frozenset(map(chr, (*range(0xFB00, 0xFE00), *range(0xFE70, 0xFEFF))))  # of letters
FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"
    b"/DescendantFonts [%d 0 R]/ToUnicode %d 0 R>>"
)
DESCENDANT = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    b"/CIDToGIDMap/Identity/W [%s]/FontDescriptor %d 0 R>>"
)
TABLE = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
%s
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@dataclass
class GangFace:
    """A typeface as a gang's PDF holds it, read once for all its clinics."""

    font: Object
    name: bytes = b""
    file: bytes = b""
    widths: dict[int, float] = field(default_factory=dict)
    characters: dict[int, str] = field(default_factory=dict)
    cuts: dict[frozenset[int], bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read what its clinics share."""
        self.name = str(self.font.BaseFont).partition("+")[2].encode()
        self.file = self.descriptor.FontFile2.read_bytes() if self.is_truetype else b""
        entries = iter(self.descendant.W)
        for first in entries:
            for offset, width in enumerate(next(entries)):
                self.widths[int(first) + offset] = float(width)
        own = _characters(self.file) if self.is_truetype else {}
        for glyph, text in CHARACTER.findall(self.font.ToUnicode.read_bytes()):
            met = bytes.fromhex(text.decode()).decode("utf-16-be")
            alone = WORD_JOINER if is_complex(met) or not met else met
            self.characters[int(glyph, 16)] = own.get(int(glyph, 16), alone)

    def cut(self, glyphs: frozenset[int]) -> bytes:
        """Return its file with these glyphs alone, cut once for both letterheads of a clinic."""
        if glyphs not in self.cuts:
            file = subset(self.file, glyphs)
            assert file is not None
            self.cuts[glyphs] = file
        return self.cuts[glyphs]

    @property
    def descendant(self) -> Object:
        """The dictionary that tells the widths."""
        return self.font.DescendantFonts[0]

    @property
    def descriptor(self) -> Object:
        """The dictionary that holds the file."""
        return self.descendant.FontDescriptor

    @property
    def is_truetype(self) -> bool:
        """Whether it can be cut down here; other kinds keep the glyphs of the whole gang."""
        return "/FontFile2" in self.descriptor and str(self.font.Encoding) == "/Identity-H"


def write_face(
    blob: Blob, font: int, face: GangFace, glyphs: set[int], new: Callable[[], int]
) -> None:
    """Write a TrueType face with these glyphs under a number; new gives those of its parts."""
    file = face.cut(frozenset(glyphs))
    descendant, descriptor, stored, table = (new() for _ in range(4))
    digest = sha256(face.name + file).digest()
    name = bytes(65 + byte % 26 for byte in digest[:6]) + b"+" + face.name
    blob.add_stream(stored, b"/Length1 %d" % len(file), file)
    blob.add_stream(table, b"", _table(face.characters, glyphs))
    widths = b" ".join(b"%d [%s]" % (g, number(face.widths[g])) for g in sorted(glyphs))
    blob.add(font, FONT % (name, descendant, table))
    blob.add(descendant, DESCENDANT % (name, widths, descriptor))
    blob.add(descriptor, _descriptor(face, name, glyphs, stored))


def _characters(file: bytes) -> dict[int, str]:
    """Return the characters of a face by their glyphs, of several that share one the first.

    A gang tells a glyph by the text that it meets first; a letterhead must not know of that. What
    is no character of its own, such as a part of a cluster, is not among them.
    """
    from fontTools.ttLib import TTFont  # late: a tenth of a second

    with TTFont(BytesIO(file), lazy=True) as font:
        table = font.getBestCmap() or {} if "cmap" in font else {}
        glyphs = {font.getGlyphID(name): code for code, name in sorted(table.items(), reverse=True)}
    return {glyph: _plain_letter(chr(code)) for glyph, code in glyphs.items()}


def _plain_letter(letter: str) -> str:
    """Return what a form of a letter is a form of."""
    return normalize("NFKC", letter).strip() if letter in FORMS else letter


def _descriptor(face: GangFace, name: bytes, glyphs: set[int], stored: int) -> bytes:
    """Return a descriptor in which nothing depends on the other glyphs of the gang."""
    source = face.descriptor
    widest = max(face.widths[glyph] for glyph in glyphs)
    box = (0, float(source.Descent), widest, float(source.Ascent))
    entries = {
        b"FontName": b"/" + name,
        b"FontBBox": b"[%s]" % b" ".join(map(number, box)),
        b"Flags": b"%d" % (int(source.Flags) & ~FIXED_PITCH),
        b"FontFile2": b"%d 0 R" % stored,
    }
    for key in ("FontFamily", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV", "StemH"):
        if f"/{key}" in source:
            entries[key.encode()] = _plain(source[f"/{key}"])
    pairs = (b"/%s %s" % entry for entry in entries.items())
    return b"<</Type/FontDescriptor%s>>" % b"".join(pairs)


def _plain(value: Object) -> bytes:
    return b"".join(part for part in parts(value, {}) if isinstance(part, bytes))


def _table(characters: Mapping[int, str], glyphs: set[int]) -> bytes:
    lines = [
        b"<%04x> <%s>" % (glyph, characters[glyph].encode("utf-16-be").hex().encode())
        for glyph in sorted(glyphs)
        if glyph in characters
    ]
    blocks = [lines[at : at + LINES] for at in range(0, len(lines), LINES)]
    shown = (b"%d beginbfchar\n%s\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks)
    return TABLE % b"\n".join(shown)
