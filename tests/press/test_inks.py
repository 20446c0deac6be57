from __future__ import annotations

from handouts.press.inks import channels, following, pattern, sentinels, told_by

COLOURS = {"ink": "#111111", "brand": "#0f5c5c", "band": "#0f5c5c", "paper": "#ffffff"}


def test_no_two_sentinels_share_a_channel() -> None:
    sets = sentinels(("a", "b", "c"), "source")
    values = [byte for found in sets for c in found.values() for byte in bytes.fromhex(c[1:])]
    assert len(set(values)) == len(values) == 18


def test_one_set_is_dark_and_the_other_light() -> None:
    dark, light = sentinels(("a", "b"), "")
    assert all(max(bytes.fromhex(c[1:])) < 128 for c in dark.values())
    assert all(min(bytes.fromhex(c[1:])) > 128 for c in light.values())


def test_a_colour_of_the_source_is_no_sentinel() -> None:
    [taken] = sentinels(("a",), "x")[0].values()
    assert sentinels(("a",), "x")[0]["a"] == taken
    assert taken not in sentinels(("a",), f"x {taken.upper()}")[0].values()


def test_tokens_are_told_by_their_colours() -> None:
    assert told_by({"a": "#000000", "b": "#ff0000"}, ("a", "b")) == {(0, 0, 0): 0, (1, 0, 0): 1}


def test_a_pattern_tells_equal_tokens_and_literals() -> None:
    assert pattern(COLOURS, [channels("#ffffff")]) == ("ink", "brand", "brand", "#ffffff")
    assert pattern(COLOURS, []) == ("ink", "brand", "brand", "paper")


def test_colours_follow_a_pattern() -> None:
    colours = dict.fromkeys(COLOURS, "") | {"ink": "#010203", "brand": "#040506"}
    like = ("ink", "brand", "brand", "#ffffff")
    assert following(like, colours) == {
        "ink": "#010203",
        "brand": "#040506",
        "band": "#040506",
        "paper": "#ffffff",
    }
