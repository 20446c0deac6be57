"""What a designer sent, on the terminal: what is taken, and the brand that it makes."""

from __future__ import annotations

from pathlib import Path

import click

from handouts.importing import plan_brand, write_brand
from handouts.workspace import Workspace

__all__ = ["import_brand"]


def import_brand(workspace: Workspace, source: Path, brand: str, *, name: str, trial: bool) -> int:
    """Start a brand from a logo, a brand file or a folder, or say what that would take."""
    plan = plan_brand(workspace, source, brand, name)
    for problem in plan.problems:
        click.echo(str(problem), err=True)
    if plan.colour:
        click.echo(f"note: its colour, {plan.colour}, is that of the logo: look at it", err=True)
    if trial:
        for path in sorted(plan.files):
            click.echo(f"brands/{plan.brand}/{path}")
        click.echo("a trial run: nothing is written", err=True)
        return 0
    click.echo(write_brand(workspace, plan))
    click.echo(f"next: see all its pages on one: handouts proof -b {plan.brand}", err=True)
    return 0
