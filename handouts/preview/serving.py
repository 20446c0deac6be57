"""The server of a preview, for this machine alone: a page, its pictures, and what changes.

It answers at 127.0.0.1, to requests for that name, so that no page from elsewhere reads it by a
name of its own (https://en.wikipedia.org/wiki/DNS_rebinding); its policy lets a browser load what
is its own, and nothing else. It never loads the engine: `WarmPress` does the work.
"""

from __future__ import annotations

import asyncio
import errno
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from handouts.brand import HOUSE_PRIMARY, derive
from handouts.diagnostics import Unplaced
from handouts.preview.drafting import Wanted
from handouts.preview.readings import ReadAll, load
from handouts.preview.showing import Showing
from handouts.preview.watching import watch
from handouts.workers import WarmPress
from handouts.workspace import Workspace

__all__ = ["PortTaken", "serve"]

HOST = "127.0.0.1"
USUAL = 8765
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
FILES = {
    "/": ("templates/preview/page.html", "text/html"),
    "/preview.js": ("templates/preview/preview.js", "text/javascript"),
    "/preview.css": ("styles/preview.css", "text/css"),
}


class PortTaken(Unplaced):
    """A port at which another program answers already."""

    rule = "port"


def serve(
    workspace: Workspace, wanted: Wanted, port: int | None, ready: Callable[[str], None]
) -> None:
    """Serve the preview of a handout until the process is told to end.

    ready is called with its address. Without a port, it is the usual one, or else any that is free.
    Raises PortTaken.
    """
    press = WarmPress(partial(_reading, workspace.root), load)
    with _listening(port) as listening:
        showing = Showing(wanted, press)
        app = _app(workspace, press, showing)
        server = _Server(uvicorn.Config(app, log_level="error", ws="none", server_header=False))
        server.ending = showing.end
        ready(f"http://{HOST}:{listening.getsockname()[1]}/")
        server.run(sockets=[listening])


class _Server(uvicorn.Server):
    """Ends what is still being told when it is to end; else it would wait for the browser."""

    ending: Callable[[], None]

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.ending()
        super().handle_exit(sig, frame)


def _listening(port: int | None) -> socket.socket:
    """Listen at a port. Raises PortTaken."""
    try:
        return socket.create_server((HOST, USUAL if port is None else port))
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
    if port is None:
        return socket.create_server((HOST, 0))
    fact = f"another program answers at port {port} of this machine"
    raise PortTaken(fact, "end it, or name another port: --port N")


def _reading(root: Path) -> ReadAll:
    return ReadAll(root, date.today(), date.today)


def _app(workspace: Workspace, press: WarmPress, showing: Showing) -> Starlette:
    """Return the application, which sets the draft as long as it runs."""

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        async with press:
            tasks = [
                asyncio.create_task(showing.run()),
                asyncio.create_task(watch(workspace.root, showing.change)),
            ]
            yield
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    return Starlette(
        routes=[*_files(workspace), *_answers(showing)],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"])],
        lifespan=running,
    )


def _files(workspace: Workspace) -> Iterator[Route]:
    """Yield the routes of what never changes: the page, its script and its style."""
    tokens = "".join(f"--{name}:{ink};" for name, ink in derive(HOUSE_PRIMARY).inks.items())
    for path, (name, media_type) in FILES.items():
        text = workspace.house_text(name)
        if media_type == "text/css":
            text = f":root{{{tokens}}}\n{text}"
        yield Route(path, _fixed(Response(text, media_type=media_type, headers=HEADERS)))
    yield Route("/favicon.ico", _fixed(Response(status_code=204, headers=HEADERS)))


def _fixed(response: Response) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_: Request) -> Response:
        return response

    return answer


def _answers(showing: Showing) -> Iterator[Route]:
    """Yield the routes of what is shown: pictures, which page is looked at, and what changes."""

    async def page(request: Request) -> Response:
        data = showing.pictures.get(request.path_params["name"])
        if data is None:
            return Response(status_code=404, headers=HEADERS)
        return Response(data, media_type="image/jpeg", headers=HEADERS)

    async def at(request: Request) -> Response:
        if request.headers.get("origin") != f"http://{request.headers['host']}":
            return Response(status_code=403, headers=HEADERS)  # another page's script
        showing.page = request.path_params["number"]
        return Response(status_code=204, headers=HEADERS)

    async def events(_: Request) -> Response:
        async def lines() -> AsyncIterator[str]:
            async for news in showing.heard():
                yield f"data: {json.dumps(news)}\n\n"

        return StreamingResponse(lines(), media_type="text/event-stream", headers=HEADERS)

    yield Route("/pages/{name}.jpg", page)
    yield Route("/at/{number:int}", at, methods=["POST"])
    yield Route("/events", events)
