"""Drawings and logos as two readers draw them: what one of them leaves out, some printer does."""

from __future__ import annotations

from io import BytesIO

import pytest
from machinery import Tool
from PIL import Image, ImageChops, ImageStat

from handouts.brand.svg import read_svg
from handouts.diagnostics import Problems
from handouts.page import Asset
from handouts.press.engine import typeset
from handouts.press.finish import repaired, saved
from handouts.press.raster import page_picture

DPIS = (40, 100)
STOPS = '<stop stop-color="#c00"/><stop offset="1" stop-color="#00c"/>'
FEATURES = {
    "linear gradient": f'<linearGradient id="a">{STOPS}</linearGradient>'
    '<path fill="url(#a)" d="M5 5h90v40H5z"/>',
    "radial gradient": f'<radialGradient id="a">{STOPS}</radialGradient>'
    '<circle cx="50" cy="25" r="20" fill="url(#a)"/>',
    "gradient in user space": '<linearGradient id="a" gradientUnits="userSpaceOnUse" x1="5" y1="0"'
    f' x2="95" y2="0">{STOPS}</linearGradient><path fill="url(#a)" d="M5 5h90v40H5z"/>',
    "turned gradient": f'<linearGradient id="a" gradientTransform="rotate(45)">{STOPS}'
    '</linearGradient><path fill="url(#a)" d="M5 5h90v40H5z"/>',
    "stroked gradient": f'<linearGradient id="a">{STOPS}</linearGradient>'
    '<path fill="none" stroke-width="9" stroke="url(#a)" d="M5 5L95 45"/>',
    "mask": '<mask id="a"><rect width="60" height="50" fill="#fff"/></mask>'
    '<rect width="90" height="40" fill="#c00" mask="url(#a)"/>',
    "clip": '<clipPath id="a"><circle cx="50" cy="25" r="20"/></clipPath>'
    '<rect width="90" height="40" fill="#c00" clip-path="url(#a)"/>',
    "use": '<rect id="a" width="30" height="40" fill="#c00"/><use href="#a" x="50"/>',
    "opacity": '<g opacity=".5"><rect width="60" height="40" fill="#c00"/></g>',
    "text": '<text x="5" y="35" font-size="30" fill="#c00">Text</text>',
}


def page_of(inside: str) -> bytes:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{inside}</svg>'.encode()
    read_svg(svg, "figure")
    problems = Problems()
    html = (
        '<html lang="en"><title>A</title><body><p>A'
        '<p><img alt="A drawing" src="a.svg" style="width:150mm">'
    )
    found = typeset(html, [], {"a.svg": Asset("image/svg+xml", svg)}, [], "a.html", problems)
    assert found, list(problems)
    return saved(repaired(found.data, {}))


@pytest.mark.slow
@pytest.mark.parametrize("feature", FEATURES)
def test_two_readers_draw_the_same(feature: str, tool: Tool) -> None:
    data = page_of(FEATURES[feature])
    for dpi in DPIS:
        one = page_picture(data, 0, dpi)
        drawn = tool("pdftoppm", "-r", str(dpi), "-png", "-singlefile", "-", data=data)
        other = Image.open(BytesIO(drawn)).convert("RGB").resize(one.size)
        ink = sum(ImageStat.Stat(ImageChops.invert(one)).sum)
        assert ink > 100_000, "nothing is drawn"
        apart = sum(ImageStat.Stat(ImageChops.difference(one, other)).sum)
        assert apart < 0.25 * ink, f"{dpi} dpi: {apart / ink:.0%} of the ink differs"
