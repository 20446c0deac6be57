from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from approved import approvable
from authors import PASSWORD, POINTS, People
from samples import a_library, a_workspace
from serving import Desk, a_desk, a_practice

from handouts.web.accounts import Accounts
from handouts.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser


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


@pytest.fixture
def texts(tmp_path: Path) -> Workspace:
    """What the authors of an office work on."""
    return a_workspace(tmp_path / "workspace", a_library(sun=approvable(key_points=POINTS)))


@pytest.fixture
def office(tmp_path: Path, texts: Workspace) -> Iterator[tuple[Workspace, Desk]]:
    """A desk with two authors."""
    accounts = Accounts(tmp_path / "accounts")
    for name in ("Ben Example", "Ann Example"):
        accounts.add(name, ["author"], PASSWORD)
    with a_desk(texts.root, environment={"CUPS_SERVER": f"{tmp_path}/no.sock"}) as desk:
        yield texts, desk


@pytest.fixture
def people(browser: Browser, office: tuple[Workspace, Desk]) -> Iterator[People]:
    """Who signs in, each in a browser of their own, closed after; no script may fail."""
    there = People(browser, office[1])
    yield there
    for context in there.contexts:
        context.close()
    assert there.wrong == []
