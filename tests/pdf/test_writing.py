from __future__ import annotations

import zlib

import pytest

from handouts.pdf.writing import (
    FREE,
    PACKED,
    PLAIN,
    ROW,
    Blob,
    deflated,
    number,
    object_stream,
    text,
)


@pytest.mark.parametrize(
    ("value", "said"),
    [("a(b)\\c", rb"(a\(b\)\\c)"), ("", b"()"), ("é", b"<feff00e9>"), ("a\n", b"<feff0061000a>")],
)
def test_texts(value: str, said: bytes) -> None:
    assert text(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(0, b"0"), (1.5, b"1.5"), (1 / 3, b"0.333333"), (-0.0000001, b"0"), (100, b"100")],
)
def test_numbers(value: float, said: bytes) -> None:
    assert number(value) == said


def test_a_stream_is_compressed_and_tells_its_length() -> None:
    made = deflated(7, b"/Type/X", b"data" * 9)
    data = made.partition(b"stream\n")[2].partition(b"\nendstream")[0]
    assert zlib.decompress(data) == b"data" * 9
    assert b"/Filter/FlateDecode/Length %d>>" % len(data) in made


def test_an_object_stream_tells_where_each_object_begins() -> None:
    made = object_stream(9, [(3, b"[1]"), (5, b"<<>>")])
    data = made.partition(b"stream\n")[2].partition(b"\nendstream")[0]
    assert zlib.decompress(data) == b"3 0 5 4\n[1]\n<<>>"
    assert b"/N 2/First 8" in made


def test_a_blob_knows_where_its_objects_are_and_which_numbers_are_free() -> None:
    blob = Blob(bytearray(b"head"))
    blob.add_stream(11, b"", b"x", deflate=False)
    blob.add(12, b"[]")
    blob.pack(14)
    kinds = [ROW.unpack_from(blob.table(10, 15), ROW.size * at) for at in range(5)]
    assert [kind for kind, *_ in kinds] == [FREE, PLAIN, PACKED, FREE, PLAIN]
    assert kinds[1][1] == 4
    assert blob.data[kinds[4][1] :].startswith(b"14 0 obj")
    assert kinds[2][1:] == (14, 0)
