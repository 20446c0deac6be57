"""What is told of the details of one person that are not right."""

from __future__ import annotations

import pytest

from handouts.counter.personal import parse_personal, personal_from
from handouts.diagnostics import Diagnostic, HandoutsError
from handouts.page.personal import Personal


def told(text: str) -> Diagnostic:
    with pytest.raises(HandoutsError) as caught:
        parse_personal(text.encode(), "mary.yaml")
    [found] = caught.value.diagnostics
    return found


def test_the_details_are_read_and_may_be_left_out() -> None:
    found = parse_personal(b"name: Mary\nagreed: |\n  One.\n  Two.\ndate:\n", "mary.yaml")
    assert (found.name, found.date, found.agreed) == ("Mary", "", "One.\nTwo.")


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("nmae", "name"),
        ("nam", "name"),
        ("Name", "name"),
        ("names", "name"),
        ("patient", "name"),
        ("given-by", "given_by"),
        ("Given by", "given_by"),
        ("doctor", "given_by"),
        ("agred", "agreed"),
        ("notes", "agreed"),
    ],
)
def test_a_wrong_key_is_named_with_what_may_be_meant(key: str, meant: str) -> None:
    found = told(f"date: today\n{key}: Mary")
    assert str(found.place) == "mary.yaml:2:1"
    assert found.message == f"unknown key '{key}'"
    assert found.hint.startswith(f"did you mean '{meant}'? the keys are name (at most 60 letters)")


def test_a_key_that_no_panel_has_is_named_with_the_keys_that_it_has() -> None:
    found = told("date_of_birth: 1950-01-01")
    assert found.message == "unknown key 'date_of_birth'"
    assert found.hint.startswith("the keys are name")


@pytest.mark.parametrize("key", ["Zebulon", "kate", "dane", "nate", "Nam", "dante", "reed", "mary"])
def test_a_key_that_may_be_a_persons_name_is_not_shown(key: str) -> None:
    found = told(f"{key}: twice a week")
    assert str(found.place) == "mary.yaml:1:1"
    assert key not in f"{found.message} {found.hint}".split()
    assert f"'{key}'" not in found.message
    assert "the keys are name" in found.hint


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("name: [a]", "'name' must be a text"),
        (f"name: {'x' * 61}", "'name' has 61 letters, and 60 at most fit"),
        ("name: |\n  Mary\n  Poppins", "'name' has 2 lines, and 1 at most fit"),
        ("agreed: |\n" + "  a\n" * 11, "'agreed' has 11 lines, and 10 at most fit"),
        (f"name: {'x' * 20_000}", "the details of one person take 20,000 bytes at most"),
        ("name: Mary: Poppins", "the details of one person cannot be read here"),
    ],
)
def test_what_does_not_fit_is_told_without_its_words(text: str, fact: str) -> None:
    assert told(text).message == fact


def test_the_fields_of_a_form_are_the_details_of_one_person() -> None:
    typed = {"name": " Mary ", "agreed": "One.\r\nTwo.", "token": "x", "printer": "y"}
    assert personal_from(typed) == Personal(name="Mary", agreed="One.\nTwo.")
    assert not personal_from({}).filled


def test_what_does_not_fit_a_form_is_told_all_at_once_without_its_words() -> None:
    with pytest.raises(HandoutsError) as caught:
        personal_from({"name": "Zebulon" * 20, "agreed": "Thrice\n" * 11})
    assert [d.message for d in caught.value.diagnostics] == [
        "'name' has 140 letters, and 60 at most fit",
        "'agreed' has 11 lines, and 10 at most fit",
    ]
    assert "Zebulon" not in str(caught.value)
