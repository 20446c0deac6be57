"""Where copies go, as it is typed: a path, or an address of object storage."""

from __future__ import annotations

import os
from pathlib import Path

import click

__all__ = ["Output"]


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
