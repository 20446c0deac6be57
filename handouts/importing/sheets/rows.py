"""Rows of a sheet as clinics: details under the keys of a clinic's file, held to its model."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from handouts.brand import check_details
from handouts.diagnostics import Diagnostic, Place, Problems, cut, did_you_mean
from handouts.importing.naming import plain_words
from handouts.importing.sheets.columns import NAME, SheetHead
from handouts.importing.sheets.phones import LEAST_DIGITS, digits, numbers_in
from handouts.importing.sheets.table import Grid, Marks, SheetCell, cell_name
from handouts.importing.sheets.values import country_code, text_of
from handouts.reading import Map, Node, Scalar, Seq

__all__ = ["ClinicDetail", "ClinicRow", "KnownHere", "postcode_in", "read_rows"]

ClinicDetail = str | list[str] | list[dict[str, str]] | dict[str, str]

WORDS = ("how_to_come", "parking", "complaints", "translation")
TOWN_LAST = ("address.town", "address.region", "address.postcode")
TOWN_AFTER_CODE = ("address.postcode", "address.town")
CODE_FIRST = ("DE", "ES", "FR")
DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
STREET = ("address.1", "address.2", "address.3")
CLINIC, ANOTHER, CLOSED = "The clinic", "Another number", "Out of hours"
POSTCODES = {
    "GB": r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}",
    "IE": r"[A-Z][0-9][0-9W] ?[A-Z0-9]{4}",
    "CA": r"[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]",
}
DIGITS_OF_POSTCODE = r"[0-9]{4,5}(?:-[0-9]{4})?"


@dataclass(frozen=True)
class ClinicRow:
    """A clinic as a sheet has it; words stand under keys such as words.parking."""

    number: int
    wanted: str  # the id that the sheet gives, or ''
    details: Mapping[str, ClinicDetail]
    cells: Mapping[str, SheetCell]

    @property
    def name(self) -> str:
        """What the clinic is called."""
        return str(self.details[NAME])


@dataclass(frozen=True)
class KnownHere:
    """What a brand knows already: by it cells are read."""

    country: str  # of a clinic that names none
    treatments: frozenset[str]  # the ids that may be offered
    names: frozenset[str]  # of clinics, in plain words


@dataclass(frozen=True)
class _Given:
    """What a row says, by field, with the cells."""

    texts: dict[str, str]
    cells: dict[str, SheetCell]
    wrong: bool


def read_rows(
    table: Grid, head: SheetHead, known: KnownHere, problems: Problems
) -> list[ClinicRow]:
    """Return the clinics of a sheet; what is wrong with a cell is told, and its row left out."""
    marks, rows = Marks(table.file, problems), []
    for number in range(head.row + 1, len(table.rows) + 1):
        given = _given(table, head, number, known.country, marks)
        if given.wrong or not _is_clinic(table, head, given, known, marks):
            continue
        details, cells = _details(given, head, known.treatments, marks)
        faults = Problems()
        check_details(_node(details, cells, Place(table.file, number, 1)), faults)
        problems.extend(map(_named, faults))
        if not faults.failed:
            rows.append(ClinicRow(number, given.texts.get("id", ""), details, cells))
    return rows


def postcode_in(address: str) -> str:
    """Return the last postcode in an address, without spaces; '' where none is known."""
    for form in (*POSTCODES.values(), DIGITS_OF_POSTCODE):
        if codes := re.findall(rf"\b{form}\b", address.upper()):
            return str(codes[-1]).replace(" ", "")
    return ""


def _given(table: Grid, head: SheetHead, number: int, country: str, marks: Marks) -> _Given:
    """Return what a row says, its country and address first, since phones depend on them."""
    texts: dict[str, str] = {}
    cells = {field: table.cell(number, column) for field, column in head.fields.items()}
    wrong = False
    for field in sorted(cells, key=lambda one: (one != "country", "address" not in one)):
        where = texts.get("country") or country or _by_postcode(texts)
        text = text_of(cells[field], field, where, marks)
        wrong = wrong or text is None
        if text:
            texts[field] = country_code(text) if field == "country" else text
    return _Given(texts, cells, wrong)


def _by_postcode(texts: Mapping[str, str]) -> str:
    """Return the country whose postcodes look like a row's, where no other's do; or ''."""
    address = " ".join(text for field, text in texts.items() if field.startswith("address"))
    codes = [code for code, form in POSTCODES.items() if re.search(rf"\b{form}\b", address.upper())]
    return codes[0] if len(codes) == 1 else ""


def _is_clinic(table: Grid, head: SheetHead, given: _Given, known: KnownHere, marks: Marks) -> bool:
    """Say whether a row is a clinic; told is one that is not, unless nothing stands in it."""
    number = given.cells[NAME].row
    filled = [cell for cell in table.rows[number - 1] if not cell.is_empty]
    if not filled:
        return False
    first, note = filled[0], cut(str(filled[0].value))
    if NAME not in given.texts:
        if len(given.texts) > 1:
            cell = given.cells[NAME]
            marks.error(cell, "this clinic has no name", "write it there, or empty the row")
        else:
            marks.info(first, f"row {number} is taken for a note, and not read: '{note}'")
        return False
    heads = {plain_words(column.heading) for column in head.columns}
    if {plain_words(str(cell.value)) for cell in filled} <= heads:
        marks.info(first, f"row {number} names the columns again")
        return False
    is_known = plain_words(given.texts[NAME]) in known.names
    if len(filled) == 1 and len(head.columns) > 1 and not is_known:
        marks.info(first, f"row {number} is taken for a note, and not read: '{note}'")
        return False
    return True


def _details(
    given: _Given, head: SheetHead, treatments: Collection[str], marks: Marks
) -> tuple[dict[str, ClinicDetail], dict[str, SheetCell]]:
    """Return the details of a clinic in the order of its file, and the cell of each."""
    triples = [
        (key, value, given.cells[field])
        for key, value, field in _found(given, head, treatments, marks)
        if value
    ]
    return {key: value for key, value, _ in triples}, {key: cell for key, _, cell in triples}


def _found(
    given: _Given, head: SheetHead, treatments: Collection[str], marks: Marks
) -> Iterator[tuple[str, ClinicDetail, str]]:
    """Walk through the details of a row, each with its key and the field that it stands in."""
    line = {field: " ".join(text.split()) for field, text in given.texts.items()}
    yield "name", line["name"], "name"
    yield "strapline", line.get("strapline", ""), "strapline"
    in_address = [field for field in head.fields if field in line and field[:7] == "address"]
    yield "address", _address(given.texts), (in_address or ["name"])[0]
    phone, contacts = _phones(given, marks)
    yield "phone", phone, "phone" if "phone" in given.cells else "name"
    yield from _hours(given, head, marks)
    closed = "out_of_hours.phone" if "out_of_hours.phone" in line else "out_of_hours.who"
    yield "out_of_hours", _closed(given, marks), closed if closed in line else "name"
    yield "contacts", contacts, ("contacts" if "contacts" in line else "phone")
    for key in ("email", "booking_url", "website", "country"):
        yield key, line.get(key, ""), key
    yield "offers", _offers(given, treatments, marks), "offers"
    for key in ("interests", *(f"words.{word}" for word in WORDS)):
        yield key, line.get(key, ""), key


def _address(texts: Mapping[str, str]) -> list[str]:
    """Return the lines of an address, from one cell or from several, as its country writes it."""
    lines = [line.strip() for line in re.split(r"\n|,\s", texts.get("address", ""))]
    lines += [texts[field].replace("\n", ", ") for field in STREET if field in texts]
    town = TOWN_AFTER_CODE if texts.get("country") in CODE_FIRST else TOWN_LAST
    return [*filter(None, lines), *filter(None, [" ".join(texts[f] for f in town if f in texts)])]


def _phones(given: _Given, marks: Marks) -> tuple[str, list[dict[str, str]]]:
    """Return the number that patients call, and the others, which are told."""
    text, contacts = given.texts.get("phone", ""), []
    numbers = numbers_in(text)
    first, others = (numbers[0], numbers[1:]) if numbers else (None, [])
    if first and first.extension:
        fact = f"the extension {first.extension} stands among the contacts, as '{CLINIC}'"
        marks.warn(given.cells["phone"], fact, "look at it")
        others.insert(0, replace(first, who=CLINIC))
    elif first and (beside := first.who or first.note):
        marks.info(given.cells["phone"], f"'{cut(beside)}' beside the number is left out")
    if len(numbers) > 1:
        fact = f"'{cut(text)}' holds {len(numbers)} numbers: the first is the one that patients"
        marks.warn(given.cells["phone"], f"{fact} call, the others stand among the contacts")
    more = given.texts.get("contacts", "")
    listed = numbers_in(more)
    if more and not listed:
        hint = "write them so, one a line: The nurse: 020 7946 0001 ext. 12 (weekdays)"
        marks.error(given.cells["contacts"], f"'{cut(more)}' is no list of numbers", hint)
    for number in (*others, *listed):
        is_time = any(one.isdigit() for one in number.note) or bool(number.who)
        who = number.who or ("" if is_time else number.note) or ANOTHER
        contact = {"who": who, "phone": number.phone, "extension": number.extension}
        contact["hours"] = number.note if is_time else ""
        contacts.append({key: value for key, value in contact.items() if value})
    return (first.phone if first else text), contacts


def _hours(given: _Given, head: SheetHead, marks: Marks) -> Iterator[tuple[str, ClinicDetail, str]]:
    """Return the lines of opening hours: of one cell, or of a cell for each day."""
    if text := given.texts.get("hours"):
        lines = text.split("\n" if "\n" in text else ";")
        yield "hours", [line.strip() for line in lines if line.strip()], "hours"
        return
    days = [field for field in sorted(head.fields) if field[:4] == "day." and field in given.texts]
    spans: list[tuple[list[str], str]] = []
    for field in days:
        day, open_at = head.heading(field), given.texts[field].replace("\n", ", ")
        if spans and spans[-1][1] == open_at:
            spans[-1][0].append(day)
        else:
            spans.append(([day], open_at))
    lines = [f"{_span(names)}, {open_at}" for names, open_at in spans]
    yield "hours", lines, (days or ["name"])[0]


def _span(days: list[str]) -> str:
    """Return days of a week as a line names them."""
    english = [DAYS.get(plain_words(day)[:3], "") for day in days]
    if not all(english):
        return days[0] if len(days) == 1 else f"{days[0]}–{days[-1]}"
    joined = " and " if len(days) == 2 else " to "
    return english[0] if len(days) == 1 else f"{english[0]}{joined}{english[-1]}"


def _closed(given: _Given, marks: Marks) -> dict[str, str]:
    """Return who answers when the clinic is closed."""
    who, text = (given.texts.get(f"out_of_hours.{key}", "") for key in ("who", "phone"))
    numbers = numbers_in(text or who)
    if who and not numbers:
        cell = given.cells["out_of_hours.who"]
        marks.error(cell, f"'{cut(who)}' has no number", "add it, or a column Out of hours phone")
    if not numbers:
        return {"who": who or CLOSED, "phone": text} if text else {}
    named = text or who if len(digits(numbers[0].phone)) < LEAST_DIGITS else numbers[0].who
    given_who = who if text else ""
    named = "" if named == numbers[0].phone else named
    return {"who": given_who or named or CLOSED, "phone": numbers[0].phone}


def _offers(given: _Given, treatments: Collection[str], marks: Marks) -> list[str]:
    """Return the treatments that a cell names; what is no handout is told and left out."""
    names = []
    for word in re.split(r"[,;\n]", given.texts.get("offers", "")):
        name = plain_words(word).replace(" ", "-")
        if name in treatments:
            names.append(name)
        elif name:
            fact = f"'{cut(word.strip())}' is no handout here, and left out"
            marks.warn(given.cells["offers"], fact, did_you_mean(name, sorted(treatments)))
    return names


def _node(details: Mapping[str, ClinicDetail], cells: Mapping[str, SheetCell], place: Place) -> Map:
    """Return details as a clinic's file would hold them, each at the place of its cell."""
    items: dict[str, Node] = {}
    words: dict[str, Node] = {}
    places = {key: Place(place.file, cell.row, cell.column) for key, cell in cells.items()}
    for key, value in details.items():
        first, _, word = key.partition(".")
        if word:
            words[word] = _as_node(value, places[key])
            items[first] = Map(places[key], words, dict.fromkeys(words, places[key]))
        else:
            items[first] = _as_node(value, places[key])
    return Map(place, items, {key: node.place for key, node in items.items()})


def _as_node(value: ClinicDetail | dict[str, str], place: Place) -> Node:
    if isinstance(value, dict):
        items = {key: _as_node(one, place) for key, one in value.items()}
        return Map(place, items, dict.fromkeys(items, place))
    if isinstance(value, list):
        return Seq(place, tuple(_as_node(one, place) for one in value))
    return Scalar(place, value, value)


def _named(problem: Diagnostic) -> Diagnostic:
    """Return what is wrong with a cell, with the cell's name before it."""
    name = cell_name(problem.place.line, problem.place.column)
    return replace(problem, rule="cell", message=f"{name}: {problem.message}")
