"""What is printed for one person is nowhere afterwards but on that person's sheet."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pikepdf import Pdf
from privacy import WORDS, places_of_words, processes_watched
from samples import a_handout, a_library, a_workspace
from spooling import Spooler

from handouts.counter.printlog import LOG
from handouts.pdf.raster import page_texts

pytestmark = pytest.mark.slow

DETAILS = """
name: Zebulon Quartermain
date: 2031-07-09
given_by: Nurse Xanthippe
agreed: |
  Thrice a week.
  Then ask.
"""
BUILD = ("build", "sun", "-b", "harbour")
PACK = """
visit: {title: Visit, short_title: Visit, language: en-GB, summary: Two., handouts: [sun, shade]}
"""
PATIENCE = 120  # seconds after which a command is given up


@dataclass
class Office:
    """A workspace, a folder for temporary files, and all that was seen while commands ran."""

    root: Path
    temporary: Path
    processes: set[str] = field(default_factory=set)

    def run(self, *words: str, stdin: str = DETAILS) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "handouts", "-C", str(self.root), *words]
        with processes_watched() as seen:
            done = subprocess.run(
                command,
                input=stdin,
                capture_output=True,
                text=True,
                check=False,
                timeout=PATIENCE,
                env={**os.environ, "TMPDIR": str(self.temporary)},
            )
        self.processes |= seen
        return done

    def remembered(self) -> dict[str, bytes]:
        """Return what the workspace keeps for itself, but for what SQLite does to its own file."""
        folder = self.root / ".handouts"
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and not path.name.startswith("ledger")
        }


@pytest.fixture
def office(tmp_path: Path) -> Office:
    files = a_library(sun=a_handout(), shade=a_handout(title="Shade")) | {"packs.yaml": PACK}
    root, temporary = tmp_path / "workspace", tmp_path / "temporary"
    temporary.mkdir()
    a_workspace(root, files)
    return Office(root, temporary)


def said_of_itself(file: Path) -> list[str]:
    with Pdf.open(file) as pdf:
        return [*map(str, pdf.trailer.Info.values()), pdf.Root.Metadata.read_bytes().decode()]


def test_the_words_stand_on_the_sheet_and_nowhere_else(office: Office, tmp_path: Path) -> None:
    usual = office.run(*BUILD, "--panel", "--report", str(tmp_path / "report.json"), stdin="")
    assert usual.returncode == 0, usual.stderr
    before, own = office.remembered(), tmp_path / "own"
    done = office.run(*BUILD, "--personal", "-", "-o", str(own))
    assert done.returncode == 0, done.stderr
    [sheet] = own.iterdir()
    text = " ".join(page_texts(sheet.read_bytes()))
    assert all(word in text for word in WORDS)
    assert sheet.stat().st_mode & 0o077 == 0
    assert office.remembered() == before
    report = json.dumps(json.loads((tmp_path / "report.json").read_text("utf-8")))
    told = [done.stdout, done.stderr, report, sheet.name, *said_of_itself(sheet)]
    assert places_of_words([office.root, office.temporary], [*told, *office.processes]) == []
    assert list(office.temporary.rglob("*")) == []


def test_a_printed_sheet_leaves_its_words_with_the_printer_alone(
    office: Office, spooler: Spooler
) -> None:
    done = office.run("print", "sun", "-b", "harbour", "--draft", "--personal", "-")
    assert done.returncode == 0, done.stderr
    job = spooler.next_job()
    text = " ".join(page_texts(job.data))
    assert all(word in text for word in WORDS)
    told = [done.stdout, done.stderr, *job.attributes.values(), *office.processes]
    assert places_of_words([office.root, office.temporary], told) == []
    assert "harbour/harbour" in (office.root / LOG).read_text("utf-8")
    assert not (office.root / "output").exists()


TITLES = ("Visit", "Sun and your skin", "Shade")  # of a pack's cover and its handouts


def parts_of(pages: Sequence[str]) -> list[str]:
    """Return the title that each page of a pack begins, '' for a back."""
    return [next((title for title in TITLES if title in page), "") for page in pages]


def test_a_pack_for_one_person_has_every_part_and_the_words_on_its_first_text_alone(
    office: Office, tmp_path: Path
) -> None:
    usual = office.run("build", "visit", "-b", "harbour", "--panel", stdin="")
    assert usual.returncode == 0, usual.stderr
    before, own = office.remembered(), tmp_path / "own"
    done = office.run("build", "visit", "-b", "harbour", "--personal", "-", "-o", str(own))
    assert done.returncode == 0, done.stderr
    [sheet] = own.iterdir()
    pages = [" ".join(text.split()) for text in page_texts(sheet.read_bytes())]
    [empty] = office.root.rglob("*-panel-DRAFT.pdf")
    assert [("What we agreed" in page) for page in page_texts(empty.read_bytes())] == [
        number == 2 for number in range(len(pages))
    ]
    assert [all(word in page for word in WORDS) for page in pages] == [
        number == 2 for number in range(len(pages))
    ]
    assert parts_of(pages) == ["Visit", "", "Sun and your skin", "", "Shade"]
    assert office.remembered() == before
    told = [done.stdout, done.stderr, sheet.name, *said_of_itself(sheet)]
    assert places_of_words([office.root, office.temporary], [*told, *office.processes]) == []
    assert list(office.temporary.rglob("*")) == []


def test_of_a_printed_pack_the_printer_gets_what_the_record_and_the_log_tell(
    office: Office, spooler: Spooler
) -> None:
    done = office.run("print", "visit", "-b", "harbour", "--draft", "--personal", "-")
    assert done.returncode == 0, done.stderr
    job = spooler.next_job()
    pages = page_texts(job.data)
    assert parts_of(pages) == ["Visit", "", "Sun and your skin", "", "Shade"]
    log = [json.loads(line) for line in (office.root / LOG).read_text("utf-8").splitlines()]
    told_of = [(entry["handout"], entry["outcome"]) for entry in log]
    assert told_of == [(n, end) for end in ("sent", "printed") for n in ("sun", "shade")]
    codes = [str(entry["text_code"]) for entry in log[:2]]
    assert [code in page for code, page in zip(codes, pages[2::2], strict=True)] == [True, True]
    assert f"text {' and '.join(codes)}, " in done.stdout
    told = [done.stdout, done.stderr, *job.attributes.values(), *office.processes]
    assert places_of_words([office.root, office.temporary], told) == []
    assert not (office.root / "output").exists()


def test_a_second_persons_sheet_leaves_the_first_ones(office: Office, tmp_path: Path) -> None:
    own = tmp_path / "own"
    first = office.run(*BUILD, "--personal", "-", "-o", str(own))
    second = office.run(*BUILD, "--personal", "-", "-o", str(own), stdin="name: Jane Example")
    names = [Path(done.stdout.strip()).name for done in (first, second)]
    plain = "harbour-sun-en-GB-personal-DRAFT"
    assert names == [f"{plain}.pdf", f"{plain}-2.pdf"]
    texts = [" ".join(page_texts((own / name).read_bytes())) for name in names]
    assert ["Zebulon" in text for text in texts] == [True, False]
    assert "Jane Example" in texts[1]
    assert {path.stat().st_mode & 0o777 for path in own.iterdir()} == {0o600}


@pytest.mark.parametrize("form", ["html", "text", "booklet"])
def test_other_formats_keep_as_still(office: Office, tmp_path: Path, form: str) -> None:
    own = tmp_path / "own"
    done = office.run(*BUILD, "-f", form, "--personal", "-", "-o", str(own))
    assert done.returncode == 0, done.stderr
    assert len(list(own.iterdir())) == 1
    told = [done.stdout, done.stderr, *office.processes]
    assert places_of_words([office.root, office.temporary], told) == []


@pytest.mark.parametrize(
    "details",
    [
        "name: [Zebulon, Quartermain]",
        "Zebulon Quartermain",
        "Zebulon: Quartermain",
        "name: 'Zebulon",
        "name: Zebulon\nname: Quartermain",
        "name: Zebulon \u6f22",
        f"name: {'Zebulon ' * 100}",
        "agreed: Zebulon " + "x" * 350,
    ],
    ids=range(8),  # an id stands in the environment of the tests, where words would be found
)
def test_what_is_wrong_is_told_without_the_words(
    office: Office, tmp_path: Path, details: str
) -> None:
    done = office.run(*BUILD, "--personal", "-", "-o", str(tmp_path / "own"), stdin=details)
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr
    assert places_of_words([office.root, office.temporary], [done.stdout, done.stderr]) == []


def test_a_word_that_leaks_would_be_found(office: Office) -> None:
    (office.root / "log.txt").write_text("made a sheet for Quartermain", "utf-8")
    (office.temporary / "Xanthippe.pdf").touch()
    with processes_watched() as office.processes:
        sleep = [sys.executable, "-c", "import time; time.sleep(0.5)", "Zebulon"]
        subprocess.run(sleep, check=True)
    places = places_of_words([office.root, office.temporary], [*office.processes, "2031-07-09"])
    assert len(places) >= 4
