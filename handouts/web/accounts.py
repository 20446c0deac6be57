"""Accounts of the desk: who may sign in, and in which roles; a file of its own, outside git."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.files import put

__all__ = ["ROLES", "Account", "Accounts", "Role", "accounts_folder"]

Role = Literal["desk", "author", "approver", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
USERS, KEY = "users.json", "key"
SHORTEST = 10  # letters of a password (NIST SP 800-63B asks for 8; desks are shared)
COST, BLOCK, PARALLEL = 2**15, 8, 1  # of scrypt (RFC 7914): 32 MB, and about 0.1 s
PRIVATE = 0o600


@dataclass(frozen=True)
class Account:
    """Who may sign in; name is what stands in the log, and title in what they approve."""

    name: str
    roles: frozenset[Role]
    salt: str = ""
    hash: str = ""
    title: str = ""  # such as Clinical lead

    def opens(self, password: str) -> bool:
        """Say whether a password is the account's; it takes as long for a wrong one."""
        return hmac.compare_digest(_hashed(password, self.salt), self.hash)


class Accounts:
    """The accounts in a folder, and the key that sessions are signed with."""

    roles = ROLES

    def __init__(self, folder: Path) -> None:
        """Take the folder; nothing is read yet."""
        self.folder = folder
        self._read: tuple[int, dict[str, Account]] = (-1, {})

    @property
    def there(self) -> bool:
        """Whether there is a file of accounts, right or not."""
        return (self.folder / USERS).exists()

    def current(self) -> Mapping[str, Account]:
        """Return the accounts, read anew where their file changed. Raises HandoutsError as read."""
        try:
            now = (self.folder / USERS).stat().st_mtime_ns
        except OSError:
            now = 0
        if now != self._read[0]:
            self._read = now, self.read()
        return self._read[1]

    def read(self) -> dict[str, Account]:
        """Return the accounts by name. Raises HandoutsError where others may read the file."""
        path = self.folder / USERS
        try:
            mode = path.stat().st_mode
            text = path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise _amiss(path, f"it cannot be read: {error.strerror}") from None
        if stat.S_IMODE(mode) & 0o077:
            raise _amiss(path, "others may read it", f"chmod 600 {path}")
        try:
            entries = json.loads(text)["users"]
            return {name: _account(name, entry) for name, entry in entries.items()}
        except (ValueError, KeyError, TypeError, AttributeError):
            raise _amiss(path, "it is no file of accounts") from None

    def add(self, name: str, roles: Iterable[Role], password: str, title: str = "") -> None:
        """Add an account, or give one another password, roles and title. Raises HandoutsError."""
        if not _is_name(name):
            raise _amiss(self.folder / USERS, f"'{name[:60]}' is no name", "such as: Ann Example")
        if title and not _is_name(title):
            fact = f"'{title[:60]}' is no title"
            raise _amiss(self.folder / USERS, fact, "such as: Clinical lead")
        if len(password) < SHORTEST:
            fact = f"the password has {len(password)} letters; {SHORTEST} are needed at least"
            raise _amiss(self.folder / USERS, fact)
        salt = secrets.token_hex(16)
        account = Account(name, frozenset(roles), salt, _hashed(password, salt), title)
        self._write({**self.read(), name: account})

    def remove(self, name: str) -> bool:
        """Remove an account; say whether it was there. Raises HandoutsError."""
        accounts = self.read()
        there = accounts.pop(name, None) is not None
        if there:
            self._write(accounts)
        return there

    def key(self) -> bytes:
        """Return the key that sessions are signed with; it is made when it is first asked for.

        Where it cannot be kept, it holds as long as this process.
        """
        path = self.folder / KEY
        try:
            return path.read_bytes()
        except OSError:
            key = secrets.token_bytes(32)
        try:
            put(path, key, ".new-", PRIVATE, exact=True)
            return path.read_bytes()
        except OSError:
            return key

    def _write(self, accounts: dict[str, Account]) -> None:
        users = {
            one.name: {
                "roles": sorted(one.roles),
                "salt": one.salt,
                "scrypt": one.hash,
                **({"title": one.title} if one.title else {}),
            }
            for one in accounts.values()
        }
        text = json.dumps({"schema": 1, "users": users}, indent=2, ensure_ascii=False)
        path = self.folder / USERS
        try:
            put(path, f"{text}\n".encode(), ".new-", PRIVATE, exact=True)
        except OSError as error:
            raise _amiss(path, f"it cannot be written: {error.strerror}") from None


def accounts_folder() -> Path:
    """Return where accounts are kept: $XDG_CONFIG_HOME/handouts, else ~/.config/handouts."""
    named = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    try:
        base = named if named.is_absolute() else Path.home() / ".config"
    except RuntimeError:  # a user without a home
        base = Path("/etc")
    return base / "handouts"


def _account(name: str, entry: dict[str, object]) -> Account:
    roles = frozenset(role for role in ROLES if role in entry["roles"])  # type: ignore[operator]
    title = str(entry.get("title", ""))
    return Account(name, roles, str(entry["salt"]), str(entry["scrypt"]), title)


def _is_name(words: str) -> bool:
    return 0 < len(words) <= 60 and words.isprintable() and words == words.strip()


def _hashed(password: str, salt: str) -> str:
    data = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(
        data, salt=bytes.fromhex(salt), n=COST, r=BLOCK, p=PARALLEL, maxmem=2**26
    ).hex()


def _amiss(path: Path, fact: str, hint: str = "") -> HandoutsError:
    return HandoutsError(Diagnostic("error", "accounts", Place(str(path)), fact, hint))
