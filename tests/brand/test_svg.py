from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from handouts.brand.svg import looks_like_svg, read_svg
from handouts.workspace import Refused

BAR = '<path d="M0 0h30v10H0z" fill="#1e3a5f"/>'


def svg(inside: str = BAR, attributes: str = 'viewBox="0 0 30 10"', before: str = "") -> bytes:
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {spaces} {attributes}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 30 10"', (30, 10)),
        ('viewBox="-5,-5 1e2 50.5" width="1" height="1"', (100, 50.5)),
        ('width="60mm" height="2cm"', (226.77, 75.59)),
        ('width="120" height="40px"', (120, 40)),
    ],
)
def test_size_comes_from_the_view_box_else_from_width_and_height(
    attributes: str, size: tuple[float, float]
) -> None:
    assert read_svg(svg(attributes=attributes)).box[2:] == pytest.approx(size, abs=0.01)


@pytest.mark.parametrize(
    "attributes",
    ["", 'width="100%" height="100%"', 'viewBox="0 0 0 10"', 'viewBox="0 0 nan 10"', 'width="9"'],
)
def test_picture_without_a_size_is_refused(attributes: str) -> None:
    with pytest.raises(Refused, match="how large"):
        read_svg(svg(attributes=attributes))


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<SCRIPT/>",
        '<path onload="alert(1)" d=""/>',
        "<foreignObject><p>text</p></foreignObject>",
        '<image href="https://example.com/a.png"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
        '<image href="data:image/png;base64,A"/>',
        '<image href="data:text/html,a"/>',
        '<image href="other.png"/>',
        '<use href="other.svg#a"/>',
        '<use href="data:image/png;base64,AAAA"/>',
        '<use xlink:href="https://example.com/#a" href="#a"/>',
        '<use href="#a" xlink:href="https://example.com/#a"/>',
        '<a href="javascript:alert(1)"><path d=""/></a>',
        '<foreignObject requiredExtensions="a"/>',
        "<switch><foreignObject><p>text</p></foreignObject></switch>",
        '<switch><foreignObject requiredExtensions="a"><script/></foreignObject></switch>',
        '<g xml:base="https://example.com/"/>',
        '<style>@import "https://example.com/a.css";</style>',
        "<style>@font-face{font-family:a;src:url(#a)}</style>",
        "<style>.a{fill:url(https://example.com/a)}</style>",
        "<style>.a{fill:u\\72l(https://example.com/a)}</style>",
        '<path style="fill:url(//example.com/a)" d=""/>',
        '<path fill="url(\'https://example.com/a#b\')" d=""/>',
        "<style>path{fill:url(#a)}</style>",
        '<marker id="m"/>',
    ],
)
def test_what_runs_or_fetches_is_refused(inside: str) -> None:
    with pytest.raises(Refused):
        read_svg(svg(BAR + inside))


@pytest.mark.parametrize(
    ("before", "what"),
    [
        ('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "declarations"),
        ('<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>', "declarations"),
        ('<!DOCTYPE svg [<!ENTITY a "&#60;script/>">]>', "declarations"),
        ('<!DOCTYPE svg [<!ENTITY % a "b">]>', "declarations"),
        ('<!DOCTYPE svg [<!ATTLIST path onload CDATA "x">]>', "declarations"),
        (f'<!DOCTYPE svg [<!ENTITY a "{"b" * 501}">]>', "declarations"),
        (
            "<!DOCTYPE svg [" + "".join(f'<!ENTITY a{n} "b">' for n in range(101)) + "]>",
            "declarations",
        ),
        ('<?xml-stylesheet href="a.css"?>', "style sheet"),
    ],
)
def test_declarations_before_the_picture_are_refused(before: str, what: str) -> None:
    with pytest.raises(Refused, match=what):
        read_svg(svg(before=before))


@pytest.mark.parametrize(
    "before",
    [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">',
        "<!-- made with a drawing program -->",
    ],
)
def test_what_drawing_programs_write_before_it_is_accepted(before: str) -> None:
    assert read_svg(svg(before=before)).box == (0, 0, 30, 10)


@pytest.mark.parametrize(
    "inside",
    [
        '<defs><linearGradient id="a"><stop stop-color="#123"/></linearGradient></defs>'
        '<path fill="url(#a)" d=""/>',
        "<style>.a{fill:#123} .b, rect.c{clip-path:url(#d)}</style>"
        '<clipPath id="d"><path d=""/></clipPath><path class="a b" d=""/>',
        '<g id="a"><path d=""/></g><use href="#a"/><use xlink:href="#a"/>',
        '<path style="fill:#123;stroke:none" d=""/>',
        '<a href="https://clinic.example/"><path d=""/></a>',
    ],
)
def test_what_logos_are_made_of_is_accepted(inside: str) -> None:
    assert read_svg(svg(inside)).box == (0, 0, 30, 10)


def test_small_raster_within_is_accepted_and_a_bomb_is_not(picture: Callable[..., bytes]) -> None:
    def holding(data: bytes) -> bytes:
        return svg(f'<image href="data:image/png;base64,{base64.b64encode(data).decode()}"/>')

    assert read_svg(holding(picture((30, 10)))).box == (0, 0, 30, 10)
    huge = bytearray(picture((8, 8)))
    huge[16:24] = (30_000).to_bytes(4, "big") * 2
    with pytest.raises(Refused):
        read_svg(holding(bytes(huge)))


def doubling(link: Callable[[int], str]) -> str:
    """Return twenty groups, each drawing the one before it twice: a million paths."""
    groups = [f'<g id="g{n}">{link(n - 1)}{link(n - 1)}</g>' for n in range(1, 21)]
    return f'<defs><path id="g0" d="M0 0h1"/>{"".join(groups)}</defs><use href="#g20"/>'


@pytest.mark.parametrize(
    "link",
    [
        lambda n: f'<use href="#g{n}"/>',
        lambda n: f'<path mask="url(#g{n})" d=""/>',
        lambda n: f'<path class="c{n}" d=""/>',
    ],
    ids=["use", "mask", "class"],
)
def test_picture_that_draws_a_million_elements_is_refused(link: Callable[[int], str]) -> None:
    rules = "".join(f".c{n}{{clip-path:url(#g{n})}}" for n in range(20))
    with pytest.raises(Refused, match="20,000 elements to draw"):
        read_svg(svg(f"<style>{rules}</style>" + doubling(link)))


@pytest.mark.parametrize(
    "inside",
    [
        '<g id="a"><use href="#a"/></g>',
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<pattern id="a"><path fill="url(#a)" d=""/></pattern><path fill="url(#a)" d=""/>',
    ],
)
def test_references_in_a_circle_are_refused(inside: str) -> None:
    with pytest.raises(Refused, match="lead to each other"):
        read_svg(svg(inside))


def test_too_many_or_too_deep_elements_are_refused() -> None:
    with pytest.raises(Refused, match="20,000 elements"):
        read_svg(svg("<g/>" * 20_001))
    with pytest.raises(Refused, match="64 within each other"):
        read_svg(svg("<g>" * 65 + "</g>" * 65))
    with pytest.raises(Refused, match="1,000,000 are read"):
        read_svg(svg("<g/>" + " " * 1_000_000))


@pytest.mark.parametrize(
    "data",
    [
        svg()[:-4],
        b"<html/>",
        b"<svg",
        b"<",
        svg("&undefined;"),
        svg("&undefined;", before='<!DOCTYPE svg SYSTEM "a.dtd">'),
        svg(BAR).replace(b"M0", b"\xff"),
    ],
)
def test_damaged_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_svg(data)


def test_encoding_that_disguises_what_is_written_is_refused() -> None:
    hidden = "<svg viewBox='0 0 1 1'><script/></svg>".encode("cp1140")
    with pytest.raises(Refused, match="unknown encoding"):
        read_svg(b"<?xml version='1.0' encoding='cp1140'?>" + hidden)


def test_text_is_seen() -> None:
    assert read_svg(svg('<text x="1" y="8">A</text>')).has_text
    assert not read_svg(svg()).has_text


def test_svg_is_known_by_its_first_character() -> None:
    assert looks_like_svg(b"\xef\xbb\xbf\n <svg/>")
    assert not looks_like_svg(b"\x89PNG")
