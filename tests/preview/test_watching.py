"""What is told of a workspace that somebody works in, on a real disk."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import MakeWorkspace, a_handout, a_library

from handouts.preview.watching import watch

FILE = "content/sun/handout.yaml"
PATIENCE_SECONDS = 30  # a limit that stops a hang
LAST = "content/sun/last.svg"  # is written after what should not be told


@pytest.fixture
def root(workspace: MakeWorkspace) -> Path:
    return workspace(a_library(sun=a_handout())).root


def told(root: Path, change: Callable[[Path], object], until: str) -> set[str]:
    """Return what is told of a change, up to a path that is."""

    async def watched() -> set[str]:
        paths, came = set[str](), asyncio.Event()

        def tell(some: set[str]) -> None:
            paths.update(some)
            came.set()

        task = asyncio.create_task(watch(root, tell))
        while "content/sun/ready" not in paths:  # it sees nothing before it has begun
            (root / "content/sun/ready").write_text("", encoding="utf-8")
            await asyncio.sleep(0.1)
            (root / "content/sun/ready").unlink(missing_ok=True)
        paths.clear()
        await asyncio.to_thread(change, root)
        while until not in paths:
            came.clear()
            await came.wait()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return paths - {"content/sun/ready", "content/sun"}

    return asyncio.run(asyncio.wait_for(watched(), PATIENCE_SECONDS))


def written(name: str) -> Callable[[Path], object]:
    return lambda root: (root / name).write_text("new", encoding="utf-8")


def exchanged(root: Path) -> None:
    """Save as most editors do: a new file is put in the place of the old one."""
    (root / "content/sun/handout.yaml.new~").write_text("new", encoding="utf-8")
    Path(root / "content/sun/handout.yaml.new~").replace(root / FILE)


def test_a_file_that_is_written_or_exchanged_is_told(root: Path) -> None:
    assert told(root, written(FILE), FILE) == {FILE}
    assert FILE in told(root, exchanged, FILE)


@pytest.mark.parametrize("name", ["handouts.toml", "packs.yaml"])
def test_the_settings_and_the_packs_are_told_whenever_they_are_exchanged(
    root: Path, name: str
) -> None:
    for _ in range(2):

        def exchange(root: Path) -> None:
            (root / "made").write_text("# new", encoding="utf-8")
            Path(root / "made").replace(root / name)

        assert told(root, exchange, name) == {name}


def test_what_is_made_and_kept_and_what_editors_write_beside_is_not_told(root: Path) -> None:
    def work(root: Path) -> None:
        for folder in (".handouts", "output", ".git"):
            (root / folder).mkdir()
            (root / folder / "file").write_text("", encoding="utf-8")
        for name in (".handout.yaml.swp", "handout.yaml~"):
            (root / "content/sun" / name).write_text("", encoding="utf-8")
        written(LAST)(root)

    assert told(root, work, LAST) == {LAST}


def test_a_folder_that_comes_later_is_watched_too(root: Path) -> None:
    def make(root: Path) -> None:
        (root / "styles").mkdir()
        for _ in range(20):  # until it is seen that there is another folder
            written("styles/type.css")(root)
            time.sleep(0.1)

    assert told(root, make, "styles/type.css") >= {"styles/type.css"}
