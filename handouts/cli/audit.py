"""``handouts audit``: hold copies against what was made."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click

from handouts.cli.output import Output
from handouts.store import Ledger, audit, storage_at
from handouts.workspace import Workspace


@click.command("audit")
@click.argument("paths", nargs=-1, metavar="[PATH]…", type=Output())
@click.option(
    "--as",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to tell: lines to read, or JSON.",
)
@click.pass_obj
def command(
    open_workspace: Callable[[], Workspace], paths: tuple[Path | str, ...], shape: str
) -> int:
    """Hold copies against the ledger: is every file as it was made?

    Looks at the files that you name and at those in folders, also at addresses such as
    s3://bucket/folder; else at the output folder. A file is right, changed, missing, or unknown
    to the ledger; unless all are right, the exit code is 1.

    \b
    Examples:
      handouts audit
      handouts audit output/harbour-skin
      handouts audit s3://our-handouts/2026 --as json
    """
    workspace = open_workspace()
    places = [storage_at(path) for path in paths or (workspace.output,)]
    with Ledger(workspace.root, workspace.output) as ledger:
        audited = audit(places, ledger.everywhere())
    for diagnostic in ledger.problems:
        click.echo(str(diagnostic), err=True)
    if shape == "json":
        entries = [file.as_json() for file in audited]
        click.echo(json.dumps({"schema": 1, "files": entries}, indent=2, ensure_ascii=False))
    else:
        for file in audited:
            if file.state != "right":
                click.echo(f"{file.state}: {file.file}")
    states = [file.state for file in audited]
    counts = [f"{states.count(state)} {state}" for state in dict.fromkeys(sorted(states))]
    click.echo(", ".join(counts) or "nothing was made there", err=True)
    if paths and not audited:
        return 2
    return 0 if set(states) <= {"right"} else 1
