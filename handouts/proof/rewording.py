"""What changed from one text to another, heading by heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handouts.proof.wording import word_changes
from handouts.review import Chapter

__all__ = ["Reworded", "rewordings"]


@dataclass(frozen=True)
class Reworded:
    """What changed under a heading, a line for each passage, as word_changes writes it."""

    heading: str
    passages: tuple[str, ...]


def rewordings(before: Sequence[Chapter], after: Sequence[Chapter]) -> Iterator[Reworded]:
    """Yield what changed under each heading: those of the new text first, then those that went.

    A heading that is another now counts as gone and come.
    """
    old, new = _by_heading(before), _by_heading(after)
    for heading in dict.fromkeys([*new, *old]):
        lines = [list(texts.get(heading, ())) for texts in (old, new)]
        if heading and heading not in old:
            lines[1].insert(0, heading)
        if heading and heading not in new:
            lines[0].insert(0, heading)
        if passages := tuple(word_changes(*lines)):
            yield Reworded(heading, passages)


def _by_heading(chapters: Sequence[Chapter]) -> Mapping[str, Sequence[str]]:
    """Return the lines under each heading; of headings that stand twice, all together."""
    lines = dict[str, list[str]]()
    for chapter in chapters:
        lines.setdefault(chapter.heading, []).extend(chapter.lines)
    return lines
