"""The tool that damages workspaces finds nothing in a sample, and would see what it looks for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from samples import tool_named

TOOL = Path(__file__).parent.parent / "tools" / "fuzz.py"
SAMPLE = 12  # mutations


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    return tool_named("fuzz")


@pytest.mark.slow
def test_a_sample_of_damaged_workspaces_ends_in_words_or_sound_files() -> None:
    words = [sys.executable, str(TOOL), "--seed", "7", "--count", str(SAMPLE)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert done.stderr.splitlines()[-1] == f"{SAMPLE} mutations: nothing wrong"


@pytest.mark.parametrize(
    ("code", "out", "kind"),
    [
        (None, "", "hang"),
        (2, "", "exit code of check"),
        (1, "Traceback (most recent call last):", "traceback"),
        (1, "x" * 401, "long line"),
        (1, "there: error: wrong [wrong-type]", "error without a line"),
        (1, "there:1:2: error: wrong [a]\n" * 2, "told twice"),
    ],
)
def test_what_a_command_must_not_do_is_seen(
    fuzz: ModuleType, tmp_path: Path, code: int | None, out: str, kind: str
) -> None:
    (tmp_path / "there").write_text("a line", encoding="utf-8")
    found = [name for name, _ in fuzz._of_output(tmp_path, "check", fuzz.Ran(code, out))]
    assert found == [kind]


def test_a_sound_answer_is_no_finding(fuzz: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "there").write_text("a line", encoding="utf-8")
    said = "there:1:2: error: wrong [wrong-type]\n    hint: mend it\n"
    assert [*fuzz._of_output(tmp_path, "check", fuzz.Ran(1, said))] == []
    assert [*fuzz._of_output(tmp_path, "check", fuzz.Ran(0, ""))] == []


def test_the_same_seed_gives_the_same_damage(fuzz: ModuleType, tmp_path: Path) -> None:
    texts = []
    for name in ("one", "other"):
        root = tmp_path / name
        root.mkdir()
        (root / "handouts.toml").write_text('output = "output"\n' * 3, encoding="utf-8")
        assert fuzz.damaged(root, fuzz.Random("1-1")) == "handouts.toml"
        texts.append((root / "handouts.toml").read_bytes())
    assert texts[0] == texts[1] != b'output = "output"\n' * 3
