"""Languages that a text may not be given in: its source in their stead, with a line in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handouts.batch.editions import Edition
from handouts.batch.order import Order
from handouts.brand import Unsuitable, house_face
from handouts.checks import letters, unset
from handouts.content import Locale, is_language, locale_of, speaks, wider
from handouts.diagnostics import Diagnostic, HandoutsError
from handouts.page import Fallback, load_phrases, spoken_languages
from handouts.reading import Text
from handouts.workspace import Workspace

__all__ = ["Fallbacks", "in_its_stead", "tell_fallbacks"]

LINE = "fallback"  # the phrase
UNREAD = "nobody who reads it has gone through it"
GO = f"write '{LINE}:' in templates/phrases/{{}}.yaml, with 'by:' a name and 'on:' a day"
MOST = 3  # handouts that are named


class Fallbacks:
    """The lines of a workspace, in the languages that it has phrases in; each is read once."""

    def __init__(self, workspace: Workspace) -> None:
        """Take the workspace."""
        self._workspace = workspace
        self._read: dict[tuple[str, str, bool], Fallback] = {}
        self._tags: dict[str, str] = {}

    def tag(self, asked: str) -> str:
        """Return the tag of a language that is asked for, if there are phrases in it; else ''."""
        if asked not in self._tags:
            spoken = spoken_languages(self._workspace)
            known = is_language(asked) and any(tag in spoken for tag in wider(asked))
            tags = (tag for tag in spoken if speaks(tag, asked))
            self._tags[asked] = asked if known else next(tags, "")
        return self._tags[asked]

    def bridges(self, source: str, asked: str) -> bool:
        """Say whether a text may be given, with a line, to who asked for another language.

        British English to who asked for American needs no interpreter, and so no line.
        """
        tag = self.tag(asked)
        return bool(tag) and wider(source)[-1] != wider(tag)[-1]

    def over(self, edition: Edition, language: str) -> Fallback:
        """Return the line over a text in a language that it is not in, or why there is none.

        What nobody who reads a language has gone through stands on drafts alone.
        """
        key = language, edition.language, edition.review == "draft"
        if key not in self._read:
            self._read[key] = self._line(*key)
        return self._read[key]

    def _line(self, language: str, source: str, draft: bool) -> Fallback:
        locale = locale_of(language)
        try:
            phrases = load_phrases(self._workspace, language)
            words = phrases.say(LINE, language=locale.called(source))
        except HandoutsError as error:
            return Fallback(language, unsaid=error.diagnostics[0].message)
        if LINE in phrases.machine and not draft:
            return Fallback(language, locale.direction, words, UNREAD, GO.format(language))
        return Fallback(language, locale.direction, words, *_unset(words, locale))


def _unset(words: str, locale: Locale) -> tuple[str, str]:
    """Return why a line cannot be set in a language, and what to do; '' where it can."""
    try:
        house_face(locale)
    except Unsuitable as error:
        return str(error), error.hint
    fault = unset(Text(words), letters(locale))
    return (fault.message, fault.hint) if fault else ("", "")


def in_its_stead(
    source: Sequence[Edition], there: Sequence[Edition], order: Order, lines: Fallbacks
) -> Iterator[Edition]:
    """Yield a text's source, for each language that was asked for and has none to give.

    there are the texts in those languages, source those in its own. A draft of it is only made
    where the handout was named, and no draft is there in the language itself.
    """
    for asked in order.languages if order.fallback else ():
        ours = [edition for edition in there if speaks(edition.language, asked)]
        if any(edition.given for edition in ours):
            continue
        for edition in source:
            wanted = edition.given or (order.handouts and not ours)
            if wanted and lines.bridges(edition.language, asked):
                yield edition.for_language(lines.over(edition, lines.tag(asked)))


def tell_fallbacks(editions: Iterable[Edition]) -> Iterator[Diagnostic]:
    """Yield a line for each language that texts are given in another in the stead of."""
    by_line: dict[tuple[Fallback, str], list[Edition]] = {}
    for edition in editions:
        if edition.fallback:
            by_line.setdefault((edition.fallback, edition.language), []).append(edition)
    for (line, language), texts in by_line.items():
        names = [*dict.fromkeys(edition.handout.id for edition in texts)]
        shown = ", ".join(f"'{name}'" for name in names[:MOST])
        more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
        asked = line.language
        fact = f"no text of {shown}{more} may be given in {asked}: made in {language} instead, "
        fact += f"without the line in {asked}: {line.unsaid}" if line.unsaid else ""
        fact += "" if line.unsaid else f"with a line in {asked}"
        hint = line.mend or f"handouts translate {names[0]} -l {asked}"
        yield Diagnostic("info", LINE, texts[0].handout.place, fact, hint)
