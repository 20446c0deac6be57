from __future__ import annotations

import pytest
from samples import MakeWorkspace

from handouts.diagnostics import HandoutsError
from handouts.page import Fit, load_formats
from handouts.workspace import house

FILE = "templates/formats.yaml"


def test_our_formats_can_be_read_and_their_styles_are_there(workspace: MakeWorkspace) -> None:
    formats = load_formats(workspace({}))
    assert {"standard", "full"} <= set(formats)
    for name, found in formats.items():
        assert found.name == name
        assert (house() / "styles/formats" / found.style).is_file()
        assert [*found.fits] == sorted(found.fits, key=lambda fit: (-fit.size, -fit.leading))


def test_a_workspace_has_formats_of_its_own(workspace: MakeWorkspace) -> None:
    text = "large: {sections: standard, sources: short, style: large.css, fits: [{size: 18}]}"
    formats = load_formats(workspace({FILE: text}))
    assert [*formats] == ["large"]
    assert formats["large"].fits == (Fit(size=18),)


def test_a_fit_is_a_stylesheet_of_tokens() -> None:
    assert Fit(size=12.5, leading=1.3, gap=1.7, item_gap=0.6, section_gap=3).css == (
        ":root{--size:12.5pt;--leading:1.3;--gap:1.7mm;--item-gap:0.6mm;--section-gap:3mm}"
    )


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("large: [", "yaml-syntax"),
        ("large: {sections: some, sources: short, style: a.css, fits: [{}]}", "'some'"),
        ("large: {sections: full, sources: short, style: a.css, fits: []}", "'fits' has 0 items"),
        ("a: {sections: full, sources: full, style: a, fits: [{size: 11}]}", "'size' must be from"),
        ("large: 18", "must be a mapping"),
    ],
)
def test_formats_that_cannot_be_used_are_told(
    workspace: MakeWorkspace, text: str, fact: str
) -> None:
    with pytest.raises(HandoutsError) as error:
        load_formats(workspace({FILE: text}))
    assert fact in str(error.value)
    assert {d.place.file for d in error.value.diagnostics} == {FILE}
