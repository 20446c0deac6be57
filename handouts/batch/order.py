"""What was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.diagnostics import WrongUse

__all__ = ["BuildOptions", "Order", "WrongOrder"]


class WrongOrder(WrongUse):
    """An order that names what is not there; its text is for the person who gave it."""


@dataclass(frozen=True)
class Order:
    """Handouts, brands (as BRAND or BRAND/CLINIC), languages and formats; empty means all.

    A paper that is named, A4 or Letter, is taken in place of that of each clinic's country. With
    ``fallback``, what has no text to give in a language that is named is given in its own, with a
    line in that language; else it is left out.
    """

    handouts: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    draft: bool = False
    paper: str = ""
    panel: bool = False  # with a panel for one person, to fill in by hand
    fallback: bool = False

    @property
    def needed(self) -> tuple[str, ...]:
        """The languages of the texts that it needs; none means all, as of what is given instead."""
        return () if self.fallback and self.handouts else self.languages


@dataclass(frozen=True)
class BuildOptions:
    """How a build is done, beside what it makes.

    With ``dry`` it only says what it would do; with ``force`` what is as it should be is made again
    too; with ``prune`` files that earlier builds made and no build would make today are deleted,
    else they are told. So many copies as ``verify`` says are compared with whole renders.
    ``cluster`` is the address of a scheduler whose workers do what processes here would.
    """

    dry: bool = False
    force: bool = False
    prune: bool = False
    verify: int = 0
    cluster: str = ""
