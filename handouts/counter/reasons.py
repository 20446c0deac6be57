"""What keeps a printer from printing, by the keywords of IPP, and in words.

RFC 8011, section 5.4.12 (https://www.rfc-editor.org/rfc/rfc8011#section-5.4.12): a keyword may end
in how severe it is, ``-report``, ``-warning`` or ``-error``; one that does not is an error. Not all
printers keep to it: one that waits for paper may call it a warning.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["PASSING", "errors", "in_words", "troubles"]

SEVERITIES = ("-report", "-warning", "-error")
WORDS = {
    "connecting-to-device": "cannot be reached yet: it may be off",
    "cover-open": "has an open cover",
    "cups-remote-pending-held": "holds the job",
    "cups-remote-stopped": "is stopped",
    "developer-empty": "is out of developer",
    "door-open": "has an open door",
    "fuser-over-temp": "is too hot",
    "hold-new-jobs": "holds all jobs",
    "input-media-tray-failure": "has a tray that does not work",
    "input-tray-missing": "lacks a tray",
    "interlock-open": "is not shut",
    "marker-supply-empty": "is out of ink or toner",
    "marker-waste-full": "has a full waste box",
    "media-empty": "is out of paper",
    "media-jam": "has a paper jam",
    "media-needed": "wants paper put in",
    "offline": "is off, or cannot be reached",
    "output-area-full": "has a full output tray",
    "output-tray-missing": "lacks its output tray",
    "paused": "is stopped",
    "shutdown": "is off",
    "spool-area-full": "has no room for the job",
    "timed-out": "does not answer",
    "toner-empty": "is out of toner",
}
TELLING_REPORTS = ("offline-report",)  # CUPS says so of a printer that it cannot reach
PASSING = ("connecting-to-device",)  # true for a moment of every job


def troubles(reasons: Iterable[str]) -> tuple[str, ...]:
    """Return what somebody must see to before a job can be done, however severe it is called."""
    known = (_keyword(r) for r in reasons if not r.endswith("-report") or r in TELLING_REPORTS)
    return tuple(dict.fromkeys(keyword for keyword in known if keyword in WORDS))


def errors(reasons: Iterable[str]) -> tuple[str, ...]:
    """Return those of the troubles for which a printer stands still."""
    severe = [r for r in reasons if not r.endswith("-warning") and _keyword(r) not in PASSING]
    return troubles(severe)


def in_words(keywords: Iterable[str]) -> str:
    """Say what a printer lacks, as what follows on its name: 'is out of paper'."""
    return " and ".join(dict.fromkeys(WORDS.get(keyword, keyword) for keyword in keywords))


def _keyword(reason: str) -> str:
    ending = next(filter(reason.endswith, SEVERITIES), "")
    return reason.removesuffix(ending)
