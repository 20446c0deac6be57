"""``handouts export``: the clinics of a brand as a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from handouts.workspace import Workspace


@click.command("export")
@click.argument("brand", metavar="BRAND")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@click.pass_obj
def command(open_workspace: Callable[[], Workspace], brand: str, file: Path, force: bool) -> None:
    """Write the clinics of BRAND into FILE, an .xlsx or .csv.

    All cells are text, so that no spreadsheet takes a 0 from a phone number. Change what you
    like, and bring it back with handouts import.

    \b
    Examples:
      handouts export northlight clinics.xlsx
      handouts export northlight clinics.csv
    """
    from handouts.importing import EXPORT_KINDS, export_clinics, remember_export
    from handouts.store import write_whole

    workspace, kind = open_workspace(), file.suffix.lower()
    if kind not in EXPORT_KINDS:
        raise click.UsageError(f"'{file.name}' must end in {' or '.join(EXPORT_KINDS)}")
    data = export_clinics(workspace, brand, kind)
    if file.exists() and not force and file.read_bytes() != data:
        fact = f"'{file}' is there already, and says something else"
        raise click.UsageError(f"{fact}: name another file, or write over it with --force")
    write_whole(file, data)
    if why := remember_export(workspace, brand):
        click.echo(f"note: {why}; an import takes no change for one of the sheet alone", err=True)
    click.echo(file)
    click.echo(f"next: change it, then: handouts import {file} -b {brand} --dry-run", err=True)
