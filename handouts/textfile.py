"""A file's bytes as text: UTF-8, without its byte order mark, and with no merge left unfinished."""

from __future__ import annotations

import re

from handouts.diagnostics import Diagnostic, HandoutsError, Place

__all__ = ["decode_text"]

BOM = "\ufeff"  # Windows' Notepad and PowerShell write it in front of a text
# What git leaves where two changes met: https://git-scm.com/docs/git-merge#_how_conflicts_are_presented
MERGE = re.compile(r"^[ \t]*(?:<{7}|\|{7}|>{7})(?= |$)", re.MULTILINE)


def decode_text(data: bytes, name: str) -> str:
    """Return the text of a file that is called name.

    Raises HandoutsError, at the place, where it is not UTF-8 or holds what git leaves of two
    changes that met.
    """
    try:
        text = data.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        place = place_after(data[: error.start].decode("utf-8").removeprefix(BOM), name)
        fact = f"byte 0x{data[error.start]:02x} is not UTF-8"
        raise _refusal("encoding", place, fact, "save the file in the encoding UTF-8") from None
    if marker := MERGE.search(text):
        fact = f"a merge is unfinished here: '{marker[0].strip()}' is a mark of git"
        hint = (
            "keep one of the two versions, and delete the lines '<<<<<<<', '=======' and '>>>>>>>'"
        )
        raise _refusal("merge", place_after(text[: marker.start()], name), fact, hint)
    return text


def place_after(before: str, name: str) -> Place:
    """Return the place that follows the first part of a file's text."""
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _refusal(rule: str, place: Place, fact: str, hint: str) -> HandoutsError:
    return HandoutsError(Diagnostic("error", rule, place, fact, hint))
