"""Strays: files that earlier builds made and that no build of today would put there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from handouts.batch.materials import Materials
from handouts.batch.order import Order
from handouts.batch.plan import DRAFTS, Planned, plan
from handouts.batch.storage import Folder
from handouts.brand import brand_names
from handouts.diagnostics import Place, Problems
from handouts.workspace import is_id

__all__ = ["Stray", "find_strays", "remove", "unread"]

LAYOUT = ("*/*.pdf", "*/*/*.pdf", "*/*/*/*.pdf")  # [drafts/]brand[/clinic]/file
OURS = b"<pdf:Producer>Handouts</pdf:Producer>"  # in the XMP packet, which is never compressed


@dataclass(frozen=True)
class Stray:
    """A file of ours that should no longer be there, relative to the output, and why."""

    path: str
    why: str


def find_strays(materials: Materials, asked: Iterable[Planned] = ()) -> list[Stray]:
    """Return the PDFs of ours that a build of everything, in all formats, would not make.

    What was asked for now stays, as drafts do that an order names.

    What belongs to a handout or brand that could not be read is left alone, unless its approved
    text is withdrawn or no longer allowed.
    """
    copies = [*plan(Order(formats=tuple(materials.formats)), materials), *asked]
    refused = {copy.path: copy.edition.refused for copy in copies if copy.edition.refused}
    wanted = {copy.path for copy in copies if not copy.edition.refused}
    return [
        Stray(path, refused.get(path) or _why(path))
        for path in _candidates(materials.output)
        if path not in wanted and (path in refused or not unread(path, materials))
        if _is_ours(materials.storage, path)
    ]


def remove(output: Path, strays: Iterable[Stray], problems: Problems) -> list[str]:
    """Delete strays, and the folders that are then empty; return the paths that are gone."""
    gone = []
    for stray in strays:
        try:
            Folder(output).remove(stray.path)
        except OSError as error:
            fact = f"it cannot be deleted: {error.strerror}"
            problems.error("prune", Place(stray.path), fact, "delete it by hand")
            continue
        gone.append(stray.path)
        for folder in list(PurePosixPath(stray.path).parents)[:-1]:
            with suppress(OSError):  # it holds something else, or another build was quicker
                (output / folder).rmdir()
    return gone


def _candidates(output: Path) -> Iterator[str]:
    """Yield the files that lie and are named as copies are; nothing behind a symbolic link."""
    root = output.resolve()
    for pattern in LAYOUT:
        for path in sorted(output.glob(pattern)):
            name = path.relative_to(output)
            if path.resolve() == root / name and path.is_file() and _is_named(name.parts):
                yield name.as_posix()


def _is_named(parts: tuple[str, ...]) -> bool:
    draft = parts[0] == DRAFTS
    *owner, file = parts[1:] if draft else parts
    end = "-DRAFT.pdf" if draft else ".pdf"
    return (
        1 <= len(owner) <= 2
        and all(is_id(name) for name in owner)
        and file.startswith("-".join(owner) + "-")
        and file.endswith(end)
    )


def _is_ours(storage: Folder, path: str) -> bool:
    try:
        return OURS in storage.read(path)
    except OSError:
        return False


def _why(path: str) -> str:
    if path.startswith(f"{DRAFTS}/"):
        return "no draft of it waits any more"
    return "no clinic, handout or approval asks for it any more"


def unread(path: str, materials: Materials) -> bool:
    """Say whether a file may belong to something that could not be read, and so is not planned."""
    parts = PurePosixPath(path.removeprefix(f"{DRAFTS}/")).parts
    sound = {brand.id for brand in materials.brands}
    bad_brands = set(brand_names(materials.workspace)) - sound
    sound_handouts = materials.library.handouts.keys() & materials.editions.keys()
    bad_handouts = set(materials.library.ids) - sound_handouts
    return parts[0] in bad_brands or any(f"-{name}-" in parts[-1] for name in bad_handouts)
