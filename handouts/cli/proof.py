"""``handouts proof``: all clinics and all handouts on one page."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from handouts.batch import Order
from handouts.workspace import Workspace


@click.command("proof")
@click.option(
    "-b",
    "--brand",
    "brands",
    multiple=True,
    metavar="BRAND[/CLINIC]",
    help="Only for this brand or clinic; can be given again.",
)
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help="In this format; else in those that handouts.toml names.",
)
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("proof.html"),
    help="Where the page goes; else proof.html.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 256),
    default=lambda: os.cpu_count() or 1,
    help="How many processes share the work; else one for each core.",
)
@click.pass_obj
def command(
    open_workspace: Callable[[], Workspace],
    brands: tuple[str, ...],
    formats: tuple[str, ...],
    file: Path,
    jobs: int,
) -> int:
    """Make a contact sheet: a web page to approve brands by eye.

    It shows the first page for every clinic, and all pages of every handout for each brand, in
    colour and in grey, each with what check says of it. Copies that are not there as they should
    be are made first.

    \b
    Examples:
      handouts proof
      handouts proof -b harbour-skin -b northlight/london
      handouts proof -f large-print -o large-print.html
    """
    from handouts.batch import build
    from handouts.cli.output import tell_kept
    from handouts.cli.progress import Progress
    from handouts.proof import prove  # late: it brings what draws pages
    from handouts.review import open_collection
    from handouts.store import write_whole

    workspace = tell_kept(open_workspace())
    shelf = open_collection(workspace)
    progress = Progress(shelf.materials.storage, paths=False, terminal=sys.stderr.isatty())
    order = Order(brands=brands, formats=formats)
    done = build(workspace, order, workspace.output, processes=jobs, watch=progress.tell)
    progress.clear()
    if done.interrupted:
        raise KeyboardInterrupt
    proved = prove(shelf, done.rows, jobs)
    write_whole(file, proved.data)
    click.echo(file)
    for line in (*map(str, done.problems), *proved.missing):
        click.echo(line, err=True)
    return 1 if done.failed or proved.missing else 0
