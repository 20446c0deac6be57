"""Marked content of a page as WeasyPrint writes it: its numbers, its text, and its artifacts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pikepdf import Object, Page

START = re.compile(rb"/\w+\s<</MCID (\d+)>>\sBDC\b")
TOKEN = re.compile(
    rb"/\w+\s<</MCID (?P<mcid>\d+)>>\sBDC\b"
    rb"|(?P<other>\bB(?:MC|DC)\b)"
    rb"|(?P<end>\bEMC\b)"
    rb"|/(?P<font>\S+) [\d.]+ Tf\b"
    rb"|<(?P<glyphs>[0-9a-f]+)>"
)
CHARACTER = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")  # a line of a ToUnicode table


def numbers(page: Page) -> list[int]:
    """Return the MCIDs of a page's own content stream, in drawing order."""
    return [int(number) for number in START.findall(page.Contents.read_bytes())]


def turn_to_artifacts(page: Page, kinds: Mapping[int, str]) -> None:
    """Mark content of a page as artifact, by MCID and kind."""
    page.Contents.write(mark_artifacts(page.Contents.read_bytes(), kinds))


def mark_artifacts(content: bytes, kinds: Mapping[int, str]) -> bytes:
    """Mark content as artifact, by MCID and kind (ISO 32000-1, 14.8.2.2: Pagination, Layout)."""

    def mark(match: re.Match[bytes]) -> bytes:
        kind = kinds.get(int(match[1]))
        return match[0] if kind is None else b"/Artifact <</Type /%s>> BDC" % kind.encode()

    return START.sub(mark, content)


class Texts:
    """The text of a page by MCID, read through the ToUnicode tables of its fonts when asked for."""

    def __init__(self, page: Page) -> None:
        """Find which glyphs are shown in which marked content."""
        self._fonts = {str(name)[1:]: font for name, font in page.Resources.Font.items()}
        self._tables: dict[str, dict[bytes, str]] = {}
        self._shown: dict[int, list[tuple[str, bytes]]] = {}
        open_marks: list[int | None] = []
        font = ""
        for match in TOKEN.finditer(page.Contents.read_bytes()):
            kind = match.lastgroup
            if kind == "glyphs":
                if open_marks and (mcid := open_marks[-1]) is not None:
                    self._shown.setdefault(mcid, []).append((font, match[kind]))
            elif kind == "font":
                font = match[kind].decode()
            elif kind == "end":
                open_marks.pop()
            else:
                open_marks.append(int(match["mcid"]) if kind == "mcid" else None)

    def of(self, mcid: int) -> str:
        """Return the text of marked content; '' where it shows none."""
        shown = self._shown.get(mcid, ())
        return "".join(decoded(glyphs, self._read(font)) for font, glyphs in shown)

    def _read(self, font: str) -> dict[bytes, str]:
        if font not in self._tables:
            self._tables[font] = characters_of(self._fonts[font])
        return self._tables[font]


def characters_of(font: Object) -> dict[bytes, str]:
    """Return what a font says of its glyphs, by their numbers as hexadecimal digits."""
    if "/ToUnicode" not in font:
        return {}
    return {
        glyph: bytes.fromhex(text.decode()).decode("utf-16-be")
        for glyph, text in CHARACTER.findall(font.ToUnicode.read_bytes())
    }


def decoded(glyphs: bytes, table: Mapping[bytes, str]) -> str:
    """Return the text of glyphs, whose numbers are given as hexadecimal digits."""
    return "".join(table.get(glyphs[at : at + 4], "") for at in range(0, len(glyphs), 4))
