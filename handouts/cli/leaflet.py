"""What ``handouts import`` does with a leaflet, and what it tells of it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import click

from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.importing import Draft, Unreadable, draft_id, read_leaflet, write_draft
from handouts.page import load_phrases
from handouts.review import check, count
from handouts.workspace import Workspace

__all__ = ["import_leaflet"]

MOST_BYTES = 50_000_000  # bytes of a file; each kind takes fewer
ASKED = {  # kinds of open points, as they are told: of one, and of several
    "contact": ("number or address of the clinic", "numbers or addresses of the clinic"),
    "dose": ("dose to check", "doses to check"),
    "change": ("tracked change", "tracked changes"),
    "comment": ("comment", "comments"),
    "source": ("source to enter", "sources to enter"),
    "link": ("link", "links"),
    "aside": ("place with words that were hidden", "places with words that were hidden"),
    "merge": ("field of mail merge", "fields of mail merge"),
    "picture": ("picture to look at", "pictures to look at"),
    "margin": ("part of a header or footer", "parts of headers and footers"),
    "order": ("place to read again", "places to read again"),
    "table": ("table to look at", "tables to look at"),
    "file": ("word on the file itself", "words on the file itself"),
    "left over": ("passage that found no place", "passages that found no place"),
}


def import_leaflet(workspace: Workspace, file: Path, own: str) -> int:
    """Bring in a leaflet; what is of no kind that we know is told so by its reader."""
    try:
        draft = read_leaflet(_bytes(file), file.name, workspace.today)
        path = write_draft(workspace, draft, own or draft_id(draft, file.name), file.name)
    except Unreadable as error:
        problem = Diagnostic("error", "import", Place(file.name), error.fact, error.hint)
        raise HandoutsError(problem) from None
    _tell(workspace, draft, path)
    click.echo(path)
    return 0


def _bytes(file: Path) -> bytes:
    """Return what a file holds, as far as any kind of file is read. Raises UsageError."""
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES)
    except OSError as error:
        raise click.UsageError(f"'{file}' cannot be read: {error.strerror}") from None


def _tell(workspace: Workspace, draft: Draft, path: Path) -> None:
    """Tell what went where, what is to be settled, and what to do next."""
    own = path.parent.name
    went = Counter(re.split(r"[.\[]", placed.place)[0] for placed in draft.placed)
    paragraphs = f"{went['sections']} paragraphs in {_many(len(draft.data['sections']), 'section')}"
    pictures = [_many(len(draft.figures), "picture")] if draft.figures else []
    pictures += [f"{len(draft.aside)} kept in left-aside/"] if draft.aside else []
    click.echo(f"all {draft.words:,} words are in the draft: ", nl=False, err=True)
    click.echo(", ".join([paragraphs, *pictures]), err=True)
    kinds = Counter(point.kind for point in draft.points if point.kind in ASKED)
    if kinds:
        click.echo("to confirm:", err=True)
    for kind, number in kinds.items():
        click.echo(f"{number:5} {ASKED[kind][number > 1]}", err=True)
    problems = check(workspace, (own,)).problems
    errors, warnings = count(d for d in problems if d.place.file.startswith(f"content/{own}/"))
    _tell_language(workspace, draft.data["language"])
    click.echo(f"check: {_many(errors, 'error')}, {_many(warnings, 'warning')}", err=True)
    click.echo(f"next: read it against the file, and mend it: handouts check {own}", err=True)


def _tell_language(workspace: Workspace, language: str) -> None:
    """Tell at once where the text is in a language that no sheet can be set in yet."""
    try:
        load_phrases(workspace, language)
    except HandoutsError as error:
        for problem in error.diagnostics:
            click.echo(f"not to be built yet: {problem.message}; {problem.hint}", err=True)


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
