"""The shelf: all texts of a workspace, working and approved, and what is said of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import PurePosixPath

from handouts.batch import Edition, Editions, Materials, Order, judged, read_all
from handouts.checks import judge_translations, run_rules
from handouts.content import (
    ALPHABET,
    LENGTH,
    TRANSLATIONS,
    Frozen,
    Reference,
    folder_of,
    load_frozen,
)
from handouts.diagnostics import Diagnostic, Problems, WrongUse, did_you_mean
from handouts.page import number_sources
from handouts.translation import Translation
from handouts.workspace import Workspace

__all__ = [
    "Collection",
    "Unknown",
    "cited",
    "code_from",
    "gone_of",
    "near_code",
    "no_code",
    "open_collection",
]


class Unknown(WrongUse):
    """A handout or code that is not here; its text is for the person who asked for it."""


@dataclass(frozen=True)
class Collection:
    """Everything that was read in a workspace, with all that is wrong with it."""

    materials: Materials
    problems: Problems

    @property
    def workspace(self) -> Workspace:
        """The workspace that was read."""
        return self.materials.workspace

    @property
    def now(self) -> Collection:
        """The same texts on the day that it is now: somebody may have been asked over midnight."""
        return replace(self, materials=replace(self.materials, workspace=self.workspace.now))

    @property
    def editions(self) -> Mapping[str, Editions]:
        """The texts of each handout."""
        return self.materials.editions

    def known(self, handout_id: str) -> str:
        """Return the id of a handout that is there. Raises Unknown."""
        ids = self.materials.library.ids
        if handout_id in ids:
            return handout_id
        hint = did_you_mean(handout_id, ids)
        raise Unknown(f"there is no handout '{handout_id}'; {hint or 'see handouts list'}")

    def findings(self, handout_id: str) -> Problems:
        """Return what is wrong with a handout, its approved texts and the sources that it cites."""
        everything = (*self.problems, *self._broken_rules(handout_id))
        problems = Problems(
            problem
            for problem in judged(everything, Order((handout_id,)), self.materials)
            if PurePosixPath(problem.place.file).is_relative_to("content")
        )
        usable = self.editions.get(handout_id)
        if not problems.failed and not (usable and usable.working):
            problems.extend(self.problems)
        return problems

    def findings_in(self, one: Translation) -> Problems:
        """Return what is wrong with a translation, with its source and its approved texts."""
        own, beside = one.catalogue.file, f"content/{one.id}/{TRANSLATIONS}/"
        source = (
            problem
            for problem in self.findings(one.id)
            if problem.place.file == own or not problem.place.file.startswith(beside)
        )
        library, brands = self.materials.readable, self.materials.brands
        rules = judge_translations([one], library, brands, self.workspace.settings)
        return Problems((*source, *rules))

    def _broken_rules(self, handout_id: str) -> list[Diagnostic]:
        """Hold one handout to the rules of the workspace."""
        library, materials = self.materials.readable, self.materials
        alone = {name: h for name, h in library.handouts.items() if name == handout_id}
        library = replace(library, handouts=alone)
        return run_rules(library, materials.brands, self.workspace.settings)

    def frozen(self, name: str) -> Frozen:
        """Return an approved text by its code, or the last one of a handout. Raises Unknown."""
        code = code_from(name)
        there = {text.code: text for texts in self._every() for text, _ in texts.frozen}
        if code in there:
            return there[code]
        if code:
            raise Unknown(f"no approved text has the code '{code}'{near_code(code, there)}")
        texts_of = self.editions.get(self.known(name))
        if texts_of is None or not texts_of.frozen:
            raise Unknown(f"'{name}' has no approved text; approve it: handouts approve {name}")
        return texts_of.frozen[0][0]

    def _every(self) -> Iterator[Editions]:
        """Walk through the texts of each handout in each language."""
        return (texts for every in self.editions.values() for texts in every.every)

    def texts_of(self, text: Frozen) -> Editions | None:
        """Return all texts of an approved text's handout in its language."""
        every = self.editions.get(text.handout.id)
        own = every.every if every else ()
        return next((t for t in own if any(f.code == text.code for f, _ in t.frozen)), None)

    def translations_of(self, text: Frozen) -> Iterator[Frozen]:
        """Walk through the approved translations of an approved text."""
        every = self.editions.get(text.handout.id)
        frozen = (f for one in every.translations.values() for f, _ in one.frozen) if every else ()
        for one in frozen:
            if one.record.translation and one.record.translation.of == text.code:
                yield one

    def kept(self, code: str) -> Frozen:
        """Return an approved text by its code, even one that is no longer what it was.

        Raises Unknown.
        """
        for name in self.workspace.names("content"):
            folder = folder_of(name, code)
            if self.workspace.exists(folder):
                text = load_frozen(self.workspace, folder, code, Problems())
                if text is not None:
                    return text
        return self.frozen(code)

    def newest(self, handout_id: str) -> str:
        """Return the code of a handout's working text, or of the one approved last."""
        texts = self.editions[handout_id]
        return texts.working.code if texts.working else texts.frozen[0][0].code


def gone_of(workspace: Workspace, text: Frozen) -> str:
    """Say why an approved text, or the source that it translates, was withdrawn; '' where not."""
    if text.gone or text.record.translation is None:
        return text.gone
    of = str(text.record.translation.of)
    source = load_frozen(workspace, folder_of(text.handout.id, of), of, Problems())
    return f"of its source, {source.gone}" if source and source.gone else ""


def open_collection(workspace: Workspace, languages: Sequence[str] | None = ()) -> Collection:
    """Read and check all texts of a workspace. Raises HandoutsError as read_all does.

    Translations that nobody has approved are read in some languages, with None in all.
    """
    problems = Problems()
    return Collection(read_all(workspace, workspace.output, problems, languages), problems)


def cited(edition: Edition) -> tuple[Reference, ...]:
    """Return the sources that a text cites, in the order in which a reader meets them."""
    references = edition.references
    return tuple(references[key] for key in number_sources([edition.handout]) if key in references)


def near_code(code: str, codes: Iterable[str]) -> str:
    """Return the rest of a line on a code that is not there: the nearest one, or ''."""
    near = get_close_matches(code, sorted(set(codes)), n=1, cutoff=0.75)  # two letters of eight
    return f"; did you mean '{near[0]}'?" if near else ""


def no_code(words: str) -> str:
    """Say why what somebody typed is no text code."""
    letters = [c for c in words.upper() if c not in "- "]
    unused = sorted({c for c in letters if c.isalnum() and c not in ALPHABET})
    fact = f"'{words}' is no text code"
    if len(letters) == LENGTH and unused:
        which = f"{', '.join(unused)} {'stands' if len(unused) == 1 else 'stand'} in none"
        return f"{fact}: {which}, since codes leave out vowels and what is easily misread"
    return f"{fact}: {LENGTH} letters and digits, such as 7K3Q-9MXD"


def code_from(words: str) -> str:
    """Return a text code as it is printed from what somebody typed, or '' where it is none."""
    letters = "".join(c for c in words.upper() if c not in "- ")
    if len(letters) != LENGTH or any(c not in ALPHABET for c in letters):
        return ""
    return f"{letters[:4]}-{letters[4:]}"
