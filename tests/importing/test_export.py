"""What is given back as a sheet, and what comes of it when it is brought in again."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from samples import MakeWorkspace, a_workspace
from workbooks import FILES, LEEDS, NORTH, YORK, changes, everything, files, imported, told

from handouts.importing import export_clinics, plan_clinics, remember_export, write_clinics
from handouts.reading import write_yaml
from handouts.workspace import Workspace


@pytest.fixture
def tide(workspace: MakeWorkspace) -> Workspace:
    """A brand whose three clinics were imported."""
    made = workspace(FILES)
    imported(made, LEEDS, NORTH, YORK)
    return made


@pytest.mark.parametrize("kind", [".csv", ".xlsx"])
def test_an_export_brought_back_changes_nothing(tide: Workspace, kind: str) -> None:
    once = everything(tide)
    plan = plan_clinics(tide, "tide", export_clinics(tide, "tide", kind), f"s{kind}")
    assert (plan.count("same"), plan.edits, plan.gone) == (3, (), ())
    assert changes(plan) == [] and told(plan, "error") == told(plan, "warning") == []
    assert everything(tide) == once


def test_what_is_changed_in_an_export_is_taken_also_of_clinics_never_imported(
    workspace: MakeWorkspace,
) -> None:
    york = "name: Tide Skin York\nphone: 01904 960000   # new since May\n"
    tide = workspace({**FILES, "brands/tide/clinics/york.yml": york})
    sheet = export_clinics(tide, "tide", ".csv").replace(b"01904 960000", b"01904 960009")
    assert changes(plan_clinics(tide, "tide", sheet, "s.csv")) == [("york", "phone", "settle")]
    assert remember_export(tide, "tide") == ""
    plan = plan_clinics(tide, "tide", sheet, "s.csv")
    assert changes(plan) == [("york", "phone", "take")]
    write_clinics(tide, plan)
    assert files(tide)["york.yml"] == york.replace("0000", "0009")


def test_what_a_clinic_says_by_language_stays_in_its_file(workspace: MakeWorkspace) -> None:
    """A sheet holds what comes first; a change of it is told, and takes no language away."""
    york = (
        "name: Tide Skin York\nphone: 01904 960000\nhours: {en: 9 to 5, ar: ٩ إلى ٥}\n"
        "out_of_hours: {who: {en: The nurse, ar: الممرضة}, phone: 01904 960001}\n"
        "words: {parking: {en: Behind us., pl: Za domem.}}\n"
    )
    tide = workspace({**FILES, "brands/tide/clinics/york.yml": york})
    sheet = export_clinics(tide, "tide", ".csv")
    assert all(words in sheet.decode() for words in ("9 to 5", "The nurse", "Behind us."))
    assert changes(plan_clinics(tide, "tide", sheet, "s.csv")) == []
    assert remember_export(tide, "tide") == ""
    changed = sheet.replace(b"9 to 5", b"9 to 6")
    plan = plan_clinics(tide, "tide", changed, "s.csv")
    assert changes(plan) == [("york", "hours", "settle")]
    write_clinics(tide, plan)
    assert files(tide)["york.yml"] == york


def test_what_was_changed_by_hand_after_an_export_stays(tide: Workspace) -> None:
    remember_export(tide, "tide")
    sheet = export_clinics(tide, "tide", ".csv")
    path = tide.root / "brands/tide/clinics/york.yml"
    path.write_text(path.read_text("utf-8").replace("960000", "961111"), "utf-8")
    assert changes(plan_clinics(tide, "tide", sheet, "s.csv")) == [("york", "phone", "keep")]


def test_an_export_has_the_same_bytes_each_time(tide: Workspace) -> None:
    for kind in (".csv", ".xlsx"):
        assert export_clinics(tide, "tide", kind) == export_clinics(tide, "tide", kind)


LINE = st.text(st.sampled_from("aB9 ;,:()'=\"#@-+|&/ÄŁ"), min_size=1, max_size=12).filter(
    lambda line: any(map(str.isalnum, line))
)
PHONE = st.from_regex(r"0[0-9]{2,4} [0-9]{3} [0-9]{4}", fullmatch=True)
CONTACT = st.fixed_dictionaries(
    {"who": LINE, "phone": PHONE}, optional={"extension": st.just("12"), "hours": LINE}
)
DETAILS = st.fixed_dictionaries(
    {"name": LINE},
    optional={
        "strapline": LINE,
        "address": st.lists(LINE, min_size=1, max_size=4),
        "phone": PHONE,
        "hours": st.lists(LINE, min_size=1, max_size=4),
        "out_of_hours": st.fixed_dictionaries({"who": LINE, "phone": PHONE}),
        "contacts": st.lists(CONTACT, min_size=1, max_size=3),
        "interests": LINE,
        "words": st.fixed_dictionaries({"parking": LINE}),
    },
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@example([{"name": "''=9"}])
@given(st.lists(DETAILS, min_size=1, max_size=3))
def test_whatever_clinics_say_an_export_brought_back_changes_none_of_them(
    tmp_path_factory: pytest.TempPathFactory, clinics: list[dict[str, object]]
) -> None:
    own = {
        f"brands/tide/clinics/c{number}.yml": write_yaml(details)
        for number, details in enumerate(clinics)
    }
    tide = a_workspace(tmp_path_factory.mktemp("tide"), {**FILES, **own})
    remember_export(tide, "tide")
    plan = plan_clinics(tide, "tide", export_clinics(tide, "tide", ".csv"), "s.csv")
    assert (changes(plan), told(plan, "error"), plan.edits) == ([], [], ())
    assert plan.count("same") == len(clinics)
