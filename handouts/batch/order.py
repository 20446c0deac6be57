"""What was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.diagnostics import WrongUse

__all__ = ["Order", "WrongOrder"]


class WrongOrder(WrongUse):
    """An order that names what is not there; its text is for the person who gave it."""


@dataclass(frozen=True)
class Order:
    """Handouts, brands (as BRAND or BRAND/CLINIC), languages and formats; empty means all.

    A paper that is named, A4 or Letter, is taken in place of that of each clinic's country.
    """

    handouts: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    draft: bool = False
    paper: str = ""
    panel: bool = False  # with a panel for one person, to fill in by hand
