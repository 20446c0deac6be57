"""The desk in tests: a real server in a process of its own, on loopback, and what asks it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from approved import approvable, approved
from samples import a_library, a_workspace
from spooling import free_port

from handouts.workspace import Workspace

PACK = """
visit:
  title: First visit
  short_title: Visit
  language: en-GB
  summary: Two.
  handouts: [sun, spots]
"""
LIMIT = 60.0  # seconds; only a hang takes so long
TOKEN = re.compile(r'name="token" value="([0-9a-f]+)"')
SLIP = re.compile(r'name="slip" value="([\w-]+)"')


@dataclass
class Answer:
    """What a server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    @property
    def words(self) -> str:
        """What stands on the page, without its markup."""
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.text)).split())


@dataclass
class Visitor:
    """A browser without a window: it keeps cookies, and follows nothing by itself."""

    port: int
    host: str = ""
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self,
        path: str,
        fields: Mapping[str, str] | bytes | None = None,
        method: str = "",
        **headers: Any,
    ) -> Answer:
        """Ask for a page, or send a form; a header that is None is left out, _ stands for -."""
        host = self.host or f"127.0.0.1:{self.port}"
        sent: dict[str, str | None] = {"host": host, "accept": "text/html"}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if fields is not None:
            body = fields if isinstance(fields, bytes) else urlencode(fields).encode()
            sent["content-type"] = "application/x-www-form-urlencoded"
            sent["origin"] = f"http://{host}"
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        try:
            kept = {name: value for name, value in sent.items() if value is not None}
            line.request(method or ("POST" if body is not None else "GET"), path, body, kept)
            response = line.getresponse()
            answer = Answer(response.status, dict(response.getheaders()), response.read())
            for name, value in response.getheaders():
                if name.lower() == "set-cookie":
                    key, _, rest = value.partition("=")
                    self.cookies[key] = rest.partition(";")[0]
        finally:
            line.close()
        return answer

    def form(self, page: str) -> dict[str, str]:
        """Return the token and the slip of the forms of a page."""
        text = self.ask(page).text
        found = {"token": TOKEN.search(text), "slip": SLIP.search(text)}
        return {name: match[1] for name, match in found.items() if match}


@dataclass
class Desk:
    """A server that runs."""

    process: subprocess.Popen[bytes]
    port: int
    said: Path

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def visitor(self) -> Visitor:
        """Return a browser that was never here."""
        return Visitor(self.port)

    def press_processes(self) -> list[int]:
        """Return the numbers of the processes that it started."""
        return children_of(self.process.pid)


def children_of(parent: int) -> list[int]:
    """Return the processes that a process started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            after = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(after[1]) == parent and after[0] != "Z":
                found.append(int(stat.parent.name))
    return found


def a_practice(root: Path) -> Workspace:
    """Make a workspace with two approved handouts, a pack of them, and a draft."""
    files = a_library(
        sun=approvable(also=["sunscreen", "SPF 50"]),
        spots=approvable(title="Café au lait spots", short_title="Spots", also=["naevus"]),
        peel=approvable(title="After a peel", short_title="Peel", kind="aftercare"),
    )
    workspace = a_workspace(root, files | {"packs.yaml": PACK})
    for handout in ("sun", "spots"):
        approved(workspace, handout)
    return workspace


@contextmanager
def a_desk(
    root: Path,
    *words: str,
    environment: Mapping[str, str] | None = None,
    port: int = 0,
) -> Iterator[Desk]:
    """Serve the desk of a workspace until the block ends; nothing of it is left running."""
    port = port or free_port()
    said = root.parent / f"said-{port}"
    command = [sys.executable, "-m", "handouts", "-C", str(root), "serve", "--port", str(port)]
    if "--accounts" not in words:
        command += ["--accounts", str(root.parent / "accounts")]
    own = {**os.environ, **(environment or {})}
    for name in ("LPDEST", "PRINTER"):
        own.pop(name, None)
    with said.open("ab") as file:
        process = subprocess.Popen([*command, *words], env=own, stdout=file, stderr=file)
    desk = Desk(process, port, said)
    try:
        until(lambda: process.poll() is not None or answers(desk), lambda: said.read_text("utf-8"))
        assert process.poll() is None, said.read_text("utf-8")
        yield desk
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def answers(desk: Desk) -> bool:
    """Say whether the server answers."""
    with suppress(OSError, http.client.HTTPException):
        return desk.visitor().ask("/static/desk.css").status == 200
    return False


def until(done: object, trouble: object = lambda: "it never came") -> None:
    """Wait for something to be true. Raises AssertionError with the trouble where it never is."""
    end = time.monotonic() + LIMIT
    while not done():  # type: ignore[operator]
        assert time.monotonic() < end, trouble()  # type: ignore[operator]
        time.sleep(0.05)
