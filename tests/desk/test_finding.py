from __future__ import annotations

import pytest
from samples import MakeWorkspace, a_handout, a_library, loaded

from handouts.desk.finding import find, matches


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sun", ["sun"]),
        ("SUN", ["sun"]),
        ("Tan", ["sun"]),
        ("sunb", ["sunburn"]),
        ("after sun", ["sunburn"]),
        ("skin", ["sun", "sunburn"]),
        ("fine lines", ["laser"]),
        ("knee", []),
    ],
)
def test_what_is_called_exactly_so_goes_before_what_holds_the_words(
    workspace: MakeWorkspace, words: str, found: list[str]
) -> None:
    made = workspace(
        a_library(
            laser=a_handout(title="Laser for fine lines", short_title="Laser"),
            sun=a_handout(also=["tan"]),
            sunburn=a_handout(title="After sun: your skin", short_title="Burn", also=["tanned"]),
        )
    )
    handouts = [loaded(made, name) for name in ("laser", "sun", "sunburn")]
    assert [handout.id for handout in find(handouts, words)] == found
    assert set(found) <= {handout.id for handout in handouts if matches(handout, words)}
