"""Words as outlines, in the faces of their language."""

from __future__ import annotations

import pytest

from handouts.brand.outlines import WordRun, outline
from handouts.content.locale import locale_of


def drawn(words: str, language: str, *, bold: bool = False, size: float = 10) -> tuple[str, float]:
    made = outline((WordRun(words, bold, size),), locale_of(language))
    assert made is not None
    return "".join(one.path for one in made), sum(one.width for one in made)


def test_letters_join_as_their_script_joins_them() -> None:
    whole, _ = drawn("جلد", "ar")
    apart = "".join(drawn(letter, "ar")[0] for letter in "جلد")
    assert whole != apart
    assert drawn("क्ष", "hi")[1] < sum(drawn(letter, "hi")[1] for letter in "क्ष")


def test_a_bold_face_is_another_and_a_larger_size_is_wider() -> None:
    assert drawn("皮肤", "zh-Hans", bold=True)[0] != drawn("皮肤", "zh-Hans")[0]
    assert drawn("皮肤", "zh-Hans", size=20)[1] == pytest.approx(2 * drawn("皮肤", "zh-Hans")[1])


def test_urdu_in_a_line_is_set_in_naskh() -> None:
    assert drawn("جلد", "ur")[0] == drawn("جلد", "ar")[0]


def test_ink_stands_where_its_run_stands() -> None:
    runs = (WordRun("Skin", False, 10), WordRun(" lasts", False, 10))
    made = outline(runs, locale_of("en-GB"))
    assert made is not None
    boxes = [one.box for one in made]
    assert all(boxes)
    first, second = (box for box in boxes if box)
    assert first[1] < 0 < first[3] + 1  # above the line, from which y runs down
    assert first[2] <= made[1].start < second[0]


def test_runs_stand_as_they_are_seen() -> None:
    runs = (WordRun("الجلد ", True, 10), WordRun("يدوم 12 mg", False, 10))
    made = outline(runs, locale_of("ar"))
    assert made is not None
    assert [one.run for one in made if one.path] == [1, 1, 0]
    assert [one.start for one in made] == sorted(one.start for one in made)


def test_what_no_face_has_is_not_drawn() -> None:
    assert outline((WordRun("皮", False, 10),), locale_of("ar")) is None


def test_marks_of_direction_need_no_glyph() -> None:
    assert outline((WordRun("\u200fالجلد", False, 10),), locale_of("ar")) is not None
