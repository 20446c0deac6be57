from __future__ import annotations

from typing import Any

import pytest

from handouts.reading import Uneditable, set_value

FILE = """\
# top
name: Leeds   # the name
phone: 0113 496 0001
address: [3 Mill Lane, Leeds]
hours:   # as on the door
  - 9 to 5   # weekdays
  # and
  - 10 to 1
words:
  parking: Two
out_of_hours: {who: A, phone: "111"}
open:   # no
  a: b
# end
"""


@pytest.mark.parametrize(
    ("key", "value", "old", "new"),
    [
        (("phone",), "0113 496 7777", "0001", "7777"),
        (("address",), ["3 Mill Lane", "Floor 2"], "Lane, Leeds]", "Lane, Floor 2]"),
        (("address",), ["3 Mill Lane", "Leeds", "UK"], "Leeds]", "Leeds, UK]"),
        (("hours",), ["9 to 5", "a: b"], "10 to 1", '"a: b"'),
        (("hours",), ["9 to 5"], "  - 10 to 1\n", ""),
        (("hours",), ["9 to 5", "10 to 1", "x"], "10 to 1\n", "10 to 1\n  - x\n"),
        (
            ("words", "tea"),
            "Yes",
            "parking: Two\n",
            "parking: Two\n  tea: Yes\n".replace("Yes", '"Yes"'),
        ),
        (("out_of_hours",), {"who": "B", "phone": "112"}, 'A, phone: "111"', 'B, phone: "112"'),
        (("out_of_hours", "x"), "y", '"111"}', '"111", x: y}'),
        (("email",), "a@b.example", "# end\n", "# end\nemail: a@b.example\n"),
        (("more",), [{"who": "A"}], "# end\n", "# end\nmore:\n  - {who: A}\n"),
    ],
)
def test_a_value_is_set_and_all_else_stays(key: tuple[str], value: Any, old: str, new: str) -> None:
    assert FILE.count(old) == 1
    assert set_value(FILE, key, value) == FILE.replace(old, new)


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    text = "\ufeffname: x\r\nhours: y"
    assert set_value(text, ("email",), "z") == f"{text}\r\nemail: z\r\n"
    assert set_value(text, ("hours",), ["a", "b"]) == "\ufeffname: x\r\nhours: [a, b]"


@pytest.mark.parametrize("key", [("open",), ("words", "parking", "x"), ("none", "x")])
def test_what_would_lose_a_comment_or_stands_nowhere_is_not_edited(key: tuple[str, ...]) -> None:
    with pytest.raises(Uneditable):
        set_value(FILE, key, {"c": "d"})
