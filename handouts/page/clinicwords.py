"""A clinic's own words -> the fragments of their slots, beside those of its letterhead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from handouts.brand import Clinic
from handouts.page.environment import Templates
from handouts.page.parts import Fragments
from handouts.page.phrases import Phrases
from handouts.reading import Text

__all__ = ["with_words", "words_of"]

TEMPLATE = "slots/words.html.j2"


def words_of(clinic: Clinic, name: str) -> Text:
    """Return the words that a clinic gives under a name of a 'clinic-words' block; '' for none."""
    text: Text | str = getattr(clinic.words, name.replace("-", "_"), "") or ""
    return text if isinstance(text, Text) else Text(text, clinic.place)


def with_words(
    slots: Fragments, clinic: Clinic, names: Sequence[str], phrases: Phrases, templates: Templates
) -> Fragments:
    """Set a clinic's own words by their names, too; those that it does not give are to be asked."""
    html, details = dict(slots.html), dict(slots.details)
    for name in names:
        key, text = name.replace("-", "_"), words_of(clinic, name)
        context: dict[str, Any] = {"name": phrases.say(f"words_{key}"), "text": text}
        context |= {"say": phrases.say, "locale": phrases.locale}
        context["direction"] = phrases.locale.direction
        html[name] = templates.render(TEMPLATE, context).strip()
        details[name] = {key: text} if text else {}
    return replace(slots, html=html, details=details)
