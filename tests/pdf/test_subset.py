from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from handouts.engine.fonts import house_font_files
from handouts.pdf.subset import subset

LATO = next(path for path in house_font_files() if path.name == "Lato-Regular.ttf").read_bytes()


def glyphs(characters: str) -> set[int]:
    font = TTFont(BytesIO(LATO))
    return {font.getGlyphID(font.getBestCmap()[ord(c)]) for c in characters}


def outline(font: TTFont, glyph: int) -> object:
    return font["glyf"][font.getGlyphName(glyph)].getCoordinates(font["glyf"])


@pytest.fixture(scope="module")
def cut() -> TTFont:
    data = subset(LATO, glyphs("aé"))
    assert data is not None
    assert len(data) < len(LATO) / 20
    return TTFont(BytesIO(data))


def test_wanted_glyphs_keep_number_outline_and_width(cut: TTFont) -> None:
    before = TTFont(BytesIO(LATO))
    for glyph in glyphs("aé"):
        assert outline(cut, glyph) == outline(before, glyph)
        name, old = cut.getGlyphName(glyph), before.getGlyphName(glyph)
        assert cut["hmtx"][name] == before["hmtx"][old]


def test_other_glyphs_are_empty_but_for_the_parts_of_those_wanted(cut: TTFont) -> None:
    count = cut["maxp"].numGlyphs
    assert count <= max(glyphs("aé")) + 1 or count < 3023
    full = [n for n in range(count) if cut["glyf"][cut.getGlyphName(n)].numberOfContours]
    assert glyphs("aé") <= set(full)
    assert len(full) <= 5


def test_the_same_glyphs_give_the_same_bytes_whatever_was_there_before() -> None:
    some, more = subset(LATO, glyphs("ab")), subset(LATO, glyphs("abcdefé"))
    assert some is not None
    assert more is not None
    assert subset(more, glyphs("ab")) == some


def test_checksums_are_right(cut: TTFont) -> None:
    TTFont(cut.reader.file, checkChecksums=2)


def test_what_is_no_truetype_is_left_alone() -> None:
    assert subset(b"OTTO" + LATO[4:], [1]) is None
