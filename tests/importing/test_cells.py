"""What is read from cells: headings, phones, addresses, hours, and what spreadsheets do to them."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import MakeWorkspace
from workbooks import FILES, HEAD, LEEDS, an_xlsx, files, imported, planned, told

from handouts.diagnostics import HandoutsError
from handouts.importing import ClinicPlan, plan_clinics, write_clinics
from handouts.importing.naming import plain_words, slug
from handouts.importing.sheets.columns import known_names
from handouts.importing.sheets.phones import digits, numbers_in, shown_as, with_zero
from handouts.importing.sheets.table import column_name
from handouts.workspace import Workspace


@pytest.fixture
def tide(workspace: MakeWorkspace) -> Workspace:
    return workspace(FILES)


def from_xlsx(workspace: Workspace, *rows: list[Any]) -> ClinicPlan:
    return plan_clinics(workspace, "tide", an_xlsx(rows), "s.xlsx")


def details(plan: ClinicPlan, row: int = 0) -> dict[str, object]:
    return {change.key: change.after for change in plan.rows[row].changes}


@pytest.mark.parametrize(
    "head",
    [
        ["Clinic name", "Telephone number", "Full address", "Opening hours", "Website"],
        ["CLINIC", "Tel. (main)", "Address*", "Opening Times:", "Web-site"],
        ["Name der Praxis", "Rufnummer", "Anschrift", "Öffnungszeiten", "Webseite"],
        ["Nom du cabinet", "Téléphone", "Adresse", "Heures d’ouverture", "Site web"],
        ["Nombre", "Teléfono", "Dirección", "Horario", "Página web"],
        ["Nazwa", "Nr telefonu", "Adres", "Godziny otwarcia", "Strona internetowa"],
    ],
)
def test_columns_are_known_by_what_people_call_them(tide: Workspace, head: list[str]) -> None:
    row = ["Tide Skin Leeds", "0113 496 0001", "3 Mill Lane, Leeds", "9 to 5", "https://t.example"]
    plan = planned(tide, row, head=head)
    assert details(plan) == {
        "name": "Tide Skin Leeds",
        "phone": "0113 496 0001",
        "address": ["3 Mill Lane", "Leeds"],
        "hours": ["9 to 5"],
        "website": "https://t.example",
    }


def test_no_name_of_a_column_means_two_things() -> None:
    assert len(known_names()) > 250
    assert all(name == plain_words(name) for name in known_names())


def test_columns_that_are_not_read_are_told_with_the_reason(tide: Workspace) -> None:
    plan = planned(tide, [*LEEDS, "A. Person", "0"], head=[*HEAD, "Manager", "Telephone"])
    assert [(one.letter, one.field) for one in plan.columns if not one.field] == [
        ("F", ""),
        ("G", ""),
    ]
    assert told(plan, "info")[-2:] == [
        "F1: the column 'Manager' is not read: it is none of a clinic's details",
        "G1: the column 'Telephone' is not read: column B holds the same: 'Phone'",
    ]


def test_a_misspelt_heading_is_taken_and_told(tide: Workspace) -> None:
    plan = planned(tide, ["A", "0113 496 0001"], head=["Name", "Telephone numbr"])
    assert details(plan)["phone"] == "0113 496 0001"
    assert told(plan, "warning") == ["B1: 'Telephone numbr' is taken for 'telephone number'"]


def test_the_head_is_found_below_titles_and_may_have_two_rows(tide: Workspace) -> None:
    rows: list[list[Any]] = [
        ["Our clinics"],
        [],
        ["Name", "Address", None, None, "Phone", "Web"],
        [None, "Street", "Town", "Postcode", None, None],
        ["Tide Skin Leeds", "3 Mill Lane", "Leeds", "LS1 4AP", "0113 496 0001", None],
    ]
    plan = from_xlsx(tide, *rows)
    assert plan.head == 4
    assert details(plan)["address"] == ["3 Mill Lane", "Leeds LS1 4AP"]


def test_without_a_head_or_a_column_of_names_the_sheet_is_refused(tide: Workspace) -> None:
    with pytest.raises(HandoutsError, match="no row of the first 15 names the columns"):
        planned(tide, ["x"], head=["Bristol", "0117 496 0000"])
    with pytest.raises(
        HandoutsError, match=r"s\.csv:1:1: error: no column holds the clinics' names"
    ):
        planned(tide, ["x"], head=["Phone", "Address"])


@pytest.mark.parametrize(
    ("number", "country", "phone"),
    [
        (1134960001, "GB", "0113 496 0001"),
        (441134960001, "GB", "0113 496 0001"),
        (3514960002, "DE", "0351 4960002"),
        (142685300, "FR", "01 42 68 53 00"),
        (293744000, "AU", "(02) 9374 4000"),
        ("1134960001", "GB", "0113 496 0001"),
        ("2125550100", "US", "2125550100"),
        (912345678, "ES", "912 34 56 78"),
    ],
)
def test_the_zero_of_a_phone_is_put_back_and_told_at_its_cell(
    tide: Workspace, number: int | str, country: str, phone: str
) -> None:
    plan = from_xlsx(tide, ["Name", "Phone", "Country"], ["A", number, country])
    assert details(plan)["phone"] == phone
    if country not in ("US", "ES"):
        assert told(plan, "warning") == [f"B2: the 0 was put back: {phone}; the sheet has {number}"]


def test_a_phone_kept_as_a_number_of_no_country_is_an_error(workspace: MakeWorkspace) -> None:
    tide = workspace({"brands/tide/_brand.yml": "meta: {name: Tide}\n"})
    plan = from_xlsx(tide, ["Name", "Phone", "Address"], ["A", 1134960001, "1 Mill Lane"])
    assert told(plan, "error")[0].startswith("B2: the phone 1134960001 is kept as a number")
    plan = from_xlsx(tide, ["Name", "Phone", "Address"], ["A", 1134960001, "Leeds LS1 4AP"])
    assert details(plan)["phone"] == "0113 496 0001"


def test_zeros_that_the_sheet_shows_are_kept(tide: Workspace) -> None:
    assert shown_as("1134960001", "00000000000") == "01134960001"
    assert shown_as("1134960001", '0000" "000" "0000') == "0113 496 0001"
    assert shown_as("1134960001", "General") == shown_as("1134960001", "#,##0") == "1134960001"


@pytest.mark.parametrize(
    ("cell", "fact"),
    [
        (datetime(2020, 7, 9), "the spreadsheet made a date of the phone number"),
        ("1.17E+09", "the sheet shortened the phone number to 1.17E+09"),
        ("#REF!", "the sheet has an error here: #REF!"),
        (1234567890123456, "1234567890123456 is too long for a phone number"),
        ("not known yet", "'phone' must be a phone number: digits, spaces, + ( ) and hyphens, not"),
        ("020 7946 0000 x", "'phone' must be a phone number: digits, spaces, + ( ) and hyphens,"),
    ],
)
def test_what_is_no_phone_is_an_error_at_its_cell(tide: Workspace, cell: object, fact: str) -> None:
    plan = from_xlsx(tide, ["Name", "Phone"], ["A", cell])
    [problem] = [one for one in plan.problems if one.severity == "error"]
    assert problem.message.startswith(f"B2: {fact}")
    assert (problem.place.file, problem.place.line, problem.place.column) == ("s.xlsx", 2, 2)


def test_all_that_is_wrong_is_told_at_once(tide: Workspace) -> None:
    rows = [["A", "x y", "nobody", "Narnia"], ["", "0113 496 0001", "a@t.example", "GB"]]
    plan = planned(tide, *rows, head=["Name", "Phone", "Email", "Country"])
    assert [fact[:3] for fact in told(plan, "error")] == ["B2:", "C2:", "D2:", "A3:"]


def test_several_numbers_and_extensions_stand_among_the_contacts_and_are_told(
    tide: Workspace,
) -> None:
    plan = planned(
        tide,
        ["A", "(020) 7946 0000 / 0001 ext. 12"],
        ["B", "020 7946 0000 ext 5"],
        ["C", "Reception: 020 7946 0000; The nurse: 020 7946 0002 (weekdays, 2pm to 4pm)"],
        head=["Name", "Phone"],
    )
    assert [details(plan, row)["phone"] for row in range(3)] == [
        "(020) 7946 0000",
        "020 7946 0000",
        "020 7946 0000",
    ]
    assert [details(plan, row)["contacts"] for row in range(3)] == [
        [{"who": "Another number", "phone": "(020) 7946 0001", "extension": "12"}],
        [{"who": "The clinic", "phone": "020 7946 0000", "extension": "5"}],
        [{"who": "The nurse", "phone": "020 7946 0002", "hours": "weekdays, 2pm to 4pm"}],
    ]
    assert [fact[:3] for fact in told(plan, "warning")] == ["B2:", "B3:", "B4:"]
    write_clinics(tide, plan)
    assert 'extension: "5"' in files(tide)["b.yml"]


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("0711 / 2 34 56-0", ["0711 2 34 56-0"]),
        ("Tel: 0117.496.0000", ["0117 496 0000"]),
        ("020 7946 0000 or 020 7946 0001", ["020 7946 0000", "020 7946 0001"]),
        ("020 7946 0000\n020 7946 0001", ["020 7946 0000", "020 7946 0001"]),
        ("+44 (0)117 496 0000", ["+44 (0)117 496 0000"]),
        ("NHS 111", ["111"]),
        ("9am to 5pm", []),
        ("nobody", []),
    ],
)
def test_numbers_are_parted_and_slashes_of_german_ones_are_not(
    text: str, phones: list[str]
) -> None:
    assert [number.phone for number in numbers_in(text)] == phones


@given(st.text(max_size=60))
def test_no_text_makes_the_reading_of_numbers_fail(text: str) -> None:
    for number in numbers_in(text):
        assert digits(number.phone)


@given(st.text(max_size=40))
def test_ids_are_ascii_and_short_whatever_a_clinic_is_called(name: str) -> None:
    made = slug(name, "Tide")
    assert made.isascii() and len(made) <= 60 and made == made.strip("-").lower()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Tide Skin Łódź", "lodz"),
        ("Hautpraxis Müller & Söhne", "hautpraxis-mueller-and-soehne"),
        ("Tide Skin", "tide-skin"),
        ("Tide Skin & Sons", "tide-skin-and-sons"),
        ("St John’s Ærø", "st-johns-aero"),
    ],
)
def test_ids_have_no_brand_before_them(name: str, made: str) -> None:
    assert slug(name, "Tide Skin") == made


def test_towns_stand_where_their_country_puts_them(tide: Workspace) -> None:
    head = ["Name", "Street", "Postcode", "Town", "Country"]
    rows: list[list[Any]] = [
        ["A", "1 Way", "BA1 1AA", "Bath", "UK"],
        ["B", "Weg 1", 1067, "Dresden", "Deutschland"],
    ]
    plan = from_xlsx(tide, head, *rows)
    assert details(plan, 0)["address"] == ["1 Way", "Bath BA1 1AA"]
    assert details(plan, 1)["address"] == ["Weg 1", "01067 Dresden"]
    assert (details(plan, 0)["country"], details(plan, 1)["country"]) == ("GB", "DE")


def test_hours_may_have_a_column_for_each_day(tide: Workspace) -> None:
    head = ["Name", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    row = ["A", "9 to 5", "9 to 5", "9 to 5", "9 to 7", "9 to 5", "closed", "closed"]
    assert details(planned(tide, row, head=head))["hours"] == [
        "Monday to Wednesday, 9 to 5",
        "Thursday, 9 to 7",
        "Friday, 9 to 5",
        "Saturday and Sunday, closed",
    ]
    german = planned(tide, ["A", "8-12", "8-12"], head=["Name", "Montag", "Dienstag"])
    assert details(german)["hours"] == ["Montag–Dienstag, 8-12"]


def test_a_date_that_a_spreadsheet_made_of_hours_is_an_error(tide: Workspace) -> None:
    plan = from_xlsx(tide, ["Name", "Hours"], ["A", datetime(2026, 5, 9)], ["B", time(8, 30)])
    assert told(plan, "error")[0].startswith("B2: the spreadsheet made the date 09/05/2026")
    assert told(plan, "warning") == ["B3: this is a time of day alone: 08:30"]


@pytest.mark.parametrize("nothing", ["", "-", "n/a", "tbc", "TBA", "None", "?", " \u00a0"])
def test_a_word_for_nothing_is_nothing(tide: Workspace, nothing: str) -> None:
    plan = planned(tide, ["A", "0113 496 0001", nothing], head=["Name", "Phone", "Email"])
    assert "email" not in details(plan) and not plan.failed


def test_web_addresses_get_https_and_it_is_told(tide: Workspace) -> None:
    head = ["Name", "Web", "Booking"]
    plan = planned(tide, ["A", "www.t.example/a", "http://t.example/b"], head=head)
    assert details(plan)["website"] == "https://www.t.example/a"
    assert details(plan)["booking_url"] == "https://t.example/b"
    assert [fact[:3] for fact in told(plan, "warning")] == ["B2:", "C2:"]


def test_who_answers_out_of_hours_stands_with_its_number(tide: Workspace) -> None:
    both = planned(
        tide, ["A", "The duty nurse", "020 7946 0009"], head=["Name", "OOH", "OOH phone"]
    )
    assert details(both)["out_of_hours"] == {"who": "The duty nurse", "phone": "020 7946 0009"}
    one = planned(tide, ["A", "NHS 111"], head=["Name", "Out of hours"])
    assert details(one)["out_of_hours"] == {"who": "NHS 111", "phone": "111"}
    none = planned(tide, ["A", "ask us"], head=["Name", "Out of hours"])
    assert told(none, "error")[0].startswith("B2: 'ask us' has no number")


def test_treatments_that_are_no_handouts_are_told_and_left_out(workspace: MakeWorkspace) -> None:
    tide = workspace({**FILES, "content/laser-hair/handout.yaml": ""})
    plan = planned(tide, ["A", "Laser hair, Tattoos"], head=["Name", "Treatments"])
    assert details(plan)["offers"] == ["laser-hair"]
    assert told(plan, "warning") == ["B2: 'Tattoos' is no handout here, and left out"]


def test_notes_and_heads_between_the_rows_are_no_clinics_and_told(tide: Workspace) -> None:
    plan = planned(tide, LEEDS, ["Updated by Jane, March 2026"], HEAD, [])
    assert len(plan.rows) == 1
    assert told(plan, "info")[-2:] == [
        "A3: row 3 is taken for a note, and not read: 'Updated by Jane, March 2026'",
        "A4: row 4 names the columns again",
    ]


def test_a_formula_in_a_csv_is_a_text_like_any_other(tide: Workspace) -> None:
    made = imported(tide, ["=cmd|' /C calc'!A0", "0113 496 0001", "", "", ""])
    [(_, text)] = made.items()
    assert "name: =cmd|' /C calc'!A0\n" in text


def test_an_unknown_country_is_an_error_that_names_those_that_are_known(tide: Workspace) -> None:
    plan = planned(tide, ["A", "Narnia"], head=["Name", "Country"])
    [problem] = [one for one in plan.problems if one.severity == "error"]
    assert problem.message == "B2: the country 'NARNIA' is not known"
    assert "GB" in problem.hint


def test_columns_are_named_as_spreadsheets_name_them() -> None:
    assert [column_name(n) for n in (1, 26, 27, 702, 703, 16384)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]


def test_a_number_that_no_plan_knows_is_left_as_it_is() -> None:
    assert with_zero("11", "GB") == "11"
    assert with_zero("99999999999999999", "GB") == "99999999999999999"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.text(max_size=20), st.integers(), st.booleans())),
        max_size=4,
    )
)
def test_no_cells_make_an_import_fail_otherwise_than_by_its_problems(
    tide: Workspace, rows: list[list[object]]
) -> None:
    texts = [[str(cell or "") for cell in row] for row in rows]
    with suppress(HandoutsError):  # such as for a NUL in it
        assert planned(tide, *texts).head == 1
