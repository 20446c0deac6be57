"""Which sources a sheet cites, numbered in the order in which a reader meets them."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.content import cited

__all__ = ["number_sources"]


def number_sources(values: Sequence[object]) -> dict[str, int]:
    """Return the number of each source's key, from 1, over the printed parts of a handout."""
    keys = dict.fromkeys(citation.key for citation in cited(tuple(values)))
    return {key: number for number, key in enumerate(keys, 1)}
