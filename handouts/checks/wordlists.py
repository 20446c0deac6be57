"""The words that rules look for, from words.yaml, medicines.yaml and names/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from handouts.reading import Text, read_packaged

__all__ = ["Medicine", "Stems", "WordLists", "medicines", "stems", "word_lists"]


@dataclass(frozen=True)
class WordLists:
    """What words.yaml holds."""

    plainer: Mapping[str, str]
    plainer_in_britain: tuple[str, ...]
    promises: tuple[str, ...]
    medical: tuple[str, ...]
    known_abbreviations: tuple[str, ...]
    selling: tuple[str, ...]
    off_label: tuple[str, ...]
    salts: tuple[str, ...]
    substances: tuple[str, ...]


@dataclass(frozen=True)
class Medicine:
    """A prescription-only medicine: its generic name, and what else it is called."""

    name: Text
    also: tuple[str, ...] = ()  # other generic names
    brands: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()  # words that the public takes for it

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called."""
        return (str(self.name), *self.also, *self.brands, *self.nicknames)


@dataclass(frozen=True)
class Stems:
    """How words for medicines begin in a language, by their names in English, and by whose word."""

    source: str
    stems: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class _Medicines:
    medicines: tuple[Medicine, ...]


@cache
def word_lists() -> WordLists:
    """Return the lists of words."""
    return read_packaged(WordLists, __package__, "words.yaml")


@cache
def medicines() -> tuple[Medicine, ...]:
    """Return the prescription-only medicines that are known by name."""
    return read_packaged(_Medicines, __package__, "medicines.yaml").medicines


@cache
def stems() -> Mapping[str, Stems]:
    """Return what medicines are called in each language that has a file, by its tag."""
    folder = resources.files(__package__).joinpath("names")
    files = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    return {
        name.removesuffix(".yaml"): read_packaged(Stems, __package__, f"names/{name}")
        for name in files
    }
