"""``handouts list``: tell which handouts there are."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import click

from handouts.batch import Asked, Review, read_editions, sifted
from handouts.content import Handout, Pack, load_library, load_packs
from handouts.counter import find, findable, suggest
from handouts.diagnostics import Problems
from handouts.workspace import Workspace

WORST: tuple[Review, ...] = ("draft", "overdue", "changed", "approved")


@click.command("list")
@click.argument("word", nargs=-1)
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
    open_workspace: Callable[[], Workspace], word: tuple[str, ...], due: int | None, shape: str
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
      handouts list --due 60
      handouts list --as json
    """
    workspace, problems = open_workspace(), Problems()
    last = None if due is None else workspace.today + timedelta(days=due)
    known = _shelved(workspace, problems)
    words = " ".join(word)
    matches = _found(known, words) if word else known
    shown = [e for e in matches if last is None or (e.review_by and e.review_by <= last)]
    if shape == "json":
        click.echo(json.dumps([e.as_json() for e in shown], indent=2, ensure_ascii=False))
    else:
        for entry in shown:
            click.echo(entry.line)
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


@dataclass(frozen=True)
class Listed:
    """A handout or pack, how its text stands, and by when it must be reviewed."""

    handout: Handout | Pack
    review: Review = "draft"
    review_by: date | None = None

    @property
    def line(self) -> str:
        """The handout as a line of the list."""
        handout = self.handout
        state = (
            self.review if self.review_by is None else f"{self.review}, review by {self.review_by}"
        )
        return f"{handout.id:24} {handout.title} ({handout.kind}, {handout.language}): {state}"

    def as_json(self) -> dict[str, object]:
        """Return the keys that ``list --as json`` promises."""
        return {
            "id": self.handout.id,
            "title": self.handout.title,
            "kind": self.handout.kind,
            "language": self.handout.language,
            "also": list(self.handout.also),
            "review": self.review,
        }


def _found(known: list[Listed], words: str) -> list[Listed]:
    """Return the entries that have all words, the best first."""
    by_id = {entry.handout.id: entry for entry in known}
    return [by_id[handout.id] for handout in find((e.handout for e in known), words)]


def _shelved(workspace: Workspace, problems: Problems) -> list[Listed]:
    """Read all handouts and packs; one that cannot be used in whole is shown as far as it can."""
    library = load_library(workspace, problems)
    editions = read_editions(library, workspace, problems)
    handouts = [
        Listed(editions[name].any, *editions[name].review(workspace))
        if name in editions
        else Listed(library.handouts[name])
        for name in library.ids
        if name in editions or name in library.handouts
    ]
    stands = {entry.handout.id: entry for entry in handouts}
    packs = load_packs(workspace, library, problems).values()
    return handouts + [_packed(p, [stands[n] for n in p.handouts if n in stands]) for p in packs]


def _packed(pack: Pack, parts: Sequence[Listed]) -> Listed:
    """Return a pack, which stands as the one of its texts that stands worst."""
    reviews = [part.review for part in parts]
    return Listed(pack, next((state for state in WORST if state in reviews), "draft"))
