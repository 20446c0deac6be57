"""Keys: hashes of what decides the bytes of a copy. Equal key, equal bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

from handouts.batch.fingerprint import LOOKS
from handouts.batch.materials import Materials
from handouts.batch.plan import Planned
from handouts.diagnostics import Place
from handouts.page.citations import numbered
from handouts.press.keys import engine
from handouts.workspace import Workspace, house

__all__ = ["Keys", "engine_key"]


@cache
def engine_key() -> str:
    """Return a hash of all that sets a page beside its input: our own code and the engine's."""
    ours = sorted(Path(__file__).parent.parent.rglob("*.py"))
    return _hash([*(path.read_bytes() for path in ours), engine().encode()])


def look_key(workspace: Workspace) -> str:
    """Return a hash of every template and style, ours and the workspace's own."""
    folders = [root / name for root in (house(), workspace.root) for name in LOOKS]
    return _hash(
        part
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for part in (path.relative_to(folder).as_posix().encode(), path.read_bytes())
    )


class Keys:
    """The keys of copies; what many copies share is looked at once."""

    def __init__(self, materials: Materials) -> None:
        """Take what the copies are made from."""
        looks = look_key(materials.workspace)
        self._shared = (engine_key(), looks, sorted(materials.titles.items()))
        self._texts: dict[int, str] = {}

    def of(self, copy: Planned) -> str:
        """Return the hash of what decides the bytes of a copy."""
        brand, edition = copy.brand, copy.edition
        look = brand.id, brand.name, sorted(brand.palette.inks.items())
        printed = copy.format, copy.stock, copy.personal, edition.standing
        own = look, brand.logo, brand.faces, copy.clinic, *printed
        parts = self._shared, self._text(copy), *own
        inner = [self.of(part).encode() for part in copy.parts]
        return _hash([*(repr(_plain(part)).encode() for part in parts), *inner])

    def _text(self, copy: Planned) -> str:
        """Return the hash of a text as it is written; its code does not tell spaces apart."""
        edition, handout = copy.edition, copy.handout
        if id(handout) not in self._texts:
            cited = [edition.references.get(name) for name in numbered([handout])]
            phrases = sorted(edition.phrases.entries.items())
            parts = edition.code, handout, handout.id, tuple(cited), phrases
            self._texts[id(handout)] = _hash(repr(_plain(part)).encode() for part in parts)
        return self._texts[id(handout)]


def _plain(value: object) -> object:
    """Return a value without the places where it was read, and with long data as a hash."""
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return sorted((str(key), _plain(item)) for key, item in value.items())
    if is_dataclass(value):
        held = ((f.name, getattr(value, f.name)) for f in fields(value))
        shown = [(name, _plain(part)) for name, part in held if not isinstance(part, Place)]
        return [type(value).__name__, *shown]
    return str(value) if isinstance(value, str) else value


def _hash(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()
