from __future__ import annotations

from pathlib import Path

import pytest
from ruling import SOUND, judge

from handouts.checks.readability import Counts, counts, flesch_kincaid, smog
from handouts.checks.syllables import syllables

SYLLABLES = """
1: a asked blood breathe clothes cream dries lines mole months nerve nose risk scar skin
smile smiles used weeks whole year years young
2: able about ageing aging ankle away babies baby because being bleeding blisters breathing
bruises cancer careful changes clinic creases daily dial disease doctor drying every eyelid
facelift faces facial fibres filler forehead happened healing hygiene inflamed laser
loosens massage message mirror muscle muscles needed needle painful patient patients people
pigment pregnant question questions quickly ration really redness research safely sagging
science series sometimes steroid studies sunscreen surgeon swelling swollen tablet
tightened tissue treated treatment trial trials vaccine virus waited washes water women
worried wrinkle wrinkled wrinkles
3: actual allergic allergy area artery biopsy carefully chemical collagen continue decided
elastin exercise fractional hospital idea infection injection ligament medicine ovaries
pacemaker physician pregnancy prescription probably procedure reaction retinoid serious
surgery swallowing vaseline video vitamin
4: anaesthetic autoimmune botulinum comfortable diabetes electrical emergency exercises
operation paediatric radiation usually vegetable
5: hyaluronic ultraviolet
"""


def by_count() -> list[tuple[str, int]]:
    """Return each word of the list with its number of syllables."""
    count, found = 0, []
    for word in SYLLABLES.split():
        if word.endswith(":"):
            count = int(word[:-1])
        else:
            found.append((word, count))
    return found


def test_syllables_are_counted_as_they_are_spoken() -> None:
    assert [(w, n, syllables(w)) for w, n in by_count() if syllables(w) != n] == []


@pytest.mark.parametrize(("word", "count"), [("nose-to-mouth", 3), ("doctor's", 2), ("hmm", 1)])
def test_hyphens_and_endings_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_words_and_sentences_are_counted() -> None:
    found = counts(["The cat sat on 3 mats.", "A medicine works.", "30 mm."])
    assert found == Counts(sentences=3, words=9, syllables=11, long_words=1)


def test_the_formulas_are_those_of_their_authors() -> None:
    found = Counts(sentences=30, words=300, syllables=450, long_words=30)
    assert flesch_kincaid(found) == pytest.approx(0.39 * 10 + 11.8 * 1.5 - 15.59)
    assert smog(found) == pytest.approx(1.043 * 30**0.5 + 3.1291)


def test_a_short_text_has_no_score(tmp_path: Path) -> None:
    hard = (
        "sections: [{heading: Deterioration, blocks: [{prose: Immunological incompatibility.}]}]\n"
    )
    short = SOUND[: SOUND.index("sections:")] + hard
    assert judge(tmp_path, short, only="TXT-03") == []
    assert judge(tmp_path, short, only="TXT-04") == []


def test_another_language_has_no_score(tmp_path: Path) -> None:
    settings = "[thresholds]\nTXT-03 = -5\n"
    assert len(judge(tmp_path, settings=settings, only="TXT-03")) == 1
    spanish = SOUND.replace("en-GB", "es")
    [told] = judge(tmp_path, spanish, settings=settings, only="TXT-03")
    assert (told.severity, told.message) == ("info", "not checked in es: TXT-03")
