from __future__ import annotations

from dataclasses import replace

import pytest
from finding import FOUND, FOUND_ACROSS, NAMES, SUGGESTED, across, shipped
from samples import MakeWorkspace, a_handout, a_library, loaded

from handouts.content.model import Handout
from handouts.counter.finding import Findable, find, findable, meant, search, suggest
from handouts.counter.folding import fold
from handouts.reading import Text

SHIPPED = shipped()
THINGS = [findable(one) for one in SHIPPED]


@pytest.mark.parametrize("query", FOUND)
def test_what_people_type_finds_what_they_mean(query: str) -> None:
    expected = FOUND[query]
    assert [one.id for one in find(SHIPPED, query)][: len(expected)] == expected


@pytest.mark.parametrize("query", SUGGESTED)
def test_what_is_not_here_finds_nothing_and_what_is_near_is_suggested(query: str) -> None:
    assert find(SHIPPED, query) == []
    assert suggest(THINGS, query) == SUGGESTED[query]


@pytest.mark.parametrize("query", FOUND_ACROSS)
def test_what_people_type_in_their_own_script_finds_what_they_mean(query: str) -> None:
    names = [*NAMES]
    assert [names[hit.position] for hit in search(across(), query)] == FOUND_ACROSS[query]


@pytest.fixture
def handouts(workspace: MakeWorkspace) -> list[Handout]:
    """Four handouts, by id."""
    made = workspace(
        a_library(
            laser=a_handout(title="Laser for fine lines", short_title="Laser"),
            sun=a_handout(also=["tan"]),
            sunburn=a_handout(title="After sun: your skin", short_title="Burn", also=["tanline"]),
            peel=a_handout(
                title="A peel", short_title="Peel", summary="Acid.", terms={"frost": "white skin"}
            ),
        )
    )
    return [loaded(made, name) for name in ("laser", "peel", "sun", "sunburn")]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sun", ["sun", "sunburn", "laser"]),  # laser tells of the sun in its first lines
        ("sunb", ["sunburn"]),
        ("skin your", ["sunburn", "sun", "laser"]),
        ("Tan", ["sun", "sunburn"]),
        ("lines fine", ["laser"]),
        ("frost", ["peel"]),
        ("forst", ["peel"]),
        ("acid", ["peel"]),
        ("acdi", []),  # misspelt, where names and terms alone may be
        ("the", ["peel", "sunburn", "laser", "sun"]),
        ("the frost", ["peel"]),
        ("aft", ["sunburn"]),
        ("knee", []),
        ("", ["peel", "sunburn", "laser", "sun"]),
    ],
)
def test_names_go_before_terms_and_terms_before_text(
    handouts: list[Handout], words: str, found: list[str]
) -> None:
    assert [handout.id for handout in find(handouts, words)] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sun", ["en-GB", "pl"]),
        ("tan", ["en-GB", "pl"]),
        ("slonce", ["en-GB", "pl"]),
        ("opalenizna", ["en-GB", "pl"]),
        ("kapelusz", ["pl"]),  # a heading is of its own text alone
        ("kolano", []),
    ],
)
def test_a_handout_is_found_by_its_names_in_each_language_that_it_has(
    workspace: MakeWorkspace, words: str, found: list[str]
) -> None:
    source = loaded(workspace(a_library(sun=a_handout(also=["tan"]))))
    polish = replace(
        source,
        language=Text("pl"),
        title=Text("Słońce i skóra"),
        short_title=Text("Słońce"),
        also=(Text("opalenizna"),),
        summary=Text("Kapelusz."),
    )
    assert [str(one.language) for one in find([source, polish], words)] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sun", ["sun"]),  # its id
        ("skin", ["sunburn", "sun"]),
        ("tan", ["sun"]),
        ("burn", ["sunburn"]),
        ("peel frost", ["peel"]),
        ("skin what", ["sunburn", "sun"]),
        ("knee", []),
    ],
)
def test_what_is_called_so_is_meant_before_what_holds_the_words(
    handouts: list[Handout], words: str, found: list[str]
) -> None:
    assert [handout.id for handout in meant(handouts, words)] == found


def test_a_name_and_a_term_together_are_no_name() -> None:
    found = search([Findable(("sagging skin",), terms=("jowls",))], "sagging jowls")
    assert [one.named for one in found] == [False]


@pytest.mark.parametrize(
    ("typed", "word", "found"),
    [
        ("sun", "sin", False),  # under four letters none may be wrong
        ("lazer", "laser", True),
        ("sapt", "spat", True),  # changed places: one
        ("lizzer", "laser", False),
        ("retiniod", "retinoid", True),
        ("rettiniod", "retinoid", True),
        ("rettiniodz", "retinoid", False),
        ("co3", "co2", False),
    ],
)
def test_the_longer_a_word_the_more_letters_may_be_wrong(
    typed: str, word: str, found: bool
) -> None:
    assert bool(search([Findable((word,))], typed)) == found


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("creams", "cream"),
        ("peels", "peeling"),
        ("wrinkled", "wrinkles"),
        ("massaging", "massage"),
        ("sagging", "sags"),
        ("bodies", "body"),
        ("boxes", "box"),
        ("filled", "fills"),
    ],
)
def test_a_word_is_found_in_another_form(typed: str, word: str) -> None:
    [found] = search([Findable(("fog",)), Findable((word,))], typed)
    assert (found.position, found.called, found.cost) == (1, 0, 0)


def test_a_word_that_stands_somewhere_is_not_taken_for_another() -> None:
    things = [Findable(("fine lines",)), Findable(("lanes",))]
    assert [one.position for one in search(things, "lines")] == [0]
    assert [one.position for one in search(things, "linse")] == [0]


def test_all_words_must_be_there() -> None:
    assert search([Findable(("blood vessel",))], "blood pressure") == []


def test_only_the_last_word_may_be_half_typed() -> None:
    things = [Findable(("lip filler",))]
    assert search(things, "lip fil")
    assert not search(things, "fil li")[1:]
    assert not search([Findable(("lipstick filler",))], "lip filler")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Crow's feet", "crows feet"),
        ("crow’s-feet", "crows feet"),
        ("Café  au lait", "cafe au lait"),
        ("(SMAS) *lift*!", "smas lift"),
        ("½ ﬁne", "1 2 fine"),
        ("", ""),
    ],
)
def test_accents_apostrophes_and_hyphens_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("typed", ["the", "'", "???", "x" * 5000, "a b " * 200, "\U0001f642"])
def test_whatever_is_typed_is_answered(handouts: list[Handout], typed: str) -> None:
    assert isinstance(find(handouts, typed), list)
    assert isinstance(suggest(map(findable, handouts), typed), str)
