"""Strays: files that earlier builds made and that no build of today would put there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from handouts.batch.copies import DRAFTS, Copy
from handouts.batch.materials import Materials
from handouts.batch.order import Order
from handouts.batch.packs import plan_all_packs
from handouts.batch.planning import plan_all
from handouts.content import LANGUAGE_TAG
from handouts.diagnostics import Place, Problems
from handouts.store import Storage
from handouts.workspace import is_id

__all__ = ["Stray", "candidates", "find_strays", "is_ours", "remove", "sorted_out", "unread"]

OURS = {  # what a file of ours holds, by how its name ends
    ".pdf": re.compile(rb"<pdf:Producer>Handouts</pdf:Producer>"),  # XMP is never compressed
    ".html": re.compile(rb'<meta name="generator" content="Handouts">'),
    ".txt": re.compile(rb"\n[0-9A-Z]{4}-[0-9A-Z]{4}\n\Z"),  # the text code is the last line
}
FOR = re.compile(rf"-for-({LANGUAGE_TAG})(?![^-])")  # in the name of what is in another language
DRAFT = "-DRAFT"  # at the end of a draft's name


@dataclass(frozen=True)
class Stray:
    """A file of ours that should no longer be there, relative to the output, and why.

    Of one that is refused, the text may not be given: it was withdrawn, or ran out.
    """

    path: str
    why: str
    refused: bool = False


def find_strays(materials: Materials, asked: Iterable[Copy] = ()) -> list[Stray]:
    """Return the files of ours that no build would make, of whatever, in all formats.

    So a copy of a text that may be given to its clinic is none, even if the clinic does not offer
    the treatment: somebody named it. What was asked for now stays, as drafts do that an order
    names.

    What belongs to a handout or brand that could not be read is left alone, unless its approved
    text is withdrawn or no longer allowed. Raises OSError where the output cannot be listed.
    """
    copies = [*asked]
    return sorted_out(materials, copies, candidates(materials.storage, copies))[0]


def candidates(storage: Storage, asked: Iterable[Copy]) -> list[str]:
    """Return the files that are named as copies and were not asked for now, sorted.

    Raises OSError where the output cannot be listed.
    """
    made = {copy.path for copy in asked if not copy.edition.refused}
    return sorted(path for path in storage.names() if path not in made and _is_named(path))


def sorted_out(
    materials: Materials, asked: Iterable[Copy], paths: Sequence[str]
) -> tuple[list[Stray], set[str]]:
    """Return which of some files are strays, and which may stand, whatever is in them."""
    if not paths:
        return [], set()
    copies = [*_everything(materials), *_in_their_stead(materials, paths), *asked]
    refused = {copy.path: copy.edition.refused for copy in copies if copy.edition.refused}
    wanted = {copy.path for copy in copies if not copy.edition.refused}
    standing = {
        path
        for path in paths
        if path in wanted or (path not in refused and unread(path, materials))
    }
    strays = [
        Stray(path, refused.get(path) or _why(path), path in refused)
        for path in paths
        if path not in standing and is_ours(materials.storage, path)
    ]
    return strays, standing


def _everything(materials: Materials) -> Iterator[Copy]:
    """Walk through all copies that may be given: in each format, with a panel, bound to packs."""
    for panel in (False, True):
        order = Order(formats=tuple(materials.formats), panel=panel)
        for languages in dict.fromkeys(((), _languages(materials))):
            asked = replace(order, languages=languages)
            yield from plan_all(asked, materials)
            yield from plan_all_packs(asked, materials)


def _in_their_stead(materials: Materials, paths: Iterable[str]) -> Iterator[Copy]:
    """Walk through what may be given to who asked for a language, as the names of files tell."""
    asked = {match[1] for path in paths if (match := FOR.search(PurePosixPath(path).stem))}
    for panel in (False, True) if asked else ():
        forms, languages = tuple(materials.formats), tuple(sorted(asked))
        order = Order(languages=languages, formats=forms, panel=panel, fallback=True)
        yield from plan_all(order, materials)
        yield from plan_all_packs(order, materials)


def _languages(materials: Materials) -> tuple[str, ...]:
    """Return the languages of the translations that were read, whose drafts somebody asked for."""
    texts = materials.editions.values()
    return tuple(sorted({tag for every in texts for tag in every.translations}))


def remove(storage: Storage, strays: Iterable[Stray], problems: Problems) -> list[str]:
    """Delete strays; return the paths that are gone."""
    gone = []
    for stray in strays:
        try:
            storage.remove(stray.path)
        except OSError as error:
            fact = f"it cannot be deleted: {error.strerror}"
            problems.error("prune", Place(stray.path), fact, "delete it by hand")
            continue
        gone.append(stray.path)
    return gone


def _is_named(path: str) -> bool:
    """Say whether a file lies and is named as copies are: [drafts/]brand[/clinic]/file."""
    draft = path.startswith(f"{DRAFTS}/")
    *owner, file = path.removeprefix(f"{DRAFTS}/").split("/")
    stem, dot, suffix = file.rpartition(".")
    return (
        1 <= len(owner) <= 2
        and all(is_id(name) for name in owner)
        and file.startswith("-".join(owner) + "-")
        and dot + suffix in OURS
        and stem.endswith(DRAFT) == draft
    )


def is_ours(storage: Storage, path: str) -> bool:
    """Say whether a file that is named as copies are is a copy, by what is in it."""
    try:
        return OURS[PurePosixPath(path).suffix].search(storage.read(path)) is not None
    except OSError:
        return False


def _why(path: str) -> str:
    if path.startswith(f"{DRAFTS}/"):
        return "no draft of it waits any more"
    return "no clinic, handout or approval asks for it any more"


def unread(path: str, materials: Materials) -> bool:
    """Say whether a file may belong to something that could not be read, and so is not planned."""
    brand, *_, file = path.removeprefix(f"{DRAFTS}/").split("/")
    brands, handouts = materials.unsound
    return brand in brands or any(f"-{name}-" in file.replace(".", "-") for name in handouts)
