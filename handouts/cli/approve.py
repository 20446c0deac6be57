"""``handouts approve``: record that a text may be given to patients."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import click

from handouts.batch import Order, tell_not_offered
from handouts.cli.day import day
from handouts.content import Approval, Proofreading, load_library
from handouts.counter import settle
from handouts.diagnostics import Problems
from handouts.reading import Text
from handouts.review import (
    Approved,
    FirstStep,
    approve,
    approve_translation,
    code_from,
    open_collection,
    read_translation,
)
from handouts.translation import languages_of
from handouts.workspace import Workspace

NEXT = "next: handouts build"


@click.command("approve")
@click.argument("handout", metavar="ID")
@click.option("--by", required=True, metavar="NAME", help="Who read the text and approves it.")
@click.option(
    "--step",
    type=click.Choice(["language", "clinical"]),
    help="Of a translation: first who reads the language, then who answers for it clinically.",
)
@click.option("--role", required=True, metavar="ROLE", help="In which role, as 'Clinical lead'.")
@click.option(
    "--author",
    default="",
    metavar="NAME",
    help="Who wrote the text, or translated it; the author's own approval does not count.",
)
@click.option(
    "--review-by",
    "review_by",
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
    help="The language of the text: with that of a translation, the translation is approved.",
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
    step: str | None,
    role: str,
    author: str,
    review_by: date | None,
    code: str,
    languages: tuple[str, ...],
    countries: tuple[str, ...],
    brands: tuple[str, ...],
) -> int:
    """Freeze a text as it is now, and record who approved it.

    The folder of the frozen text goes to stdout. It is what prints from now on; later changes of
    the handout wait as drafts. An older text leaves the shelves at once, and the next build puts
    the new one there. This is a record of what you say, not a signature.

    A translation is approved in two steps by two people, and neither has translated it. With --step
    language somebody who reads the language says that it was read against its source; it stays
    a draft. With --step clinical somebody answers for it, and it is frozen. Both are bound to the
    text and to its source as they are: where one changes between the steps, the first is void.

    \b
    Examples:
      handouts approve facial-massage --by "Ann Example" --role "Clinical lead" \\
        --author "Ben Example" --review-by 2027-11-30 --code 7K3Q-9MXD
      handouts approve retinoids --by "Ann Example" --role Pharmacist \\
        --author "Ben Example" --review-by 2027-11-30 --country GB --country IE
      handouts approve facial-massage -l pl --step language --by "Ola Example" \\
        --role "Nurse, whose first language it is" --author "Jan Example"
      handouts approve facial-massage -l pl --step clinical --by "Ann Example" \\
        --role "Clinical lead" --review-by 2027-11-30
    """
    if code and not code_from(code):
        raise click.UsageError(f"'{code}' is no text code, such as 7K3Q-9MXD")
    workspace = open_workspace()
    language = _translation(workspace, handout, languages, step)
    _complete(step, author, review_by, (*countries, *brands))
    shelf = open_collection(workspace, (language,) if language else ())
    name, today = shelf.known(handout), shelf.workspace.today
    if step == "language":
        read = Proofreading(by=Text(by), role=Text(role), on=today)
        return _read(read_translation(shelf, name, language, read, author, code_from(code)))
    assert review_by is not None, "it was asked for"
    approval = Approval(
        by=Text(by),
        role=Text(role),
        on=today,
        review_by=review_by,
        languages=() if language else tuple(map(Text, languages)),
        countries=tuple(map(Text, countries)),
        brands=tuple(map(Text, brands)),
    )
    if language:
        done = approve_translation(shelf, name, language, approval, code_from(code))
    else:
        done = approve(shelf, name, approval, author, code_from(code))
        done.problems.extend(tell_not_offered(Order(), shelf.materials, handout))
    failed = tell(done, "approved", shelf.workspace)
    click.echo(f"{NEXT} {handout} -l {language}" if language else NEXT, err=True)
    return failed


def _translation(
    workspace: Workspace, handout: str, languages: Sequence[str], step: str | None
) -> str:
    """Return the language of the translation that is meant; '' for the text itself."""
    there = languages_of(workspace, handout)
    meant = [language for language in languages if language in there]
    if step and len(languages) != 1:
        raise click.UsageError(f"--step is of one translation, as in -l pl --step {step}")
    if step and not meant and languages[0] in _own(workspace, handout):
        raise click.UsageError(f"'{handout}' itself is in {languages[0]}, and has no --step")
    if meant and not step:
        first = "--step language for who reads the language, then --step clinical"
        raise click.UsageError(f"a translation is approved in two steps: {first}")
    return languages[0] if step else ""


def _own(workspace: Workspace, handout: str) -> tuple[str, ...]:
    """Return the language that a handout is written in, where it can be read."""
    written = load_library(workspace, Problems(), [handout]).handouts.get(handout)
    return (str(written.language),) if written else ()


def _complete(step: str | None, author: str, review_by: date | None, scope: Sequence[str]) -> None:
    """Hold the options against the step. Raises UsageError."""
    if step == "language":
        if review_by or scope:
            raise click.UsageError("--review-by, -c and -b belong to --step clinical")
        return
    if step == "clinical" and author:
        raise click.UsageError("--author belongs to --step language")
    if not author and not step:
        raise click.UsageError("Missing option '--author'.")
    if review_by is None:
        raise click.UsageError("Missing option '--review-by'.")


def _read(step: FirstStep) -> int:
    """Say that the first step is recorded, and what is next."""
    click.echo(step.code)
    words = f"read against {step.of} by {step.read.by} ({step.read.role}): the first of two steps"
    click.echo(f"{words}. This is a record, not a signature.", err=True)
    click.echo("it stays a draft until --step clinical, by somebody else", err=True)
    return 0


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
