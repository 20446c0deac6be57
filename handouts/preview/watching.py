"""Watching a workspace: which of its files were changed by somebody."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from watchfiles import DefaultFilter, awatch

from handouts.workspace import MARKER, PACKS

__all__ = ["watch"]

FOLDERS = frozenset({"content", "brands", "templates", "styles"})
FILES = frozenset({MARKER, PACKS})
PAUSE_MS = 30  # ms without a change, after which those before it are told

Tell = Callable[[set[str]], None]


async def watch(root: Path, tell: Tell) -> None:
    """Tell the paths of what changed, relative to the root, until this is cancelled.

    Told are the folders and files that copies are made from, not what is made or kept, nor what
    editors write beside. Where the system tells of nothing, such as on a network's disk, set
    WATCHFILES_FORCE_POLLING (https://watchfiles.helpmanual.io/api/watch/).
    """
    while True:
        others = asyncio.Event()  # a folder came or went
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_top(root, tell, others))
            tasks.create_task(_folders(root, tell, others))


async def _top(root: Path, tell: Tell, others: asyncio.Event) -> None:
    async for news in awatch(root, recursive=False, step=PAUSE_MS, stop_event=others):
        names = {Path(path).name for _, path in news}
        if names & FILES:
            tell(names & FILES)
        if names & FOLDERS:
            tell(names & FOLDERS)
            others.set()


async def _folders(root: Path, tell: Tell, others: asyncio.Event) -> None:
    folders = [root / name for name in sorted(FOLDERS) if (root / name).is_dir()]
    if not folders:
        await others.wait()
        return
    async for news in awatch(
        *folders, watch_filter=DefaultFilter(), step=PAUSE_MS, stop_event=others
    ):
        tell({Path(path).relative_to(root).as_posix() for _, path in news})
