"""Where a code for a phone leads to: the desk of the clinic's file, or the one that was told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from serving import a_desk, a_practice

from handouts.page import qr_code
from handouts.review import open_collection
from handouts.web import Accounts

pytestmark = pytest.mark.slow
PHONE = "/phone/harbour/harbour/sun"


def test_the_address_told_at_the_start_is_in_the_code(tmp_path: Path) -> None:
    workspace = a_practice(tmp_path / "workspace")
    code = open_collection(workspace).editions["sun"].frozen[0][0].code
    folder, told = tmp_path / "accounts", "https://desk.clinic.example"
    words = ["--address", told, "--proxy", "127.0.0.1", "--accounts", str(folder)]
    Accounts(folder).add("Front desk", ["desk"], "a longer password")
    with a_desk(tmp_path / "workspace", *words) as desk:
        visitor = desk.visitor()
        answer = visitor.ask(f"{PHONE}/code.svg", remote_user="Front desk")
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.body == qr_code(f"{told}/t/harbour/harbour/{code}").data
        page = visitor.ask(PHONE, remote_user="Front desk")
        assert f"desk.clinic.example/t/{code}" in page.words
        assert not re.search(r"<script(?! src)|<style|style=", page.text)
        assert visitor.ask("/phone/harbour/harbour/peel", remote_user="Front desk").status == 404


def test_where_no_address_is_known_no_code_is_shown(tmp_path: Path) -> None:
    a_practice(tmp_path / "workspace")
    with a_desk(tmp_path / "workspace") as desk:
        visitor = desk.visitor()
        assert "QR for a phone" not in visitor.ask("/look/harbour/harbour/sun").text
        assert visitor.ask(PHONE).status == 404
        assert visitor.ask(f"{PHONE}/code.svg").status == 404
