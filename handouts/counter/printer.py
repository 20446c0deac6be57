"""The printing system, CUPS: its printers, what can be sent to them, what became of a job.

Attributes and their values are those of IPP (RFC 8011, section 5,
https://www.rfc-editor.org/rfc/rfc8011) and its extensions (PWG 5100.7, for trays), media are named
as in PWG 5101.1 (https://ftp.pwg.org/pub/pwg/candidates/cs-pwgmsn20-20130328-5101.1.pdf).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from handouts.counter.ipp import NOT_FOUND, AttributeGroup, NotPrinted, Operation, ask, asked
from handouts.counter.reasons import errors, in_words, troubles
from handouts.diagnostics import did_you_mean

__all__ = ["NotPrinted", "Printer", "default_printer", "find_printer", "others", "printers"]

ASKED = (
    "printer-name",
    "printer-state",
    "printer-state-reasons",
    "printer-state-message",
    "printer-is-accepting-jobs",
    "sides-supported",
    "media-supported",
    "media-source-supported",
    "printer-info",
)
BUSY, STOPPED = 4, 5  # RFC 8011, section 5.4.11


@dataclass(frozen=True)
class Printer:
    """A printer: how it stands, and what it says that it can do; what it does not say is empty."""

    name: str
    state: Literal["idle", "busy", "stopped"]
    reasons: tuple[str, ...] = ()
    message: str = ""
    accepting: bool = True
    sides: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    trays: tuple[str, ...] = ()
    info: str = ""

    @property
    def label(self) -> str:
        """What people call it, as whoever set it up wrote there; else its name."""
        return self.info or self.name

    @property
    def troubles(self) -> tuple[str, ...]:
        """What it lacks. Of an idle printer this is from its last job, and may be over."""
        return troubles(self.reasons)

    @property
    def refusal(self) -> str:
        """Why nothing should be sent to it now, as what follows on its name; else ''."""
        reason = f": {self.message}" if self.message else ""
        if not self.accepting:
            return f"accepts no jobs{reason}"
        if self.state == "stopped":
            return f"is stopped{reason}"
        return in_words(errors(self.reasons)) if self.state == "busy" else ""


def printers() -> list[Printer]:
    """Return all printers, by name. Raises Unprinted where nobody answers."""
    answer = ask(Operation.PRINTERS, asked(ASKED))
    if answer.refused and answer.status != NOT_FOUND:
        raise NotPrinted(f"CUPS names no printers: {answer.message}")
    known = [_printer(group) for group in answer.groups if group.word("printer-name")]
    return sorted(known, key=lambda printer: printer.name)


def default_printer() -> str:
    """Return the name of the printer that is used where none is named. Raises Unprinted.

    It is named by LPDEST or PRINTER, else by what the user chose with lpoptions, else by CUPS.
    """
    named = os.environ.get("LPDEST") or os.environ.get("PRINTER")
    if name := named or _chosen(Path(os.environ.get("HOME", "")) / ".cups/lpoptions"):
        return name
    answer = ask(Operation.DEFAULT_PRINTER, asked(["printer-name"]))
    if name := next(filter(None, (g.word("printer-name") for g in answer.groups)), ""):
        return name
    names = [printer.name for printer in printers()]
    known = f"; there is {', '.join(names)}" if names else ": set one up in CUPS first"
    raise NotPrinted("there is no default printer", f"name one with --printer NAME{known}")


def find_printer(name: str = "") -> Printer:
    """Return a printer by its name, or the default one. Raises Unprinted where there is none."""
    wanted, there = name or default_printer(), {p.name: p for p in printers()}
    if wanted not in there:
        many = f"there are {len(there)}; lpstat -e names them"
        hint = did_you_mean(wanted, [*there]) or (many if there else "set one up in CUPS first")
        raise NotPrinted(f"there is no printer '{wanted}'", hint)
    return there[wanted]


def others(printer: Printer) -> str:
    """Return which printers could take a job instead of one, as the end of a hint."""
    names = [p.name for p in printers() if p.name != printer.name and not p.refusal]
    return f"; there is {', '.join(names)}" if names else ""


def _printer(group: AttributeGroup) -> Printer:
    states: dict[int, Literal["busy", "stopped"]] = {BUSY: "busy", STOPPED: "stopped"}
    return Printer(
        group.word("printer-name"),
        states.get(group.number("printer-state"), "idle"),
        tuple(reason for reason in group.words("printer-state-reasons") if reason != "none"),
        group.word("printer-state-message"),
        bool(group.values.get("printer-is-accepting-jobs", [True])[0]),
        group.words("sides-supported"),
        group.words("media-supported"),
        group.words("media-source-supported"),
        group.word("printer-info"),
    )


def _chosen(options: Path) -> str:
    """Return the printer that a user made the default one, by its line in lpoptions; else ''."""
    try:
        lines = [line.split() for line in options.read_text("utf-8", "replace").splitlines()]
    except OSError:
        return ""
    named = (words[1] for words in lines if len(words) > 1 and words[0].lower() == "default")
    return next(named, "").partition("/")[0]
