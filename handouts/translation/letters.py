"""The letters that a language is written with: those of another script look alike and are not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from handouts.content import Locale

__all__ = ["foreign_letters"]

# The beginnings of the names that Unicode gives to the letters of a script (ISO 15924).
SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "Latn": ("LATIN",),
    "Cyrl": ("CYRILLIC",),
    "Grek": ("GREEK",),
    "Arab": ("ARABIC",),
    "Hebr": ("HEBREW",),
    "Beng": ("BENGALI",),
    "Deva": ("DEVANAGARI",),
    "Guru": ("GURMUKHI",),
    "Taml": ("TAMIL",),
    "Hans": ("CJK", "IDEOGRAPHIC"),
    "Hant": ("CJK", "IDEOGRAPHIC"),
}
SHARED = ("MODIFIER", "MICRO", "FEMININE", "MASCULINE", "OHM", "KELVIN", "ANGSTROM")
# Letters of the same script that another language has, by https://cldr.unicode.org exemplars: with
# them a word is not found, and is read out or joined wrongly.
ODD: Mapping[str, str] = {
    "ar": "یکہےھگپچژڈڑٹںۃ",
    "fa": "يكىةۀہےھڈڑٹں",
    "ur": "يكىهةۀ",
    "uk": "ыэъёЫЭЪЁ",
    "ro": "şţŞŢ",  # with a cedilla; Romanian has a comma below
    "bn": "ৰৱ",
}
WORD = re.compile(r"[^\W\d_]+")
LIKE_CYRILLIC = re.compile(r"[aceiopxy]+")  # in small letters: no name of a thing
# Letters of UTF-8 that a tool read as those of Windows: 'Ã¼' for 'ü', 'â€™' for an apostrophe.
MANGLED = re.compile("[ÂÃÄÅÆÐÑØÙ][\u0080-\u00bf]|â€")


def foreign_letters(text: str, locale: Locale) -> Iterator[tuple[int, str]]:
    """Walk through the letters that no word of a language has, each with where it stands.

    Those of an encoding that was read as another one are among them.

    Names in Latin letters stand in every script, as whole words; so does a lone Greek letter.
    """
    yield from ((match.start(), match[0][0]) for match in MANGLED.finditer(text))
    own, odd = SCRIPTS.get(locale.script, ()), ODD.get(locale.tag.partition("-")[0], "")
    for word in WORD.finditer(text):
        named = [(word.start() + at, one, _name(one)) for at, one in enumerate(word[0])]
        foreign = [(at, one) for at, one, name in named if not name.startswith((*own, *SHARED))]
        latin = all(name.startswith("LATIN") for _, _, name in named)
        greek = len(named) == 1 and named[0][2].startswith("GREEK")
        if latin and locale.script == "Cyrl" and LIKE_CYRILLIC.fullmatch(word[0]):
            yield from foreign
        if foreign and not latin and not greek and not _mixed(named, locale):
            yield from foreign
        yield from ((at, one) for at, one, _ in named if one in odd)


def _mixed(named: list[tuple[int, str, str]], locale: Locale) -> bool:
    """Say whether Latin letters stand right beside those of a language without spaces."""
    spaceless = locale.script in ("Hans", "Hant")
    return spaceless and all(n.startswith(("LATIN", *SCRIPTS[locale.script])) for *_, n in named)


@lru_cache(maxsize=4096)
def _name(one: str) -> str:
    return unicodedata.name(one, "")
