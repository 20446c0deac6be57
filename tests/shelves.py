"""Shelves in tests: a workspace with approved handouts, and its shelves in one line."""

from __future__ import annotations

import io
import re
from pathlib import Path

from approved import approvable
from PIL import Image
from samples import a_library

from handouts.batch.order import BuildOptions, Order
from handouts.batch.run import build
from handouts.content.textcode import ALPHABET
from handouts.counter.shelf import shelve
from handouts.counter.shelving import Shelved
from handouts.workspace import Workspace

SHELF, DRAFTS = "harbour/index.html", "drafts/harbour/index.html"
CODE = re.compile(rf"\b[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}\b")
LONG = re.compile(r"(;base64,|sha256-)[\w+/=]+|(<style>|<script>).+?(?=</s)", re.DOTALL)


def a_pdf() -> bytes:
    """Return a PDF with one empty page, which says that it is ours."""
    out = io.BytesIO()
    Image.new("RGB", (60, 85), "white").save(out, "PDF")
    return out.getvalue() + b"\n%<pdf:Producer>Handouts</pdf:Producer>"


def a_counter() -> dict[str, str]:
    """Return files: three handouts that can be approved, one brand with one clinic."""
    return a_library(
        sun=approvable(also=["sunscreen", "SPF 50"]),
        spots=approvable(title="Café au lait spots", short_title="Spots", also=["naevus"]),
        peel=approvable(title="After a peel", short_title="Peel", kind="aftercare"),
    )


def stocked(workspace: Workspace, *formats: str, prune: bool = False) -> Shelved:
    """Build everything, in standard and full and in other formats; bring the shelves up to date."""
    output = workspace.output
    order = Order(formats=("standard", "full", *formats))
    done = build(workspace, order, output, processes=1, options=BuildOptions(prune=prune))
    return shelve(workspace, output, done.materials, processes=1, prune=prune) or Shelved()


def text_of(workspace: Workspace, path: str = SHELF) -> str:
    """Return the HTML of a shelf."""
    return (workspace.output / path).read_text(encoding="utf-8")


def bare(html: str) -> str:
    """Return HTML without its pictures, faces, style and script, its text codes numbered."""
    codes = list(dict.fromkeys(CODE.findall(html)))
    html = CODE.sub(lambda found: f"CODE-{codes.index(found[0]) + 1:04}", html)
    return LONG.sub(lambda found: f"{found[1] or found[2]}…", html)


def address(workspace: Workspace, path: str = SHELF) -> str:
    """Return the address at which a browser opens a shelf by double click."""
    return Path(workspace.output / path).resolve().as_uri()
