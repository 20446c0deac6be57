"""What a second import does: the rules of the three ways, each by its own name."""

from __future__ import annotations

import pytest
from samples import MakeWorkspace
from workbooks import (
    BRAND,
    FILES,
    HEAD,
    LEEDS,
    NORTH,
    YORK,
    a_csv,
    an_xlsx,
    changes,
    everything,
    files,
    imported,
    planned,
    told,
)

from handouts.diagnostics import HandoutsError
from handouts.importing import export_clinics, plan_clinics, write_clinics
from handouts.workspace import Workspace


@pytest.fixture
def tide(workspace: MakeWorkspace) -> Workspace:
    """A brand whose three clinics were imported."""
    made = workspace(FILES)
    imported(made, LEEDS, NORTH, YORK)
    return made


def test_ids_come_from_names_without_the_brands_and_are_unique(tide: Workspace) -> None:
    assert sorted(files(tide)) == ["leeds-ls82xx.yml", "leeds.yml", "york.yml"]


def test_of_a_brand_with_a_longer_name_the_id_is_taken_from_names_too(
    workspace: MakeWorkspace,
) -> None:
    brand = "meta: {name: {short: Tide, full: Tide Dermatology}}\n"
    tide = workspace({"brands/tide/_brand.yml": brand})
    plan = planned(tide, ["Tide Hove", "1 Way"], ["Tidewater", "2 Way"], head=["Name", "Address"])
    assert [row.clinic for row in plan.rows] == ["hove", "tidewater"]


def test_forty_clinics_imported_twice_differ_in_no_byte(workspace: MakeWorkspace) -> None:
    tide = workspace(FILES)
    rows = [
        [f"Tide Skin Town {n}", f"0113 496 {n:04}", f"t{n}@t.example", f"{n} Mill Lane, Leeds", "9"]
        for n in range(40)
    ]
    assert len(imported(tide, *rows)) == 40
    once = everything(tide)
    plan = planned(tide, *rows)
    assert plan.count("same") == 40 and plan.edits == ()
    write_clinics(tide, plan)
    assert everything(tide) == once


def test_sorted_rows_are_the_same_clinics_also_two_of_one_name(tide: Workspace) -> None:
    assert planned(tide, YORK, NORTH, LEEDS).count("same") == 3


def test_columns_in_another_order_and_wording_are_the_same_clinics(tide: Workspace) -> None:
    head = ["E-mail", "Opening times", "Clinic", "Full address", "Telephone no."]
    row = [LEEDS[2], LEEDS[4], LEEDS[0], LEEDS[3], LEEDS[1]]
    plan = planned(tide, row, head=head)
    assert plan.count("same") == 1
    assert plan.gone == ("leeds-ls82xx", "york")


def test_rows_that_are_gone_are_told_and_their_clinics_stay(tide: Workspace) -> None:
    before = files(tide)
    plan = planned(tide, LEEDS)
    write_clinics(tide, plan)
    assert plan.gone == ("leeds-ls82xx", "york")
    assert files(tide) == before


def test_one_changed_cell_is_one_changed_line_and_what_is_by_hand_stays(tide: Workspace) -> None:
    path = tide.root / "brands/tide/clinics/leeds.yml"
    hand = "# the till is downstairs\nbooking_url: https://t.example/book   # by hand\n"
    before = path.read_text("utf-8") + hand
    path.write_text(before, "utf-8")
    imported(tide, [LEEDS[0], "0113 496 7777", *LEEDS[2:]], NORTH, YORK)
    pairs = zip(before.splitlines(), path.read_text("utf-8").splitlines(), strict=True)
    assert [pair for pair in pairs if pair[0] != pair[1]] == [
        ("phone: 0113 496 0001", "phone: 0113 496 7777")
    ]


def test_what_changed_by_hand_alone_stays_and_is_shown(tide: Workspace) -> None:
    path = tide.root / "brands/tide/clinics/leeds.yml"
    path.write_text(path.read_text("utf-8").replace("l@t", "desk@t"), "utf-8")
    plan = planned(tide, LEEDS, NORTH, YORK)
    assert changes(plan) == [("leeds", "email", "keep")]
    assert plan.edits == () and told(plan, "warning") == []
    write_clinics(tide, plan)
    assert changes(planned(tide, LEEDS, NORTH, YORK)) == [("leeds", "email", "keep")]


def test_what_changed_in_both_stays_and_is_told_until_it_is_settled(tide: Workspace) -> None:
    path = tide.root / "brands/tide/clinics/leeds.yml"
    hand = path.read_text("utf-8").replace("l@t", "desk@t")
    path.write_text(hand, "utf-8")
    new = [*LEEDS[:2], "new@t.example", *LEEDS[3:]]
    for _ in range(2):
        plan = planned(tide, new, NORTH, YORK)
        assert changes(plan) == [("leeds", "email", "settle")]
        assert told(plan, "warning") == [
            "C2: 'leeds' says something else of 'email', and stays as it is"
        ]
        write_clinics(tide, plan)
        assert path.read_text("utf-8") == hand
    settled = [*LEEDS[:2], "desk@t.example", *LEEDS[3:]]
    write_clinics(tide, planned(tide, settled, NORTH, YORK))
    after = planned(tide, new, NORTH, YORK)
    assert changes(after) == [("leeds", "email", "take")]


def test_an_empty_cell_takes_nothing_away(tide: Workspace) -> None:
    before = files(tide)
    assert imported(tide, [*LEEDS[:4], ""], NORTH, YORK) == before


def test_a_list_is_changed_where_it_differs(tide: Workspace) -> None:
    made = imported(tide, [*LEEDS[:4], "10 to 6; Saturday, 10 to 1"], NORTH, YORK)
    assert "hours:\n  - 10 to 6\n  - Saturday, 10 to 1\n" in made["leeds.yml"]


@pytest.mark.parametrize("left", ["phone:\n", ""])
def test_a_detail_taken_away_by_hand_does_not_come_back(tide: Workspace, left: str) -> None:
    path = tide.root / "brands/tide/clinics/york.yml"
    hand = path.read_text("utf-8").replace("phone: 01904 960000\n", left)
    path.write_text(hand, "utf-8")
    plan = planned(tide, LEEDS, NORTH, YORK)
    assert changes(plan) == [("york", "phone", "keep")]
    write_clinics(tide, plan)
    assert path.read_text("utf-8") == hand


def test_a_clinic_written_by_hand_is_not_written_over_by_a_first_import(
    workspace: MakeWorkspace,
) -> None:
    york = "name: Tide Skin York\nphone: 01904 961111\n# opened in May\n"
    tide = workspace({**FILES, "brands/tide/clinics/york.yml": york})
    plan = planned(tide, YORK)
    assert changes(plan) == [("york", "address", "take"), ("york", "phone", "settle")]
    write_clinics(tide, plan)
    text = files(tide)["york.yml"]
    assert set(york.splitlines()) < set(text.splitlines())
    assert "1 Gate" in text and "York YO1 7AA" in text


def test_a_first_import_takes_a_phone_that_is_only_written_in_another_way_as_the_same(
    workspace: MakeWorkspace,
) -> None:
    york = "name: Tide Skin YORK\nphone: 01904 96 00 00\naddress: 1 Gate, York YO1 7AA\n"
    tide = workspace({**FILES, "brands/tide/clinics/york.yml": york})
    assert changes(planned(tide, YORK)) == []


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["Tide Skin Ouse", "(01904) 96-0000", "", "2 New Road, Selby YO8 4AA", ""], "phone"),
        (["Tide Skin Ouse", "01904 111 111", "", "1 The Gate, York, YO17AA", ""], "postcode"),
    ],
)
def test_a_renamed_clinic_is_proposed_by_its_phone_or_postcode(
    tide: Workspace, row: list[str], why: str
) -> None:
    plan = planned(tide, LEEDS, NORTH, row)
    assert [(one.row, one.clinic, one.why) for one in plan.proposals] == [
        (4, "york", f"they have the same {why}")
    ]
    assert plan.failed and plan.gone == ()
    [fact] = told(plan, "error")
    assert fact.startswith("A4: 'Tide Skin Ouse' is new, and 'york' is not in the sheet")
    data = a_csv([HEAD, LEEDS, NORTH, row])
    yes = plan_clinics(tide, "tide", data, "s.csv", answer=lambda row: True)
    assert ("york", "name", "take") in changes(yes)
    no = plan_clinics(tide, "tide", data, "s.csv", answer=lambda row: False)
    assert (no.gone, no.rows[2].clinic, no.rows[2].state) == (("york",), "ouse", "new")


def test_a_renamed_clinic_with_its_id_in_the_sheet_is_that_clinic(tide: Workspace) -> None:
    plan = planned(tide, ["york", "Tide Skin Ouse"], head=["Clinic ID", "Name"])
    assert changes(plan) == [("york", "name", "take")]


def test_an_id_that_stands_twice_is_an_error(tide: Workspace) -> None:
    plan = planned(tide, ["york", "A"], ["york", "B"], head=["Clinic ID", "Name"])
    assert told(plan, "error") == ["B3: the id 'york' stands here again, as in row 2"]


def test_a_row_that_stands_twice_is_an_error(workspace: MakeWorkspace) -> None:
    plan = planned(workspace(FILES), YORK, YORK)
    assert told(plan, "error") == ["A3: 'Tide Skin York' stands here again, as in row 2"]


def test_nothing_is_written_while_one_cell_is_wrong(tide: Workspace) -> None:
    before = everything(tide)
    plan = planned(
        tide, [*LEEDS[:1], "0113 496 7777", *LEEDS[2:]], ["B", "not known yet", "", "", ""]
    )
    assert plan.failed and plan.count("changed") == 1
    with pytest.raises(HandoutsError, match="B3: 'phone' must be a phone number"):
        write_clinics(tide, plan)
    assert everything(tide) == before


def test_a_file_that_changed_since_it_was_read_is_not_written_over(tide: Workspace) -> None:
    plan = planned(
        tide, [*LEEDS[:1], "0113 496 7777", *LEEDS[2:]], [*YORK[:1], "01904 1", *YORK[2:]]
    )
    path = tide.root / "brands/tide/clinics/york.yml"
    path.write_text("name: Another\n", "utf-8")
    before = everything(tide)
    with pytest.raises(HandoutsError, match="changed in the meantime"):
        write_clinics(tide, plan)
    assert everything(tide) == before


def test_a_clinic_whose_file_was_deleted_is_new_again(tide: Workspace) -> None:
    (tide.root / "brands/tide/clinics/york.yml").unlink()
    plan = planned(tide, LEEDS, NORTH, YORK)
    assert [row.state for row in plan.rows] == ["same", "same", "new"]
    write_clinics(tide, plan)
    assert "01904 960000" in files(tide)["york.yml"]


def test_a_brand_that_is_its_one_clinic_keeps_it_when_a_second_comes(
    workspace: MakeWorkspace,
) -> None:
    own = "meta: {name: Tide Skin}\ndefaults: {handouts: {country: GB, phone: 0117 496 0000}}\n"
    tide = workspace({"brands/tide/_brand.yml": own})
    sheet = export_clinics(tide, "tide", ".csv")
    plan = plan_clinics(tide, "tide", sheet, "s.csv")
    assert ([row.clinic for row in plan.rows], plan.edits) == (["tide"], ())
    assert imported(tide, ["Tide Skin", "", "", "", ""], YORK).keys() == {"tide.yml", "york.yml"}


def test_a_brand_that_is_a_clinic_and_is_not_in_the_sheet_is_told_of(
    workspace: MakeWorkspace,
) -> None:
    own = "meta: {name: Tide}\ndefaults: {handouts: {country: GB, phone: 0117 496 0000}}\n"
    plan = planned(workspace({"brands/tide/_brand.yml": own}), YORK)
    assert any("no clinic any more" in fact for fact in told(plan, "warning"))


def test_a_damaged_record_is_told_and_nothing_is_changed(tide: Workspace) -> None:
    (tide.root / "brands/tide/.clinics-import.json").write_text("{", "utf-8")
    with pytest.raises(HandoutsError, match="record of the last import is damaged"):
        planned(tide, LEEDS)


def test_a_file_that_cannot_be_edited_is_an_error_at_the_file(workspace: MakeWorkspace) -> None:
    york = "? name\n: Tide Skin York\n"
    tide = workspace({**FILES, "brands/tide/clinics/york.yml": york})
    plan = planned(tide, YORK)
    [problem] = [one for one in plan.problems if one.severity == "error"]
    assert problem.place.file == "brands/tide/clinics/york.yml"
    assert plan.failed and plan.edits == ()


def test_words_of_a_clinics_own_are_merged_word_by_word(workspace: MakeWorkspace) -> None:
    york = "name: Tide Skin York\nwords:\n  parking: Two.   # paid\n"
    tide = workspace({**FILES, "brands/tide/clinics/york.yml": york})
    head = ["Name", "How to find us", "Complaints"]
    made = imported(tide, ["Tide Skin York", "Bus 7.", "Ask."], head=head)
    assert made["york.yml"] == f"{york}  how_to_come: Bus 7.\n  complaints: Ask.\n"


def test_a_brand_that_is_not_there_is_wrong_use(tide: Workspace) -> None:
    with pytest.raises(HandoutsError, match="there is no brand 'tidal'; did you mean 'tide'"):
        planned(tide, LEEDS, brand="tidal")


def test_a_workbook_and_a_csv_of_the_same_rows_are_the_same_clinics(tide: Workspace) -> None:
    plan = plan_clinics(tide, "tide", an_xlsx([HEAD, LEEDS, NORTH, YORK]), "s.xlsx")
    assert plan.count("same") == 3
    assert BRAND in everything(tide)[tide.root / "brands/tide/_brand.yml"].decode()
