"""The words that changed between two texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

__all__ = ["WordStep", "exchanged", "word_changes", "word_steps"]

AROUND = 4  # words shown before and after a change


@dataclass(frozen=True)
class WordStep:
    """Words that stand in both texts, or that were exchanged for others; '' is none."""

    before: str
    after: str

    @property
    def same(self) -> bool:
        """Whether the words stayed."""
        return self.before == self.after


def word_steps(before: str, after: str) -> tuple[WordStep, ...]:
    """Return how one text becomes another, word by word, in order."""
    old, new = before.split(), after.split()
    codes = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    return tuple(WordStep(" ".join(old[i:j]), " ".join(new[m:n])) for _, i, j, m, n in codes)


def word_changes(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """Yield a line for each passage that changed: words gone as [-…-], new ones as {+…+}."""
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, i, j, m, n in matcher.get_opcodes():
        if kind == "equal":
            continue
        pairs = [(old, new) for old, new in zip(before[i:j], after[m:n], strict=False)]
        for old, new in pairs:
            yield from _passages(old.split(), new.split())
        yield from (f"- {line}" for line in before[i + len(pairs) : j])
        yield from (f"+ {line}" for line in after[m + len(pairs) : n])


def exchanged(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return what was exchanged for what, in order: words gone and words that came, '' for none."""
    codes = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    return tuple(
        (" ".join(before[i:j]), " ".join(after[m:n]))
        for kind, i, j, m, n in codes
        if kind != "equal"
    )


def _passages(old: list[str], new: list[str]) -> Iterator[str]:
    groups = SequenceMatcher(a=old, b=new, autojunk=False).get_grouped_opcodes(AROUND)
    for group in groups:
        words = []
        for kind, i, j, m, n in group:
            if kind == "equal":
                words += old[i:j]
                continue
            words += [f"[-{' '.join(old[i:j])}-]"] if i < j else []
            words += [f"{{+{' '.join(new[m:n])}+}}"] if m < n else []
        yield " ".join(words)
