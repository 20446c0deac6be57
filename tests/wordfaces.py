"""The typefaces of the words of a PDF, as a reader of PDFs tells them letter by letter."""

from __future__ import annotations

import re
from ctypes import byref, c_int, create_string_buffer

import pypdfium2
from pypdfium2 import raw

# Ideographs stand without spaces: a stretch of them, with their signs, is a word here.
WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
LONGEST = 200  # bytes of a font's name


def words_by_faces(data: bytes) -> list[tuple[str, frozenset[str]]]:
    """Return each word of a PDF's pages with the families that its letters are set in."""
    words: list[tuple[str, frozenset[str]]] = []
    with pypdfium2.PdfDocument(data) as opened:
        for page in opened:
            text = page.get_textpage()
            word, families = "", set[str]()
            for number in range(text.count_chars()):
                letter = chr(raw.FPDFText_GetUnicode(text, number))
                parted = not letter.strip() or (word and _is_wide(letter) != _is_wide(word[-1]))
                if parted and word:
                    words.append((word, frozenset(families)))
                    word, families = "", set()
                if letter.strip() and not raw.FPDFText_IsGenerated(text, number):
                    word += letter
                    families.add(_family(text, number))
            if word:
                words.append((word, frozenset(families)))
    return words


def _is_wide(letter: str) -> bool:
    return WIDE.match(letter) is not None


def _family(text: object, number: int) -> str:
    name, flags = create_string_buffer(LONGEST), c_int()
    raw.FPDFText_GetFontInfo(text, number, name, LONGEST, byref(flags))
    return name.value.decode().rpartition("+")[2].removesuffix("-Bold")
