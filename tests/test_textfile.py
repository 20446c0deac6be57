from __future__ import annotations

import pytest

from handouts.diagnostics import HandoutsError
from handouts.textfile import decode_text


@pytest.mark.parametrize("data", [b"a: 1\n", b"\xef\xbb\xbfa: 1\n"])
def test_a_byte_order_mark_is_no_part_of_a_text(data: bytes) -> None:
    assert decode_text(data, "x.yaml") == "a: 1\n"


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "||||||| base", ">>>>>>> theirs", "  >>>>>>> a"])
def test_an_unfinished_merge_is_told_as_such_at_its_line(mark: str) -> None:
    with pytest.raises(HandoutsError, match=r"^x\.yaml:2:1: error: a merge is unfinished here"):
        decode_text(f"a: 1\n{mark}\nb: 2\n".encode(), "x.yaml")


@pytest.mark.parametrize("text", ["=======\n", "a <<<<<<< b\n", "<<<<<<<<\n"])
def test_a_line_that_only_looks_like_a_mark_of_git_is_text(text: str) -> None:
    assert decode_text(text.encode(), "x.yaml") == text


def test_what_is_not_utf_8_is_told_at_its_line_and_column() -> None:
    with pytest.raises(HandoutsError, match=r"^x\.yaml:2:3: error: byte 0xe9 is not UTF-8"):
        decode_text("é\nab\xe9".encode("latin-1").replace(b"\xe9\n", "é\n".encode()), "x.yaml")
