"""What changed between two texts of a source, as far as it matters to its translations.

Parts that are the same, wherever they stand, are no change. In the others the numbers, and all that
is said among warnings, risks, doses and signs to get help, must stand as they stood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from difflib import SequenceMatcher

from handouts.content import Contact, Handout, Mark, mark_of
from handouts.reading import Text, form_of
from handouts.translation.labels import Pictures, pictures_of
from handouts.translation.segmenting import TextSpot, parts
from handouts.workspace import Workspace

__all__ = ["SourceChange", "weighty_changes"]


@dataclass(frozen=True)
class SourceChange:
    """Words of a source that were changed; before or now is '' where they came or went."""

    before: str
    now: str


@dataclass(frozen=True)
class _Said:
    """What a part says in one place: words, a number, or what a phrase says for it."""

    context: str
    words: str
    weighty: bool
    kind: str = "words"


_Part = tuple[_Said, ...]


def weighty_changes(
    before: Handout, now: Handout, workspace: Workspace
) -> tuple[SourceChange, ...]:
    """Return the changes by which a reader of the old words may come to harm.

    They are of segments and numbers; of what was only moved, where numbers or warnings are near.
    """
    old, new = ([*_parts(text, pictures_of(workspace, text))] for text in (before, now))
    same = Counter(old) & Counter(new)
    old, new = _others(old, same), _others(new, same)
    weighty = [[one for part in side for one in part if one.weighty] for side in (old, new)]
    changes = [*_differing(*weighty)]
    changes += _chosen_anew(old, new)
    if changes or not any(weighty):
        return tuple(changes)
    common = {one for part in old for one in part} & {one for part in new for one in part}
    order = [[one for part in side for one in part if one in common] for side in (old, new)]
    return tuple(_differing(*order))


def _parts(handout: Handout, pictures: Pictures) -> Iterator[_Part]:
    for block, spots in parts(handout, pictures):
        grave = any(spot.grave for spot in spots)
        yield (*map(_said, spots), *(_unsaid(block, grave) if block else ()))


def _said(spot: TextSpot) -> _Said:
    return _Said(spot.context, str(spot.text), spot.weighty)


def _unsaid(
    value: object, grave: bool, name: str = "", mark: Mark | None = None
) -> Iterator[_Said]:
    """Walk through the numbers, contacts and choices below a value, which no translation says."""
    if isinstance(value, tuple):
        for item in value:
            yield from _unsaid(item, grave, name, mark)
    elif is_dataclass(value) and not isinstance(value, type):
        form = form_of(type(value))
        for field in form.shapes:
            own = mark_of(field, form.extras[field])
            yield from _unsaid(getattr(value, field), grave, field, own)
    elif isinstance(value, Text):
        if isinstance(mark, Contact):
            yield _Said(name, str(value), weighty=True, kind="contact")
    elif isinstance(value, bool | str):
        yield _Said(name, str(value), weighty=grave, kind="choice")
    elif isinstance(value, int | float):
        yield _Said(name, str(value), weighty=True, kind="number")


def _others(every: Iterable[_Part], same: Counter[_Part]) -> list[_Part]:
    """Return the parts that are not among those that are the same, in their order."""
    left, others = Counter(same), list[_Part]()
    for part in every:
        if left[part]:
            left[part] -= 1
        else:
            others.append(part)
    return others


def _differing(before: Sequence[_Said], now: Sequence[_Said]) -> Iterator[SourceChange]:
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            for at in range(max(b - a, d - c)):
                old, new = before[a:b][at : at + 1], now[c:d][at : at + 1]
                yield SourceChange(*(one[0].words if one else "" for one in (old, new)))


def _chosen_anew(old: Iterable[_Part], new: Iterable[_Part]) -> Iterator[SourceChange]:
    """Yield what was chosen otherwise for the same words, such as how sure the research is."""
    known = {_words(part): part for part in old if _words(part)}
    for part in new:
        if (before := known.get(_words(part))) is not None:
            yield from _differing(*([o for o in p if o.kind == "choice"] for p in (before, part)))


def _words(part: _Part) -> _Part:
    return tuple(one for one in part if one.kind == "words")
