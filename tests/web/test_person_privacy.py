"""What is typed for one person at the desk is nowhere afterwards but on that person's sheet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from privacy import WORDS, places_of_words, processes_watched
from serving import Desk, Visitor, a_desk, a_practice, until
from spooling import Spooler

from handouts.counter.printlog import LOG
from handouts.pdf.raster import page_texts

pytestmark = pytest.mark.slow

TYPED = {
    "name": "Zebulon Quartermain",
    "date": "2031-07-09",
    "given_by": "Nurse Xanthippe",
    "agreed": "Thrice a week.\r\nThen ask.",
}
PERSON = "/person/harbour/harbour/sun"


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
    visitor = desk.visitor()
    with processes_watched() as seen:
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
    assert places_of_words([folder], told) == []
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
            assert places_of_words([], [answer.text, str(answer.headers)]) == []
            if answer.status == 303:
                page = answer.headers["location"]
                until(lambda page=page: "Making it" not in visitor.ask(page).words)
                assert places_of_words([], [visitor.ask(page).text]) == []
    visitor.ask(f"{PERSON}?name=Zebulon")
    assert places_of_words([folder], [desk.said.read_text("utf-8")]) == []


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
    assert len(places_of_words([folder], ["made for Thrice"])) == 3
