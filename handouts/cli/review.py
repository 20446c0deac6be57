"""``handouts review``: walk through what a clinician must settle before approval."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import shorten

import click

from handouts.batch import Edition
from handouts.diagnostics import HandoutsError
from handouts.proof import word_changes
from handouts.reading import Key, Uneditable
from handouts.review import (
    Bilingual,
    Collection,
    Desk,
    OutOfDate,
    first_step,
    lines_of,
    open_collection,
    put_beside,
)
from handouts.store import write_whole
from handouts.workspace import Workspace

WIDTH = 90  # characters of a text that is shown to be picked


class Leave(HandoutsError):
    """Somebody wants to stop here."""


@click.command("review")
@click.argument("handout", metavar="ID")
@click.option(
    "-l",
    "--language",
    metavar="LANG",
    help="Its translation into this language, beside its source.",
)
@click.option(
    "--pdf",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write a copy to sign off: the text, its sources in full, open comments.",
)
@click.option(
    "--changes",
    "compare",
    is_flag=True,
    help="Show the words that changed since the text was approved last.",
)
@click.pass_obj
def command(
    open_workspace: Callable[[], Workspace],
    handout: str,
    language: str | None,
    pdf: Path | None,
    compare: bool,
) -> int:
    """Settle the open points and findings of a handout.

    You walk through those of the handout ID, one by one.

    What you settle or rewrite is written into its file at once; comments and layout stay. Where
    somebody else changed what you were shown, nothing is written, and your words are shown again.

    With --language nothing is asked: each segment that is not translated, stale, a machine's or
    found fault with is shown beside its source and its back translation, and what is left to do
    before the translation can be approved. With --pdf all of them stand in the copy, in columns.

    \b
    Examples:
      handouts review facial-massage
      handouts review facial-massage --pdf review.pdf
      handouts review facial-massage --changes
      handouts review facial-massage -l pl
      handouts review facial-massage -l pl --pdf review-pl.pdf
    """
    shelf = open_collection(open_workspace(), [language] if language else ())
    name = shelf.known(handout)
    if compare:
        _compare(shelf, name, language)
    if pdf:
        _write_copy(shelf, name, language, pdf)
    if pdf or compare:
        return 0
    if language:
        return _show(put_beside(shelf, name, language), shelf.workspace)
    return _walk(Desk(shelf.workspace, name))


def _working(shelf: Collection, name: str) -> Edition:
    texts = shelf.editions.get(name)
    if texts is None or texts.working is None:
        raise HandoutsError(*shelf.findings(name))
    return texts.working


def _compare(shelf: Collection, name: str, language: str | None) -> None:
    texts, what = shelf.editions.get(name), f"'{name}'"
    working = _working(shelf, name)
    if language:
        what = f"'{name}' in {language}"
        working = put_beside(shelf, name, language).edition
        texts = texts.translations.get(language) if texts else None
    frozen = texts.frozen if texts else ()
    if not frozen:
        click.echo(f"no text of {what} was approved before", err=True)
        return
    _, before = frozen[0]
    lines = [lines_of(edition, shelf.materials) for edition in (before, working)]
    for line in word_changes(*lines):
        click.echo(line)
    click.echo(f"from {before.code}, approved, to {working.code}, the working text", err=True)


def _write_copy(shelf: Collection, name: str, language: str | None, file: Path) -> None:
    from handouts.review import bilingual_copy, review_copy  # late: they bring the press
    from handouts.writing import remarks

    if language:
        data = bilingual_copy(put_beside(shelf, name, language), shelf.materials)
    else:
        data = review_copy(_working(shelf, name), shelf.materials, remarks(shelf.workspace, name))
    try:
        write_whole(file, data)
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from None
    click.echo(file)


def _show(text: Bilingual, workspace: Workspace) -> int:
    """Show what somebody must look at in a translation, and say what is left."""
    for one in text.segments:
        if not (one.stands or one.findings):
            continue
        entry, stands = one.pair.entry, f": {one.stands}" if one.stands else ""
        click.echo(f"\n{one.number} {one.role}{stands}\n  {one.pair.segment.text}")
        if entry.previous:
            click.echo(f"  (translated from: {entry.previous})")
        for words in filter(None, (" ".join(entry.words.split()), one.back and f"({one.back})")):
            click.echo(f"  {words}")
        for problem in one.findings:
            click.echo(f"  {problem}")
    for problem in text.findings:
        click.echo(f"\n{problem}")
    for words in text.left or [_next(text, workspace)]:
        click.echo(words, err=True)
    return 0


def _next(text: Bilingual, workspace: Workspace) -> str:
    """Say which step of its approval is next."""
    one, code = text.translation, text.edition.code
    step = first_step(workspace, one.id, one.language)
    command = f"next: handouts approve {one.id} -l {one.language} --by NAME --role ROLE"
    if step and step.holds(code, text.source.code):
        return f"{command} --step clinical --review-by YYYY-MM-DD --code {code}"
    return f"{command} --step language --author NAME --code {code}"


def _walk(desk: Desk) -> int:
    """Ask about each point and finding; say what is left."""
    try:
        _walk_points(desk)
        _walk_findings(desk)
    except Leave:
        pass
    points, errors = desk.points(), [d for d in desk.findings() if d.severity == "error"]
    click.echo(f"{len(points)} open points, {len(errors)} errors left", err=True)
    if not points and not errors:
        click.echo(
            f"next: have it approved: handouts approve {desk.handout_id} --by NAME "
            f"--role ROLE --author NAME --review-by YYYY-MM-DD --code {desk.code()}",
            err=True,
        )
    return 0


def _walk_points(desk: Desk) -> None:
    kept = set[str]()  # by their words: somebody else may settle one meanwhile
    points = desk.points()
    while left := [point for point in points if point not in kept]:
        number = points.index(left[0])
        click.echo(f"\nOpen point {number + 1} of {len(points)}:\n  {left[0]}")
        if _ask("settled", "keep") == "keep":
            kept.add(left[0])
        else:
            _settle(desk, number)
        points = desk.points()


def _settle(desk: Desk, number: int) -> None:
    """Ask for what changes with a point, change it, and take the point out."""
    question = "Which text changes for it? Some of its words, or its number in the review copy"
    typed = click.prompt(question, default="none")
    key = None if typed == "none" else _chosen(desk, typed)
    if typed == "none" or (key and _rewrite(desk, key)):
        _try(lambda: desk.settle(number))


def _chosen(desk: Desk, typed: str) -> Key | None:
    """Return the key of the text that was meant; of several the one that is then picked."""
    keys: list[Key] = []
    _try(lambda: keys.extend(desk.meant(typed)))
    if not keys:
        click.echo(f"  no text holds '{typed}'", err=True)
        return None
    if len(keys) == 1:
        return keys[0]
    for number, key in enumerate(keys, 1):
        click.echo(f"  {number}: {shorten(desk.words(key), WIDTH)}")
    picked: int = click.prompt(
        "Which of these, by its number (or 0)", default=0, type=click.IntRange(0, len(keys))
    )
    return keys[picked - 1] if picked else None


def _walk_findings(desk: Desk) -> None:
    seen: set[tuple[str, str]] = set()
    while left := [d for d in desk.findings() if (d.rule, d.message) not in seen]:
        finding = left[0]
        seen.add((finding.rule, finding.message))
        click.echo(f"\n{finding}")
        key = desk.key_of(finding.place)
        if key is None:
            _ask("keep")
        elif _ask("change", "keep") == "change":
            _rewrite(desk, key)


def _ask(*choices: str) -> str:
    """Ask for one of several words, by its first letter; 'keep' is what Enter means."""
    letters = {choice[0]: choice for choice in (*choices, "quit")}
    words = ", ".join(f"{letter} = {choice}" for letter, choice in letters.items())
    answer: str = click.prompt(
        words, type=click.Choice(list(letters)), default="k", show_choices=False
    )
    if answer == "q":
        raise Leave
    return letters[answer]


def _rewrite(desk: Desk, key: Key) -> bool:
    """Ask for the new words of a text, and set them; say whether that was done."""

    words = desk.words(key)
    if "\n" in words.strip():
        new = click.edit(words, extension=".md")
    else:
        click.echo(f"  now: {words}")
        new = click.prompt("  new", default=words, show_default=False)
    if new is None or new.strip() == words.strip():
        return True
    if _try(lambda: desk.rewrite(key, new)):
        return True
    click.echo("  nothing was changed; here are your words, to be kept:", err=True)
    click.echo(new)
    return False


def _try(edit: Callable[[], None]) -> bool:
    """Make an edit; tell where it cannot be made, and say whether it was."""
    try:
        edit()
    except OutOfDate as error:
        click.echo(f"  {error}; look at it again", err=True)
    except Uneditable as error:
        click.echo(f"  {error}; change the file by hand", err=True)
    except HandoutsError as error:
        click.echo(f"  {error}", err=True)
    else:
        return True
    return False
