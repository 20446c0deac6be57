"""What a cell says, as text: what a spreadsheet made of a number, a date or a web address."""

from __future__ import annotations

import re
from datetime import date, time

from handouts.importing.naming import plain_words
from handouts.importing.sheets.phones import ALONE, shown_as, with_zero
from handouts.importing.sheets.table import Marks, NoValue, SheetCell

__all__ = ["country_code", "text_of"]

TYPE_AGAIN = "set the column to Text, and type it again"
NOTHING = {"", "-", "–", "—", "n/a", "na", "n.a.", "none", "nil", "null", "tbc", "tba", "?", "k.a."}
NOTHING |= {"keine", "entfällt", "aucun", "ninguno", "brak"}
ERROR = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|####*)")
SHORTENED = re.compile(r"\d[.,]?\d*E\+?\d+", re.IGNORECASE)
INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]|_x000D_")
SPACES = re.compile("[ \t\u00a0\u2007\u2009\u202f]+")
PHONES = ("phone", "out_of_hours.phone", "contacts")
ADDRESSES = ("booking_url", "website")
SHORTEST_PHONE, LONGEST_PHONE = 7, 15  # digits of a number by itself; ITU-T E.164 has 15 at most
SHORT_POSTCODE = 5  # digits where postcodes are numbers, but for AU and NZ
COUNTRIES = {
    "uk": "GB",
    "united kingdom": "GB",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "ireland": "IE",
    "republic of ireland": "IE",
    "eire": "IE",
    "germany": "DE",
    "deutschland": "DE",
    "allemagne": "DE",
    "france": "FR",
    "frankreich": "FR",
    "spain": "ES",
    "espana": "ES",
    "spanien": "ES",
    "usa": "US",
    "united states": "US",
    "united states of america": "US",
    "canada": "CA",
    "australia": "AU",
    "new zealand": "NZ",
}


def country_code(text: str) -> str:
    """Return the code of a country that a cell names, or what it says in capital letters."""
    return COUNTRIES.get(plain_words(text), text.upper())


def text_of(cell: SheetCell, field: str, country: str, marks: Marks) -> str | None:
    """Return what a cell says of a field, '' for nothing; None where it is wrong, which is told.

    The country is a code, or '' where none is known.
    """
    value = cell.value
    if isinstance(value, NoValue):
        return _wrong(cell, value.why, "mend it in the sheet", marks)
    if isinstance(value, date | time):
        return _moment(cell, value, field, marks)
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no"}.get(bool(value), "") if value is not None else ""
    if isinstance(value, int | float):
        return _number(cell, value, field, country, marks)
    lines = (SPACES.sub(" ", INVISIBLE.sub("", line)).strip() for line in value.splitlines())
    text = "\n".join(line for line in lines if line)
    if ERROR.fullmatch(text):
        return _wrong(cell, f"the sheet has an error here: {text}", "mend it in the sheet", marks)
    if text.casefold() in NOTHING:
        return ""
    if field in PHONES:
        return _phone(cell, text, country, marks)
    if field in ADDRESSES:
        return _address(cell, text, marks)
    return text.removeprefix("mailto:") if field == "email" else text


def _moment(cell: SheetCell, value: date | time, field: str, marks: Marks) -> str | None:
    """Return a time of a day; a date is what a spreadsheet makes of 9-5."""
    if field in PHONES:
        return _wrong(cell, "the spreadsheet made a date of the phone number", TYPE_AGAIN, marks)
    if isinstance(value, time):
        marks.warn(cell, f"this is a time of day alone: {value:%H:%M}", "say from when to when")
        return value.strftime("%H:%M")
    fact = f"the spreadsheet made the date {value:%d/%m/%Y} of what was typed"
    return _wrong(cell, fact, TYPE_AGAIN, marks)


def _number(
    cell: SheetCell, value: int | float, field: str, country: str, marks: Marks
) -> str | None:
    """Return the digits of a number, with what a spreadsheet drops of phones and postcodes."""
    if isinstance(value, float):
        return repr(value)
    text = shown_as(str(value), cell.shown)
    if field in PHONES and text == str(value):
        if len(text) > LONGEST_PHONE:
            return _wrong(cell, f"{text} is too long for a phone number", TYPE_AGAIN, marks)
        return _stored(cell, text, country, marks) if value > 0 else text
    is_short = text.isdecimal() and len(text) == SHORT_POSTCODE - 1
    if field == "address.postcode" and country in ("DE", "ES", "FR", "US") and is_short:
        marks.warn(cell, f"the 0 was put back: 0{text}; the sheet has {text}", "look at it")
        return f"0{text}"
    return text


def _phone(cell: SheetCell, text: str, country: str, marks: Marks) -> str | None:
    if SHORTENED.fullmatch(text):
        fact = f"the sheet shortened the phone number to {text}"
        return _wrong(cell, fact, TYPE_AGAIN, marks)
    return _stored(cell, text, country, marks, text=True) if ALONE.fullmatch(text) else text


def _stored(
    cell: SheetCell, number: str, country: str, marks: Marks, *, text: bool = False
) -> str | None:
    """Return a phone that is kept as a number, as its country writes it; a lost 0 is told."""
    if len(number) < SHORTEST_PHONE:
        return number
    if not country:
        fact = f"the phone {number} is kept as a number, which may have dropped a 0 before it"
        hint = "say in which country: in a column Country, or in the brand's defaults"
        return _wrong(cell, fact, hint, marks)
    whole = with_zero(number, country)
    if whole.lstrip("(").startswith("0"):
        fact = f"the 0 was put back: {whole}; the sheet has {number}"
        marks.warn(cell, fact, "look at it")
        return whole
    if whole == number:
        marks.warn(cell, f"the phone {number} is kept as a number", "look whether digits lack")
    return number if text else whole


def _address(cell: SheetCell, text: str, marks: Marks) -> str:
    """Return a web address with https:// before it."""
    if text.startswith("https://"):
        return text
    address = "https://" + re.sub(r"^http://", "", text, flags=re.IGNORECASE)
    marks.warn(cell, f"the address is taken as {address}", "look whether it opens")
    return address


def _wrong(cell: SheetCell, fact: str, hint: str, marks: Marks) -> str | None:
    marks.error(cell, fact, hint)
    return None
