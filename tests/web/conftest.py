from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Desk, a_desk, a_practice


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace, for all tests of a module."""
    root = tmp_path_factory.mktemp("practice") / "workspace"
    a_practice(root)
    return root


@pytest.fixture(scope="module")
def desk(practice: Path) -> Iterator[Desk]:
    """The desk of that workspace, without printers."""
    with a_desk(practice, environment={"CUPS_SERVER": f"{practice}/no.sock"}) as served:
        yield served
