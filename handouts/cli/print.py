"""``handouts print``: find a handout, and send a copy to a printer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Literal, TypeVar

import click

from handouts.batch import tell_fallbacks
from handouts.brand import Brand, Clinic
from handouts.cli import jobs, personal
from handouts.cli.output import tell_kept
from handouts.content import Handout, Pack, speaks
from handouts.counter import (
    NotPrinted,
    PrintJob,
    Wish,
    check_names,
    find_clinics,
    find_handouts,
    make,
    nearest_name,
)
from handouts.page import Personal
from handouts.papers import STOCKS
from handouts.review import Collection, open_collection
from handouts.workspace import Workspace

MOST_COPIES = 100
T = TypeVar("T")


@click.command("print")
@click.argument("words", nargs=-1, required=True, metavar="WORD…")
@click.option(
    "-b",
    "--brand",
    metavar="BRAND[/CLINIC]",
    default="",
    help="For this brand or clinic; without it you are asked.",
)
@click.option(
    "-l",
    "--language",
    metavar="LANGUAGE",
    default="",
    help="In this language, such as pl; where none may be given in it, in its own, with a line.",
)
@click.option(
    "-f",
    "--format",
    "format_",
    metavar="FORMAT",
    help="In this format; else in the first that handouts.toml names.",
)
@click.option(
    "--copies",
    type=click.IntRange(1, MOST_COPIES),
    default=1,
    metavar="N",
    help="How many; one without it.",
)
@click.option(
    "--sides",
    type=click.Choice(["one", "two"]),
    default="two",
    help="Print on one side of the paper or, without this, on two.",
)
@click.option("--printer", metavar="NAME", default="", help="On this printer; else the default.")
@click.option(
    "--tray", metavar="NAME", default="", help="From this tray; else from its own choice."
)
@click.option(
    "--paper",
    type=click.Choice(STOCKS),
    help="On this paper; else on that of the clinic's country.",
)
@personal.options
@click.option("--draft", is_flag=True, help="Print the working text, marked as a draft.")
@click.option(
    "--unlogged",
    is_flag=True,
    help="Print also where the print log cannot be written; recall then does not know of it.",
)
@click.pass_obj
def command(
    open_workspace: Callable[[], Workspace],
    words: tuple[str, ...],
    brand: str,
    language: str,
    format_: str | None,
    copies: int,
    sides: Literal["one", "two"],
    printer: str,
    tray: str,
    paper: str | None,
    panel: bool,
    personal_file: str | None,
    draft: bool,
    unlogged: bool,
) -> int:
    """Print a handout for a clinic.

    It is the one whose title or other names hold WORD. It is made first where it is not there as it
    should be. Once it is printed, a line for the patient's record goes to stdout. Where it is not,
    the reason is told, and the path of the file goes to stdout, to be printed from there. A job
    that waits for its printer may print later: `handouts cancel` takes it back. What was sent and
    printed is logged, with the clinic and the text code, and nothing of any person: `handouts
    recall` reads it.

    \b
    Examples:
      handouts print massage -b harbour-skin
      handouts print massage -b northlight/london --copies 2
      handouts print skin ages -b harbour-skin --sides one --printer counter
      handouts print botox -b harbour-skin --draft
      handouts print massage -b harbour-skin --draft --personal -
      handouts print massage -b harbour-skin --unlogged
      handouts print first visit -b harbour-skin --draft --personal mary.yaml
    """
    workspace = tell_kept(open_workspace())
    shelf = open_collection(workspace, (language,) if language else ())
    format_ = format_ or workspace.settings.formats[0]
    check_names(shelf, brand, format_)
    handout = _one("handout", _handouts(shelf, " ".join(words), language))
    given_by, clinic = _one("clinic", _clinics(shelf, brand))
    try:
        details = _details(panel, personal_file)
        asked = str(handout.language) if speaks(handout.language, language) else language
        wish = Wish(handout.id, given_by, clinic, format_, draft, paper or "", details, asked, True)
        copy = make(shelf, wish)
    except NotPrinted as error:
        return jobs.tell_unprinted(error)
    for line in tell_fallbacks([copy.edition]):
        click.echo(str(line), err=True)
    job = PrintJob(copy.edition.handout.short_title, copies, sides, printer, tray)
    code = jobs.print_and_wait(shelf, copy, job, unlogged=unlogged)
    if code == 0:
        click.echo(copy.record(workspace.now.today))
    elif copy.path:
        click.echo(copy.file)
    return code


def _details(panel: bool, source: str | None) -> Personal | None:
    """Return what a panel for one person says, if there is to be one."""
    if source is not None:
        return personal.ask(source)
    return Personal() if panel else None


def _handouts(shelf: Collection, words: str, language: str) -> dict[str, Handout | Pack]:
    """Return the handouts that words may mean, by how they are told."""
    matches = find_handouts(shelf, words, language)
    if not matches:
        where = f" in {language}" if language else ""
        near = nearest_name(shelf, words, language)
        hint = f"did you mean '{near}'?" if near else "see handouts list"
        raise click.UsageError(f"no handout is called '{words}'{where}; {hint}")
    return {f"{h.id:24} {h.title} ({h.kind}, {h.language})": h for h in matches}


def _clinics(shelf: Collection, name: str) -> dict[str, tuple[Brand, Clinic]]:
    """Return the clinics that a name may mean, by how they are told."""
    matches = find_clinics(shelf, name)
    return {f"{f'{b.id}/{c.id}':32} {c.name}": (b, c) for b, c in matches}


def _one(what: str, choices: Mapping[str, T]) -> T:
    """Return the one that is meant; of several ask for one, where there is somebody to ask."""
    lines = list(choices)
    if len(lines) == 1:
        return choices[lines[0]]
    if not sys.stdin.isatty():
        listed = "".join(f"\n  {line}" for line in lines)
        raise click.UsageError(f"{len(lines)} {what}s may be meant; name one:{listed}")
    for number, line in enumerate(lines, start=1):
        click.echo(f"{number:3}  {line}", err=True)
    number = click.prompt(f"Which {what}", type=click.IntRange(1, len(lines)), err=True)
    return choices[lines[number - 1]]
