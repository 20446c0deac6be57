"""Reading ``_brand.yml``, which other tools write too: what does not fit is told and left out."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from handouts.diagnostics import Problems, did_you_mean
from handouts.reading import Map, Node, Scalar, Text
from handouts.workspace import Workspace

__all__ = ["is_missing", "is_nothing", "light", "section", "text", "warn_unknown"]


def section(parent: Map, key: str, problems: Problems, known: Sequence[str] = ()) -> Map:
    """Return the mapping under a key, an empty one where there is none; warn of unknown keys."""
    node = parent.items.get(key)
    if isinstance(node, Map):
        if known:
            warn_unknown(node, known, problems)
        return node
    place = parent.keys.get(key, parent.place)
    if not is_nothing(node):
        problems.warn("wrong-type", place, f"'{key}' is no mapping; it is left out")
    return Map(place, {}, {})


def warn_unknown(node: Map, known: Sequence[str], problems: Problems) -> None:
    """Warn of the keys of a mapping that are not known."""
    for key, place in node.keys.items():
        if key not in known:
            hint = did_you_mean(_ALIKE.get(key.lower(), key), known)
            problems.warn("unknown-key", place, f"unknown key '{key}'; it is left out", hint)


_ALIKE = {"body": "base", "long": "full"}  # words that brands use, but that do not look alike


def light(node: Node | None) -> Node | None:
    """Return the light one of a ``{light: …, dark: …}``; only a dark one means none."""
    if isinstance(node, Map) and {"light", "dark"} & set(node.items):
        return node.items.get("light")
    return node


def text(node: Node | None) -> Text | None:
    """Return what a scalar says on one line; None for anything else, and for nothing."""
    if isinstance(node, Scalar) and node.value is not None:
        return Text(" ".join(node.text.split()), node.place) or None
    return None


def is_nothing(node: Node | None) -> bool:
    """Say whether a key is missing, or has nothing after it."""
    return node is None or (isinstance(node, Scalar) and node.value is None)


def is_missing(workspace: Workspace, name: str) -> bool:
    """Say whether a file is simply not there; False where it is there but refused."""
    *folders, file = posixpath.normpath(name).split("/")
    folder = "."
    for part in folders:  # not listed: that of all brands may be long
        if part == ".." or not workspace.exists(folder):
            return False
        folder = f"{folder}/{part}"
        if not workspace.holds(folder):
            return True
    return file != ".." and workspace.exists(folder) and file not in workspace.names(folder)
