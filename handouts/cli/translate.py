"""``handouts translate``: make and renew files of translations, and tell how they stand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click

from handouts.diagnostics import Diagnostic, HandoutsError, Place, cut
from handouts.review import Collection, Translated, open_collection, opened, progress, translate
from handouts.store import write_whole
from handouts.translation import PairState, Renewed, Translation, as_xliff, take_in
from handouts.workspace import Workspace

MOST = 20  # segments that are named
SHOWN: Mapping[PairState, str] = {
    "missing": "to do",
    "stale": "stale",
    "machine": "machine",
    "done": "kept",
}


@click.command("translate")
@click.argument("handout", metavar="ID", required=False)
@click.option(
    "-l",
    "--language",
    "languages",
    multiple=True,
    metavar="LANG",
    help="Into this language, such as pl or zh-Hans; can be given again.",
)
@click.option(
    "--machine",
    "machine",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A machine's words for what has none: JSON, a text and its translation each.",
)
@click.option(
    "--export",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the translation as XLIFF 2, for an agency.",
)
@click.option(
    "--import",
    "back",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Take in the words of an XLIFF 2 file that came back.",
)
@click.option("--status", is_flag=True, help="Only tell how the translations stand.")
@click.option(
    "--as",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to tell of --status: a table to read, or JSON.",
)
@click.pass_obj
def command(
    open_workspace: Callable[[], Workspace],
    handout: str | None,
    languages: tuple[str, ...],
    machine: Path | None,
    out: Path | None,
    back: Path | None,
    status: bool,
    shape: str,
) -> int:
    """Make or renew the file of a translation.

    The file is content/ID/translations/LANG.po: any editor of PO files opens it. What was
    translated and is as it was is kept; what is another in the handout by now is stale, and keeps
    its old words; what is new is to do. The path goes to stdout.

    With --status a table tells how each handout stands in each language: missing, to do, stale,
    machine (a machine's words that no person has gone through), complete, half approved (somebody
    has read it against its source), approved, behind (its source has moved on, and it is still
    given), refused (it is no longer given). Lines below it say who, until when and why.

    \b
    Examples:
      handouts translate facial-massage -l pl
      handouts translate facial-massage -l pl --machine draft.json
      handouts translate facial-massage -l pl --export facial-massage-pl.xlf
      handouts translate facial-massage -l pl --import facial-massage-pl.xlf
      handouts translate --status
      handouts translate --status -l pl -l ar
    """
    workspace = open_workspace()
    if status:
        shelf = open_collection(workspace, None)
        names = [shelf.known(handout)] if handout else []
        return _tell([*progress(shelf, names, languages)], shelf, shape)
    if not handout or not languages:
        raise click.UsageError("name a handout and a language, as in 'translate sun -l pl'")
    drafts = _drafts(machine) if machine else {}
    shelf = open_collection(workspace)
    name = shelf.known(handout)
    if out or back:
        if len(languages) != 1 or (out and back) or machine:
            raise click.UsageError("--export and --import take one language, and stand alone")
        one = opened(shelf, name, languages[0])
        if out:
            return _export(one, out)
        return _import(one, back, workspace) if back else 0
    for language in languages:
        _say(translate(shelf, name, language, drafts))
    return 0


def _drafts(path: Path) -> Mapping[str, str]:
    """Read a machine's words. Raises UsageError."""
    try:
        words = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise click.UsageError(f"'{path}' cannot be read as JSON: {error}") from None
    if not isinstance(words, dict) or not all(isinstance(one, str) for one in words.values()):
        raise click.UsageError(f"'{path}' holds no texts with their translations")
    return words


def _export(one: Translation, path: Path) -> int:
    """Write a translation as XLIFF."""
    try:
        write_whole(path, as_xliff(one))
    except OSError as error:
        raise HandoutsError(
            Diagnostic(
                "error", "xliff", Place(str(path)), f"it cannot be written: {error.strerror}"
            )
        ) from None
    click.echo(str(path))
    return 0


def _import(one: Translation, path: Path, workspace: Workspace) -> int:
    """Take in the words of an XLIFF file, and tell what of them was left out."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise click.UsageError(f"'{path}' cannot be read: {error.strerror}") from None
    done = take_in(workspace, one, data, str(path))
    _say(done)
    return 0


def _say(done: Renewed) -> None:
    """Say what became of a file, what to mind about it, and name what is stale."""
    for problem in done.problems:
        click.echo(str(problem), err=True)
    one = done.translation
    counted = ", ".join(f"{one.counts.get(state, 0)} {word}" for state, word in SHOWN.items())
    click.echo(one.catalogue.file)
    click.echo(f"{done.state}: {counted}", err=True)
    stale = [pair for pair in one.pairs if pair.state == "stale"]
    for pair in stale[:MOST]:
        click.echo(f"{pair.place}: stale: {cut(pair.segment.text)}", err=True)
    if len(stale) > MOST:
        click.echo(f"and {len(stale) - MOST} more", err=True)


def _tell(rows: list[Translated], shelf: Collection, shape: str) -> int:
    """Tell how translations stand, and what is wrong with files that cannot be read."""
    if shape == "json":
        entries: list[dict[str, object]] = [
            {
                "id": r.handout,
                "language": r.language,
                "state": r.state,
                "segments": {**r.counts},
                "note": r.note or None,
            }
            for r in rows
        ]
        click.echo(json.dumps(entries, indent=2, ensure_ascii=False))
    else:
        for line in (*_table(rows), *_notes(rows)):
            click.echo(line)
    unread = [row for row in rows if row.state == "cannot be read"]
    for problem in shelf.problems if unread else ():
        if "/translations/" in problem.place.file:
            click.echo(str(problem), err=True)
    return 1 if unread else 0


def _notes(rows: Iterable[Translated]) -> list[str]:
    """Return a line for each translation of which more is to be said."""
    return [f"{row.handout} {row.language}: {row.note}" for row in rows if row.note]


def _table(rows: Iterable[Translated]) -> list[str]:
    """Return a table: a line a handout, a column a language."""
    states = {(row.handout, row.language): row.state for row in rows}
    handouts = list(dict.fromkeys(name for name, _ in states))
    languages = list(dict.fromkeys(tag for _, tag in states))
    cells = [["", *languages]]
    cells += [[name, *(states[name, tag] for tag in languages)] for name in handouts]
    wide = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(map(str.ljust, row, wide)).rstrip() for row in cells if handouts]
