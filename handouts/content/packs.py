"""Packs: the handouts that go with a visit, from packs.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Annotated, ClassVar

from handouts.content.languages import Language
from handouts.content.library import Library
from handouts.diagnostics import Diagnostic, Place, Problems, did_you_mean
from handouts.reading import Doc, Length, Text, decode, read_yaml
from handouts.workspace import PACKS, Workspace, is_id

__all__ = ["Pack", "load_packs", "pack_places"]


@dataclass(frozen=True, kw_only=True)
class Pack:
    """The model of an entry of packs.yaml; its id is the entry's key."""

    kind: ClassVar[str] = "pack"

    title: Annotated[Text, Length(1, 120)]
    short_title: Annotated[Text, Length(1, 40), Doc("the foot and the running head of the cover")]
    also: Annotated[tuple[Text, ...], Doc("what people call it; for finding, never printed")] = ()
    language: Language
    summary: Annotated[Text, Doc("the lead under the title")]
    handouts: Annotated[tuple[Text, ...], Length(1, 12), Doc("ids of handouts, in their order")]
    id: str = ""
    place: Place = field(default=Place(""), compare=False, repr=False)


def load_packs(workspace: Workspace, library: Library, problems: Problems) -> dict[str, Pack]:
    """Read the packs of a workspace by id, none where it has no packs.yaml.

    A pack with an error is told and left out.
    """
    node = read_yaml(workspace, PACKS, problems) if workspace.exists(PACKS) else None
    packs: dict[str, Pack] = {}
    for name, entry in node.items.items() if node else ():
        pack = decode(Pack, entry, problems)
        place = node.keys[name] if node else Place(PACKS)
        wrong = Problems([*_wrong_name(name, place, library), *_wrong_handouts(pack, library)])
        problems.extend(wrong)
        if pack and not wrong.failed:
            packs[name] = replace(pack, id=name)
    return packs


def pack_places(workspace: Workspace) -> dict[str, Place]:
    """Return where each entry of packs.yaml begins, by id, in order, sound or not."""
    node = read_yaml(workspace, PACKS, Problems()) if workspace.exists(PACKS) else None
    return dict(node.keys) if node else {}


def _wrong_name(name: str, place: Place, library: Library) -> Iterator[Diagnostic]:
    if not is_id(name):
        hint = "use small letters, digits and single hyphens"
        yield Diagnostic("error", "id", place, f"'{name}' is no id", hint)
    elif name in library.ids:
        yield Diagnostic("error", "id", place, f"a handout is called '{name}'", "rename the pack")


def _wrong_handouts(pack: Pack | None, library: Library) -> Iterator[Diagnostic]:
    for name in pack.handouts if pack else ():
        handout = library.handouts.get(name)
        if name not in library.ids:
            hint = did_you_mean(name, library.ids)
            yield Diagnostic("error", "unknown-handout", name.place, f"no handout '{name}'", hint)
        elif handout and pack and handout.language != pack.language:
            fact = f"'{name}' is in {handout.language}, the pack in {pack.language}"
            yield Diagnostic("error", "language", name.place, fact, "make a pack for each language")
