"""What was typeset before, on disk by its key: whole, ours and the key's own, or made again."""

from __future__ import annotations

import json
import os
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from handouts.files import put

__all__ = ["CACHE", "Cache"]

CACHE = "cache"  # its folder, in the folder of what is remembered
MAGIC = b"handouts-cache-1\n"
MOST_BYTES = 300_000_000  # bytes that stay
MOST_REMEMBERED = 128  # values of a kind that a process holds
DIGEST = 32  # bytes

Kept = TypeVar("Kept")
Builder = Callable[[Any], Any]


def nothing() -> None:
    """Make nothing: what is missing stays missing."""


class Cache:
    """Values in a folder, each a dataclass of numbers, strings, bytes and the like.

    What cannot be read is as good as missing. Nothing that is read can run. A process remembers
    those that it needs again and again.
    """

    def __init__(self, folder: Path, most: int = MOST_BYTES) -> None:
        """Take the folder, which need not be there yet."""
        self.folder, self.most = folder, most
        self._memory: dict[type, OrderedDict[str, Any]] = defaultdict(OrderedDict)

    def get(self, key: str, kind: type[Kept]) -> Kept | None:
        """Return the value of a key; None where there is none, or none that is whole."""
        path, wanted = self._path(key), cast(Any, kind)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        with suppress(OSError):  # another user's, of which all but the time can be had
            os.utime(path)
        body = data[len(MAGIC) + DIGEST :]
        if data[: len(MAGIC)] != MAGIC or data[len(MAGIC) :][:DIGEST] != _sum(key, body):
            return None
        try:
            entry: Kept = _builder(wanted)(json.loads(body))
        except (ValueError, TypeError, KeyError, AttributeError):
            return None
        return entry

    def remembered(
        self, key: str, kind: type[Kept], make: Callable[[], Kept | None] = nothing
    ) -> Kept | None:
        """Return the value of a key, read or else made once in a process; None is not remembered.

        Who makes it puts it here too, for other processes. It is held until the process ends,
        whatever is put or dropped meanwhile.
        """
        memory = self._memory[kind]
        entry: Kept | None = memory.pop(key, None) or self.get(key, kind) or make()
        if entry is not None:
            memory[key] = entry
            while len(memory) > MOST_REMEMBERED:
                memory.popitem(last=False)
        return entry

    def put(self, key: str, value: object) -> None:
        """Keep a value. Raises OSError where the folder cannot be written."""
        body = json.dumps(_plain(value), separators=(",", ":"), ensure_ascii=False).encode()
        put(self._path(key), MAGIC + _sum(key, body) + body, ".new-")

    def drop(self, key: str) -> None:
        """Let go of a value, if it is there. Raises OSError where it must stay."""
        self._path(key).unlink(missing_ok=True)

    def trim(self) -> None:
        """Let go of what was not used for longest, until the rest is not too much."""
        used = []
        with suppress(OSError):
            for path in self.folder.iterdir():
                with suppress(OSError):
                    state = path.stat()
                    used.append((state.st_mtime, state.st_size, path))
        total = sum(size for _, size, _ in used)
        for _, size, path in sorted(used):
            if total <= self.most:
                break
            with suppress(OSError):
                path.unlink(missing_ok=True)
            total -= size

    def _path(self, key: str) -> Path:
        return self.folder / sha256(key.encode()).hexdigest()


def _sum(key: str, body: bytes) -> bytes:
    return sha256(key.encode() + b"\n" + body).digest()


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; bytes as an object with their Latin-1 characters."""
    if is_dataclass(value) and not isinstance(value, type):
        return {entry.name: _plain(getattr(value, entry.name)) for entry in fields(value)}
    if isinstance(value, bytes):
        return {"": value.decode("latin-1")}
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(item)] for key, item in value.items()]
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


@lru_cache(maxsize=256)
def _builder(kind: Any) -> Builder:
    """Return what makes a value of JSON into the type that a field declares."""
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        builders = {entry.name: _builder(hints[entry.name]) for entry in fields(kind)}
        return lambda value: kind(**{name: builders[name](part) for name, part in value.items()})
    origin, inner = get_origin(kind), get_args(kind)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        named, part = map(_builder, inner)
        return lambda value: {named(key): part(one) for key, one in value}
    if origin is tuple and inner[-1] is not Ellipsis:
        each = tuple(map(_builder, inner))
        return lambda value: tuple(make(one) for make, one in zip(each, value, strict=True))
    if isinstance(origin, type) and issubclass(origin, Sequence):
        every = _builder(inner[0])
        return lambda value: tuple([every(one) for one in value])
    return _scalar


def _scalar(value: Any) -> Any:
    if isinstance(value, dict):
        [text] = value.values()
        return text.encode("latin-1")
    return value
