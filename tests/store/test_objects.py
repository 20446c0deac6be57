"""Object storage holds the same promises as a folder; a real server answers here."""

from __future__ import annotations

import errno
import multiprocessing
import os
import re
import signal
from pathlib import Path
from typing import Any

import pytest
from aiohttp.http_writer import StreamWriter
from objectstore import SECRET, store
from pretend import PretendPress
from s3fs import S3FileSystem
from samples import MakeWorkspace, a_handout, a_library

from handouts.batch.order import BuildOptions, Order
from handouts.batch.reporting import Build
from handouts.batch.run import build
from handouts.diagnostics import HandoutsError, WrongUse
from handouts.store import extras
from handouts.store.auditing import audit
from handouts.store.ledger import Ledger
from handouts.store.objects import Objects
from handouts.store.output import storage_at
from handouts.workspace import Workspace

LIBRARY = a_library(sun=a_handout(), shade=a_handout())
SUN = "drafts/harbour/harbour-sun-en-GB-DRAFT.pdf"
OURS = b"<pdf:Producer>Handouts</pdf:Producer>"
PLENTY = 60  # seconds for what takes one


@pytest.fixture
def objects(bucket: str) -> Objects:
    return Objects(f"s3://{bucket}/out")


def built(workspace: Workspace, where: str | Path, *, prune: bool = False) -> Build:
    return build(workspace, Order(), where, processes=1, options=BuildOptions(prune=prune))


def states(done: Build) -> dict[str, str]:
    return {row.path: row.made.state for row in done.rows}


def test_what_is_written_can_be_read_and_has_a_stamp(objects: Objects) -> None:
    assert objects.write_whole("a/b.pdf", b"one") == "made"
    assert objects.write_whole("a/b.pdf", b"one") == "unchanged"
    assert objects.write_whole("a/b.pdf", b"two") == "made"
    assert objects.read("a/b.pdf") == b"two"
    stamp = objects.stamp("a/b.pdf")
    assert stamp is not None
    assert stamp[0] == 3


def test_a_listing_tells_the_same_stamps_as_each_object(objects: Objects) -> None:
    names = ["a/b.pdf", "c.pdf"]
    for name in names:
        objects.write_whole(name, b"one")
    assert objects.stamps([*names, "gone.pdf"]) == {name: objects.stamp(name) for name in names}


def test_what_is_not_there_has_no_stamp(objects: Objects) -> None:
    assert objects.stamp("gone.pdf") is None
    assert objects.stamps(["gone.pdf"]) == {}
    objects.write_whole("folder/a.pdf", b"one")
    assert objects.stamp("folder") is None
    with pytest.raises(FileNotFoundError):
        objects.read("gone.pdf")


def test_what_is_removed_is_gone(objects: Objects) -> None:
    objects.write_whole("a.pdf", b"one")
    objects.remove("a.pdf")
    objects.remove("a.pdf")
    assert objects.stamp("a.pdf") is None


def test_what_may_be_copies_under_an_address_is_listed(objects: Objects) -> None:
    for name in ("a/b/c.pdf", "d.pdf", "d.png", "a/.hidden.pdf", "a/index.html"):
        objects.write_whole(name, b"one")
    assert sorted(objects.names()) == ["a/b/c.pdf", "d.pdf"]
    assert Objects(objects.shown("d.pdf")).names() == [""]
    assert Objects(objects.shown("nowhere")).names() == []


@pytest.mark.parametrize(
    ("address", "fact"),
    [
        ("ftp://host/folder", "'ftp://' is no object storage"),
        ("simplecache::s3://b/f", "'simplecache::s3://' is no object storage"),
        ("s3://", "'s3://' names no bucket"),
        ("s3://key:secret@bucket/f", "may hold no password, key or query"),
        ("az://box/f?sig=secret", "may hold no password, key or query"),
    ],
)
def test_an_address_that_cannot_be_used_is_a_wrong_order(address: str, fact: str) -> None:
    with pytest.raises(WrongUse) as told:
        storage_at(address)
    assert fact in str(told.value)
    assert "secret" not in str(told.value)


@pytest.mark.parametrize(
    ("address", "install"),
    [("s3://b/f/", "handouts[storage]"), ("gs://b/f", "gcsfs")],
)
def test_a_package_that_is_missing_is_told_with_what_to_install(
    monkeypatch: pytest.MonkeyPatch, address: str, install: str
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    with pytest.raises(HandoutsError, match=re.escape(f"pip install '{install}'")):
        storage_at(address)


def test_copies_are_the_same_as_in_a_folder(workspace: MakeWorkspace, bucket: str) -> None:
    made = workspace(a_library(sun=a_handout()))
    here, there = built(made, made.output), built(made, f"s3://{bucket}/out")
    assert states(there) == {SUN: "made"}
    assert there.rows[0].made.sha256 == here.rows[0].made.sha256
    assert store().cat_file(f"{bucket}/out/{SUN}") == (made.output / SUN).read_bytes()


def test_only_what_changed_is_made_again(
    workspace: MakeWorkspace, press: PretendPress, bucket: str
) -> None:
    made, where = workspace(LIBRARY), f"s3://{bucket}/out"
    assert set(states(built(made, where)).values()) == {"made"}
    press.worked_on()
    assert set(states(built(made, where)).values()) == {"unchanged"}
    assert press.worked_on() == []
    store().rm_file(f"{bucket}/out/{SUN}")
    assert states(built(made, where))[SUN] == "made"
    assert press.worked_on() == [SUN]


def test_where_nothing_changed_the_store_is_asked_once(
    workspace: MakeWorkspace,
    press: PretendPress,
    bucket: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, where, asked = workspace(LIBRARY), f"s3://{bucket}/out", list[str]()
    built(made, where)
    call = S3FileSystem._call_s3

    async def heard(self: S3FileSystem, method: str, *words: object, **more: object) -> object:
        asked.append(method)
        return await call(self, method, *words, **more)

    monkeypatch.setattr(S3FileSystem, "_call_s3", heard)
    built(made, where)
    assert asked == ["list_objects_v2"]
    built(Workspace(made.root, made.today.replace(year=2027)), where)  # which reads all
    assert set(asked) == {"list_objects_v2"}


def test_strays_are_told_and_pruned(
    workspace: MakeWorkspace, press: PretendPress, objects: Objects
) -> None:
    made, stray = workspace(LIBRARY), "gone/gone-sun-en-GB.pdf"
    objects.write_whole(stray, OURS)
    objects.write_whole("gone/gone-moon-en-GB.pdf", b"somebody else's")
    assert [one.path for one in built(made, objects.address).strays] == [stray]
    built(made, objects.address, prune=True)
    assert objects.stamp(stray) is None
    assert objects.stamp("gone/gone-moon-en-GB.pdf") is not None


def test_the_audit_reads_what_is_there(
    workspace: MakeWorkspace, press: PretendPress, objects: Objects
) -> None:
    made = workspace(LIBRARY)
    built(made, objects.address)
    store().pipe_file(f"{objects.address}/{SUN}", b"changed")
    store().pipe_file(f"{objects.address}/strange.pdf", b"")
    with Ledger(made.root, objects.address) as book:
        known = book.everywhere()
    found = audit([objects], known)
    assert [(one.file.removeprefix(objects.address), one.state) for one in found] == [
        ("/drafts/harbour/harbour-shade-en-GB-DRAFT.pdf", "right"),
        (f"/{SUN}", "changed"),
        ("/strange.pdf", "unknown"),
    ]
    objects.remove(SUN)
    assert [one.state for one in audit([Objects(objects.shown(SUN))], known)] == ["missing"]


def test_a_bucket_that_is_not_there_fails_every_copy(
    workspace: MakeWorkspace, press: PretendPress, bucket: str
) -> None:
    done = built(workspace(LIBRARY), f"s3://no-{bucket}/out")
    assert set(states(done).values()) == {"failed"}
    told = {d.message for row in done.rows for d in row.made.diagnostics}
    assert told == {"it cannot be written: The specified bucket does not exist"}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_store_that_refuses_a_copy_fails_it_and_no_other(
    workspace: MakeWorkspace,
    press: PretendPress,
    objects: Objects,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
) -> None:
    async def refuse(self: S3FileSystem, path: str, data: bytes) -> object:
        if path.endswith(SUN):
            raise OSError(number, os.strerror(number))
        return await put(self, path, data)

    made, put = workspace(LIBRARY), S3FileSystem._pipe_file
    with monkeypatch.context() as full:
        full.setattr(S3FileSystem, "_pipe_file", refuse)
        done = built(made, objects.address)
    assert [*states(done).values()] == ["made", "failed"]
    told = [d.message for row in done.rows for d in row.made.diagnostics]
    assert told == [f"it cannot be written: {os.strerror(number)}"]
    assert objects.names() == [done.rows[0].path]
    assert [*states(built(made, objects.address)).values()] == ["unchanged", "made"]


def test_a_store_that_does_not_answer_fails_every_copy_and_is_told_once(
    workspace: MakeWorkspace,
    press: PretendPress,
    bucket: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    store()
    done = built(workspace(LIBRARY), f"s3://{bucket}/out")
    assert set(states(done).values()) == {"failed"}
    [problem] = done.problems
    assert problem.place.file == f"s3://{bucket}/out"
    assert "it cannot be listed: Could not connect to the endpoint URL" in problem.message
    assert press.worked_on() == []


def test_no_secret_is_told_or_kept(
    workspace: MakeWorkspace, press: PretendPress, bucket: str, capfd: pytest.CaptureFixture[str]
) -> None:
    made = workspace(LIBRARY)
    built(made, f"s3://{bucket}/out")
    built(made, f"s3://no-{bucket}/out")
    kept = (path.read_bytes() for path in (made.root / ".handouts").rglob("*") if path.is_file())
    assert not any(SECRET.encode() in data for data in kept)
    said = capfd.readouterr()
    assert SECRET not in said.out + said.err


def test_an_upload_that_is_killed_leaves_nothing(
    objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, sent = StreamWriter.write, list[int]()

    async def halted(self: StreamWriter, chunk: bytes, *more: Any, **named: Any) -> None:
        await write(self, chunk, *more, **named)
        sent.append(len(chunk))
        if sum(sent) > 100_000:
            os.kill(os.getpid(), signal.SIGKILL)

    def upload() -> None:
        monkeypatch.setattr(StreamWriter, "write", halted)
        objects.write_whole("a.pdf", bytes(40_000_000))

    objects.write_whole("b.pdf", b"one")
    process = multiprocessing.get_context("fork").Process(target=upload)
    process.start()
    process.join(PLENTY)
    assert process.exitcode == -signal.SIGKILL
    assert objects.names() == ["b.pdf"]
    assert objects.write_whole("a.pdf", bytes(40_000_000)) == "made"
    assert objects.names() == ["a.pdf", "b.pdf"]
