"""``handouts import``: bring in what is there, each kind of file by a function of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from handouts.workspace import Workspace

OTHER_TEXTS = (".doc", ".dot", ".odt", ".pages", ".rtf", ".wps")  # of which a reader says why not


@click.command("import")
@click.argument("file", metavar="FILE|DIR", type=click.Path(path_type=Path))
@click.option(
    "--as", "own", metavar="ID", default="", help="The id of a leaflet; else made of its title."
)
@click.option("-b", "--brand", default="", metavar="BRAND", help="The brand that it is for.")
@click.option("--name", default="", help="What a new brand is called.")
@click.option("--dry-run", "trial", is_flag=True, help="Say what would change; write nothing.")
@click.option("--sheet", default="", metavar="NAME", help="Of a workbook, this sheet.")
@click.option(
    "--renamed",
    type=click.Choice(["ask", "yes", "no"]),
    default="ask",
    show_default=True,
    help="Is a new clinic the one with its phone or postcode that left the sheet?",
)
@click.pass_obj
def command(
    open_workspace: Callable[[], Workspace],
    file: Path,
    own: str,
    brand: str,
    name: str,
    trial: bool,
    sheet: str,
    renamed: str,
) -> int:
    """Bring in a leaflet, clinics, or a brand.

    A leaflet from Word, a web page or Markdown becomes a new handout, a draft to be read, and its
    pictures stand beside it. Every word of the file stands in it: what may not print, as a clinic's
    number, waits under to_confirm with its words, and so do doses, notes and changes that nobody
    settled. What is there already is never written over.

    Columns of a spreadsheet (.xlsx, .csv, .ods, .xls) may stand in any order, and be called as
    you call them. Nothing is written while a cell is wrong. What was changed by hand since the
    last import stays. A logo, a brand.yml or a folder of them starts a new brand.

    What was written goes to stdout, all that is told to stderr.

    \b
    Examples:
      handouts import leaflet.docx
      handouts import leaflet.docx --as after-a-mole
      handouts import page.html
      handouts import notes.md
      handouts import clinics.xlsx -b northlight --dry-run
      handouts import clinics.xlsx -b northlight
      handouts import logo.svg -b example-skin --name "Example Skin"
    """
    from handouts.cli.brandparcel import import_brand
    from handouts.cli.clinicsheet import import_clinics
    from handouts.cli.leaflet import import_leaflet
    from handouts.importing import BRAND_KINDS, LEAFLETS, SHEET_KINDS

    suffix = file.suffix.lower()
    if not file.exists():
        raise click.UsageError(f"there is no file '{file}'")
    if suffix in SHEET_KINDS and file.is_file():
        options = {"sheet": sheet, "renamed": renamed}
        return import_clinics(open_workspace(), file, brand, trial=trial, **options)
    if suffix in BRAND_KINDS or file.is_dir():
        return import_brand(open_workspace(), file, brand, name=name, trial=trial)
    if suffix in LEAFLETS or suffix in OTHER_TEXTS:
        return import_leaflet(open_workspace(), file, own)
    known = ", ".join((*LEAFLETS, *SHEET_KINDS, *BRAND_KINDS))
    raise click.UsageError(f"'{file.name}' is nothing that is brought in; known are {known}")
