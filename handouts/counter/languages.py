"""Languages as people choose them: each by its own name, as its speakers write it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from handouts.content import Locale, locale_of, speaks

__all__ = ["STEAD", "Title", "choosable", "locale_called", "sheet_name"]


STEAD = ".for-"  # in the name of a text, before the language that was asked for


@dataclass(frozen=True)
class Title:
    """A title, and the language that it is in."""

    title: str
    language: str

    @property
    def locale(self) -> Locale:
        """That language, by its own name."""
        return locale_called(self.language)


def locale_called(language: str) -> Locale:
    """Return a language with its own name, which is its tag where no name of it is known."""
    locale = locale_of(language)
    if speaks(language, locale.tag):
        return locale
    return replace(locale, tag=language, name=language, english=language)


def choosable(languages: Iterable[str]) -> list[tuple[str, Locale]]:
    """Return languages to choose from, each once with its name, by name."""
    named = [(language, locale_called(language)) for language in dict.fromkeys(languages)]
    return sorted(named, key=lambda one: (one[1].name.casefold(), one[0]))


def sheet_name(handout: str, language: str, *, own: bool, asked: str = "") -> str:
    """Return what the desk's addresses call a text: a translation by its language too.

    One that is given in the stead of another language is called by that.
    """
    name = handout if own else f"{handout}.{language}"
    return f"{name}{STEAD}{asked}" if asked else name
