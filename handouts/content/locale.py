"""Locales: what is known of a language and of how it is written, from locales.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Annotated, Literal

from handouts.content.languages import TAG, wider
from handouts.diagnostics import HandoutsError, Problems
from handouts.reading import Doc, Pattern, decode, parse_yaml

__all__ = ["Direction", "Locale", "locale_of", "locales"]

TABLE = "locales.yaml"
Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, kw_only=True)
class Locale:
    """A language as it is named, and as it is written."""

    tag: Annotated[str, Pattern(TAG, "a language such as en-GB")]
    name: Annotated[str, Doc("in the language itself")]
    english: Annotated[str, Doc("in English")]
    script: Annotated[str, Pattern(r"[A-Z][a-z]{3}", "a script by its four letters, ISO 15924")] = (
        "Latn"
    )
    direction: Direction = "ltr"
    decimal: str = "."
    million: Annotated[str, Doc("with what stands between groups of digits")] = "1,000,000"

    @property
    def group(self) -> str:
        """What stands between groups of digits."""
        return self.million[-4]


@dataclass(frozen=True)
class _Table:
    locales: tuple[Locale, ...]


@cache
def locales() -> Mapping[str, Locale]:
    """Return all locales that are known, by tag. Raises HandoutsError."""
    problems = Problems()
    written = resources.files(__package__).joinpath(TABLE).read_text(encoding="utf-8")
    node = parse_yaml(written, TABLE, problems)
    table = decode(_Table, node, problems) if node else None
    if table is None:
        raise HandoutsError(*problems)
    return {locale.tag: locale for locale in table.locales}


def locale_of(language: str) -> Locale:
    """Return the locale of a language: 'zh-Hans-HK' as 'zh-Hans'; English's where none is known."""
    known = locales()
    return next((known[tag] for tag in wider(language) if tag in known), known["en"])
