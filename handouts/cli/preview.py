"""``handouts preview``: see the pages of a handout while its text is written."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable

import click

from handouts.batch import check_order
from handouts.brand import clinic_names
from handouts.cli.output import tell_kept
from handouts.content import handout_ids
from handouts.page import load_formats
from handouts.store import need
from handouts.workspace import Workspace

PACKAGES = ("starlette", "uvicorn", "watchfiles")


@click.command("preview")
@click.argument("handout", metavar="ID")
@click.option(
    "-b",
    "--brand",
    metavar="BRAND[/CLINIC]",
    default="",
    help="For this brand or clinic; else for the first.",
)
@click.option(
    "-f",
    "--format",
    "format_",
    metavar="FORMAT",
    help="In this format; else in the first that handouts.toml names.",
)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="N",
    help="At this port of this machine; else at 8765, or any that is free.",
)
@click.option("--no-browser", is_flag=True, help="Open no browser; the address is told.")
@click.pass_obj
def command(
    open_workspace: Callable[[], Workspace],
    handout: str,
    brand: str,
    format_: str | None,
    port: int | None,
    no_browser: bool,
) -> int:
    """Show a handout in a browser while it is written.

    The working text of the handout ID is set anew whenever a file is saved that it is made from;
    the page that is looked at comes first, and stays where it is. What check tells of it stands
    beside. While a text cannot be set, its faults are told, and the last pages stay.

    The page is there for this machine alone, until Ctrl-C ends it. Its address goes to stdout. It
    needs `pip install 'handouts[serve]'`.

    \b
    Examples:
      handouts preview facial-massage
      handouts preview facial-massage -b northlight/london -f large-print
      handouts preview facial-massage --no-browser --port 8800
    """
    for package in PACKAGES:
        need(package, "preview")
    from handouts.preview import Wanted, serve  # late: the server is an extra

    workspace = tell_kept(open_workspace())
    clinics, formats = clinic_names(workspace), load_formats(workspace)
    if not clinics:
        raise click.UsageError("there is no brand yet: handouts new brand ID")
    form = format_ or workspace.settings.formats[0]
    if form in formats and not formats[form].on_paper:
        raise click.UsageError(f"there is no format '{form}' on paper, which has pages to show")
    wanted = Wanted(handout, brand or next(iter(clinics)), form)
    check_order(wanted.order, handout_ids(workspace), clinics, formats)

    def ready(address: str) -> None:
        click.echo(address)
        click.echo("Ctrl-C ends the preview", err=True)
        if not no_browser:
            webbrowser.open(address)

    serve(workspace, wanted, port, ready)
    return 0
