"""Serving the desk: one process that answers, and the press that it keeps."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path

import uvicorn

from handouts.diagnostics import WrongUse
from handouts.web.accounts import Accounts
from handouts.web.app import application
from handouts.web.office import Office, Serving

__all__ = ["serve"]

WORKERS_SECONDS = 5  # that pages which are being told of jobs are given to end
MOST_AT_ONCE = 200  # requests; more are told to come back


def serve(root: Path, serving: Serving, accounts: Accounts, ready: Callable[[str], None]) -> None:
    """Serve the desk of a workspace until it is told to stop; ready is told its address.

    Raises WrongUse where other machines would reach it and nobody signs in, HandoutsError for a
    file of accounts that is not right.
    """
    office = Office.open(root, serving, accounts, date.today)
    if serving.reached and not (office.known or serving.proxy):
        raise WrongUse(
            "other machines would reach it, and nobody would sign in: there are no accounts in "
            f"'{accounts.folder}'; make one: handouts user add NAME --role desk"
        )
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    config = uvicorn.Config(
        application(office),
        host=serving.host,
        port=serving.port,
        access_log=False,  # addresses of pages are nobody's to keep
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=WORKERS_SECONDS,
        limit_concurrency=MOST_AT_ONCE,
        http="h11",
        ws="none",
    )
    server = uvicorn.Server(config)
    host = f"[{serving.host}]" if ":" in serving.host else serving.host
    ready(f"http://{host}:{serving.port}/")
    server.run()
