"""A sheet with a clinic's slots as one web page, with styles, pictures and typefaces in it."""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from io import BytesIO

from handouts.engine import house_font_files
from handouts.page import Face, Fragments, Sheet
from handouts.press.look import Look
from handouts.press.rendering import inked

__all__ = ["face_rule", "house_faces", "web_page"]

STYLES = "<!--styles-->"  # where a template of the web has its styles
HOUSE = (
    ("Atkinson Hyperlegible", "AtkinsonHyperlegible-Regular.ttf", 400),
    ("Atkinson Hyperlegible", "AtkinsonHyperlegible-Bold.ttf", 700),
    ("Lato", "Lato-Bold.ttf", 700),
)
LATIN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027))))


def web_page(sheet: Sheet, fragments: Fragments, look: Look) -> bytes:
    """Return a page that needs nothing beside itself; the same bytes for the same input."""
    html = sheet.filled(fragments)
    for address, asset in {**sheet.assets, **fragments.assets}.items():
        drawn = inked(asset, look.colours)
        html = html.replace(f'src="{address}"', f'src="{_data(drawn.media_type, drawn.data)}"')
    more = frozenset(html) - LATIN
    faces = [*house_faces(), *look.faces]
    rules = [face_rule(face, more) for face in faces]
    styles = "\n".join([*rules, look.style.text, *(style.text for style in sheet.styles)])
    return html.replace(STYLES, f"<style>\n{styles}\n</style>").encode()


def house_faces() -> list[Face]:
    """Return the house's typefaces that a page may be set in, that of its text first."""
    files = {path.name: path for path in house_font_files()}
    return [Face(family, weight, files[name].read_bytes()) for family, name, weight in HOUSE]


@lru_cache(maxsize=64)
def face_rule(face: Face, more: frozenset[str] = frozenset()) -> str:
    """Return a typeface with the letters of Latin and those that a page has more, as a CSS rule."""
    from fontTools.subset import Options, Subsetter  # late: a tenth of a second
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(face.data), recalcTimestamp=False)
    options = Options(layout_features=["kern", "liga", "mark"], hinting=False)
    cutter = Subsetter(options)
    cutter.populate(unicodes=[ord(letter) for letter in LATIN | more])
    cutter.subset(font)
    font.flavor = "woff"
    file = BytesIO()
    font.save(file)
    source = _data("font/woff", file.getvalue())
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
        f'font-display:swap;src:url({source}) format("woff")}}'
    )


def _data(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{b64encode(data).decode()}"
