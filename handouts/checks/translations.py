"""Rules on translations: nothing lost, nothing added, and no number, source or mark another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from statistics import median

from handouts.checks.rule import Check, Finding
from handouts.checks.text import Written, whole_word
from handouts.content import CITATION, TRANSLATIONS, locale_of, pieces, plain, speaks
from handouts.diagnostics import Place, cut
from handouts.reading import Text
from handouts.translation import (
    SegmentPair,
    Translation,
    foreign_letters,
    left_in_source,
    measures_in,
    numbers_in,
    same_numbers,
    strangers,
)

__all__ = ["CHECKS"]

LINK = re.compile(r"\]\(([^)]*)\)")
PLACEHOLDER = re.compile(r"\{\w+\}")
BLANK = re.compile(r"_{2,}|\[[ ]\]")
STRONG = re.compile(r"\*\*")
KEY = re.compile(r"@([\w-]+)")
SENTENCE_ENDS = re.compile(r"[.!?…؟۔।॥](?=[\"'”’»)\]]*(?:\s|$))|[。！？]")
QUESTION = re.compile(r"[?؟？]$")
LONG_WORD = re.compile(r"[^\W\d_]{4,}")
SHORT = 0.5  # of the length that is usual in the file: so short that something is lost
SENTENCE = 12  # characters of one that nobody says twice
ENOUGH = 60  # characters of a source whose length tells something
LONG = 2.0  # of that length: so long that something is said twice, or was added
NARROW = 28  # letters that a hanging heading or a label holds, or so


def kept_up(text: Written, _: float) -> Iterator[Finding]:
    """TRN-01: each segment is translated, as it is now."""
    one = text.translation
    if one is None:
        return
    for pair in _in_state(one, "stale"):
        if pair.entry.previous:
            fact = f"the source was changed since: {cut(pair.segment.text)}"
            hint = "translate it as it is now, and take off 'fuzzy'"
        else:
            fact = f"it is marked as needing work: {cut(pair.segment.text)}"
            hint = "go through it, and take off 'fuzzy'"
        yield Finding(pair.place, fact, hint)
    gaps = [*_in_state(one, "missing")]
    if gaps:
        first = next((pair.place for pair in gaps if pair.place.line), gaps[0].place)
        count = f"{len(gaps)} segments are" if len(gaps) > 1 else "a segment is"
        hint = f"bring the file up to its source: handouts translate {one.id} -l {one.language}"
        yield Finding(first, f"{count} not translated", hint)


def numbers(text: Written, _: float) -> Iterator[Finding]:
    """TRN-02: numbers and units are those of the source, as the language writes them."""
    for one, pair in _judged(text):
        source, words, own = pair.segment.text, pair.entry.words, locale_of(one.language)
        if not same_numbers(source, one.source.locale, words, own):
            before, now = numbers_in(source, one.source.locale), numbers_in(words, own)
            fact = _differing("the numbers", before, now)
            yield Finding(pair.place, fact, f"write numbers as {_sample(one)} does")
        before, now = measures_in(source), measures_in(words)
        if before - now and now - before:  # a unit may be a word
            fact = _differing("the units", before, now)
            yield Finding(pair.place, fact, "keep units, and < and >, as the source has them")


def gone_through(text: Written, _: float) -> Iterator[Finding]:
    """TRN-03: a person has gone through what a machine wrote."""
    one = text.translation
    drafts = [pair for pair in one.pairs if pair.entry.machine] if one else []
    if one and drafts:
        count = f"{len(drafts)} segments are" if len(drafts) > 1 else "a segment is"
        fact = f"{count} a machine's draft, which nobody has gone through"
        hint = "go through each, and take off 'fuzzy'; until then it cannot be approved"
        yield Finding(drafts[0].place, fact, hint)


def own_letters(text: Written, _: float) -> Iterator[Finding]:
    """TRN-04: no letter of another script, or of another language of the same script."""
    for one, pair in _judged(text):
        words = _hidden(pair.entry.words)
        for at, letter in foreign_letters(words, locale_of(one.language)):
            around = " ".join(words[max(0, at - 12) : at + 12].split())
            fact = f"'{letter}' (U+{ord(letter):04X}) in '{around}' is no letter of this language"
            yield Finding(pair.entry.words.at(at), fact, "type it on the language's own keyboard")


def same_marks(text: Written, _: float) -> Iterator[Finding]:
    """TRN-06: sources, links, strong words, blanks and {words} are those of the source."""
    for _one, pair in _judged(text):
        before, now = _marks(pair.segment.text), _marks(pair.entry.words)
        for name in before:
            if before[name] != now[name]:
                fact = _differing(name, before[name], now[name])
                yield Finding(pair.place, fact, "keep them as the source has them")


def one_paragraph(text: Written, _: float) -> Iterator[Finding]:
    """TRN-07: a translation is one paragraph, or one point, as its source is."""
    for _one, pair in _judged(text):
        parts = pieces(Text(" ".join(pair.entry.words.split("\n")), pair.place))
        if len(parts) != 1 or parts[0].sign:
            sign = parts[0].sign if parts else ""
            fact = (
                f"'{sign} ' at its start is read as the sign of a list" if sign else "it is empty"
            )
            yield Finding(pair.place, fact, "begin with a word, or write \\ before the sign")
        elif "\n\n" in pair.entry.words.strip():
            fact = "there are several paragraphs where the source has one"
            yield Finding(pair.place, fact, "write one")


def translated(text: Written, _: float) -> Iterator[Finding]:
    """TRN-08: a translation is in other words than its source, and keeps none of them in a row."""
    for pair in _in_other_words(text):
        words = [word for word in LONG_WORD.findall(plain(pair.segment.text)) if word.islower()]
        same = plain(pair.entry.words).casefold() == plain(pair.segment.text).casefold()
        if same and len(words) > 1:
            yield Finding(pair.place, "it is the same as its source", "translate it")
        elif left := left_in_source(pair):
            fact = f"words of its source stand in it: {cut(left)}"
            yield Finding(pair.place, fact, "translate them")


def in_one_language(text: Written, _: float) -> Iterator[Finding]:
    """TRN-15: each segment is in the language of the others."""
    one = text.translation
    other = {id(pair) for pair in strangers(one.pairs, one.language)} if one else ()
    for pair in _in_other_words(text):
        if id(pair) in other:
            fact = f"it has hardly a word of the other segments: {cut(pair.entry.words)}"
            yield Finding(pair.place, fact, "look whether it is in this language")


def nothing_lost(text: Written, _: float) -> Iterator[Finding]:
    """TRN-09: no sentence is lost or said twice, and each source follows what it is for."""
    usual = _usual_length(text.translation)
    for _one, pair in _judged(text):
        for fact, hint in _lost(pair, usual):
            yield Finding(pair.place, fact, hint)
            break


def _lost(pair: SegmentPair, usual: float) -> Iterator[tuple[str, str]]:
    """Walk through what a translation seems to have lost, or to have too much; with what to do."""
    source, words = pair.segment.text, str(pair.entry.words)
    before, now = _sentences(source), _sentences(words)
    long = len(source) >= ENOUGH
    keys = [KEY.findall(" ".join(CITATION.findall(text))) for text in (source, words)]
    if now < before:
        yield f"the source has {before} sentences, and this {now}", "look whether one is lost"
    if long and len(words) < SHORT * usual * len(source):
        fact = f"it has {len(words)} characters for {len(source)}: much less than elsewhere"
        yield fact, "look whether something is lost"
    if long and usual and len(words) > LONG * usual * len(source):
        fact = f"it has {len(words)} characters for {len(source)}: much more than elsewhere"
        yield fact, "look whether something was added"
    if twice := _twice(words) - _twice(source):
        yield f"it says something twice: {cut(next(iter(twice)))}", "say it once"
    if QUESTION.search(source) and not QUESTION.search(words):
        yield "the source is a question", "look whether this asks it, and end it as one"
    if keys[0] != keys[1] and sorted(keys[0]) == sorted(keys[1]):
        yield "its sources stand in another order", "look whether each follows what it is for"


def fits(text: Written, _: float) -> Iterator[Finding]:
    """TRN-10: a translation has no more characters than its field holds."""
    for _one, pair in _judged(text):
        most, size = pair.segment.most, len(pair.entry.words)
        if most is not None and size > most:
            yield Finding(pair.place, f"it has {size} characters; it may have {most}", "shorten it")


def narrow(text: Written, limit: float) -> Iterator[Finding]:
    """TRN-11: headings and labels are not much longer than those of the source."""
    for _one, pair in _judged(text):
        size, before = len(plain(pair.entry.words)), len(plain(pair.segment.text))
        room = max(NARROW, limit * before)
        apart = pair.segment.context == "title" or pair.segment.in_drawing
        if pair.segment.kind == "label" and not apart and size > room:
            fact = f"it has {size} characters where the source has {before}"
            yield Finding(pair.place, fact, "find shorter words: it stands in a narrow place")


def in_its_terms(text: Written, _: float) -> Iterator[Finding]:
    """TRN-12: a term is said as the list of terms says it."""
    for one, pair in _judged(text):
        words = plain(pair.entry.words).casefold()
        for term, beginnings in one.terms.items():
            known = any(begin.casefold() in words for begin in beginnings)
            if not known and whole_word([term]).search(plain(pair.segment.text)):
                fact = f"'{term}' is not said as '{' or '.join(beginnings)}'"
                hint = f"say it so, or change content/terms/{one.language}.yaml"
                yield Finding(pair.place, fact, hint)


def drawn_anew(text: Written, _: float) -> Iterator[Finding]:
    """TRN-13: a drawing with words that no translation reaches is drawn anew."""
    one = text.translation
    if one is None or speaks(one.language, str(one.source.language).partition("-")[0]):
        return
    for name in one.labelled:
        own = f"{TRANSLATIONS}/{one.language}/{name}"
        fact = f"the drawing '{name}' has words along paths or in links, which cannot be translated"
        hint = f"draw it with words of this language as {own}, its letters as outlines if need be"
        yield Finding(Place(one.catalogue.file, 1, 1), fact, hint)


def in_their_places(text: Written, _: float) -> Iterator[Finding]:
    """TRN-14: words in a drawing have room there."""
    one = text.translation
    for pair in one.crowded if one else ():
        if pair.state in ("done", "machine"):
            fact = f"'{cut(pair.entry.words)}' leaves its drawing there, or touches other words"
            yield Finding(pair.place, fact, "find shorter words, or draw it anew for this language")


def _in_other_words(text: Written) -> Iterator[SegmentPair]:
    """Walk through what is translated into a language that does not speak as its source does."""
    for one, pair in _judged(text):
        if not speaks(one.language, str(one.source.language).partition("-")[0]):
            yield pair


def _judged(text: Written) -> Iterator[tuple[Translation, SegmentPair]]:
    """Walk through what is translated, as it is now; what is stale is told as such."""
    one = text.translation
    for pair in one.pairs if one else ():
        if one and pair.state in ("done", "machine") and pair.segment.needed:
            yield one, pair


def _in_state(one: Translation, state: str) -> Iterator[SegmentPair]:
    return (pair for pair in one.pairs if pair.state == state and pair.segment.needed)


def _differing(what: str, before: Counter[str], now: Counter[str]) -> str:
    """Say what is gone, and what came."""
    gone, come = sorted((before - now).elements()), sorted((now - before).elements())
    parts = [f"without {', '.join(gone)}"] if gone else []
    parts += [f"with {', '.join(come)}"] if come else []
    return f"{what} are not those of the source: {' and '.join(parts)}"


def _sample(one: Translation) -> str:
    locale = locale_of(one.language)
    return f"{locale.english} (1{locale.group}000 and 0{locale.decimal}5)"


def _marks(words: str) -> dict[str, Counter[str]]:
    """Return what of a text must stay as it is, by what it is."""
    keys = (key for match in CITATION.finditer(words) for key in KEY.findall(match[0]))
    plainly = CITATION.sub("", words)
    return {
        "the sources": Counter(keys),
        "the addresses of links": Counter(LINK.findall(plainly)),
        "the strong words": Counter(STRONG.findall(plainly)),
        "the {words}": Counter(PLACEHOLDER.findall(plainly)),
        "the blanks": Counter(BLANK.findall(plainly)),
    }


def _hidden(words: str) -> str:
    """Return a text with spaces in the place of sources and addresses, as long as it was."""
    for pattern in (CITATION, LINK, PLACEHOLDER):
        words = pattern.sub(lambda match: " " * len(match[0]), words)
    return words


def _sentences(words: str) -> int:
    """Count what ends a sentence; a stop before ** ends a heading that another language joins."""
    return len(SENTENCE_ENDS.findall(LINK.sub("", CITATION.sub("", words))))


def _twice(words: str) -> frozenset[str]:
    """Return the sentences that stand in a text more than once."""
    parts = SENTENCE_ENDS.split(CITATION.sub("", words))
    counted = Counter(one.strip() for one in parts if len(one.strip()) >= SENTENCE)
    return frozenset(one for one, count in counted.items() if count > 1)


def _usual_length(one: Translation | None) -> float:
    """Return how long a translation is beside its source, in the middle of a file."""
    pairs: Iterable[SegmentPair] = one.pairs if one else ()
    ratios = [
        len(pair.entry.words) / len(pair.segment.text)
        for pair in pairs
        if pair.entry.said and len(pair.segment.text) >= ENOUGH
    ]
    return median(ratios) if len(ratios) > 4 else 0.0


CHECKS: Mapping[str, Check] = {
    "TRN-01": kept_up,
    "TRN-02": numbers,
    "TRN-03": gone_through,
    "TRN-04": own_letters,
    "TRN-06": same_marks,
    "TRN-07": one_paragraph,
    "TRN-08": translated,
    "TRN-09": nothing_lost,
    "TRN-10": fits,
    "TRN-11": narrow,
    "TRN-12": in_its_terms,
    "TRN-13": drawn_anew,
    "TRN-14": in_their_places,
    "TRN-15": in_one_language,
}
