"""``handouts trace``: tell what a text code on a printed sheet stands for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import click

from handouts.content import Approval
from handouts.review import Traced, open_collection, trace
from handouts.workspace import Workspace

SCHEMA = 1


@click.command("trace")
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
    """Show the text whose CODE stands at the foot of a sheet.

    Its words are shown, and who approved it. The code is typed with or without its hyphen, in small
    or capital letters.

    \b
    Examples:
      handouts trace 7K3Q-9MXD
      handouts trace 7k3q9mxd --as json
    """
    shelf = open_collection(open_workspace())
    traced = trace(shelf, code)
    if shape == "json":
        report = {"schema": SCHEMA, **traced.as_json()}
        click.echo(json.dumps(report, indent=2))
    else:
        for line in (*_story(traced, shelf.workspace.settings.grace_days), "", *traced.lines):
            click.echo(line)
    return 0


def _story(traced: Traced, grace: int) -> Iterator[str]:
    handout, record = traced.edition.handout, traced.record
    yield f"{traced.edition.code}: {handout.title} ({handout.id}, {handout.language})"
    if record is None:
        yield "This is the working text: a draft that nobody has approved."
        return
    if traced.printed_for:
        yield f"Current: printed today for {', '.join(traced.printed_for)}."
    else:
        yield "Not current: it is printed for no clinic today."
    if record.withdrawn:
        yield f"Withdrawn on {record.withdrawn.on.isoformat()}: {record.withdrawn.why}"
    elif traced.follows:
        yield f"{traced.follows[:1].upper()}{traced.follows[1:].rstrip('.')}."
    if traced.replaced_by:
        yield f"A later text was approved: {traced.replaced_by}."
    if traced.waiting:
        yield f"A newer text waits as a draft: {traced.waiting}."
    if traced.working:
        yield "The working text is still the same."
    if bound := record.translation:
        yield f"A translation of {bound.of}, by {record.author}."
        if read := bound.read:
            day = read.on.isoformat()
            yield f"Read against its source by {read.by} ({read.role}) on {day}."
    else:
        yield f"Written by {record.author}."
    for approval in record.approvals:
        yield _approved(approval, grace)
    yield "These are records, not signatures."


def _approved(approval: Approval, grace: int) -> str:
    scope = [*approval.languages, *approval.countries, *approval.brands]
    return (
        f"Approved by {approval.by} ({approval.role}) on {approval.on.isoformat()}, to be reviewed "
        f"by {approval.review_by.isoformat()} (printed until {grace} days later), "
        f"for {', '.join(scope) or 'all clinics'}."
    )
