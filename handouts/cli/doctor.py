"""``handouts doctor``: tell whether this machine and workspace can build, and what to do if not."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from itertools import groupby

import click

from handouts.setup import examine
from handouts.workspace import Workspace

SCHEMA = 1


@click.command("doctor")
@click.option(
    "--as",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to tell: lines to read, or JSON.",
)
@click.pass_obj
def command(open_workspace: Callable[[], Workspace], shape: str) -> int:
    """Look at what is installed, and at the workspace.

    Nothing is fetched and nothing is changed. The exit code is 0 if handouts can be built, else 1.

    \b
    Examples:
      handouts doctor
      handouts doctor --as json
    """
    findings = examine(open_workspace)
    ready = all(finding.state != "missing" for finding in findings)
    if shape == "json":
        report = {"schema": SCHEMA, "ready": ready, "findings": [asdict(f) for f in findings]}
        click.echo(json.dumps(report, indent=2, ensure_ascii=False))
    else:
        for group, members in groupby(findings, key=lambda finding: finding.group):
            click.echo(group)
            for finding in members:
                click.echo(f"  {finding.state:8} {finding.name}: {finding.fact}")
                if finding.advice:
                    click.echo(f"           hint: {finding.advice}")
    click.echo("ready to build" if ready else "not ready to build: see what is missing", err=True)
    return 0 if ready else 1
