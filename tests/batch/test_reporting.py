from __future__ import annotations

import pytest

from handouts.batch.reporting import Outcome, Row, report, size_in_words
from handouts.diagnostics import Diagnostic, Place

PROBLEM = Diagnostic("error", "figure", Place("a.yaml", 3, 7), "a fact", "an action")
TOLD = {
    "severity": "error",
    "rule": "figure",
    "file": "a.yaml",
    "line": 3,
    "column": 7,
    "message": "a fact",
    "hint": "an action",
}


def test_a_report_has_exactly_the_keys_that_it_promises() -> None:
    made = Outcome("made", sha256="abc", size=1024, pages=2, diagnostics=(PROBLEM,), verified=True)
    row = Row("sun", "north", "cork", "en-GB", "full", "a.pdf", "draft", "ABCD-EFGH", made)
    assert report([row], [PROBLEM]) == {
        "schema": 1,
        "copies": [
            {
                "handout": "sun",
                "brand": "north",
                "clinic": "cork",
                "language": "en-GB",
                "asked_language": None,
                "format": "full",
                "path": "a.pdf",
                "state": "made",
                "review": "draft",
                "sha256": "abc",
                "bytes": 1024,
                "pages": 2,
                "sheets": None,
                "aims_at": None,
                "text_code": "ABCD-EFGH",
                "verified": True,
                "diagnostics": [TOLD],
            }
        ],
        "diagnostics": [TOLD],
    }


def test_a_report_of_nothing_is_empty() -> None:
    assert report([], []) == {"schema": 1, "copies": [], "diagnostics": []}


@pytest.mark.parametrize(
    ("pages", "sheets", "words"),
    [(1, 0, "1 side"), (5, 0, "5 sides"), (4, 1, "1 sheet, folded"), (5, 2, "2 sheets, folded")],
)
def test_what_a_copy_takes_of_paper_is_said_in_words(pages: int, sheets: int, words: str) -> None:
    assert size_in_words(pages, sheets) == words
