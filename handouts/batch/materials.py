"""What copies are made from: everything that was read and checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from handouts.batch.editions import Editions
from handouts.batch.texts import read_editions
from handouts.brand import Brand, brand_names, load_brands
from handouts.checks import check_brand, check_handout
from handouts.content import TRANSLATIONS, Handout, Library, Pack, load_library, load_packs
from handouts.diagnostics import Problems
from handouts.page import Format, Templates, load_formats
from handouts.store import CACHE, Cache, Storage, storage_at
from handouts.translation import languages_of
from handouts.workspace import Workspace

__all__ = ["Materials", "Others", "Owner", "read_all", "read_some"]

Owner = tuple[str, str]  # the kind and the name of what a problem belongs to


@dataclass(frozen=True)
class Others:
    """What is known of handouts and brands that were not read.

    Their short titles, by id, as in Materials.titles, and those of them that have errors.
    """

    titles: Mapping[str, str]
    errors: frozenset[Owner]


@dataclass(frozen=True)
class Materials:
    """What copies are made from: everything that was read, and where copies go."""

    workspace: Workspace
    library: Library
    brands: Sequence[Brand]
    formats: Mapping[str, Format]
    editions: Mapping[str, Editions]
    storage: Storage
    packs: Mapping[str, Pack]
    readable: Library  # with the handouts that could be read, and have an error
    others: Others | None = None  # where not all was read

    def __getstate__(self) -> dict[str, Any]:
        """Travel without what was worked out; templates cannot, and all of it comes again."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def templates(self) -> Templates:
        """The templates of this workspace."""
        return Templates(self.workspace)

    @cached_property
    def cache(self) -> Cache:
        """What this workspace remembers of plates and letterheads."""
        return _cache(self.workspace.kept / CACHE)

    @cached_property
    def unsound(self) -> tuple[frozenset[str], frozenset[str]]:
        """The names of the brands and of the handouts that could not be read as they are."""
        brands = {*brand_names(self.workspace)} - {brand.id for brand in self.brands}
        sound = self.library.handouts.keys() & self.editions.keys()
        texts = {*self.library.ids} - sound
        for name, every in self.editions.items():  # a translation that was not read may be sound
            read = {tag for tag, one in every.translations.items() if one.working}
            texts |= {f"{name}-{tag}" for tag in languages_of(self.workspace, name)} - {
                f"{name}-{tag}" for tag in read
            }
        return frozenset(brands), frozenset(texts)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The short title of each handout that a clinic may say it offers.

        A prescription-only medicine is not named in what stands on every sheet: that would be
        advertising it (CAP Code rule 12.12, see Copy.books).
        """
        titles = dict(self.others.titles) if self.others else {}
        for name, texts in self.editions.items():
            if not texts.any.medicines:
                titles[name] = texts.short_title
        return titles


@lru_cache(maxsize=4)
def _cache(folder: Path) -> Cache:
    """Return the one cache of a folder, whatever is read anew."""
    return Cache(folder)


def read_all(
    workspace: Workspace,
    output: Path | str,
    problems: Problems,
    languages: Sequence[str] | None = (),
) -> Materials:
    """Read and check everything in a workspace; what has an error is left out of the materials.

    Translations that nobody has approved are read in some languages, with None in all.

    Raises HandoutsError where formats cannot be read, and as storage_at does for the output.
    """
    return read_some(workspace, output, problems, None, None, languages)


def read_some(
    workspace: Workspace,
    output: Path | str,
    problems: Problems,
    handouts: Collection[str] | None,
    brands: Collection[str] | None,
    languages: Sequence[str] | None = (),
) -> Materials:
    """Read and check handouts and brands by their names, None for all; otherwise as read_all."""
    library = load_library(workspace, problems, handouts)
    for handout in library.handouts.values():
        check_handout(handout, library, workspace, problems)
    loaded = load_brands(workspace, problems, brands)
    checked = (check_brand(brand, problems) for brand in loaded)
    sound_brands = [brand for brand in checked if brand]
    bad = {d.place.file for d in problems if d.severity == "error"}
    sound = {
        name: handout
        for name, handout in library.handouts.items()
        if not any(_is_of(PurePosixPath(file), handout) for file in bad)
    }
    usable = replace(library, handouts=sound)
    editions = read_editions(usable, workspace, problems, handouts, languages)
    formats = load_formats(workspace)
    packs = load_packs(workspace, usable, problems)
    storage = storage_at(output)
    return Materials(workspace, usable, sound_brands, formats, editions, storage, packs, library)


def _is_of(file: PurePosixPath, handout: Handout) -> bool:
    """Say whether a file is one of a handout itself, and not of a translation of it."""
    translations = PurePosixPath(handout.folder) / TRANSLATIONS
    return file.is_relative_to(handout.folder) and not file.is_relative_to(translations)
