"""Sources as authors read them: [Stefura 2021] in a form is [@stefura2021] in the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, count
from string import ascii_lowercase

from handouts.content import CITATION, Reference

__all__ = ["Labels"]

LONGEST = 40  # letters of a label
CITED = re.compile(rf"{CITATION.pattern}(?!\()")  # one before a bracket would look like a link
BRACKETS = re.compile(r"\[([^\[\]@]+)\](?!\()")
PARTS = re.compile(r"\s*;\s*")
SPECIAL = re.compile(r"[\[\];@]")


class Labels:
    """A label for each source: name and year, with a letter where several share them."""

    def __init__(self, references: Mapping[str, Reference]) -> None:
        """Take the sources of a workspace; labels are the same for the same sources."""
        plain = {key: _label(references[key]) for key in sorted(references)}
        shared, taken = Counter(plain.values()), set[str]()
        self.of = dict[str, str]()
        for key, label in plain.items():
            names = _names(label) if shared[label] > 1 else chain([label], _names(label))
            self.of[key] = next(name for name in names if name not in taken)
            taken.add(self.of[key])
        self._keys = {label: key for key, label in self.of.items()}

    def shown(self, text: str) -> str:
        """Return a text with the labels of its sources; a key that is unknown stays."""

        def labelled(match: re.Match[str]) -> str:
            keys = [part.strip().removeprefix("@") for part in match[1].split(";")]
            if any(key not in self.of for key in keys):
                return match[0]
            return f"[{'; '.join(self.of[key] for key in keys)}]"

        return CITED.sub(labelled, text)

    def typed(self, text: str) -> str:
        """Return a text with the keys of the sources that its labels name."""

        def keyed(match: re.Match[str]) -> str:
            names = PARTS.split(match[1].strip())
            if any(name not in self._keys for name in names):
                return match[0]
            return f"[{'; '.join(f'@{self._keys[name]}' for name in names)}]"

        return BRACKETS.sub(keyed, text)


def _names(label: str) -> Iterator[str]:
    """Yield a label with a letter behind it, then with more."""
    gap = "" if label[-1:].isdigit() else " "
    for times in count(1):
        yield from (f"{label}{gap}{letter * times}" for letter in ascii_lowercase)


def _label(source: Reference) -> str:
    """Return the first author's name and the year, else what the source calls itself."""
    family = re.sub(r" Staff$", "", source.authors[0][0]) if source.authors else ""
    who = family or source.short_title or source.container or source.title or source.key
    words = f"{SPECIAL.sub(' ', who)[:LONGEST].strip()} {source.year}"
    return " ".join(words.split())
