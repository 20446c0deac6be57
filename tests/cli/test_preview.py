from __future__ import annotations

import socket
from contextlib import closing

import pytest
from samples import MakeWorkspace, Run, a_handout, a_library


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["sn"], "there is no handout 'sn'; did you mean 'sun'?"),
        (["sun", "-b", "harbor"], "there is no brand or clinic 'harbor'; did you mean 'harbour'?"),
        (["sun", "-b", "harbour/x"], "there is no brand or clinic 'harbour/x'"),
        (["sun", "-f", "ful"], "there is no format 'ful'; did you mean 'full'?"),
        (["sun", "-f", "html"], "there is no format 'html' on paper"),
    ],
)
def test_what_there_is_not_is_told_before_anything_starts(
    words: list[str], told: str, workspace: MakeWorkspace, run: Run
) -> None:
    root = workspace(a_library(sun=a_handout())).root
    said = run("-C", str(root), "preview", *words, "--no-browser")
    assert said.code == 2
    assert told in said.err


def test_a_port_that_is_taken_is_told(workspace: MakeWorkspace, run: Run) -> None:
    root = workspace(a_library(sun=a_handout())).root
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        port = str(listening.getsockname()[1])
        said = run("-C", str(root), "preview", "sun", "--no-browser", "--port", port)
    assert said.code == 1
    assert f"another program answers at port {port} of this machine" in said.err
    assert "--port N" in said.err
    assert said.out == ""


def test_a_package_that_is_missing_is_told_with_what_to_install(
    workspace: MakeWorkspace, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = workspace(a_library(sun=a_handout())).root
    monkeypatch.setattr("handouts.store.extras.find_spec", lambda _: None)
    said = run("-C", str(root), "preview", "sun")
    assert said.code == 1
    assert "pip install 'handouts[serve]'" in said.err


def test_a_workspace_without_a_brand_is_told(workspace: MakeWorkspace, run: Run) -> None:
    root = workspace({"content/sun/handout.yaml": a_handout()}).root
    said = run("-C", str(root), "preview", "sun")
    assert said.code == 2
    assert "there is no brand yet" in said.err
