from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

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
from handouts.engine.typesetting import typeset
from handouts.press.proofing import set_trial

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


def test_no_step_towards_a_verdict_typesets_more_than_once(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    fits = "[{size: 13}, {size: 12.5}, {size: 12.2}, {size: 12}]"
    style = "standard: {sections: full, sources: full, style: standard.css, sides: 1, fits: FITS}"
    text = with_blocks("- prose: 'Shade helps most at noon. Wear a hat.'\n" * 60)
    files = {
        "templates/formats.yaml": style.replace("FITS", fits),
        "content/sun/handout.yaml": text,
    }
    copies, materials = copies_of(workspace, **files)
    [setting] = cast_letterheads(copies, materials)
    done = [0]
    monkeypatch.setattr("handouts.press.rendering.typeset", counted(typeset, done))
    while isinstance(setting, Typesetting) and not setting.sheet:
        setting = settle_sheet(copies[0], setting, materials)
        done.append(0)
    assert isinstance(setting, Typesetting), setting
    assert max(done) == 1
    assert sum(done) > 3


def test_a_text_whose_words_alone_changed_needs_no_second_probe(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies, materials = copies_of(workspace)
    settled(copies, materials)
    probes = [0]
    monkeypatch.setattr("handouts.batch.setting.set_trial", counted(set_trial, probes))
    words = a_handout().replace("Shade", "Shadow")
    assert words != a_handout()
    (materials.workspace.root / "content/sun/handout.yaml").write_text(words, encoding="utf-8")
    materials = read_all(materials.workspace, materials.workspace.output, Problems())
    changed = plan(Order(formats=("standard",)), materials)
    [setting] = settled(changed, materials)
    assert probes == [1]
    assert setting.verdict.kind == "open"


def test_a_cache_that_keeps_nothing_is_told_after_some_steps(workspace: MakeWorkspace) -> None:
    copies, materials = copies_of(workspace)
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
