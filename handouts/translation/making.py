"""Making and renewing files of translations: what was translated is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from handouts.content import Handout, locale_of, speaks
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.files import way_out
from handouts.reading import Text
from handouts.store import Changed, put_in_place_of
from handouts.translation.catalogue import FUZZY, MACHINE, Catalogue, Unit, one_line, written
from handouts.translation.labels import pictures_of
from handouts.translation.pairing import SegmentPair, pair, renewed
from handouts.translation.segmenting import segments
from handouts.translation.translating import (
    SOURCE_CODE,
    Translation,
    file_of,
    translation_of,
)
from handouts.translation.xliff import from_xliff
from handouts.workspace import Workspace

__all__ = ["Renewed", "renew", "renewal", "take_in"]

NOBODY: Mapping[str, str] = {}


@dataclass(frozen=True)
class Renewed:
    """A translation as its file has it now, and what became of that file."""

    translation: Translation
    state: Literal["made", "renewed", "unchanged"]
    problems: tuple[Diagnostic, ...] = ()  # with what was taken in


def renew(
    workspace: Workspace,
    source: Handout,
    language: str,
    code: str,
    drafts: Mapping[str, str] = NOBODY,
) -> Renewed:
    """Make the file of a translation, or bring it to the source of today, whose text code is given.

    drafts are a machine's words for segments that have none. Raises HandoutsError where the file
    that is there cannot be read, or the new one not be written; it is then as it was.
    """
    name, problems = file_of(source.id, language), Problems()
    before, there = None, Catalogue(name, {})
    if workspace.exists(name):
        known = translation_of(workspace, source, language, problems)
        if known is None:
            raise HandoutsError(*problems)
        before, there = workspace.read(name), known.catalogue
    made = renewal(source, language, code, there, workspace, drafts)
    return _write(workspace, source, language, made, before)


def take_in(workspace: Workspace, one: Translation, data: bytes, name: str) -> Renewed:
    """Take the words of an XLIFF file, which is called name, into the file of a translation.

    What it has no words for stays as it is. Raises HandoutsError as from_xliff and renew do.
    """
    problems, before = Problems(), workspace.read(one.catalogue.file)
    pairs = from_xliff(data, name, one, problems)
    made = renewed(pairs, one.catalogue, one.catalogue.header)
    done = _write(workspace, one.source, one.language, made, before)
    return replace(done, problems=tuple(problems))


def _write(
    workspace: Workspace, source: Handout, language: str, made: Catalogue, before: bytes | None
) -> Renewed:
    """Put a file of translations in the place of what was read there. Raises HandoutsError."""
    name, problems, text = made.file, Problems(), written(made).encode()
    if text != before:
        try:
            put_in_place_of(workspace.root / name, before, text)
        except Changed:
            raise _failed(name, "somebody has written this file meanwhile", "do it again") from None
        except OSError as error:
            raise _failed(name, f"it cannot be written: {error.strerror}", way_out(error)) from None
    now = translation_of(workspace, source, language, problems)
    if now is None:
        raise HandoutsError(*problems)
    return Renewed(now, "made" if before is None else "renewed" if text != before else "unchanged")


def renewal(
    source: Handout,
    language: str,
    code: str,
    there: Catalogue,
    workspace: Workspace,
    drafts: Mapping[str, str] = NOBODY,
) -> Catalogue:
    """Return a file of translations for the source of today, with a machine's words for gaps."""
    own = segments(source, pictures_of(workspace, source, language))
    pairs = [_drafted(one, drafts) for one in pair(own, there)]
    first, locale = f"{workspace.today.isoformat()} 12:00+0000", locale_of(language)
    header = {
        "Project-Id-Version": source.id,
        "POT-Creation-Date": first,
        "PO-Revision-Date": first,
        "Last-Translator": "",
        "Language-Team": locale.english if speaks(language, locale.tag) else language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        **there.header,
        "Language": language.replace("-", "_"),
        "X-Source-Language": str(source.language),
        SOURCE_CODE: code,
    }
    note = there.note or f"{_line(source.title)}\nHow to translate it: docs/translating.md"
    return replace(renewed(pairs, there, header), note=note)


def _drafted(one: SegmentPair, drafts: Mapping[str, str]) -> SegmentPair:
    """Return a pair with a machine's words, where it has none of its own."""
    words = drafts.get(one.segment.text, "")
    if one.state != "missing" or not words.strip():
        return one
    entry = Unit(one.segment.context, one.segment.text, Text(one_line(words)))
    drafted = entry.flagged(**{MACHINE: True}).flagged(**{FUZZY: True})
    return replace(one, entry=replace(drafted, note=one.entry.note))


def _line(text: str) -> str:
    return " ".join(text.split())


def _failed(name: str, fact: str, hint: str) -> HandoutsError:
    return HandoutsError(Diagnostic("error", "po", Place(name), fact, hint))
