"""The output of a build, by what the user names it: a folder, or an address of object storage."""

from __future__ import annotations

from pathlib import Path

from handouts.store.storage import Folder, Storage

__all__ = ["storage_at"]


def storage_at(output: Path | str) -> Storage:
    """Return what is at a path, or at an address such as s3://bucket/folder.

    Raises WrongUse for an address that cannot be used, HandoutsError where a package is missing.
    """
    if isinstance(output, Path) or "://" not in output:
        return Folder(Path(output))
    from handouts.store.objects import objects_at  # late: few builds need it

    return objects_at(output)
