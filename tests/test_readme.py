"""The README's picture is of what is made now, and its commands are those that there are."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from goldens import Goldens
from machinery import Tool

ROOT = Path(__file__).parent.parent


def test_the_picture_shows_the_page_as_it_is_made(
    goldens: Goldens, tmp_path: Path, tool: Tool
) -> None:
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "handouts",
        "build",
        "facial-massage",
        "-b",
        "harbour-skin",
    ]
    run = subprocess.run(
        [*command, "-o", tmp_path], cwd=ROOT, capture_output=True, text=True, check=True
    )
    tool("pdftoppm", "-r", "50", "-png", "-singlefile", run.stdout.strip(), tmp_path / "page")
    goldens.picture(ROOT / "docs" / "facial-massage.png", tmp_path / "page.png")


def test_the_handout_is_quoted_word_for_word() -> None:
    handout = read(ROOT / "content/facial-massage/handout.yaml")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [quoted] = re.findall(r"^```yaml\n(.*?)^```", readme, re.M | re.S)
    assert is_part(yaml.safe_load(quoted), handout)
    guide = (ROOT / "docs/writing-a-handout.md").read_text(encoding="utf-8")
    [claim] = re.findall(r"^- claim:.*\n(?: .*\n)+", guide, re.M)
    blocks_of = [block for section in handout["sections"] for block in section["blocks"]]
    assert is_part(yaml.safe_load(claim), blocks_of)


def test_words_that_are_not_the_handouts_are_no_quotation() -> None:
    handout = read(ROOT / "content/facial-massage/handout.yaml")
    assert not is_part({"main_message": "It lifts."}, handout)
    assert not is_part({"sections": [{"heading": "Why massage works"}]}, handout)


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def is_part(quoted: Any, whole: Any) -> bool:
    """Say whether something is a whole with keys and items left out."""
    if isinstance(quoted, dict):
        return isinstance(whole, dict) and all(
            key in whole and is_part(value, whole[key]) for key, value in quoted.items()
        )
    if isinstance(quoted, list):
        return all(any(is_part(item, other) for other in whole) for item in quoted)
    return bool(quoted == whole)


def test_every_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.M))
    commands = set(re.findall(r"handouts/?\s+([a-z]+)\b", " ".join(blocks(readme))))
    assert set(re.findall(r"^make ([a-z]+)", readme, re.M)) <= targets
    assert commands
    for command in commands:
        run = [sys.executable, "-m", "handouts", command, "--help"]
        assert subprocess.run(run, capture_output=True, check=False).returncode == 0, command


def blocks(text: str) -> list[str]:
    return re.findall(r"^\.venv/bin/(handouts .*)$", text, re.M)
