from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from samples import Run

from handouts.web.accounts import Accounts

PASSWORD = "a long enough secret"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a password typed for each account."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n" * 3))


@pytest.mark.usefixtures("typed")
def test_an_account_is_added_listed_and_removed(run: Run, tmp_path: Path) -> None:
    at = ("user", "--accounts", str(tmp_path / "accounts"))
    assert run(*at, "add", "Front desk", "--role", "desk").code == 0
    assert run(*at, "add", "Ann Example", "--role", "author", "--role", "approver").code == 0
    listed = run(*at, "list").out
    assert [line.split()[-1] for line in listed.splitlines()] == ["desk", "author"]
    assert Accounts(tmp_path / "accounts").read()["Front desk"].opens(PASSWORD)
    assert run(*at, "remove", "Front desk").code == 0
    assert run(*at, "remove", "Front desk").code == 2
    assert [*Accounts(tmp_path / "accounts").read()] == ["Ann Example"]


@pytest.mark.parametrize("name", ["", " Ann", "A" * 61, "a\nb"])
@pytest.mark.usefixtures("typed")
def test_what_is_no_name_is_refused(run: Run, tmp_path: Path, name: str) -> None:
    said = run("user", "--accounts", str(tmp_path), "add", name, "--role", "desk")
    assert said.code == 1
    assert "is no name" in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_short_password_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    said = run("user", "--accounts", str(tmp_path), "add", "Ann", "--role", "desk")
    assert (said.code, "10 are needed" in said.err) == (1, True)


def test_a_file_that_is_no_accounts_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "users.json").write_text("[1]", "utf-8")
    (tmp_path / "users.json").chmod(0o600)
    said = run("user", "--accounts", str(tmp_path), "list")
    assert (said.code, "it is no file of accounts" in said.err) == (1, True)
