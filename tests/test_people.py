"""Several people use one folder, or one builds with sudo, and nobody is shut out."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from approved import approvable, approved
from people import ANN, ARE_REAL, BEN, STAFF, as_user, give
from pretend import PretendPress
from samples import Run, a_library, a_workspace

from handouts.batch import building
from handouts.batch.order import BuildOptions, Order
from handouts.batch.run import build
from handouts.cli import audit as audit_command
from handouts.cli import build as build_command
from handouts.counter import shelving
from handouts.counter.printlog import open_log, read_log
from handouts.counter.shelf import shelve
from handouts.diagnostics import Problems
from handouts.review.reviewing import Desk
from handouts.setup.starting import new_handout, new_workspace
from handouts.store.auditing import audit
from handouts.store.ledger import Ledger
from handouts.store.output import storage_at
from handouts.workspace import Workspace

LOADED = (building, shelving, audit_command, build_command)  # before a process is somebody else's
LEDGER = ".handouts/ledger.sqlite3"
SHELF = "drafts/harbour/index.html"


@pytest.fixture
def root() -> Iterator[Path]:
    """Return a folder that everybody may reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder / "workspace"
    shutil.rmtree(folder)


@pytest.fixture
def here(root: Path, press: PretendPress) -> Workspace:
    """A workspace of Ann's; what the press keeps of it may be written by everybody."""
    press.log.parent.chmod(0o777)
    press.log.touch()
    press.log.chmod(0o666)
    text = approvable(to_confirm=["How long?", "Who?"])
    made = a_workspace(root, a_library(sun=text, moon=text))
    give(root, ANN, 0o755)
    return made


@pytest.fixture
def shared(here: Workspace) -> Workspace:
    """The workspace, shared by the staff."""
    give(here.root, ANN, 0o2775, STAFF if ARE_REAL else None)
    return here


def opened(workspace: Workspace) -> Workspace:
    return Workspace.open(workspace.root, workspace.today)


def built(workspace: Workspace, output: Path | None = None, *, force: bool = False) -> None:
    """Build, and fill the shelves; nothing may fail."""
    here = opened(workspace)
    done = build(
        here, Order(), output or here.output, processes=1, options=BuildOptions(force=force)
    )
    assert (done.failed, [*done.problems]) == (False, [])
    shelves = shelve(here, output or here.output, processes=1)
    assert shelves is None or not shelves.problems.failed
    done.materials.cache.put("key", "value") if done.materials else None


def all_right(workspace: Workspace, output: Path) -> None:
    with Ledger(workspace.root, workspace.output) as book:
        found = audit([storage_at(output)], book.everywhere())
    assert {file.state for file in found} == {"right"}


def written(root: Path) -> list[Path]:
    return [root, *root.rglob("*")]


def edited(workspace: Workspace) -> None:
    Desk(workspace, "sun").settle(0)
    new_handout(workspace, "stars", "", "explainer")


def logged(workspace: Workspace) -> None:
    with open_log(workspace):
        pass
    assert [*read_log(workspace, Problems())] == []


@pytest.mark.parametrize("umask", [0o002, 0o022])
def test_two_who_share_a_folder_shut_each_other_out_of_nothing(
    shared: Workspace, umask: int
) -> None:
    for number, user in enumerate((ANN, BEN, ANN, BEN)):
        as_user(user, lambda: built(shared, force=True), umask=umask)
        as_user(user, lambda: logged(shared), umask=umask)
        as_user(user, lambda: Desk(shared, "moon").settle(0), umask=umask) if number < 2 else None
        as_user(user, lambda: all_right(shared, shared.output), umask=umask)
    as_user(BEN, lambda: edited(shared), umask=umask)
    as_user(ANN, lambda: approved(shared, "moon"), umask=umask)
    for path in written(shared.root):
        found = path.stat()
        assert found.st_mode & 0o060 == 0o060, path
        assert found.st_gid == shared.root.stat().st_gid, path
        assert path.is_file() or found.st_mode & stat.S_ISGID, path


def test_a_file_stays_closed_where_the_umask_or_the_file_says_so(shared: Workspace) -> None:
    as_user(BEN, lambda: logged(shared), umask=0o077)
    assert (shared.root / "records/printed.jsonl").stat().st_mode & 0o777 == 0o600


def test_a_group_that_a_folder_is_not_for_gets_nothing(here: Workspace) -> None:
    as_user(ANN, lambda: built(here), umask=0o022)
    assert {path.stat().st_mode & 0o022 for path in written(here.root)} == {0}


def test_what_root_makes_in_somebodys_folder_is_that_persons(here: Workspace) -> None:
    def by_root() -> None:
        built(here)
        logged(here)
        edited(here)
        Desk(here, "moon").settle(0)
        Desk(here, "moon").settle(0)
        approved(here, "moon")
        new_workspace(here.root.parent / "workspace/inner")

    before = os.umask(0o022)
    by_root()
    os.umask(before)
    owner = here.root.stat()
    for path in written(here.root):
        assert (path.stat().st_uid, path.stat().st_gid) == (owner.st_uid, owner.st_gid), path
    as_user(ANN, lambda: built(here, force=True), umask=0o022)
    as_user(ANN, lambda: logged(here))
    as_user(ANN, lambda: all_right(here, here.output))


@pytest.fixture
def barred(shared: Workspace) -> Workspace:
    """The shared workspace after Ann built, with a ledger that may only be read."""
    as_user(ANN, lambda: built(shared))
    for path in (shared.root / LEDGER, shared.root / ".handouts"):
        if ARE_REAL:
            os.chown(path, ANN, STAFF)
        path.chmod(0o2555 if path.is_dir() else 0o444)
    return shared


def test_a_ledger_that_may_only_be_read_is_told_with_what_it_means_and_a_way_out(
    barred: Workspace,
) -> None:
    shelf = barred.output / SHELF
    before = shelf.read_bytes(), sorted((barred.root / ".handouts").iterdir())

    def without_a_change() -> None:
        done = build(opened(barred), Order(), barred.output, processes=1)
        assert ([row.made.state for row in done.rows], done.failed) == (["unchanged"] * 2, False)

    def with_a_change() -> None:
        order = Order(formats=("text",))
        done = build(opened(barred), order, barred.output, processes=1)
        assert [row.made.state for row in done.rows] == ["made"] * 2
        assert done.failed
        assert not done.noted
        [told] = done.problems
        assert str(told.place) == LEDGER
        assert "belongs to " in told.message
        assert "they stand on no shelf" in told.hint
        owner = f"{ANN}:{STAFF}" if ARE_REAL else "sudo chown -R "
        assert owner in told.hint
        assert f"{barred.root}/.handouts && sudo chmod -R g+rwX" in told.hint
        shelved = shelve(opened(barred), barred.output, processes=1, prune=True)
        assert shelved is not None
        assert shelved.problems.failed

    as_user(BEN, without_a_change)
    as_user(BEN, with_a_change)
    assert (shelf.read_bytes(), sorted((barred.root / ".handouts").iterdir())) == before
    (barred.root / ".handouts").chmod(0o2775)
    as_user(ANN, lambda: (barred.root / LEDGER).chmod(0o644))  # as SQLite made it
    as_user(ANN, lambda: built(barred))
    as_user(BEN, lambda: built(barred, force=True))
    assert (barred.root / LEDGER).stat().st_mode & 0o777 == 0o664


@pytest.fixture
def read_only(here: Workspace) -> Iterator[Workspace]:
    """The workspace, which nobody may write to."""
    for path in (here.root, *(p for p in here.root.rglob("*") if p.is_dir())):
        path.chmod(0o555)
    yield here
    for path in (here.root, *(p for p in here.root.rglob("*") if p.is_dir())):
        path.chmod(0o755)


def homes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give Ben a home, and return it."""
    home = folder / "ben"
    home.mkdir()
    give(home, BEN, 0o755)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(home))
    return home


def test_a_workspace_that_may_only_be_read_builds_elsewhere(
    read_only: Workspace, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = homes(read_only.root.parent, monkeypatch)
    words = ("-C", str(read_only.root), "build", "-o", str(home / "out"))

    def command() -> None:
        said = run(*words)
        assert said.code == 0, said.err
        assert said.err.count("note: ") == 1
        assert "you may not write there; what builds share is kept in " in said.err
        assert f"'{home}/.cache/handouts/" in said.err
        assert "2 made" in said.err
        again = run(*words)
        assert again.code == 0
        assert "2 unchanged" in again.err
        audited = run("-C", str(read_only.root), "audit", str(home / "out"))
        assert (audited.code, audited.err) == (0, "2 right\n")
        assert (home / "out" / SHELF).is_file()

    as_user(BEN, command)
    assert not (read_only.root / ".handouts").exists()


@pytest.mark.parametrize("home", ["/proc/nobody", ""])
def test_without_a_home_what_is_kept_goes_with_the_build(
    read_only: Workspace, run: Run, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    out = homes(read_only.root.parent, monkeypatch) / "out"
    monkeypatch.setenv("HOME", home)
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/nobody" if ARE_REAL or home else "relative")

    def command() -> None:
        said = run("-C", str(read_only.root), "build", "-o", str(out))
        assert said.code == 0, said.err
        assert ", until this command ends\n" in said.err

    as_user(BEN, command)
    assert len([*out.rglob("*.pdf")]) == 2
