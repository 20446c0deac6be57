from __future__ import annotations

from dataclasses import replace

import pytest
from approved import approvable, approved, edit, later
from people import ANN, BEN, as_user, give
from pretend import PretendPress
from samples import TODAY, MakeWorkspace, a_handout, a_library

from handouts.batch.order import WrongOrder
from handouts.counter.printer import NotPrinted
from handouts.counter.printing import (
    Printable,
    Wish,
    check_names,
    find_clinics,
    find_handouts,
    make,
)
from handouts.diagnostics import HandoutsError
from handouts.page.personal import Personal
from handouts.review.approving import withdraw
from handouts.review.texts import open_collection
from handouts.workspace import Workspace

GROUP = {
    "brands/group/_brand.yml": "meta: {name: Group}\n",
    "brands/group/clinics/cork.yml": "name: Group Cork\ncountry: IE\n",
    "brands/group/clinics/london.yml": "name: Group London\ncountry: GB\n",
}
NOT_ALLOWED = "it may not be given, not even as a draft; ask who approves texts"


@pytest.fixture
def here(workspace: MakeWorkspace, press: PretendPress) -> Workspace:
    """A workspace with a handout that can be approved, a brand, and a group of two clinics."""
    return workspace(a_library(sun=approvable(also=["tan"])) | GROUP)


def printable(
    workspace: Workspace, *, brand: str = "harbour", draft: bool = False, handout: str = "sun"
) -> Printable:
    shelf = open_collection(workspace)
    [(found, clinic)] = find_clinics(shelf, brand)
    return make(shelf, Wish(handout, found, clinic, "standard", draft))


def reason(workspace: Workspace, *, draft: bool = False, brand: str = "harbour") -> tuple[str, str]:
    with pytest.raises(NotPrinted) as caught:
        printable(workspace, draft=draft, brand=brand)
    return str(caught.value), caught.value.hint


def test_an_approved_text_is_made_once_and_printed(here: Workspace, press: PretendPress) -> None:
    code = approved(here).record.code
    copy = printable(here)
    assert (copy.edition.code, copy.path) == (code, "harbour/harbour-sun-en-GB.pdf")
    assert press.worked_on() == [copy.path]
    assert printable(here).path == copy.path
    assert press.worked_on() == []


def test_no_other_copy_is_made(workspace: MakeWorkspace, press: PretendPress) -> None:
    handouts = {"sun": a_handout(), "shade": a_handout(title="Shade")}
    here = workspace(a_library(**handouts) | GROUP)
    copy = printable(here, brand="group/cork", draft=True)
    assert press.worked_on() == [copy.path]
    assert copy.path == "drafts/group/cork/group-cork-sun-en-GB-DRAFT.pdf"


def test_a_draft_is_printed_only_where_it_is_asked_for(
    here: Workspace, press: PretendPress
) -> None:
    fact, hint = reason(here)
    assert fact == "this text is a draft: nobody has approved it for this clinic"
    assert hint == "to print it all the same, marked as a draft, add --draft"
    assert press.worked_on() == []
    assert printable(here, draft=True).path == "drafts/harbour/harbour-sun-en-GB-DRAFT.pdf"


def test_a_text_that_is_approved_elsewhere_is_a_draft_here(here: Workspace) -> None:
    approved(here, countries=("IE",))
    assert printable(here, brand="group/cork").path == "group/cork/group-cork-sun-en-GB.pdf"
    assert "draft" in reason(here, brand="group/london")[0]


def test_of_a_changed_handout_the_approved_text_prints_and_the_new_one_as_a_draft(
    here: Workspace,
) -> None:
    code = approved(here).record.code
    edit(here, "Skin is an organ.", "Skin is the largest organ.")
    assert printable(here).edition.code == code
    draft = printable(here, draft=True)
    assert draft.edition.code != code
    assert draft.path.endswith("-DRAFT.pdf")


def test_an_overdue_text_prints_through_its_grace_and_then_not_even_as_a_draft(
    here: Workspace,
) -> None:
    approved(here)
    assert printable(later(here, 366)).edition.overdue
    for draft in (False, True):
        fact, hint = reason(later(here, 396), draft=draft)
        assert "may not be used after" in fact
        assert hint == NOT_ALLOWED


def test_a_withdrawn_text_is_never_printed(here: Workspace) -> None:
    done = approved(here)
    shelf = open_collection(here)
    withdraw(shelf, shelf.frozen(done.record.code), "It was wrong.")
    for draft in (False, True):
        fact, hint = reason(here, draft=draft)
        assert fact.endswith("was withdrawn on 2026-11-22: It was wrong.")
        assert hint == NOT_ALLOWED


def test_a_withdrawn_text_is_no_draft_where_it_was_not_approved_either(here: Workspace) -> None:
    done = approved(here, countries=("IE",))
    shelf = open_collection(here)
    withdraw(shelf, shelf.frozen(done.record.code), "It was wrong.")
    assert "was withdrawn" in reason(here, brand="group/london", draft=True)[0]


def test_what_replaces_a_withdrawn_text_can_be_printed_as_a_draft(here: Workspace) -> None:
    done = approved(here)
    shelf = open_collection(here)
    withdraw(shelf, shelf.frozen(done.record.code), "It was wrong.")
    edit(here, "Skin is an organ.", "Skin is the largest organ.")
    assert printable(here, draft=True).edition.code != done.record.code


def test_a_handout_with_an_error_is_told_with_it(here: Workspace) -> None:
    edit(here, "kind: explainer", "kind: poem")
    with pytest.raises(HandoutsError, match="kind"):
        printable(here, draft=True)


def test_a_copy_that_cannot_be_made_is_told(here: Workspace, press: PretendPress) -> None:
    (here.root / "output").write_text("a file", encoding="utf-8")
    with pytest.raises(HandoutsError, match="it cannot be written"):
        printable(here, draft=True)


def test_a_text_that_is_changed_meanwhile_is_not_taken_for_the_one_that_was_found(
    here: Workspace,
) -> None:
    shelf = open_collection(here)
    [(brand, clinic)] = find_clinics(shelf, "harbour")
    edit(here, "Skin is an organ.", "Skin is the largest organ.")
    with pytest.raises(NotPrinted, match="has just been changed"):
        make(shelf, Wish("sun", brand, clinic, "standard", draft=True))


def test_somebody_can_stop_it(here: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("handouts.batch.building._made", stop)
    with pytest.raises(KeyboardInterrupt):
        printable(here, draft=True)


def test_handouts_are_found_by_what_people_call_them_and_by_language(here: Workspace) -> None:
    shelf = open_collection(here)
    for language in ("", "en", "en-GB"):
        assert [h.id for h in find_handouts(shelf, "TAN", language)] == ["sun"]
    assert find_handouts(shelf, "tan", "en-US") == []
    assert find_handouts(shelf, "tan", "fil") == []  # there are no phrases in it


def test_a_handout_is_found_for_who_asks_for_a_language_that_it_is_not_in(here: Workspace) -> None:
    assert [h.id for h in find_handouts(open_collection(here), "tan", "pl")] == ["sun"]


def test_a_handout_with_an_error_is_found_too(here: Workspace) -> None:
    edit(here, "Skin is an organ.", "Skin [@nobody2020].")
    shelf = open_collection(here)
    assert "sun" not in shelf.editions
    assert [h.id for h in find_handouts(shelf, "tan")] == ["sun"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("", ["group/cork", "group/london", "harbour/harbour"]),
        ("group", ["group/cork", "group/london"]),
        ("group/cork", ["group/cork"]),
        ("harbour", ["harbour/harbour"]),
    ],
)
def test_clinics_are_found_by_brand(here: Workspace, name: str, found: list[str]) -> None:
    clinics = find_clinics(open_collection(here), name)
    assert [f"{brand.id}/{clinic.id}" for brand, clinic in clinics] == found


def test_names_that_are_not_there_are_told_at_once(here: Workspace) -> None:
    shelf = open_collection(here)
    check_names(shelf, "", "standard")
    check_names(shelf, "group/cork", "full")
    with pytest.raises(WrongOrder) as caught:
        check_names(shelf, "grup", "large")
    assert "no brand or clinic 'grup'; did you mean 'group'?" in str(caught.value)
    assert "no format 'large'" in str(caught.value)


def test_the_line_for_the_record_tells_what_was_printed(here: Workspace) -> None:
    copy = printable(here, draft=True)
    code = copy.edition.code
    told = f"of Harbour Skin Clinic: text {code}, en-GB, standard, 2026-11-22"
    assert copy.record(TODAY) == f'Handout "Sun and your skin" (a draft) {told}'
    given = replace(copy, wish=replace(copy.wish, draft=False))
    assert given.record(TODAY) == f'Handout "Sun and your skin" {told}'


PACK = """
visit: {title: Visit, short_title: Visit, language: en-GB, summary: Two., handouts: [sun, shade]}
"""


@pytest.fixture
def visit(workspace: MakeWorkspace, press: PretendPress) -> Workspace:
    """A workspace with a pack of two handouts."""
    handouts = {"sun": approvable(), "shade": approvable(title="Shade")}
    return workspace(a_library(**handouts) | GROUP | {"packs.yaml": PACK})


def test_a_pack_is_found_made_and_tells_each_of_its_texts(visit: Workspace) -> None:
    assert [found.id for found in find_handouts(open_collection(visit), "visit")] == ["visit"]
    copy = printable(visit, handout="visit", draft=True)
    assert copy.path == "drafts/harbour/harbour-visit-en-GB-DRAFT.pdf"
    codes = [text.code for text in copy.texts]
    assert len(set(codes)) == 2
    expected = f'Pack "Visit" (a draft) of Harbour Skin Clinic: text {codes[0]} and {codes[1]}, '
    assert copy.record(TODAY).startswith(expected)


def test_a_pack_with_a_draft_is_a_draft(visit: Workspace) -> None:
    approved(visit)
    with pytest.raises(NotPrinted, match="this text is a draft"):
        printable(visit, handout="visit")
    approved(visit, "shade")
    assert printable(visit, handout="visit").path == "harbour/harbour-visit-en-GB.pdf"


def test_no_pack_brings_a_withdrawn_text_back(visit: Workspace) -> None:
    approved(visit)
    approved(visit, "shade")
    shelf = open_collection(visit)
    withdraw(shelf, shelf.editions["sun"].frozen[0][0], "it was wrong")
    with pytest.raises(NotPrinted, match="was withdrawn"):
        printable(visit, handout="visit", draft=True)


def test_a_panel_to_fill_in_by_hand_is_a_copy_of_its_own(here: Workspace) -> None:
    shelf = open_collection(here)
    [(brand, clinic)] = find_clinics(shelf, "harbour")
    copy = make(shelf, Wish("sun", brand, clinic, "standard", True, personal=Personal()))
    assert copy.path == "drafts/harbour/harbour-sun-en-GB-panel-DRAFT.pdf"


def test_a_copy_for_one_person_has_data_and_no_path(
    here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.batch.personal_copy", lambda copy, _: repr(copy).encode())
    shelf = open_collection(here)
    [(brand, clinic)] = find_clinics(shelf, "harbour")
    wish = Wish("sun", brand, clinic, "standard", True, personal=Personal(name="Zebulon"))
    copy = make(shelf, wish)
    assert copy.path == ""
    assert copy.data
    assert "Zebulon" not in f"{copy}{copy.data!r}{wish}{copy.record(TODAY)}"


def test_what_ran_out_at_midnight_is_not_printed_though_found_before(
    here: Workspace,
) -> None:
    approved(here)
    last = later(here, 395)
    assert printable(last).edition.review == "overdue"
    over = replace(last, clock=lambda: later(last, 1).today)
    assert "may not be used after" in reason(over)[0]


def test_where_the_output_may_only_be_read_a_copy_that_is_there_is_printed_from_there(
    here: Workspace, press: PretendPress
) -> None:
    made = printable(here, draft=True)
    give(here.root, ANN, 0o555)
    press.worked_on()

    def by_another() -> None:
        workspace = Workspace.open(here.root, here.today)
        assert printable(workspace, draft=True).file == made.file
        assert press.worked_on() == []

    as_user(BEN, by_another)
    give(here.root, ANN, 0o755)


def test_where_the_output_may_only_be_read_a_copy_is_made_in_the_users_own_folder(
    here: Workspace, press: PretendPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = here.root.parent / "home"
    home.mkdir()
    give(home, BEN, 0o755)
    give(here.root, ANN, 0o555)
    give(press.log.parent, BEN, 0o777)
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))

    def by_another() -> None:
        workspace = Workspace.open(here.root, here.today)
        copy = printable(workspace, draft=True)
        assert copy.file.is_relative_to(home)
        assert copy.file.is_file()
        assert printable(workspace, draft=True).file == copy.file
        assert len(press.worked_on()) == 1

    as_user(BEN, by_another)
    assert not here.output.exists()
    give(here.root, ANN, 0o755)
