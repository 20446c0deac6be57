"""What stands in a brand's folder: its clinics' files, what they inherit, and the last import."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from handouts.brand import brand_names, read_common
from handouts.diagnostics import (
    Diagnostic,
    HandoutsError,
    Missing,
    Place,
    Problems,
    WrongUse,
    did_you_mean,
)
from handouts.importing.sheets.rows import ClinicDetail
from handouts.reading import Map, Node, Seq, parse_yaml
from handouts.textfile import decode_text
from handouts.workspace import Refused, Workspace, is_id

__all__ = [
    "ClinicFile",
    "Given",
    "ImportRecord",
    "There",
    "clinics_folder",
    "read_there",
    "record_path",
]

SUFFIX = ".yml"
LISTS = ("address", "hours", "offers")
BY_LANGUAGE = ("strapline", "hours", "interests")
LARGEST_RECORD = 8_000_000  # bytes

Given = Mapping[str, ClinicDetail | None]  # by key, words as words.parking; None is taken away


@dataclass(frozen=True)
class ClinicFile:
    """A clinic's file, and what it says itself; before is None where there is no file yet."""

    path: str
    before: bytes | None
    details: Given


@dataclass(frozen=True)
class ImportRecord:
    """What the last import took from a sheet, and what the last export gave to one, by clinic."""

    taken: Mapping[str, Given]
    given: Mapping[str, Given]
    before: bytes | None = None

    def written(self) -> bytes:
        """Return the record as it is kept, the same bytes for the same values."""
        data = {"taken": self.taken, "given": self.given}
        text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True)
        return f"{text}\n".encode()


@dataclass(frozen=True)
class There:
    """A brand as an import finds it."""

    brand: str
    name: str
    inherited: Given
    clinics: Mapping[str, ClinicFile]
    record: ImportRecord

    def details(self, clinic: str) -> Given:
        """Return what a clinic prints: its own, and what it inherits."""
        own = self.clinics[clinic].details if clinic in self.clinics else {}
        return {**self.inherited, **own}

    def printed(self, clinic: str) -> Given:
        """Return the same with what comes first of a detail that is given by language.

        That is what a sheet can hold; an import leaves the languages in the file as they are.
        """
        return {key: _first(key, value) for key, value in self.details(clinic).items()}


def clinics_folder(brand: str) -> str:
    """Return the folder of a brand's clinics."""
    return f"brands/{brand}/clinics"


def record_path(brand: str) -> str:
    """Return where a brand's last import is kept; it belongs with its files, as in git."""
    return f"brands/{brand}/.clinics-import.json"


def read_there(workspace: Workspace, brand: str) -> There:
    """Read what a brand has. A brand without clinics' files is itself its one clinic.

    Raises WrongUse where there is no such brand, HandoutsError where a file cannot be read.
    """
    brands = brand_names(workspace)
    if brand not in brands:
        hint = did_you_mean(brand, brands) or f"make it with handouts new brand {brand}"
        raise WrongUse(f"there is no brand '{brand}'; {hint}")
    problems = Problems()
    common = read_common(workspace, brand, problems)
    clinics = dict(_clinics(workspace, brand, problems))
    if common is None or problems.failed:
        raise HandoutsError(*problems)
    inherited = {"name": common.name, "website": common.website, **flat(common.details)}
    inherited.pop("typefaces", None)
    if not clinics:
        clinics[brand] = ClinicFile(f"{clinics_folder(brand)}/{brand}{SUFFIX}", None, {})
    return There(brand, common.name, inherited, clinics, _record(workspace, brand))


def flat(node: Map) -> Given:
    """Return what a mapping of details says, one line or item as a list where there may be more."""
    details: dict[str, ClinicDetail | None] = {}
    for key, item in node.items.items():
        value = _plain(item)
        if key == "words" and isinstance(value, dict):
            details |= {f"words.{word}": text for word, text in value.items()}
        elif key in LISTS and isinstance(value, str):
            details[key] = [value]
        else:
            details[key] = value
    return details


def _clinics(
    workspace: Workspace, brand: str, problems: Problems
) -> Iterator[tuple[str, ClinicFile]]:
    folder = clinics_folder(brand)
    for name in workspace.names(folder):
        stem = name.removesuffix(SUFFIX)
        if not name.endswith(SUFFIX) or not is_id(stem):
            continue
        path = f"{folder}/{name}"
        try:
            data = workspace.read(path)
            node = parse_yaml(decode_text(data, path), path, problems)
        except Refused as refused:
            problems.error("file", Place(path), str(refused), refused.hint)
        except HandoutsError as error:
            problems.extend(error.diagnostics)
        else:
            yield stem, ClinicFile(path, data, flat(node) if node else {})


def _record(workspace: Workspace, brand: str) -> ImportRecord:
    """Return what was imported and exported last. Raises HandoutsError where it is damaged."""
    path = record_path(brand)
    try:
        data = workspace.read(path, LARGEST_RECORD)
        kept: dict[str, Any] = json.loads(decode_text(data, path))
        for one in (*kept["taken"].values(), *kept["given"].values()):
            one.items()
    except Missing:
        return ImportRecord({}, {})
    except Refused as refused:
        problem = Diagnostic("error", "file", Place(path), str(refused), refused.hint)
        raise HandoutsError(problem) from None
    except (AttributeError, KeyError, TypeError, ValueError):
        fact = "the record of the last import is damaged"
        hint = "delete it: what differs between file and sheet is then told, and the file stays"
        raise HandoutsError(Diagnostic("error", "record", Place(path), fact, hint)) from None
    return ImportRecord(kept["taken"], kept["given"], data)


def _first(key: str, value: Any) -> Any:
    """Return a detail with what comes first of all that is given by language."""
    if isinstance(value, dict) and (key in BY_LANGUAGE or key.startswith("words.")):
        one = next(iter(value.values()), None)
        return [one] if key in LISTS and isinstance(one, str) else one
    if isinstance(value, dict):
        return {inner: _line(item) for inner, item in value.items()}
    if isinstance(value, list):
        return [_first("", item) for item in value]
    return value


def _line(value: Any) -> Any:
    return next(iter(value.values()), None) if isinstance(value, dict) else value


def _plain(node: Node) -> Any:
    if isinstance(node, Map):
        return {key: _plain(item) for key, item in node.items.items()}
    if isinstance(node, Seq):
        return [_plain(item) for item in node.items]
    return None if node.value is None else node.text.strip()
