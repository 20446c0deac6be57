"""YAML from the workspace, as nodes with places; what is wrong in a file becomes a diagnostic."""

from __future__ import annotations

import re
from collections import OrderedDict
from functools import lru_cache
from typing import Protocol

from handouts.diagnostics import Diagnostic, HandoutsError, Missing, Place, Problems, Refused
from handouts.reading.nodes import Map
from handouts.textfile import decode_text, place_after

_Composed = tuple[Map | None, tuple[Diagnostic, ...]]
MOST_REMEMBERED = 512  # files

# What libyaml refuses to read at all (https://yaml.org/spec/1.1/#c-printable).
_NOT_PRINTED = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Files(Protocol):
    """Where files are read from: a workspace. Both raise Refused."""

    def read(self, name: str, limit: int) -> bytes:
        """Return the bytes of a file of at most limit bytes."""

    def house_file(self, name: str) -> bytes:
        """Return the bytes of a file, else of the one that we ship."""


def read_yaml(
    workspace: Files,
    name: str,
    problems: Problems,
    *,
    lenient: bool = False,
    ours: bool = False,
    limit: int = 2_000_000,
) -> Map | None:
    """Read a YAML file of at most limit bytes; None where there is an error, told in problems.

    With lenient, a key that stands twice is a warning, and the first one holds. With ours, the
    file that we ship is read where the workspace has none.
    """
    try:
        data = workspace.house_file(name) if ours else workspace.read(name, limit)
    except Refused as refused:
        rule = "file-missing" if isinstance(refused, Missing) else "file-unreadable"
        problems.error(rule, Place(name), str(refused), refused.hint)
        return None
    try:
        text = decode_text(data, name)
    except HandoutsError as error:
        problems.extend(error.diagnostics)
        return None
    return parse_yaml(text, name, problems, lenient=lenient)


def parse_yaml(text: str, name: str, problems: Problems, *, lenient: bool = False) -> Map | None:
    """Read YAML from a string; name stands in the places. Otherwise as read_yaml."""
    if odd := _NOT_PRINTED.search(text):
        place = place_after(text[: odd.start()], name)
        fact = f"character U+{ord(odd[0]):04X} cannot stand in YAML"
        problems.error("encoding", place, fact, "delete this invisible character")
        return None
    top, faults = _remembered(text, name, lenient) if name else _passing(text, name, lenient)
    problems.extend(faults)
    return top


def _remembered(text: str, name: str, lenient: bool) -> _Composed:
    """Read YAML, and remember of each file the newest text: read again, most are unchanged."""
    before, composed = _newest.pop((name, lenient), ("", None))
    if composed is None or before != text:
        composed = _composed(text, name, lenient)
    _newest[name, lenient] = text, composed
    while len(_newest) > MOST_REMEMBERED:
        _newest.popitem(last=False)
    return composed


def _composed(text: str, name: str, lenient: bool) -> _Composed:
    """Read YAML."""
    problems = Problems()
    from handouts.reading.compose import Composer  # late: what only reads settings needs no YAML

    top = Composer(text, name, problems, lenient=lenient).compose()
    return None if problems.failed else top, tuple(problems)


_newest = OrderedDict[tuple[str, bool], tuple[str, _Composed]]()  # by file
_passing = lru_cache(maxsize=16)(_composed)  # texts of no file: while they are typed
