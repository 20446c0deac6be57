"""Damage a workspace in seeded ways, and hold `check` and `build` to what they promise.

Each mutation damages one file, and is built where `check` is clean. Told is every traceback, hang,
half file, long line, fact told twice, error without a line, and build that fails although clean.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

PATIENCE = 120  # seconds after which a command hangs
LONGEST = 400  # characters of a line
HANDOUT, BRAND = "facial-massage", "harbour-skin"
OTHERS = ("northlight", "plain-practice")
OVERRIDES = (
    "templates/body.html.j2",
    "templates/page.html.j2",
    "templates/phrases.yaml",
    "templates/formats.yaml",
    "templates/blocks/claim.html.j2",
    "templates/slots/panel.html.j2",
    "styles/blocks/claim.css",
    "styles/formats/standard.css",
    "styles/tokens.css",
    "styles/slots.css",
)
# Facts of a whole file, which no line of it tells: that an approved text is no longer what its code
# names, that a file is empty, too large or no text, or what of a template's page was left open.
WHOLE = re.compile(
    "approval|empty-file|file-unreadable|not-text|font-file|page|picture|alt|ledger|worker|"
    "engine|finish"
)
# What own styles, formats and templates do to a page is known once set: `check --pages` tells it.
LAID_OUT = re.compile(r"PRT-\d+|TYP-\d+|CON-03|engine|finish|worker|slot-overflow")
SETS = ("styles/", "templates/")
ERROR = re.compile(r"(?P<place>\S.*?): error: (?P<fact>.*) \[(?P<rule>[\w-]+)\]")
ODD = (
    *("", "~", "yes", "-1", "9" * 30, "1e999", ".nan", "2026-02-30", "[]", "{}", "[[[", "'", '"'),
    *("|", "*a", "&a b", "!!python/none", "%", "`", "{a: {", "- -", "a: b: c", "# x", "---", "\t"),
    *("\u202ex", "\ufeff", "日", "../../x", "/etc/passwd", "http://x.example", "x" * 300, "é"),
    *("<script>", "url(x)", "&x;", "{{ x }}", "{% if %}", "{0.__class__}", "var(--x)", "}"),
    *("1e9mm", "word " * 80, "x‑ray", "nonsense", "color: red", "width: 900mm", "{", "null"),
    *("Ärztlicher 🌿", "<<<<<<< HEAD", "&nbsp;", "+ x", "３％"),
)
NO_TEXT = (b"\0", b"\xff", b"\xc3", b"\x1b", b"\r", b"\xed\xa0\x80", b"\xf4\x90\x80\x80")
PACKS = f"""visit:
  title: Your visit
  short_title: Visit
  language: en-GB
  summary: What we talked about.
  handouts: [{HANDOUT}]
"""
FIGURE = "      - figure: {file: photo.png, alt: A lamp, caption: To read by}\n"
PRINTED = (
    '{"date": "2026-11-01", "clinic": "harbour-skin", "handout": "facial-massage", '
    '"text_code": "AAAA-BBBB", "language": "en-GB", "format": "standard", "copies": 2}\n'
) * 2
Way = Callable[[Random, bytes], bytes]


@dataclass(frozen=True)
class Ran:
    """What a command said, and how it ended; None where it hung."""

    code: int | None
    out: str


def without_a_line(dice: Random, data: bytes) -> bytes:
    """Take a line out."""
    lines = data.splitlines(keepends=True) or [b""]
    del lines[dice.randrange(len(lines))]
    return b"".join(lines)


def with_a_line_twice(dice: Random, data: bytes) -> bytes:
    """Write a line again."""
    lines = data.splitlines(keepends=True) or [b""]
    at = dice.randrange(len(lines))
    return b"".join([*lines[: at + 1], *lines[at:]])


def with_two_lines_swapped(dice: Random, data: bytes) -> bytes:
    """Exchange two lines."""
    lines = data.splitlines(keepends=True) or [b""]
    one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def with_an_odd_value(dice: Random, data: bytes) -> bytes:
    """Put something odd after the key, or the equals sign, of a line."""
    lines = data.splitlines(keepends=True) or [b""]
    at = dice.randrange(len(lines))
    for sign in (b": ", b"=", b"- "):
        key, found, _ = lines[at].partition(sign)
        if found:
            lines[at] = key + sign + dice.choice(ODD).encode() + b"\n"
            break
    return b"".join(lines)


def truncated(dice: Random, data: bytes) -> bytes:
    """Cut the end off."""
    return data[: dice.randrange(len(data) + 1)]


def with_bits_flipped(dice: Random, data: bytes) -> bytes:
    """Change a byte."""
    at = dice.randrange(max(len(data), 1))
    return (
        data[:at]
        + bytes(byte ^ dice.randint(1, 255) for byte in data[at : at + 1])
        + data[at + 1 :]
    )


def with_something_odd(dice: Random, data: bytes) -> bytes:
    """Put something odd anywhere."""
    at = dice.randrange(len(data) + 1)
    return data[:at] + dice.choice([*(text.encode() for text in ODD), *NO_TEXT]) + data[at:]


def with_a_number_changed(dice: Random, data: bytes) -> bytes:
    """Change a number to another."""
    found = [*re.finditer(rb"\d+", data)]
    if not found:
        return data
    number = dice.choice(found)
    other = str(dice.choice([0, 1, 7, 99, 1000, 10**6])).encode()
    return data[: number.start()] + other + data[number.end() :]


WAYS: tuple[Way, ...] = (
    without_a_line,
    with_a_line_twice,
    with_two_lines_swapped,
    with_an_odd_value,
    with_an_odd_value,
    truncated,
    with_bits_flipped,
    with_something_odd,
    with_a_number_changed,
)


def run(root: Path, *words: str) -> Ran:
    """Run a command on a workspace in a fork of this process, where all is loaded."""
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            os.setsid()
            _main(said.fileno(), root, words)
        end, code = time.monotonic() + PATIENCE, None
        while code is None and time.monotonic() < end:
            done, status = os.waitpid(child, os.WNOHANG)
            code = os.waitstatus_to_exitcode(status) if done else None
            time.sleep(0 if done else 0.01)
        if code is None:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
        said.seek(0)
        return Ran(code, said.read().decode("utf-8", "replace"))


def _main(said: int, root: Path, words: Sequence[str]) -> None:
    """Become a command; never returns."""
    code = 1
    try:
        os.dup2(said, 1)
        os.dup2(said, 2)
        from handouts.cli.main import main

        sys.argv = ["handouts", "-C", str(root), *words]
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def prepare(root: Path) -> None:
    """Make a workspace with a file of every kind that there is."""
    from handouts.workspace import house

    python = [sys.executable, "-m", "handouts"]
    subprocess.run([*python, "new", "workspace", root], check=True, capture_output=True)
    for folder, kept in (("content", (HANDOUT,)), ("brands", (BRAND, *OTHERS))):
        for path in (root / folder).iterdir():
            if path.is_dir() and path.name not in kept:
                shutil.rmtree(path)
    for name in OVERRIDES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(house() / name, root / name)
    (root / "packs.yaml").write_text(PACKS, encoding="utf-8")
    _draw_logos(root / "brands")
    drawing = root / f"content/{HANDOUT}/photo.png"
    shutil.copyfile(house() / "brands/northlight/logo.png", drawing)
    text = root / f"content/{HANDOUT}/handout.yaml"
    written = re.sub(r"^to_confirm:.*?(?=^\w|\Z)", "", text.read_text("utf-8"), flags=re.M | re.S)
    text.write_text(written.replace("    blocks:\n", f"    blocks:\n{FIGURE}", 1), "utf-8")
    here = [*python, "-C", str(root)]
    due = (date.today() + timedelta(days=300)).isoformat()
    words = f"approve {HANDOUT} --by Ada --role Lead --author Ben".split()
    subprocess.run([*here, *words, "--review-by", due], check=True, capture_output=True)
    subprocess.run([*here, "build", HANDOUT, "-b", BRAND], check=True, capture_output=True)
    (root / "records").mkdir(exist_ok=True)
    (root / "records/printed.jsonl").write_text(PRINTED, encoding="utf-8")


def _draw_logos(brands: Path) -> None:
    """Give one brand a PDF as its logo, and a clinic's brand a JPEG."""
    from PIL import Image

    with Image.open(brands / "northlight/logo.png") as picture:
        drawn, plain = picture.convert("RGBA"), Image.new("RGB", picture.size, "white")
        plain.paste(drawn, mask=drawn.getchannel("A"))
    for name in ("plain-practice/logo.pdf", "northlight/logo.jpg"):
        plain.save(brands / name)
        brand = brands / name.replace(name.partition("/")[2], "_brand.yml")
        text = brand.read_text("utf-8").replace("logo.png", "logo.jpg")
        own = "" if "\nlogo:" in text else f"logo: {name.partition('/')[2]}\n"
        brand.write_text(f"{text.rstrip()}\n{own}", "utf-8")


def damaged(root: Path, dice: Random) -> str:
    """Damage one file of a workspace, and return its name; each kind has the same chance."""
    files = [path for path in root.rglob("*") if path.is_file() and not _cached(path, root)]
    kinds: dict[str, list[Path]] = {}
    for path in sorted(files):
        kinds.setdefault(_kind(path.relative_to(root)), []).append(path)
    path = dice.choice(kinds[dice.choice(sorted(kinds))])
    data = path.read_bytes()
    for way in dice.choices(WAYS, k=dice.randint(1, 3)):
        data = way(dice, data)
    path.write_bytes(data)
    return path.relative_to(root).as_posix()


def _cached(path: Path, root: Path) -> bool:
    parts = path.relative_to(root).parts
    read_by_none = path.suffix == ".md" or path.name.startswith(".git") or "schema" in path.name
    return parts[0] == "output" or parts[:2] == (".handouts", "cache") or read_by_none


def _kind(path: Path) -> str:
    return path.name if path.name == "handout.yaml" else f"{path.parts[0]} {path.suffix}"


def faults(root: Path, name: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with how a damaged workspace is checked and built: a kind, and words."""
    checked = run(root, "check")
    yield from _of_output(root, "check", checked)
    if checked.code != 0:
        return
    before = {path: path.read_bytes() for path in (root / "output").rglob("*") if path.is_file()}
    of = name.split("/")[1] if name.startswith("brands/") else BRAND
    what = () if name == "packs.yaml" else (HANDOUT,)  # all of them, so that packs are bound too
    built = run(root, "build", *what, "-b", of, "-j", "1")
    yield from _of_output(root, "build", built)
    rules = [found["rule"] for line in built.out.splitlines() if (found := ERROR.fullmatch(line))]
    laid_out = name.startswith(SETS) and rules and all(map(LAID_OUT.fullmatch, rules))
    if built.code and not laid_out:
        yield "check clean, build fails", built.out
    for path in (root / "output").rglob("*"):
        if path.is_file() and path.name.startswith("."):
            yield "left over", path.name
        if (
            path.suffix == ".pdf"
            and path not in before
            and not path.read_bytes().rstrip().endswith(b"%%EOF")
        ):
            yield "half file", path.name


def _of_output(root: Path, command: str, ran: Ran) -> Iterator[tuple[str, str]]:
    if ran.code is None:
        yield "hang", command
    elif ran.code not in (0, 1):
        yield f"exit code of {command}", f"{ran.code}: {ran.out[-300:]}"
    if "Traceback" in ran.out:
        yield "traceback", ran.out[-3000:]
    for line in (lines := ran.out.splitlines()):
        if len(line) > LONGEST:
            yield "long line", line[:200]
        found = ERROR.fullmatch(line)
        if found and not WHOLE.fullmatch(found["rule"]) and _has_lines(root, found["place"]):
            yield "error without a line", line
    told = Counter(line for line in lines if ERROR.fullmatch(line))
    yield from (("told twice", line) for line, count in told.items() if count > 1)


def _has_lines(root: Path, place: str) -> bool:
    """Say whether a place names a file of text, and no line of it."""
    path = root / place
    return path.is_file() and path.suffix not in (".png", ".pdf") and path.stat().st_size > 0


def main(arguments: Sequence[str]) -> int:
    """Run mutations, tell what they found, and return 1 where they found anything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first mutation")
    asked = parser.parse_args(arguments)
    from handouts.engine.warming import warm

    warm()
    kinds: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        base, root = Path(folder) / "base", Path(folder) / "workspace"
        prepare(base)
        for number in range(asked.first, asked.first + asked.count):
            shutil.copytree(base, root, symlinks=True)
            name = damaged(root, Random(f"{asked.seed}-{number}"))
            for kind, words in faults(root, name):
                kinds[kind] += 1
                print(f"{asked.seed}-{number} {name}: {kind}: {words}", flush=True)
            shutil.rmtree(root)
    told = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    print(f"{asked.count} mutations: {told or 'nothing wrong'}", file=sys.stderr)
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
