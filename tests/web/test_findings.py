from __future__ import annotations

from ruling import SOUND

from handouts.diagnostics import Diagnostic, Place
from handouts.web.findings import shown_findings

FILE = "content/sun/handout.yaml"


def test_what_was_not_checked_in_the_language_is_shown_and_other_news_is_not() -> None:
    problems = [
        Diagnostic("info", "not-checked", Place(FILE, 1, 1), "not checked in pl: SRC-04"),
        Diagnostic("info", "others", Place(FILE), "so"),
        Diagnostic("error", "STR-08", Place(FILE, 1, 1), "the list has 9 points"),
    ]
    first, second = shown_findings(problems, FILE, SOUND)
    assert (first.must, second.must, second.rule) == (True, False, "not-checked")
    assert second.words == "Not checked in pl: SRC-04."
