"""``country``: the numbers to call, and what else a page owes to where it is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from handouts.papers import Stock
from handouts.reading import Doc, Pattern, read_packaged

__all__ = ["Country", "Reporting", "UrgentAdvice", "countries"]

TABLE = "countries.yaml"
AdviceAddress = Annotated[str, Pattern(r"https://\S+", "an address that starts with https://")]


@dataclass(frozen=True)
class UrgentAdvice:
    """A line for what is urgent, but no emergency."""

    who: str
    number: str
    note: Annotated[str, Doc("The phrase on where it answers, if not everywhere.")] = ""


@dataclass(frozen=True)
class Reporting:
    """The scheme that patients report side effects of medicines to."""

    name: Annotated[str, Doc("What it calls itself, in any language.")]
    scheme: Annotated[str, Doc("The same within an English sentence.")]
    address: AdviceAddress


@dataclass(frozen=True)
class Country:
    """What a page must know of a country; the code is that of ISO 3166-1."""

    code: str
    name: str
    emergency: str
    reporting: Reporting
    pom_to_public: Annotated[bool, Doc("May prescription-only medicines be advertised to all?")]
    paper: Stock
    sources: tuple[AdviceAddress, ...]
    urgent: UrgentAdvice | None = None


@dataclass(frozen=True)
class _Table:
    countries: tuple[Country, ...]


@cache
def countries() -> Mapping[str, Country]:
    """Return the countries that are known, by code, from the table in this package."""
    return {
        country.code: country for country in read_packaged(_Table, __package__, TABLE).countries
    }
