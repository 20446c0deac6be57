"""What a clinician notes for one person, from YAML; nothing of it is told when it is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems, did_you_mean
from handouts.page import Personal
from handouts.reading import Map, Node, Scalar, parse_yaml

__all__ = ["FIELDS", "LINES", "MOST_BYTES", "misfit", "parse_personal", "personal_from"]

FIELDS = {"name": 60, "date": 30, "given_by": 60, "agreed": 400}  # the most letters of each
LINES = {"agreed": 10}  # the most lines; else one
MOST_BYTES = 20_000  # bytes
ASKED = (
    f"the keys are {', '.join(f'{field} (at most {n} letters)' for field, n in FIELDS.items())}; "
    "all may be left out"
)
QUOTE = "write 'key: text' on each line, and a text that holds ': ' or ' #' in quotes"
# Words of forms that are no person's, each with the field that may be meant.
FORMS = {
    "patient": "name",
    "patient_name": "name",
    "person": "name",
    "full_name": "name",
    "first_name": "name",
    "last_name": "name",
    "surname": "name",
    "title": "name",
    "given": "given_by",
    "giver": "given_by",
    "by": "given_by",
    "from": "given_by",
    "clinician": "given_by",
    "doctor": "given_by",
    "nurse": "given_by",
    "signed": "given_by",
    "when": "date",
    "day": "date",
    "today": "date",
    "appointment": "agreed",
    "agreement": "agreed",
    "we_agreed": "agreed",
    "what_we_agreed": "agreed",
    "notes": "agreed",
    "note": "agreed",
    "plan": "agreed",
    "advice": "agreed",
    "comment": "agreed",
    "text": "agreed",
    "dob": "",
    "date_of_birth": "",
    "birth_date": "",
    "born": "",
    "age": "",
    "sex": "",
    "nhs_number": "",
    "number": "",
    "id": "",
    "phone": "",
    "email": "",
    "address": "",
}


def parse_personal(data: bytes, name: str) -> Personal:
    """Read the details of one person; name is what the file is called in messages.

    Raises HandoutsError where they are not right; its words are of what is asked for alone.
    """
    problems, whole = Problems(), Place(name)
    if len(data) > MOST_BYTES:
        fact = f"the details of one person take {MOST_BYTES:,} bytes at most"
        raise HandoutsError(_told(whole, fact, ASKED))
    node = parse_yaml(data.decode("utf-8", "replace"), name, problems)
    if node is None:
        places = [d.place for d in problems] or [whole]
        fact = "the details of one person cannot be read here"
        raise HandoutsError(*(_told(place, fact, f"{QUOTE}; {ASKED}") for place in places))
    if wrong := tuple(_wrongs(node)):
        raise HandoutsError(*wrong)
    words = {key: value.text for key, value in node.items.items() if isinstance(value, Scalar)}
    empty = {key for key, value in node.items.items() if _empty(value)}
    return Personal(**{key: text.strip() for key, text in words.items() if key not in empty})


def personal_from(fields: Mapping[str, str]) -> Personal:
    """Return the details of one person from the fields of a form, those that are asked for.

    Raises HandoutsError where they do not fit; it says so of all at once, without their words.
    """
    words = {name: fields.get(name, "").replace("\r\n", "\n").strip() for name in FIELDS}
    wrong = [fact for name, text in words.items() if (fact := misfit(name, text))]
    if wrong:
        place, hint = Place("the personal details"), "shorten it, or write it by hand"
        raise HandoutsError(*(_told(place, fact, hint) for fact in wrong))
    return Personal(**words)


def misfit(field: str, text: str) -> str:
    """Return what is wrong with the text of a field, without its words; '' where nothing is."""
    if len(text) > FIELDS[field]:
        return f"'{field}' has {len(text)} letters, and {FIELDS[field]} at most fit"
    most, lines = LINES.get(field, 1), len(text.strip().splitlines())
    if lines > most:
        return f"'{field}' has {lines} lines, and {most} at most fit"
    return ""


def _wrongs(node: Map) -> Iterator[Diagnostic]:
    for key, value in node.items.items():
        if key not in FIELDS:
            yield _told(node.keys[key], *_unknown(key))
        elif not isinstance(value, Scalar):
            yield _told(node.keys[key], f"'{key}' must be a text", QUOTE)
        elif fact := misfit(key, value.text):
            yield _told(node.keys[key], fact, "shorten it, or write it by hand: --panel")


def _unknown(key: str) -> tuple[str, str]:
    """Return a fact and a hint for a key that is not asked for.

    It is named where it is no word of the person's for certain: a field in other letters or with
    a slip of the hand, or a word of forms.
    """
    plain = key.strip().casefold().replace(" ", "_").replace("-", "_")
    joined = {field.replace("_", ""): field for field in FIELDS}
    slips = {slip: field for field in FIELDS for slip in _slips(field)}
    known = joined.get(plain.replace("_", "")) or slips.get(key)
    if known or plain in FORMS:
        meant = known or FORMS[plain]
        hint = f"did you mean '{meant}'? " if meant else ""
        return f"unknown key '{key}'", f"{hint}{ASKED}"
    near = did_you_mean(plain, list(FIELDS))
    hint = f"{near} " if near.startswith("did") else ""
    return "unknown key (not shown, as it may be a word of the person's)", f"{hint}{ASKED}"


def _slips(field: str) -> Iterator[str]:
    """Yield a word with one letter left out, doubled or exchanged with the next, and its plural.

    Never with another letter in the place of one, which may make a name: Kate of date.
    """
    for at, letter in enumerate(field):
        yield field[:at] + field[at + 1 :]
        yield field[:at] + letter + field[at:]
        yield field[:at] + field[at + 1 : at + 2] + letter + field[at + 2 :]
    yield f"{field}s"


def _empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value is None


def _told(place: Place, fact: str, hint: str) -> Diagnostic:
    return Diagnostic("error", "personal", place, fact, hint)
