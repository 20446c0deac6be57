"""Where two people changed the same field, in words."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.content import key_called, plain
from handouts.diagnostics import HandoutsError
from handouts.reading import Key, Uneditable, at_key, plain_of
from handouts.web.manuscripts import TITLES, section_of
from handouts.workspace import Workspace
from handouts.writing import Clashing, version_data, versions_of

__all__ = ["place_names", "place_of", "saver_of"]


def place_names(clash: Clashing) -> Sequence[str]:
    """Return where each field is that two changed: its section, and what it is called."""
    return [place_of(clash.now.text, conflict.key) for conflict in clash.conflicts]


def saver_of(workspace: Workspace, handout: str, clash: Clashing) -> str:
    """Return who saved the text that clashes; '' where it was changed by hand, or nobody knows."""
    latest = next(iter(versions_of(workspace, handout)), None)
    if latest is None:
        return ""
    try:
        data = version_data(workspace, handout, latest.name)
    except HandoutsError:
        return ""
    return latest.author if data == clash.now.text.encode() else ""


def place_of(text: str, key: Key) -> str:
    """Return where a field of a text is, in words."""
    section = section_of(key)
    name = TITLES.get(section, "")
    if not name:
        try:
            name = plain(str(at_key(plain_of(text), (*key[:2], "heading"))))
        except Uneditable:
            name = "A section"
    names = key_called(key)
    inside = [name for part, name in zip(key[2:], names[2:], strict=True) if part != "blocks"]
    words = names if section in TITLES else inside
    return f"{name}: {', '.join(words)}" if words else name
