"""Workspaces with one thing wrong: the cases of tests/data/bad, and the makers of odd files."""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from samples import a_handout, a_library

BAD = Path(__file__).parent / "data" / "bad"
EXPECTED = "expected.json"
HANDOUT = "content/bad/handout.yaml"
BRAND = "brands/bad/_brand.yml"
MARKER = "handouts.toml"
TEXT = a_handout()
LOOK = 'meta: {name: Bad Skin}\ncolor: {primary: "#0f5c5c"}\n'
YESTERDAY = b"the copy of yesterday\n"
COPIES = {  # every copy that a case can be about, as handout for brand
    "good for harbour": "drafts/harbour/harbour-good-en-GB-DRAFT.pdf",
    "bad for harbour": "drafts/harbour/harbour-bad-en-GB-DRAFT.pdf",
    "good for bad": "drafts/bad/bad-good-en-GB-DRAFT.pdf",
}
TOLD = re.compile(r"(?P<place>\S.*?): (?P<rest>(error|warning|info): .* \[[\w-]+\])")

Make = Callable[[Path], object]


@dataclass(frozen=True)
class Case:
    """A folder of tests/data/bad: what it adds to a good workspace, and what must come of it."""

    name: str
    exit: int
    problems: list[str]
    made: list[str] | None = None  # None: it is found by reading, before anything is made

    @property
    def hostile(self) -> bool:
        """Say whether it ends the process that makes a copy."""
        return any(problem.endswith("[worker]") for problem in self.problems)

    def arrange(self, root: Path) -> Path:
        """Write the good workspace, and what is bad in it; return where the workspace is."""
        added = BAD / self.name
        files = [p.relative_to(added) for p in added.rglob("*") if p.is_file()]
        files.remove(Path(EXPECTED))
        write(root, {MARKER: "", **a_library(good=a_handout())})
        for file in files:
            target = root / file
            if target.is_dir():
                shutil.rmtree(target)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(added / file, target)
        if self.name in MAKERS:
            MAKERS[self.name](root)
        return root


def cases() -> list[Case]:
    """Return all cases, by name."""
    folders = sorted(p for p in BAD.iterdir() if (p / EXPECTED).is_file())
    return [Case(p.name, **json.loads((p / EXPECTED).read_text("utf-8"))) for p in folders]


def told(text: str) -> list[str]:
    """Return the problems among the lines of stderr, in order."""
    return [line for line in text.splitlines() if TOLD.fullmatch(line)]


def agrees(line: str, expected: str) -> bool:
    """Say whether a problem is the one that is expected, in which … stands for any words."""
    return re.fullmatch(re.escape(expected).replace("…", ".*"), line) is not None


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files by their paths."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def file(name: str, content: Callable[[], str | bytes]) -> Make:
    """Return a maker of one file."""
    return lambda root: write(root, {name: content()})


def folder(name: str) -> Make:
    """Return a maker of a folder, where a file is meant to be."""
    return lambda root: (root / name / "in-it").mkdir(parents=True)


def link_out(name: str, target: str) -> Make:
    """Return a maker of a symlink to what is beside the workspace, not in it."""

    def make(root: Path) -> None:
        outside = root.parent / "outside"
        write(outside, {"handout.yaml": TEXT, "_brand.yml": LOOK, "look.css": "p {}\n"})
        write(outside, {"drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'})
        link = root / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(outside / target)

    return make


def circle(name: str) -> Make:
    """Return a maker of a symlink to itself."""

    def make(root: Path) -> None:
        (root / name).parent.mkdir(parents=True)
        (root / name).symlink_to(root / name)

    return make


def pipe(name: str) -> Make:
    """Return a maker of a pipe that nobody writes to."""

    def make(root: Path) -> None:
        (root / name).parent.mkdir(parents=True)
        os.mkfifo(root / name)

    return make


def png_bomb() -> bytes:
    """Return 12,000 x 12,000 pixels in 17 kB: https://www.w3.org/TR/png-3/#5DataRep."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))
        )

    header = struct.pack(">LLBBBBB", 12_000, 12_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((12_000 // 8 + 1) * 12_000), 9)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def png_truncated() -> bytes:
    """Return the first half of a picture."""
    data = picture("PNG", Image.effect_noise((400, 100), 50))
    return data[: len(data) // 2]


def jpeg_cmyk() -> bytes:
    """Return a picture in the colours of a printing press."""
    return picture("JPEG", Image.new("CMYK", (400, 100)))


def picture(kind: str, image: Image.Image) -> bytes:
    """Return the bytes of a picture."""
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


def prose(*texts: str) -> str:
    """Return the sample handout with these texts as well."""
    return TEXT + "".join(f"  - prose: '{text}'\n" for text in texts)


HARD = [sign * (4_900 // len(sign)) for sign in ("![", "[", "a.", "a-", "[](", "[@a", "1. ")]

MAKERS: Mapping[str, Make] = {
    "brand-is-a-folder": folder(BRAND),
    "brand-nul-byte": file(BRAND, lambda: LOOK.replace("Bad", "B\0d")),
    "brand-of-2-mb": file(BRAND, lambda: LOOK + "#" * 2_000_000),
    "figure-jpeg-cmyk": file("content/bad/drawing.jpg", jpeg_cmyk),
    "figure-png-bomb": file("content/bad/drawing.png", png_bomb),
    "figure-png-truncated": file("content/bad/drawing.png", png_truncated),
    "formats-is-a-folder": folder("templates/formats.yaml"),
    "handout-is-a-folder": folder(HANDOUT),
    "handout-is-a-pipe": pipe(HANDOUT),
    "latin-1": file(HANDOUT, lambda: TEXT.replace("Shade", "Café").encode("latin-1")),
    "link-in-circle": circle(HANDOUT),
    "link-out-brand": link_out(BRAND, "_brand.yml"),
    "link-out-brand-folder": link_out("brands/bad", ""),
    "link-out-figure": link_out("content/bad/drawing.svg", "drawing.svg"),
    "link-out-handout": link_out(HANDOUT, "handout.yaml"),
    "link-out-handout-folder": link_out("content/bad", ""),
    "link-out-style": link_out("styles/blocks/quote.css", "look.css"),
    "logo-png-bomb": file("brands/bad/logo.png", png_bomb),
    "logo-png-truncated": file("brands/bad/logo.png", png_truncated),
    "nul-byte": file(HANDOUT, lambda: TEXT.replace("Shade", "Sha\0de")),
    "output-is-a-folder": folder(f"output/{COPIES['good for harbour']}"),
    "phrases-is-a-folder": folder("templates/phrases.yaml"),
    "phrases-latin-1": file("templates/phrases.yaml", lambda: "en: {a: é}".encode("latin-1")),
    "settings-latin-1": file(MARKER, lambda: "output = 'é'\n".encode("latin-1")),
    "style-is-a-folder": folder("styles/page.css"),
    "style-latin-1": file("styles/blocks/quote.css", lambda: "/* é */".encode("latin-1")),
    "template-is-a-folder": folder("templates/blocks/quote.html.j2"),
    "template-latin-1": file("templates/blocks/quote.html.j2", lambda: "é".encode("latin-1")),
    "text-hard-to-read": file(HANDOUT, lambda: prose(*HARD * 3)),
    "text-of-2-mb": file(HANDOUT, lambda: prose("Shade helps. " * 160_000)),
    "text-of-140-kb": file(HANDOUT, lambda: prose("a" * 140_000)),
    "utf-16": file(HANDOUT, lambda: TEXT.encode("utf-16")),
}
