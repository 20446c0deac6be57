"""Where copies go, as it is typed: a path, or an address; and where is kept what builds share."""

from __future__ import annotations

import os
from pathlib import Path

import click

from handouts.files import bar
from handouts.keeping import FOLDER, is_passing
from handouts.workspace import Workspace

__all__ = ["Output", "tell_kept"]


def tell_kept(workspace: Workspace) -> Workspace:
    """Tell on stderr where is kept what a workspace remembers, if not in it; return it."""
    if workspace.own is None:
        return workspace
    why = bar(workspace.root / FOLDER / "cache")
    until = ", until this command ends" if is_passing(workspace.own) else ""
    click.echo(f"note: {why}; what builds share is kept in '{workspace.own}'{until}", err=True)
    return workspace


class Output(click.Path):
    """A path, or an address: a text with :// in it, such as s3://bucket/folder."""

    def __init__(self, *, file_okay: bool = True) -> None:
        """Take files as well as folders, unless it is forbidden."""
        super().__init__(file_okay=file_okay, path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path | str:
        """Return a path as such, and an address as it stands."""
        text = os.fspath(value)
        return text if "://" in text else Path(os.fsdecode(super().convert(value, param, ctx)))
