"""Finding a handout by what people call it: one rule for the command line and for the shelf.

The shelf's page has the rule once more, in ``templates/shelf/finding.js``, over the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TypeVar

from handouts.content import Handout, Pack, plain
from handouts.counter.folding import fold, unspaced

__all__ = [
    "LITTLE",
    "Findable",
    "Hit",
    "counted",
    "find",
    "findable",
    "findables",
    "likeness",
    "meant",
    "search",
    "suggest",
]

LITTLE = fold(
    "a about an and any are around at by can do does for from get handout have how i in info "
    "information is it leaflet leaflets me my of off on or our please round sheet some that the "
    "their them they this to up was what when which who why will with you your "
    "con da de del della des di du el en la las le les los para pe pentru per por pour sur "
    "un una une y das dem den der die ein eine für im ist mit und von zu dla i jak jest na się w "
    "z bir için ile ve в для до з за і й на про та у عن على في ما من هل هو و "
    "اور سے کا کی کیا کے میں پر ہے از به در را את של על और का की के क्या पर में से है ও এর কি"
)
NAME, TERM = 0, 1  # where a word stands, the best first; after them headings, then other text
EXACT, PREFIX, MISSPELT = IN_NAMES = 0, 1, 2  # how it stands there: what it costs in a name
WRONG = ((4, 0), (5, 1), (8, 1))  # words under so many letters may have so many wrong; others two
OTHER = 9  # wrong letters that make another word

_little = frozenset(LITTLE.split())

Named = TypeVar("Named", bound=Handout | Pack)


@dataclass(frozen=True)
class Findable:
    """The words by which something is found, folded: its names, and phrases that it holds."""

    names: tuple[str, ...]
    terms: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    text: tuple[str, ...] = ()

    @cached_property
    def words(self) -> Mapping[str, int]:
        """Each word with the best place where it stands; in names and terms also two as one."""
        places: dict[str, int] = {}
        for place, phrases in enumerate((self.names, self.terms, self.headings, self.text)):
            for phrase in phrases:
                joined = map("".join, pairwise(phrase.split())) if place <= TERM else ()
                for word in (*counted(phrase), *joined):
                    places.setdefault(word, place)
        return places


@dataclass(frozen=True)
class Hit:
    """What was found, at its position in what was searched; called is 0 where it is so called.

    cost grows with words that stand in the text only, are begun, or are misspelt.
    """

    called: int
    cost: int
    position: int
    named: bool  # each word stands in its names


def findables(
    handouts: Sequence[Handout | Pack], others: Iterable[Handout | Pack] = ()
) -> list[Findable]:
    """Return the words by which each is found: also by its names in all its languages."""
    by_id: dict[str, list[Handout | Pack]] = {}
    for one in (*handouts, *others):
        by_id.setdefault(one.id, []).append(one)
    return [findable(one, by_id[one.id]) for one in handouts]


def findable(handout: Handout | Pack, languages: Iterable[Handout | Pack] = ()) -> Findable:
    """Return the words by which a handout or pack is found, and its names in other languages."""
    names = [*_names(handout), *(name for one in languages for name in _names(one)), handout.id]
    if isinstance(handout, Pack):
        return Findable(_folded(names), text=_folded([handout.summary]))
    return Findable(
        _folded(names),
        _folded(handout.terms),
        _folded(section.heading for section in handout.sections),
        _folded([handout.summary, handout.main_message]),
    )


def find(
    handouts: Iterable[Named], query: str, others: Iterable[Handout | Pack] = ()
) -> list[Named]:
    """Return the handouts that have all words of a query, the best first, equal ones by title.

    others are handouts in more languages, whose names find them too.
    """
    known = _by_title(handouts)
    return [known[one.position] for one in search(findables(known, others), query)]


def meant(
    handouts: Iterable[Named], query: str, others: Iterable[Handout | Pack] = ()
) -> list[Named]:
    """Return the handouts that a query may mean, the best first; others are as find has them.

    Where some are called so, only those; else those whose names hold all words, where some do.
    """
    known = _by_title(handouts)
    hits = search(findables(known, others), query)
    called = [one for one in hits if one.called == 0]
    named = [one for one in hits if one.named]
    return [known[one.position] for one in called or named or hits]


def search(things: Sequence[Findable], query: str) -> list[Hit]:
    """Return what has all words of a query, the best first; everything where none counts.

    Little words do not count beside others. A word is found whole, in another number or form, or,
    the last one, as it begins. One that stands nowhere so may have letters wrong, in names and
    terms alone.
    """
    words = counted(fold(query)) or fold(query).split()
    tokens = {*words, *map("".join, pairwise(words))}
    begun = _begun(words)
    costs = {token: _costs(things, token, begins=token in begun) for token in tokens}
    for word in words:
        if not any(cost is not None for cost in costs[word]):
            costs[word] = [_misspelt(thing, word) for thing in things]
    hits = []
    for position, thing in enumerate(things):
        own = {token: each[position] for token, each in costs.items()}
        if (cost := _cover(words, own)) is not None:
            called = 0 if any(_same(words, counted(name)) for name in thing.names) else 1
            named = {token: of if of in IN_NAMES else None for token, of in own.items()}
            hits.append(Hit(called, cost, position, _cover(words, named) is not None))
    if not hits and query.strip() and not counted(fold(query)):
        return search(things, "")
    return sorted(hits, key=lambda one: (one.called, one.cost, one.position))


def suggest(things: Iterable[Findable], query: str) -> str:
    """Return the name that is nearest to a query that finds nothing, or '' where none is near.

    Each of its words stands in the query, which, if it is one word, may have one letter more wrong
    than to be found; the name with the most words is the nearest.
    """
    typed = counted(fold(query))
    more = 1 if len(typed) == 1 else 0
    best, nearest = (0, 0), ""
    for thing in things:
        for name in thing.names:
            words = counted(name)
            wrong = [min((_far(word, one, more) for one in typed), default=OTHER) for word in words]
            rank = (len(words), -sum(wrong))
            if words and max(wrong) < OTHER and rank > best:
                best, nearest = rank, name
    return nearest


def _names(handout: Handout | Pack) -> tuple[str, ...]:
    return handout.title, handout.short_title, *handout.also


def _by_title(handouts: Iterable[Named]) -> list[Named]:
    return sorted(handouts, key=lambda one: (one.title.casefold(), one.id))


def _folded(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (fold(plain(phrase)) for phrase in phrases))))


def counted(phrase: str) -> list[str]:
    """Return the words of a folded phrase that count."""
    return [word for word in phrase.split() if word not in _little]


def likeness(word: str, token: str) -> bool:
    """Say whether a folded word is one of a query: in a form, begun, or with letters wrong."""
    return _stands(word, token, begins=True) is not None or _far(word, token) < OTHER


def _stands(word: str, token: str, *, begins: bool) -> int | None:
    """Return how a token stands in a word: as its form or, where it may, as its beginning.

    It begins a word also after an article. What is written without spaces may stand anywhere.
    """
    if stem(word) == stem(token):
        return EXACT
    if unspaced(token):
        return PREFIX if token in word else None
    begun = begins and (word.startswith(token) or stem(word).startswith(token))
    return PREFIX if begun else None


def _same(words: Sequence[str], name: Sequence[str]) -> bool:
    """Say whether words are those of a name, in any order, or written as one."""
    stems, named = [[stem(word) for word in each] for each in (words, name)]
    return bool(words) and (sorted(stems) == sorted(named) or "".join(words) == "".join(name))


def _begun(words: Sequence[str]) -> set[str]:
    """Return what may be the beginning of a word: the last one typed, alone or with that before.

    After another word, one letter begins only the next one: 'vitamin c' is no vitamin A cream.
    """
    if not words:
        return set()
    return {"".join(words[-2:])} | ({words[-1]} if len(words) == 1 or len(words[-1]) > 1 else set())


def _costs(things: Sequence[Findable], token: str, *, begins: bool) -> list[int | None]:
    """Return what it costs each thing that a word stands there in a form, or begins one."""
    costs: list[int | None] = []
    for thing in things:
        ways = ((_stands(word, token, begins=begins), 3 * at) for word, at in thing.words.items())
        costs.append(min((way + at for way, at in ways if way is not None), default=None))
    return costs


def _misspelt(thing: Findable, token: str) -> int | None:
    costs = [
        3 * place + MISSPELT
        for word, place in thing.words.items()
        if place <= TERM and _far(word, token) < OTHER
    ]
    return min(costs, default=None)


def _cover(words: Sequence[str], costs: Mapping[str, int | None]) -> int | None:
    """Return the least cost at which all words are there, some two of them perhaps as one."""
    least: list[int | None] = [0]
    for end, word in enumerate(words, start=1):
        ways = [(least[end - 1], costs[word])]
        if end > 1:
            ways.append((least[end - 2], costs[words[end - 2] + word]))
        sums = [before + own for before, own in ways if before is not None and own is not None]
        least.append(min(sums, default=None))
    return least[-1]


def _far(word: str, typed: str, more: int = 0) -> int:
    """Return how many letters are wrong in what was typed for a word, OTHER where it is another.

    Two letters that changed places are one wrong. more is what is allowed beyond the rule.
    """
    from rapidfuzz.distance import OSA  # late: most commands find nothing by a wrong letter

    if stem(word) == stem(typed):
        return 0
    if unspaced(typed) or re.search(r"\d", typed):  # one sign more or less says another thing
        return OTHER
    ways = []
    for one, other in ((word, typed), (stem(word), stem(typed))):
        allowed = next((wrong for under, wrong in WRONG if len(other) < under), 2)
        allowed += more if len(other) > 4 else 0
        far = OSA.distance(one, other)
        ways.append(far if far <= allowed else OTHER)
    return min(ways)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return a word without its ending: plural, -ing, -ed, a last -e; or its Arabic article."""
    word = re.sub("^(?:[وفبك]?ال|لل)(?=...)", "", word)
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and re.search("(?:ss|x|z|ch|sh)es$", word):
        word = word[:-2]
    elif len(word) > 3 and re.search("[^sui]s$", word):
        word = word[:-1]
    word = re.sub("(?<=...)(?:ing|ed)$", "", word)
    word = re.sub(r"([^aeiouyls\d])\1$", r"\1", word)
    return re.sub("(?<=....)e$", "", word)
