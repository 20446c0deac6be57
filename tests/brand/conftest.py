from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from smallfonts import a_font

from handouts.diagnostics import Problems
from handouts.workspace import Workspace

Files = dict[str, str | bytes]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path, date(2026, 11, 22))


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Files], None]:
    """Write files of the workspace, by their names."""

    def put(files: Files) -> None:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    return put


@pytest.fixture
def problems() -> Problems:
    return Problems()


@pytest.fixture
def font() -> Callable[..., bytes]:
    """Build a small font."""
    return a_font


@pytest.fixture
def picture() -> Callable[..., bytes]:
    """Draw a picture of one colour, as the bytes of a file."""

    def draw(
        size: tuple[int, int] = (300, 100),
        colour: tuple[int, ...] | int = (30, 58, 95),
        mode: str = "RGB",
        kind: str = "PNG",
    ) -> bytes:
        out = io.BytesIO()
        Image.new(mode, size, colour).save(out, kind)
        return out.getvalue()

    return draw
