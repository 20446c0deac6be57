"""``handouts withdraw``: record that an approved text may no longer be given."""

from __future__ import annotations

from collections.abc import Callable

import click

from handouts.cli.approve import tell
from handouts.desk.approving import withdraw
from handouts.desk.texts import Unknown, code_from, no_code, open_shelf
from handouts.workspace import Workspace


@click.command("withdraw")
@click.argument("code", metavar="CODE")
@click.option("--why", required=True, metavar="TEXT", help="The reason, for those who ask later.")
@click.pass_obj
def command(open_workspace: Callable[[], Workspace], code: str, why: str) -> int:
    """Withdraw an approved text: it is printed no more.

    Its folder stays, so that `handouts trace` can still show what was given. Sheets that were
    printed before are removed by `handouts build --prune`; those on paper are yours to find.

    \b
    Examples:
      handouts withdraw 7K3Q-9MXD --why "The warning on pregnancy was missing."
    """
    shelf = open_shelf(open_workspace())
    try:
        if not code_from(code):
            raise Unknown(no_code(code))
        done = withdraw(shelf, shelf.frozen(code), why)
    except Unknown as error:
        raise click.UsageError(str(error)) from None
    return tell(done, "withdrawn", "handouts build --prune")
