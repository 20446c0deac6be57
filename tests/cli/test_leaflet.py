from __future__ import annotations

from pathlib import Path

import pytest
from oddleaflets import unspoken
from originals import CORPUS
from samples import Run

from handouts.workspace import Workspace


@pytest.fixture
def leaflet(tmp_path: Path) -> Path:
    path = tmp_path / "styled.docx"
    path.write_bytes(CORPUS["styled.docx"]())
    return path


def test_a_leaflet_becomes_a_handout_and_what_went_where_is_told(
    run: Run, here: Workspace, leaflet: Path
) -> None:
    said = run("import", str(leaflet))
    assert said.code == 0
    assert said.out == f"{here.root}/content/after-your-mole-is-removed/handout.yaml\n"
    assert said.err.splitlines() == [
        "all 141 words are in the draft: 14 paragraphs in 4 sections, 1 kept in left-aside/",
        "to confirm:",
        "    1 link",
        "    1 dose to check",
        "    2 numbers or addresses of the clinic",
        "    1 place to read again",
        "    3 parts of headers and footers",
        "check: 0 errors, 7 warnings",
        "next: read it against the file, and mend it: handouts check after-your-mole-is-removed",
    ]


def test_the_draft_is_listed_and_checked_by_its_id(
    run: Run, here: Workspace, leaflet: Path
) -> None:
    assert run("import", str(leaflet), "--as", "mole").code == 0
    assert "mole" in run("list", "mole").out
    assert run("check", "mole").code == 0


def test_what_is_there_already_stays(run: Run, here: Workspace, leaflet: Path) -> None:
    before = (here.root / "content/sun/handout.yaml").read_bytes()
    said = run("import", str(leaflet), "--as", "sun")
    assert (said.code, said.out) == (2, "")
    assert "'content/sun' is there already, and stays as it is; give this one another" in said.err
    assert (here.root / "content/sun/handout.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "data", "fact"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "this is an old Word file (.doc)"),
        ("a.rtf", b"{\\rtf1}", "this is an RTF file"),
        ("a.docx", b"Hello", "the file is damaged, or no Word file"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_name(
    run: Run, here: Workspace, tmp_path: Path, name: str, data: bytes, fact: str
) -> None:
    (tmp_path / name).write_bytes(data)
    said = run("import", str(tmp_path / name))
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith(f"{name}: error: {fact}")
    assert "hint: open it in Word" in said.err


def test_a_file_that_is_not_there_is_wrong_use(run: Run, here: Workspace) -> None:
    said = run("import", "nothing.docx")
    assert (said.code, said.out) == (2, "")


@pytest.mark.parametrize("name", ["page.html", "text.md"])
def test_web_pages_and_markdown_are_brought_in_too(
    run: Run, here: Workspace, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(CORPUS[name]())
    assert run("import", str(tmp_path / name), "--as", "new").code == 0


def test_a_language_without_phrases_is_told_at_once(
    run: Run, here: Workspace, leaflet: Path
) -> None:
    leaflet.write_bytes(unspoken())
    said = run("import", str(leaflet))
    assert said.code == 0
    assert "not to be built yet: there are no phrases for 'fi-FI'" in said.err


def test_a_draft_with_open_points_cannot_be_approved(
    run: Run, here: Workspace, leaflet: Path
) -> None:
    leaflet.write_bytes(CORPUS["tracked.docx"]())
    assert run("import", str(leaflet), "--as", "mole").code == 0
    said = run(
        "approve",
        "mole",
        *("--by", "A. Reader", "--role", "Lead", "--author", "B. Writer"),
        "--review-by",
        "2027-11-29",
    )
    assert said.code == 1
    assert "still open: Paragraph 3 of the file holds a tracked change" in said.err
    assert "“Take 20 mg once" in said.err and "“Take 30 mg once" in said.err
