"""Which copies of a build are compared with whole renders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from random import sample

from handouts.batch.copies import Copy

__all__ = ["choose"]


def choose(copies: Sequence[Copy], most: int, known: Collection[str]) -> frozenset[str]:
    """Return the paths of so many copies that are stamped, at random; of all where they are fewer.

    Those that are new come before those that are known, by their paths. Among each, every sheet
    comes once before any comes again, so that few copies tell much.
    """
    stamped = [copy for copy in copies if copy.format.on_paper and not copy.edition.refused]
    seen: Counter[object] = Counter()

    def turn(copy: Copy) -> tuple[bool, int]:
        sheet = copy.path in known, copy.sheet_key
        seen[sheet] += 1
        return sheet[0], seen[sheet]

    mixed = sample(stamped, len(stamped))
    return frozenset(copy.path for copy in sorted(mixed, key=turn)[:most])
