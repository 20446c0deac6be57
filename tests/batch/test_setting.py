from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from samples import BRAND, MakeWorkspace, a_handout, a_library, with_blocks
from stamping import settled

from handouts.batch.copies import Copy
from handouts.batch.make import make
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order
from handouts.batch.planning import plan
from handouts.batch.reporting import Outcome
from handouts.batch.setting import Typesetting, cast_letterheads, settle_sheet
from handouts.diagnostics import Problems
from handouts.engine import typesetting
from handouts.press.proofing import set_trial
from handouts.press.verdicts import Verdict

Result = TypeVar("Result")

ONE_FIT = "standard: {sections: full, sources: full, style: standard.css, fits: [{size: 13}]}"


def copies_of(workspace: MakeWorkspace, **files: str) -> tuple[list[Copy], Materials]:
    given = {"templates/formats.yaml": ONE_FIT, **files}
    made = workspace(a_library(sun=a_handout()) | given)
    materials = read_all(made, made.output, Problems())
    return plan(Order(formats=("standard",)), materials), materials


def test_what_is_kept_is_not_typeset_again(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies, materials = copies_of(workspace)
    first = settled(copies, materials)
    made = make(copies[0], first[:1], materials)
    assert made.state == "made"
    monkeypatch.setattr("handouts.engine.typesetting._lay_out", None)
    assert settled(copies, materials) == first
    assert make(copies[0], first[:1], materials).sha256 == made.sha256


def test_what_is_damaged_is_made_again(workspace: MakeWorkspace) -> None:
    copies, materials = copies_of(workspace)
    first = settled(copies, materials)
    for file in materials.cache.folder.iterdir():
        file.write_bytes(file.read_bytes()[:-9])
    assert settled(copies, materials) == first
    assert make(copies[0], first[:1], materials).state == "made"


LONG = with_blocks("- prose: 'Shade helps most at noon. Wear a hat.'\n" * 60)
FOUR_FITS = (
    "standard: {sections: full, sources: full, style: standard.css, sides: 1, "
    "fits: [{size: 13}, {size: 12.5}, {size: 12.2}, {size: 12}]}"
)
LONG_FILES = {"templates/formats.yaml": FOUR_FITS, "content/sun/handout.yaml": LONG}


@dataclass
class Work:
    """What the engine did in a step: documents that it laid out, and drew."""

    laid_out: int = 0
    drawn: int = 0


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[Work]:
    """The work of the engine, counted in the last of a list."""
    works = [Work()]
    real_lay_out, real_written = typesetting._lay_out, typesetting._written

    def lay_out(*given: Any) -> Any:
        works[-1].laid_out += 1
        return real_lay_out(*given)

    def written(document: Any) -> bytes:
        works[-1].drawn += 1
        return real_written(document)

    monkeypatch.setattr(typesetting, "_lay_out", lay_out)
    monkeypatch.setattr(typesetting, "_written", written)
    return works


def in_steps(copy: Copy, materials: Materials, steps: list[Work]) -> tuple[Verdict, list[Work]]:
    """Settle a sheet, and return its verdict and what each step of it did."""
    [setting] = cast_letterheads([copy], materials)
    steps[:] = [Work()]
    while isinstance(setting, Typesetting) and not setting.sheet:
        setting = settle_sheet(copy, setting, materials)
        steps.append(Work())
    assert isinstance(setting, Typesetting), setting
    return setting.verdict, steps[:-1]


def test_a_sheet_is_settled_in_one_step_and_drawn_once_from_the_layout_that_was_judged(
    workspace: MakeWorkspace, steps: list[Work]
) -> None:
    copies, materials = copies_of(workspace, **LONG_FILES)
    verdict, [work] = in_steps(copies[0], materials, steps)
    assert verdict.kind == "open"
    assert work.laid_out > 1
    assert work.drawn == 1


def test_a_step_that_took_long_typesets_once_and_hands_on_what_it_made(
    workspace: MakeWorkspace, steps: list[Work], monkeypatch: pytest.MonkeyPatch
) -> None:
    copies, materials = copies_of(workspace, **LONG_FILES)
    at_once, _ = in_steps(copies[0], materials, steps)
    plates = {file.name: file.read_bytes() for file in materials.cache.folder.iterdir()}
    shutil.rmtree(materials.cache.folder)
    monkeypatch.setattr("handouts.batch.fitting.STEP_SECONDS", 0)
    slowly, works = in_steps(copies[0], materials, steps)
    assert max(work.laid_out for work in works) == 1
    assert len(works) > sum(work.laid_out for work in works) > 1
    assert slowly == at_once
    assert {file.name: file.read_bytes() for file in materials.cache.folder.iterdir()} == plates


def test_a_slow_step_probes_in_one_colour_by_itself(
    workspace: MakeWorkspace, steps: list[Work], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {"styles/blocks/quote.css": ".lead { box-shadow: 1mm 1mm 0 var(--brand) }"}
    copies, materials = copies_of(workspace, **own)
    monkeypatch.setattr("handouts.batch.fitting.STEP_SECONDS", 0)
    verdict, works = in_steps(copies[0], materials, steps)
    assert verdict.kind == "open"
    assert [work.laid_out for work in works] == [1, 1, 0]


def test_a_text_whose_words_alone_changed_needs_no_second_probe(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    unsure = {"styles/blocks/quote.css": ".lead { box-shadow: 1mm 1mm 0 var(--brand) }"}
    copies, materials = copies_of(workspace, **unsure)
    probes = [0]
    monkeypatch.setattr("handouts.batch.fitting.set_trial", counted(set_trial, probes))
    settled(copies, materials)
    assert probes == [1]
    monkeypatch.setattr("handouts.batch.fitting.set_trial", counted(set_trial, probes))
    words = a_handout().replace("Shade", "Shadow")
    assert words != a_handout()
    (materials.workspace.root / "content/sun/handout.yaml").write_text(words, encoding="utf-8")
    materials = read_all(materials.workspace, materials.workspace.output, Problems())
    changed = plan(Order(formats=("standard",)), materials)
    [setting] = settled(changed, materials)
    assert probes == [1]
    assert setting.verdict.kind == "open"


def test_a_cache_that_keeps_nothing_is_told_after_some_slow_steps(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.batch.fitting.STEP_SECONDS", 0)
    copies, materials = copies_of(workspace, **LONG_FILES)
    [setting] = cast_letterheads(copies, materials)
    while isinstance(setting, Typesetting):
        assert not setting.sheet
        for file in materials.cache.folder.iterdir():
            file.unlink()
        setting = settle_sheet(copies[0], setting, materials)
    assert [told.message for told in setting.diagnostics] == [
        "it cannot be written: it keeps nothing, so nothing can be made"
    ]


def counted(function: Callable[..., Result], calls: list[int]) -> Callable[..., Result]:
    """Return a function that counts its calls in the last number of a list."""

    def call(*given: object, **named: object) -> Result:
        calls[-1] += 1
        return function(*given, **named)

    return call


def test_a_letterhead_that_was_let_go_is_made_again(workspace: MakeWorkspace) -> None:
    copies, materials = copies_of(workspace)
    [setting] = settled(copies, materials)
    for file in materials.cache.folder.iterdir():
        file.unlink()
    assert make(copies[0], [setting], materials).state == "made"


def test_a_clinic_that_cannot_be_set_is_told_and_stops_no_other(workspace: MakeWorkspace) -> None:
    lines = ["Long Street " * 8] * 8
    clinics = {
        "brands/harbour/clinics/cork.yml": "name: Cork",
        "brands/harbour/clinics/york.yml": f"name: York\naddress: [{', '.join(lines)}]",
    }
    copies, materials = copies_of(workspace, **clinics)
    cork, york = cast_letterheads(copies, materials)
    assert isinstance(cork, Typesetting)
    assert isinstance(york, Outcome)
    assert "the details of 'York' leave the box of the" in york.diagnostics[0].message


def test_a_style_that_depends_on_equal_colours_is_told_once(workspace: MakeWorkspace) -> None:
    own = ".lead { border: 1mm solid var(--brand); border-left-color: var(--warn) }"
    copies, materials = copies_of(workspace, **{"styles/blocks/quote.css": own})
    [setting] = settled(copies, materials)
    assert setting.verdict.kind == "patterned"
    [note] = setting.notes
    assert note.message == "its plates depend on which colours of a brand are equal"
    assert make(copies[0], [setting], materials).diagnostics == (note,)


def test_a_style_that_computes_colours_holds_for_one_palette(workspace: MakeWorkspace) -> None:
    own = ".panel p { border: 2mm ridge var(--brand) } .lead { border: 1mm inset var(--warn) }"
    other = {"brands/other/_brand.yml": BRAND.replace("#0f5c5c", "#5c0f5c")}
    copies, materials = copies_of(workspace, **{"styles/blocks/quote.css": own}, **other)
    settings = settled(copies, materials)
    assert {setting.verdict.kind for setting in settings} == {"closed"}
    assert settings[0].letterhead != settings[1].letterhead
    for copy, setting in zip(copies, settings, strict=True):
        assert make(copy, [setting], materials).state == "made"


def test_what_cannot_be_written_is_named_and_not_the_copy(workspace: MakeWorkspace) -> None:
    copies, materials = copies_of(workspace)
    folder = materials.cache.folder
    folder.parent.mkdir()
    folder.write_bytes(b"a file, not a folder")
    [setting] = cast_letterheads(copies, materials)
    assert isinstance(setting, Outcome)
    [told] = setting.diagnostics
    assert told.place.file == str(folder)
    assert told.hint == "a file stands where a folder is needed"


@pytest.mark.parametrize(
    ("asked", "aim", "found"), [("", 2, 2), ("sides: 4\n", 2, 4), ("sides: 1\n", 2, 2)]
)
def test_a_text_may_need_more_sides_than_its_format_aims_at(
    workspace: MakeWorkspace, asked: str, aim: int, found: int
) -> None:
    formats = ONE_FIT.replace("fits", f"sides: {aim}, fits")
    text = a_handout().replace("sections:", f"{asked}sections:", 1)
    copies, _ = copies_of(
        workspace, **{"templates/formats.yaml": formats, "content/sun/handout.yaml": text}
    )
    assert copies[0].sides == found


def test_a_text_of_four_sides_is_not_set_small_to_win_one(workspace: MakeWorkspace) -> None:
    fits = "[{size: 13}, {size: 12.9}, {size: 12}]"
    formats = ONE_FIT.replace("[{size: 13}]", fits).replace("fits", "sides: 2, fits")
    words = "Wear a hat when you go out in the sun, and stay in the shade at noon. " * 4
    long = "".join(f"      - prose: {words}\n" for _ in range(21))
    sizes = {}
    for asked in ("", "sides: 4\n"):
        text = with_blocks(long).replace("sections:", f"{asked}sections:", 1)
        copies, materials = copies_of(
            workspace, **{"templates/formats.yaml": formats, "content/sun/handout.yaml": text}
        )
        [setting] = settled(copies, materials)
        assert setting.verdict
        sizes[asked] = setting.verdict.fit
    assert sizes == {"": 2, "sides: 4\n": 1}
