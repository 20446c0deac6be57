"""``handouts approve``: record that a text may be given to patients."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import click

from handouts.batch import Order, tell_not_offered
from handouts.cli.day import day
from handouts.content import Approval
from handouts.counter import settle
from handouts.reading import Text
from handouts.review import Approved, approve, code_from, open_collection
from handouts.workspace import Workspace

NEXT = "next: handouts build"


@click.command("approve")
@click.argument("handout", metavar="ID")
@click.option("--by", required=True, metavar="NAME", help="Who read the text and approves it.")
@click.option("--role", required=True, metavar="ROLE", help="In which role, as 'Clinical lead'.")
@click.option(
    "--author",
    required=True,
    metavar="NAME",
    help="Who wrote the text; the author's own approval does not count.",
)
@click.option(
    "--review-by",
    "review_by",
    required=True,
    type=day,
    metavar="DAY",
    help="When it must be read anew, as 2027-11-30; in 36 months at most.",
)
@click.option(
    "--code",
    default="",
    metavar="CODE",
    help="The code on the copy that was read; if the text is another by now, nothing is approved.",
)
@click.option(
    "-l",
    "--language",
    "languages",
    multiple=True,
    metavar="LANGUAGE",
    help="Only in this language; can be given again. Else in all.",
)
@click.option(
    "-c",
    "--country",
    "countries",
    multiple=True,
    metavar="COUNTRY",
    help="Only for clinics of this country, as GB; can be given again.",
)
@click.option(
    "-b",
    "--brand",
    "brands",
    multiple=True,
    metavar="BRAND",
    help="Only for this brand; can be given again.",
)
@click.pass_obj
def command(
    open_workspace: Callable[[], Workspace],
    handout: str,
    by: str,
    role: str,
    author: str,
    review_by: date,
    code: str,
    languages: tuple[str, ...],
    countries: tuple[str, ...],
    brands: tuple[str, ...],
) -> int:
    """Freeze a text as it is now, and record who approved it.

    The folder of the frozen text goes to stdout. It is what prints from now on; later changes of
    the handout wait as drafts. An older text leaves the shelves at once, and the next build puts
    the new one there. This is a record of what you say, not a signature.

    \b
    Examples:
      handouts approve facial-massage --by "Ann Example" --role "Clinical lead" \\
        --author "Ben Example" --review-by 2027-11-30 --code 7K3Q-9MXD
      handouts approve retinoids --by "Ann Example" --role Pharmacist \\
        --author "Ben Example" --review-by 2027-11-30 --country GB --country IE
    """
    if code and not code_from(code):
        raise click.UsageError(f"'{code}' is no text code, such as 7K3Q-9MXD")
    shelf = open_collection(open_workspace())
    approval = Approval(
        by=Text(by),
        role=Text(role),
        on=shelf.workspace.today,
        review_by=review_by,
        languages=tuple(map(Text, languages)),
        countries=tuple(map(Text, countries)),
        brands=tuple(map(Text, brands)),
    )
    done = approve(shelf, shelf.known(handout), approval, author, code_from(code))
    done.problems.extend(tell_not_offered(Order(), shelf.materials, handout))
    failed = tell(done, "approved", shelf.workspace)
    click.echo(NEXT, err=True)
    return failed


def tell(done: Approved, what: str, workspace: Workspace) -> int:
    """Say what was recorded, and have disks and shelves follow it; stdout has the folder.

    What cannot follow is told, and makes the exit code 1; the record stands all the same.
    """
    for problem in done.problems:
        click.echo(str(problem), err=True)
    click.echo(done.folder)
    click.echo(f"{what}: {done.record.code}. This is a record, not a signature.", err=True)
    settled = settle(workspace)
    for problem in settled.problems:
        click.echo(str(problem), err=True)
    for path in settled.removed:
        click.echo(f"removed: {path}", err=True)
    for path in settled.shelves:
        click.echo(f"renewed: {path}", err=True)
    return 1 if settled.problems.failed else 0
