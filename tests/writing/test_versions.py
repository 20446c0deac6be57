"""Each save is a version: a commit in its author's name where git keeps the workspace."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from samples import MakeWorkspace, a_library, with_blocks

from handouts.diagnostics import HandoutsError
from handouts.reading.changing import Edit
from handouts.workspace import Workspace
from handouts.writing import git
from handouts.writing.saving import bring_back, open_text, save
from handouts.writing.versions import compared, version_data, versions_of

TEXT = with_blocks("- prose: Skin is an organ.\n- points: [One., Two.]")
NAME = "content/sun/handout.yaml"
OURS = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}


def run_git(root: Path, *words: str) -> str:
    """Ask git as a person would."""
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b.example"}
    who |= {"GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@b.example"}
    done = subprocess.run(
        ["git", "-C", str(root), *words],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | OURS | who,
    )
    return done.stdout


@pytest.fixture
def kept(workspace: MakeWorkspace) -> Workspace:
    """A workspace in git, with one commit."""
    here = workspace({**a_library(sun=TEXT), ".gitignore": "/.handouts/\n/records/\n"})
    run_git(here.root, "init", "--quiet", "-b", "main")
    run_git(here.root, "add", ".")
    run_git(here.root, "commit", "--quiet", "-m", "Start")
    return here


def titled(workspace: Workspace, words: str, author: str) -> object:
    opened = open_text(workspace, "sun")
    return save(workspace, "sun", opened.digest, [Edit("set", ("title",), words)], author).version


def log(workspace: Workspace) -> list[str]:
    return run_git(workspace.root, "log", "--format=%an|%ae|%cn|%s").splitlines()


def test_a_save_is_a_commit_of_that_file_alone_in_the_authors_name(kept: Workspace) -> None:
    (kept.root / "content/references.yaml").write_text("references: []\n", encoding="utf-8")
    (kept.root / "staged").write_text("x", encoding="utf-8")
    run_git(kept.root, "add", "staged")
    titled(kept, "The sun", "Ann Example")
    assert log(kept) == ["Ann Example||Ann Example|sun: title", "A|a@b.example|A|Start"]
    stat = run_git(kept.root, "show", "--numstat", "--format=", "HEAD").split()
    assert stat == ["1", "1", NAME]
    status = run_git(kept.root, "status", "--porcelain").splitlines()
    assert status == [" M content/references.yaml", "A  staged"]


def test_versions_are_listed_compared_and_brought_back(kept: Workspace) -> None:
    titled(kept, "The sun", "Ann")
    titled(kept, "The hot sun", "Ben")
    listed = versions_of(kept, "sun")
    assert [(v.author, v.summary) for v in listed] == [
        ("Ben", "sun: title"),
        ("Ann", "sun: title"),
        ("A", "Start"),
    ]
    assert version_data(kept, "sun", listed[-1].name).decode() == TEXT
    [change] = compared(
        version_data(kept, "sun", listed[1].name), version_data(kept, "sun", listed[0].name)
    )
    assert (change.before, change.after) == (("title",), ("title",))
    steps = [(step.before, step.after) for step in change.steps]
    assert steps == [("The", "The"), ("", "hot"), ("sun", "sun")]
    back = bring_back(kept, "sun", listed[-1].name, "Cy", open_text(kept, "sun").digest)
    assert back.text == TEXT
    assert back.version is not None
    assert back.version.author == "Cy"
    assert "back to the text of" in back.version.summary


def test_no_hook_no_signing_and_no_prompt_comes_in_the_way(kept: Workspace) -> None:
    for hook in ("pre-commit", "commit-msg", "post-commit", "prepare-commit-msg"):
        path = kept.root / ".git/hooks" / hook
        path.write_text("#!/bin/sh\ntouch ran\nexit 1\n", encoding="utf-8")
        path.chmod(0o755)
    run_git(kept.root, "config", "commit.gpgSign", "true")
    run_git(kept.root, "config", "core.editor", "false")
    run_git(kept.root, "config", "user.useConfigOnly", "true")
    titled(kept, "The sun", "Ann <x@y>\nInjected: yes")
    assert log(kept)[0].startswith("Ann x@y Injected: yes||")
    assert not (kept.root / "ran").exists()


@pytest.mark.parametrize("name", ["", "<>", " \n", "--author=x"])
def test_any_name_is_kept_as_far_as_git_can(kept: Workspace, name: str) -> None:
    titled(kept, "The sun", name)
    assert log(kept)[0].split("|")[0] == (name.strip(" \n<>") or "unknown")


def test_a_busy_repository_costs_no_save_and_is_told(
    kept: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git, "PAUSE", 0.0)
    lock = kept.root / ".git/index.lock"
    lock.write_text("", encoding="utf-8")
    saved = save(
        kept, "sun", open_text(kept, "sun").digest, [Edit("set", ("title",), "Busy sun")], "Ann"
    )
    assert "Busy sun" in (kept.root / NAME).read_text(encoding="utf-8")
    assert saved.notice is not None
    assert "not in git yet" in saved.notice.message
    assert saved.version is not None
    assert saved.version.kept_by == "copy"
    lock.unlink()
    titled(kept, "Free sun", "Ben")
    assert {v.author for v in versions_of(kept, "sun")} == {"Ben", "Ann", "A", ""}


@pytest.mark.parametrize("state", ["merge", "rebase", "ignored", "no git"])
def test_whatever_git_says_the_text_is_saved_and_a_copy_kept(
    kept: Workspace, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if state == "merge":
        head = run_git(kept.root, "rev-parse", "HEAD")
        (kept.root / ".git/MERGE_HEAD").write_text(head, encoding="utf-8")
    elif state == "rebase":
        (kept.root / ".git/rebase-merge").mkdir()
    elif state == "ignored":
        run_git(kept.root, "rm", "--quiet", "--cached", NAME)
        (kept.root / ".gitignore").write_text("/content/\n/records/\n", encoding="utf-8")
    else:
        monkeypatch.setenv("PATH", "/nowhere")
    saved = save(kept, "sun", open_text(kept, "sun").digest, [Edit("set", ("title",), "X")], "Ann")
    assert saved.version is not None
    assert saved.version.kept_by == "copy"
    assert (saved.notice is None) == (state in ("no git", "ignored"))
    assert version_data(kept, "sun", saved.version.name).decode() == saved.text


def test_a_repository_around_a_workspace_that_it_does_not_track_is_left_alone(
    tmp_path: Path, workspace: MakeWorkspace
) -> None:
    run_git(tmp_path, "init", "--quiet")
    here = workspace(a_library(sun=TEXT))
    inner = Workspace.open(here.root, here.today)
    (tmp_path / "inner").mkdir()
    assert git.is_kept(inner.root, NAME)  # the workspace is the repository
    assert not git.is_kept(tmp_path / "inner", NAME)


def test_copies_without_git_are_dated_and_survive_torn_lines(workspace: MakeWorkspace) -> None:
    here = workspace(a_library(sun=TEXT))
    titled(here, "One", "Ann")
    path = here.root / "records/versions/sun/versions.jsonl"
    path.write_bytes(path.read_bytes() + b'{"torn')
    titled(here, "Two", "Ben")
    path.write_bytes(path.read_bytes() + b"[]\n")
    (path.parent / "odd.yaml").write_text("x", encoding="utf-8")
    assert [v.author for v in versions_of(here, "sun")] == ["Ben", "Ann", ""]
    assert not list((here.root / "content/sun").glob("*.y*ml"))[1:]


def test_what_an_editor_saved_between_two_saves_is_a_version_too(
    workspace: MakeWorkspace,
) -> None:
    here = workspace(a_library(sun=TEXT))
    titled(here, "One", "Ann")
    path = here.root / NAME
    path.write_text(path.read_text(encoding="utf-8").replace("One", "By hand"), encoding="utf-8")
    titled(here, "Two", "Ben")
    texts = [version_data(here, "sun", v.name).decode() for v in versions_of(here, "sun")]
    assert ["title: By hand" in text for text in texts] == [False, True, False, False]


@pytest.mark.parametrize("name", ["HEAD", "--help", "0" * 40, "../sun", ""])
def test_a_version_that_is_none_is_told(kept: Workspace, name: str) -> None:
    with pytest.raises(HandoutsError, match=r"commit|refuses"):
        version_data(kept, "sun", name)


def test_words_that_came_went_and_moved_are_told_by_their_place() -> None:
    after = with_blocks("- points: [Two., Three.]\n- prose: Skin is a large organ.")
    changes = compared(TEXT.encode(), after.encode())
    told = [(c.before, c.after, [(s.before, s.after) for s in c.steps]) for c in changes]
    blocks = ("sections", 0, "blocks")
    assert (
        (*blocks, 0, "prose"),
        (*blocks, 1, "prose"),
        [("Skin is", "Skin is"), ("an", "a large"), ("organ.", "organ.")],
    ) in told
    assert ((*blocks, 1, "points", 0), None, [("One.", "")]) in told
    assert (None, (*blocks, 0, "points", 1), [("", "Three.")]) in told
