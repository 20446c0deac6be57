"""The words in drawings are segments; what no translation reaches is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import MakeWorkspace, a_library, with_blocks
from spoken import phrases, translation_drafted
from translations import FILE

from handouts.checks.integrity import drawings
from handouts.content import Handout
from handouts.content.library import load_library
from handouts.diagnostics import Place, Problems
from handouts.review.texts import open_collection
from handouts.translation.labels import labels_of, pictures_of, wordy
from handouts.translation.segmenting import segments
from handouts.translation.translating import translation_of
from handouts.workspace import Workspace

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">{}</svg>'
SKIN = SVG.format('<text x="1" y="9"><tspan font-weight="700">Skin</tspan> in 2 layers</text>')
PICTURE = "- figure: {file: skin.svg, alt: The skin., caption: Skin}"


@pytest.mark.parametrize(
    ("inside", "labels"),
    [
        ("<text>Skin</text>", ["Skin"]),
        ("<text x='1'><tspan>Sk</tspan>in</text>", ["**Sk**in"]),
        (
            "<text><tspan font-weight='700'>Outer skin</tspan> lasts</text>",
            ["**Outer skin** lasts"],
        ),
        ("<text><tspan>Outer </tspan>skin</text>", ["**Outer** skin"]),
        ("<text><tspan>Skin</tspan></text>", ["Skin"]),
        ("<text>\n  Outer\n  skin\n</text>", ["Outer skin"]),
        ("<text>&#83;kin</text>", ["Skin"]),
        (
            "<text><tspan x='1' y='1'>Outer</tspan><tspan x='1' y='5'>skin</tspan></text>",
            ["Outer", "skin"],
        ),
        ("<g><text>Skin</text><g><text>Bone</text></g></g>", ["Skin", "Bone"]),
        ("<text>A</text><text>?</text><text>12</text>", []),
        ("<text>骨</text>", ["骨"]),
        ("<title>Skin</title><path d='M0 0h9'/>", []),
        ("<!-- <text>Skin</text> -->", []),
    ],
)
def test_the_words_of_a_drawing_are_its_lines(inside: str, labels: list[str]) -> None:
    assert labels_of(SVG.format(inside).encode()) == tuple(labels)
    assert labels_of(SVG.format(inside).encode("utf-16")) == tuple(labels)


def loaded(here: Workspace) -> Handout:
    return load_library(here, Problems()).handouts["sun"]


def test_they_are_segments_where_the_drawing_stands(workspace: MakeWorkspace) -> None:
    here = workspace(a_library(sun=with_blocks(PICTURE)) | {"content/sun/skin.svg": SKIN})
    source = loaded(here)
    found = segments(source, pictures_of(here, source, "pl"))
    at = [one.text for one in found].index("**Skin** in 2 layers")
    assert found[at].in_drawing
    assert found[at].weighty  # it has a number
    assert found[at].places == (source.drawings[0].place,)
    assert [one.text for one in found[at + 1 : at + 3]] == ["The skin.", "Skin"]


def test_a_drawing_drawn_anew_for_a_language_has_none(workspace: MakeWorkspace) -> None:
    library = a_library(sun=with_blocks(PICTURE)) | phrases("pl")
    anew = SKIN.replace("Skin", "Skóra")
    here = workspace(
        library | {"content/sun/skin.svg": SKIN, "content/sun/translations/pl/skin.svg": anew}
    )
    assert pictures_of(here, loaded(here), "pl") == {}
    assert [*pictures_of(here, loaded(here), "de")] == ["skin.svg"]
    translation_drafted(here, "pl")
    made = open_collection(here, ("pl",)).editions["sun"].translations["pl"].translation
    assert made is not None
    [name] = made.handout.drawings
    assert made.handout.drawing(name, here) == anew.encode()


@pytest.mark.parametrize("tag", ["textPath", "a"])
def test_words_that_no_translation_reaches_are_told_until_it_is_drawn_anew(
    workspace: MakeWorkspace, tag: str
) -> None:
    drawing = SVG.format(f"<text><{tag} href='#p'>Skin</{tag}></text><path id='p' d='M0 0h9'/>")
    library = a_library(sun=with_blocks(PICTURE)) | {"content/sun/skin.svg": drawing}
    here = workspace(library)
    assert wordy(here, loaded(here), "pl") == ("skin.svg",)
    workspace({"content/sun/translations/pl/skin.svg": SKIN})
    assert wordy(here, loaded(here), "pl") == ()


def test_a_drawing_that_cannot_be_read_has_none(workspace: MakeWorkspace) -> None:
    here = workspace(a_library(sun=with_blocks(PICTURE)) | {"content/sun/skin.svg": "<svg"})
    assert pictures_of(here, loaded(here)) == {}
    assert wordy(here, loaded(here), "pl") == ()


def test_letters_of_it_that_no_face_has_are_told_in_the_file_of_the_translation(
    workspace: MakeWorkspace,
) -> None:
    library = a_library(sun=with_blocks(PICTURE)) | phrases("pl")
    here = workspace(library | {"content/sun/skin.svg": SKIN})
    translation_drafted(here, "pl")
    source, problems = loaded(here), Problems()
    one = translation_of(here, source, "pl", problems)
    assert one is not None
    shown = replace(one.handout, drawn={"skin.svg": SKIN.replace("Skin", "骨").encode()})
    drawings(shown, load_library(here, problems), here, problems)
    [told] = problems
    assert told.place == Place(FILE, 1, 1)
    assert "no house face has: 骨" in told.message
