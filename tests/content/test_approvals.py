from __future__ import annotations

from datetime import date, timedelta

import pytest
from approved import AUTHOR, an_approval
from samples import TODAY, MakeWorkspace, a_handout, loaded

from handouts.content.approvals import (
    Approval,
    Frozen,
    Record,
    Withdrawal,
    current,
    load_frozen,
    load_texts,
    same_name,
)
from handouts.diagnostics import Problems
from handouts.reading.encoding import encode, write_yaml
from handouts.reading.nodes import Text

ONE, TWO = "CCCC-2222", "DDDD-3333"
HELD = ("en-GB", "GB", "harbour")


def record(*approvals: Approval, code: str = ONE, turn: int = 1, withdrawn: str = "") -> Record:
    gone = Withdrawal(on=TODAY, why=Text(withdrawn)) if withdrawn else None
    given = approvals or (an_approval(),)
    return Record(code=Text(code), turn=turn, author=Text(AUTHOR), approvals=given, withdrawn=gone)


def files(found: Record) -> dict[str, str]:
    folder = f"content/sun/approved/{found.code}"
    return {
        f"{folder}/handout.yaml": a_handout(),
        f"{folder}/record.yaml": write_yaml(encode(found)),
    }


def frozen(workspace: MakeWorkspace, found: Record) -> Frozen:
    handout = loaded(workspace({"content/sun/handout.yaml": a_handout()}))
    return Frozen(handout, {}, "", found)


@pytest.mark.parametrize(
    ("scope", "holds"),
    [
        ({}, True),
        ({"countries": ("GB", "IE")}, True),
        ({"countries": ("IE",)}, False),
        ({"brands": ("harbour",)}, True),
        ({"brands": ("north",)}, False),
        ({"languages": ("en-GB",)}, True),
        ({"languages": ("cy",)}, False),
        ({"countries": ("GB",), "brands": ("north",)}, False),
    ],
)
def test_an_approval_holds_for_what_it_names_alone(
    scope: dict[str, tuple[str, ...]], holds: bool
) -> None:
    approval = an_approval(**scope)  # type: ignore[arg-type]
    assert (record(approval).holding(*HELD, ()) is not None) is holds


def test_an_approval_for_a_country_does_not_hold_where_none_is_known() -> None:
    assert record(an_approval(countries=("GB",))).holding("en-GB", "", "harbour", ()) is None


@pytest.mark.parametrize("name", [AUTHOR, AUTHOR.upper(), f" {AUTHOR.replace(' ', '  ')} "])
def test_the_authors_own_approval_does_not_count(name: str) -> None:
    assert same_name(name, AUTHOR)
    assert record(an_approval(by=name)).holding(*HELD, ()) is None
    assert list(record(an_approval(by=name)).anywhere("en-GB", ())) == []


def test_each_role_that_is_asked_for_must_have_approved() -> None:
    lead, pharmacist = an_approval(), an_approval(by="Cy Example", role="pharmacist")
    roles = ("Clinical lead", "Pharmacist")
    assert record(lead).holding(*HELD, roles) is None
    assert record(pharmacist).holding(*HELD, roles) is None
    assert record(lead, pharmacist).holding(*HELD, roles) == lead


def test_of_roles_that_are_asked_for_the_first_review_decides() -> None:
    soon = an_approval(by="Cy Example", role="Pharmacist", review_by=TODAY + timedelta(days=9))
    for approvals in ((an_approval(), soon), (soon, an_approval())):
        found = record(*approvals).holding(*HELD, ("Clinical lead", "Pharmacist"))
        assert found == soon


def test_an_approval_in_another_role_decides_nothing_where_roles_are_asked_for() -> None:
    other = an_approval(role="Nurse", review_by=TODAY)
    assert record(an_approval(), other).holding(*HELD, ("Clinical lead",)) == an_approval()


def test_a_renewal_takes_the_place_of_what_was_given_before() -> None:
    old = an_approval(review_by=TODAY)
    assert record(old, an_approval()).holding(*HELD, ()) == an_approval()
    assert record(old, an_approval()).holding(*HELD, ("Clinical lead",)) == an_approval()


def test_what_holds_for_one_brand_alone_is_found_anywhere() -> None:
    approval = an_approval(countries=("IE",), brands=("north",))
    assert set(record(approval).anywhere("en-GB", ())) == {approval}


def test_approvals_for_different_brands_do_not_add_up() -> None:
    lead = an_approval(brands=("harbour",))
    pharmacist = an_approval(by="Cy Example", role="Pharmacist", brands=("north",))
    found = record(lead, pharmacist).anywhere("en-GB", ("Clinical lead", "Pharmacist"))
    assert list(found) == []


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2027, 11, 22), "approved"),
        (date(2027, 11, 23), "overdue"),
        (date(2027, 12, 22), "overdue"),
        (date(2027, 12, 23), "refused"),
    ],
)
def test_a_text_is_overdue_after_its_review_and_refused_after_its_grace(
    workspace: MakeWorkspace, day: date, standing: str
) -> None:
    text = frozen(workspace, record(an_approval(review_by=date(2027, 11, 22))))
    found = current([text], "GB", "harbour", (), day, 30)
    assert found is not None
    assert found[2] == standing


def test_a_withdrawn_text_is_refused_and_no_older_one_takes_its_place(
    workspace: MakeWorkspace,
) -> None:
    old = frozen(workspace, record())
    gone = frozen(workspace, record(code=TWO, turn=2, withdrawn="It is wrong."))
    assert current([gone, old], "GB", "harbour", (), TODAY, 30) == (gone, an_approval(), "refused")


def test_a_newer_text_for_one_brand_leaves_the_older_one_to_the_others(
    workspace: MakeWorkspace,
) -> None:
    old = frozen(workspace, record())
    new = frozen(workspace, record(an_approval(brands=("north",)), code=TWO, turn=2))
    for brand, text in (("north", new), ("harbour", old)):
        found = current([new, old], "GB", brand, (), TODAY, 30)
        assert found is not None
        assert found[0] is text


def test_texts_come_in_the_order_of_their_turns(workspace: MakeWorkspace) -> None:
    made = workspace({**files(record(code=TWO, turn=1)), **files(record(code=ONE, turn=2))})
    problems = Problems()
    assert [text.code for text in load_texts(made, "sun", problems)] == [ONE, TWO]
    assert len(problems) == 0


def test_a_record_reads_back_equal(workspace: MakeWorkspace) -> None:
    found = record(
        an_approval(countries=("GB",), brands=("harbour",)), withdrawn="A reason: with a colon."
    )
    problems = Problems()
    text = load_frozen(workspace(files(found)), f"content/sun/approved/{ONE}", ONE, problems)
    assert text is not None
    assert text.record == found


def test_a_record_of_another_text_is_told(workspace: MakeWorkspace) -> None:
    made = workspace(files(record()))
    (made.root / f"content/sun/approved/{ONE}").rename(made.root / f"content/sun/approved/{TWO}")
    problems = Problems()
    assert load_texts(made, "sun", problems) == []
    assert [d.message for d in problems] == [f"the record of '{TWO}' names '{ONE}'"]


@pytest.mark.parametrize("missing", ["handout.yaml", "record.yaml"])
def test_a_text_that_is_not_whole_is_told_at_its_folder(
    workspace: MakeWorkspace, missing: str
) -> None:
    made = workspace(files(record()))
    (made.root / f"content/sun/approved/{ONE}/{missing}").unlink()
    problems = Problems()
    assert load_texts(made, "sun", problems) == []
    assert [d.place.file for d in problems] == [f"content/sun/approved/{ONE}/{missing}"]


def test_what_is_no_text_is_told_and_left_alone(workspace: MakeWorkspace) -> None:
    problems = Problems()
    made = workspace({"content/sun/approved/notes.txt": "x"})
    assert load_texts(made, "sun", problems) == []
    assert [(d.severity, d.place.file) for d in problems] == [
        ("warning", "content/sun/approved/notes.txt")
    ]
