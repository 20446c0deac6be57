from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec

import pytest
from samples import Run

from handouts.workspace import Workspace


@pytest.mark.parametrize("package", ["starlette", "uvicorn", "watchfiles", "itsdangerous"])
def test_without_its_packages_it_says_what_to_install(
    run: Run, here: Workspace, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    real: Callable[..., object] = find_spec
    monkeypatch.setattr(
        "handouts.store.extras.find_spec", lambda name: None if name == package else real(name)
    )
    said = run("serve")
    assert said.code == 1
    assert f"needs the package {package}" in said.err
    assert "pip install 'handouts[serve]'" in said.err


@pytest.mark.parametrize("address", ["desk.clinic.example", "ftp://desk", "https://", ""])
def test_what_is_no_address_is_refused(run: Run, here: Workspace, address: str) -> None:
    said = run("serve", "--address", address)
    assert (said.code, "is no address" in said.err) == (2, True)


def test_for_other_machines_it_wants_accounts(run: Run, here: Workspace) -> None:
    said = run("serve", "--host", "192.168.1.20", "--accounts", str(here.root / "none"))
    assert said.code == 2
    assert "handouts user add" in said.err
