"""``handouts diff``: hold two output folders against each other."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import click

from handouts.cli.output import Output
from handouts.store import storage_at
from handouts.workspace import Workspace


@click.command("diff")
@click.argument("old", type=Output())
@click.argument("new", type=Output())
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("diff.html"),
    help="Where the page goes; else diff.html.",
)
@click.pass_obj
def command(
    open_workspace: Callable[[], Workspace], old: Path | str, new: Path | str, file: Path
) -> int:
    """Show what differs between two output folders.

    Each change is told once on stdout: what was exchanged on which pages, and under it the copies
    that it touches, those of which came or went as well. A web page shows the pages of one of them
    side by side, marked where they differ. Unless both folders hold the same, the exit code is 1.

    \b
    Examples:
      handouts diff /srv/last-week output
      handouts diff before after -o before-and-after.html
    """
    from handouts.proof import compare, page_of  # late: they bring what draws pages
    from handouts.store import write_whole

    workspace = open_workspace()
    places = storage_at(old), storage_at(new)
    if not any(True for place in places for _ in place.names()):
        raise click.UsageError(f"there are no copies in '{old}' or '{new}'")
    differences = compare(*places, processes=os.cpu_count() or 1)
    for one in differences:
        click.echo("\n".join((str(one), *(f"  {path}" for path in one.paths))))
    write_whole(file, page_of(differences, (str(old), str(new)), workspace))
    copies = Counter(one.change for one in differences for _ in one.paths)
    counts = [f"{copies[state]} {state}" for state in sorted(copies)]
    click.echo(f"{', '.join(counts) or 'nothing differs'}; see {file}", err=True)
    return 1 if differences else 0
