"""Sessions: who sits at a browser, by a signed cookie that ends when nobody does anything."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from itsdangerous import BadSignature, URLSafeTimedSerializer

from handouts.files import put

__all__ = ["COOKIE", "Limit", "Session", "Sessions"]

COOKIE = "handouts-desk"
IDLE_SECONDS = 30 * 60  # until a session ends in which nothing is done: PCs at counters are shared
LONGEST_SECONDS = 10 * 3600
RENEWED_SECONDS = 60  # after which the cookie is given anew
ENDED_KEPT = 10_000
TRIES_SECONDS = 60.0


@dataclass(frozen=True)
class Session:
    """A browser, and who signed in there; nobody where user is ''."""

    id: str
    user: str
    begun: int  # seconds since 1970
    seen: int


class Sessions:
    """Gives cookies, and reads them; one that was signed out is worth nothing any more."""

    def __init__(
        self, key: bytes, file: Path | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        """Take the key that cookies are signed with, and a file of those that were signed out.

        It is read once: what was signed out stays so when the server starts anew.
        """
        self._key, self._clock = key, clock
        self._signer = URLSafeTimedSerializer(key, salt=COOKIE)
        self._file = file
        names = file.read_text("ascii", "replace").split() if file and file.is_file() else []
        self._ended: OrderedDict[str, None] = OrderedDict.fromkeys(names[-ENDED_KEPT:])

    def new(self, user: str = "") -> Session:
        """Begin a session."""
        now = int(self._clock())
        return Session(secrets.token_urlsafe(18), user, now, now)

    def read(self, cookie: str) -> Session | None:
        """Return the session of a cookie; None where it is not ours, was ended, or is too old."""
        now = int(self._clock())
        try:
            name, user, begun, seen = self._signer.loads(cookie)
        except (BadSignature, ValueError, TypeError):
            return None
        if name in self._ended or now - seen > IDLE_SECONDS or now - begun > LONGEST_SECONDS:
            return None
        return Session(str(name), str(user), int(begun), int(seen))

    def written(self, session: Session) -> str:
        """Return a session as a cookie, as of now."""
        now = int(self._clock())
        return str(self._signer.dumps([session.id, session.user, session.begun, now]))

    def stale(self, session: Session) -> bool:
        """Say whether the cookie should be given anew."""
        return self._clock() - session.seen > RENEWED_SECONDS

    def end(self, session: Session) -> None:
        """Let a session be worth nothing any more."""
        self._ended[session.id] = None
        while len(self._ended) > ENDED_KEPT:
            self._ended.popitem(last=False)
        if self._file and session.user:
            with suppress(OSError):  # it holds for as long as this process
                put(self._file, "\n".join(self._ended).encode(), ".new-", 0o600, exact=True)

    def token(self, session: Session) -> str:
        """Return what the forms of a session bring along, which no other page can know."""
        return hmac.new(self._key, f"token {session.id}".encode(), hashlib.sha256).hexdigest()

    def is_token(self, session: Session, token: str) -> bool:
        """Say whether a token is that of a session."""
        return hmac.compare_digest(self.token(session).encode(), token.encode())


class Limit:
    """How often something may be tried within a minute, by who tries."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Take how often, and a clock in seconds."""
        self._clock, self._most = clock, most
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()

    def allows(self, key: str) -> bool:
        """Note a try, and say whether it may be made."""
        now = self._clock()
        tries = self._tries.setdefault(key, deque())
        self._tries.move_to_end(key)
        while tries and now - tries[0] > TRIES_SECONDS:
            tries.popleft()
        while len(self._tries) > ENDED_KEPT:
            self._tries.popitem(last=False)
        if len(tries) >= self._most:
            return False
        tries.append(now)
        return True

    def forgive(self, key: str) -> None:
        """Take back the last try: it was right."""
        if tries := self._tries.get(key):
            tries.pop()
