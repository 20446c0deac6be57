from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from originals import CORPUS

from handouts.importing.child import drafted
from handouts.importing.drafting.draft import Draft

TODAY = date(2026, 11, 29)
Read = Callable[..., Draft]


@pytest.fixture
def read() -> Read:
    """Read a file's bytes here and now; or one of the corpus, by its name."""

    def reading(data: bytes | str, name: str = "leaflet.docx") -> Draft:
        return drafted(CORPUS[data]() if isinstance(data, str) else data, name, TODAY)

    return lambda data, name="": reading(
        data, name or (data if isinstance(data, str) else "a.docx")
    )


@pytest.fixture
def blocks() -> Callable[[Draft], list[dict[str, Any]]]:
    """Return all blocks of a draft."""

    def walked(draft: Draft) -> Iterator[dict[str, Any]]:
        for section in draft.data["sections"]:
            yield from section["blocks"]

    return lambda draft: list(walked(draft))
