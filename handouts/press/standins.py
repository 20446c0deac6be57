"""Pictures of letterheads: small ones stand in while a gang is typeset, and are exchanged after.

WeasyPrint decodes each picture anew, and draws a QR code path by path; this is quicker, and gives
the same page.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable
from functools import lru_cache
from io import BytesIO
from math import gcd

from pikepdf import Name, Object
from PIL import Image

from handouts.page import ALL_LETTERS, Asset, Code
from handouts.pdf import Blob, Instruction, Unfinished, glyphs, written
from handouts.press.opening import CODE, QR

PNG = "image/png"
OWN_CODE = "MP"  # the operator that marks the point where a copy draws a QR code of its own
SHADES = 256  # by which stand-ins are told apart: of one channel of 8 bits


def stand_ins(assets: dict[str, Asset]) -> tuple[dict[str, Asset], list[Asset]]:
    """Return assets with stand-ins for QR codes and raster pictures, and those by their shades."""
    replaced: list[Asset] = []
    given = dict(assets)
    for address, asset in assets.items():
        if isinstance(asset, Code) or asset.media_type == PNG:
            given[address] = Asset(PNG, _flat(_ratio(asset), len(replaced)))
            replaced.append(asset)
    if len(replaced) > SHADES:
        raise ValueError("too many pictures for one gang")
    return given, replaced


def shade(picture: Object) -> int:
    """Return which picture a stand-in stands for."""
    return picture.read_bytes()[0]


def draw_code(code: Code, scaling: Instruction) -> Iterable[Instruction]:
    """Draw a QR code in the square that an instruction scales a picture to."""
    if not code.runs:  # of any text: each copy draws its own
        yield Instruction([Name("/QR"), scaling.operands[0]], OWN_CODE)
        return
    module = float(scaling.operands[0]) / code.side
    yield Instruction([module, 0, 0, module, 0, 0], "cm")
    yield Instruction([0, 0, 0], "rg")
    for x, y, length in code.runs:
        yield Instruction([x, y], "m")
        yield Instruction([x + length, y], "l")
        yield Instruction([x + length, y + 1], "l")
        yield Instruction([x, y + 1], "l")
        yield Instruction([], "h")
    yield Instruction([], "f")


def open_content(
    content: Iterable[Instruction],
) -> tuple[list[bytes | int], list[int], float]:
    """Return what an `Opening` holds: a content with two places left open, glyphs, and a width.

    Raises Unfinished where there is not one place for each.
    """
    pieces: list[bytes | int] = []
    steps: list[Instruction] = []
    letters: list[int] = []
    wide = 0.0
    for step in content:
        shown = glyphs(step)
        if step.operator == OWN_CODE or len(shown) == len(ALL_LETTERS):
            pieces += [written(steps), CODE if shown else QR]
            steps, letters = [], shown or letters
            wide = wide if shown else float(step.operands[1])
        else:
            steps.append(step)
    pieces.append(written(steps))
    if sorted(piece for piece in pieces if isinstance(piece, int)) != [QR, CODE]:
        raise Unfinished("the code of the newest text does not stand in one typeface")
    return pieces, letters, wide


def write_picture(blob: Blob, picture: Asset, new: Callable[[], int]) -> int:
    """Write a raster picture as RGB, with a mask where it is transparent; return its number."""
    width, height, colours, mask = _channels(picture)
    size = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8" % (width, height)
    filtered = b"/Filter/FlateDecode"
    number, head = new(), size + filtered + b"/ColorSpace/DeviceRGB"
    if mask:
        transparent = new()
        grey = size + filtered + b"/ColorSpace/DeviceGray"
        blob.add_stream(transparent, grey, mask, deflate=False)
        head += b"/SMask %d 0 R" % transparent
    blob.add_stream(number, head, colours, deflate=False)
    return number


def is_picture(drawing: Object) -> bool:
    """Say whether an external object is a raster picture."""
    return drawing.get("/Subtype") == Name.Image


@lru_cache(maxsize=64)
def _channels(picture: Asset) -> tuple[int, int, bytes, bytes]:
    with Image.open(BytesIO(picture.data)) as opened:
        transparent = opened.has_transparency_data
        image = opened.convert("RGBA" if transparent else "RGB")
    colours = zlib.compress(image.convert("RGB").tobytes(), 9)
    mask = zlib.compress(image.getchannel("A").tobytes(), 9) if transparent else b""
    return image.width, image.height, colours, mask


def _ratio(asset: Asset) -> tuple[int, int]:
    """Return the least whole numbers that are to each other as width is to height."""
    if isinstance(asset, Code):
        return 1, 1
    with Image.open(BytesIO(asset.data)) as image:
        common = gcd(*image.size)
        return image.width // common, image.height // common


def _flat(size: tuple[int, int], level: int) -> bytes:
    out = BytesIO()
    Image.new("L", size, level).save(out, "PNG")
    return out.getvalue()
