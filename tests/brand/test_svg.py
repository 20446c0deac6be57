from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Literal

import pytest

from handouts.brand.svg import Vector, read_svg
from handouts.brand.svg_source import looks_like_svg, plain_svg
from handouts.workspace import Refused

DOT = (  # a picture of one pixel
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgAB"
    "SK+kcQAAAABJRU5ErkJggg=="
)
BAR = '<path d="M0 0h30v10H0z" fill="#1e3a5f"/>'


def svg(inside: str = BAR, attributes: str = 'viewBox="0 0 30 10"', before: str = "") -> bytes:
    spaces = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"{before}<svg {spaces} {attributes}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 30 10"', (30, 10)),
        ('viewBox="-5,-5 1e2 50.5" width="1" height="1"', (100, 50.5)),
        ('width="60mm" height="16mm"', (60, 16)),
        ('width="120" height="40px"', (120, 40)),
    ],
)
def test_size_comes_from_the_view_box_else_from_width_and_height(
    attributes: str, size: tuple[float, float]
) -> None:
    vector = read_svg(svg(attributes=attributes))
    assert (vector.width, vector.height) == size


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
        '<image href="#a"/>',
        '<path onMouseOver="alert(1)" d=""/>',
        '<use href="other.svg#a"/>',
        '<use xlink:href="https://example.com/#a" href="#a"/>',
        '<use href="#a" xlink:href="https://example.com/#a"/>',
        '<a href="javascript:alert(1)"><path d=""/></a>',
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
        ('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "DOCTYPE with declarations"),
        ('<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>', "DOCTYPE with declarations"),
        ('<!DOCTYPE svg [<!ENTITY a "<b/>">]>', "DOCTYPE with declarations"),
        ('<!DOCTYPE svg [<!ENTITY % a "b">]>', "DOCTYPE with declarations"),
        ('<!DOCTYPE svg [<!ENTITY lt "b">]>', "DOCTYPE with declarations"),
        ("<!DOCTYPE svg [<!ELEMENT svg ANY>]>", "DOCTYPE with declarations"),
        ("<!DOCTYPE svg [ ]>", "DOCTYPE with declarations"),
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
    assert read_svg(svg(before=before)) == Vector(30, 10, has_text=False, pale=False)


@pytest.mark.parametrize(
    "inside",
    [
        '<defs><linearGradient id="a"><stop stop-color="#123"/></linearGradient></defs>'
        '<path fill="url(#a)" d=""/>',
        "<style>.a{fill:#123} .b, rect.c{clip-path:url(#d)}</style>"
        '<clipPath id="d"><path d=""/></clipPath><path class="a b" d=""/>',
        '<g id="a"><path d=""/></g><use href="#a"/><use xlink:href="#a"/>',
        '<path style="fill:#123;stroke:none" d=""/>',
    ],
)
def test_what_logos_are_made_of_is_accepted(inside: str) -> None:
    assert read_svg(svg(inside)).width == 30


def test_small_raster_within_is_accepted_and_a_bomb_is_not(picture: Callable[..., bytes]) -> None:
    def holding(data: bytes) -> bytes:
        return svg(f'<image href="data:image/png;base64,{base64.b64encode(data).decode()}"/>')

    assert read_svg(holding(picture((30, 10)))).height == 10
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


@pytest.mark.parametrize(
    ("inside", "pale"),
    [
        ('<path fill="#fff" d=""/>', True),
        ('<g fill="white"><path d=""/><path stroke="#fefefe" d=""/></g>', True),
        ('<style>.a{fill:#ffffff}</style><path class="a" d=""/>', True),
        ('<path style="fill:#fff" d=""/>', True),
        ('<path d=""/>', False),
        ('<path fill="#fff" d=""/><path fill="#1e3a5f" d=""/>', False),
        ('<path fill="#fff" stroke="currentColor" d=""/>', False),
        ('<g fill="white"><path fill="inherit" d=""/></g>', False),
        ('<radialGradient id="a"><stop stop-color="#fff"/></radialGradient>', True),
        ('<radialGradient id="a"><stop/></radialGradient><path fill="url(#a)" d=""/>', False),
        (f'<g fill="#fff"><image href="{DOT}"/></g>', False),
    ],
)
def test_picture_of_nothing_but_white_is_pale(inside: str, pale: bool) -> None:
    assert read_svg(svg(inside)).pale is pale


def test_svg_is_known_by_its_first_character() -> None:
    assert looks_like_svg(b"\xef\xbb\xbf\n <svg/>")
    assert not looks_like_svg(b"\x89PNG")


def test_attribute_that_only_begins_like_an_event_is_accepted() -> None:
    assert read_svg(svg(attributes='viewBox="0 0 30 10" only_selected="true" on="1"')).width == 30


def test_svg_in_utf_16_or_with_a_byte_order_mark_is_read_as_utf_8() -> None:
    text = svg("<text>Zoë</text>").decode()
    declared = f"<?xml version='1.0' encoding='UTF-16'?>{text}"
    for data in (declared.encode("utf-16"), text.encode("utf-8-sig")):
        assert looks_like_svg(data)
        assert plain_svg(data) == text.encode()
        assert read_svg(data).width == 30


ILLUSTRATOR = """<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd" [
    <!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
    <!ENTITY ns_svg 'http://www.w3.org/2000/svg'>
]>
<svg xmlns="&ns_svg;" xmlns:x="&ns_extend;" viewBox="0 0 30 10"><path d="M0 0h9"/></svg>"""


def test_entities_that_illustrator_writes_are_written_out() -> None:
    read = plain_svg(ILLUSTRATOR.encode())
    assert b'xmlns="http://www.w3.org/2000/svg"' in read
    assert b"ENTITY" not in read
    assert read.count(b"\n") == ILLUSTRATOR.count("\n")
    assert read_svg(ILLUSTRATOR.encode()).width == 30


def test_entities_that_make_a_file_huge_are_refused() -> None:
    bomb = f'<!DOCTYPE svg [<!ENTITY a "{"b" * 10_000}">]>'
    with pytest.raises(Refused, match="at most 1,000,000"):
        read_svg(svg("<text>" + "&a;" * 100 + "</text>", before=bomb))


def test_refusal_says_the_line_of_what_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        read_svg(svg("\n\n<g>\n<script/></g>"))
    assert caught.value.line == 4


def test_torn_picture_in_a_drawing_is_refused_at_its_line(picture: Callable[..., bytes]) -> None:
    torn = base64.b64encode(picture((30, 10))[:-30]).decode()
    with pytest.raises(Refused, match="damaged") as caught:
        read_svg(svg(f'\n<image href="data:image/png;base64,{torn}"/>'))
    assert caught.value.line == 2


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ('<filter id="a"/><path filter="url(#a)" d=""/>', "filter"),
        ('<path style="fill:#123; filter:blur(2px)" d=""/>', "filter"),
        ("<style>.a{filter:drop-shadow(1px 1px 2px #000)}</style>", "filter"),
        ('<path fill="var(--accent)" d=""/>', "accent"),
        ('<path style="fill:var( --ink )" d=""/>', "ink"),
        ("<style>.a{fill:var(--ink, #123)}</style>", "ink"),
        ('<g style="--ink:#f00"/>', "colour of the page"),
    ],
)
@pytest.mark.parametrize("use", ["logo", "figure"])
def test_what_would_be_lost_or_black_in_silence_is_refused_at_its_line(
    inside: str, what: str, use: Literal["logo", "figure"]
) -> None:
    with pytest.raises(Refused, match=what) as caught:
        read_svg(svg(f"\n{inside}"), use)
    assert caught.value.line == 2
    assert caught.value.hint


@pytest.mark.parametrize(
    "inside",
    [
        '<filter id="unused"/><path filter="none" style="filter:none" d=""/>',
        '<path fill="var(--on-band)" stroke="var(--ink)" d=""/>',
        '<path style="--other:1;fill:#123" d=""/>',
        '<pattern id="unused"/><linearGradient id="a"/><path fill="url(#a)" d=""/>',
    ],
)
@pytest.mark.parametrize("use", ["logo", "figure"])
def test_what_is_drawn_or_not_used_is_accepted(inside: str, use: Literal["logo", "figure"]) -> None:
    assert read_svg(svg(inside), use).width == 30


def test_pattern_is_refused_in_a_figure() -> None:
    inside = '<pattern id="a"><path d=""/></pattern>\n<path fill="url(#a)" d=""/>'
    with pytest.raises(Refused, match="a pattern") as caught:
        read_svg(svg(inside), "figure")
    assert caught.value.line == 2
    assert read_svg(svg(inside), "logo").width == 30


TEXT = "<text>A</text>"


@pytest.mark.parametrize(
    "inside",
    [
        f'<g opacity="0.5">{TEXT}</g>',
        f'<g style="opacity:50%">{TEXT}</g>',
        f"<style>.a{{opacity:.5}}</style><g class='b a'>{TEXT}</g>",
        f"<style>g{{opacity:.5}}</style><g>{TEXT}</g>",
        f'<g text-anchor="middle">{TEXT}</g>',
        '<text style="text-anchor:end">A</text>',
        f'<mask id="m">{TEXT}</mask><path mask="url(#m)" d=""/>',
        '<defs><text id="t">A</text></defs><g opacity=".5"><use href="#t"/></g>',
    ],
)
def test_text_in_a_group_is_refused_in_a_logo_alone(inside: str) -> None:
    with pytest.raises(Refused, match="text in a group") as caught:
        read_svg(svg(inside), "logo")
    assert "outlines" in caught.value.hint
    assert read_svg(svg(inside), "figure").has_text


@pytest.mark.parametrize(
    "inside",
    [
        f'<g opacity="1" style="fill-opacity:.5">{TEXT}</g>',
        f"<style>.a{{opacity:.5}}</style><path class='a' d=''/>{TEXT}",
        '<g opacity="0.5"><path d=""/></g>',
        '<text text-anchor="start" style="opacity:1">A</text>',
    ],
)
def test_text_in_no_group_is_accepted_in_a_logo(inside: str) -> None:
    assert read_svg(svg(inside), "logo").width == 30


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        (f'<path d="M0 0{"h1" * 60_000}"/>', "numbers in its paths"),
        (f"<text>{'x' * 5_001}</text>", "letters of text"),
        ('<path id="a" d=""/>' + '<use href="#a"/>' * 2_001, "elements"),
    ],
)
def test_logo_that_is_too_heavy_to_set_is_refused(inside: str, what: str) -> None:
    with pytest.raises(Refused, match=what):
        read_svg(svg(inside), "logo")
    assert read_svg(svg(inside), "figure").width == 30
