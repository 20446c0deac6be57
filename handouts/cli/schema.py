"""``handouts schema``: JSON Schemas for editors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from handouts.setup import SCHEMAS, schema_files, schema_text
from handouts.store import write_whole
from handouts.workspace import Workspace


@click.command("schema")
@click.argument("kind", type=click.Choice(list(SCHEMAS)), required=False)
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the schema that you name to this file; else to stdout.",
)
@click.pass_obj
def command(open_workspace: Callable[[], Workspace], kind: str | None, file: Path | None) -> None:
    """Write the JSON Schemas by which editors check files.

    Without a name all go into the workspace, where the first lines of the files point.

    \b
    Examples:
      handouts schema
      handouts schema clinic
      handouts schema settings
      handouts schema handout -o handout.schema.json
    """
    if kind and not file:
        click.echo(schema_text(kind), nl=False)
        return
    if file and not kind:
        raise click.UsageError(f"name the schema that goes to the file: {', '.join(SCHEMAS)}")
    if kind and file:
        files = {file: schema_text(kind).encode()}
    else:
        root = open_workspace().root
        files = {root / name: data for name, data in schema_files().items()}
    for path, data in files.items():
        try:
            write_whole(path, data)
        except OSError as error:
            raise click.FileError(str(path), error.strerror) from None
        click.echo(path)
