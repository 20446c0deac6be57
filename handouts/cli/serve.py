"""``handouts serve``: the desk in a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import click

from handouts.cli.output import tell_kept
from handouts.workspace import Workspace


@click.command("serve")
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    help="Where it listens; else on this machine alone. Another one needs accounts.",
)
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8080, metavar="N", help="8080 without it."
)
@click.option(
    "--address",
    "addresses",
    multiple=True,
    metavar="URL",
    help="By which people reach it, such as https://desk.clinic.example; can be given again.",
)
@click.option(
    "--proxy",
    metavar="ADDRESS",
    default="",
    help="Believe the header Remote-User of requests from there: a proxy that signs people in.",
)
@click.option(
    "--behind",
    metavar="ADDRESS",
    default="",
    help="Believe X-Forwarded-For of requests from there: a proxy, so that limits hold by phone.",
)
@click.option(
    "--accounts",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Where accounts are kept; else ~/.config/handouts.",
)
@click.pass_obj
def command(
    open_workspace: Callable[[], Workspace],
    host: str,
    port: int,
    addresses: tuple[str, ...],
    proxy: str,
    behind: str,
    accounts: Path | None,
) -> int:
    """Serve the desk: find, look and print in a browser.

    It runs until Ctrl-C. Without accounts it is for this machine alone; `handouts user add` makes
    one. Changes of files and the next day are seen without a restart. docs/serving.md tells how
    to run it for a whole clinic.

    \b
    Examples:
      handouts serve
      handouts serve --port 9000
      handouts serve --address https://desk.clinic.example
      handouts serve --host 192.168.1.20 --address http://desk.local:8080
    """
    from handouts.store import need

    for package in ("starlette", "uvicorn", "watchfiles", "itsdangerous"):
        need(package, "handouts serve")
    from handouts.web import Accounts, Serving, accounts_folder, serve

    workspace = tell_kept(open_workspace())
    names = tuple(map(_name, addresses))
    secure = any(urlsplit(address).scheme == "https" for address in addresses)
    address = next(iter(addresses), "")
    serving = Serving(host, port, names, secure, proxy, behind, address)

    def ready(own: str) -> None:
        click.echo(f"the desk is at {address or own}", err=True)
        click.echo("Ctrl-C ends it; what was sent to printers stays there", err=True)

    serve(workspace.root, serving, Accounts(accounts or accounts_folder()), ready)
    return 0


def _name(address: str) -> str:
    """Return the name in an address. Raises BadParameter."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        hint = "it is like https://desk.clinic.example"
        raise click.BadParameter(f"'{address}' is no address; {hint}", param_hint="'--address'")
    return parts.hostname
