"""What a clinician notes for one person, from YAML; nothing of it is told when it is wrong."""

from __future__ import annotations

from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.page import Personal
from handouts.reading import Scalar, parse_yaml

__all__ = ["FIELDS", "MOST", "parse_personal"]

FIELDS = {"name": 60, "date": 30, "given_by": 60, "agreed": 400}  # the most letters of each
MOST = 20_000  # bytes


def parse_personal(data: bytes, name: str) -> Personal:
    """Read the details of one person; name is what the file is called in messages.

    Raises HandoutsError where they are not right; its words are of what is asked for alone.
    """
    problems = Problems()
    node = None
    if len(data) <= MOST:
        node = parse_yaml(data.decode("utf-8", "replace"), name, problems)
    if node is None:
        wrong = [d.place for d in problems] or [Place(name)]
        raise HandoutsError(*map(_told, wrong))
    wrong = [node.keys[key] for key, held in node.items.items() if not _right(key, held)]
    if wrong:
        raise HandoutsError(*map(_told, wrong))
    words = {key: held.text for key, held in node.items.items() if isinstance(held, Scalar)}
    empty = {key for key, held in node.items.items() if _empty(held)}
    return Personal(**{key: text.strip() for key, text in words.items() if key not in empty})


def _right(key: str, held: object) -> bool:
    return key in FIELDS and isinstance(held, Scalar) and len(held.text) <= FIELDS[key]


def _empty(held: object) -> bool:
    return isinstance(held, Scalar) and held.value is None


def _told(place: Place) -> Diagnostic:
    asked = ", ".join(f"{field} (at most {most} letters)" for field, most in FIELDS.items())
    fact = "the details of one person cannot be read here"
    return Diagnostic(
        "error", "personal", place, fact, f"a text each, all may be left out: {asked}"
    )
