"""``handouts renew``: record that an approved text was read anew and still holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import click

from handouts.cli.approve import NEXT, tell
from handouts.cli.day import day
from handouts.content import Approval
from handouts.reading import Text
from handouts.review import open_collection, renew
from handouts.workspace import Workspace


@click.command("renew")
@click.argument("name", metavar="ID|CODE")
@click.option("--by", required=True, metavar="NAME", help="Who read the text anew.")
@click.option("--role", required=True, metavar="ROLE", help="In which role, as 'Clinical lead'.")
@click.option(
    "--review-by",
    "review_by",
    required=True,
    type=day,
    metavar="DAY",
    help="When it must be read anew, as 2028-11-30; in 36 months at most.",
)
@click.pass_obj
def command(
    open_workspace: Callable[[], Workspace], name: str, by: str, role: str, review_by: date
) -> int:
    """Give an approved text a new date of review.

    It is the text that was approved last, or the one of a CODE. Nothing of it changes, nor for
    whom it was approved. Sheets that are there keep the date
    that is printed on them until the next build. This is a record, not a signature.

    \b
    Examples:
      handouts renew facial-massage --by "Ann Example" --role "Clinical lead" --review-by 2028-11-30
      handouts renew 7K3Q-9MXD --by "Ann Example" --role "Clinical lead" --review-by 2028-11-30
    """
    shelf = open_collection(open_workspace())
    approval = Approval(by=Text(by), role=Text(role), on=shelf.workspace.today, review_by=review_by)
    done = renew(shelf, shelf.frozen(name), approval)
    code = tell(done, "renewed", shelf.workspace)
    click.echo(NEXT, err=True)
    return code
