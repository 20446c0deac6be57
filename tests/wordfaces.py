"""The typefaces of the words of a PDF, as a reader of PDFs tells them letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ctypes import byref, c_double, c_int, create_string_buffer
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

# Ideographs stand without spaces: a stretch of them, with their signs, is a word here.
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
LONGEST = 200  # bytes of a font's name
SIGNS = ":;,.•\u2060"  # of a text, beside what runs the other way in it
GAP = 0.12  # of the size, where a word ends


class _Letter(NamedTuple):
    line: float
    left: float
    right: float
    size: float
    text: str
    family: str


def words_by_faces(data: bytes) -> list[tuple[str, frozenset[str]]]:
    """Return each word of a PDF's pages with the families that its letters are set in.

    A word is what stands together on a line, from left to right: in which order it is read, which
    pdfium guesses, is not asked.
    """
    words: list[tuple[str, frozenset[str]]] = []
    with pypdfium2.PdfDocument(data) as opened:
        for page in opened:
            word: list[_Letter] = []
            for letter in sorted(_letters(page.get_textpage())):
                if word and _parted(word[-1], letter):
                    words.append(_word(word))
                    word = []
                word.append(letter)
            words += [_word(word)] if word else []
    return words


def _letters(text: Any) -> Iterator[_Letter]:
    for number in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, number))
        if letter.strip() and not raw.FPDFText_IsGenerated(text, number):
            left, _, right, _ = text.get_charbox(number, loose=True)
            x, y = c_double(), c_double()
            raw.FPDFText_GetCharOrigin(text, number, byref(x), byref(y))
            size = raw.FPDFText_GetFontSize(text, number)
            yield _Letter(round(y.value), left, right, size, letter, _family(text, number))


def _parted(one: _Letter, other: _Letter) -> bool:
    apart = other.left - one.right > GAP * max(one.size, other.size)
    sign = one.family != other.family and (one.text in SIGNS or other.text in SIGNS)
    return one.line != other.line or apart or sign or _is_wide(one.text) != _is_wide(other.text)


def _word(letters: list[_Letter]) -> tuple[str, frozenset[str]]:
    return "".join(one.text for one in letters), frozenset(one.family for one in letters)


def _is_wide(letter: str) -> bool:
    return WIDE.match(letter) is not None


def _family(text: object, number: int) -> str:
    name, flags = create_string_buffer(LONGEST), c_int()
    raw.FPDFText_GetFontInfo(text, number, name, LONGEST, byref(flags))
    return name.value.decode().rpartition("+")[2].removesuffix("-Bold")
