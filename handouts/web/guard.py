"""What holds for every request: which hosts and origins are ours, how much is read, what is told.

It stands before everything else, and knows nothing of pages.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from handouts.diagnostics import Unplaced

__all__ = ["MOST_BYTES", "MOST_FILE_BYTES", "Guard", "TooMuch", "host_of"]

MOST_BYTES = 64_000  # bytes of a form
MOST_FILE_BYTES = 20_000_000  # bytes of a file that is brought to the desk
FILES, FILE_TYPE = ("/bring/", "/write/"), "application/octet-stream"  # where files are brought
POLICY = (
    "default-src 'none'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; font-src 'self' data:; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'self'"
)
ALWAYS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-robots-tag": "noindex",
}
METHODS = ("GET", "HEAD", "POST")


class Guard:
    """Refuses what does not come from a page of ours, and says what browsers may do with it."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        """Take what is behind it, and the names by which the desk is reached."""
        self._app, self._hosts = app, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or say why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        reader = _Reader(receive, _most(scope))

        async def tell(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        refusal = self._refusal(scope)
        if refusal:
            await PlainTextResponse(refusal[1], refusal[0])(scope, receive, tell)
            return
        try:
            await self._app(scope, reader, tell)
        except TooMuch:
            await PlainTextResponse("That is more than is read here.", 413)(scope, receive, tell)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """Return the status and the words of what is refused at once."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or host_of(hosts[0]) not in self._hosts:
            return 421, "This desk does not go by that name."
        if scope["method"] not in METHODS:
            return 405, "That is not done here."
        if scope["method"] == "POST":
            return self._refused_post(headers, hosts[0], _most(scope))
        return None

    def _refused_post(self, headers: Headers, host: str, most: int) -> tuple[int, str] | None:
        origins = headers.getlist("origin")
        same = len(origins) == 1 and urlsplit(origins[0]).netloc.lower() == host.lower()
        if not same or headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return 403, "That did not come from a page of this desk."
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()):
            return 400, "That could not be read."
        return (413, "That is more than is read here.") if int(length) > most else None


class TooMuch(Unplaced):
    """A body that is larger than what is asked for can be."""


def _most(scope: Scope) -> int:
    """Return how many bytes a request may bring: a file more than a form."""
    kind = Headers(scope=scope).get("content-type", "")
    is_file = kind == FILE_TYPE and str(scope["path"]).startswith(FILES)
    return MOST_FILE_BYTES if is_file else MOST_BYTES


class _Reader:
    """Reads a body, and no more of it than may be brought."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most, self._size = receive, most, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._size += len(message.get("body", b""))
        if self._size > self._most:
            raise TooMuch
        return message


def host_of(header: str) -> str:
    """Return the name in a Host header, without its port, in small letters."""
    try:
        return (urlsplit(f"//{header}").hostname or "").rstrip(".")
    except ValueError:
        return ""
