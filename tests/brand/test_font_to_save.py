"""A font that is saved has the same bytes, whatever else is installed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fontTools.ttLib.tables import otBase

from handouts.brand.fonts import font_to_save
from handouts.workspace import house_faces


def saved(data: bytes) -> bytes:
    font = font_to_save(data)
    font["GPOS"].ensureDecompiled(recurse=True)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def test_it_is_packed_alike_with_and_without_harfbuzz(monkeypatch: pytest.MonkeyPatch) -> None:
    data = Path(next(house_faces()[0].glob("*-Regular.ttf"))).read_bytes()
    with_it = saved(data)
    monkeypatch.setattr(otBase, "have_uharfbuzz", False)
    assert saved(data) == with_it
