"""What takes long to work out when brands are read: kept by what it was worked out from."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from handouts.store import CACHE, Cache
from handouts.workspace import HOUSE_FACES, Workspace

__all__ = ["remembered"]

PACKAGES = ("coloraide", "pillow", "pypdfium2", "resvg_py", *HOUSE_FACES)

Made = TypeVar("Made")


def remembered(workspace: Workspace, key: str, kind: type[Made], make: Callable[[], Made]) -> Made:
    """Return a value of a key, as Cache keeps it; what is not there is made.

    It is kept where a build has begun to keep anything: who only reads leaves nothing behind.
    """
    store, name = Cache(workspace.kept / CACHE), f"{key} {_maker()}"
    value = store.get(name, kind)
    if value is None:
        value = make()
        if workspace.kept.is_dir():
            with suppress(OSError):  # it is made again the next time
                store.put(name, value)
    return value


@cache
def _maker() -> str:
    """Return a hash of all that decides a value beside its key: our code, and the libraries."""
    digest = sha256(repr([version(name) for name in PACKAGES]).encode())
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
