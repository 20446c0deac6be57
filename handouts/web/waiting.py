"""What was brought in and waits until somebody says what becomes of it: in memory alone."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass

from handouts.importing import ClinicPlan, Draft

__all__ = ["Brought", "Waiting"]

MOST_BROUGHT = 20  # that wait at once


@dataclass(frozen=True)
class Brought:
    """Something that was brought in by a person, and is not written yet."""

    writer: str
    name: str
    what: Draft | ClinicPlan


class Waiting:
    """What was brought in and waits."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._held: OrderedDict[str, Brought] = OrderedDict()

    def put(self, brought: Brought) -> str:
        """Hold something, and return the name by which it is asked for."""
        name = secrets.token_urlsafe(12)
        self._held[name] = brought
        while len(self._held) > MOST_BROUGHT:
            self._held.popitem(last=False)
        return name

    def get(self, name: str, writer: str) -> Brought | None:
        """Return what has a name, of who brought it; None where there is nothing."""
        one = self._held.get(name)
        return one if one is not None and one.writer == writer else None

    def drop(self, name: str) -> None:
        """Hold something no longer."""
        self._held.pop(name, None)
