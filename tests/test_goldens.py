from __future__ import annotations

from pathlib import Path

import pytest
from goldens import Goldens


def test_a_text_that_stayed_passes(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>one\n", encoding="utf-8")
    Goldens(tmp_path).hold("a.html", "<p>one\n")


def test_a_text_that_changed_fails_with_the_lines_that_differ(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>one\n<p>two\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"-<p>two\n\+<p>three"):
        Goldens(tmp_path).hold("a.html", "<p>one\n<p>three\n")


def test_a_text_that_was_never_looked_at_fails(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"there is no a\.html"):
        Goldens(tmp_path).hold("a.html", "<p>one\n")


def test_renewing_writes_the_text(tmp_path: Path) -> None:
    Goldens(tmp_path / "new", renew=True).hold("a.html", "<p>one\n")
    assert (tmp_path / "new/a.html").read_text(encoding="utf-8") == "<p>one\n"
