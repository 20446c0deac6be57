"""Phone numbers as people keep them in cells: several of them, labels, extensions, a lost 0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["ALONE", "LEAST_DIGITS", "Number", "digits", "numbers_in", "shown_as", "with_zero"]

LEAST_DIGITS = 7  # of a number by itself; fewer are another ending of the one before
WORDS = r"or|oder|ou|und|and|y|o|lub|albo|i|et"
EXTENSION = r"(?:extension|ext|extn|durchwahl|dw|poste|wewn|int|x)"
AGAIN = r"[+(]?\d[\d ()./+–-]{2,}\d"  # as much as is no hour of a day
LABEL = re.compile(r"(telephone|telefon|téléphone|teléfono|phone|tel|t)", re.IGNORECASE)
ALONE = re.compile(r"[1-9]\d{6,14}")  # digits and nothing else, without a 0 before them
NUMBER = re.compile(
    r"(?P<who>[^\d+(]*?)[\s:.–-]*"
    r"(?P<phone>[+(]?\d[\d ()+./–-]*\d)\s*"
    rf"(?:[,(]?\s*{EXTENSION}\.?:?\s*(?P<extension>\d{{1,8}})\)?)?"
    r"[\s,]*(?P<note>\([^()]*\)|[^\d\s].*)?",
    re.IGNORECASE | re.DOTALL,
)


NO_PHONE = r"(?:(?![+(]?\d[\d ()+./-]{5,}\d).)"  # a character where no number begins
WRITTEN = re.compile(  # as an export writes it
    rf"(?P<who>{NO_PHONE}+): (?P<phone>[0-9 +()-]{{3,20}}?)"
    rf"(?: ext\. (?P<extension>\d{{1,8}}))?(?: \((?P<note>{NO_PHONE}*)\))?"
)


@dataclass(frozen=True)
class Number:
    """A phone number with what is written beside it; '' where nothing is."""

    phone: str
    who: str = ""
    extension: str = ""
    note: str = ""


def numbers_in(text: str) -> list[Number]:
    """Return the numbers that a text holds, one at least; [] where it is no list of numbers."""
    numbers: list[Number] = []
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for part in (part for line in lines for part in _parts(line)):
        if match := WRITTEN.fullmatch(part):
            who = "" if LABEL.fullmatch(match["who"].strip()) else match["who"].strip()
            rest = match["extension"] or "", match["note"] or ""
            numbers.append(Number(_tidy(match["phone"]), who, *rest))
            continue
        match = NUMBER.fullmatch(part)
        if not match:
            return []
        phone, note = _tidy(match["phone"]), (match["note"] or "").strip(" ().,")
        if numbers and len(digits(phone)) < LEAST_DIGITS <= len(digits(numbers[0].phone)):
            phone = _with_ending(numbers[0].phone, digits(phone))
        who = (match["who"] or "").strip(" :.,–-")
        if len(note) == 1:
            return []
        who = "" if LABEL.fullmatch(who) else who
        numbers.append(Number(phone, who, match["extension"] or "", note))
    return numbers


def digits(text: str) -> str:
    """Return the digits of a text."""
    return re.sub(r"\D", "", text)


def with_zero(number: str, country: str) -> str:
    """Return a number of digits alone as its country writes it, with a 0 where one belongs.

    Where a spreadsheet took a phone for a number, its first 0 is lost. Plans of numbers are those
    of libphonenumber (https://github.com/google/libphonenumber).
    """
    import phonenumbers  # late: few sheets hold such numbers

    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return number
    if not phonenumbers.is_possible_number(parsed):
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)


def shown_as(number: str, shown: str) -> str:
    """Return digits as the sheet's format of numbers shows them, where it names their places."""
    mask = re.sub(r'["\\]', "", shown.split(";")[0])
    places = mask.count("0")
    if not re.fullmatch(r"[0 ()+-]*", mask) or places < 2 or places < len(number):
        return number
    left = iter(number.zfill(places))
    return "".join(next(left) if one == "0" else one for one in mask).strip()


def _parts(text: str) -> Iterator[str]:
    """Walk through the parts of a line that may each be a number."""
    if WRITTEN.fullmatch(text):
        yield text
        return
    for line in re.split(r"[;|]", text):
        start = 0
        for cut in re.finditer(rf"\s*(?:/|,|\b(?:{WORDS})\b)\s*(?={AGAIN})", line):
            if len(digits(line[start : cut.start()])) >= LEAST_DIGITS and _is_open(line, cut):
                yield line[start : cut.start()].strip()
                start = cut.end()
        if rest := line[start:].strip():
            yield rest


def _is_open(line: str, cut: re.Match[str]) -> bool:
    """Say whether a cut stands in no brackets."""
    return line.count("(", 0, cut.start()) == line.count(")", 0, cut.start())


def _tidy(phone: str) -> str:
    """Return a number with spaces for slashes and dots."""
    spaced = re.sub(r"\s*[/.]\s*", " ", phone).replace("–", "-")
    return " ".join(spaced.split())


def _with_ending(phone: str, ending: str) -> str:
    """Return a number whose last digits are others: 020 7946 0000 and 0001."""
    left, made = list(reversed(ending)), list(phone)
    for at in range(len(made) - 1, -1, -1):
        if left and made[at].isdigit():
            made[at] = left.pop(0)
    return "".join(made)
