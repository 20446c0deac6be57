from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.cli.encoding import ERRORS, write_as_the_terminal_can


def said(*words: str, encoding: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONIOENCODING": f"{encoding}:strict"}
    command = [sys.executable, "-m", "handouts", *words]
    return subprocess.run(command, env=env, capture_output=True, check=False)


@pytest.mark.parametrize("encoding", ["iso-8859-1", "ascii", "cp1252"])
@pytest.mark.parametrize("words", [("build", "--help"), ("--help",), ("biuld",)])
def test_a_terminal_of_any_encoding_ends_no_command(words: tuple[str, ...], encoding: str) -> None:
    done = said(*words, encoding=encoding)
    assert b"Traceback" not in done.stderr
    assert done.returncode in (0, 2)


def test_what_an_encoding_lacks_is_written_as_what_is_nearest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, "iso-8859-1"))
    write_as_the_terminal_can()
    print("Łukasz’s “é” … →", "李", end="")
    sys.stdout.flush()
    assert raw.getvalue().decode("iso-8859-1") == 'Lukasz\'s "é" ... -> ?'


@given(st.text(), st.sampled_from(["ascii", "iso-8859-1", "cp1252", "utf-8"]))
def test_any_text_can_be_written(text: str, encoding: str) -> None:
    write_as_the_terminal_can()
    assert isinstance(text.encode(encoding, ERRORS), bytes)
