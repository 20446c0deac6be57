"""How numbers are written: counts of people, decimals, doses, ranges, times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handouts.checks.frequencies import frequencies
from handouts.checks.passages import Passage
from handouts.checks.rule import Check, Finding
from handouts.checks.text import Written, either
from handouts.checks.wordlists import word_lists

__all__ = ["CHECKS"]

PERCENT = re.compile(r"\d+(?:\.\d+)? ?(?:%|per ?cent\b)", re.IGNORECASE)
STRENGTH = re.compile(
    r"\b(?:acid|alcohol|cream|gel|lotion|ointment|oxygen|peel|peroxide|serum|solution|strengths?)\b",
    re.IGNORECASE,
)
SUBSTANCE = re.compile(rf"\w(?:{either(word_lists().substances)})\b", re.IGNORECASE)
SUM = re.compile(
    r"\b(?:multipl(?:y|ied)|divide (?:it|this|the|your|by)|subtract|add (?:up|together)|calculate|"
    r"work out (?:your|the|how)|per kg|per kilogram)\b",
    re.IGNORECASE,
)
UNIT = r"(?:%|per ?cent|mm|cm|m|km|mg|g|kg|ml|l|litres?|mcg|micrograms?|mmol|million|billion|°C?)"
DECIMAL = re.compile(rf"(?<![\w.£$€])\d+\.\d+(?![\d.]| ?{UNIT}(?!\w))")
DOSE_UNIT = r"(?:mg|mcg|micrograms?|g|ml|units?|tablets?)"
DOSES = {
    re.compile(rf"(?<![\d.,])\d+ \d+(?:\.\d+)? ?{DOSE_UNIT}\b"): "write the first number as a word",
    re.compile(rf"(?<![\d.])\.\d+ ?{DOSE_UNIT}\b"): "write a 0 before the point",
    re.compile(rf"\b\d+\.\d*0 ?{DOSE_UNIT}\b"): "leave the last 0 out: 5mg, not 5.0mg",
}
LABELLED = re.compile(  # what is no quantity: an extension, a bleep, a room
    r"\b(?:bleep|call|code|dial|ext|extension|form|leaflet|number|option|page|pager|phone|pin|press|"
    r"quote|ref|reference|ring|room|ward)(?: (?:is|no|number)\b)?[ .:]*$",
    re.IGNORECASE,
)
FORMS = {
    re.compile(
        r"(?<![\w.,/-])(?<!\d )(?:[1-9]\d{4,}|(?!19\d\d|20\d\d)[1-9]\d{3})(?![\w,/-]|\.\d| \d)"
    ): "write a comma, as in 1,000",
    re.compile(r"(?<![\w./-])\d+(?:\.\d+)? ?[-–] ?\d+(?![\w/-])"): "write 'to', as in 3 to 5",
    re.compile(r"\b\d{1,2}\.\d\d ?[ap]\.?m\b", re.IGNORECASE): "write a colon, as in 5:30pm",
    re.compile(r"\b(?:1[3-9]|2[0-3]):[0-5]\d\b"): "write the time with am or pm",
}


def people_not_percent(text: Written, _: float) -> Iterator[Finding]:
    """NUM-01: a share of people is a number of people, not a per cent alone."""
    for passage, match in text.search(PERCENT):
        if not _is_of_strengths(passage, text) and not frequencies(passage.words):
            yield Finding(
                passage.at(match.start()),
                f"'{match[0]}' stands without a number of people",
                "say it as people, as in '14 in 100 people'",
            )


def _is_of_strengths(passage: Passage, text: Written) -> bool:
    """Say whether a passage tells of strengths: by its words, or by those of its table."""
    beside = [
        other.words
        for other in text.passages
        if passage.kind == "cell" and other.block is passage.block
    ]
    return any(
        STRENGTH.search(words) or SUBSTANCE.search(words) for words in (passage.words, *beside)
    )


def no_sums(text: Written, _: float) -> Iterator[Finding]:
    """NUM-07: the reader is not asked to calculate."""
    for passage, match in text.search(SUM):
        fact = f"'{match[0]}' asks the reader to calculate"
        yield Finding(passage.at(match.start()), fact, "give the result, or a table to look it up")


def no_decimals(text: Written, _: float) -> Iterator[Finding]:
    """NUM-08: decimals are for money, doses and measures."""
    for passage in text.passages:
        if match := DECIMAL.search(passage.words):
            hint = "round it and its like here, or say it in words"
            yield Finding(passage.at(match.start()), f"'{match[0]}' is hard to read", hint)


def dose(text: Written, _: float) -> Iterator[Finding]:
    """NUM-09: a dose cannot be misread."""
    for pattern, hint in DOSES.items():
        for passage, match in text.search(pattern):
            yield Finding(passage.at(match.start()), f"the dose '{match[0]}' can be misread", hint)


def forms(text: Written, _: float) -> Iterator[Finding]:
    """NUM-10: thousands, ranges and times have one form."""
    for pattern, hint in FORMS.items():
        for passage, match in text.search(pattern):
            if match[0].isdigit() and LABELLED.search(passage.words[: match.start()]):
                continue
            fact = f"'{match[0]}' is not in the form that readers know"
            yield Finding(passage.at(match.start()), fact, hint)


CHECKS: Mapping[str, Check] = {
    "NUM-01": people_not_percent,
    "NUM-07": no_sums,
    "NUM-08": no_decimals,
    "NUM-09": dose,
    "NUM-10": forms,
}
