"""How a text stands in other languages, as lists of the desk show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from handouts.content import Locale, locale_of
from handouts.review import Translated, TranslationState
from handouts.translation import PairState
from handouts.web.visits import spoken

__all__ = ["Tongue", "tongues_of"]

STANDING: Mapping[TranslationState, str] = {
    "cannot be read": "its file cannot be read",
    "machine": "machine draft",
    "half approved": "read against its source",
    "refused": "no longer given",
}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LEFT: Mapping[PairState, str] = {"missing": "to do", "stale": "stale", "machine": "to go through"}


@dataclass(frozen=True)
class Tongue:
    """A language that a text is translated into, and how it stands."""

    one: Translated

    @property
    def language(self) -> str:
        """Its tag."""
        return self.one.language

    @property
    def locale(self) -> Locale:
        """The language, by its own name."""
        return locale_of(self.language)

    @property
    def words(self) -> str:
        """How it stands, in words."""
        words = STANDING.get(self.one.state, self.one.state)
        return words[:1].upper() + words[1:]

    @property
    def left(self) -> str:
        """How many segments are left, in words; '' where none is."""
        counts = self.one.counts
        return ", ".join(f"{counts[key]} {words}" for key, words in LEFT.items() if counts.get(key))

    @property
    def why(self) -> str:
        """What is told of it besides: who read it, or why it is behind its source."""
        note = DAY.sub(lambda day: spoken(date.fromisoformat(day[0])), self.one.note)
        return note[:1].upper() + note[1:]

    @property
    def opens(self) -> bool:
        """Whether it has a page: its file is there."""
        return bool(self.one.counts) or self.one.state == "cannot be read"


def tongues_of(rows: Iterable[Translated]) -> list[Tongue]:
    """Return the languages that a text is translated into, as they are shown."""
    return [Tongue(row) for row in rows if row.state != "missing"]
