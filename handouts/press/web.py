"""A sheet with a clinic's slots as one web page, with styles, pictures and typefaces in it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from handouts.brand import font_to_save, static_font
from handouts.engine import house_font_files
from handouts.page import Face, Fragments, Sheet
from handouts.press.look import Look
from handouts.press.rendering import inked
from handouts.workspace import DRAWN_AS, TEXT_FACE

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

__all__ = ["face_rule", "house_faces", "web_page"]

STYLES = "<!--styles-->"  # where a template of the web has its styles
HOUSE = (
    (TEXT_FACE, "HyperlegiblePlainZero-Regular.ttf", 400),
    (TEXT_FACE, "HyperlegiblePlainZero-Bold.ttf", 700),
    ("Lato", "Lato-Bold.ttf", 700),
)
SVG = "image/svg+xml"
REGULAR = 400  # the weight
LATIN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2027))))


def web_page(sheet: Sheet, fragments: Fragments, look: Look, faces: str = "") -> bytes:
    """Return a page that needs nothing beside itself; the same bytes for the same input.

    faces are rules of CSS that stand in the place of those that hold the house's typefaces: a page
    that is to be looked at alone has them from elsewhere.
    """
    html = sheet.filled(fragments)
    for address, asset in {**sheet.assets, **fragments.assets}.items():
        drawn = inked(asset, look.colours)
        data = with_faces(drawn.data, look.faces) if drawn.media_type == SVG else drawn.data
        html = html.replace(f'src="{address}"', f'src="{_data(drawn.media_type, data)}"')
    more = frozenset(html) - LATIN
    own = look.faces if faces else [*house_faces(), *look.faces]
    shaped = {look.house[0], look.lines} if len(look.house) > 1 else set()
    shaped |= set(look.fallback[:1]) if len(look.fallback) > 1 else set()
    rules = [faces, *(face_rule(face, LATIN | more, face.family in shaped) for face in own)]
    styles = "\n".join(
        [*filter(None, rules), look.style.text, *(style.text for style in sheet.styles)]
    )
    return html.replace(STYLES, f"<style>\n{styles}\n</style>").encode()


def house_faces() -> list[Face]:
    """Return the house's typefaces that a page may be set in, that of its text first."""
    files = {path.name: path for path in house_font_files()}
    return [Face(family, weight, files[name].read_bytes()) for family, name, weight in HOUSE]


def with_faces(drawing: bytes, faces: Sequence[Face] = ()) -> bytes:
    """Put the faces that an SVG names into it, else the house's: as a picture it sees none."""
    text = drawing.decode()
    if "<text" not in text:
        return drawing
    name = DRAWN_AS if DRAWN_AS in text else TEXT_FACE
    ours = [Face(name, face.weight, face.data) for face in house_faces()[:2]]
    own = [face for face in faces if face.family in text]
    kept = [face for face in own or ours if face.weight == REGULAR or "font-weight" in text]
    letters = frozenset(text) if own else frozenset(text) & LATIN
    rules = "".join(face_rule(face, letters) for face in kept)
    style = f'<style>{rules}:root:not([font-family]){{font-family:"{name}"}}</style>'
    start = text.index(">", text.index("<svg")) + 1
    return (text[:start] + style + text[start:]).encode()


@lru_cache(maxsize=256)
def face_rule(face: Face, letters: frozenset[str] = LATIN, shaped: bool = False) -> str:
    """Return a typeface with some letters, those of Latin unless others are told, as a CSS rule.

    One whose letters are shaped by their neighbours, as Arabic's, keeps the rules for that.
    """
    font = font_to_save(static_font(face.data, (), letters)) if shaped else _cut(face, letters)
    font.flavor = "woff"
    file = BytesIO()
    font.save(file)
    source = _data("font/woff", file.getvalue())
    return (
        f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
        f'font-display:swap;src:url({source}) format("woff")}}'
    )


def _cut(face: Face, letters: frozenset[str]) -> TTFont:
    from fontTools.subset import Options, Subsetter  # late: a tenth of a second

    font, options = font_to_save(face.data), Options(hinting=False)
    options.layout_features = ["kern", "liga", "mark"]
    options.drop_tables += ["meta"]  # which it would not cut, and say so
    cutter = Subsetter(options)
    cutter.populate(unicodes=[ord(letter) for letter in sorted(letters)])
    cutter.subset(font)
    return font


def _data(media_type: str, data: bytes) -> str:
    return f"data:{media_type};base64,{b64encode(data).decode()}"
