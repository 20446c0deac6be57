"""Programs of ours for what is from outside, each in a process of its own: a trap ends there."""

from __future__ import annotations

import os
import subprocess
import sys

__all__ = ["run_apart"]

KEPT = ("PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "LANG", "LC_ALL")  # of the environment


def run_apart(
    *program: str, data: bytes, patience: float
) -> subprocess.CompletedProcess[bytes] | None:
    """Run Python with a program's words and data on standard input, and return how it ended.

    None where it had not ended after so many seconds. Its limits it sets itself. Of the environment
    it knows nothing but where programs and libraries are, and the language.
    """
    try:
        return subprocess.run(
            [sys.executable, *program],
            input=data,
            capture_output=True,
            timeout=patience,
            env={name: os.environ[name] for name in KEPT if name in os.environ},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
