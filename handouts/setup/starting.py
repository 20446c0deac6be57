"""New workspaces, handouts, brands and clinics: files that pass ``check``, to be filled in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from string import Template
from textwrap import shorten

from handouts.brand import brand_names
from handouts.content import SHARED
from handouts.diagnostics import Diagnostic, HandoutsError, Place, WrongUse, did_you_mean
from handouts.files import beside
from handouts.setup.schemas import schema_files
from handouts.store import BESIDE, Changed, owned, put_in_place_of, write_whole
from handouts.workspace import MARKER, PACKS, Refused, Workspace, house, is_id

__all__ = ["WrongStart", "new_brand", "new_clinic", "new_handout", "new_workspace"]

LONGEST_NAME = 120  # characters, as in a clinic's file
LONGEST_SHORT_TITLE = 40

COPIED = ("brands", "content")
STARTED = {
    MARKER: "handouts.toml",
    ".gitignore": "gitignore",
    "styles/README.md": "styles.md",
    "templates/README.md": "templates.md",
}


class WrongStart(WrongUse):
    """Something that cannot be started; its text is for the person who asked for it."""


def new_workspace(folder: Path) -> None:
    """Make a workspace with our handouts and example brands; a folder that is there must be empty.

    Raises WrongStart where it is not, HandoutsError where it cannot be written.
    """
    folder = folder.resolve()
    if folder == Path.cwd():
        raise WrongStart("a workspace is put in place whole: name a folder beneath this one")
    try:
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise WrongStart(f"'{folder}' is there already, and not empty")
        with beside(folder, owned(BESIDE)) as new:
            made = new / folder.name
            for name, data in _workspace_files().items():
                write_whole(made / name, data)
            made.replace(folder)
    except OSError as error:
        raise _unwritten(str(folder), error) from None


def new_handout(workspace: Workspace, handout: str, title: str, kind: str) -> Path:
    """Write the start of a handout, named by its id, and return its path.

    Raises WrongStart where it cannot be called so, HandoutsError where it cannot be written.
    """
    if handout == SHARED:
        fact = f"content/{SHARED} is for the drawings that handouts share"
        raise WrongStart(f"{fact}; choose another id")
    title = title or handout.replace("-", " ").capitalize()
    words = {
        "title": _quoted(title),
        "short_title": _quoted(shorten(title, LONGEST_SHORT_TITLE, placeholder="…")),
        "issued": workspace.today.isoformat(),
    }
    return _start(workspace, kind, f"content/{_id(handout)}/handout.yaml", words)


def new_brand(workspace: Workspace, brand: str, name: str) -> Path:
    """Write the start of a brand, named by its id, and return its path.

    Raises WrongStart where it cannot be called so, HandoutsError where it cannot be written.
    """
    words = {"name": _quoted(name or _title(brand))}
    return _start(workspace, "brand", f"brands/{_id(brand)}/_brand.yml", words)


def new_clinic(workspace: Workspace, brand: str, clinic: str, name: str) -> Path:
    """Write the start of a clinic of a brand, and return its path.

    Raises WrongStart where there is no such brand or the clinic cannot be called so, HandoutsError
    where it cannot be written.
    """
    brands = brand_names(workspace)
    if brand not in brands:
        hint = did_you_mean(brand, brands)
        raise WrongStart(
            f"there is no brand '{brand}'; {hint or 'make it with handouts new brand'}"
        )
    words = {"name": _quoted(name or f"{_title(brand)} {_title(clinic)}")}
    return _start(workspace, "clinic", f"brands/{brand}/clinics/{_id(clinic)}.yml", words)


def _start(workspace: Workspace, kind: str, name: str, words: Mapping[str, str]) -> Path:
    """Fill the house's start of a kind with words, and write it where nothing is yet."""
    path, source = workspace.root / name, f"templates/new/{kind}.yaml"
    try:
        start = Template(workspace.house_text(source))
        put_in_place_of(path, None, start.safe_substitute(words).encode())
    except Changed:
        raise WrongStart(f"'{name}' is there already") from None
    except Refused as refusal:
        place = Place(source)
        raise HandoutsError(
            Diagnostic("error", "file", place, str(refusal), refusal.hint)
        ) from None
    except OSError as error:
        raise _unwritten(name, error) from None
    return path


def _workspace_files() -> dict[str, bytes]:
    """Return all files of a new workspace by their path in it."""
    starts = house() / "templates/new"
    own = {name: (starts / start).read_bytes() for name, start in STARTED.items()}
    return {**dict(_copies()), **own, **schema_files()}


def _copies() -> Iterator[tuple[str, bytes]]:
    """Walk through the files that a workspace starts with as they are, without hidden ones."""
    yield PACKS, (house() / PACKS).read_bytes()
    for folder in COPIED:
        for path in sorted((house() / folder).rglob("*")):
            name = path.relative_to(house())
            if path.is_file() and not any(part.startswith(".") for part in name.parts):
                yield name.as_posix(), path.read_bytes()


def _id(name: str) -> str:
    if not is_id(name):
        raise WrongStart(
            f"'{name}' is no id: use small letters, digits and single hyphens, 60 at most"
        )
    return name


def _title(name: str) -> str:
    return name.replace("-", " ").title()


def _quoted(text: str) -> str:
    """Return a text as YAML reads it back, whatever it holds; JSON is YAML too."""
    if not text.strip() or not text.isprintable() or len(text) > LONGEST_NAME:
        raise WrongStart(f"'{text[:LONGEST_NAME]}' is no name of 1 to {LONGEST_NAME} characters")
    return json.dumps(text, ensure_ascii=False)


def _unwritten(name: str, error: OSError) -> HandoutsError:
    fact = f"it cannot be written: {error.strerror}"
    hint = f"make sure that '{PurePosixPath(name).parent}' is a folder that you may write to"
    return HandoutsError(Diagnostic("error", "write", Place(name), fact, hint))
