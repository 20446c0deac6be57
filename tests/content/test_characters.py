"""Signs that look the same as others, and that few typefaces have."""

from __future__ import annotations

from handouts.brand.fonts import house_characters
from handouts.content.characters import TWINS, add_twins


def test_a_sign_that_few_faces_have_is_set_as_the_one_that_looks_the_same() -> None:
    assert add_twins("\u20103 \ufb01n\u02bcs \u212a") == "-3 fin’s K"
    assert add_twins("5\uff05 at 37 \u2103, 1\u22362, \u2266 4") == "5% at 37 °C, 1:2, ≤ 4"


def test_marks_of_direction_are_not_set_as_they_would_part_a_number() -> None:
    assert add_twins("020 \u200f7946\u200e 0000\u061c") == "020 7946 0000"


def test_each_twin_is_in_a_face() -> None:
    letters = {c for twin in TWINS.values() for c in twin or "" if not c.isspace()}
    assert letters <= house_characters()


def test_among_ideographs_signs_stay_as_wide_as_these() -> None:
    assert add_twins("周一至周五：9\u20135，周六休息") == "周一至周五：9\u20135，周六休息"
