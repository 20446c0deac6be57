from __future__ import annotations

from datetime import date

import pytest
from samples import MakeWorkspace

from handouts.diagnostics import HandoutsError
from handouts.page.phrases import PHRASES, Phrases, load_phrases

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


def test_a_script_and_a_region_fall_back_one_by_one(workspace: MakeWorkspace) -> None:
    spoken = "zh: {a: zh, b: zh, c: zh}\nzh-Hans: {b: Hans, c: Hans}\nzh-Hans-HK: {c: HK}\n"
    phrases = load_phrases(workspace({PHRASES: spoken + "fi: {a: fi}\n"}), "zh-Hans-HK")
    assert [phrases.say(key) for key in "abc"] == ["zh", "Hans", "HK"]
    with pytest.raises(HandoutsError, match="there are no phrases for 'fil'"):
        load_phrases(workspace({PHRASES: spoken + "fi: {a: fi}\n"}), "fil")


def test_months_have_names(workspace: MakeWorkspace) -> None:
    phrases = load_phrases(workspace({}), "en-GB")
    assert [phrases.month(date(2026, n, 1))[:3] for n in (1, 11, 12)] == ["Jan", "Nov", "Dec"]


def test_a_phrase_is_set_with_twins_as_the_words_of_a_text_are(workspace: MakeWorkspace) -> None:
    """U+2011 stands in no face that we ship; check takes it, since its twin is set."""
    own = "en: {hello: 'X\u2011ray {name}', months: [Jan\u2011, Feb]}"
    phrases = load_phrases(workspace({PHRASES: own}), "en")
    assert phrases.say("hello", name="\u2103") == "X-ray °C"
    assert phrases.month(date(2026, 1, 1)) == "Jan-"


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


def test_a_phrase_that_the_workspace_lacks_is_ours(workspace: MakeWorkspace) -> None:
    phrases = load_phrases(workspace({PHRASES: "en: {page: Leaf}"}), "en-GB")
    assert (phrases.say("page"), phrases.say("sources")) == ("Leaf", "Sources")


def test_ours_are_not_said_in_another_language(workspace: MakeWorkspace) -> None:
    phrases = load_phrases(workspace({PHRASES: "fr: {page: Page}"}), "fr-FR")
    with pytest.raises(HandoutsError, match="the phrase 'sources' is missing"):
        phrases.say("sources")


def test_a_country_names_only_the_phrases_that_it_says_otherwise(workspace: MakeWorkspace) -> None:
    made = workspace({PHRASES: "en: {page: Leaf, of: out of}\nen-US: {page: Sheet}"})
    phrases = load_phrases(made, "en-US")
    assert (phrases.say("page"), phrases.say("of")) == ("Sheet", "out of")


def test_what_was_frozen_with_a_text_stands_before_all_others() -> None:
    phrases = Phrases({"page": "Page", "of": "of"}).under({"page": "Leaf"})
    assert (phrases.say("page"), phrases.say("of")) == ("Leaf", "of")
