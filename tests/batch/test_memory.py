"""A worker stays as large as it is, however many copies it makes."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from samples import MakeWorkspace, a_handout, a_library
from stamping import settled

from handouts.batch.make import make
from handouts.batch.materials import read_all
from handouts.batch.order import Order
from handouts.batch.planning import plan
from handouts.diagnostics import Problems
from handouts.workers.pool import Lost, Workers

pytestmark = pytest.mark.slow

ONE_FIT = "standard: {sections: full, sources: full, style: standard.css, fits: [{size: 13}]}"
COPIES, FIRST = 1500, 500  # and how many a worker may take to come to its size
MOST = 0.1  # that it may grow after these, of its size


def growth(work: Callable[[int], object]) -> float:
    """Return how much a worker grows from one number of copies to the other, of its size.

    That is without end where it grows past the memory that a worker may have.
    """

    def job(number: int) -> int:
        work(number)
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        found = re.search(r"^VmRSS:\s+(\d+) kB$", status, re.MULTILINE)
        assert found
        return int(found[1])

    with Workers(job, 1) as team:
        told = dict(team.each(range(COPIES)))
    if any(isinstance(size, Lost) and "MB of memory" in size.reason for size in told.values()):
        return math.inf
    sizes = {number: size for number, size in told.items() if isinstance(size, int)}
    assert len(sizes) == COPIES
    later = [size for number, size in sizes.items() if number >= FIRST]
    return max(later) / later[0] - 1


def test_a_worker_does_not_grow_with_the_copies_that_it_stamps(workspace: MakeWorkspace) -> None:
    def stamp(number: int) -> None:
        clinic = replace(copy.clinic, name=f"Clinic {number}")
        made = make(replace(copy, clinic=clinic), [setting], materials)
        assert made.state == "made"

    here = workspace(a_library(sun=a_handout()) | {"templates/formats.yaml": ONE_FIT})
    materials = read_all(here, here.output, Problems())
    [copy] = plan(Order(formats=("standard",)), materials)
    [setting] = settled([copy], materials)
    assert growth(stamp) < MOST


def test_a_worker_that_keeps_what_it_makes_is_seen() -> None:
    kept: list[bytes] = []
    assert growth(lambda _: kept.append(bytes(range(256)) * 400)) > MOST
