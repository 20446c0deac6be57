"""Which drawings have words that a language must draw anew."""

from __future__ import annotations

import pytest
from samples import MakeWorkspace, a_library, with_blocks
from spoken import phrases, translation_drafted

from handouts.review.texts import open_collection
from handouts.translation.labels import has_words

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">{}</svg>'
SKIN = SVG.format('<text x="1" y="9"><tspan>Skin</tspan></text>')
PICTURE = "- figure: {file: skin.svg, alt: The skin., caption: Skin}"


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<text>Skin</text>", True),
        ("<svg:text x='1'><svg:tspan>S</svg:tspan>kin</svg:text>", True),
        ("<text>&#83;kin</text>", True),
        ("<text>A</text><text>?</text><text>12</text>", False),
        ("<title>Skin</title><path d='M0 0h9'/>", False),
        ("<!-- <text>Skin</text> -->", False),
        ("<textPath>Skin</textPath>", False),
    ],
)
def test_words_that_a_drawing_sets_are_seen(inside: str, words: bool) -> None:
    assert has_words(SVG.format(inside).encode()) == words
    assert has_words(SVG.format(inside).encode("utf-16")) == words


def test_a_drawing_with_words_is_told_until_there_is_one_of_the_language(
    workspace: MakeWorkspace,
) -> None:
    library = a_library(sun=with_blocks(PICTURE)) | phrases("pl")
    here = workspace(library | {"content/sun/skin.svg": SKIN})
    translation_drafted(here, "pl")

    def labelled() -> tuple[str, ...]:
        one = open_collection(here, ("pl",)).editions["sun"].translations["pl"].translation
        assert one is not None
        return one.labelled

    assert labelled() == ("skin.svg",)
    workspace({"content/sun/translations/pl/skin.svg": SKIN.replace("Skin", "Skóra")})
    assert labelled() == ()
