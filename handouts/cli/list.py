"""``handouts list``: tell which handouts there are."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import click

from handouts.batch import Asked, sifted
from handouts.counter import Listed, findable, list_all, listed_as, suggest
from handouts.diagnostics import Problems
from handouts.workspace import Workspace


@click.command("list")
@click.argument("word", nargs=-1)
@click.option(
    "-l",
    "--language",
    default="",
    metavar="LANG",
    help="Only in this language, such as en-GB or pl, translations among them.",
)
@click.option(
    "--due",
    type=click.IntRange(0, 3660),
    metavar="DAYS",
    help="Only those to be reviewed within DAYS, or overdue.",
)
@click.option(
    "--as",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to tell: lines to read, or JSON.",
)
@click.pass_obj
def command(
    open_workspace: Callable[[], Workspace],
    word: tuple[str, ...],
    language: str,
    due: int | None,
    shape: str,
) -> int:
    """List handouts and packs, all or those that WORD finds.

    With WORD those are listed that it may mean, the best first. Words may stand in any order, and
    have a letter wrong: titles, what people call a handout, the terms that it explains, its
    headings and its first lines are searched.

    A handout is a draft that nobody has approved; or approved; or changed, where a newer text
    waits beside the approved one; or overdue for its review.

    \b
    Examples:
      handouts list
      handouts list massage
      handouts list -l en
      handouts list --due 60
      handouts list --as json
    """
    workspace, problems = open_workspace(), Problems()
    last = None if due is None else workspace.today + timedelta(days=due)
    known = list_all(workspace, problems, language)
    words = " ".join(word)
    matches = listed_as(known, words) if word else known
    shown = [e for e in matches if last is None or (e.review_by and e.review_by <= last)]
    if shape == "json":
        click.echo(json.dumps([_as_json(e) for e in shown], indent=2, ensure_ascii=False))
    else:
        for entry in shown:
            click.echo(_line(entry))
    if word:
        ids = [entry.handout.id for entry in matches]
        asked = Asked({"handout": ids, "pack": ids, "source": ()})
        problems = sifted(problems, asked, workspace)
    for diagnostic in problems:
        click.echo(str(diagnostic), err=True)
    if word and not matches:
        near = suggest((findable(entry.handout) for entry in known), words)
        hint = f"; did you mean '{near}'?" if near else ""
        click.echo(f"no handout is called '{words}'{hint}", err=True)
        return 2
    return 1 if problems.failed else 0


def _line(entry: Listed) -> str:
    """Return a handout as a line of the list."""
    handout, due = entry.handout, entry.review_by
    state = entry.review if due is None else f"{entry.review}, review by {due}"
    state = f"{state}; {entry.note}" if entry.note else state
    return f"{handout.id:24} {handout.title} ({handout.kind}, {handout.language}): {state}"


def _as_json(entry: Listed) -> dict[str, object]:
    """Return the keys that ``list --as json`` promises."""
    return {
        "id": entry.handout.id,
        "title": entry.handout.title,
        "kind": entry.handout.kind,
        "language": entry.handout.language,
        "also": list(entry.handout.also),
        "review": entry.review,
        **({"note": entry.note} if entry.note else {}),
    }
