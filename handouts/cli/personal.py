"""The options for a sheet for one person, and where its words come from: never the command line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handouts.diagnostics import HandoutsError, Problems

if TYPE_CHECKING:
    from handouts.batch import Order
    from handouts.page import Personal
    from handouts.workspace import Workspace

__all__ = ["ask", "options", "write"]

ASKED = {"name": "Name", "date": "Date", "given_by": "Given by", "agreed": "What was agreed"}
STDIN = "-"


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --panel and --personal to a command."""
    panel = click.option(
        "--panel",
        is_flag=True,
        help="With a panel for one person on the first page (of a pack: of its first handout).",
    )
    personal = click.option(
        "--personal",
        "personal_file",
        metavar="FILE|-",
        help="Fill the panel in: YAML with name, date, given_by, agreed; - asks, or reads stdin.",
    )
    return panel(personal(command))


def ask(source: str) -> Personal:
    """Return the details of one person, from a file, from stdin, or from who sits there.

    Raises HandoutsError where they are not right, click.FileError where there is no such file.
    """
    from handouts.counter import misfit, parse_personal  # late, as is all that reads
    from handouts.page import Personal

    if source != STDIN:
        try:
            return parse_personal(Path(source).read_bytes(), source)
        except OSError as error:
            raise click.FileError(source, error.strerror) from None
    if not sys.stdin.isatty():
        return parse_personal(sys.stdin.buffer.read(), "stdin")

    def said(field: str, text: str) -> str:
        if fact := misfit(field, text):
            raise click.UsageError(fact)  # and it is asked for again
        return text.strip()

    return Personal(
        **{
            field: click.prompt(
                label, default="", show_default=False, err=True, value_proc=partial(said, field)
            )
            for field, label in ASKED.items()
        }
    )


def write(workspace: Workspace, order: Order, folder: Path | str | None, source: str) -> int:
    """Make the copy of one person in a folder, for its owner alone to read, and tell its path.

    No file is replaced: another person's may have the same name, which tells nothing of either.

    Raises HandoutsError where it cannot be made, click.UsageError where the order is wrong.
    """
    from handouts.batch import (
        WrongOrder,
        choose,
        judged,
        personal_copy,
        read_all,
        tell_fallbacks,
    )
    from handouts.store import write_new

    if not isinstance(folder, Path):
        raise click.UsageError("--personal writes where you say: name a folder with -o")
    details = ask(source)
    materials = read_all(workspace, folder, problems := Problems(), order.languages)
    try:
        copy = choose(order, materials, details)
    except WrongOrder:
        faults = judged(problems, order, materials)
        if order.handouts and order.brands and faults.failed:
            raise HandoutsError(*(d for d in faults if d.severity == "error")) from None
        raise
    for line in tell_fallbacks([copy.edition]):
        click.echo(str(line), err=True)
    path = folder / Path(copy.path).name
    data = personal_copy(copy, materials)
    try:
        click.echo(write_new(path, data))
    except OSError as error:
        raise click.FileError(str(path), error.strerror) from None
    return 0
