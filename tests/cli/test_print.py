from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from approved import approvable
from blankpages import a_pdf
from pretend import PretendPress
from samples import BRAND, CLINIC, MakeWorkspace, Run, a_handout, a_library
from spooling import QUEUE, Spooler

from handouts.cli.personal import ask
from handouts.counter.printlog import LOG
from handouts.workspace import Workspace

TODAY = date.today().isoformat()
PAPER = a_pdf()
CLINICS = {"cork": "name: Group Cork\ncountry: IE\n", "london": "name: Group London\ncountry: GB\n"}
SOON = f"{date.today().year + 1}-01-31"
DRAFT = "drafts/harbour/harbour-sun-en-GB-DRAFT.pdf"
APPROVE = ["--by", "Ann Example", "--role", "Lead", "--author", "Ben Example", "--review-by", SOON]


@pytest.fixture
def here(here: Workspace, press: PretendPress, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Stand in a workspace whose copies are quickly made, and can be printed."""
    monkeypatch.setattr("handouts.batch.make.Press.stamp_copy", lambda *_: (PAPER, 2))
    (here.root / "content/sun/handout.yaml").write_text(
        approvable(also=["tan", "sun tan"]), encoding="utf-8"
    )
    return here


@pytest.fixture
def group(here: Workspace) -> Workspace:
    """Add a brand with two clinics."""
    folder = here.root / "brands/group"
    (folder / "clinics").mkdir(parents=True)
    (folder / "_brand.yml").write_text("meta: {name: Group}\n", encoding="utf-8")
    for name, text in CLINICS.items():
        (folder / f"clinics/{name}.yml").write_text(text, encoding="utf-8")
    return here


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def code_of(record: str) -> str:
    return record.split("text ")[1].split(",")[0]


def job_of(said: str) -> str:
    """Return the name of the job that was sent."""
    return said.split(", as ")[1].split("\n")[0]


def test_a_draft_reaches_the_printer_and_a_line_for_the_record_is_shown(
    run: Run, here: Workspace, spooler: Spooler
) -> None:
    said = run("print", "tan", "-b", "harbour", "--draft", "--copies", "3", "--sides", "one")
    assert said.code == 0, said.err
    job = spooler.next_job()
    assert (job["job-name"], job["copies"], job["sides"]) == ("Sun and skin", "3", "one-sided")
    assert job["media"] == "iso_a4_210x297mm"
    assert job.data == PAPER
    code = code_of(said.out)
    told = f'"Sun and your skin" (a draft) of Harbour Skin Clinic: text {code}, en-GB, standard'
    assert said.out == f"Handout {told}, {TODAY}\n"
    name = job_of(said.err)
    assert said.err == (
        f"sent to {QUEUE}, as {name}\nprinted, as {name}; for the patient's record:\n"
    )
    sent, printed = (here.root / LOG).read_text("utf-8").splitlines()
    same = (
        f'{{"date": "{TODAY}", "clinic": "harbour/harbour", "handout": "sun", "text_code": '
        f'"{code}", "language": "en-GB", "format": "standard", "copies": 3, "job": "{name}"'
    )
    assert (sent, printed) == (f'{same}, "outcome": "sent"}}', f'{same}, "outcome": "printed"}}')


def test_an_approved_text_needs_no_word_more(run: Run, here: Workspace, spooler: Spooler) -> None:
    assert run("approve", "sun", *APPROVE).code == 0
    said = run("print", "sun", "tan", "--printer", QUEUE)
    assert said.code == 0, said.err
    assert spooler.next_job()["sides"] == "two-sided-long-edge"
    assert "draft" not in said.out


def test_in_another_format_it_is_logged_so(run: Run, here: Workspace, spooler: Spooler) -> None:
    said = run("print", "tan", "-f", "large-print", "--draft")
    assert said.code == 0, said.err
    assert ", en-GB, large-print, " in said.out
    assert '"format": "large-print"' in (here.root / LOG).read_text("utf-8")
    assert spooler.next_job()["job-name"] == "Sun and skin"


@pytest.mark.usefixtures("spooler")
def test_a_format_for_the_screen_is_not_printed(run: Run, here: Workspace) -> None:
    said = run("print", "tan", "-f", "text", "--draft")
    assert said.code == 1
    path = here.output / "drafts/harbour/harbour-sun-en-GB-text-DRAFT.txt"
    assert said.out == f"{path}\n"
    assert said.err.startswith("not printed: it is no PDF\n")


@pytest.mark.usefixtures("here", "spooler")
def test_without_being_asked_for_no_draft_is_printed(run: Run) -> None:
    said = run("print", "tan")
    assert (said.code, said.out) == (1, "")
    assert said.err == (
        "not printed: this text is a draft: nobody has approved it for this clinic\n"
        "    hint: to print it all the same, marked as a draft, add --draft\n"
    )


@pytest.mark.usefixtures("spooler")
def test_a_withdrawn_text_is_not_printed(run: Run, here: Workspace) -> None:
    code = Path(run("approve", "sun", *APPROVE).out.strip()).name
    assert run("withdraw", code, "--why", "It was wrong.").code == 0
    for words in (["print", "tan"], ["print", "tan", "--draft"]):
        said = run(*words)
        assert (said.code, said.out) == (1, "")
        assert f"not printed: the text {code} was withdrawn on" in said.err
    assert not (here.root / LOG).exists()


@pytest.mark.machine
def test_without_a_printing_system_the_path_is_given(
    run: Run, here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(here.root / "no.sock"))
    said = run("print", "tan", "--draft")
    path = here.output / DRAFT
    assert (said.code, said.out) == (1, f"{path}\n")
    assert path.read_bytes() == PAPER
    assert said.err.startswith("not printed: CUPS does not answer\n    hint: it is looked for at ")
    assert not (here.root / LOG).exists()


@pytest.mark.usefixtures("spooler")
def test_an_unknown_printer_is_told_with_the_path(run: Run, here: Workspace) -> None:
    said = run("print", "tan", "--draft", "--printer", "conter")
    assert said.code == 1
    assert said.out.endswith("-DRAFT.pdf\n")
    assert "there is no printer 'conter'\n    hint: did you mean 'counter'?" in said.err


@pytest.mark.usefixtures("spooler")
def test_what_cannot_be_logged_is_not_printed(run: Run, here: Workspace) -> None:
    (here.root / "records").write_text("a file", encoding="utf-8")
    said = run("print", "tan", "--draft")
    assert (said.code, said.out) == (1, "")
    assert f"{LOG}: error: it cannot be written" in said.err
    assert "add --unlogged" in said.err


def test_what_cannot_be_logged_is_printed_where_that_is_asked_for_and_its_line_is_told(
    run: Run, here: Workspace, spooler: Spooler
) -> None:
    (here.root / "records").write_text("a file", encoding="utf-8")
    said = run("print", "tan", "--draft", "--unlogged")
    assert said.code == 0
    assert f'not logged; have it added to {LOG}: {{"date": ' in said.err
    job = spooler.next_job()
    assert job.data == PAPER


def test_several_hits_are_listed_where_there_is_nobody_to_ask(
    run: Run, here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    said = run("print", "skin")
    assert (said.code, said.out) == (2, "")
    assert "2 handouts may be meant; name one:\n  laser" in said.err
    assert "\n  sun                      Sun and your skin (explainer, en-GB)\n" in said.err


def test_several_clinics_are_listed_where_there_is_nobody_to_ask(
    run: Run, group: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    said = run("print", "tan", "-b", "group")
    assert (said.code, said.out) == (2, "")
    assert "2 clinics may be meant; name one:\n  group/cork" in said.err


def test_on_a_terminal_it_asks_which_is_meant(
    run: Run, group: Workspace, spooler: Spooler, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("2\n9\n3\n"))
    said = run("print", "skin", "--draft")
    assert said.code == 0, said.err
    assert "  2  sun " in said.err
    assert "  3  harbour/harbour" in said.err
    assert said.out.startswith('Handout "Sun and your skin" (a draft) of Harbour Skin Clinic: ')
    assert spooler.next_job()["job-name"] == "Sun and skin"


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["knee"], "no handout is called 'knee'; see handouts list"),
        (["lazzerr"], "no handout is called 'lazzerr'; did you mean 'laser'?"),
        (["tan", "-l", "fil"], "no handout is called 'tan' in fil"),
        (["tan", "-b", "harbor"], "no brand or clinic 'harbor'; did you mean 'harbour'?"),
        (["tan", "-f", "large"], "there is no format 'large'"),
        (["tan", "--copies", "0"], "0 is not in the range"),
        (["tan", "--sides", "three"], "'three' is not one of"),
        ([], "Missing argument 'WORD…'"),
    ],
)
def test_wrong_use_is_told(run: Run, words: list[str], told: str) -> None:
    said = run("print", *words)
    assert (said.code, said.out) == (2, "")
    assert told in said.err


def test_a_handout_with_an_error_is_told_with_it(run: Run, here: Workspace) -> None:
    text = approvable(sections=[{"heading": "A", "blocks": [{"prose": "No. [@nobody2020]"}]}])
    (here.root / "content/sun/handout.yaml").write_text(text, encoding="utf-8")
    said = run("print", "sun", "--draft")
    assert (said.code, said.out) == (1, "")
    assert "content/sun/handout.yaml:" in said.err
    assert "nobody2020" in said.err


def test_no_other_handout_is_taken_for_one_that_cannot_be_read(run: Run, here: Workspace) -> None:
    (here.root / "content/sun/handout.yaml").write_text(a_handout(kind="poem"), encoding="utf-8")
    assert "laser" in run("list", "sun").out
    said = run("print", "sun", "--draft")
    assert (said.code, said.out) == (1, "")
    assert "content/sun/handout.yaml:3:7: error:" in said.err


def test_a_brand_with_an_error_is_told_with_it(run: Run, here: Workspace) -> None:
    (here.root / "brands/harbour/_brand.yml").write_text("meta: [", encoding="utf-8")
    said = run("print", "tan", "-b", "harbour", "--draft")
    assert (said.code, said.out) == (1, "")
    assert "brands/harbour/_brand.yml:" in said.err


@pytest.mark.usefixtures("spooler")
def test_a_handout_reaches_the_printer_as_it_is_made(
    workspace: MakeWorkspace, spooler: Spooler
) -> None:
    root = workspace(
        a_library(sun=a_handout()) | {"brands/harbour/_brand.yml": BRAND + CLINIC}
    ).root
    words = ["print", "sun", "-b", "harbour", "--draft", "--copies", "2", "--sides", "two"]
    command: list[str | Path] = [sys.executable, "-m", "handouts", "-C", root, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 0, done.stderr
    job = spooler.next_job()
    assert (job["copies"], job["sides"]) == ("2", "two-sided-long-edge")
    assert (job["media"], job["job-name"]) == ("iso_a4_210x297mm", "Sun and skin")
    [made] = (root / "output").rglob("*.pdf")
    assert job.data == made.read_bytes()


def test_a_pack_that_cannot_be_bound_is_wrong_use(run: Run, here: Workspace) -> None:
    pack = "visit: {title: V, short_title: V, language: en-GB, summary: S., handouts: [sun]}"
    (here.root / "packs.yaml").write_text(pack, encoding="utf-8")
    said = run("print", "visit", "-b", "harbour", "--draft", "-f", "booklet")
    assert said.code == 2
    assert "a pack is bound as PDF; 'booklet' is not" in said.err


def test_an_answer_that_is_too_long_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["Zebulon " * 10, "Mary", "", "", ""])
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(answers))
    found = ask("-")
    assert (found.name, found.agreed) == ("Mary", "")
    said = "".join(capsys.readouterr())
    assert "'name' has 80 letters, and 60 at most fit" in said
    assert "Zebulon" not in said


def test_who_asks_for_a_language_without_a_text_gets_the_source_with_a_line_and_the_log_says_so(
    run: Run, here: Workspace, spooler: Spooler
) -> None:
    phrases = here.root / "templates/phrases/pl.yaml"
    phrases.parent.mkdir(parents=True, exist_ok=True)
    line = "fallback: 'Ta ulotka: {language}. Poproś o tłumacza.'\n"
    phrases.write_text(f"by: Ala Example\non: 2026-11-01\n{line}", encoding="utf-8")
    assert run("approve", "sun", *APPROVE).code == 0
    said = run("print", "tan", "-b", "harbour", "-l", "pl")
    assert said.code == 0, said.err
    spooler.next_job()
    assert "may be given in pl: made in en-GB instead, with a line in pl" in said.err
    assert f"en-GB for pl, standard, {TODAY}" in said.out
    entries = [json.loads(line) for line in (here.root / LOG).read_text("utf-8").splitlines()]
    assert {(entry["language"], entry["asked"]) for entry in entries} == {("en-GB", "pl")}
    assert run("print", "tan", "-b", "harbour").code == 0
    spooler.next_job()
    last = json.loads((here.root / LOG).read_text("utf-8").splitlines()[-1])
    assert "asked" not in last
