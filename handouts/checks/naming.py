"""Where words name a prescription-only medicine, in each language whose names are known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from handouts.checks.text import whole_word
from handouts.checks.wordlists import Medicine, medicines, stems
from handouts.content import speaks, wider

__all__ = ["Mention", "by_name", "names_known", "naming"]

LATIN = "A-Za-zÀ-ɏ"
ENDING = 3  # letters that may stand after a brand that ends in none of VOWELS: Botoxu is Botox
VOWELS = "aeiou"  # Renovar is no Renova
UNSEEN = "[\u0640\u064b-\u065f\u0670]*"  # what Arabic writes within a word, or leaves out
ALIKE = {  # what stands for each other: spaces, letters of Arabic and Urdu, and those of Turkish
    " ": r"[\s\u200c]*",
    "ا": "[اأإآ]",
    "ي": "[يىیئ]",
    "ی": "[یيى]",
    "ك": "[كک]",
    "ک": "[کك]",
    "ه": "[هہة]",
    "ہ": "[ہهھ]",
    "i": "[iİı]",
}
UNMADE = {  # letters of Bengali and Hindi that no normal form writes as one, and some keyboards do
    unicodedata.normalize("NFC", chr(one)): chr(one)
    for one in (*range(0x0958, 0x0960), 0x09DC, 0x09DD, 0x09DF)
}


@dataclass(frozen=True)
class Mention:
    """A medicine that words name: by what letters, and where they start."""

    medicine: Medicine
    word: str
    start: int


def names_known(language: str) -> bool:
    """Say whether it is known what medicines are called in a language."""
    return speaks(language, "en") or any(tag in stems() for tag in wider(language))


def naming(words: str, language: str) -> Iterator[Mention]:
    """Walk through the medicines that words in a language name.

    The names in English are whole words, perhaps in the plural. In any other language the generic
    ones count too, with any ending, and brands with a short one: what is known of a language is
    added to them.
    """
    if speaks(language, "en"):
        for match in _english().finditer(words):
            yield Mention(_known(match[0]), match[0], match.start())
        return
    for match in _abroad(language).finditer(words):
        yield Mention(medicines()[(match.lastindex or 1) - 1], match[0], match.start())


@cache
def by_name() -> Mapping[str, Medicine]:
    """Return the medicines by all that they are called in English, in small letters."""
    return {name.casefold(): medicine for medicine in medicines() for name in medicine.names}


@cache
def _english() -> re.Pattern[str]:
    return whole_word((name for m in medicines() for name in m.names), ending="s?")


def _known(word: str) -> Medicine:
    """Return the medicine of a name that was found, perhaps in the plural."""
    name = word.casefold()
    return by_name()[name if name in by_name() else name.removesuffix("s")]


@cache
def _abroad(language: str) -> re.Pattern[str]:
    """Return a pattern with a group for each medicine."""
    own = next((stems()[tag] for tag in wider(language) if tag in stems()), None)
    groups = (_group(m, own.stems.get(str(m.name), ()) if own else ()) for m in medicines())
    return re.compile("|".join(groups), re.IGNORECASE)


def _group(medicine: Medicine, own: tuple[str, ...]) -> str:
    generic = [name.removesuffix("e") for name in (str(medicine.name), *medicine.also)]
    written = [form for stem in (*generic, *own) for form in _forms(stem)]
    ways = [_letters(stem) for stem in sorted(dict.fromkeys(written), key=len, reverse=True)]
    ways += [_brand(brand) for brand in (*medicine.brands, *map(str.upper, medicine.brands))]
    return f"({'|'.join(ways)})"


def _brand(name: str) -> str:
    """Return a pattern for a brand: it stands where a word begins, with a large letter."""
    most = 0 if name[-1].casefold() in VOWELS else ENDING
    return rf"(?-i:(?<![{LATIN}]){re.escape(name)}(?![{LATIN}]{{{most + 1}}}))"


def _forms(stem: str) -> tuple[str, ...]:
    """Return the ways in which the same letters are kept in a file."""
    composed = unicodedata.normalize("NFC", stem)
    as_one = composed
    for apart, one in UNMADE.items():
        as_one = as_one.replace(apart, one)
    return composed, unicodedata.normalize("NFD", stem), as_one


def _letters(stem: str) -> str:
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in stem)
    between = UNSEEN if arabic else ""
    return "".join(ALIKE.get(letter, re.escape(letter)) + between for letter in stem)
