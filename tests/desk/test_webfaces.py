from __future__ import annotations

import io
import re
from base64 import b64decode
from pathlib import Path

from fontTools.ttLib import TTFont

from handouts.desk import webfaces
from handouts.desk.webfaces import web_faces
from handouts.press.cache import Cache

LARGEST = 15_000  # bytes of one face


def faces(folder: Path) -> dict[str, bytes]:
    found = re.findall(
        r"font-weight:(\d+);src:url\(data:font/woff2;base64,([^)]+)\)", rule_of(folder)
    )
    return {weight: b64decode(data) for weight, data in found}


def rule_of(folder: Path) -> str:
    return web_faces(Cache(folder))


def test_regular_and_bold_are_small_and_have_what_names_are_written_with(tmp_path: Path) -> None:
    found = faces(tmp_path)
    assert [*found] == ["400", "700"]
    for data in found.values():
        assert len(data) < LARGEST
        known = TTFont(io.BytesIO(data)).getBestCmap()
        assert {ord(letter) for letter in "Azé ßł09“”‘’–—…€"} <= set(known)


def test_the_same_bytes_come_out_each_time(tmp_path: Path) -> None:
    before = rule_of(tmp_path / "one")
    webfaces._cut.cache_clear()
    assert rule_of(tmp_path / "another") == before


def test_what_was_cut_before_is_not_cut_again(tmp_path: Path) -> None:
    before = rule_of(tmp_path)
    webfaces._cut.cache_clear()
    assert rule_of(tmp_path) == before
    assert webfaces._cut.cache_info().misses == 0
