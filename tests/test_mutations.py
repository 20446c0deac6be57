"""What we ship, damaged in a thousand ways: each ends in words or in a sound file."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from badinput import told, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Pdf
from samples import TODAY, a_handout, a_library

from handouts.brand.load import load_brands
from handouts.checks.integrity import check_handout
from handouts.cli.main import main
from handouts.content.library import load_library
from handouts.diagnostics import Diagnostic, HandoutsError, Problems
from handouts.page.formats import load_formats
from handouts.page.phrases import load_phrases
from handouts.workspace import Workspace, house

pytestmark = pytest.mark.slow

OURS = "content/facial-massage"
ODD = (
    *("", "~", "yes", "-1", "9" * 30, "1e999", ".nan", "0x1F", "2026-02-30", "[]", "{}", "[[["),
    *("'", '"', '"\\0"', "|", ">-", "*a", "&a b", "!!python/none", "!x", "%", "@", "`", "? x"),
    *("{a: {", "- -", "a: b: c", "# x", "---", "...", "<<: *a", "\t", "\u202ex", "\ufeff", "日"),
    *("../../x", "/etc/passwd", "C:\\x", "http://x.example", "javascript:x", "x" * 300, "é"),
    *(
        "<script>",
        "url(x)",
        "&x;",
        "]]>",
        "{{ x }}",
        "{0.__class__}",
        "{x!r:>9}",
        "#12",
        "var(--x)",
    ),
)
NO_TEXT = (b"\0", b"\xff", b"\xc3", b"\x1b", b"\r", b"\xed\xa0\x80", b"\xf4\x90\x80\x80")
Way = Callable[[st.DrawFn, bytes], bytes]


@dataclass(frozen=True)
class Kind:
    """A shipped file to damage, what stands beside it, and how often it is read and built."""

    name: str
    beside: tuple[str, ...]
    read: int
    built: int = 0


KINDS = (
    Kind(f"{OURS}/handout.yaml", (OURS, "content/references.yaml"), 200, 10),
    Kind(f"{OURS}/massage-or-exercise.svg", (OURS, "content/references.yaml"), 60, 8),
    Kind("content/references.yaml", ("content/references.yaml",), 150),
    Kind("brands/harbour-skin/_brand.yml", ("brands/harbour-skin",), 200, 8),
    Kind("brands/harbour-skin/logo.svg", ("brands/harbour-skin",), 90),
    Kind("brands/northlight/clinics/london.yml", ("brands/northlight",), 80, 6),
    Kind("handouts.toml", ("handouts.toml",), 100),
    Kind("templates/phrases.yaml", ("templates/phrases.yaml",), 120, 8),
)


def position(draw: st.DrawFn, length: int) -> int:
    return draw(st.integers(0, max(length - 1, 0)))


def without_a_line(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    at = position(draw, len(lines))
    return b"".join(lines[:at] + lines[at + 1 :])


def with_a_line_twice(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True)
    at = position(draw, len(lines))
    return b"".join(lines[:at] + lines[at : at + 1] + lines[at:])


def with_two_lines_swapped(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    one, other = position(draw, len(lines)), position(draw, len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def with_an_odd_value(draw: st.DrawFn, data: bytes) -> bytes:
    """Put something odd after the key, or the equals sign, of a line."""
    lines = data.splitlines(keepends=True) or [b""]
    at = position(draw, len(lines))
    for sign in (b": ", b"=", b"- "):
        key, found, _ = lines[at].partition(sign)
        if found:
            lines[at] = key + sign + draw(st.sampled_from(ODD)).encode() + b"\n"
            break
    return b"".join(lines)


def truncated(draw: st.DrawFn, data: bytes) -> bytes:
    return data[: position(draw, len(data))]


def with_bits_flipped(draw: st.DrawFn, data: bytes) -> bytes:
    at, bits = position(draw, len(data)), draw(st.integers(1, 255))
    return data[:at] + bytes(byte ^ bits for byte in data[at : at + 1]) + data[at + 1 :]


def with_something_odd(draw: st.DrawFn, data: bytes) -> bytes:
    at = position(draw, len(data))
    odd = draw(st.sampled_from([*(text.encode() for text in ODD), *NO_TEXT]))
    return data[:at] + odd + data[at:]


WAYS: tuple[Way, ...] = (
    without_a_line,
    with_a_line_twice,
    with_two_lines_swapped,
    with_an_odd_value,
    with_an_odd_value,
    truncated,
    with_bits_flipped,
    with_something_odd,
)


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    for way in draw(st.lists(st.sampled_from(WAYS), min_size=1, max_size=3)):
        data = way(draw, data)
    return data


def often(count: int) -> settings:
    """Have so many examples, the same ones each time."""
    return settings(
        max_examples=count,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )


def copied(kind: Kind, root: Path) -> bytes:
    """Copy what a file needs into a workspace, and return what the file holds."""
    write(root, {"handouts.toml": ""})
    for name in kind.beside:
        source, target = house() / name, root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target)
    return (root / kind.name).read_bytes()


def faults_of(root: Path) -> list[Diagnostic]:
    """Read and check a workspace; return what is wrong, which says of all that is missing why."""
    problems = Problems()
    try:
        workspace = Workspace.open(root, TODAY)
        library = load_library(workspace, problems)
        for handout in library.handouts.values():
            check_handout(handout, library, workspace, problems)
        brands = load_brands(workspace, problems)
        load_phrases(workspace, "en-GB")
        load_formats(workspace)
    except HandoutsError as error:
        assert error.diagnostics
        return list(error.diagnostics)
    wrong = {d.place.file for d in problems if d.severity == "error"}
    lost = set(library.ids) - set(library.handouts)
    assert {f"content/{name}/handout.yaml" for name in lost} <= wrong
    assert brands or wrong or not (root / "brands").is_dir()
    return list(problems)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_damaged_file_is_read_or_its_faults_are_told(kind: Kind, tmp_path: Path) -> None:
    original = copied(kind, tmp_path)
    outcomes = set()

    @often(kind.read)
    @given(damaged(original))
    def read(data: bytes) -> None:
        (tmp_path / kind.name).write_bytes(data)
        faults = faults_of(tmp_path)
        assert all(fault.message and fault.place.file for fault in faults)
        outcomes.add(any(fault.severity == "error" for fault in faults))

    read()
    assert outcomes == {True, False}


def test_a_thousand_damaged_files_are_read_and_forty_are_built() -> None:
    assert sum(kind.read for kind in KINDS) == 1000
    assert sum(kind.built for kind in KINDS) == 40


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.built], ids=lambda kind: kind.name)
def test_a_damaged_file_gives_sound_copies_or_its_faults_are_told(
    kind: Kind,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    library = a_library(sun=a_handout())
    if "/" in kind.name and (top := kind.name.split("/", 1)[0]) in ("brands", "content"):
        library = {name: text for name, text in library.items() if not name.startswith(top)}
    write(tmp_path, library)
    original = copied(kind, tmp_path)
    words = ["handouts", "-C", str(tmp_path), "build", "--draft", "-j", "1"]
    monkeypatch.setattr(sys, "argv", words)

    @often(kind.built)
    @given(damaged(original))
    def make(data: bytes) -> None:
        (tmp_path / kind.name).write_bytes(data)
        shutil.rmtree(tmp_path / "output", ignore_errors=True)
        with pytest.raises(SystemExit) as end:
            main()
        stderr = capfd.readouterr().err
        assert "Traceback" not in stderr
        assert end.value.code == 0 or any(": error: " in line for line in told(stderr))
        for path in (tmp_path / "output").rglob("*.pdf"):
            with Pdf.open(path) as pdf:
                assert pdf.check_pdf_syntax() == []

    make()
