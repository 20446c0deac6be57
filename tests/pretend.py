"""A press that typesets nothing: what a build does around it can then be tested quickly."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from clusters import parent

from handouts.batch import making
from handouts.batch.copies import Copy
from handouts.batch.make import make
from handouts.batch.materials import Materials
from handouts.batch.reporting import Outcome
from handouts.batch.setting import Typesetting


def nothing(_copy: Copy) -> None:
    """Have a copy made as any other."""


def set_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a build come to its copies without typesetting anything that they share."""
    stages: dict[str, Callable[..., object]] = {
        "judge_style": lambda _copies, _: Typesetting(),
        "cast_letterheads": lambda copies, _: [Typesetting() for _ in copies],
        "settle_sheet": lambda _copy, setting, _: replace(setting, sheet="a sheet"),
    }
    for stage, stand_in in stages.items():
        monkeypatch.setattr(f"handouts.batch.making.{stage}", stand_in)


@dataclass
class PretendPress:
    """Makes copies that hold little more than a title, and keeps a log of them."""

    log: Path
    pages: int = 1
    data: bytes = b""  # what every copy holds; else its title
    size: int = 0  # bytes that a copy has at least
    before: Callable[[Copy], None] = nothing  # called in a worker, before it makes a copy

    def stand_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Take the place of the real press."""
        monkeypatch.setattr("handouts.batch.making.load_press", lambda: None)
        set_at_once(monkeypatch)
        monkeypatch.setattr("handouts.batch.making.make", self.make)
        monkeypatch.setattr("handouts.batch.make.Press.stamp_copy", self.stamped)
        monkeypatch.setattr("handouts.pdf.bind", lambda copies, _meta: copies[0])

    def make(
        self, copy: Copy, settings: Sequence[Typesetting], materials: Materials, verify: bool
    ) -> Outcome:
        """Make a copy the real way, but for its typesetting."""
        with self.log.open("a", encoding="utf-8") as log:
            log.write(copy.path + "\n")
        self.before(copy)
        return make(copy, settings, materials, verify)

    def stamped(self, copy: Copy, *_: object) -> tuple[bytes, int]:
        """Return what stands for a PDF, and how many pages it has."""
        text = f"{copy.handout.title} for {copy.clinic.name}"
        return (self.data or text.encode()).ljust(self.size), self.pages

    def worked_on(self) -> list[str]:
        """Return the paths of the copies that were worked on since the last time, and forget."""
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        self.log.unlink(missing_ok=True)
        return sorted(lines)


really_do = making._do


def pretend_do(
    copies: Sequence[Copy],
    leaves: Sequence[Copy],
    materials: Materials,
    job: making._Job,
    before: Callable[[Copy], None] = nothing,
) -> making.Results:
    """Do a job of a build without typesetting, where no test can reach: on a cluster."""
    press = PretendPress(materials.workspace.root / "log", before=before)
    with pytest.MonkeyPatch.context() as patch:
        press.stand_in(patch)
        return really_do(copies, leaves, materials, job)


def deadly_do(
    copies: Sequence[Copy], leaves: Sequence[Copy], materials: Materials, job: making._Job
) -> making.Results:
    """Do the same; whoever makes the first copy is killed with the worker of the cluster."""

    def killed(_copy: Copy) -> None:
        with suppress(FileExistsError):
            (materials.workspace.root / "killed").touch(exist_ok=False)
            os.kill(parent(os.getppid()), signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)

    return pretend_do(copies, leaves, materials, job, killed)
