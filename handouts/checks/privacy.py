"""No personal data of anybody: a handout is for all who need it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handouts.checks.rule import Check, Finding
from handouts.checks.text import Written
from handouts.content import texts
from handouts.reading import Text

__all__ = ["CHECKS"]

NHS_NUMBER = re.compile(r"(?<![\d.,-])\d{3}([ -]?)\d{3}\1\d{4}(?![\d-])")
DAY = r"(?:\d{1,2}[/. -](?:\d{1,2}|[A-Z][a-z]{2,8})[/. -](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2})"
BIRTH = re.compile(
    rf"\b(?:date of birth|birth ?date|born(?: on)?|d\.?o\.?b\.?)[ :]*(?:is |was |on )?{DAY}\b",
    re.IGNORECASE,
)
RECORD = re.compile(
    r"\b(?:MRN|hospital (?:number|no\.?)|(?:medical )?record (?:number|no\.?)|"
    r"patient (?:ID|number|no\.?)|CHI number|PPS number)[ :#]*\d[\w-]{3,}"
    r"|(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])",
    re.IGNORECASE,
)


def no_personal_data(text: Written, _: float) -> Iterator[Finding]:
    """PRI-01: no health number, record number or birth date stands anywhere in the file."""
    for words in texts(text.handout):
        for match in NHS_NUMBER.finditer(words):
            if is_nhs_number(match[0]) and not _test_number(match[0]):
                yield _personal(words, match, "a health number")
        for pattern, what in ((BIRTH, "a birth date"), (RECORD, "the number of a person's record")):
            for match in pattern.finditer(words):
                yield _personal(words, match, what)


def sample_numbers(text: Written, _: float) -> Iterator[Finding]:
    """PRI-02: a sample of a health number is one that no person has."""
    for words in texts(text.handout):
        for match in NHS_NUMBER.finditer(words):
            spaced = bool(match[1])
            if spaced and not is_nhs_number(match[0]) and not _test_number(match[0]):
                hint = "use a test number, which starts with 9: 999 123 4567"
                yield Finding(
                    words.at(match.start()), f"'{match[0]}' reads as a health number", hint
                )


def is_nhs_number(written: str) -> bool:
    """Say whether ten digits are an NHS number, by the check digit at their end (modulus 11).

    https://www.datadictionary.nhs.uk/attributes/nhs_number.html
    """
    digits = [int(character) for character in written if character.isdigit()]
    rest = 11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
    return len(set(digits)) > 1 and rest % 11 == digits[9]


def _test_number(written: str) -> bool:
    return written.startswith("9")


def _personal(words: Text, match: re.Match[str], what: str) -> Finding:
    fact = f"'{match[0]}' looks like {what}"
    return Finding(words.at(match.start()), fact, "take it out: a handout is for everybody")


CHECKS: Mapping[str, Check] = {
    "PRI-01": no_personal_data,
    "PRI-02": sample_numbers,
}
