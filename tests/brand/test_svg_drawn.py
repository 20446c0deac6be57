"""What becomes of an SVG: lines, a picture, or a refusal at the line of the mistake."""

from __future__ import annotations

from contextlib import suppress

import pytest

from handouts.brand.svg import Lines, as_figure, as_logo, looks_like_svg, read_svg
from handouts.brand.svg_tree import Unset
from handouts.workspace import Refused

BAR = '<path d="M0 0h30v10H0z" fill="#1e3a5f"/>'
SQUARE = 'd="M0 0h9v9H0z"'


def svg(inside: str = BAR, attributes: str = 'viewBox="0 0 30 10"', before: str = "") -> bytes:
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        (f'<path fill="#fff" {SQUARE}/>', "nothing"),
        (f'<g fill="white"><path {SQUARE}/><path stroke="#fefefe" d="M0 0h9"/></g>', "nothing"),
        (f'<style>.a{{fill:#ffffff}}</style><path class="a" {SQUARE}/>', "nothing"),
        (f'<path style="fill:#fff" {SQUARE}/>', "nothing"),
        ("", "nothing"),
        (f"<path {SQUARE}/>", "all"),
        (f'<path fill="#fff" {SQUARE}/><path fill="#1e3a5f" d="M2 2h3v3H2z"/>', "all"),
        (f'<path {SQUARE}/><path fill="#fff" d="M2 2h3v3H2z"/>', "all"),
        (f'<path {SQUARE}/><path fill="#fff" d="M12 2h16v3H12z"/>', "part"),
        (f'<path fill="#fff" stroke="currentColor" {SQUARE}/>', "all"),
        (
            '<linearGradient id="a"><stop stop-color="#fff"/></linearGradient>'
            f'<path fill="url(#a)" {SQUARE}/>',
            "nothing",
        ),
    ],
)
def test_what_paper_shows_of_a_logo_is_known(inside: str, seen: str) -> None:
    logo, _ = as_logo(svg(inside))
    assert logo.seen == seen


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        ('\n<path onload="a" d=""/>', 2),
        ("\n\n<script/>", 3),
        ('\n<image href="https://example.com/a.png"/>', 2),
        ('\n<path style="fill:url(//example.com/a)" d=""/>', 2),
        ('\n\n<path fill="var(--mine)" d=""/>', 3),
        ('\n<image href="#x"/>', 2),
        ('\n<image href="data:image/png;base64,iVBORw0KGgo="/>', 2),
        (f"\n<text>{'x' * 2_001}</text>", 2),
        ("\n<path", 2),
    ],
)
def test_mistake_is_told_with_its_line(inside: str, line: int) -> None:
    with pytest.raises(Refused) as told:
        read_svg(svg(inside))
    assert told.value.line == line
    assert told.value.column > 0


def test_letters_that_no_house_face_has_are_told_with_their_line() -> None:
    with pytest.raises(Unset, match="no house face has: \N{CJK UNIFIED IDEOGRAPH-4E2D}") as told:
        as_logo(svg("\n<text>\N{CJK UNIFIED IDEOGRAPH-4E2D}</text>"))
    assert (told.value.line, told.value.column) == (2, 1)


def test_attribute_that_only_begins_with_on_is_accepted() -> None:
    logo, _ = as_logo(svg(attributes='viewBox="0 0 30 10" only_selected="true" once="1"'))
    assert isinstance(logo, Lines)


@pytest.mark.parametrize("name", ["onload", "onclick", "ONCLICK", "onbegin", "onmouseover"])
def test_attribute_that_runs_is_refused(name: str) -> None:
    with pytest.raises(Refused, match=name.lower()):
        read_svg(svg(f'<path {name}="a" d=""/>'))


ILLUSTRATOR = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
<!ENTITY ns_svg "http://www.w3.org/2000/svg">
<!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/10.0/">
]>
<svg xmlns="&ns_svg;" xmlns:i="&ns_ai;" i:viewOrigin="0 0" viewBox="0 0 30 10">
<switch><i:pgf>AAAA</i:pgf><g i:extraneous="self"><path d="M0 0h30v10H0z"/></g></switch></svg>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_file_of_illustrator_is_read_in_every_encoding(encoding: str) -> None:
    name = encoding.removesuffix("-sig")
    data = ILLUSTRATOR.replace('"utf-8"', f'"{name}"').encode(encoding)
    assert looks_like_svg(data)
    logo, _ = as_logo(data)
    assert logo.seen == "all"
    assert b"pgf" not in logo.data


def test_entities_do_not_add_up_without_end() -> None:
    before = f'<!DOCTYPE svg [<!ENTITY a "{"b" * 500}">]>'
    with pytest.raises(Refused, match="4,000,000 characters"):
        read_svg(svg("&a;" * 8_001, before=before))


@pytest.mark.parametrize(
    ("css", "use", "colour"),
    [
        (":root{--c:#c0f}", "var(--c)", "#c0f"),
        (":root{--a:#c0f;--c:var(--a)}", "var( --c )", "#c0f"),
        ("", "var(--c, #0cf)", "#0cf"),
        ("", "var(--c, rgb(0, 1, 2))", "rgb(0, 1, 2)"),
    ],
)
def test_variable_with_one_value_is_put_in(css: str, use: str, colour: str) -> None:
    logo, _ = as_logo(svg(f'<style>{css}</style><path fill="{use}" {SQUARE}/>'))
    assert isinstance(logo, Lines)
    assert f'fill="{colour}"'.encode() in logo.data


@pytest.mark.parametrize(
    "css",
    ["", ":root{--c:#fff} @media print{:root{--c:#000}}", ":root{--c:var(--d);--d:var(--c)}"],
)
def test_variable_without_one_value_is_refused(css: str) -> None:
    with pytest.raises(Unset, match="variable"):
        read_svg(svg(f'<style>{css}</style><path fill="var(--c)" {SQUARE}/>'))


def test_token_of_the_palette_stays_in_a_figure_and_not_beside_a_gradient() -> None:
    token = f'<path fill="var(--brand)" {SQUARE}/>'
    assert b"var(--brand)" in as_figure(svg(token))[1]
    gradient = '<linearGradient id="a"><stop/></linearGradient>'
    with pytest.raises(Unset, match="<linearGradient> beside the colours of the palette"):
        as_figure(svg(token + gradient))


HARD = [
    '<linearGradient id="a"><stop/></linearGradient><path fill="url(#a)" d="M0 0h9v9z"/>',
    '<pattern id="a" width="2" height="2"><path d="M0 0h1v1z"/></pattern>'
    '<path fill="url(#a)" d="M0 0h9v9z"/>',
    '<filter id="a"><feGaussianBlur stdDeviation="1"/></filter>'
    '<path filter="url(#a)" d="M0 0h9v9z"/>',
    '<mask id="a"><path fill="#fff" d="M0 0h9v9z"/></mask><path mask="url(#a)" d="M0 0h9v9z"/>',
    '<path style="mix-blend-mode:multiply" d="M0 0h9v9z"/>',
    '<path d="M0 0h9v9z broken"/>',
    '<path d="M0 0h9v9zl4"/>',
    '<path d="M0 0a1 1 0 0110 5z"/>',
    '<rect width="50%" height="9"/>',
]


@pytest.mark.parametrize("inside", [*HARD, '<g opacity="0.5"><text y="9">A</text></g>'])
def test_what_printers_draw_each_in_their_own_way_becomes_a_picture(inside: str) -> None:
    logo, _ = as_logo(svg(inside))
    assert not isinstance(logo, Lines)
    assert logo.data.startswith(b"\x89PNG")


@pytest.mark.parametrize("inside", HARD)
def test_figure_that_printers_draw_each_in_their_own_way_becomes_a_picture(inside: str) -> None:
    assert as_figure(svg(inside))[0] == "image/png"


def test_drawing_of_very_many_lines_becomes_a_picture() -> None:
    lines = "".join(f"L{n % 30} {n * 7 % 10}" for n in range(10_000))
    logo, _ = as_logo(svg(f'<path d="M0 0{lines}z"/>'))
    assert not isinstance(logo, Lines)


def test_filters_within_filters_are_refused_before_they_are_drawn() -> None:
    blur = '<filter id="f"><feGaussianBlur stdDeviation="90"/></filter>'
    nested = '<g filter="url(#f)">' * 30 + BAR + "</g>" * 30
    with pytest.raises(Refused, match="20,000 elements to draw"):
        read_svg(svg(blur + nested))


def test_drawing_that_takes_too_long_ends_with_its_process() -> None:
    octaves = '<feTurbulence baseFrequency="0.5" numOctaves="2000000000"/>'
    with pytest.raises(Unset, match="took more than"):
        as_logo(svg(f'<filter id="f">{octaves}</filter><path filter="url(#f)" {SQUARE}/>'))


def test_margins_of_lines_are_cut_off() -> None:
    logo, _ = as_logo(svg('<rect x="100" y="40" width="60" height="20"/>', 'viewBox="0 0 300 100"'))
    assert (logo.width, logo.height) == pytest.approx((60, 20), abs=1)


def test_lines_without_margins_keep_their_view() -> None:
    logo, _ = as_logo(svg())
    assert (logo.width, logo.height) == (30, 10)


@pytest.mark.parametrize("box", ["0 0 1e300 1", "0 0 1e-9 1", "0 1e9 10 10"])
def test_size_out_of_all_proportion_is_refused(box: str) -> None:
    with pytest.raises(Refused, match="units large"):
        as_logo(svg(attributes=f'viewBox="{box}"'))


MUCH = 300_000


@pytest.mark.parametrize(
    "inside",
    [
        f"<style>{'a' * MUCH}</style>",
        f"<style>{'/*' * MUCH}</style>",
        f'<style>{"-" * MUCH}</style><path fill="var(--a)" d=""/>',
        f'<path style="a:{" " * MUCH}b:" d=""/>',
        f'<path d="M.{"1" * 29_000}x"/>',
        f'<polygon points=".{"1" * 29_000}x"/>',
        f'<path fill="{"var(--a," * 30_000}" d=""/>',
        "<style>:root{"
        + "".join(f"--a{n}:{f'var(--a{n + 1}) ' * 1_000};" for n in range(4))
        + '}</style><path fill="var(--a0)" d=""/>',
    ],
    ids=range(8),
)
def test_text_that_leads_patterns_astray_comes_to_an_end(inside: str) -> None:
    with suppress(Refused):
        assert as_logo(svg(BAR + inside))
    with suppress(Refused):
        assert as_figure(svg(BAR + inside))


def test_numbers_that_make_the_drawing_fail_give_way() -> None:
    with pytest.raises(Unset):
        as_logo(svg('<path d="M0 9L1e30 40H-1e30" stroke="red" stroke-dasharray="3"/>'))


def test_what_illustrator_keeps_for_itself_in_a_drawing_is_not_drawn() -> None:
    own = '<foreignObject requiredExtensions="http://ns.adobe.com/" width="1" height="1"/>'
    logo, _ = as_logo(svg(f"<switch>{own}<g><path {SQUARE}/></g></switch>"))
    plain, _ = as_logo(svg(f"<path {SQUARE}/>"))
    assert logo.seen == plain.seen == "all"
    assert logo.width / logo.height == pytest.approx(plain.width / plain.height, rel=0.05)


@pytest.mark.parametrize("kind", ["gif", "svg+xml", "webp"])
def test_picture_of_another_kind_in_a_drawing_is_told_as_that(kind: str) -> None:
    with pytest.raises(Unset, match="no PNG or JPEG"):
        read_svg(svg(f'<image href="data:image/{kind};base64,AAAA" width="9" height="9"/>'))


@pytest.mark.parametrize(
    "inside",
    [
        '<path fill="url(#missing)" d="M0 0h9v9z"/>',
        '<linearGradient id="a"><stop/><stop offset="1" stop-color="#c00"/></linearGradient>'
        '<path fill="none" stroke="url(#a)" d="M0 5h9"/>',
    ],
)
def test_figure_of_which_nothing_is_drawn_is_refused(inside: str) -> None:
    with pytest.raises(Unset, match="draws nothing"):
        as_figure(svg(inside))
