"""Chromium: two browsers that stay, each with one tab that prints page after page to PDF."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import F_DUPFD_CLOEXEC, fcntl
from pathlib import Path
from typing import Any

from pikepdf import Pdf

from benchmarks.timing import CORES, shared, watched

NAMES = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--allow-file-access-from-files",
    "--remote-debugging-pipe",
)
PRINT = {"preferCSSPageSize": True, "printBackground": True, "generateTaggedPDF": True}


def program() -> str | None:
    """Return where Chromium is; None where there is none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


class Tab:
    """A tab, told what to do through a pipe (https://chromedevtools.github.io/devtools-protocol/)."""

    def __init__(self, send: int, hear: int) -> None:
        """Open a tab; the numbers are those of the two ends of the pipes that are ours."""
        self._send, self._hear, self._held = send, hear, bytearray()
        self._asked, self._session = 0, ""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self.ask("Page.enable")

    def ask(self, method: str, **words: object) -> dict[str, Any]:
        """Give a command, and return its result."""
        self._asked += 1
        message: dict[str, object] = {"id": self._asked, "method": method, "params": words}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._send, json.dumps(message).encode() + b"\0")
        answer = next(said for said in self._said() if said.get("id") == self._asked)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer["result"]
        return result

    def printed(self, page: Path) -> bytes:
        """Load a page with its faces, and return it as PDF."""
        self.ask("Page.navigate", url=page.as_uri())
        next(said for said in self._said() if said.get("method") == "Page.loadEventFired")
        faces = "document.fonts.ready.then(() => 0)"
        self.ask("Runtime.evaluate", expression=faces, awaitPromise=True)
        return b64decode(self.ask("Page.printToPDF", **PRINT)["data"])

    def _said(self) -> Iterator[dict[str, Any]]:
        while True:
            said, end, rest = self._held.partition(b"\0")
            if end:
                self._held = rest
                yield json.loads(said)
            elif more := os.read(self._hear, 1 << 20):
                self._held += more
            else:
                raise RuntimeError("Chromium ended")


@contextmanager
def browser(profile: Path) -> Iterator[Tab]:
    """Start Chromium with a profile of its own, and end it."""
    command = program()
    if command is None:
        raise FileNotFoundError("install chromium")
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    ends = [fcntl(end, F_DUPFD_CLOEXEC, 10) for end in (theirs_in, theirs_out)]
    child = os.posix_spawn(
        command,
        [command, *OPTIONS, f"--user-data-dir={profile}"],
        os.environ,
        file_actions=[
            *((os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_WRONLY, 0) for n in (1, 2)),
            *((os.POSIX_SPAWN_DUP2, end, n) for n, end in enumerate(ends, 3)),
        ],
    )
    for end in (theirs_in, theirs_out, *ends):
        os.close(end)
    try:
        yield Tab(ours_out, ours_in)
    finally:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)


def main(folder: Path, most: int) -> None:
    """Print so many clinics' pages, and tell what it cost once both browsers are warm."""
    pages = sorted(folder.glob("*.html"))[:most]
    both_warm = multiprocessing.get_context("fork").Barrier(CORES)

    def share(number: int) -> None:
        with browser(folder / f"profile-{number}") as tab:
            tab.printed(pages[0])
            both_warm.wait()
            with watched() as spent:
                for page in pages[number::CORES]:
                    page.with_suffix(".pdf").write_bytes(tab.printed(page))
        (folder / f"spent-{number}").write_text(str(spent.wall), encoding="utf-8")

    shared(share)
    slower = max(float((folder / f"spent-{n}").read_text("utf-8")) for n in range(CORES))
    with Pdf.open(pages[0].with_suffix(".pdf")) as printed:
        told = {"work": {"wall": slower}, "copies": len(pages), "pages": len(printed.pages)}
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
