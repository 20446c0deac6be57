"""What is written comes out as it was written: in PDF, on the web and as text, or not at all."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pypdfium2
import pytest
from samples import MakeWorkspace, Run, a_library, with_blocks

LIST = "1. Wash.\n2. Dry.\n\nWait.\n\n3. Put on cream.\n4. Back to step 3."
MARKS = [
    "In room __12__, a__b and __c.",
    "5 * 3 and 5 < 6 > 4 | 3 ~~ 2",
    "[x], #5, R&D, a_b_c, C:\\new, so^1^",
    "=== --- *** +++ ==x== 1) and {y} $z$",
]


def words(path: Path) -> str:
    """Return the words of a file as a reader finds them, with single spaces."""
    if path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(path.read_bytes())
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    else:
        text = path.read_text("utf-8")
        text = unescape(re.sub(r"<[^>]*>", "", text)) if path.suffix == ".html" else text
    return " ".join(text.split())


@pytest.mark.slow
def test_numbers_of_lists_and_marks_that_are_not_ours_come_out_in_each_medium(
    workspace: MakeWorkspace, run: Run
) -> None:
    prose = "\n\n".join([LIST, *(f"So {mark}" for mark in MARKS)])
    block = "prose: |\n" + "\n".join(f"    {line}" for line in prose.splitlines())
    blocks = f"- {block}\n- steps: [Turn., Lift.]\n  start: 7"
    made = workspace(a_library(sun=with_blocks(blocks)))
    done = run("-C", str(made.root), "build", "-f", "standard", "-f", "html", "-f", "text")
    assert done.code == 0, done.err
    files = {path.suffix: path for path in map(Path, done.out.split())}
    for path in files.values():
        said = words(path)
        assert [mark for mark in MARKS if mark not in said] == []
    assert "1 2 3 4" in words(files[".pdf"])  # the numbers are drawn behind the words
    assert "7 8" in words(files[".pdf"])
    assert "7. Turn. 8. Lift." in words(files[".txt"])
    assert "1. Wash. 2. Dry. Wait. 3. Put on cream. 4. Back" in words(files[".txt"])
    assert '<ol class="steps" start="3"' in files[".html"].read_text("utf-8")
