from __future__ import annotations

from datetime import date

from approved import approvable, approved, edit
from samples import TODAY, MakeWorkspace, a_library

from handouts.counter.news import News, news_of
from handouts.counter.printlog import PrintEntry
from handouts.review.approving import withdraw
from handouts.review.texts import open_collection
from handouts.workspace import Workspace


def news_in(workspace: Workspace, *log: PrintEntry) -> list[News]:
    collection = open_collection(workspace)
    brand = collection.materials.brands[0]
    return news_of(collection, brand, brand.clinics[0], log)


def entry(
    code: str, copies: int, outcome: str = "printed", clinic: str = "harbour/harbour"
) -> PrintEntry:
    day = date(2026, 11, copies)
    return PrintEntry(day, clinic, "sun", code, "en-GB", "standard", copies, "", outcome)  # type: ignore[arg-type]


def test_a_first_text_has_nothing_to_throw_away(workspace: MakeWorkspace) -> None:
    made = workspace(a_library(sun=approvable()))
    approved(made)
    [news] = news_in(made)
    assert (news.day, news.old, news.withdrawn) == (TODAY, "", False)


def test_a_later_text_names_the_old_one_and_what_was_printed_of_it(
    workspace: MakeWorkspace,
) -> None:
    made = workspace(a_library(sun=approvable()))
    approved(made)
    [first] = news_in(made)
    edit(made, "Skin is an organ.", "Skin is alive.")
    approved(made)
    log = [entry(first.new, 3), entry(first.new, 2, "sent"), entry(first.new, 9, "failed")]
    log.append(entry(first.new, 8, clinic="north/north"))
    second = next(news for news in news_in(made, *log) if news.old)
    assert second.old == first.new
    assert (second.printed, second.first) == (5, date(2026, 11, 2))


def test_a_withdrawn_text_is_told_with_why(workspace: MakeWorkspace) -> None:
    made = workspace(a_library(sun=approvable()))
    approved(made)
    collection = open_collection(made)
    withdraw(collection, collection.frozen("sun"), "It was wrong.")
    gone = next(news for news in news_in(made) if news.withdrawn)
    assert (gone.why, gone.new, gone.old) == ("It was wrong.", "", collection.frozen("sun").code)


def test_what_is_long_ago_is_not_told(workspace: MakeWorkspace) -> None:
    made = workspace(a_library(sun=approvable()))
    approved(made, on=date(2025, 1, 1), review_by=date(2027, 1, 1))
    assert news_in(made) == []
