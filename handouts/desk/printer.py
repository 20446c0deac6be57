"""The printing system: CUPS, by its own programs ``lp`` and ``lpstat``.

Attributes and their values are those of IPP (RFC 8011, section 5.2,
https://www.rfc-editor.org/rfc/rfc8011), media are named as in PWG 5101.1
(https://ftp.pwg.org/pub/pwg/candidates/cs-pwgmsn20-20130328-5101.1.pdf).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import Literal, NoReturn

from handouts.diagnostics import did_you_mean
from handouts.press.raster import page_size

__all__ = ["Job", "Unprinted", "default_printer", "send"]

MEDIA = {  # width and height of an upright page in whole mm
    (148, 210): "iso_a5_148x210mm",
    (210, 297): "iso_a4_210x297mm",
    (216, 279): "na_letter_8.5x11in",
}
PATIENCE = 60.0  # seconds until a printing system counts as one that does not answer
DEFAULT = "system default destination: "


class Unprinted(Exception):
    """Why nothing was printed: the fact as text, the way out as ``hint``."""

    def __init__(self, fact: str, hint: str = "") -> None:
        """Carry the fact and the hint."""
        super().__init__(fact)
        self.hint = hint


@dataclass(frozen=True)
class Job:
    """What is asked of a printer; without a name it is the default one."""

    title: str
    copies: int = 1
    sides: Literal["one", "two"] = "two"
    printer: str = ""


def send(data: bytes, job: Job) -> str:
    """Hand a PDF to the printing system, and return its name for the job. Raises Unprinted.

    The bytes go through a pipe: no file is written on the way.
    """
    width, height = _size(data)
    options = [f"sides={_sides(job, width > height)}", "collate=true"]
    options += ["document-format=application/pdf"]
    if media := MEDIA.get((min(width, height), max(width, height))):
        options.append(f"media={media}")
    words = ["-t", job.title, "-n", str(job.copies), *(["-d", job.printer] if job.printer else [])]
    done = _run("lp", *words, *(word for option in options for word in ("-o", option)), data=data)
    if done.returncode:
        _explain(job.printer, done.stderr)
    found = re.search(r"request id is (\S+)", done.stdout)
    return found[1] if found else done.stdout.strip()


def default_printer() -> str:
    """Return the name of the printer that is used where none is named. Raises Unprinted."""
    names = _printers()
    said = _run("lpstat", "-d").stdout
    if not said.startswith(DEFAULT):
        known = f"; there is {', '.join(names)}" if names else ": set one up in CUPS first"
        raise Unprinted("there is no default printer", f"name one with --printer NAME{known}")
    return said.removeprefix(DEFAULT).strip()


def _size(data: bytes) -> tuple[int, int]:
    from pypdfium2 import PdfiumError  # late: it is needed only once there is something to print

    try:
        return page_size(data)
    except PdfiumError:
        raise Unprinted("it is no PDF", "open the file, and print it from there") from None


def _sides(job: Job, landscape: bool) -> str:
    """Return the value of ``sides``: a sheet is turned like a page of a book."""
    if job.sides == "one":
        return "one-sided"
    return "two-sided-short-edge" if landscape else "two-sided-long-edge"


def _explain(printer: str, said: str) -> NoReturn:
    """Raise Unprinted for what lp refused: what is missing, else what lp says itself."""
    names = _printers()
    if printer and printer not in names:
        hint = did_you_mean(printer, names) or "'lpstat -e' names those that there are"
        raise Unprinted(f"there is no printer '{printer}'", hint)
    name = printer or default_printer()
    fact = said.strip().removeprefix("lp: ").removeprefix("Error - ")
    raise Unprinted(f"the printer '{name}' took nothing: {fact}", f"ask it: lpstat -p {name} -l")


def _printers() -> list[str]:
    """Return the names of all printers. Raises Unprinted where nobody answers."""
    if "is running" not in _run("lpstat", "-r").stdout:
        raise Unprinted("CUPS does not answer", "have it started: systemctl start cups")
    return _run("lpstat", "-e").stdout.split()


def _run(program: str, *words: str, data: bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run a program of CUPS in plain English. Raises Unprinted where there is none."""
    path = shutil.which(program)
    if path is None:
        raise Unprinted("CUPS is not installed", "on Debian: apt install cups-client")
    plain = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            [path, *words],
            input=data,
            capture_output=True,
            env=plain,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        fact = f"CUPS has not answered for {PATIENCE:.0f} seconds"
        raise Unprinted(fact, "see what it does: lpstat -t") from None
    out, err = (said.decode("utf-8", errors="replace") for said in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)
