"""A sheet with a clinic's slots as plain text: to send by e-mail, or to translate into braille."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from textwrap import wrap

from handouts.brand import bare
from handouts.content import Direction, Locale, locale_of
from handouts.page import SIGNS, UNSIGN, Fragments, Sheet, isolate_text

__all__ = ["plain_text"]

WIDTH = 72  # characters in a line
PARTS = frozenset({"p", "div", "section", "figcaption", "caption", "header", "footer", "main"})
HEADINGS = {"h1": "=", "h2": "-"}  # what they are underlined with
SKIPPED = frozenset({"title", "style"})
SEEN = re.compile(r'<div class="qr">.*?</div>', re.DOTALL)  # what can only be looked at
LANGUAGE = re.compile(r'<html lang="([^"]*)"')
BULLET, BOX = "* ", "[ ] "
OPENED = re.compile(f"[{SIGNS['ltr']}{SIGNS['rtl']}]([^{UNSIGN}]*)$")  # and not closed in its line
FILLED_IN = {"blank": "______", "box": "[ ]"}  # by hand: see page.blanks


def plain_text(sheet: Sheet, fragments: Fragments) -> bytes:
    """Return the words in their order, 72 characters a line, in UTF-8.

    A list has a sign for each item, a table a paragraph for each row, where each cell follows
    the name of its column; a picture is its alternative text, a link its words and address. What
    runs in another direction than the text stands between Unicode's signs for that.
    """
    language = LANGUAGE.search(sheet.html)
    reader = _Reader(locale_of(language[1] if language else "en"))
    reader.feed(SEEN.sub("", sheet.filled(fragments)))
    reader.close()
    return ("\n\n".join(reader.paragraphs()) + "\n").encode()


class _Reader(HTMLParser):
    """Gathers paragraphs, each with the sign in front of it and how it is underlined."""

    def __init__(self, locale: Locale) -> None:
        super().__init__()
        self._locale = locale
        self._done: list[tuple[str, str, str]] = []  # words, sign, underline
        self._words: list[str] = []
        self._sign = self._underline = ""
        self._lists: list[tuple[str, int]] = []  # the sign of each list around, and its count
        self._direction: Direction = "ltr"
        self._turns: list[str] = []  # the sign that closes each that is open, or none
        self._turned = ""  # the one that closes a paragraph of the other direction
        self._skipping = 0
        self._address = ""
        self._columns: list[str] = []
        self._cells: list[str] = []
        self._spans: list[int] = []  # how many columns each of the cells spans
        self._heads: list[list[tuple[str, int]]] = []  # rows with the spans of their cells

    def paragraphs(self) -> Iterator[str]:
        """Yield the paragraphs; items of one list stand close."""
        self._end()
        close: list[str] = []
        for words, sign, underline in self._done:
            lines = wrap(words, WIDTH - len(sign), break_on_hyphens=False, break_long_words=False)
            text = f"\n{' ' * len(sign)}".join(_closed(lines))
            if underline:
                text += "\n" + underline * min(max(map(len, lines)), WIDTH)
            if sign:
                close.append(sign + text)
                continue
            if close:
                yield "\n".join(close)
                close = []
            yield text
        if close:
            yield "\n".join(close)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin what a tag begins."""
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self._direction = "rtl" if given.get("dir") == "rtl" else "ltr"
        elif tag == "span":
            turned = given.get("dir", self._direction) != self._direction
            self._turns.append(UNSIGN if turned else "")
            self._words.append(SIGNS[given["dir"]] if turned else "")
        elif tag in SKIPPED:
            self._skipping += 1
        elif tag in ("ul", "ol"):
            self._end()
            sign = "" if tag == "ol" else BOX if given.get("class") == "checklist" else BULLET
            self._lists.append((sign, int(given.get("start", 1)) - 1))
        elif tag == "li":
            self._end()
            sign, count = self._lists.pop()
            count = int(given.get("value", count + 1)) - 1
            self._lists.append((sign, count + 1))
            self._sign = BOX if given.get("class") == "tick" else sign or f"{count + 1}. "
        elif tag in HEADINGS or tag == "h3" or tag in PARTS:
            self._end()
            self._underline = HEADINGS.get(tag, "")
            if given.get("dir", self._direction) != self._direction:
                self._words.append(SIGNS[given["dir"]])
                self._turned = UNSIGN
        elif tag == "table":
            self._end()
            self._columns, self._heads = [], []
        elif tag == "tr":
            self._cells, self._spans = [], []
        elif tag in ("td", "th"):
            self._words = []
            self._spans.append(int(given.get("colspan", "1")))
        elif tag == "a":
            self._address = given.get("href", "")
        elif tag == "img" and given.get("class") in FILLED_IN:
            bullet = self._sign == BOX and not _folded(self._words)
            self._words.append("" if bullet else FILLED_IN[given["class"]])
        elif tag == "img" and given.get("alt"):
            self._words.append(f" [{isolate_text(given['alt'], self._direction)}] ")

    def handle_endtag(self, tag: str) -> None:
        """End what a tag ends."""
        if tag == "span" and self._turns:
            self._words.append(self._turns.pop())
        elif tag in SKIPPED:
            self._skipping -= 1
        elif tag in ("ul", "ol"):
            self._end()
            self._lists.pop()
        elif tag == "li" or tag in HEADINGS or tag == "h3" or tag in PARTS:
            self._words.append(self._turned)
            self._turned = ""
            self._end()
        elif tag in ("td", "th"):
            self._cells.append(_folded(self._words) or FILLED_IN["blank"])
            self._words = []
        elif tag == "thead":
            comma = self._locale.comma + self._locale.space
            self._columns = _columns_of(self._heads, comma)
        elif tag == "tr":
            self._heads.append([*zip(self._cells, self._spans, strict=True)])
            self._row()
        elif tag == "a":
            self._link()

    def handle_data(self, data: str) -> None:
        """Take the words."""
        if not self._skipping:
            self._words.append(data)

    def _end(self) -> None:
        words = _folded(self._words)
        if words:
            self._done.append((words, self._sign, self._underline))
            self._sign = " " * len(self._sign)
            self._underline = ""
        self._words = []
        if not self._lists:
            self._sign = ""

    def _row(self) -> None:
        if not self._columns:
            return
        colon, stop = self._locale.colon + self._locale.space, self._locale.stop
        named = [
            f"{column}{colon}{cell}" if number else cell
            for number, (column, cell) in enumerate(zip(self._columns, self._cells, strict=False))
        ]
        row = (stop + self._locale.space).join(part.rstrip(stop) for part in named) + stop
        self._done.append((_folded([row]), BULLET, ""))

    def _link(self) -> None:
        address, shown = bare(self._address), _folded(self._words).rstrip(UNSIGN)
        if self._address.startswith("https:") and not shown.endswith(address):
            self._words.append(f" ({isolate_text(self._address, self._direction)})")
        self._address = ""


def _columns_of(rows: list[list[tuple[str, int]]], comma: str) -> list[str]:
    """Name the columns: those under a head that spans several by both heads."""
    upper, *lower = rows
    below = iter(words for row in lower for words, _ in row)
    return [
        words if span == 1 else f"{words}{comma}{next(below, '')}"
        for words, span in upper
        for _ in range(span)
    ]


def _closed(lines: list[str]) -> list[str]:
    """Close in its line what runs in another direction, and open it anew in the next."""
    out: list[str] = []
    before = ""
    for line in lines:
        whole = before + line
        opened = OPENED.search(whole)
        before = opened[0][0] if opened else ""
        out.append(whole + UNSIGN if opened else whole)
    return out


def _folded(words: list[str]) -> str:
    """Join words with single spaces; a space that does not break becomes a plain one."""
    return " ".join("".join(words).split())
