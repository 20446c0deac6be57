"""What work costs: wall time, and the processor time of a process with all its children."""

from __future__ import annotations

import json
import multiprocessing
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

CORES = 2
TODAY = date(2026, 11, 22)  # so that no run depends on the day


@dataclass
class Spent:
    """Seconds."""

    wall: float = 0.0
    cpu: float = 0.0

    def __sub__(self, other: Spent) -> Spent:
        return Spent(self.wall - other.wall, self.cpu - other.cpu)

    def __truediv__(self, parts: float) -> Spent:
        return Spent(self.wall / parts, self.cpu / parts)

    def __mul__(self, times: float) -> Spent:
        return Spent(self.wall * times, self.cpu * times)


def now() -> Spent:
    """Return the time of day, and what this process and its ended children have computed."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Spent(time.perf_counter(), sum(one.ru_utime + one.ru_stime for one in used))


@contextmanager
def watched() -> Iterator[Spent]:
    """Yield what the block costs, known when it has ended."""
    spent, before = Spent(), now()
    yield spent
    after = now() - before
    spent.wall, spent.cpu = after.wall, after.cpu


def run(command: Sequence[str], folder: Path) -> tuple[Spent, str]:
    """Run a program, and return what it cost from its start to its end, and its stdout."""
    with watched() as spent:
        said = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if said.returncode:
        raise ChildProcessError(f"{' '.join(command)}\n{said.stderr}")
    return spent, said.stdout


def contestant(module: str, *words: str) -> dict[str, Any]:
    """Run one of our programs, and return what it tells of its work; 'program' is all it cost."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *words]
    spent, said = run(command, Path(__file__).parent.parent)
    return {**json.loads(said), "program": asdict(spent)}


def shared(share: Callable[[int], None], processes: int = CORES) -> None:
    """Have forked processes each do their share of a work, told by its number; wait for all."""
    fork = multiprocessing.get_context("fork")
    children = [fork.Process(target=share, args=(number,)) for number in range(processes)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    if any(child.exitcode for child in children):
        raise ChildProcessError("a process failed")


def pin() -> list[int]:
    """Keep this process and all that it starts to two cores, and return which."""
    cores = sorted(os.sched_getaffinity(0))[:CORES]
    os.sched_setaffinity(0, cores)
    return cores


def machine() -> str:
    """Return what this runs on."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    name = next((s.partition(":")[2].strip() for s in lines if s.startswith("model name")), "")
    return (
        f"{name or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
