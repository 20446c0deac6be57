"""``handouts import``: bring in what is there, each kind of file by a function of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from handouts.workspace import Workspace

SHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".tab", ".txt")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("-b", "--brand", default="", metavar="BRAND", help="The brand that it is for.")
@click.option("--dry-run", "trial", is_flag=True, help="Say what would change; write nothing.")
@click.option("--sheet", default="", metavar="NAME", help="The sheet of a workbook.")
@click.option(
    "--renamed",
    type=click.Choice(["ask", "yes", "no"]),
    default="ask",
    show_default=True,
    help="Are new clinics those with the same phone that are not in the sheet any more?",
)
@click.pass_obj
def command(
    open_workspace: Callable[[], Workspace],
    file: Path,
    brand: str,
    trial: bool,
    sheet: str,
    renamed: str,
) -> int:
    """Bring in clinics from a spreadsheet.

    Columns may stand in any order, and be called as you call them. Nothing is written while a cell
    is wrong. What was changed by hand since the last import stays.

    \b
    Examples:
      handouts import clinics.xlsx -b northlight --dry-run
      handouts import clinics.csv -b northlight
    """
    from handouts.cli.clinicsheet import import_clinics

    suffix = file.suffix.lower()
    if suffix in SHEETS:
        options = {"sheet": sheet, "renamed": renamed}
        return import_clinics(open_workspace(), file, brand, trial=trial, **options)
    known = ", ".join(SHEETS)
    raise click.UsageError(f"'{file.name}' is nothing that is brought in; known are {known}")
