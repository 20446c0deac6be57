from __future__ import annotations

import pytest

from handouts.counter.reasons import errors, in_words, troubles


@pytest.mark.parametrize(
    ("reasons", "lacks", "stops"),
    [
        ([], [], []),
        (["none"], [], []),
        (["media-empty"], ["media-empty"], ["media-empty"]),
        (["media-empty-error"], ["media-empty"], ["media-empty"]),
        (["media-empty-warning"], ["media-empty"], []),
        (["media-empty-report"], [], []),
        (["media-jam-error", "media-jam-warning"], ["media-jam"], ["media-jam"]),
        (["offline-report"], ["offline"], ["offline"]),
        (["toner-low-warning", "cups-missing-filter-warning"], [], []),
        (["cups-waiting-for-job-completed"], [], []),
        (["connecting-to-device"], ["connecting-to-device"], []),
        (["something-of-a-maker-error"], [], []),
    ],
)
def test_a_reason_counts_by_its_keyword_and_its_severity(
    reasons: list[str], lacks: list[str], stops: list[str]
) -> None:
    assert list(troubles(reasons)) == lacks
    assert list(errors(reasons)) == stops


def test_what_a_printer_lacks_is_said_once_and_in_words() -> None:
    assert in_words(["media-empty", "door-open"]) == "is out of paper and has an open door"
    assert in_words(["paused", "cups-remote-stopped"]) == "is stopped"
    assert in_words([]) == ""
