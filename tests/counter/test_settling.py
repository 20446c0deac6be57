"""A withdrawn text leaves every disk and shelf at once; what is somebody else's stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from approved import approved, edit, later, shelf_of
from objectstore import store
from pretend import PretendPress
from samples import BRAND, MakeWorkspace
from shelves import SHELF, a_counter, a_pdf, stocked, text_of

from handouts.batch.order import BuildOptions, Order
from handouts.batch.run import build
from handouts.content.approvals import Approval
from handouts.counter.settling import Settled, settle
from handouts.counter.shelf import shelve
from handouts.review.approving import renew, withdraw
from handouts.review.texts import open_collection
from handouts.store.output import storage_at
from handouts.workspace import Workspace

PACK = """
visit:
  title: Your first visit
  short_title: First visit
  language: en-GB
  summary: What to read.
  handouts: [sun, spots]
"""
TITLE = "<h3>Sun and your skin</h3>"


@pytest.fixture
def here(workspace: MakeWorkspace, press: PretendPress) -> Workspace:
    """A workspace with two approved handouts, a pack of them, two brands, and their shelves."""
    press.data = a_pdf()
    north = {"brands/north/_brand.yml": BRAND}
    made = workspace(a_counter() | {"packs.yaml": PACK} | north)
    approved(made)
    approved(made, "spots")
    stocked(made)
    return made


def withdrawn(workspace: Workspace, handout: str = "sun") -> Settled:
    shelf = open_collection(workspace)
    withdraw(shelf, shelf.frozen(handout), "A warning is missing.")
    return settle(workspace)


def holding(workspace: Workspace, *words: str) -> list[str]:
    """Return the copies on the disk whose names hold words."""
    found = (path.name for path in workspace.output.rglob("*.*") if path.suffix != ".html")
    return sorted(name for name in found if any(f"-{word}-" in name for word in words))


def told(done: Settled) -> list[tuple[str, str, str]]:
    return [(d.severity, Path(d.place.file).name, d.message) for d in done.problems]


def test_its_copies_and_packs_are_gone_for_every_clinic_and_all_shelves_say_so(
    here: Workspace,
) -> None:
    others = holding(here, "spots", "peel")
    assert len(holding(here, "sun", "visit")) == 8
    done = withdrawn(here)
    assert holding(here, "sun", "visit") == []
    assert holding(here, "spots", "peel") == others
    assert len(done.removed) == 8
    assert told(done) == []
    for brand in ("harbour", "north"):
        page = text_of(here, f"{brand}/index.html")
        assert TITLE not in page
        assert "Your first visit</h3>" not in page
        assert "<h3>Café au lait spots</h3>" in page


def test_a_copy_of_an_older_text_goes_where_that_one_is_withdrawn(here: Workspace) -> None:
    old = shelf_of(here).frozen("sun")
    edit(here, "Shade helps.", "A hat helps.")
    approved(here)
    order = Order(("sun",), formats=("standard",))
    build(here, order, here.output, processes=1)
    shelf = shelf_of(here)
    withdraw(shelf, old, "Wrong.")
    settle(here)
    assert holding(here, "sun") == ["harbour-sun-en-GB.pdf", "north-sun-en-GB.pdf"]
    assert holding(here, "visit") == []


def test_every_output_is_seen_to(here: Workspace, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    build(here, Order(), elsewhere, processes=1)
    shelve(here, elsewhere, processes=1)
    withdrawn(here)
    assert not (elsewhere / "harbour/harbour-sun-en-GB.pdf").exists()
    assert TITLE not in (elsewhere / SHELF).read_text(encoding="utf-8")


def test_an_output_without_shelves_gets_none(here: Workspace, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    build(here, Order(), elsewhere, processes=1)
    withdrawn(here)
    assert not (elsewhere / SHELF).exists()


def test_an_output_that_is_gone_is_told_and_stops_nothing(here: Workspace, tmp_path: Path) -> None:
    build(here, Order(), tmp_path / "elsewhere", processes=1)
    (tmp_path / "elsewhere").rename(tmp_path / "moved")
    done = withdrawn(here)
    assert told(done) == [("warning", "elsewhere", "copies were made here, and it is gone")]
    assert holding(here, "sun") == []


def test_object_storage_is_seen_to(here: Workspace, bucket: str) -> None:
    where = f"s3://{bucket}/out"
    build(here, Order(), where, processes=1)
    shelve(here, where, processes=1)
    assert "harbour/harbour-sun-en-GB.pdf" in storage_at(where).names()
    done = withdrawn(here)
    assert told(done) == []
    assert f"{where}/harbour/harbour-sun-en-GB.pdf" in done.removed
    assert not [name for name in storage_at(where).names() if "sun" in name or "visit" in name]
    assert TITLE not in storage_at(where).read(SHELF).decode()


def test_a_file_that_somebody_changed_is_left_and_told(here: Workspace) -> None:
    file = here.output / "harbour/harbour-sun-en-GB.pdf"
    file.write_bytes(b"mine")
    done = withdrawn(here)
    fact = "its text was withdrawn, and it is no longer as it was made, so it is left alone"
    assert told(done) == [("error", file.name, fact)]
    assert file.read_bytes() == b"mine"
    assert TITLE not in text_of(here)


def test_a_file_that_cannot_be_deleted_is_told_and_the_next_build_tries_again(
    here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as locked:
        locked.setattr(Path, "unlink", refuse)
        done = withdrawn(here)
    fact = "its text was withdrawn, and it cannot be deleted: Permission denied"
    assert {(severity, message) for severity, _, message in told(done)} == {("error", fact)}
    assert open_collection(here).frozen("sun").gone
    assert TITLE not in text_of(here)
    assert holding(here, "sun") != []
    build(here, Order(), here.output, processes=1)
    assert holding(here, "sun", "visit") == []


def test_a_shelf_that_cannot_be_written_is_told_and_the_withdrawal_stands(here: Workspace) -> None:
    (here.output / SHELF).unlink()
    (here.output / SHELF).mkdir()
    done = withdrawn(here)
    assert ("error", "index.html", "it cannot be written: Is a directory") in told(done)
    assert open_collection(here).frozen("sun").gone
    assert holding(here, "sun") == []


def test_a_crash_after_the_record_is_mended_by_the_next_build_but_not_by_a_dry_run(
    here: Workspace,
) -> None:
    shelf = shelf_of(here)
    withdraw(shelf, shelf.frozen("sun"), "Wrong.")
    build(here, Order(), here.output, processes=1, options=BuildOptions(dry=True))
    assert len(holding(here, "sun")) == 4
    done = build(here, Order(), here.output, processes=1)
    assert len(done.removed) == 8
    assert holding(here, "sun", "visit") == []


def test_what_a_new_ledger_does_not_know_is_told(here: Workspace) -> None:
    for file in (here.root / ".handouts").glob("ledger*"):
        file.unlink()
    done = withdrawn(here)
    names = {name for severity, name, _ in told(done) if severity == "error"}
    assert names == set(holding(here, "sun", "visit"))
    assert "it is still there: the text " in told(done)[0][2]


def test_storage_that_does_not_answer_is_told_and_stops_nothing(
    here: Workspace, bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(here, Order(), f"s3://{bucket}/out", processes=1)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    store()
    done = withdrawn(here)
    assert done.problems.failed
    assert holding(here, "sun", "visit") == []
    assert TITLE not in text_of(here)


def test_a_draft_that_is_asked_for_stays(here: Workspace) -> None:
    withdrawn(here)
    order = Order(("sun",), draft=True)
    for _ in range(2):
        build(here, order, here.output, processes=1)
        assert len(holding(here, "sun")) == 2


def test_a_text_that_is_no_longer_whole_can_be_withdrawn(here: Workspace) -> None:
    code = shelf_of(here).frozen("sun").code
    edit(here, "an organ", "no organ", f"sun/approved/{code}")
    shelf = open_collection(here)
    withdraw(shelf, shelf.kept(code), "It was tampered with.")
    settle(here)
    assert holding(here, "sun", "visit") == []
    assert TITLE not in text_of(here)


def test_a_newer_approval_takes_the_older_text_off_the_shelf(here: Workspace) -> None:
    edit(here, "Shade helps.", "A hat helps.")
    approved(here)
    assert settle(here).shelves
    assert TITLE not in text_of(here)
    stocked(here)
    assert TITLE in text_of(here)


def test_a_renewal_shows_no_later_date_than_the_sheet_until_it_is_built(here: Workspace) -> None:
    shelf, old = shelf_of(later(here, 300)), "use until 22 December 2027"
    text = shelf.frozen("sun")
    approval = text.record.approvals[0]
    renew(shelf, text, replaced(approval, 300))
    settle(later(here, 300))
    assert text_of(here).count(old) >= 2
    stocked(later(here, 300))
    assert "use until 17 October 2028" in text_of(here)


def replaced(approval: Approval, days: int) -> Approval:
    """Return an approval as it is given so many days later."""
    then = timedelta(days=days)
    return replace(approval, on=approval.on + then, review_by=approval.review_by + then)


def test_a_shelf_tells_the_day_that_it_is_when_it_is_written(here: Workspace) -> None:
    last = later(here, 395)
    done = build(last, Order(), here.output, processes=1)
    over = replace(last, clock=lambda: later(last, 1).today)
    shelve(over, here.output, done.materials, processes=1)
    assert TITLE not in text_of(here)


def test_a_build_that_goes_on_over_midnight_refuses_what_ran_out(here: Workspace) -> None:
    last = later(here, 395)
    over = replace(last, clock=lambda: later(last, 1).today)
    done = build(over, Order(("sun",)), here.output, processes=1, options=BuildOptions(force=True))
    assert {row.made.state for row in done.rows} == {"refused"}
    assert {stray.path for stray in done.strays} == {row.path for row in done.rows}
    same = build(last, Order(("sun",)), here.output, processes=1, options=BuildOptions(force=True))
    assert "refused" not in {row.made.state for row in same.rows}


def test_nothing_can_be_settled_where_nothing_can_be_read(here: Workspace) -> None:
    own = here.root / "templates/formats.yaml"
    own.parent.mkdir()
    own.write_text("[", encoding="utf-8")
    assert settle(here).problems.failed
