"""Which words stand in a text: plain ones, explained ones, and no promises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from handouts.checks.passages import Passage
from handouts.checks.rule import Check, Finding
from handouts.checks.text import Written, whole_word
from handouts.checks.wordlists import word_lists

__all__ = ["CHECKS"]

NEGATION = re.compile(r"\b(?:not|no|never|nobody|cannot|nor|without|nothing)\b", re.IGNORECASE)
ABBREVIATION = re.compile(r"(?<![\w-])(?![A-Z]+\d{3})[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*(?=s?(?![\w-]))")
EXPLAINS = re.compile(
    r"\s*(?:\(|, (?:an?|the|or|which|that is)\b|(?:is|are|means?|tells?|rates?)\b)", re.IGNORECASE
)
INTRODUCES = re.compile(
    r"(?:\((?:[^()]*\W)?|\b(?:called|known as|named|name (?:for this|of this) is)(?: \w+)?) ?\**$",
    re.IGNORECASE,
)
CONTRACTION = re.compile(
    r"\b(?:(?:are|ca|could|did|does|do|had|has|have|is|must|need|should|was|were|wo|would)n[’']t"
    r"|(?:could|might|must|should|would)[’']ve)\b",
    re.IGNORECASE,
)
PATIENTS = re.compile(  # but not in a name, as in 'the Patient Advice and Liaison Service'
    r"\b(?i:the patient|patients (?:should|must|may|can|need)|you should)\b(?! [A-Z])"
)
LABELLED = re.compile(  # the name of a form, a room or a leaflet
    r"\b(?:code|form|gate|leaflet|number|quote|quoting|ref|reference|room|sheet|ward)"
    r"(?: (?:is|no|number)\b)?\W*(?:[A-Z]+\d+(?: and | or |, ))*$",
    re.IGNORECASE,
)
CAPITALS = re.compile(r"\b[A-Z]{2,}(?:[ ,]+[A-Z]{2,}){2,}\b")
PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf]|!")


def explained(text: Written, _: float) -> Iterator[Finding]:
    """TXT-07: a medical word is explained where it first stands."""
    title = f"{text.handout.title} {text.handout.short_title}"  # who takes the sheet knows its word
    terms = [*text.handout.terms, *(match[0] for match in _medical().finditer(title))]
    terms = [term.casefold() for term in terms]
    seen: set[str] = set()
    for passage, match in text.search(_medical()):
        word = match[0].casefold()
        known = any(word.startswith(term) or term in word for term in (*terms, *seen))
        if not known and not _explained(passage, match):
            yield Finding(
                passage.at(match.start()),
                f"'{match[0]}' is not explained",
                "say it in plain words and put the medical one in brackets; name it in 'terms' too",
            )
        seen.add(word)


def abbreviations(text: Written, _: float) -> Iterator[Finding]:
    """TXT-08: an abbreviation is spelt out where it first stands."""
    known = {*word_lists().known_abbreviations, *text.handout.terms}
    for passage, match in text.search(ABBREVIATION):
        shouted = CAPITALS.search(passage.words)
        named = re.search(r"\d", match[0]) and LABELLED.search(passage.words[: match.start()])
        if match[0] in known or shouted or named:
            continue
        if not _explained(passage, match):
            yield Finding(
                passage.at(match.start()),
                f"'{match[0]}' is not spelt out",
                "write the words first, and the abbreviation in brackets; or leave it out",
            )
        known.add(match[0])


def plain_words(text: Written, _: float) -> Iterator[Finding]:
    """TXT-09: the plainer of two words."""
    yield from _plainer(text, british=False)


def british_words(text: Written, _: float) -> Iterator[Finding]:
    """TXT-15: the plainer of two words, where only British readers have one."""
    yield from _plainer(text, british=True)


def addressed(text: Written, _: float) -> Iterator[Finding]:
    """TXT-11: the text speaks to the reader, and does not lecture."""
    for passage, match in text.search(PATIENTS):
        fact = f"'{match[0]}' speaks about the reader, or down to them"
        yield Finding(
            passage.at(match.start()), fact, "say 'you', or say what to do: 'Wear a hat.'"
        )


def contractions(text: Written, _: float) -> Iterator[Finding]:
    """TXT-12: 'not' is written out."""
    for passage, match in text.search(CONTRACTION):
        hint = "write it out: 'do not', 'cannot', 'should have'"
        yield Finding(passage.at(match.start()), f"'{match[0]}' is shortened", hint)


def promises(text: Written, _: float) -> Iterator[Finding]:
    """TXT-13: nothing is promised or praised."""
    pattern = whole_word(word_lists().promises)
    for sentence in text.sentences:
        for match in pattern.finditer(sentence.words):
            if not NEGATION.search(sentence.words[: match.start()]):
                yield Finding(
                    sentence.at(match.start()),
                    f"'{match[0]}' promises or praises",
                    "say what was found, in how many people",
                )


def quiet(text: Written, _: float) -> Iterator[Finding]:
    """TXT-14: nothing shouts: no run of capitals, no exclamation mark, no little picture."""
    for pattern, what in ((CAPITALS, "is set in capitals"), (PICTURES, "stands in the text")):
        for passage, match in text.search(pattern):
            hint = "write it as a plain sentence; ** makes words strong"
            yield Finding(passage.at(match.start()), f"'{match[0]}' {what}", hint)


def _plainer(text: Written, *, british: bool) -> Iterator[Finding]:
    plainer = word_lists().plainer
    for passage, match in text.search(_hard_words(british)):
        word = match[0].casefold()
        better = plainer.get(word) or plainer[word.removesuffix("s")]
        yield Finding(
            passage.at(match.start()), f"'{match[0]}' has a plainer word", f"say: {better}"
        )


@cache
def _hard_words(british: bool) -> re.Pattern[str]:
    lists = word_lists()
    local = set(lists.plainer_in_britain)
    return whole_word((w for w in lists.plainer if (w in local) == british), ending="s?")


@cache
def _medical() -> re.Pattern[str]:
    return whole_word(word_lists().medical, ending="s?")


def _explained(passage: Passage, match: re.Match[str]) -> bool:
    after = passage.words[match.end() :]
    return bool(EXPLAINS.match(after) or INTRODUCES.search(passage.words[: match.start()]))


CHECKS: Mapping[str, Check] = {
    "TXT-07": explained,
    "TXT-08": abbreviations,
    "TXT-09": plain_words,
    "TXT-11": addressed,
    "TXT-12": contractions,
    "TXT-13": promises,
    "TXT-14": quiet,
    "TXT-15": british_words,
}
