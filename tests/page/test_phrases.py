from __future__ import annotations

from datetime import date

import pytest
from samples import MakeWorkspace

from handouts.content import text_code
from handouts.diagnostics import HandoutsError
from handouts.page import load_phrases
from handouts.page.phrases import PHRASES, Phrases

SMALL = """
en: {hello: "Hello {name}", months: [Jan, Feb]}
en-US: {hello: "Hi {name}", months: [Jan, Feb]}
"""


def test_a_phrase_is_said_with_its_words(workspace: MakeWorkspace) -> None:
    assert load_phrases(workspace({PHRASES: SMALL}), "en").say("hello", name="{x}") == "Hello {x}"


def test_a_country_has_its_own_phrases_else_those_of_the_language(
    workspace: MakeWorkspace,
) -> None:
    made = workspace({PHRASES: SMALL})
    assert load_phrases(made, "en-US").say("hello", name="a") == "Hi a"
    assert load_phrases(made, "en-GB").say("hello", name="a") == "Hello a"


def test_months_have_names(workspace: MakeWorkspace) -> None:
    phrases = load_phrases(workspace({}), "en-GB")
    assert [phrases.month(date(2026, n, 1))[:3] for n in (1, 11, 12)] == ["Jan", "Nov", "Dec"]


@pytest.mark.parametrize(
    "phrase",
    [None, "Hello {who}", "Hello {0}", "Hello {name", "Hello {name.x}", "Hello {name[x]}"],
)
def test_a_phrase_that_cannot_be_said_is_told_by_its_name(phrase: str | None) -> None:
    entries = {} if phrase is None else {"hello": phrase}
    with pytest.raises(HandoutsError, match="the phrase 'hello' is missing, or wants") as error:
        Phrases(entries).say("hello", name="a")
    assert error.value.diagnostics[0].place.file == PHRASES


def test_a_language_without_phrases_is_told(workspace: MakeWorkspace) -> None:
    with pytest.raises(HandoutsError, match="there are no phrases for 'fr'") as error:
        load_phrases(workspace({PHRASES: SMALL}), "fr")
    assert error.value.diagnostics[0].hint == "known here: en, en-US"


@pytest.mark.parametrize("text", ["en: [", "- en", ""])
def test_a_file_that_cannot_be_read_is_told(workspace: MakeWorkspace, text: str) -> None:
    with pytest.raises(HandoutsError, match=PHRASES):
        load_phrases(workspace({PHRASES: text}), "en")


def test_every_change_of_a_phrase_changes_their_text(workspace: MakeWorkspace) -> None:
    texts = [
        text_code(load_phrases(workspace({PHRASES: text}), "en").entries)
        for text in (SMALL, SMALL.replace("Hello", "Hallo"), SMALL.replace("Feb", "February"))
    ]
    assert len(set(texts)) == 3
    again = load_phrases(workspace({PHRASES: "# a comment\n" + SMALL}), "en").entries
    assert text_code(again) == texts[0]
