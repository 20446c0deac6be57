"""Prescription-only medicines: not in a text for the public, and said rightly to a patient."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from handouts.brand import Clinic
from handouts.checks.naming import by_name, names_known, naming
from handouts.checks.rule import Check, Finding, alike
from handouts.checks.text import Written, whole_word
from handouts.checks.wordlists import Medicine, word_lists
from handouts.content import NO_MEDICINE, ClinicWords, cited, printed_fields
from handouts.diagnostics import Place

__all__ = ["CHECKS"]

MISSPELT = 0.8  # how like a known name another must be, to be taken for it: 0 to 1
SALT = whole_word(word_lists().salts)
MONEY = re.compile(r"[£$€] ?\d")
OFFICIAL = re.compile(
    r"\bMedication Guide\b"
    r"|\bapproved by (?:the )?(?:U\.?S\.? )?(?:FDA|Food and Drug Administration)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class NamedMedicine:
    """A prescription-only medicine that is named: as what, in what, and where."""

    word: str
    medicine: Medicine
    place: Place
    where: str = "the text"


def not_to_the_public(text: Written, _: float) -> Iterator[Finding]:
    """POM-01: a text for the public names no prescription-only medicine."""
    banned = [clinic for clinic in text.clinics if not _allowed(clinic)]
    if text.handout.audience != "public" or (text.clinics and not banned):
        return
    why = _reason(banned[0] if banned else None)
    if _counts_as_naming(text):
        yield Finding(
            text.handout.place,
            f"the text for the public counts as naming a prescription-only medicine, and {why}",
            _look(text),
        )
    for named in (*_in_text(text), *_in_sources(text)):
        yield Finding(
            named.place,
            f"{named.where} for the public names '{named.word}' ({named.medicine.name}), and {why}",
            "leave it out, or make the handout one for patients ('audience: patient')",
        )
    mentions: dict[tuple[str, str], list[tuple[str, NamedMedicine]]] = {}
    for clinic in banned:
        for named in _in_interests(clinic, text):
            mentions.setdefault((clinic.brand, named.word), []).append((clinic.id, named))
    for (brand, word), [(name, named), *others] in mentions.items():
        more = dict.fromkeys(other for other, _ in others if other != name)
        yield Finding(
            named.place,
            f"{named.where} names '{word}', and stands on handouts for the public"
            + (f"; {alike([*more], brand)}" if more else ""),
            "leave it out of 'offers' and 'interests', or write 'interests' without it",
        )


def no_selling(text: Written, _: float) -> Iterator[Finding]:
    """POM-02: a text that names a prescription-only medicine sells nothing."""
    if text.handout.medicines or _counts_as_naming(text) or any(_in_text(text)):
        for pattern in (MONEY, whole_word(word_lists().selling, ending="s?")):
            for passage, match in text.search(pattern):
                fact = f"'{match[0]}' sells, and the text names a prescription-only medicine"
                yield Finding(passage.at(match.start()), fact, "take it out")


def generic_names(text: Written, _: float) -> Iterator[Finding]:
    """POM-03: a medicine has its generic name, and its brand's only where it must."""
    if text.handout.audience == "patient":
        for named in _in_text(text):
            brands = [brand.casefold() for brand in named.medicine.brands]
            if named.word.casefold().removesuffix("s") in brands:
                hint = f"say '{named.medicine.name}'; patients find the sheet by 'also'"
                yield Finding(named.place, f"'{named.word}' is the name of a brand", hint)


def off_label_said(text: Written, _: float) -> Iterator[Finding]:
    """POM-04: a use outside the licence is told in words."""
    wording = whole_word(word_lists().off_label)
    if text.handout.off_label and not any(text.search(wording)):
        fact = "'off_label' is true, and nothing in the text says so"
        hint = "add a sentence such as 'This use is not part of its licence.'"
        yield Finding(text.handout.place, fact, hint)


def not_official(text: Written, _: float) -> Iterator[Finding]:
    """POM-05: no handout looks like the official guide of a medicine."""
    for passage, match in text.search(OFFICIAL):
        fact = f"'{match[0]}' is kept for the official guide of a medicine"
        yield Finding(passage.at(match.start()), fact, "use other words")


def declared(text: Written, _: float) -> Iterator[Finding]:
    """POM-07: 'prescription_only' lists the medicines that the text names, as salts or without."""
    entries, language = text.handout.medicines, text.handout.language
    known = {medicine for entry in entries if (medicine := by_name().get(_without_salt(entry)))}
    known |= {named.medicine for entry in entries for named in naming(entry, language)}
    if _counts_as_naming(text) and not entries:
        fact = f"it is not known here what medicines are called in {language}"
        yield Finding(text.handout.place, f"{fact}: the text counts as naming one", _look(text))
    for entry in entries:
        near = get_close_matches(_without_salt(entry), list(by_name()), n=1, cutoff=MISSPELT)
        if near and _without_salt(entry) not in by_name() and not any(naming(entry, language)):
            fact = f"'{entry}' in 'prescription_only' is no medicine that is known here"
            yield Finding(entry.place, fact, f"did you mean '{by_name()[near[0]].name}'?")
    for named in _in_text(text):
        if named.medicine not in known:
            known.add(named.medicine)
            yield Finding(
                named.place,
                f"'{named.word}' is not in 'prescription_only'",
                f"add '{named.medicine.name}' to it: such a sheet carries no booking words",
            )


def _counts_as_naming(text: Written) -> bool:
    """Say whether a text is taken for one that names a prescription-only medicine, unread.

    It is where nobody here knows what medicines are called in its language, and nobody said that
    it names none.
    """
    handout = text.handout
    none = bool(handout.prescription_only) and not handout.medicines
    return not names_known(handout.language) and not none


def _look(text: Written) -> str:
    return (
        f"list what it names in 'prescription_only'; 'prescription_only: [{NO_MEDICINE}]', once "
        f"somebody who reads {text.handout.language} has looked, and it names none"
    )


def _allowed(clinic: Clinic) -> bool:
    return clinic.country is not None and clinic.country.pom_to_public


def _reason(clinic: Clinic | None) -> str:
    if clinic is None or clinic.country is None:
        return "no country is known that allows it"
    return f"{clinic.country.name} does not allow it ({clinic.name})"


def _in_text(text: Written) -> Iterator[NamedMedicine]:
    """Walk through the medicines that print; 'also' is for finding alone."""
    for passage in text.passages:
        where = "a title" if passage.name in ("title", "short_title") else "a text"
        for named in naming(passage.words, text.handout.language):
            yield NamedMedicine(named.word, named.medicine, passage.at(named.start), where)


def _in_sources(text: Written) -> Iterator[NamedMedicine]:
    """Walk through the titles of sources that name a medicine, where each is first cited."""
    seen: set[str] = set()
    for citation in cited(printed_fields(text.handout)):
        key = citation.key
        if key not in seen and key in text.library.references:
            seen.add(key)
            title = text.library.references[key].title
            for named in islice(naming(title, text.handout.language), 1):
                where = f"the source '{key}' of a text"
                yield NamedMedicine(named.word, named.medicine, citation.place, where)


def _in_interests(clinic: Clinic, text: Written) -> Iterator[NamedMedicine]:
    """Walk through the medicines in what a clinic says that it offers."""
    handouts, clinic = text.library.handouts, clinic.in_language(text.handout.language)
    offered = [handouts[name].short_title for name in clinic.offers or () if name in handouts]
    asked = any(isinstance(block, ClinicWords) for block in text.handout.blocks())
    own = vars(clinic.words).values() if clinic.words and asked else ()
    texts = (clinic.strapline, clinic.interests, *(() if clinic.interests else offered), *own)
    for words in texts:
        for named in naming(words, text.handout.language):
            where = f"what {clinic.name} says of itself"
            yield NamedMedicine(named.word, named.medicine, clinic.place, where)


def _without_salt(entry: str) -> str:
    """Return the name of a medicine in small letters, without the salt that it is given as."""
    return " ".join(SALT.sub(" ", entry.casefold()).split()) or entry.casefold()


CHECKS: Mapping[str, Check] = {
    "POM-01": not_to_the_public,
    "POM-02": no_selling,
    "POM-03": generic_names,
    "POM-04": off_label_said,
    "POM-05": not_official,
    "POM-07": declared,
}
