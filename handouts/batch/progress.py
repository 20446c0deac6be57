"""How far the typesetting of a copy has come: told in the cache, for who waits elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from handouts.batch.copies import Copy
from handouts.batch.materials import Materials
from handouts.engine import page_by_page

__all__ = ["PagesSet", "pages_set", "telling", "told_all"]


@dataclass(frozen=True)
class PagesSet:
    """The page that is being set, from 1, and of how many; 0 where that is not known yet."""

    page: int
    of: int = 0


@contextmanager
def telling(copy: Copy, materials: Materials, of: int) -> Iterator[None]:
    """Tell of the pages of a copy as they are set; it is no matter where that cannot be told."""

    def tell(page: int) -> None:
        with suppress(OSError):
            materials.cache.put(_key(copy), PagesSet(page, of))

    with page_by_page(tell):
        yield


def told_all(copy: Copy, materials: Materials) -> None:
    """Let go of what was told: the copy is set."""
    with suppress(OSError):
        materials.cache.drop(_key(copy))


def pages_set(copy: Copy, materials: Materials) -> PagesSet | None:
    """Return how far a copy or a pack has come; None where none of it is being set."""
    standing = (materials.cache.get(_key(leaf), PagesSet) for leaf in copy.leaves)
    return next((one for one in standing if one), None)


def _key(copy: Copy) -> str:
    return f"pages set of {copy.path}"
