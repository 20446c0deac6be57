from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import MakeWorkspace, Run
from translations import FILE, POLISH, files, in_polish

from handouts.workspace import Workspace


@pytest.fixture
def sun(workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    made = workspace(files())
    monkeypatch.chdir(made.root)
    return made


def machine_words(folder: Path, words: object) -> str:
    path = folder / "draft.json"
    path.write_text(json.dumps(words), encoding="utf-8")
    return str(path)


def test_a_new_file_is_made_and_named_on_stdout(run: Run, sun: Workspace) -> None:
    said = run("translate", "sun", "-l", "pl")
    assert (said.code, said.out) == (0, f"{FILE}\n")
    assert said.err.startswith("made: ")
    assert "0 stale, 0 machine, 0 kept" in said.err
    assert (sun.root / FILE).is_file()


def test_a_language_without_phrases_is_told_before_anybody_translates(
    run: Run, sun: Workspace
) -> None:
    told = run("translate", "sun", "-l", "xx")
    assert told.code == 0
    assert "there are no fixed phrases in 'xx', so it cannot be printed yet" in told.err
    assert "no fixed phrases" not in run("translate", "sun", "-l", "en-US").err
    assert '"Language-Team: xx' in (sun.root / FILE.replace("pl.po", "xx.po")).read_text("utf-8")


def test_a_machines_words_for_no_segment_are_told(run: Run, sun: Workspace) -> None:
    words = machine_words(sun.root, {"Walk": "Spacer", "Run": "Bieg"})
    told = run("translate", "sun", "-l", "pl", "--machine", words).err
    assert "1 of 2 texts of the machine are no segment: Run" in told


def test_what_is_stale_is_named_where_it_stands(
    run: Run, workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = in_polish(workspace)
    monkeypatch.chdir(there.root)
    text = files()["content/sun/handout.yaml"].replace("for 2 hours", "for 3 hours")
    workspace({"content/sun/handout.yaml": text})
    said = run("translate", "sun", "-l", "pl")
    assert said.code == 0
    assert "renewed: 0 to do, 1 stale, 0 machine" in said.err
    assert "stale: Use sunscreen for 3 hours." in said.err
    assert run("translate", "sun", "-l", "pl").err.startswith("unchanged: ")


def test_a_machines_words_are_taken_from_a_file(run: Run, sun: Workspace) -> None:
    said = run("translate", "sun", "-l", "pl", "--machine", machine_words(sun.root, POLISH))
    assert said.code == 0
    assert "made: 0 to do, 0 stale" in said.err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["translate"], "name a handout and a language"),
        (["translate", "sun"], "name a handout and a language"),
        (["translate", "sum", "-l", "pl"], "did you mean 'sun'?"),
        (["translate", "sun", "-l", "polish"], "'polish' is no language"),
        (["translate", "sun", "-l", "en-GB"], "'sun' itself is in en-GB"),
        (["translate", "sun", "-l", "pl", "--machine", "odd.json"], "as JSON"),
        (["translate", "sun", "-l", "pl", "--machine", "list.json"], "holds no texts"),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(
    run: Run, sun: Workspace, words: list[str], reason: str
) -> None:
    (sun.root / "odd.json").write_text("{", encoding="utf-8")
    (sun.root / "list.json").write_text("[1]", encoding="utf-8")
    said = run(*words)
    assert said.code == 2
    assert reason in said.err
    assert not (sun.root / FILE).exists()


def test_the_status_is_a_table_of_handouts_and_languages(
    run: Run, workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = in_polish(workspace)
    workspace({"content/moon/handout.yaml": files()["content/sun/handout.yaml"]})
    monkeypatch.chdir(there.root)
    said = run("translate", "--status", "-l", "pl", "-l", "ar")
    assert said.code == 0
    assert [line.split() for line in said.out.splitlines()] == [
        ["ar", "pl"],
        ["moon", "missing", "missing"],
        ["sun", "missing", "complete"],
    ]
    rows = json.loads(run("translate", "sun", "--status", "--as", "json").out)
    assert [(row["id"], row["language"], row["state"]) for row in rows] == [
        ("sun", "pl", "complete")
    ]


@pytest.mark.parametrize(
    ("words", "flags", "state"),
    [
        (POLISH, {}, "complete"),
        (POLISH, {"machine": True}, "machine"),
        (POLISH, {"fuzzy": True}, "stale"),
        ({}, {}, "to do"),
    ],
)
def test_each_state_of_a_translation_is_told(
    run: Run,
    workspace: MakeWorkspace,
    monkeypatch: pytest.MonkeyPatch,
    words: dict[str, str],
    flags: dict[str, bool],
    state: str,
) -> None:
    monkeypatch.chdir(in_polish(workspace, words, **flags).root)
    assert run("translate", "--status").out.split()[2:] == state.split()


def test_a_file_that_cannot_be_read_is_told_with_its_line(
    run: Run, workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace({**files(), FILE: "nonsense\n"}).root)
    said = run("translate", "--status")
    assert said.code == 1
    assert f"{FILE}:1:1: error: this is no PO file" in said.err
    said = run("translate", "sun", "-l", "pl")
    assert said.code == 1
    assert f"{FILE}:1:1: error: this is no PO file" in said.err


def test_a_translation_is_listed_and_its_words_find_it(
    run: Run, workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(in_polish(workspace).root)
    assert "Słońce i skóra (explainer, pl): draft" in run("list", "-l", "pl").out
    assert run("list", "słońce", "-l", "pl").out.startswith("sun ")
    assert "Słońce" not in run("list").out


def test_check_judges_translations_too(
    run: Run, workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = in_polish(workspace, {**POLISH, "Walk": "Dzwoń 020 7946 0000"})
    monkeypatch.chdir(there.root)
    said = run("check")
    assert said.code == 1
    assert f"{FILE}:" in said.err + said.out


def test_check_counts_a_machines_draft_and_judges_it_where_it_is_asked_for(
    run: Run, workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {**POLISH, "1 hour": "2 godziny"}
    monkeypatch.chdir(in_polish(workspace, words, machine=True, fuzzy=True).root)
    plainly, asked = run("check"), run("check", "sun", "-l", "pl")
    assert "which are not checked: pl" in plainly.out
    assert "TRN-02" not in plainly.out
    assert "the numbers are not those of the source: without 1 and with 2" in asked.out
    assert "machine's draft, which nobody has gone through" in asked.out
