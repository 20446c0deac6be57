from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from samples import BRAND, CLINIC, MakeWorkspace, a_handout, a_library

from handouts.batch.copies import Copy
from handouts.batch.keys import Keys
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order
from handouts.batch.planning import plan
from handouts.diagnostics import Problems
from handouts.page.formats import load_formats
from handouts.press import keys as press_keys
from handouts.workspace import Workspace

SUN = "content/sun/handout.yaml"
BRAND_FILE = "brands/harbour/_brand.yml"
TITLE = "Sun and your skin"
FILES = a_library(
    sun=a_handout(), shade=a_handout(short_title="Shade"), cloud=a_handout(short_title="Cloud")
) | {"brands/harbour/_brand.yml": BRAND + CLINIC + "    offers: [shade]\n"}


def planned(workspace: Workspace, form: str = "standard") -> tuple[Copy, Materials]:
    problems = Problems()
    materials = read_all(workspace, workspace.output, problems)
    assert not problems.failed, [str(d) for d in problems]
    copies = plan(Order(("sun",), formats=(form,)), materials)
    return copies[0], materials


def key(workspace: Workspace, form: str = "standard") -> str:
    copy, materials = planned(workspace, form)
    return Keys(materials).of(copy)


def change(workspace: Workspace, file: str, old: str, new: str) -> None:
    path = workspace.root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (SUN, TITLE, "Sun and our skin"),
        (SUN, "Wear a hat.", "Wear a\N{NO-BREAK SPACE}hat."),
        (SUN, "issued: 2026-11-22", "issued: 2026-11-21"),
        (SUN, "summary: What", "summary: All that"),
        ("content/shade/handout.yaml", "Shade", "Shadow"),
        (BRAND_FILE, "#0f5c5c", "#0f5c6c"),
        (BRAND_FILE, "name: Harbour Skin}", "name: Harbour}"),
        (BRAND_FILE, "7946 0000", "7946 0001"),
        (BRAND_FILE, "harbour.example/book", "harbour.example/come"),
        (BRAND_FILE, "country: GB", "country: US"),
        (BRAND_FILE, "country: GB", "country: GB\n    interests: We like skin."),
    ],
)
def test_what_decides_the_bytes_decides_the_key(
    workspace: MakeWorkspace, file: str, old: str, new: str
) -> None:
    made = workspace(FILES)
    before = key(made)
    change(made, file, old, new)
    assert key(made) != before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (SUN, "kind:", "# a remark\nkind:"),
        (BRAND_FILE, "defaults:", "# a remark\ndefaults:"),
        ("content/shade/handout.yaml", TITLE, "Sun and our skin"),
        ("content/cloud/handout.yaml", "Cloud", "Clouds"),
        ("content/references.yaml", "Shin", "Shinn"),
    ],
)
def test_what_is_not_on_the_copy_leaves_the_key(
    workspace: MakeWorkspace, file: str, old: str, new: str
) -> None:
    made = workspace(FILES)
    before = key(made)
    change(made, file, old, new)
    assert key(made) == before


def test_a_source_that_is_cited_decides_the_key(workspace: MakeWorkspace) -> None:
    sections = [{"heading": "About", "blocks": [{"prose": "Skin is an organ. [@shin2019]"}]}]
    made = workspace(FILES | {SUN: a_handout(sections=sections)})
    before = key(made)
    change(made, "content/references.yaml", "family: Shin", "family: Shinn")
    assert key(made) != before


def test_the_format_and_the_standing_of_the_text_decide_the_key(workspace: MakeWorkspace) -> None:
    made = workspace(FILES)
    copy, materials = planned(made)
    of = Keys(materials).of
    approved = replace(copy, edition=replace(copy.edition, use_until=made.today))
    tight = replace(copy.format, fits=copy.format.fits[-1:])
    assert len({of(copy), of(approved), of(replace(copy, format=tight)), key(made, "full")}) == 4
    assert {"standard", "full"} <= set(load_formats(made))


@pytest.mark.parametrize("name", ["styles/type.css", "templates/blocks/prose.html.j2"])
def test_a_look_of_the_workspaces_own_decides_the_key(workspace: MakeWorkspace, name: str) -> None:
    made = workspace(FILES)
    before = key(made)
    (made.root / name).parent.mkdir(parents=True, exist_ok=True)
    (made.root / name).write_text("", encoding="utf-8")
    assert key(made) != before


def test_the_place_of_the_workspace_does_not_matter(
    workspace: MakeWorkspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = workspace(FILES | {"styles/own.css": "p{}"})
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "deep"
    before = key(made)
    made.root.rename(elsewhere)
    assert key(replace(made, root=elsewhere)) == before


def test_another_version_of_the_engine_decides_the_key(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = workspace(FILES)
    before = key(made)
    press_keys.engine_key.cache_clear()
    monkeypatch.setattr(press_keys, "engine", lambda: "weasyprint 71")
    assert key(made) != before
    press_keys.engine_key.cache_clear()


def test_every_process_finds_the_same_key(workspace: MakeWorkspace) -> None:
    details = "    hours: [Mon 9 to 5]\n    offers: [sun, laser]"
    made = workspace(FILES | {BRAND_FILE: BRAND + CLINIC + details})
    program = (
        "import sys; sys.path.insert(0, 'tests'); from pathlib import Path; "
        "from samples import TODAY; from test_keys import key; "
        "from handouts.workspace import Workspace; "
        f"print(key(Workspace.open(Path({str(made.root)!r}), TODAY)))"
    )
    here = Path(__file__).parent
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=here.parents[1],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(here)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert found == {key(made)}
