"""The library: every handout of a workspace, and the sources that they cite."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from handouts.content.model import SHARED, Handout
from handouts.content.sources import Reference, load_references
from handouts.diagnostics import Place, Problems
from handouts.reading import decode, read_yaml
from handouts.workspace import Workspace, is_id

LARGEST_BYTES = 150_000  # bytes; the longest handout that we know of has 20,000

__all__ = ["LARGEST_BYTES", "Library", "handout_ids", "load_handout", "load_library"]


@dataclass(frozen=True)
class Library:
    """The handouts that could be read, by id; all ids, read or not; and the sources."""

    handouts: Mapping[str, Handout]
    ids: tuple[str, ...]
    references: Mapping[str, Reference]


def handout_ids(workspace: Workspace, problems: Problems | None = None) -> list[str]:
    """Return the names of the folders of content/ that hold a handout.yaml."""
    faults = Problems() if problems is None else problems
    folders = workspace.holders("content", "handout.yaml", faults)
    for name in folders:
        if not is_id(name):
            faults.error(
                "id",
                Place(_file(name)),
                f"the folder's name '{name}' is no id",
                "use small letters, digits and single hyphens",
            )
    if SHARED in folders:
        fact = f"content/{SHARED} holds the drawings that handouts share, and no handout"
        faults.error("id", Place(_file(SHARED)), fact, "move it to a folder of another name")
    return [name for name in folders if is_id(name) and name != SHARED]


def load_handout(workspace: Workspace, handout_id: str, problems: Problems) -> Handout | None:
    """Read one handout's file; None where it cannot be used."""
    node = read_yaml(workspace, _file(handout_id), problems, limit=LARGEST_BYTES)
    return None if node is None else decode(Handout, node, problems)


def load_library(
    workspace: Workspace, problems: Problems, names: Collection[str] | None = None
) -> Library:
    """Read everything in content/, or only the handouts of some names.

    What is wrong is told, what is right is kept.
    """
    ids = handout_ids(workspace, problems)
    wanted = ids if names is None else [name for name in ids if name in names]
    loaded = {name: load_handout(workspace, name, problems) for name in wanted}
    return Library(
        {name: handout for name, handout in loaded.items() if handout is not None},
        tuple(ids),
        load_references(workspace, problems),
    )


def _file(handout_id: str) -> str:
    return f"content/{handout_id}/handout.yaml"
