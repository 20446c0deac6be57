"""How likely things are: one denominator, absolute numbers, words that match, no contradiction."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from handouts.checks.frequencies import NUMBER, ROUND, Frequency, frequencies
from handouts.checks.passages import Passage, Sentence
from handouts.checks.rule import Check, Finding
from handouts.checks.text import Written
from handouts.content import Risk
from handouts.diagnostics import Place

__all__ = ["CHECKS"]

RELATIVE = re.compile(
    rf"\b(?:(?:{NUMBER}|\d+\.\d+|\w+ and a half) times|twice|half) (?:as|more|less|the) "
    r"(?:often|likely|common|high|many|risk|chance)\b"
    r"|\b(?:doubl|halv|tripl)(?:es?|ed) (?:the|your|their) (?:risk|chance|odds)\b"
    r"|\d+(?:\.\d+)? ?(?:%|per ?cent) (?:more|less|fewer|higher|lower|smaller|greater) "
    r"(?:likely|risk|chance|often)\b"
    r"|\b(?:risk|chance) (?:\w+ ){0,4}"
    r"by (?:\d+ ?(?:%|per ?cent)|(?:a|one|two) (?:half|third|quarter))",
    re.IGNORECASE,
)
FREQUENCY_WORD = re.compile(
    r"(?<!more )(?<!most )(?<!less )(?<!least )(?<!in )"
    r"\b(very common|very rare|uncommon|common|rare)(?:ly)?\b"
    r"(?! (?:cold|sense|called|known|used|name))",
    re.IGNORECASE,
)
BANDS = {
    "very common": (0.1, 1.0),
    "common": (0.01, 0.1),
    "uncommon": (0.001, 0.01),
    "rare": (0.0001, 0.001),
    "very rare": (0.0, 0.0001),
}
LETTERS = re.compile(r"[a-z]{4,}")
EMPTY = {
    "after",
    "with",
    "from",
    "that",
    "this",
    "their",
    "were",
    "have",
    "people",
    "about",
    "more",
}
STEM = 5  # letters by which words of one family are known
ALIKE = 0.5  # share of the words of an outcome that a sentence about it has


def one_denominator(text: Written, _: float) -> Iterator[Finding]:
    """NUM-02: what is compared is counted out of the same number."""
    units: dict[tuple[int, str], list[tuple[Passage, Frequency]]] = defaultdict(list)
    for passage in text.passages:
        things = ""
        for frequency in frequencies(passage.words) if text.english else ():
            things = frequency.things or things
            units[passage.unit, things].append((passage, frequency))
    for counted in units.values():
        first = counted[0][1].of
        odd = [(passage, f) for passage, f in counted if f.of != first]
        for passage, frequency in odd[:1]:
            yield _mixed(passage.at(frequency.start), frequency.of, first)
    for section in text.handout.sections:
        risks = [block for block in section.blocks if isinstance(block, Risk)]
        for risk in risks[1:]:
            if risk.of != risks[0].of:
                yield _mixed(risk.place, risk.of, risks[0].of)


def one_for_the_sheet(text: Written, _: float) -> Iterator[Finding]:
    """NUM-12: people are counted out of one number on the whole sheet, where it allows."""
    spoken = text.passages if text.english else ()  # elsewhere the dots alone are read
    counted = [(f, p.at(f.start)) for p in spoken for f in frequencies(p.words)]
    counted = [(f, place) for f, place in counted if not (f.things or f.tally)]
    for block in text.handout.blocks():
        if isinstance(block, Risk):
            people = min((group.people for group in block.groups if group.people), default=0)
            counted.append((Frequency(people, block.of, 0), block.place))
    all_of = {f.of for f, _ in counted}
    least = min({of for of in all_of if ROUND.fullmatch(str(of))} or all_of, default=0)
    for frequency, place in counted:
        if frequency.of != least and frequency.share * least >= 1:
            fact = (
                f"this is counted out of {frequency.of:,}, and elsewhere on the sheet of {least:,}"
            )
            hint = f"say it as about {round(frequency.share * least)} in {least:,}"
            yield Finding(place, fact, hint)
            return


def absolute_too(text: Written, _: float) -> Iterator[Finding]:
    """NUM-03: a comparison stands beside the numbers that it compares."""
    for passage, match in text.search(RELATIVE):
        near = [p for p in text.passages if p.unit == passage.unit]
        if not any(frequencies(p.words) for p in near):
            yield Finding(
                passage.at(match.start()),
                f"'{match[0]}' stands without the numbers behind it",
                "say how many in 100 people, with and without it",
            )


def word_and_number(text: Written, _: float) -> Iterator[Finding]:
    """NUM-04: 'rare' and its kin stand with a number, and the number is of their band."""
    for sentence in text.sentences:
        for match in FREQUENCY_WORD.finditer(sentence.words):
            word = match[1].casefold()
            low, high = BANDS[word]
            counted = frequencies(sentence.words)
            at = sentence.at(match.start())
            if not counted:
                hint = "add it, as in '3 in 1,000 people', or leave the word out"
                yield Finding(at, f"'{match[0]}' stands without a number", hint)
            elif not any(low <= f.share <= high for f in counted):
                first = counted[0]
                fact = f"'{match[0]}' does not mean {first.people:,} in {first.of:,}"
                yield Finding(
                    at, fact, f"keep the number; '{word}' is {low:g} to {high:g} of people"
                )


def time_span(text: Written, _: float) -> Iterator[Finding]:
    """NUM-05: a risk is told for a span of time."""
    for block in text.handout.blocks():
        if isinstance(block, Risk) and not block.over:
            fact = f"the risk '{block.what}' does not say in what time"
            yield Finding(block.what.place, fact, "add 'over', such as '24 weeks'")


def words_agree(text: Written, _: float) -> Iterator[Finding]:
    """NUM-11: words about the outcome of a risk have the numbers of its dots."""
    for section in text.handout.sections:
        near = [s for s in text.sentences if s.passage.section in (section, None)]
        for block in section.blocks:
            if isinstance(block, Risk):
                for sentence in near:
                    if _about(block, sentence):
                        yield from _disagreement(block, sentence)


def _mixed(place: Place, of: int, first: int) -> Finding:
    return Finding(
        place,
        f"this is counted out of {of:,}, and what it is compared with out of {first:,}",
        "count both out of the same number, or tell them apart in paragraphs of their own",
    )


def _about(risk: Risk, sentence: Sentence) -> bool:
    """Say whether a sentence that is not the risk's own tells of its outcome."""
    if sentence.passage.block is risk:
        return False
    outcome, families = _families(risk.what), _families(sentence.words)
    return bool(outcome) and len(outcome & families) / len(outcome) > ALIKE


def _families(words: str) -> set[str]:
    words_in = LETTERS.findall(words.casefold())
    return {word[:STEM] for word in words_in if word not in EMPTY}


def _disagreement(risk: Risk, sentence: Sentence) -> Iterator[Finding]:
    counts = [group.people for group in risk.groups]
    right = {n / risk.of for people in counts for n in (people, risk.of - people)}
    dots = " and ".join(f"{people:,} in {risk.of:,}" for people in counts)
    for frequency in frequencies(sentence.words):
        if not any(_same(frequency, share) for share in right):
            fact = f"the words say {frequency.people:,} in {frequency.of:,}, and the dots {dots}"
            hint = f"correct the words or the risk block '{risk.what}'"
            yield Finding(sentence.at(frequency.start), fact, hint)


def _same(frequency: Frequency, share: float) -> bool:
    """Say whether a frequency is a share, rounded to its own denominator."""
    return abs(frequency.share - share) * frequency.of < 0.51


CHECKS: Mapping[str, Check] = {
    "NUM-02": one_denominator,
    "NUM-03": absolute_too,
    "NUM-04": word_and_number,
    "NUM-05": time_span,
    "NUM-11": words_agree,
    "NUM-12": one_for_the_sheet,
}
