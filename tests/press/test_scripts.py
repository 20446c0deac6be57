"""Letterheads and copies in scripts whose glyphs do not tell what they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from gangs import Clinics
from machinery import Validate
from pikepdf import Dictionary, Pdf, String
from scriptfonts import FAMILY, TEXTS, script_face
from stamping import META

from handouts.diagnostics import Problems
from handouts.page.parts import Fragments, Sheet, Style, slot_mark
from handouts.pdf.comparing import differences
from handouts.pdf.heard import heard
from handouts.press.casting import cast
from handouts.press.look import Look
from handouts.press.proofing import judge, set_trial
from handouts.press.rendering import render
from handouts.press.stamping import Letterhead, stamp

ROLES = ("text-face", "heading-face", "letterhead-face")
SLOTS = ("call", "emergency", "panel")
LANGUAGES = [*TEXTS]


def filled(language: str, turn: int = 0) -> dict[str, str]:
    """Return what fills the slots, words, a phone number and a link: in each turn other words."""
    text = TEXTS[language].split(" ")
    first, *rest = [*text[turn:], *text[:turn]]
    words = " ".join(rest[: 3 + turn]) or first[5 * turn : 5 * turn + 9]
    return {
        "masthead": f"<p>{words}</p>",
        "running": f"<b>{words}</b>",
        "call": f'<p class="number"><a href="tel:999">999</a></p><p>{words}</p>',
        "emergency": f"<p>{first}</p>",
        "doctor": "",
        "panel": f'<p>{words} <a href="https://x.example/">{first} x.example</a></p><p>{words}</p>',
    }


@dataclass
class Press:
    clinics: Clinics

    @property
    def look(self) -> Look:
        families = dict.fromkeys(ROLES, FAMILY)
        return Look(self.clinics.look().colours, (script_face(), script_face(700)), families)

    def slots(self, language: str, turn: int = 0) -> Fragments:
        return Fragments(filled(language, turn), {}, {}, "clinic.yml", language)

    def cast(self, *members: Fragments) -> list[Letterhead]:
        made = cast(members, self.clinics.gang, self.look)
        letterheads = [one for one in made if isinstance(one, Letterhead)]
        assert len(letterheads) == len(members), made
        return letterheads

    def sheet(self, language: str) -> Sheet:
        boxes = "".join(f'<div class="slot {s}">{slot_mark(s)}</div>' for s in SLOTS)
        html = (
            f'<!doctype html><html lang="{language}"><head><title>T</title></head>'
            f"<body><h1>{TEXTS[language]}</h1><p>{TEXTS[language]}</p>{boxes}"
            '<div id="end"></div></body></html>'
        )
        gang = self.clinics.gang([self.slots(language)])
        page = "@page { size: A4; margin: 17mm } html { font-family: var(--text-face) }"
        styles = (*gang.styles[:-2], Style("t.css", page))
        return Sheet(html, styles, {}, "t.yaml", gang.boxes)


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    return Press(Clinics(tmp_path_factory.mktemp("scripts")))


@pytest.fixture(scope="module")
def together(press: Press) -> Mapping[str, Letterhead]:
    """A gang of 25, in which glyphs of each of ten are met in other words first."""
    turned = [(language, 1 + n // 10) for n, language in enumerate([*LANGUAGES, *LANGUAGES[:5]])]
    before = [press.slots(*one) for one in turned]
    made = press.cast(*before, *map(press.slots, LANGUAGES))
    assert len(made) == 25
    return dict(zip(LANGUAGES, made[-10:], strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letterhead_is_the_same_alone_and_in_a_gang_of_25(
    press: Press, together: Mapping[str, Letterhead], language: str
) -> None:
    assert press.cast(press.slots(language)) == [together[language]]


@pytest.fixture(scope="module")
def pairs(press: Press) -> Mapping[str, tuple[bytes, bytes]]:
    """A copy in each language, and its whole render."""
    return {language: a_pair(press, language) for language in LANGUAGES}


def a_pair(press: Press, language: str) -> tuple[bytes, bytes]:
    sheet, slots, look, problems = (
        press.sheet(language),
        press.slots(language),
        press.look,
        Problems(),
    )
    dark = set_trial(sheet, look, problems)
    assert dark is not None, [*map(str, problems)]
    found = judge(0, dark, None, sheet, look, problems)
    assert found is not None, [*map(str, problems)]
    [letterhead] = press.cast(slots)
    assert found[1] is not None
    copy = stamp(found[1], letterhead, tuple(look.colours.values()), META)
    whole = render(sheet, slots, look, META, problems)
    assert whole is not None, [*map(str, problems)]
    return copy, whole


@pytest.fixture(params=LANGUAGES)
def pair(
    request: pytest.FixtureRequest, pairs: Mapping[str, tuple[bytes, bytes]]
) -> tuple[str, bytes, bytes]:
    return str(request.param), *pairs[request.param]


def test_a_copy_is_the_whole_render(pair: tuple[str, bytes, bytes]) -> None:
    _, copy, whole = pair
    assert [*differences(copy, whole)] == []
    assert [(p.page, p.text) for p in heard(copy)] == [(p.page, p.text) for p in heard(whole)]


def test_what_stands_in_slots_is_heard_as_it_is_written(pair: tuple[str, bytes, bytes]) -> None:
    language, copy, _ = pair
    said = [passage.text for passage in heard(copy)]
    for slot in SLOTS:
        for paragraph in re.findall("<p[^>]*>(.*?)</p>", filled(language)[slot]):
            assert normalize("NFC", re.sub("<[^>]*>", "", paragraph)) in said


def test_copies_conform(
    pairs: Mapping[str, tuple[bytes, bytes]], tmp_path: Path, validate: Validate
) -> None:
    files = [tmp_path / f"{language}.pdf" for language in pairs]
    for file in files:
        file.write_bytes(pairs[file.stem][0])
    assert validate(files) == {file: [] for file in files}


def test_one_wrong_letter_that_is_heard_is_seen(pair: tuple[str, bytes, bytes]) -> None:
    _, copy, whole = pair
    facts = [*differences(shortened(copy), whole)]
    told = "page 1: the words that are heard differ: "
    assert [fact.startswith(told) for fact in facts] == [True] * (shortened(copy) != copy)


def shortened(data: bytes) -> bytes:
    """Return a PDF in which the last run that says what it is says one letter less."""
    with Pdf.open(BytesIO(data)) as pdf:
        said = [o for o in pdf.objects if isinstance(o, Dictionary) and "/ActualText" in o]
        for one in said[-1:]:
            one.ActualText = String(str(one.ActualText)[1:])
        made = BytesIO()
        pdf.save(made)
        return made.getvalue() if said else data
