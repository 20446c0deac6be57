from __future__ import annotations

import warnings
from io import BytesIO

import pytest
from PIL import Image

from handouts.engine import pictures
from handouts.engine.pictures import fault
from handouts.page.parts import Asset

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


def drawn(kind: str, mode: str = "RGB", side: int = 40) -> bytes:
    file = BytesIO()
    Image.effect_noise((side, side), 60).convert(mode).save(file, kind)
    return file.getvalue()


@pytest.mark.parametrize(
    "asset",
    [
        Asset("image/png", drawn("PNG", "RGBA")),
        Asset("image/png", drawn("PNG", "1")),
        Asset("image/jpeg", drawn("JPEG")),
        Asset("image/svg+xml", SVG),
    ],
)
def test_whole_pictures_pass(asset: Asset) -> None:
    assert fault(asset) == ""


@pytest.mark.parametrize(
    ("asset", "words"),
    [
        (Asset("image/png", drawn("PNG")[:-200]), "cannot be read as PNG: "),
        (Asset("image/jpeg", drawn("JPEG")[:-200]), "cannot be read as JPEG: "),
        (Asset("image/png", drawn("JPEG")), "cannot be read as PNG: "),
        (Asset("image/png", b""), "cannot be read as PNG: "),
        (Asset("image/jpeg", drawn("JPEG", "CMYK")), "has the colours 'CMYK'; RGB and grey"),
        (Asset("image/svg+xml", SVG[:-2]), "is not whole SVG: "),
        (Asset("image/svg+xml", b"<html/>"), "is XML, but no SVG"),
        (Asset("image/gif", b"GIF89a"), "is of the type 'image/gif'; PNG, JPEG and SVG can"),
    ],
)
def test_what_is_wrong_with_a_picture_is_said(asset: Asset, words: str) -> None:
    assert fault(asset).startswith(words)


def test_too_many_pixels_are_refused_before_they_fill_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 39 * 40)
    assert fault(Asset("image/png", drawn("PNG", "L"))) == "has more than 1,560 pixels"


def test_limits_hold_only_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100)
    with pictures.limits(), pytest.raises(Image.DecompressionBombWarning):
        Image.open(BytesIO(drawn("PNG", side=11)))
    with warnings.catch_warnings():
        Image.open(BytesIO(drawn("PNG", side=11))).close()
