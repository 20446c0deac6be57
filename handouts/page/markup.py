"""Text fields as HTML: the runs of prose, with citations as numbers that never break off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from handouts.content.prose import Cite, Link, List, Run, inline, parse, plain
from handouts.page.ties import tied, with_twins

__all__ = ["Setter"]


class Setter:
    """Sets texts; it knows the numbers of the sources that the sheet cites."""

    def __init__(self, numbers: Mapping[str, int]) -> None:
        """Take the number of each source's key."""
        self.numbers = numbers

    def inline(self, text: str) -> Markup:
        """Set a sentence or a few."""
        return self._runs(inline(text))

    def prose(self, text: str) -> Markup:
        """Set paragraphs and lists."""
        return Markup("\n").join(
            self._list(block) if isinstance(block, List) else self._paragraph(block.runs)
            for block in parse(text)
        )

    def words(self, text: str) -> str:
        """Return plain words, for titles and alternative texts."""
        return with_twins(plain(text))

    def cite(self, keys: Sequence[str]) -> Markup:
        """Set the numbers of sources in brackets, after a space that does not break."""
        numbers = sorted({self.numbers[key] for key in keys})
        if not numbers:
            return Markup("")
        marks = "\N{NO-BREAK SPACE}".join(f"{n}," for n in numbers).rstrip(",")
        return Markup('<span class="cite">\N{NO-BREAK SPACE}[{}]</span>').format(marks)

    def _paragraph(self, runs: Sequence[Run]) -> Markup:
        return Markup("<p>{}</p>").format(self._runs(runs))

    def _list(self, block: List) -> Markup:
        tag = Markup('ol class="steps"') + _from(block.start) if block.numbered else Markup("ul")
        items = Markup("").join(Markup("<li>{}</li>\n").format(self._runs(i)) for i in block.items)
        return Markup("<{}>\n{}</{}>").format(tag, items, tag[:2])

    def _runs(self, runs: Sequence[Run]) -> Markup:
        return Markup("").join(self._run(run) for run in runs)

    def _run(self, run: Run) -> Markup:
        if isinstance(run, Cite):
            return self.cite(run.keys)
        words = tied(run.text)
        if isinstance(run, Link) and not run.handout:
            return Markup('<a href="{}">{}</a>').format(run.href, words)
        if isinstance(run, Link) or run.strong:
            return Markup("<strong>{}</strong>").format(words)
        return words


def _from(start: int) -> Markup:
    """Return what lets a list begin with a number; the engine knows it as a counter alone."""
    given = Markup(' start="{}" style="counter-reset: list-item {}"').format(start, start - 1)
    return given if start != 1 else Markup("")
