"""``handouts cancel``: take back a print job that waits."""

from __future__ import annotations

from collections.abc import Callable

import click

from handouts.cli.jobs import tell_unprinted
from handouts.counter import NotPrinted, cancel_copy
from handouts.workspace import Workspace

NOT_TAKEN_BACK = {
    "printed": "it was printed before",
    "gone": "CUPS knows no more of it; nobody can tell whether it was printed",
}


@click.command("cancel")
@click.argument("job", metavar="JOB")
@click.pass_obj
def command(open_workspace: Callable[[], Workspace], job: str) -> int:
    """Take back a print job that waits.

    JOB is the name of one that `handouts print` sent, as it told it. It never prints then, and the
    print log notes it as failed.

    \b
    Examples:
      handouts cancel counter-13
    """
    try:
        state = cancel_copy(open_workspace(), job)
    except NotPrinted as error:
        return tell_unprinted(error, "not cancelled")
    if reason := NOT_TAKEN_BACK.get(state.standing):
        click.echo(f"not cancelled: {reason}", err=True)
        return 1
    click.echo(f"cancelled: {job} will not be printed", err=True)
    return 0
