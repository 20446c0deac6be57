"""What is typed for one person at the desk is nowhere afterwards but on that person's sheet."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from serving import Desk, Visitor, a_desk, a_practice, until
from spooling import Spooler

from handouts.counter.printlog import LOG
from handouts.pdf.raster import page_texts

pytestmark = pytest.mark.slow

WORDS = ("Zebulon", "Quartermain", "Xanthippe", "Thrice", "2031-07-09")
TYPED = {
    "name": "Zebulon Quartermain",
    "date": "2031-07-09",
    "given_by": "Nurse Xanthippe",
    "agreed": "Thrice a week.\r\nThen ask.",
}
PERSON = "/person/harbour/harbour/sun"


def places(folders: Sequence[Path], texts: Sequence[str] = ()) -> list[str]:
    """Return where a word of the person stands: in a file, in a name, or in one of the texts."""
    found = []
    for path in (path for folder in folders for path in folder.rglob("*")):
        held = path.name.encode() + (path.read_bytes() if path.is_file() else b"")
        if any(word.encode() in held or word.encode("utf-16-be") in held for word in WORDS):
            found.append(str(path))
    return found + [text for text in texts if any(word in text for word in WORDS)]


@contextmanager
def watched(seen: set[str]) -> Iterator[None]:
    """Keep looking at what is told of each process of the machine."""
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            for path in Path("/proc").glob("[0-9]*"):
                for name in ("cmdline", "environ", "comm"):
                    try:
                        seen.add((path / name).read_bytes().decode("utf-8", "replace"))
                    except OSError:  # it has ended, or is another's
                        continue
            time.sleep(0.02)

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


@pytest.fixture
def surgery(tmp_path: Path, spooler: Spooler) -> Iterator[tuple[Path, Desk]]:
    """A desk whose temporary files, workspace and log all stand under one folder."""
    root, temporary = tmp_path / "workspace", tmp_path / "temporary"
    temporary.mkdir()
    a_practice(root)
    environment = {**spooler.environment, "TMPDIR": str(temporary)}
    with a_desk(root, environment=environment) as desk:
        yield tmp_path, desk


def form(visitor: Visitor, **fields: str) -> dict[str, str]:
    how = {"format": "standard", "printer": "counter", "sides": "two"}
    return {**how, **visitor.form(PERSON), **TYPED, **fields}


def test_the_words_stand_on_the_sheet_and_nowhere_else(
    surgery: tuple[Path, Desk], spooler: Spooler
) -> None:
    folder, desk = surgery
    visitor, seen = desk.visitor(), set[str]()
    with watched(seen):
        shown = visitor.ask(f"{PERSON}/preview", form(visitor))
        assert json.loads(shown.body)["count"] == 1
        assert shown.headers["cache-control"] == "no-store"
        sent = visitor.ask(PERSON, form(visitor))
        page = sent.headers["location"]
        until(lambda: "Printed at" in visitor.ask(page).words)
    job = spooler.next_job()
    text = " ".join(page_texts(job.data))
    assert all(word in text for word in WORDS)
    answers = [visitor.ask(path).text for path in (page, PERSON, "/", "/printed")]
    told = [sent.text, page, *answers, *job.attributes.values(), *seen]
    assert places([folder], told) == []
    assert "harbour/harbour" in (folder / "workspace" / LOG).read_text("utf-8")
    assert len(list((folder / "temporary").iterdir())) <= 1  # the typefaces of the press itself


def test_what_does_not_fit_or_fails_is_told_without_the_words(
    surgery: tuple[Path, Desk],
) -> None:
    folder, desk = surgery
    visitor = desk.visitor()
    for fields in (
        {"name": "Zebulon " * 100},
        {"agreed": "Thrice\n" * 30},
        {"name": "Zebulon \u6f22"},
        {"format": "html"},
        {"printer": "no-such-printer"},
        {"slip": "!"},
        {"token": "0"},
    ):
        for path in (PERSON, f"{PERSON}/preview"):
            answer = visitor.ask(path, form(visitor, **fields))
            assert answer.status in (200, 303, 403, 404, 409), (fields, answer.words)
            assert places([], [answer.text, str(answer.headers)]) == []
            if answer.status == 303:
                page = answer.headers["location"]
                until(lambda page=page: "Making it" not in visitor.ask(page).words)
                assert places([], [visitor.ask(page).text]) == []
    visitor.ask(f"{PERSON}?name=Zebulon")
    assert places([folder], [desk.said.read_text("utf-8")]) == []


def test_a_get_prints_and_shows_nothing(surgery: tuple[Path, Desk]) -> None:
    visitor = surgery[1].visitor()
    assert visitor.ask(f"{PERSON}/preview").status == 404
    page = visitor.ask(f"{PERSON}?name=Zebulon")
    assert "Zebulon" not in page.text
    assert page.headers["cache-control"] == "no-store"


def test_a_word_that_leaks_would_be_found(surgery: tuple[Path, Desk]) -> None:
    folder, _ = surgery
    (folder / "workspace/records").mkdir(exist_ok=True)
    (folder / "workspace/records/desk.jsonl").write_text('{"who": "Quartermain"}', "utf-8")
    (folder / "temporary/Xanthippe.pdf").touch()
    assert len(places([folder], ["made for Thrice"])) == 3
