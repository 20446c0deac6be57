"""What we ship, made as users make it: every copy is held to what it promises."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from goldens import Goldens
from machinery import Tool, Validate
from pdfstructure import Structure
from samples import TODAY

from handouts.brand.clinic import Clinic
from handouts.brand.load import Brand, load_brands
from handouts.content.library import load_library
from handouts.diagnostics import Problems
from handouts.pdf.raster import page_texts
from handouts.workspace import Workspace

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
FORMATS = ("standard", "full")
HANDOUTS = sorted(path.parent.name for path in ROOT.glob("content/*/handout.yaml"))
PICTURED = (
    "harbour-skin-retinoids-en-GB-DRAFT.pdf",
    "northlight-cork-laser-resurfacing-en-GB-DRAFT.pdf",
    "plain-practice-why-skin-ages-en-GB-DRAFT.pdf",
)
MARGINS = (25.0, 17.0, 21.0, 17.0)  # mm: top (of a following page), right, bottom, left
PT = 72 / 25.4
DETAILS = """
name: Mary Featherstonehaugh
date: 26 November 2026
given_by: Dr Jonathan Akinyemi
agreed: |
  A pea-sized amount two nights a week.
  Ring us if your skin peels or burns.
"""


@dataclass(frozen=True)
class Shipped:
    folder: Path
    report: dict[str, list[dict[str, object]]]

    @property
    def rows(self) -> list[dict[str, object]]:
        return self.report["copies"]

    def files(self) -> list[Path]:
        return [self.folder / str(row["path"]) for row in self.rows]


def build(folder: Path, *words: str, **environment: str) -> Shipped:
    command = [
        sys.executable,
        "-m",
        "handouts",
        "build",
        "-o",
        str(folder),
        "--report",
        "-",
        *words,
    ]
    env = {**os.environ, **environment}
    run = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return Shipped(folder, json.loads(run.stdout))


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Shipped:
    formats = [word for name in FORMATS for word in ("-f", name)]
    return build(tmp_path_factory.mktemp("shipped"), *HANDOUTS, *formats)


@cache
def structure(file: Path) -> Structure:
    return Structure(file.read_bytes())


def test_every_copy_is_made(shipped: Shipped) -> None:
    assert {row["state"] for row in shipped.rows} == {"made"}
    assert not [d for d in shipped.report["diagnostics"] if d["severity"] == "error"]


def test_all_that_we_ship_is_a_draft(shipped: Shipped) -> None:
    assert {row["review"] for row in shipped.rows} == {"draft"}
    assert all(str(row["path"]).startswith("drafts/") for row in shipped.rows)


def test_every_copy_passes_verapdf_for_pdf_ua_1_and_pdf_a_2a(
    shipped: Shipped, validate: Validate
) -> None:
    found = validate(shipped.files())
    assert {file.name: rules for file, rules in found.items() if rules} == {}


def test_every_copy_is_sound_for_qpdf(shipped: Shipped, tool: Tool) -> None:
    for file in shipped.files():
        tool("qpdf", "--check", file)


def test_all_content_is_read_or_artifact_and_no_link_is_dead(shipped: Shipped) -> None:
    faults = {file.name: structure(file).faults() for file in shipped.files()}
    assert {name: found for name, found in faults.items() if found} == {}


def test_what_stands_in_the_margins_is_not_read(shipped: Shipped) -> None:
    margins = [mm * PT - 1 for mm in MARGINS]
    faults = {file.name: structure(file).margin_faults(*margins) for file in shipped.files()}
    assert {name: found for name, found in faults.items() if found} == {}


def test_the_sources_of_a_full_copy_count_from_one_as_the_text_does(shipped: Shipped) -> None:
    for row, file in zip(shipped.rows, shipped.files(), strict=True):
        if row["format"] == "full":
            read = [text.strip() for _, text in structure(file).reading()]
            listed = sorted(int(text) for text in read[read.index("Sources") :] if text.isdigit())
            assert listed == list(range(1, len(listed) + 1)), file.name


def test_each_copy_has_one_title_and_skips_no_heading(shipped: Shipped) -> None:
    for file in shipped.files():
        levels = [level for level, _ in structure(file).headings()]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))


def test_each_copy_tells_title_language_author_and_subject(shipped: Shipped) -> None:
    _, clinics = workspace_clinics()
    handouts = load_library(Workspace.open(ROOT, TODAY), Problems()).handouts
    for row, file in zip(shipped.rows, shipped.files(), strict=True):
        info = structure(file).pdf.docinfo
        handout = handouts[str(row["handout"])]
        assert str(info.Subject)
        assert str(structure(file).pdf.Root.Lang) == handout.language
        assert str(info.Author) == clinics[str(row["brand"]), str(row["clinic"])].name


def test_bookmarks_lead_to_the_sections(shipped: Shipped) -> None:
    with structure(shipped.files()[0]).pdf.open_outline() as outline:
        titles = [child.title for item in outline.root for child in item.children]
    assert titles[0] == "In short"
    assert titles[-1] == "Talk to us"


def test_contact_details_are_read_in_their_place(shipped: Shipped) -> None:
    _, clinics = workspace_clinics()
    for row, file in zip(shipped.rows, shipped.files(), strict=True):
        clinic = clinics[str(row["brand"]), str(row["clinic"])]
        text = structure(file).text()
        contact = text[text.rindex("Talk to us") :]
        for detail in (clinic.name, *clinic.address, clinic.phone, clinic.email):
            assert detail in contact


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("handout", HANDOUTS)
def test_pages_headings_and_text_stay(
    shipped: Shipped, goldens: Goldens, handout: str, format_: str
) -> None:
    (file,) = [
        file
        for row, file in zip(shipped.rows, shipped.files(), strict=True)
        if (row["handout"], row["format"], row["brand"]) == (handout, format_, "harbour-skin")
    ]
    found = structure(file)
    read = [f"{kind}: {text}" for kind, text in found.reading() if text]
    goldens.hold(f"facts/{handout}-{format_}.txt", "\n".join([f"pages: {len(found.pages)}", *read]))


@pytest.mark.parametrize("name", PICTURED)
def test_the_first_page_looks_as_it_did(
    shipped: Shipped, goldens: Goldens, tmp_path: Path, name: str, tool: Tool
) -> None:
    (file,) = [file for file in shipped.files() if file.name == name]
    tool("pdftoppm", "-r", "30", "-png", "-singlefile", file, tmp_path / "page")
    goldens.picture(goldens.folder / "pages" / name.replace(".pdf", ".png"), tmp_path / "page.png")


FOUR_SIDES = {"botulinum-toxin", "facelift", "fillers", "laser-resurfacing", "retinoids"}
MOST_SIDES = {
    "facial-massage": 3,
    "muscle-stimulation": 3,
    **dict.fromkeys(FOUR_SIDES, 4),
}  # of a standard copy; else 2


def test_the_standard_format_takes_few_sides_and_four_where_much_is_at_stake(
    shipped: Shipped,
) -> None:
    standard = [row for row in shipped.rows if row["format"] == "standard"]
    sides = {str(row["path"]): int(str(row["pages"])) for row in standard}
    most = {str(row["path"]): MOST_SIDES.get(str(row["handout"]), 2) for row in standard}
    assert {path: count for path, count in sides.items() if count > most[path]} == {}


@pytest.mark.parametrize("name", ["retinoids", "facelift"])
def test_a_panel_for_one_person_costs_no_side_where_the_tightest_fit_has_room(
    tmp_path: Path, name: str
) -> None:
    [empty] = build(tmp_path, name, "-b", "plain-practice", "--panel").rows
    assert empty["pages"] == 4
    details = tmp_path / "mary.yaml"
    details.write_text(DETAILS, encoding="utf-8")
    command = [sys.executable, "-m", "handouts", "build", name, "-b", "plain-practice"]
    personal = [*command, "--personal", str(details), "-o", str(tmp_path)]
    subprocess.run(personal, cwd=ROOT, capture_output=True, check=True)
    [filled] = tmp_path.glob("*-personal-DRAFT.pdf")
    assert len(page_texts(filled.read_bytes())) == 4


def test_no_copy_holds_the_words_of_another_clinic(shipped: Shipped) -> None:
    brands, _ = workspace_clinics()
    for row, file in zip(shipped.rows, shipped.files(), strict=True):
        everything = structure(file).text() + " ".join(structure(file).artifacts())
        everything += " ".join(structure(file).targets())
        for brand in brands:
            if brand.id == row["brand"]:
                others = [clinic for clinic in brand.clinics if clinic.id != row["clinic"]]
            else:
                others = list(brand.clinics)
            own = set(words(next(c for b in brands for c in b.clinics if is_row(c, row))))
            for word in {w for clinic in others for w in words(clinic)} - own:
                assert word not in everything, f"{file.name} holds '{word}'"


def test_the_same_input_gives_the_same_bytes_elsewhere_and_later(
    shipped: Shipped, tmp_path: Path
) -> None:
    again = build(tmp_path, "facial-massage", "-j", "1", PYTHONHASHSEED="77", TZ="Asia/Tokyo")
    first = {row["path"]: row["sha256"] for row in shipped.rows}
    assert again.rows
    for row in again.rows:
        assert row["sha256"] == first[row["path"]]


def test_a_second_build_leaves_the_files_alone(shipped: Shipped) -> None:
    again = build(shipped.folder, "facial-massage", "-b", "harbour-skin")
    assert [row["state"] for row in again.rows] == ["unchanged"]


MEDICINES = (
    "botulinum",
    "botox",
    "dysport",
    "azzalure",
    "tretinoin",
    "adapalene",
    "tazarotene",
    "isotretinoin",
    "hyaluronidase",
    "hydroquinone",
)


def test_facial_massage_names_no_prescription_only_medicine(shipped: Shipped) -> None:
    files = [
        f
        for row, f in zip(shipped.rows, shipped.files(), strict=True)
        if row["handout"] == "facial-massage"
    ]
    assert files
    for file in files:
        text = (structure(file).text() + " ".join(structure(file).artifacts())).lower()
        assert [word for word in MEDICINES if word in text] == []


def test_the_check_for_medicines_can_fail() -> None:
    assert [word for word in MEDICINES if word in "ask for tretinoin"] == ["tretinoin"]


def workspace_clinics() -> tuple[list[Brand], dict[tuple[str, str], Clinic]]:
    brands = load_brands(Workspace.open(ROOT, TODAY), Problems())
    return brands, {(b.id, c.id): c for b in brands for c in b.clinics}


def is_row(clinic: Clinic, row: dict[str, object]) -> bool:
    return (clinic.brand, clinic.id) == (row["brand"], row["clinic"])


def words(clinic: Clinic) -> Iterator[str]:
    details: Sequence[str] = (
        clinic.name,
        clinic.phone,
        clinic.email,
        clinic.booking_url,
        *clinic.address[:1],
    )
    yield from (detail for detail in details if detail)
