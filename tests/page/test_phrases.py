from __future__ import annotations

import re
from datetime import date
from string import Formatter

import pytest
from markupsafe import Markup
from samples import MakeWorkspace

from handouts.brand import BOLD, house_widths, script_widths, text_width
from handouts.content.locale import locale_of
from handouts.diagnostics import HandoutsError, Problems
from handouts.page.phrases import FOLDER, HEAD, PHRASES, Phrases, load_phrases
from handouts.reading import Map, parse_yaml
from handouts.workspace import Workspace, house

DAY = date(2026, 11, 29)
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
    spoken = "yi: {a: yi, b: yi, c: yi}\nyi-Latn: {b: Latn, c: Latn}\nyi-Latn-US: {c: US}\n"
    phrases = load_phrases(workspace({PHRASES: spoken + "fi: {a: fi}\n"}), "yi-Latn-US")
    assert [phrases.say(key) for key in "abc"] == ["yi", "Latn", "US"]
    with pytest.raises(HandoutsError, match="there are no phrases for 'fil'"):
        load_phrases(workspace({PHRASES: spoken + "fi: {a: fi}\n"}), "fil")


@pytest.mark.parametrize(
    ("language", "written"),
    [("en-GB", "November 2026"), ("es-MX", "noviembre de 2026"), ("zh-Hans", "2026年11月")],
)
def test_a_date_is_written_as_in_the_language(language: str, written: str) -> None:
    assert Phrases({}, language=language).dated(DAY)["date"] == written


def test_a_language_that_is_not_known_names_its_months_itself(workspace: MakeWorkspace) -> None:
    own = 'yi: {months: [a, b, c, d, e, f, g, h, i, j, k, l], written: "{month} {year}"}'
    phrases = load_phrases(workspace({PHRASES: own}), "yi")
    assert phrases.say("written", **phrases.dated(DAY)) == "k 2026"
    with pytest.raises(HandoutsError, match="the phrase 'months' is missing"):
        load_phrases(workspace({PHRASES: "yi: {a: b}"}), "yi").dated(DAY)


def test_a_phrase_takes_marks_and_escapes_its_own_words() -> None:
    phrases = Phrases({"folio": "Page <{page}> of {pages}"})
    said = phrases.marked("folio", page=Markup("<b></b>"), pages=Markup("<i></i>"))
    assert said == "Page &lt;<b></b>&gt; of <i></i>"


def test_a_phrase_is_set_with_twins_as_the_words_of_a_text_are(workspace: MakeWorkspace) -> None:
    """U+2011 stands in no face that we ship; check takes it, since its twin is set."""
    own = "en: {hello: 'X\u2011ray {name}', months: [Jan\u2011, Feb]}"
    phrases = load_phrases(workspace({PHRASES: own}), "en")
    assert phrases.say("hello", name="\u2103") == "X-ray °C"
    assert phrases.dated(date(2026, 1, 1))["month"] == "Jan-"


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
    with pytest.raises(HandoutsError, match="there are no phrases for 'fi'") as error:
        load_phrases(workspace({PHRASES: SMALL}), "fi")
    assert error.value.diagnostics[0].hint.startswith("known here: ")
    assert {"en", "en-US"} <= set(error.value.diagnostics[0].hint[12:].split(", "))


@pytest.mark.parametrize("text", ["en: [", "- en", ""])
def test_a_file_that_cannot_be_read_is_told(workspace: MakeWorkspace, text: str) -> None:
    with pytest.raises(HandoutsError, match=PHRASES):
        load_phrases(workspace({PHRASES: text}), "en")


def test_a_phrase_that_the_workspace_lacks_is_ours(workspace: MakeWorkspace) -> None:
    phrases = load_phrases(workspace({PHRASES: "en: {page: Leaf}"}), "en-GB")
    assert (phrases.say("page"), phrases.say("sources")) == ("Leaf", "Sources")


def test_ours_are_not_said_in_another_language(workspace: MakeWorkspace) -> None:
    phrases = load_phrases(workspace({PHRASES: "fi: {page: Sivu}"}), "fi-FI")
    with pytest.raises(HandoutsError, match="the phrase 'sources' is missing"):
        phrases.say("sources")


def test_a_country_names_only_the_phrases_that_it_says_otherwise(workspace: MakeWorkspace) -> None:
    made = workspace({PHRASES: "en: {page: Leaf, of: out of}\nen-US: {page: Sheet}"})
    phrases = load_phrases(made, "en-US")
    assert (phrases.say("page"), phrases.say("of")) == ("Sheet", "out of")


def test_what_was_frozen_with_a_text_stands_before_all_others() -> None:
    phrases = Phrases({"page": "Page", "of": "of"}).under({"page": "Leaf"})
    assert (phrases.say("page"), phrases.say("of")) == ("Leaf", "of")


OWN = f"{FOLDER}/fi.yaml"
FINNISH = "by: machine\npage: Sivu {n}\nsources: Lähteet\n"


def spoken(made: Workspace, language: str, *keys: str) -> list[str]:
    phrases = load_phrases(made, language)
    return [phrases.say(key, n=1) for key in keys]


def test_a_language_may_have_a_file_of_its_own(workspace: MakeWorkspace) -> None:
    assert spoken(workspace({OWN: FINNISH}), "fi-FI", "page", "sources") == ["Sivu 1", "Lähteet"]


def test_the_file_of_a_narrower_tag_says_only_what_differs(workspace: MakeWorkspace) -> None:
    narrow = "by: A. Aalto\non: 2026-11-29\npage: Sida {n}\n"
    made = workspace({OWN: FINNISH, f"{FOLDER}/fi-SE.yaml": narrow})
    assert spoken(made, "fi-SE", "page", "sources") == ["Sida 1", "Lähteet"]
    assert load_phrases(made, "fi-SE").machine == {"sources"}


def test_a_machine_s_phrases_are_known_until_a_person_has_gone_through_them(
    workspace: MakeWorkspace,
) -> None:
    made = workspace({OWN: FINNISH})
    assert load_phrases(made, "fi").machine == {"page", "sources"}
    assert load_phrases(made, "fi").under({"page": "Lehti"}).machine == {"sources"}
    read = FINNISH.replace("by: machine", "by: A. Aalto\non: 2026-11-29")
    assert not load_phrases(workspace({OWN: read}), "fi").machine


def test_the_workspace_s_own_phrases_win_over_ours_one_by_one(workspace: MakeWorkspace) -> None:
    own = "by: A. Smith\non: 2026-11-29\nemail: Mail\n"
    phrases = load_phrases(workspace({f"{FOLDER}/en-US.yaml": own}), "en-US")
    said = [phrases.say(key) for key in ("email", "qr_caption", "sources")]
    assert said == ["Mail", "Scan to schedule", "Sources"]
    assert "email" not in phrases.machine and "qr_caption" in phrases.machine


@pytest.mark.parametrize(
    "head", ["", "by:", "by: A. Aalto", "by: A. Aalto\non: soon", "by: [machine]"]
)
def test_a_file_that_does_not_say_who_has_gone_through_it_is_told(
    workspace: MakeWorkspace, head: str
) -> None:
    with pytest.raises(HandoutsError, match="it is not said who has gone through") as error:
        load_phrases(workspace({OWN: f"{head}\npage: Sivu\n"}), "fi")
    assert error.value.diagnostics[0].place.file == OWN


def test_a_phrase_that_is_missing_is_told_at_the_file_of_its_language(
    workspace: MakeWorkspace,
) -> None:
    with pytest.raises(HandoutsError, match="the phrase 'hours' is missing") as error:
        load_phrases(workspace({OWN: FINNISH}), "fi-FI").say("hours")
    assert error.value.diagnostics[0].place.file == OWN


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def shipped(name: str) -> Map:
    node = parse_yaml((house() / name).read_text(encoding="utf-8"), name, Problems())
    assert node is not None
    return node


SHEETS = sorted(path.stem for path in (house() / FOLDER).glob("*.yaml"))


@pytest.mark.parametrize("tag", SHEETS)
def test_the_phrases_that_we_ship_are_those_of_english(tag: str, workspace: MakeWorkspace) -> None:
    """Each says what English says, and with its {words}; no more keys, and none is missing."""
    english, phrases = load_phrases(workspace({}), "en"), load_phrases(workspace({}), tag)
    assert locale_of(tag).tag == tag and phrases.entries.keys() == english.entries.keys()
    wanted = {key: fields_of(str(text)) for key, text in english.entries.items()}
    assert {key: fields_of(str(text)) for key, text in phrases.entries.items()} == wanted
    assert all(phrases.entries.values()), "an empty phrase"
    quotes = phrases.entries["quote_open"], phrases.entries["quote_close"]
    assert quotes == phrases.locale.quotes[:2], "quotes of the block and of running text"
    own = [key for key in shipped(f"{FOLDER}/{tag}.yaml").items if key not in HEAD]
    same = [key for key in own if phrases.entries[key] == english.entries[key]]
    assert not (tag.startswith("en") and same), "only what differs stands there"


def lines(words: str, tag: str, size: float, width: float) -> int:
    """Return on how many lines bold words stand in a column, in pt and mm, with 5 % to spare."""
    faces = [weights[BOLD] for weights in house_widths().values()]
    faces = [*script_widths(locale_of(tag), BOLD)[-1:], *faces]  # of Urdu, that of single lines
    count, room, space = 0, 0.0, text_width(" ", faces, size)
    for word in re.split(r" |(?<=[\u3000-\u9fff])", words):
        wide = text_width(word, faces, size)
        if wide > room:
            count, room = count + 1, width * 0.95
        room -= wide + space
    return count


@pytest.mark.parametrize(
    "tag", ["en", *sorted(path.stem for path in (house() / FOLDER).glob("*.yaml"))]
)
def test_phrases_that_have_a_box_fit_it(workspace: MakeWorkspace, tag: str) -> None:
    """In the narrowest format (styles/formats/pocket.css), where it is 118 and 52 mm wide."""
    phrases = load_phrases(workspace({}), tag)
    assert lines(phrases.say("draft_band"), tag, 10.5, 118) == 1
    assert lines(phrases.say("overdue_band"), tag, 10.5, 118) <= 2
    assert lines(phrases.say("emergency_blank"), tag, 12, 52) <= 2
