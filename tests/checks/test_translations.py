"""Rules on translations: they find seeded faults, and nothing in what is whole."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from samples import TODAY

from handouts.checks.catalogue import all_rules
from handouts.checks.run import judge_translations
from handouts.content.library import load_library
from handouts.content.locale import locale_of
from handouts.diagnostics import Diagnostic, Problems
from handouts.reading.nodes import Text
from handouts.translation.catalogue import Unit
from handouts.translation.letters import foreign_letters
from handouts.translation.pairing import pair
from handouts.translation.segmenting import segments
from handouts.translation.translating import Translation, languages_of, translation_of
from handouts.workspace import Workspace

ROOT = Path(__file__).parents[2]
HERE = Workspace.open(ROOT, TODAY)
LIBRARY = load_library(HERE, Problems())
SOURCE = LIBRARY.handouts["facial-massage"]
LANGUAGES = languages_of(HERE, "facial-massage")
RULES = [str(rule.id) for rule in all_rules().values() if rule.judges == "translation"]
FAULTS = 340
CITED = re.compile(r" ?\[@[^\]]*\]")
SENTENCE = re.compile(r"[^.!?؟۔।。！？]+(?:[.!?؟۔।](?=\s|$)|[。！？])")
FOREIGN = {"Latn": ("a", "а"), "Cyrl": ("а", "a"), "Arab": ("ا", "a")}


def whole(language: str) -> Translation:
    """Return a translation of ours as if a person had gone through it."""
    return changed(draft(language), lambda entry: replace(entry, flags=()))


def draft(language: str) -> Translation:
    problems = Problems()
    one = translation_of(HERE, SOURCE, language, problems)
    assert one is not None, list(problems)
    return one


def changed(one: Translation, change: Callable[[Unit], Unit]) -> Translation:
    entries = [change(entry) for entry in one.catalogue.entries]
    catalogue = replace(one.catalogue, entries=entries)
    return replace(one, catalogue=catalogue, pairs=pair(segments(SOURCE, one.pictures), catalogue))


def judged(one: Translation) -> list[Diagnostic]:
    return judge_translations([one], LIBRARY, [], HERE.settings, only=RULES)


WHOLE = {language: whole(language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_found_in_what_is_whole(language: str) -> None:
    assert list(map(str, judged(WHOLE[language]))) == []


def test_what_is_marked_alone_is_not_told_as_another_source() -> None:
    now = changed(
        WHOLE["pl"], lambda e: replace(e, flags=("fuzzy",) if e.context == "title" else ())
    )
    [told] = judged(now)
    assert told.message == "it is marked as needing work: Does facial massage really work?"


@pytest.mark.parametrize("word", ["a", "i", "oce"])
def test_latin_letters_that_look_like_a_cyrillic_word_are_told(word: str) -> None:
    told = list(foreign_letters(f"масаж {word} не вправи", locale_of("uk")))
    assert [letter for _, letter in told] == list(word)
    assert not list(foreign_letters("вітамін A, Botox та ретиноїд", locale_of("uk")))


def said(entry: Unit, words: str) -> Unit:
    return replace(entry, words=Text(words, entry.place))


def a_number(entries: Sequence[Unit], chance: random.Random) -> list[Unit]:
    entry = chance.choice([e for e in entries if re.search(r"\d", CITED.sub("", e.words))])
    digits = list(re.finditer(r"\d", CITED.sub(lambda m: "x" * len(m[0]), entry.words)))
    at = chance.choice(digits).start()
    other = str((int(entry.words[at]) + chance.randint(1, 8)) % 9 + 1)
    other = other if other != entry.words[at] else "9" if other != "9" else "8"
    return [said(entry, entry.words[:at] + other + entry.words[at + 1 :])]


def a_citation(entries: Sequence[Unit], chance: random.Random) -> list[Unit]:
    entry = chance.choice([e for e in entries if CITED.search(e.words)])
    other = chance.choice(["", " [@shin2019x]"])
    return [said(entry, CITED.sub(other, entry.words, count=1))]


def a_lost_sentence(entries: Sequence[Unit], chance: random.Random) -> list[Unit]:
    many = [e for e in entries if len(SENTENCE.findall(CITED.sub("", e.words))) > 1]
    entry = chance.choice([e for e in many if "**" not in e.words and "](" not in e.words])
    plain = [m for m in SENTENCE.finditer(entry.words) if "@" not in m[0]]
    lost = chance.choice(plain)
    return [said(entry, (entry.words[: lost.start()] + entry.words[lost.end() :]).strip())]


def swapped_rows(entries: Sequence[Unit], chance: random.Random) -> list[Unit]:
    told = [e for e in entries if re.search(r"\d|\[@", e.words)]
    one = chance.choice([e for e in told if sum(e.context == o.context for o in entries) > 1])
    other = chance.choice([e for e in entries if e.context == one.context and e is not one])
    return [said(one, other.words), said(other, one.words)]


def a_letter(entries: Sequence[Unit], chance: random.Random, language: str) -> list[Unit]:
    own, foreign = FOREIGN.get(locale_of(language).script, ("", "а"))
    with_it = [e for e in entries if own in CITED.sub("", e.words.partition("](")[0])]
    entry = chance.choice(with_it)
    at = entry.words.index(own) if own else 1
    return [said(entry, entry.words[:at] + foreign + entry.words[at + len(own) :])]


def letters_of_another_encoding(entries: Sequence[Unit], chance: random.Random) -> list[Unit]:
    entry = chance.choice([e for e in entries if len(e.words) > 3])
    return [said(entry, f"{entry.words[:2]}Ã¼{entry.words[2:]}")]


def a_machine_mark(entries: Sequence[Unit], chance: random.Random) -> list[Unit]:
    return [replace(chance.choice(entries), flags=("fuzzy", "machine"))]


def a_stale_mark(entries: Sequence[Unit], chance: random.Random) -> list[Unit]:
    return [replace(chance.choice(entries), flags=("fuzzy",))]


def a_gap(entries: Sequence[Unit], chance: random.Random) -> list[Unit]:
    return [said(chance.choice(entries), "")]


def a_link(entries: Sequence[Unit], chance: random.Random) -> list[Unit]:
    entry = chance.choice([e for e in entries if "](handout:" in e.words])
    return [said(entry, entry.words.replace("](handout:", "](handout:x"))]


def a_strong_word(entries: Sequence[Unit], chance: random.Random) -> list[Unit]:
    entry = chance.choice([e for e in entries if "**" in e.words])
    return [said(entry, entry.words.replace("**", ""))]


def a_sentence_of_the_source(entries: Sequence[Unit], chance: random.Random) -> list[Unit]:
    many = [(e, SENTENCE.match(e.source)) for e in entries if "**" not in e.source]
    told = [(e, m[0]) for e, m in many if m and m.end() < len(e.source) and len(m[0].split()) > 4]
    entry, left = chance.choice([(e, words) for e, words in told if words.isascii()])
    own = SENTENCE.match(entry.words)
    assert own
    return [said(entry, left + entry.words[own.end() :])]


def words_of_another_language(entries: Sequence[Unit], chance: random.Random) -> list[Unit]:
    welsh = "Mae tylino wyneb yn gallu teimlo yn braf ond nid oes prawf da"
    plainly = [e for e in entries if not re.search(r"[\d@*]|\]\(|[?؟？]$", e.words)]
    return [said(chance.choice([e for e in plainly if 50 < len(e.source) < 90]), f"{welsh}.")]


def swapped_sources(entries: Sequence[Unit], chance: random.Random) -> list[Unit]:
    several = [e for e in entries if len({*CITED.findall(e.words)}) > 1]
    entry = chance.choice(several)
    first, last = list(CITED.finditer(entry.words))[:: len(CITED.findall(entry.words)) - 1]
    between = entry.words[first.end() : last.start()]
    swapped = last[0] + between + first[0]
    return [said(entry, entry.words[: first.start()] + swapped + entry.words[last.end() :])]


def a_sentence_twice(entries: Sequence[Unit], chance: random.Random) -> list[Unit]:
    plainly = [
        e for e in entries if not re.search(r"[\d@*]|\]\(", e.words) and e.words[-1] in ".。۔।"
    ]
    entry = chance.choice([e for e in plainly if len(e.source) > 60])
    return [said(entry, f"{entry.words} {entry.words}")]


def a_question(entries: Sequence[Unit], chance: random.Random) -> list[Unit]:
    entry = chance.choice([e for e in entries if e.source.endswith("?")])
    return [said(entry, entry.words.rstrip("?؟？ \u202f\u00a0") + ".")]


def no_words(entries: Sequence[Unit], chance: random.Random) -> list[Unit]:
    return [said(chance.choice(entries), chance.choice(["\u200b", "...", "???", "\u00a0"]))]


KINDS = {
    "a number": (a_number, {"TRN-02"}),
    "a citation": (a_citation, {"TRN-06"}),
    "a lost sentence": (a_lost_sentence, {"TRN-09"}),
    "swapped rows": (swapped_rows, {"TRN-02", "TRN-06"}),
    "a wrong script's letter": (None, {"TRN-04"}),
    "another encoding": (letters_of_another_encoding, {"TRN-04"}),
    "a machine mark": (a_machine_mark, {"TRN-03"}),
    "a stale mark": (a_stale_mark, {"TRN-01"}),
    "a gap": (a_gap, {"TRN-01"}),
    "a link": (a_link, {"TRN-06"}),
    "a strong word": (a_strong_word, {"TRN-06"}),
    "a sentence of the source": (a_sentence_of_the_source, {"TRN-08"}),
    "another language": (words_of_another_language, {"TRN-15"}),
    "swapped sources": (swapped_sources, {"TRN-09"}),
    "a sentence twice": (a_sentence_twice, {"TRN-09"}),
    "a question": (a_question, {"TRN-09"}),
    "no words": (no_words, {"TRN-01"}),
}


@pytest.mark.parametrize("number", range(FAULTS))
def test_a_seeded_fault_is_found_where_it_is(number: int) -> None:
    chance = random.Random(number)
    kind = [*KINDS][number % len(KINDS)]
    same = kind in ("a sentence of the source", "another language")  # en-US speaks as its source
    language = chance.choice([one for one in LANGUAGES if not (same and one == "en-US")])
    one, (seed, rules) = WHOLE[language], KINDS[kind]
    entries = [e for e in one.catalogue.entries if e.context != "also"]
    seeded = seed(entries, chance) if seed else a_letter(entries, chance, language)
    by_key = {entry.key: entry for entry in seeded}
    assert any(entry not in one.catalogue.entries for entry in seeded), kind
    now = changed(one, lambda entry: by_key.get(entry.key, entry))
    problems = judged(now)
    assert rules & {problem.rule for problem in problems}, (kind, language, seeded)
    places = {entry.place.line for entry in seeded}
    assert {problem.place.line for problem in problems} <= places, (kind, language, problems)
