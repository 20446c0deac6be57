"""A day, as it is typed: 2027-11-30."""

from __future__ import annotations

from datetime import date

import click

__all__ = ["day"]

EXAMPLE = "2027-11-30"


def day(words: str) -> date:
    """Read a day written as ISO 8601 does. Raises BadParameter, which shows how one is written."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        fact = f"'{words}' is no day; write year, month and day, as {EXAMPLE}"
        raise click.BadParameter(fact) from None
