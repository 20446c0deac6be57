"""Keys: hashes of what decides the bytes of a copy. Equal key, equal bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass

from handouts.batch.copies import Copy
from handouts.batch.editions import Edition
from handouts.batch.fingerprints import LOOKS
from handouts.batch.materials import Materials
from handouts.brand import Brand, Clinic
from handouts.diagnostics import Place
from handouts.page import number_sources
from handouts.press import engine_key
from handouts.workspace import Workspace, house

__all__ = ["Keys", "look_key"]


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
        self._shared, self._titles = _told((engine_key(), looks)), materials.titles
        self._seen: dict[tuple[int, ...], tuple[bytes, tuple[object, ...]]] = {}
        self._keys: dict[int, tuple[str, Copy]] = {}

    def of(self, copy: Copy) -> str:
        """Return the hash of what decides the bytes of a copy."""
        if id(copy) not in self._keys:
            brand, edition = copy.brand, copy.edition
            parts = [
                self._shared,
                self._once(_text, edition),
                self._once(self._giver, brand, copy.clinic),
                self._once(_told, copy.format),
                _told((copy.stock, copy.personal, edition.standing)),
                *(self.of(part).encode() for part in copy.parts),
            ]
            self._keys[id(copy)] = _hash(parts), copy
        return self._keys[id(copy)][0]

    def _once(self, digest: Callable[..., bytes], *parts: object) -> bytes:
        """Return what is told of parts that many copies share: it is told once of each."""
        who = tuple(map(id, parts))
        if who not in self._seen:
            self._seen[who] = digest(*parts), parts
        return self._seen[who][0]

    def _giver(self, brand: Brand, clinic: Clinic) -> bytes:
        """Return the hash of a clinic, with the titles of what it may say that it offers."""
        look = brand.id, brand.name, sorted(brand.palette.inks.items())
        named = {name for one in clinic.every for name in one.offers or ()}
        titles = sorted((name, self._titles.get(name, "")) for name in named)
        return _told((*look, brand.logo, brand.faces, clinic, titles))


def _text(edition: Edition) -> bytes:
    """Return the hash of a text as it is written; its code does not tell spaces apart."""
    handout = edition.handout
    cited = [edition.references.get(name) for name in number_sources([handout])]
    words = sorted(edition.phrases.entries.items()), edition.phrases.locale
    return _told((edition.code, handout, handout.id, cited, words))


def _told(value: object) -> bytes:
    return _hash([repr(_plain(value)).encode()]).encode()


def _plain(value: object) -> object:
    """Return a value without the places where it was read, and with long data as a hash."""
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return sorted((str(key), _plain(item)) for key, item in value.items())
    if is_dataclass(value):
        parts = ((f.name, getattr(value, f.name)) for f in fields(value))
        shown = [(name, _plain(part)) for name, part in parts if not isinstance(part, Place)]
        return [type(value).__name__, *shown]
    return str(value) if isinstance(value, str) else value


def _hash(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()
