from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.brand.color import opaque, read_palette
from handouts.diagnostics import Problems
from handouts.reading.yaml import parse_yaml


def read(text: str) -> tuple[str, list[str]]:
    problems = Problems()
    top = parse_yaml(text, "_brand.yml", problems, lenient=True)
    assert top
    palette = read_palette(top, text.splitlines(), problems)
    return palette.inks["band"], [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("css", "colour"),
    [
        ("#0F5C5C", "#0f5c5c"),
        ("#123", "#112233"),
        ("#00000080", "#7f7f7f"),
        ("transparent", "#ffffff"),
        ("Orange", "#ffa500"),
        ("rgb(15, 92, 92)", "#0f5c5c"),
        ("hsl(180 72% 21%)", "#0f5c5c"),
        ("rgba(255, 0, 0, .5)", "#ff8080"),
    ],
)
def test_css_colour_becomes_opaque(css: str, colour: str) -> None:
    assert opaque(css) == colour


@pytest.mark.parametrize(
    "css",
    ["", "#feeef", "#dcdbdbd", "var(--x)", "red; }", "url(x)", "#12345g", "red" * 50, "a\nb"],
)
def test_what_is_no_colour_gives_none(css: str) -> None:
    assert opaque(css) is None


@given(st.text(max_size=30))
def test_nothing_but_six_digits_leaves(css: str) -> None:
    colour = opaque(css)
    assert colour is None or (len(colour) == 7 and int(colour[1:], 16) >= 0)


def test_palette_goes_before_theme_and_css() -> None:
    assert read('color: {palette: {red: "#aa0000"}, primary: red}') == ("#aa0000", [])


def test_theme_goes_before_css() -> None:
    assert read('color: {dark: "#101040", primary: dark}') == ("#101040", [])


def test_name_may_be_misspelt_and_is_suggested() -> None:
    problems = Problems()
    text = 'color: {palette: {midnight: "#101040"}, primary: midnigth}'
    top = parse_yaml(text, "_brand.yml", problems)
    assert top
    read_palette(top, [text], problems)
    assert "did you mean 'midnight'?" in [problem.hint for problem in problems]


def test_long_chain_of_names_is_given_up() -> None:
    links = "\n".join(f"    n{number}: n{number + 1}" for number in range(30))
    colour, told = read(f'color:\n  primary: n0\n  palette:\n{links}\n    n30: "#101040"\n')
    assert colour == "#101040"  # the first of the palette that can be used
    assert any("'primary' is left out" in message for message in told)


def test_comment_after_a_missing_colour_is_not_taken_for_one() -> None:
    _, told = read('color:\n  primary: "#101040"\n  secondary:  # ask the designer\n')
    assert told == []


def test_six_digits_without_a_hash_are_read_with_a_warning() -> None:
    colour, told = read("color: {primary: 101040}")
    assert colour == "#101040"
    assert told == ["the colour '101040' is read as '#101040'"]


@pytest.mark.parametrize(
    ("text", "colour", "name"),
    [
        ('color: {foreground: "#333333", background: white}', "#333333", "the foreground"),
        (
            'color: {primary: "#fff"}\ntypography: {link: {color: "#f47920"}}',
            "#f47920",
            "the colour of links",
        ),
        ("typography: {headings: {color: navy}}", "#000080", "the colour of headings"),
        ('color: {link: "#1c84e5"}', "#1c84e5", "the colour of links"),
        ("color: {tertiary: teal}", "#008080", "the tertiary colour"),
        ('color: {palette: {ink: "#222222", sun: "#f47920"}}', "#f47920", "'sun' of the palette"),
        ('color: {palette: {ink: "#222222", snow: white}}', "#222222", "'ink' of the palette"),
        ('color: {foreground: "#eeeeee"}', "#0f5c5c", "the house's"),
        ("color: {background: black, foreground: white}", "#0f5c5c", "the house's"),
        ('typography: {base: {color: "#402040"}}', "#402040", "the colour of text"),
    ],
)
def test_a_colour_of_the_brand_goes_before_the_house_s(text: str, colour: str, name: str) -> None:
    band, told = read(text)
    assert band == colour
    assert any(f"{name} '{colour}' is used" in message for message in told)


def test_colour_of_a_style_may_be_a_name_of_the_palette() -> None:
    text = 'color: {palette: {sea: "#0d725a"}}\ntypography: {link: {color: sea}}'
    assert read(text)[0] == "#0d725a"


def test_theme_s_colours_one_step_too_deep_are_told_with_the_way_out() -> None:
    problems = Problems()
    text = 'color: {theme: {primary: "#f47920"}}'
    top = parse_yaml(text, "_brand.yml", problems, lenient=True)
    assert top
    read_palette(top, [text], problems)
    [told] = [problem for problem in problems if problem.rule == "unknown-key"]
    assert "directly under 'color'" in told.hint


def test_heading_s_colour_that_reads_sets_text_beside_a_pale_primary() -> None:
    problems = Problems()
    text = 'color: {primary: "#f3c13d"}\ntypography: {headings: {color: "#1e3a5f"}}'
    top = parse_yaml(text, "_brand.yml", problems, lenient=True)
    assert top
    assert read_palette(top, text.splitlines(), problems).inks["brand"] == "#1e3a5f"
