from __future__ import annotations

from dataclasses import replace

import pytest
from samples import MakeWorkspace

from handouts.diagnostics import HandoutsError
from handouts.page.formats import Fit, load_formats
from handouts.papers import PAPERS
from handouts.workspace import house

FILE = "templates/formats.yaml"


def test_our_formats_can_be_read_and_their_styles_are_there(workspace: MakeWorkspace) -> None:
    formats = load_formats(workspace({}))
    needs = {"standard", "full", "large-print", "pocket", "booklet", "html", "text"}
    assert needs == set(formats)
    for name, found in formats.items():
        assert found.name == name
        assert (house() / "styles/formats" / found.style).is_file()
        assert [*found.fits] == sorted(found.fits, key=lambda fit: (-fit.size, -fit.leading))


def test_a_workspace_has_formats_of_its_own(workspace: MakeWorkspace) -> None:
    text = "large: {sections: standard, sources: short, style: large.css, fits: [{size: 18}]}"
    formats = load_formats(workspace({FILE: text}))
    assert [*formats] == ["large"]
    assert formats["large"].fits == (Fit(size=18),)


def test_a_format_takes_from_the_one_that_it_is_like_all_that_it_does_not_say(
    workspace: MakeWorkspace,
) -> None:
    small = "a: {sections: full, sources: full, style: a.css, paper: A5, sides: 4, "
    small += "slots: {masthead: [124, 20]}}"
    formats = load_formats(workspace({FILE: f"{small}\nb: {{like: a, medium: booklet, sides: 8}}"}))
    assert formats["b"] == replace(formats["a"], name="b", medium="booklet", sides=8)


def test_a_format_is_read_in_plain_words_and_its_label_is_its_own(
    workspace: MakeWorkspace,
) -> None:
    titles = {name: found.title for name, found in load_formats(workspace({})).items()}
    assert (titles["html"], titles["text"]) == ("For the screen", "Plain text")
    assert titles["large-print"] == "Large print"
    labelled = "a: {label: For a bag, sections: full, sources: full, style: a.css}"
    formats = load_formats(workspace({FILE: f"{labelled}\nto-fold: {{like: a}}"}))
    assert [found.title for found in formats.values()] == ["For a bag", "To fold"]


def test_a_medium_tells_whether_there_are_pages_and_how_files_are_called(
    workspace: MakeWorkspace,
) -> None:
    formats = load_formats(workspace({}))
    told = {name: (found.on_paper, found.suffix) for name, found in formats.items()}
    assert told["booklet"] == told["standard"] == (True, ".pdf")
    assert told["html"] == (False, ".html")
    assert told["text"] == (False, ".txt")


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
        ("'x/../../x': 18", "the format's name 'x/../../x' is no id"),
        ("large: {like: larger}", "'like' does not name a format that is whole"),
        ("a: {like: b}\nb: {like: a}", "'like' does not name a format that is whole"),
        (
            "a: {sections: full, sources: full, style: a.css, slots: {panel: [9]}}",
            "'panel' has 1 item",
        ),
    ],
)
def test_formats_that_cannot_be_used_are_told(
    workspace: MakeWorkspace, text: str, fact: str
) -> None:
    with pytest.raises(HandoutsError) as error:
        load_formats(workspace({FILE: text}))
    assert fact in str(error.value)
    assert {d.place.file for d in error.value.diagnostics} == {FILE}


POSTER = "sections: standard, sources: short, style: poster.css, paper: A3, orientation: landscape"


def test_a_format_is_set_on_a_paper_of_its_own_and_its_margin_boxes_follow_the_masthead(
    workspace: MakeWorkspace,
) -> None:
    text = f"poster: {{{POSTER}, slots: {{masthead: [380, 20]}}}}"
    poster = load_formats(workspace({FILE: text}))["poster"]
    assert poster.page_css("A3") == (
        "@page{size:A3 landscape;margin-inline:20mm;@top-left{width:380mm}"
        "@bottom-left{width:324mm}@bottom-right{width:56mm}}@page :first{@top-left{width:380mm}}"
    )


@pytest.mark.parametrize("paper", sorted(PAPERS))
@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
def test_each_paper_can_be_asked_for_upright_and_on_its_side(
    workspace: MakeWorkspace, paper: str, orientation: str
) -> None:
    own = f"paper: {paper}, orientation: {orientation}, slots: {{masthead: [120, 20]}}"
    text = f"own: {{sections: full, sources: full, style: own.css, {own}}}"
    found = load_formats(workspace({FILE: text}))["own"]
    assert (found.paper, found.orientation) == (paper, orientation)


@pytest.mark.parametrize(
    ("own", "fact"),
    [
        ("paper: A5", r"on A5 a text of 176 mm leaves -14 mm beside it, not 5"),
        ("slots: {masthead: [206, 20]}", r"on A4 a text of 206 mm leaves 2 mm beside it"),
        ("paper: A6", r"'A6'"),
        ("orientation: sideways", r"'sideways'"),
        ("medium: booklet", r"the pages of the booklet 'own' do not fit on half a sheet"),
        ("medium: booklet, paper: A3", r"the pages of the booklet 'own' do not fit"),
    ],
)
def test_a_text_that_does_not_fit_on_its_paper_is_told_at_its_place(
    workspace: MakeWorkspace, own: str, fact: str
) -> None:
    text = f"own: {{sections: full, sources: full, style: own.css, {own}}}"
    with pytest.raises(HandoutsError, match=fact) as error:
        load_formats(workspace({FILE: text}))
    assert {d.place.line for d in error.value.diagnostics} == {1}
