"""A save changes what was typed and nothing else, and loses nobody's words."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from samples import MakeWorkspace, a_library, with_blocks

from handouts.diagnostics import HandoutsError
from handouts.reading.changing import Edit
from handouts.reading.edit import Uneditable
from handouts.store.whole import Changed
from handouts.workspace import Workspace
from handouts.writing import saving
from handouts.writing.merging import settled
from handouts.writing.saving import (
    Clashing,
    Forgotten,
    Unsound,
    bring_back,
    open_text,
    save,
)
from handouts.writing.versions import versions_of

BLOCKS = """
- prose: |
    Skin is an organ.
    It ages.
# before the claim
- claim: {question: So?, certainty: low, finding: It may.}
"""
TEXT = "# ours\n" + with_blocks(BLOCKS, to_confirm=["How long?"])
NAME = "content/sun/handout.yaml"
PROSE = ("sections", 0, "blocks", 0, "prose")
SAVERS = 4
PLENTY = 60  # seconds for what takes one


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    """A workspace that git does not keep."""
    return workspace(a_library(sun=TEXT))


def text(workspace: Workspace) -> str:
    return (workspace.root / NAME).read_text(encoding="utf-8")


def put(workspace: Workspace, old: str, new: str) -> None:
    """Change the file as an editor would."""
    (workspace.root / NAME).write_text(text(workspace).replace(old, new), encoding="utf-8")


def title(words: str) -> Edit:
    return Edit("set", ("title",), words)


def test_a_save_changes_its_lines_alone_and_keeps_a_version(here: Workspace) -> None:
    opened = open_text(here, "sun")
    saved = save(here, "sun", opened.digest, [title("The sun")], "Ben Example")
    assert text(here) == TEXT.replace("title: Sun and your skin", "title: The sun")
    assert saved.text == text(here)
    assert saved.merged is None
    assert saved.version is not None
    assert (saved.version.author, saved.version.kept_by) == ("Ben Example", "copy")
    assert saved.version.summary == "sun: title"
    assert saved.digest == open_text(here, "sun").digest


def test_a_save_of_nothing_writes_nothing(here: Workspace) -> None:
    opened = open_text(here, "sun")
    before = (here.root / NAME).stat().st_mtime_ns
    saved = save(here, "sun", opened.digest, [title("Sun and your skin")], "Ben")
    assert saved.version is None
    assert (here.root / NAME).stat().st_mtime_ns == before
    assert versions_of(here, "sun") == []


def test_two_windows_put_together_what_one_alone_changed(here: Workspace) -> None:
    mine, hers = open_text(here, "sun"), open_text(here, "sun")
    section = {"heading": "New", "blocks": [{"prose": "New words."}]}
    save(here, "sun", hers.digest, [Edit("insert", ("sections", 0), section)], "Ann")
    put(here, "# before the claim", "# a comment of hers")
    saved = save(here, "sun", mine.digest, [Edit("set", PROSE, "Skin is large.\nIt ages.")], "Ben")
    assert saved.merged is not None
    assert saved.merged.mine == (("sections", 1, "blocks", 0, "prose"),)
    assert "New words." in text(here)
    assert "Skin is large." in text(here)
    assert "# a comment of hers" in text(here)


def test_a_conflict_writes_nothing_and_is_settled_by_choosing(here: Workspace) -> None:
    opened = open_text(here, "sun").digest
    save(here, "sun", opened, [title("Ann's sun")], "Ann")
    after = text(here)
    edits = [title("Ben's sun"), Edit("set", PROSE, "Skin is large.")]
    with pytest.raises(Clashing) as clash:
        save(here, "sun", opened, edits, "Ben")
    assert text(here) == after
    [conflict] = clash.value.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (
        *("Sun and your skin", "Ben's sun"),
        "Ann's sun",
    )
    assert pickle.loads(pickle.dumps(clash.value)).conflicts == (conflict,)
    chosen = [*clash.value.edits, *settled(clash.value.conflicts, ["mine"])]
    save(here, "sun", clash.value.now.digest, chosen, "Ben")
    assert "title: Ben's sun" in text(here)
    assert "Skin is large." in text(here)


@pytest.mark.parametrize(
    ("edit", "words", "key"),
    [
        (title(""), "'title' is empty", ("title",)),
        (title("x" * 121), "121 characters", ("title",)),
        (Edit("remove", ("summary",)), "'summary' is missing", None),
        (Edit("set", (*PROSE[:-2], 1, "claim", "certainty"), "sure"), "cannot be 'sure'", "claim"),
        (Edit("set", ("odd",), "x"), "unknown key", None),
        (title("word " * 40_000), "characters", ("title",)),
    ],
)
def test_a_text_that_would_not_read_is_not_written(
    here: Workspace, edit: Edit, words: str, key: object
) -> None:
    opened = open_text(here, "sun")
    with pytest.raises(Unsound, match=words) as unsound:
        save(here, "sun", opened.digest, [edit], "Ben")
    at, _ = unsound.value.faults[-1]
    assert key is None or at == key or (at and key in at)
    assert text(here) == TEXT
    assert pickle.loads(pickle.dumps(unsound.value)).faults == unsound.value.faults


def test_a_text_with_faults_of_before_can_be_mended_one_by_one(here: Workspace) -> None:
    put(here, "certainty: low", "certainty: sure")
    put(here, "kind: explainer", "kind: odd")
    opened = open_text(here, "sun")
    saved = save(here, "sun", opened.digest, [Edit("set", ("kind",), "treatment")], "Ben")
    assert "kind: treatment" in saved.text
    with pytest.raises(Unsound, match="audience"):
        save(here, "sun", saved.digest, [Edit("set", ("audience",), "all")], "Ben")


def test_what_cannot_be_done_is_told_and_writes_nothing(here: Workspace) -> None:
    opened = open_text(here, "sun").digest
    with pytest.raises(Uneditable, match="gone"):
        save(here, "sun", opened, [Edit("remove", ("gone",))], "Ben")
    put(here, "It ages", "It grows")
    with pytest.raises(Forgotten, match="not remembered"):
        save(here, "sun", "0" * 64, [title("x")], "Ben")
    with pytest.raises(Forgotten):
        save(here, "sun", "../../etc/passwd", [title("x")], "Ben")
    (here.root / NAME).unlink()
    with pytest.raises(HandoutsError, match="there is no file"):
        save(here, "sun", opened, [title("x")], "Ben")
    (here.root / NAME).write_bytes(b"title: \xff")
    with pytest.raises(HandoutsError, match="UTF-8"):
        open_text(here, "sun")


def test_a_version_is_brought_back_as_a_new_save(here: Workspace) -> None:
    first = save(here, "sun", open_text(here, "sun").digest, [title("One")], "Ann")
    second = save(here, "sun", first.digest, [title("Two")], "Ben")
    start = versions_of(here, "sun")[-1]
    assert start.summary == "as it was before"
    with pytest.raises(Changed, match="meanwhile"):
        bring_back(here, "sun", start.name, "Ann", first.digest)
    back = bring_back(here, "sun", start.name, "Ann", second.digest)
    assert back.text == text(here) == TEXT
    with pytest.raises(HandoutsError, match="no such version"):
        bring_back(here, "sun", "../sun", "Ann", back.digest)
    with pytest.raises(HandoutsError, match="no id"):
        open_text(here, "../sun")
    assert [v.author for v in versions_of(here, "sun")] == ["Ann", "Ben", "Ann", ""]


def save_often(workspace: Workspace, number: int, count: int) -> None:
    """Add points to the file, each a save of its own, whatever others save."""
    for point in range(count):
        opened = open_text(workspace, "sun")
        edit = Edit("insert", ("to_confirm", 0), f"Point {number}-{point}?")
        save(workspace, "sun", opened.digest, [edit], f"Author {number}")


def test_people_who_save_at_once_lose_nothing(here: Workspace) -> None:
    context = multiprocessing.get_context("fork")
    people = [
        context.Process(target=save_often, args=(here, number, 4)) for number in range(SAVERS)
    ]
    for one in people:
        one.start()
    for one in people:
        one.join(PLENTY)
        assert one.exitcode == 0
    for number in range(SAVERS):
        for point in range(4):
            assert text(here).count(f"Point {number}-{point}?") == 1
    assert len(versions_of(here, "sun")) == SAVERS * 4 + 1


KILLED = """
import sys
from datetime import date
from pathlib import Path
from handouts.reading.changing import Edit
from handouts.workspace import Workspace
from handouts.writing.saving import open_text, save
workspace = Workspace.open(Path(sys.argv[1]), date(2026, 11, 22))
print("ready", flush=True)
for number in range(10_000):
    opened = open_text(workspace, "sun")
    words = f"Words {number} " + "and more " * 3000
    save(workspace, "sun", opened.digest, [Edit("set", ("summary",), words)], "Ben")
"""


@pytest.mark.slow
def test_a_save_that_is_killed_leaves_the_whole_file_of_before_or_after(here: Workspace) -> None:
    for patience in (0.02, 0.05, 0.08, 0.13, 0.21):
        words = [sys.executable, "-c", KILLED, str(here.root)]
        with subprocess.Popen(words, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(patience)
            os.kill(process.pid, signal.SIGKILL)
        opened = open_text(here, "sun")
        saving._prove(opened.text, b"", "sun")
        saved = save(here, "sun", opened.digest, [title(f"After {patience}")], "Ann")
        assert f"title: After {patience}" in saved.text
        assert saved.notice is None
        for folder in (here.root / "content/sun", here.kept / "opened"):
            assert not list(folder.glob(".handouts-*"))


def test_a_full_disk_leaves_the_file_and_is_told(
    here: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened = open_text(here, "sun")
    words = [Edit("set", ("summary",), "more " * 2000)]
    full = f"""
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
from datetime import date
from pathlib import Path
from handouts.diagnostics import HandoutsError
from handouts.reading.changing import Edit
from handouts.workspace import Workspace
from handouts.writing.saving import save
workspace = Workspace.open(Path({str(here.root)!r}), date(2026, 11, 22))
try:
    save(workspace, "sun", {opened.digest!r}, [Edit("set", ("summary",), "more " * 2000)], "Ben")
except HandoutsError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", full], capture_output=True, text=True, check=True)
    assert "cannot be written" in done.stdout
    assert text(here) == TEXT
    assert [p.name for p in (here.root / "content/sun").iterdir()] == ["handout.yaml"]
    assert "more more" in save(here, "sun", opened.digest, words, "Ben").text
