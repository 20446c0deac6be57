"""The numbers of lists as Word counts them."""

from __future__ import annotations

import lxml.etree
import pytest
from wordfiles import NAMESPACES

from handouts.importing.word.numbering import Numbering


def numbering(inside: str) -> Numbering:
    return Numbering(lxml.etree.fromstring(f"<w:numbering {NAMESPACES}>{inside}</w:numbering>"))


def pattern(own: int, *levels: tuple[str, str, int], more: str = "") -> str:
    inside = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text, start) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{own}">{more}{inside}</w:abstractNum>'


def listed(own: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{own}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


DECIMAL = ("decimal", "%1.", 1)


@pytest.mark.parametrize(
    ("form", "labels"),
    [
        ("decimal", ["1", "2", "27"]),
        ("lowerLetter", ["a", "b", "aa"]),
        ("upperLetter", ["A", "B", "AA"]),
        ("lowerRoman", ["i", "ii", "xxvii"]),
        ("upperRoman", ["I", "II", "XXVII"]),
    ],
)
def test_labels_are_written_in_the_form_of_their_level(form: str, labels: list[str]) -> None:
    lists = numbering(pattern(0, (form, "%1", 1)) + listed(1, 0))
    found = [lists.next_label("1", 0)[0] for _ in range(27)]
    assert [found[0], found[1], found[26]] == labels


def test_an_outline_that_shows_no_numbers_makes_no_items() -> None:
    lists = numbering(pattern(0, ("none", "", 1)) + listed(1, 0))
    assert lists.next_label("1", 0) == ("", False)


def test_lists_of_one_pattern_go_on_and_begin_again_where_they_say_so() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = numbering(pattern(0, DECIMAL) + listed(1, 0) + listed(2, 0) + listed(3, 0, again))
    found = [lists.next_label(own, 0)[0] for own in ("1", "1", "2", "3", "3")]
    assert found == ["1.", "2.", "3.", "1.", "2."]


def test_a_deeper_level_begins_again_under_each_item() -> None:
    lists = numbering(pattern(0, DECIMAL, ("decimal", "%1.%2", 1)) + listed(1, 0))
    found = [lists.next_label("1", depth)[0] for depth in (0, 1, 1, 0, 1)]
    assert found == ["1.", "1.1", "1.2", "2.", "2.1"]


def test_a_list_may_have_levels_of_its_own() -> None:
    own = (
        '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="5"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="(%1)"/></w:lvl></w:lvlOverride>'
    )
    lists = numbering(pattern(0, ("bullet", "•", 1)) + listed(1, 0, own))
    assert lists.next_label("1", 0) == ("(5)", False)


def test_a_pattern_may_be_that_of_a_style() -> None:
    parts = pattern(0, DECIMAL, more='<w:styleLink w:val="Steps"/>')
    parts += pattern(1, more='<w:numStyleLink w:val="Steps"/>') + listed(1, 1)
    assert numbering(parts).next_label("1", 0) == ("1.", False)


def test_a_list_that_the_file_does_not_know_has_bullets() -> None:
    assert Numbering(None).next_label("7", 0) == ("•", True)
