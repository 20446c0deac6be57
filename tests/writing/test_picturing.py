"""What somebody puts in as a picture: held to what prints; what does not is told, and nowhere."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image
from samples import MakeWorkspace, a_library
from wordfiles import png

from handouts.workspace import Workspace
from handouts.writing.picturing import WrongPicture, put_picture

PNG = b"\x89PNG\r\n\x1a\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    return workspace(a_library(sun="title: x\n"))


def files(here: Workspace) -> dict[str, bytes]:
    folder = here.root / "content/sun"
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def chunk(kind: bytes, data: bytes) -> bytes:
    """Return a chunk of a PNG (https://www.w3.org/TR/png/#5Chunk-layout)."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(wide: int, high: int) -> bytes:
    """Return some KB that unpack to so many pixels, all of them there."""
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(1 + wide // 8)) for _ in range(high)) + packer.flush()
    head = struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0)
    return PNG + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def cmyk() -> bytes:
    out = io.BytesIO()
    Image.new("CMYK", (9, 9)).save(out, "JPEG")
    return out.getvalue()


def words_bomb() -> bytes:
    """A picture whose remark unpacks to 200 MB."""
    remark = b"Comment\0\0" + zlib.compress(bytes(200_000_000), 9)
    return png()[:33] + chunk(b"zTXt", remark) + png()[33:]


WRONG = {
    "text.png": (b"This is no picture.", "no PNG, JPEG"),
    "empty.png": (b"", "the file is empty"),
    "cut.png": (png()[:-40], "damaged"),
    "head.png": (png()[:40], ""),
    "cut.jpg": (png(form="JPEG")[:-400], "damaged"),
    "bomb.png": (bomb(30_000, 30_000), "more than 25,000,000 pixels"),
    "wide.png": (bomb(5_100, 5_000), "more than 25,000,000 pixels"),
    "remark.png": (words_bomb(), ""),
    "gif.png": (png(form="GIF"), "it is .gif by its content"),
    "png.jpg": (png(), ".png by its content"),
    "cmyk.jpg": (cmyk(), "CMYK"),
    "photo.heic": (b"\0\0\0\x18ftypheic", "no picture for print"),
    "page.svg": (b"<html><p>no drawing", ""),
    "text.svg": (b"This is no drawing.", ""),
    "script.svg": (SVG.format("<script>1</script>").encode(), "script"),
    "away.svg": (SVG.format('<image href="http://x.example/a.png"/>').encode(), ""),
    "none": (png(), "no picture for print"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_picture_is_told_and_nothing_is_written(here: Workspace, name: str) -> None:
    before, (data, told) = files(here), WRONG[name]
    with pytest.raises(WrongPicture) as refused:
        put_picture(here, "sun", name, data)
    assert told in refused.value.fact
    assert refused.value.hint
    assert "Error" not in refused.value.fact
    assert files(here) == before


def test_a_picture_is_put_in_under_a_name_of_its_own_and_the_same_one_once(
    here: Workspace,
) -> None:
    assert put_picture(here, "sun", "../Café au lait.PNG", png()) == "cafe-au-lait.png"
    assert put_picture(here, "sun", "cafe au lait.png", png()) == "cafe-au-lait.png"
    assert put_picture(here, "sun", "Café-au-lait.png", png("other")) == "cafe-au-lait-2.png"
    assert files(here)["cafe-au-lait.png"] == png()
