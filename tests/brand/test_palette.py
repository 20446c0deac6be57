from __future__ import annotations

import colorsys

import pytest
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st

from handouts.brand.palette import (
    TOKENS,
    Palette,
    contrast,
    derive,
    grey_ink,
    nearly_white,
    pairs,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colours)
def test_every_primary_gives_readable_tokens(primary: str) -> None:
    palette = derive(primary)
    assert tuple(palette.inks) == TOKENS
    weak = [pair.name for pair in pairs(palette) if pair.ratio < pair.least]
    assert weak == []


@given(colours)
def test_brand_reads_comfortably_and_band_is_the_primary_itself(primary: str) -> None:
    inks = derive(primary).inks
    assert contrast(inks["brand"], inks["paper"]) >= 7
    assert inks["band"] == primary


@given(colours)
def test_tint_costs_little_ink(primary: str) -> None:
    assert 0.1 <= grey_ink(derive(primary).inks["tint"]) <= 0.15


def test_dark_primary_is_kept_for_text() -> None:
    assert derive("#0f5c5c").inks["brand"] == "#0f5c5c"


@pytest.mark.parametrize("primary", ["#f9bd07", "#a7c7e7", "#00d000", "#ff0000"])
def test_darkening_keeps_the_hue(primary: str) -> None:
    before, after = (
        Color(colour).convert("oklch")["hue"] for colour in (primary, derive(primary).inks["brand"])
    )
    assert abs(before - after) < 12  # degrees; what the gamut of print costs


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1)


def test_text_on_a_band_is_black_where_neither_ink_nor_paper_reads() -> None:
    assert derive("#777777").inks["on-band"] == "#000000"
    assert derive("#0f5c5c").inks["on-band"] == "#ffffff"
    assert derive("#f9bd07").inks["on-band"] == "#111a1a"


def test_only_what_cannot_be_told_from_paper_is_nearly_white() -> None:
    assert nearly_white("#eef5f2")
    assert not nearly_white("#bfe0e2")


def test_a_weak_pair_is_seen() -> None:
    inks = {**derive("#0f5c5c").inks, "soft": "#aaaaaa"}
    assert [pair.name for pair in pairs(Palette(inks)) if pair.ratio < pair.least] == [
        "secondary text"
    ]


def test_grey_ink_is_none_on_paper_and_all_in_black() -> None:
    assert grey_ink("#ffffff") == pytest.approx(0)
    assert grey_ink("#000000") == pytest.approx(1)
    assert grey_ink("#ff0000") == pytest.approx(1 - colorsys.rgb_to_yiq(1, 0, 0)[0], abs=0.01)
