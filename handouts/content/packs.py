"""Packs: the handouts that go with a visit, from packs.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, ClassVar

from handouts.content.languages import Language, is_language
from handouts.content.library import Library
from handouts.diagnostics import Diagnostic, Place, Problems, did_you_mean
from handouts.reading import Doc, Length, Text, decode, read_yaml
from handouts.workspace import PACKS, Workspace, is_id

__all__ = ["Pack", "load_packs", "pack_places"]


@dataclass(frozen=True, kw_only=True)
class PackWords:
    """What the cover of a pack says in another language."""

    title: Annotated[Text, Length(1, 120)]
    short_title: Annotated[Text, Length(1, 40)]
    summary: Text
    also: tuple[Text, ...] = ()


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
    translations: Annotated[
        Mapping[str, PackWords], Doc("the words of its cover in other languages, by tag, as pl")
    ] = field(default_factory=dict)
    id: str = ""
    place: Place = field(default=Place(""), compare=False, repr=False)

    @property
    def every(self) -> tuple[Pack, ...]:
        """The pack in its own language, and in each other that it has words in."""
        others = (
            replace(
                self,
                title=words.title,
                short_title=words.short_title,
                summary=words.summary,
                also=words.also,
                language=Text(tag, words.title.place),
            )
            for tag, words in self.translations.items()
        )
        return (self, *others)


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
        wrong.extend(_wrong_languages(pack))
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


def _wrong_languages(pack: Pack | None) -> Iterator[Diagnostic]:
    for tag, words in pack.translations.items() if pack else ():
        if not is_language(tag) or (pack and tag == pack.language):
            what = "is the language of the pack itself" if is_language(tag) else "is no language"
            place, hint = words.title.place, "name it by its tag, such as pl"
            yield Diagnostic("error", "language", place, f"'{tag}' {what}", hint)


def _wrong_handouts(pack: Pack | None, library: Library) -> Iterator[Diagnostic]:
    for name in pack.handouts if pack else ():
        handout = library.handouts.get(name)
        if name not in library.ids:
            hint = did_you_mean(name, library.ids)
            yield Diagnostic("error", "unknown-handout", name.place, f"no handout '{name}'", hint)
        elif handout and pack and handout.language != pack.language:
            fact = f"'{name}' is in {handout.language}, the pack in {pack.language}"
            yield Diagnostic("error", "language", name.place, fact, "make a pack for each language")
