from __future__ import annotations

from collections.abc import Callable, Sequence

import click
import pytest
from approved import approvable, approved, edit
from ruling import SOUND
from samples import Run

from handouts.review.reviewing import Desk
from handouts.workspace import Workspace

TEXT = (
    "# ours\n"
    + SOUND.replace("[shin2019]", "[shim]  # which?")
    + "to_confirm:\n  - How long?   # ask\n  - Who?\n"
)


class Typist:
    """Types answers; what can be called happens while the question before it is asked."""

    def __init__(self, answers: Sequence[str | Callable[[], object]]) -> None:
        self._answers = iter(answers)

    def isatty(self) -> bool:
        return False

    def readline(self) -> str:
        for answer in self._answers:
            if isinstance(answer, str):
                return f"{answer}\n"
            answer()
        return ""


@pytest.fixture
def open_text(here: Workspace) -> Callable[[], str]:
    """Give the handout an error and two open points, and return a way to read its file."""
    path = here.root / "content/sun/handout.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return lambda: path.read_text(encoding="utf-8")


@pytest.fixture
def answer(run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Review the handout, and type answers."""

    def review(*answers: str | Callable[[], object]) -> str:
        monkeypatch.setattr("sys.stdin", Typist(answers))
        said = run("review", "sun")
        assert said.code == 0
        return said.out + said.err

    return review


def test_points_are_settled_and_findings_mended_one_by_one(
    answer: Callable[..., str], open_text: Callable[[], str], here: Workspace
) -> None:
    told = answer("s", "none", "s", "summary", "What creams do.", "c", "shin2019")
    assert "0 open points, 0 errors left" in told
    assert "next: have it approved: handouts approve sun --by NAME" in told
    assert f"--code {Desk(here, 'sun').code()}\n" in told
    after = TEXT[: TEXT.index("to_confirm")] + "to_confirm: []\n"
    after = after.replace("What the cream does to fine lines.", "What creams do.")
    after = after.replace("[shim]", "[shin2019]")
    assert open_text() == after


def test_what_is_kept_stays(answer: Callable[..., str], open_text: Callable[[], str]) -> None:
    told = answer("k", "", "k")
    assert "2 open points, 1 errors left" in told
    assert "there is no source 'shim'" in told
    assert open_text() == TEXT


def test_one_can_stop_at_any_time(answer: Callable[..., str], open_text: Callable[[], str]) -> None:
    assert "1 open points, 1 errors left" in answer("s", "none", "q")
    assert open_text() == TEXT.replace("  - How long?   # ask\n", "")


def test_a_text_that_is_not_there_settles_nothing(
    answer: Callable[..., str], open_text: Callable[[], str]
) -> None:
    told = answer("s", "no such words", "q")
    assert "no text holds 'no such words'" in told
    assert open_text() == TEXT


def test_of_several_texts_one_is_picked_or_none(
    answer: Callable[..., str], open_text: Callable[[], str]
) -> None:
    told = answer("s", "0.3", "0", "s", "0.3", "2", "It takes months.", "q")
    assert "  2: It takes some months to see a change.\n" in told
    after = TEXT.replace("It takes some months to see a change.", "It takes months.")
    assert open_text() == after.replace("  - How long?   # ask\n", "")


def test_words_are_not_lost_where_the_text_changed_while_they_were_typed(
    answer: Callable[..., str], open_text: Callable[[], str], here: Workspace
) -> None:
    def colleague() -> None:
        path.write_text(TEXT.replace(*theirs), encoding="utf-8")

    path = here.root / "content/sun/handout.yaml"
    theirs = ("It takes some months to see a change.", "It takes half a year.")
    told = answer("s", "some months", colleague, "It takes patience.", "k", "s", "none", "q")
    assert "the file changed meanwhile, and this text is not there as it was" in told
    assert "It takes patience.\n" in told
    assert told.count("How long?") == 2  # it is asked again, and settled by nothing that was lost
    assert open_text() == TEXT.replace(*theirs).replace("  - Who?\n", "")


def test_words_are_not_lost_where_the_file_cannot_be_read_at_the_moment(
    answer: Callable[..., str], open_text: Callable[[], str], here: Workspace
) -> None:
    path = here.root / "content/sun/handout.yaml"
    told = answer("s", "some months", lambda: path.write_text("title: ["), "Patience.", "k")
    assert "the file cannot be read as YAML" in told
    assert "Patience.\n" in told
    assert path.read_text(encoding="utf-8") == "title: ["


def test_words_are_not_lost_where_the_file_is_gone(
    run: Run,
    open_text: Callable[[], str],
    here: Workspace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = here.root / "content/sun/handout.yaml"
    typed = Typist(("s", "some months", path.unlink, "Patience."))
    monkeypatch.setattr("sys.stdin", typed)
    said = run("review", "sun")
    assert said.code == 1
    assert "Patience.\n" in said.out


def test_a_point_that_somebody_else_settles_meanwhile_takes_no_other_one_out(
    answer: Callable[..., str], open_text: Callable[[], str], here: Workspace
) -> None:
    def colleague() -> None:
        path.write_text(TEXT.replace("  - How long?   # ask\n", ""), encoding="utf-8")

    path = here.root / "content/sun/handout.yaml"
    told = answer("s", colleague, "none", "k", "k")
    assert "this point is not there as it was; look at it again" in told
    assert "Open point 1 of 1:\n  Who?" in told
    assert open_text() == TEXT.replace("  - How long?   # ask\n", "")


def test_no_point_is_passed_over_where_somebody_else_settles_one_before_it(
    answer: Callable[..., str], open_text: Callable[[], str], here: Workspace
) -> None:
    def colleague() -> None:
        path.write_text(TEXT.replace("  - How long?   # ask\n", ""), encoding="utf-8")

    path = here.root / "content/sun/handout.yaml"
    told = answer(colleague, "k", "k", "k")
    assert "Open point 1 of 2:\n  How long?" in told
    assert "Open point 1 of 1:\n  Who?" in told


def test_paragraphs_are_changed_in_an_editor(
    answer: Callable[..., str], here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = here.root / "content/sun/handout.yaml"
    text = SOUND.replace("at night.", "at night. [@shim]", 1)
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(click, "edit", lambda words, extension: words.replace(" [@shim]", ""))
    answer("c")
    assert path.read_text(encoding="utf-8") == SOUND


def test_without_an_approved_text_there_is_nothing_to_compare(run: Run, here: Workspace) -> None:
    said = run("review", "sun", "--changes")
    assert (said.code, said.out) == (0, "")
    assert "no text of 'sun' was approved before" in said.err


def test_the_words_that_changed_are_shown(run: Run, here: Workspace) -> None:
    (here.root / "content/sun/handout.yaml").write_text(approvable(), encoding="utf-8")
    approved(here)
    edit(here, "an organ", "a large organ")
    said = run("review", "sun", "--changes")
    assert (said.code, said.out) == (0, "Skin is [-an-] {+a large+} organ.\n")
    assert ", approved, to " in said.err


def test_a_review_copy_is_written_and_named(run: Run, here: Workspace) -> None:
    said = run("review", "sun", "--pdf", "review.pdf")
    assert (said.code, said.out) == (0, "review.pdf\n")
    assert (here.root / "review.pdf").read_bytes().startswith(b"%PDF-")


def test_a_review_copy_that_cannot_be_written_is_told(run: Run, here: Workspace) -> None:
    (here.root / "blocked").write_bytes(b"")
    said = run("review", "sun", "--pdf", "blocked/review.pdf")
    assert said.code == 1
    assert "'blocked/review.pdf'" in said.err


def test_a_text_with_errors_has_no_review_copy(run: Run, open_text: Callable[[], str]) -> None:
    said = run("review", "sun", "--pdf", "review.pdf")
    assert said.code == 1
    assert "there is no source 'shim'" in said.err


def test_what_was_not_checked_in_the_language_is_shown(
    here: Workspace, answer: Callable[..., str]
) -> None:
    path = here.root / "content/sun/handout.yaml"
    path.write_text(SOUND.replace("en-GB", "pl"), encoding="utf-8")
    shown = answer(*"k" * 9)
    assert "info: not checked in pl: SRC-04, " in shown
    assert "[not-checked]" in shown
