"""``handouts withdraw``: record that an approved text may no longer be given."""

from __future__ import annotations

from collections.abc import Callable

import click

from handouts.cli.approve import tell
from handouts.cli.recall import of_withdrawn
from handouts.review import Unknown, code_from, no_code, open_collection, withdraw
from handouts.workspace import Workspace


@click.command("withdraw")
@click.argument("code", metavar="CODE")
@click.option("--why", required=True, metavar="TEXT", help="The reason, for those who ask later.")
@click.pass_obj
def command(open_workspace: Callable[[], Workspace], code: str, why: str) -> int:
    """Withdraw an approved text: it is printed no more.

    Its copies leave the disk at once, packs with it too, and each shelf is renewed, wherever this
    workspace has built. A file that somebody changed is left, and told; the exit code is then 1,
    and the withdrawal holds all the same. Then it says which clinics printed the text, how many
    copies and when: those on paper are yours to find. The translations of the text end
    with it. The folder of the text stays, so that `handouts trace` can still show what was given.

    \b
    Examples:
      handouts withdraw 7K3Q-9MXD --why "The warning on pregnancy was missing."
    """
    shelf = open_collection(open_workspace())
    if not code_from(code):
        raise Unknown(no_code(code))
    done = withdraw(shelf, shelf.kept(code_from(code)), why)
    failed = tell(done, "withdrawn", shelf.workspace)
    for text in done.translations:
        fact = f"its translation {text.code} ({text.handout.language}) is no longer given either"
        click.echo(fact, err=True)
    for code in (str(done.record.code), *(text.code for text in done.translations)):
        for line in of_withdrawn(shelf.workspace, code):
            click.echo(line, err=True)
    return failed
