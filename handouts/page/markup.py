"""Text fields as HTML: the runs of prose, with citations as numbers that never break off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from handouts.content import (
    QUOTES,
    Cite,
    Link,
    List,
    Run,
    Words,
    add_twins,
    inline,
    locale_of,
    parse,
    plain,
)
from handouts.page.blanks import BOX, Filler, parted
from handouts.page.ties import tie_words

__all__ = ["Setter", "begin"]

SPACE = "\N{NO-BREAK SPACE}"
# After a danda a line may break even before such a space (https://www.unicode.org/reports/tr14,
# LB12a), but not before a joiner.
DANDA, JOINER = "\N{DEVANAGARI DANDA}", "\N{WORD JOINER}"


class Setter:
    """Sets texts; it knows the numbers of the sources that the sheet cites."""

    def __init__(
        self,
        numbers: Mapping[str, int],
        fill: Filler | None = None,
        quotes: Sequence[str] = QUOTES,
        language: str = "en",
    ) -> None:
        """Take the number of each source's key, what draws blanks, else letters, and quotes.

        The language decides what stays on one line.
        """
        self.numbers = numbers
        self._fill = fill
        self._quotes = tuple(quotes)
        self._language = language
        self._space = SPACE if locale_of(language).stop != DANDA else JOINER + SPACE

    def inline(self, text: str) -> Markup:
        """Set a sentence or a few."""
        return self._runs(inline(text, quotes=self._quotes))

    def prose(self, text: str) -> Markup:
        """Set paragraphs and lists."""
        return Markup("\n").join(
            self._list(block) if isinstance(block, List) else self._paragraph(block.runs)
            for block in parse(text, quotes=self._quotes)
        )

    def item(self, text: str) -> Markup:
        """Set a point of a list, with its element; a box at its start is its bullet."""
        return self._item(inline(text, quotes=self._quotes), bulleted=True)

    def words(self, text: str) -> str:
        """Return plain words, for titles and alternative texts."""
        return add_twins(plain(text, self._quotes))

    def cite(self, keys: Sequence[str]) -> Markup:
        """Set the numbers of sources in brackets, after a space that does not break."""
        numbers = sorted({self.numbers[key] for key in keys})
        if not numbers:
            return Markup("")
        marks = SPACE.join(f"{n}," for n in numbers).rstrip(",")
        return Markup('<span class="cite">{}[{}]</span>').format(self._space, marks)

    def _paragraph(self, runs: Sequence[Run]) -> Markup:
        return Markup("<p>{}</p>").format(self._runs(runs))

    def _list(self, block: List) -> Markup:
        tag = Markup('ol class="steps"') + begin(block.start) if block.numbered else Markup("ul")
        items = Markup("").join(self._item(runs, not block.numbered) + "\n" for runs in block.items)
        return Markup("<{}>\n{}</{}>").format(tag, items, tag[:2])

    def _item(self, runs: Sequence[Run], bulleted: bool) -> Markup:
        first = runs[0] if runs and bulleted and self._fill else None
        boxed = isinstance(first, Words) and first.text.startswith(BOX)
        return Markup('<li class="tick">{}</li>' if boxed else "<li>{}</li>").format(
            self._runs(runs)
        )

    def _runs(self, runs: Sequence[Run]) -> Markup:
        return Markup("").join(self._run(run) for run in runs)

    def _run(self, run: Run) -> Markup:
        if isinstance(run, Cite):
            return self.cite(run.keys)
        words = self._words(run.text)
        if isinstance(run, Link) and not run.handout:
            return Markup('<a href="{}">{}</a>').format(run.href, words)
        if isinstance(run, Link) or run.strong:
            return Markup("<strong>{}</strong>").format(words)
        return words

    def _words(self, text: str) -> Markup:
        if self._fill is None:
            return tie_words(text, self._language)
        out = Markup("")
        for words, sign in parted(text):
            if not sign:
                out += tie_words(words, self._language)
            elif words.startswith(BOX) and (label := words.removeprefix(BOX)):
                whole = Markup('<span class="whole">{}{}</span>')
                out += whole.format(self._fill(BOX), tie_words(label, self._language))
            else:
                out += self._fill(words)
        return out


def begin(start: int | None) -> Markup:
    """Return what lets a list begin with a number; the engine knows it as a counter alone."""
    if start is None or start == 1:
        return Markup("")
    return Markup(' start="{}" style="counter-reset: list-item {}"').format(start, start - 1)
