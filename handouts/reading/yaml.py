"""YAML from the workspace, as nodes with places; what is wrong in a file becomes a diagnostic."""

from __future__ import annotations

import re
from functools import lru_cache

from handouts.diagnostics import Diagnostic, Place, Problems
from handouts.reading.compose import Composer
from handouts.reading.nodes import Map
from handouts.workspace import Missing, Refused, Workspace

_BOM = "\ufeff"
# What libyaml refuses to read at all (https://yaml.org/spec/1.1/#c-printable).
_NOT_PRINTED = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_yaml(
    workspace: Workspace,
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
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place_in(data[: error.start].decode("utf-8"), name)
        fact = f"byte 0x{data[error.start]:02x} is not UTF-8"
        problems.error("encoding", place, fact, "save the file in the encoding UTF-8")
        return None
    return parse_yaml(text, name, problems, lenient=lenient)


def parse_yaml(text: str, name: str, problems: Problems, *, lenient: bool = False) -> Map | None:
    """Read YAML from a string; name stands in the places. Otherwise as read_yaml."""
    text = text.removeprefix(_BOM)
    if odd := _NOT_PRINTED.search(text):
        place = _place_in(text[: odd.start()], name)
        fact = f"character U+{ord(odd[0]):04X} cannot stand in YAML"
        problems.error("encoding", place, fact, "delete this invisible character")
        return None
    top, told = _composed(text, name, lenient)
    problems.extend(told)
    return top


@lru_cache(maxsize=512)
def _composed(text: str, name: str, lenient: bool) -> tuple[Map | None, tuple[Diagnostic, ...]]:
    """Read YAML, and remember it: a program that builds again finds most files unchanged."""
    found = Problems()
    top = Composer(text, name, found, lenient=lenient).compose()
    return None if found.failed else top, tuple(found)


def _place_in(before: str, name: str) -> Place:
    """Return the place that follows a text."""
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))
