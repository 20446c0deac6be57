"""``handouts recall``: tell which clinics printed a text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import click

from handouts.counter import OnPaper, Recalled, locale_called, on_paper
from handouts.diagnostics import HandoutsError, Problems
from handouts.review import code_from, no_code
from handouts.workspace import Workspace

SCHEMA = 1
BY_HAND = "sheets on paper are the clinics' to find: tell them the code and the days"


@click.command("recall")
@click.argument("code", metavar="CODE")
@click.option(
    "--as",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to tell: lines to read, or JSON.",
)
@click.pass_obj
def command(open_workspace: Callable[[], Workspace], code: str, shape: str) -> int:
    """List the clinics that printed the text with a CODE.

    It tells how many copies and when. It reads the log of what `handouts print` sent to a printer,
    and tells apart what was printed, what was sent and nobody knows whether it was printed, and
    what failed; and how many were asked for in a language that has no text, and say so in a line.
    What was printed in another way, from a file or the web, is not in it.

    \b
    Examples:
      handouts recall 7K3Q-9MXD
      handouts recall 7k3q9mxd --as json
    """
    wanted = code_from(code)
    if not wanted:
        raise click.UsageError(no_code(code))
    problems = Problems()
    paper = on_paper(open_workspace(), wanted, problems)
    if shape == "json":
        clinics = [clinic.as_json() for clinic in paper.clinics]
        facts = {"schema": SCHEMA, "code": wanted, "language": paper.language, "clinics": clinics}
        click.echo(json.dumps(facts, indent=2))
    else:
        for clinic in paper.clinics:
            click.echo(_line(clinic))
    for line in (*map(str, problems), *_next(paper)):
        click.echo(line, err=True)
    return 0


def of_withdrawn(workspace: Workspace, code: str) -> Iterator[str]:
    """Yield what `handouts recall` says of a text that was just withdrawn."""
    problems = Problems()
    try:
        paper = on_paper(workspace, code, problems)
    except HandoutsError as error:  # it holds up no withdrawal
        yield from map(str, error.diagnostics)
        return
    yield from map(str, problems)
    if paper.clinics:
        yield "it was printed by:"
        yield from (f"  {_line(clinic)}" for clinic in paper.clinics)
        yield BY_HAND
    else:
        yield f"no printing of {code} is logged here; hold the code against the sheets on paper"


def _line(clinic: Recalled) -> str:
    days = " to ".join(dict.fromkeys([clinic.first.isoformat(), clinic.last.isoformat()]))
    asked = ", ".join(f"{count} for {_named(tag)}" for tag, count in clinic.asked.items())
    stead = f"; asked for in another language: {asked}" if asked else ""
    return f"{clinic.clinic:32} {_copies(clinic)}, {days}{stead}"


def _named(language: str) -> str:
    return locale_called(language).english


def _copies(clinic: Recalled) -> str:
    """Say how many copies a clinic printed, or may have."""
    printed = f"{clinic.copies} {'copy' if clinic.copies == 1 else 'copies'}"
    sent = f"{clinic.sent} sent, not known whether printed" if clinic.sent else ""
    failed = f"{clinic.failed} not printed, or in part" if clinic.failed else ""
    opened = f"{clinic.opened} opened to print in a browser" if clinic.opened else ""
    others = [sent, failed, opened]
    parts = [printed if clinic.copies or not any(others) else "", *others]
    return ", ".join(filter(None, parts))


def _next(paper: OnPaper) -> Iterator[str]:
    """Yield what to do about a text that was printed."""
    if not paper.clinics:
        near = paper.near or "; hold the code against the sheet"
        yield f"no printing of {paper.code} is logged here{near}"
        return
    what = f"'{paper.handout}' in {_named(paper.language)}"
    yield f"it is {what}; the code stands at the foot of every page"
    if paper.gone or paper.note:
        yield paper.gone or paper.note
    elif paper.approved:
        yield f"to stop it: handouts withdraw {paper.code} --why TEXT"
    else:
        yield f"it was a draft: mend content/{paper.handout}/handout.yaml, then handouts build"
    yield BY_HAND
