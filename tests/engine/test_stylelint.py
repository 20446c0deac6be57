from __future__ import annotations

import pytest

from handouts.engine.stylelint import families, faults


def told(text: str) -> list[str]:
    return [f"{fault.place}: {fault.message}" for fault in faults("t.css", text)]


def test_plain_rules_have_no_faults() -> None:
    css = "@media print { p { color: red } } p { & b { --a: calc(1px + var(--b)) } }"
    assert told(css) == []


@pytest.mark.parametrize("name", ["media", "supports", "page"])
def test_an_at_rule_inside_a_rule_is_told(name: str) -> None:
    assert told(f"p {{\n  @{name} print {{ color: red }} }}") == [
        f"t.css:2:3: '@{name}' inside a rule has no effect"
    ]


def test_an_at_rule_deep_inside_is_told() -> None:
    css = "@media print { p { b { @media screen { color: red } } } }"
    assert told(css) == ["t.css:1:24: '@media' inside a rule has no effect"]


def test_a_face_in_a_stylesheet_is_told() -> None:
    css = "@font-face { font-family: X; src: url(x.ttf) }"
    assert told(css) == ["t.css:1:1: '@font-face' has no effect in a stylesheet"]


@pytest.mark.parametrize("value", ["color-mix(in srgb, red, blue)", "f(Color-Mix(in srgb))"])
def test_a_mixed_colour_in_a_token_is_told(value: str) -> None:
    assert told(f"p {{ --a: {value} }}") == [
        "t.css:1:5: '--a' uses color-mix(), which the engine does not know"
    ]


def test_families_are_found_with_their_places() -> None:
    css = (
        '@page { @top-left { font-family: "In a margin" } }\n'
        "p { font-family: Open Sans, 'Lato', sans-serif; color: red }\n"
        "q { b { font-family: var(--text), Nested } }\n"
        "i { font-family: inherit }"
    )
    assert [(name, place.line) for name, place in families("t.css", css)] == [
        ("In a margin", 1),
        ("Open Sans", 2),
        ("Lato", 2),
        ("Nested", 3),
    ]


@pytest.mark.parametrize(
    "css",
    [
        "h1 { background: url(http://a.example/x.png) }",
        'h1 { list-style-image: url("//127.0.0.1/x") }',
        "@page { @top-left { content: url(file:///x.svg) } }",
        'h1 { background: image-set("https://a.example/x.png" 1x) }',
    ],
)
def test_an_address_in_a_stylesheet_is_told_at_its_place(css: str) -> None:
    [fault] = told(css)
    assert fault.startswith("t.css:1:")
    assert "nothing is fetched" in fault


def test_a_part_of_the_page_and_its_own_pictures_may_be_named() -> None:
    assert told("p { clip-path: url(#a); background: url(a.svg#part) }") == []
