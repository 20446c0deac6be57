from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from samples import Run, a_workspace
from workbooks import FILES, HEAD, LEEDS, NORTH, YORK, a_csv, an_xlsx, files

from handouts.workspace import Workspace


@pytest.fixture
def tide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace with a brand, in which commands are typed, and a sheet of clinics beside it."""
    made = a_workspace(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    Path("clinics.xlsx").write_bytes(an_xlsx([HEAD, LEEDS, NORTH, YORK]))
    return made


def test_a_trial_run_says_what_would_change_and_writes_nothing(run: Run, tide: Workspace) -> None:
    said = run("import", "clinics.xlsx", "-b", "tide", "--dry-run")
    assert said.code == 0
    assert said.out.splitlines() == [
        "clinics.xlsx, sheet 'Sheet': row 1 names the columns",
        "  A   Name                         name",
        "  B   Tel                          phone",
        "  C   Email                        email",
        "  D   Address                      address",
        "  E   Hours                        hours",
        "row 2: new: leeds (Tide Skin Leeds)",
        "row 3: new: leeds-ls82xx (Tide Skin Leeds)",
        "row 4: new: york (Tide Skin York)",
        "3 clinics: 3 new, 0 changed, 0 as before",
    ]
    assert said.err.endswith("a trial run: nothing is written\n")
    assert not (tide.root / "brands/tide/clinics").exists()
    assert not (tide.root / "brands/tide/.clinics-import.json").exists()


def test_clinics_are_written_and_named_and_pass_check(run: Run, tide: Workspace) -> None:
    said = run("import", "clinics.xlsx", "-b", "tide")
    assert said.code == 0
    assert said.out.splitlines()[-3:] == [
        str(tide.root / f"brands/tide/clinics/{name}.yml")
        for name in ("leeds", "leeds-ls82xx", "york")
    ]
    assert said.err.endswith("next: see what is still to do: handouts check tide\n")
    assert run("check", "tide").code == 0


def test_what_stays_and_what_changes_is_shown_detail_by_detail(run: Run, tide: Workspace) -> None:
    run("import", "clinics.xlsx", "-b", "tide")
    path = tide.root / "brands/tide/clinics/leeds.yml"
    hand = path.read_text("utf-8").replace("l@t", "desk@t").replace("9 to 5", "10 to 6")
    path.write_text(hand, "utf-8")
    sheet = [HEAD, [*LEEDS[:1], "0113 496 7777", *LEEDS[2:4], "8 to 4"], NORTH]
    Path("s.csv").write_bytes(a_csv(sheet))
    said = run("import", "s.csv", "-b", "tide")
    assert said.out.splitlines()[1:-1] == [
        "row 2: leeds: phone: '0113 496 0001' -> '0113 496 7777'",
        "row 2: leeds: hours stays '10 to 6' until both say the same; the sheet says '8 to 4'",
        "row 2: leeds: email stays 'desk@t.example' by hand; the sheet says 'l@t.example'",
        "not in the sheet, and left as they are: york",
        "2 clinics: 0 new, 1 changed, 1 as before",
    ]


def test_an_error_is_told_at_its_cell_and_nothing_is_written(run: Run, tide: Workspace) -> None:
    Path("s.csv").write_bytes(a_csv([HEAD, LEEDS, ["B", "not known yet", "", "", ""]]))
    said = run("import", "s.csv", "-b", "tide")
    assert said.code == 1
    assert "s.csv:3:2: error: B3: 'phone' must be a phone number" in said.err
    assert said.err.endswith("nothing is written: mend the sheet, and import it again\n")
    assert files(tide) == {}


@pytest.mark.parametrize(
    ("answer", "code", "names"),
    [
        ("ask", 1, ["york.yml"]),
        ("yes", 0, ["york.yml"]),
        ("no", 0, ["ouse.yml", "york.yml"]),
    ],
)
def test_a_renamed_clinic_is_asked_about(
    run: Run, tide: Workspace, answer: str, code: int, names: list[str]
) -> None:
    Path("s.csv").write_bytes(a_csv([HEAD, YORK]))
    run("import", "s.csv", "-b", "tide")
    Path("s.csv").write_bytes(a_csv([HEAD, ["Tide Skin Ouse", *YORK[1:]]]))
    said = run("import", "s.csv", "-b", "tide", "--renamed", answer)
    assert said.code == code, said.err
    assert list(files(tide)) == names
    assert ("Ouse" in files(tide)["york.yml"]) == (answer == "yes")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["clinics.xlsx"], "which brand are the clinics of 'clinics.xlsx'? Name it with -b"),
        (["clinics.xlsx", "-b", "tidal"], "there is no brand 'tidal'; did you mean 'tide'?"),
        (["none.xlsx", "-b", "tide"], "there is no file 'none.xlsx'"),
        (["handouts.toml", "-b", "tide"], "'handouts.toml' is nothing that is brought in"),
    ],
)
@pytest.mark.usefixtures("tide")
def test_what_cannot_be_imported_is_wrong_use(run: Run, words: list[str], reason: str) -> None:
    said = run("import", *words)
    assert (said.code, said.out) == (2, "")
    assert reason in said.err


def test_a_file_that_cannot_be_read_is_told_and_nothing_is_written(
    run: Run, tide: Workspace
) -> None:
    folder = tide.root / "brands/tide/clinics"
    folder.mkdir()
    (folder / "york.yml").mkdir()
    said = run("import", "clinics.xlsx", "-b", "tide")
    assert said.code == 1
    assert "brands/tide/clinics/york.yml: error:" in said.err
    assert not (folder / "leeds.yml").exists()
    (folder / "york.yml").rmdir()
    assert run("import", "clinics.xlsx", "-b", "tide").code == 0
    assert len(files(tide)) == 3


def test_where_there_is_no_room_all_files_are_whole_and_the_next_import_does_the_rest(
    run: Run, tide: Workspace
) -> None:
    """A limit on the size of a file is the full disk here: the record has no room."""
    room = 400  # bytes: enough for a clinic
    done = subprocess.run(
        [sys.executable, "-m", "handouts", "import", "clinics.xlsx", "-b", "tide"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )
    assert done.returncode == 1
    assert "brands/tide/.clinics-import.json: error: it cannot be written" in done.stderr
    assert len(files(tide)) == 3
    assert not (tide.root / "brands/tide/.clinics-import.json").exists()
    said = run("import", "clinics.xlsx", "-b", "tide")
    assert said.out.endswith("3 clinics: 0 new, 0 changed, 3 as before\n")
    assert (tide.root / "brands/tide/.clinics-import.json").exists()


@pytest.mark.parametrize("name", ["clinics.csv", "clinics.xlsx"])
def test_an_export_is_named_and_brought_back_without_a_change(
    run: Run, tide: Workspace, name: str
) -> None:
    run("import", "clinics.xlsx", "-b", "tide")
    before = files(tide)
    Path("clinics.xlsx").unlink()
    said = run("export", "tide", name)
    assert (said.code, said.out) == (0, f"{name}\n")
    assert f"handouts import {name} -b tide --dry-run" in said.err
    said = run("import", name, "-b", "tide")
    assert said.out.endswith("3 clinics: 0 new, 0 changed, 3 as before\n")
    assert files(tide) == before


def test_an_export_is_text_with_its_id_first_and_no_formula(run: Run, tide: Workspace) -> None:
    Path("s.csv").write_bytes(a_csv([HEAD, ["=A1", "+44 113 496 0001", "", "-1 Way", "@9"]]))
    run("import", "s.csv", "-b", "tide")
    run("export", "tide", "o.csv")
    data = Path("o.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfClinic ID;Name;Strapline;Address;Phone;Hours;")
    assert data.split(b"\r\n")[1].startswith(b"a1;'=A1;;'-1 Way;'+44 113 496 0001;'@9;")
    said = run("import", "o.csv", "-b", "tide")
    assert said.out.endswith("1 clinic: 0 new, 0 changed, 1 as before\n")


def test_an_export_writes_over_no_other_file_without_force(run: Run, tide: Workspace) -> None:
    before = Path("clinics.xlsx").read_bytes()
    said = run("export", "tide", "clinics.xlsx")
    assert said.code == 2
    assert "'clinics.xlsx' is there already, and says something else" in said.err
    assert Path("clinics.xlsx").read_bytes() == before
    assert run("export", "tide", "clinics.xlsx", "--force").code == 0
    assert run("export", "tide", "clinics.xlsx").code == 0  # the same bytes
    assert run("export", "tide", "clinics.doc").code == 2


def test_a_change_in_an_export_is_taken(run: Run, tide: Workspace) -> None:
    (tide.root / "brands/tide/clinics").mkdir()
    path = tide.root / "brands/tide/clinics/york.yml"
    path.write_text("name: Tide Skin York\nphone: 01904 960000   # since May\n", "utf-8")
    run("export", "tide", "o.csv")
    Path("o.csv").write_bytes(Path("o.csv").read_bytes().replace(b"960000", b"960009"))
    said = run("import", "o.csv", "-b", "tide")
    assert "row 2: york: phone: '01904 960000' -> '01904 960009'" in said.out
    assert path.read_text("utf-8").endswith("phone: 01904 960009   # since May\n")
