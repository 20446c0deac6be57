from __future__ import annotations

import re

from handouts.page.parts import Asset, Fragments, Sheet, slot_mark


def test_a_picture_is_addressed_by_its_content() -> None:
    one, other = (Asset("image/svg+xml", data).address("layers") for data in (b"one", b"other"))
    assert re.fullmatch(r"layers-[0-9a-f]{16}\.svg", one)
    assert one != other
    assert Asset("image/png", b"one").address("layers") == one.replace(".svg", ".png")


def test_a_sheet_is_filled_slot_by_slot() -> None:
    sheet = Sheet(f"<p>{slot_mark('a')}</p><p>{slot_mark('b')}</p>", (), {}, "x.yaml")
    assert sheet.filled(Fragments({"a": "<b>A</b>"})) == f"<p><b>A</b></p><p>{slot_mark('b')}</p>"
    assert slot_mark("a") in sheet.html
