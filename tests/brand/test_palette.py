from __future__ import annotations

import colorsys

import pytest
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st

from handouts.brand.palette import (
    CLEAR,
    DIFFERENT,
    TOKENS,
    Palette,
    apart,
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
    assert apart(palette) >= DIFFERENT
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


@given(colours, colours)
def test_a_second_colour_keeps_every_pair_readable(primary: str, second: str) -> None:
    palette = derive(primary, second)
    assert [pair.name for pair in pairs(palette) if pair.ratio < pair.least] == []
    assert apart(palette) >= DIFFERENT
    assert palette.inks["band"] == primary


@pytest.mark.parametrize("primary", ["#f3c13d", "#f9bd07", "#f47920", "#ff6f20", "#ffa500"])
def test_yellow_and_orange_stand_beside_text_that_is_dark_and_not_brown(primary: str) -> None:
    inks = derive(primary).inks
    brand = Color(inks["brand"]).convert("oklch")
    assert inks["band"] == primary
    assert contrast(inks["brand"], inks["paper"]) > 13
    assert brand["chroma"] < 0.04
    assert Color(inks["tint"]).convert("oklch")["chroma"] > 0.03  # drawings keep the hue


@pytest.mark.parametrize("primary", ["#a7c7e7", "#75aadb", "#bfe0e2", "#90a968", "#25aadd"])
def test_darkening_keeps_as_much_chroma_as_its_contrast_allows(primary: str) -> None:
    pale, dark = (Color(c).convert("oklch") for c in (primary, derive(primary).inks["brand"]))
    richer = Color(dark).set("chroma", dark["chroma"] * 1.2)
    assert dark["chroma"] > 0.9 * pale["chroma"] or not richer.in_gamut("srgb")


def test_pale_primary_leaves_text_to_a_second_colour_that_reads() -> None:
    assert derive("#bfe0e2", "#0d725a").inks["brand"] == "#00654f"
    assert derive("#1e3a5f", "#0d725a").inks["brand"] == "#1e3a5f"


@pytest.mark.parametrize("primary", ["#8a3b00", "#943f00", "#9a3b00", "#a00000", "#86106e"])
def test_warning_takes_another_colour_beside_a_brand_like_it(primary: str) -> None:
    palette = derive(primary)
    assert apart(palette) >= CLEAR
    assert apart(Palette({**palette.inks, "warn": primary})) < DIFFERENT  # so it can fail


@pytest.mark.parametrize("primary", ["#ff6f20", "#c65f0e", "#7a4a2b", "#a3001e"])
def test_warnings_are_ink_beside_a_brand_of_a_like_hue(primary: str) -> None:
    assert derive(primary).inks["warn"] == derive(primary).inks["ink"]


@pytest.mark.parametrize("primary", ["#0f5c5c", "#4b2e83", "#556b2f", "#777777"])
def test_warnings_have_their_colour_beside_any_other_brand(primary: str) -> None:
    assert derive(primary).inks["warn"] == "#8a3b00"


@pytest.mark.parametrize("primary", ["#a7c7e7", "#00d000", "#ff0000"])
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
