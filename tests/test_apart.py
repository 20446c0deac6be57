"""A program of ours in a process of its own: what goes in, how it ends, and what it may know."""

from __future__ import annotations

import pytest

from handouts.apart import run_apart

LIMIT = 60.0  # seconds; only a hang takes so long


def test_a_program_is_given_data_and_tells_how_it_ended() -> None:
    backwards = "import sys; sys.stdout.write(sys.stdin.read()[::-1]); sys.exit(3)"
    done = run_apart("-I", "-c", backwards, data=b"abc", patience=LIMIT)
    assert done is not None
    assert (done.returncode, done.stdout) == (3, b"cba")


def test_a_program_that_does_not_end_is_given_up() -> None:
    assert run_apart("-I", "-c", "import time; time.sleep(60)", data=b"", patience=0.2) is None


def test_a_program_knows_no_secret_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    done = run_apart("-c", "import os; print(*os.environ)", data=b"", patience=LIMIT)
    assert done is not None
    assert b"PATH" in done.stdout and b"SECRET" not in done.stdout
