import copy
import pickle

from handouts.diagnostics import Place, Problems
from handouts.reading.nodes import Map, Scalar, Text
from handouts.reading.yaml import parse_yaml


def text_of(yaml: str, key: str) -> Text:
    node = parse_yaml(yaml, "a.yaml", Problems())
    assert isinstance(node, Map)
    scalar = node.items[key]
    assert isinstance(scalar, Scalar)
    return Text(scalar.text, scalar.place)


def test_text_is_a_str_with_a_place() -> None:
    text = Text("sun", Place("a.yaml", 3, 7))
    assert text == "sun"
    assert hash(text) == hash("sun")
    assert text.place == Place("a.yaml", 3, 7)


def test_text_without_a_place_has_no_line() -> None:
    assert Text("sun").place == Place("")
    assert Text("sun").at(2) == Place("")


def test_text_keeps_its_place_when_pickled_and_copied() -> None:
    text = Text("sun", Place("a.yaml", 3, 7))
    for same in (pickle.loads(pickle.dumps(text)), copy.deepcopy(text), copy.copy(text)):
        assert isinstance(same, Text)
        assert (same, same.place) == (text, text.place)


def test_a_character_of_a_literal_block_has_its_line_and_column() -> None:
    text = text_of("title: x\nprose: |\n    One.\n      Two.\n    Three.\n", "prose")
    assert text == "One.\n  Two.\nThree.\n"
    assert text.at(0) == Place("a.yaml", 3, 5)
    assert text.at(text.index("Two")) == Place("a.yaml", 4, 7)
    assert text.at(text.index("Three")) == Place("a.yaml", 5, 5)


def test_a_literal_block_may_start_with_blank_lines() -> None:
    text = text_of("prose: |\n\n\n  One.\n", "prose")
    assert text.at(0).line == 2
    assert text.at(text.index("One")) == Place("a.yaml", 4, 3)


def test_an_empty_literal_block_has_a_place() -> None:
    assert text_of("prose: |", "prose").place == Place("a.yaml", 2, 1)


def test_a_literal_block_with_its_own_indentation_has_right_columns() -> None:
    text = text_of("prose: |2\n    One.\n", "prose")
    assert text == "  One.\n"
    assert text.at(text.index("One")) == Place("a.yaml", 2, 5)


def test_a_character_of_plain_and_quoted_text_has_its_column() -> None:
    for yaml in ("a: Sun cream\n", "a: 'Sun cream'\n", 'a: "Sun cream"\n'):
        place = text_of(yaml, "a").at(4)
        assert (place.line, place.column) == (1, yaml.index("cream") + 1)


def test_windows_line_ends_count_as_one() -> None:
    text = text_of("a: x\r\nprose: |\r\n  One.\r\n  Two.\r\n", "prose")
    assert text.at(text.index("Two")) == Place("a.yaml", 4, 3)
