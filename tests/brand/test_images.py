from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from handouts.brand.images import read_raster
from handouts.workspace import Refused

Draw = Callable[..., bytes]


def bomb(width: int, height: int) -> bytes:
    """Return a small PNG file of many black pixels, one bit each."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = b"\0" * (width // 8 + 1)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_large_picture_is_brought_to_print_size_and_keeps_its_ratio(picture: Draw) -> None:
    raster = read_raster(picture((3000, 500)))
    assert (raster.width, raster.height) == (3000, 500)
    assert opened(raster.data).size == (709, 118)


def test_small_picture_is_not_enlarged(picture: Draw) -> None:
    assert opened(read_raster(picture((120, 40))).data).size == (120, 40)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_every_kind_becomes_png(picture: Draw, kind: str) -> None:
    raster = read_raster(picture(kind=kind))
    assert opened(raster.data).format == "PNG"
    assert f".{kind.lower()}" in raster.suffixes.split()


def test_cmyk_becomes_rgb(picture: Draw) -> None:
    data = picture(mode="CMYK", colour=(255, 0, 0, 0), kind="JPEG")
    assert opened(read_raster(data).data).mode == "RGB"


def test_sixteen_bits_of_grey_keep_their_lightness(picture: Draw) -> None:
    printed = opened(read_raster(picture(mode="I;16", colour=0x8000)).data)
    assert printed.getpixel((5, 5)) == (128, 128, 128)


def test_transparency_is_kept_where_there_is_some(picture: Draw) -> None:
    clear = picture(mode="RGBA", colour=(30, 58, 95, 128))
    full = picture(mode="RGBA", colour=(30, 58, 95, 255))
    assert opened(read_raster(clear).data).mode == "RGBA"
    assert opened(read_raster(full).data).mode == "RGB"


def test_metadata_is_dropped_and_bytes_are_the_same_each_time() -> None:
    info, out = PngInfo(), io.BytesIO()
    info.add_text("Comment", "a secret")
    Image.new("RGB", (300, 100)).save(out, "PNG", pnginfo=info, dpi=(72, 72))
    printed = read_raster(out.getvalue()).data
    assert opened(printed).info == {}
    assert read_raster(out.getvalue()).data == printed


def test_picture_turned_by_its_metadata_is_set_upright() -> None:
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x0112] = 6
    Image.new("RGB", (300, 100)).save(out, "JPEG", exif=exif)
    raster = read_raster(out.getvalue())
    assert opened(raster.data).size == (63, 189)
    assert (raster.width, raster.height) == (100, 300)


def test_white_on_nothing_is_pale_and_white_on_a_ground_is_not() -> None:
    clear = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    clear.paste((250, 250, 250, 255), (50, 20, 250, 80))
    dark = Image.new("RGBA", (300, 100), (30, 58, 95, 255))
    dark.paste((250, 250, 250, 255), (50, 20, 250, 80))
    assert [read_raster(_png(image)).seen for image in (clear, dark)] == ["nothing", "all"]


def test_picture_of_nothing_is_pale() -> None:
    assert read_raster(_png(Image.new("RGBA", (300, 100), (0, 0, 0, 0)))).seen == "nothing"
    assert read_raster(_png(Image.new("RGB", (300, 100), "white"))).seen == "nothing"


def test_white_words_beside_a_dark_mark_are_seen_to_be_lost() -> None:
    image = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    image.paste((20, 20, 90, 255), (0, 0, 90, 100))
    image.paste((255, 255, 255, 255), (120, 40, 290, 60))
    assert read_raster(_png(image)).seen == "part"


@pytest.mark.parametrize("ground", [(255, 255, 255, 255), (254, 250, 247, 255), (0, 0, 0, 0)])
def test_margins_are_cut_off_whether_white_or_clear(ground: tuple[int, ...]) -> None:
    image = Image.new("RGBA", (400, 200), ground)
    image.paste((20, 20, 90, 255), (100, 80, 300, 120))
    raster = read_raster(_png(image))
    assert (raster.width, raster.height) == (200, 40)
    assert raster.seen == "all"


def test_ground_of_another_colour_is_no_margin() -> None:
    image = Image.new("RGB", (400, 200), (230, 235, 240))
    image.paste((20, 20, 90), (100, 80, 300, 120))
    assert read_raster(_png(image)).width == 400


def test_a_spiral_is_not_followed_without_end() -> None:
    snake = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    for n in range(0, 400, 4):
        snake.paste((255, 255, 255, 255), (0, n, 400, n + 2))
        end = (n // 4 % 2) * 398
        snake.paste((255, 255, 255, 255), (end, n, end + 2, n + 5))
    snake.paste((0, 0, 0, 255), (0, 0, 9, 2))
    assert read_raster(_png(snake)).seen == "all"


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("size", [(5001, 5000), (12_000, 12_000), (16_000, 16_000)])
def test_too_many_pixels_are_refused_before_they_are_decoded(size: tuple[int, int]) -> None:
    data = bomb(*size)
    assert len(data) < 40_000
    with pytest.raises(Refused, match="25,000,000 pixels"):
        read_raster(data)


@pytest.mark.parametrize("keep", [0.9, 0.5, 0.05])
def test_truncated_picture_is_refused(picture: Draw, keep: float) -> None:
    data = picture()
    with pytest.raises(Refused):
        read_raster(data[: int(len(data) * keep)])


@pytest.mark.parametrize("data", [b"", b"text", b"%PDF-1.7", b"BM" + bytes(60)])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="holds no PNG"):
        read_raster(data)
