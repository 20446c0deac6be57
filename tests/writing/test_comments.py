"""Comments hang on their paragraph, through edits, until they are settled, and print for staff."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from approved import shelf_of
from pdfstructure import Structure
from samples import MakeWorkspace, a_library, a_workspace, with_blocks
from translations import in_polish

from handouts.diagnostics import HandoutsError
from handouts.reading.edit import insert_item, remove_item, set_text
from handouts.review.reviewcopy import review_copy
from handouts.workspace import Workspace
from handouts.writing.comments import (
    NoComment,
    answer,
    comment,
    comments_on,
    remarks,
    settle_comment,
)

TEXT = with_blocks("- prose: They last about six to twelve months in most.\n- points: [One., Two.]")
PROSE = ("sections", 0, "blocks", 0, "prose")
NAME = "content/sun/handout.yaml"


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    return workspace(a_library(sun=TEXT))


def write(workspace: Workspace, text: str) -> None:
    (workspace.root / NAME).write_text(text, encoding="utf-8")


def test_a_comment_stays_with_its_answers_until_it_is_settled(here: Workspace) -> None:
    one = comment(here, "sun", PROSE, "Ann Example", "Is that  for lips too?\n")
    answer(here, "sun", one.id, "Ben Example", "It does not tell.")
    [hanging] = comments_on(here, "sun")
    assert (hanging.comment.by, hanging.comment.says) == ("Ann Example", "Is that for lips too?")
    assert [a.says for a in hanging.answers] == ["It does not tell."]
    assert (hanging.key, hanging.is_open) == (PROSE, True)
    settle_comment(here, "sun", one.id, "Ann Example")
    settle_comment(here, "sun", one.id, "Ben Example")
    assert comments_on(here, "sun") == []
    [hanging] = comments_on(here, "sun", settled=True)
    assert (hanging.settled_by, hanging.is_open) == ("Ann Example", False)
    assert len((here.root / "records/comments.jsonl").read_bytes().splitlines()) == 3


def test_a_comment_follows_its_paragraph(here: Workspace) -> None:
    comment(here, "sun", PROSE, "Ann", "Sure?")
    section = {"heading": "New", "blocks": [{"prose": "New words."}]}
    moved = ("sections", 1, *PROSE[2:])
    text = insert_item(TEXT, ("sections", 0), section)
    write(here, text)
    assert comments_on(here, "sun")[0].key == moved
    write(here, set_text(text, moved, "They last about six to eighteen months in most."))
    assert comments_on(here, "sun")[0].key == moved
    write(here, remove_item(text, ("sections", 1, "blocks", 0)))
    [hanging] = comments_on(here, "sun")
    assert hanging.key is None
    [remark] = remarks(here, "sun")[""]
    assert remark.words == "They last about six to twelve months in most."
    write(here, "title: [")
    assert comments_on(here, "sun")[0].key is None


def test_comments_stand_in_the_order_of_the_text(here: Workspace) -> None:
    for key in (("sections", 0, "blocks", 1, "points", 1), ("summary",), ("title",)):
        comment(here, "sun", key, "Ann", str(key[0]))
    assert [h.comment.says for h in comments_on(here, "sun")] == ["title", "summary", "sections"]
    assert comments_on(here, "moon") == []


@pytest.mark.parametrize(
    ("key", "by", "says"),
    [
        (("gone",), "Ann", "x"),
        (PROSE, " ", "x"),
        (PROSE, "Ann", " \n"),
        (PROSE, "Ann", "x" * 2001),
        (PROSE, "Ann", "\u200b\x00"),
    ],
)
def test_what_is_no_comment_is_told(
    here: Workspace, key: tuple[str, ...], by: str, says: str
) -> None:
    with pytest.raises(NoComment):
        comment(here, "sun", key, by, says)
    with pytest.raises(NoComment, match="no such comment"):
        settle_comment(here, "sun", "abc", "Ann")
    assert not (here.root / "records").exists()


def test_a_comment_on_a_segment_stays_with_it_whatever_its_words_become(
    workspace: MakeWorkspace,
) -> None:
    here = in_polish(workspace)
    file = here.root / "content/sun/translations/pl.po"
    po = file.read_text("utf-8")
    key = ("sections.blocks.table.rows", "Walk")
    one = comment(here, "sun", key, "Ola Example", "A stroll, rather.", "pl")
    answer(here, "sun", one.id, "Jan Example", "So it is.", "pl")
    assert comments_on(here, "sun") == []  # those of the text are others
    with pytest.raises(NoComment, match="no such comment"):
        settle_comment(here, "sun", one.id, "Ola Example")
    file.write_text(po.replace('"Spacer"', '"Przechadzka"'), "utf-8")
    [hanging] = comments_on(here, "sun", "pl")
    assert (hanging.key, hanging.comment.words) == (key, "Spacer")
    assert [one.says for one in hanging.answers] == ["So it is."]
    file.write_text(po.replace('msgid "Walk"', 'msgid "Stroll"'), "utf-8")
    [hanging] = comments_on(here, "sun", "pl")
    assert hanging.key == (key[0], "Stroll")  # it says the same
    settle_comment(here, "sun", one.id, "Ola Example", "pl")
    assert comments_on(here, "sun", "pl") == []


def test_torn_and_odd_lines_cost_no_other(here: Workspace) -> None:
    comment(here, "sun", PROSE, "Ann", "First.")
    path = here.root / "records/comments.jsonl"
    odd = b'[]\n"x"\n{"handout": "sun"}\n{"handout": "sun", "at": "x", "by": 1}\n{"torn'
    path.write_bytes(path.read_bytes() + odd)
    comment(here, "sun", PROSE, "Ben", "Second.")
    assert [h.comment.says for h in comments_on(here, "sun")] == ["First.", "Second."]
    path.unlink()
    path.mkdir()
    with pytest.raises(HandoutsError, match="cannot be"):
        comments_on(here, "sun")


def test_the_review_copy_prints_open_comments_beside_their_paragraph(tmp_path: Path) -> None:
    shelf = shelf_of(a_workspace(tmp_path, a_library(sun=TEXT)))
    here = shelf.workspace
    one = comment(here, "sun", PROSE, "Ann Example", "Is that for lips too?")
    answer(here, "sun", one.id, "Ben Example", "It does not tell.")
    gone = comment(here, "sun", ("sections", 0, "heading"), "Ann Example", "Too long?")
    settle_comment(here, "sun", gone.id, "Ann Example")
    comment(here, "sun", ("title",), "Cy Example", "A better title? 👍 本")
    working = shelf.editions["sun"].working
    assert working is not None
    data = review_copy(working, shelf.materials, remarks(here, "sun"))
    text = " ".join(Structure(data).text().split())
    day = date.today().isoformat()
    assert f"Ann Example, {day}: Is that for lips too?" in text
    assert text.index("twelve months") < text.index("lips too") < text.index("does not tell")
    assert text.index("does not tell") < text.index("One.") < text.index("Other comments")
    assert "A better title? (thumbs up sign) (cjk unified ideograph-672c) (on: Sun" in text
    assert "Too long?" not in text
