"""``handouts new``: start a workspace, a handout, a brand or a clinic."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import click

from handouts.content import Kind
from handouts.setup import new_brand, new_clinic, new_handout, new_workspace
from handouts.workspace import Workspace


@click.group("new")
def command() -> None:
    """Start a workspace, a handout, a brand or a clinic.

    The path of what is new goes to stdout, the next step to stderr.

    \b
    Examples:
      handouts new workspace our-handouts
      handouts new handout chemical-peel
    """


@command.command("workspace")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def workspace(folder: Path) -> None:
    """Make a workspace, DIR, with the handouts and brands we ship.

    \b
    Examples:
      handouts new workspace our-handouts
    """
    new_workspace(folder)
    _tell(folder, f"cd {shlex.quote(str(folder))} && handouts list", "see what there is")


@command.command("handout")
@click.argument("handout", metavar="ID")
@click.option("--title", default="", help="Its title; else its id in words.")
@click.option(
    "--kind",
    type=click.Choice(get_args(Kind)),
    default="treatment",
    show_default=True,
    help="What it is for, which decides the parts it starts with.",
)
@click.pass_obj
def handout(open_workspace: Callable[[], Workspace], handout: str, title: str, kind: str) -> None:
    """Start the handout ID: a text with all parts, to be written.

    \b
    Examples:
      handouts new handout chemical-peel
      handouts new handout after-a-peel --title "After your peel" --kind aftercare
    """
    path = new_handout(open_workspace(), handout, title, kind)
    _tell(path, f"handouts build {handout}", "write its text, then see the draft")


@command.command("brand")
@click.argument("brand", metavar="ID")
@click.option("--name", default="", help="What it is called; else its id in words.")
@click.pass_obj
def brand(open_workspace: Callable[[], Workspace], brand: str, name: str) -> None:
    """Start the brand ID: a name and details, to be filled in.

    \b
    Examples:
      handouts new brand example-skin --name "Example Skin"
    """
    path = new_brand(open_workspace(), brand, name)
    _tell(path, f"handouts build -b {brand}", "give its details, then see its handouts")


@command.command("clinic")
@click.argument("clinic", metavar="BRAND/ID")
@click.option("--name", default="", help="What it is called; else its brand and id in words.")
@click.pass_obj
def clinic(open_workspace: Callable[[], Workspace], clinic: str, name: str) -> None:
    """Start the clinic ID of a brand.

    What its file does not say, it inherits from the brand.

    \b
    Examples:
      handouts new clinic northlight/galway --name "Northlight Galway"
    """
    of, slash, own = clinic.partition("/")
    if not slash:
        raise click.UsageError(f"'{clinic}' names no clinic: write BRAND/ID")
    path = new_clinic(open_workspace(), of, own, name)
    _tell(path, f"handouts build -b {clinic}", "give its details, then see its handouts")


def _tell(path: Path, step: str, why: str) -> None:
    click.echo(path)
    click.echo(f"next: {why}: {step}", err=True)
