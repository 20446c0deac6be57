"""A spreadsheet of clinics on the terminal: what an import would change, and what it wrote."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from handouts.importing import ClinicPlan, PlannedRow, plan_clinics, write_clinics
from handouts.workspace import Workspace

__all__ = ["import_clinics"]

ANSWERS = {"yes": True, "no": False, "ask": None}
LONGEST_VALUE = 70  # characters


def import_clinics(
    workspace: Workspace, file: Path, brand: str, *, sheet: str, renamed: str, trial: bool
) -> int:
    """Bring the clinics of a spreadsheet into a brand, or say what that would change."""
    if not brand:
        raise click.UsageError(f"which brand are the clinics of '{file.name}'? Name it with -b")
    plan = plan_clinics(
        workspace,
        brand,
        file.read_bytes(),
        file.name,
        sheet=sheet,
        answer=lambda row: ANSWERS[renamed],
    )
    for problem in plan.problems:
        click.echo(str(problem), err=True)
    for line in _told(plan, columns=trial or plan.failed):
        click.echo(line)
    if plan.failed:
        click.echo("nothing is written: mend the sheet, and import it again", err=True)
        return 1
    if trial:
        click.echo("a trial run: nothing is written", err=True)
        return 0
    for path in write_clinics(workspace, plan):
        click.echo(path)
    click.echo(f"next: see what is still to do: handouts check {brand}", err=True)
    return 0


def _told(plan: ClinicPlan, *, columns: bool) -> Iterator[str]:
    """Walk through the lines that say what an import does, clinic by clinic."""
    where = f", sheet '{plan.sheet}'" if plan.sheet else ""
    yield f"{plan.file}{where}: row {plan.head} names the columns"
    for column in plan.columns if columns else ():
        yield f"  {column.letter:3} {column.heading:28} {column.field or '(not read)'}"
    for row in plan.rows:
        yield from _row(row)
    if plan.gone:
        yield f"not in the sheet, and left as they are: {', '.join(plan.gone)}"
    new, changed, same = map(plan.count, ("new", "changed", "same"))
    count = f"{len(plan.rows)} clinic{'' if len(plan.rows) == 1 else 's'}"
    yield f"{count}: {new} new, {changed} changed, {same} as before"


def _row(row: PlannedRow) -> Iterator[str]:
    if row.state == "new":
        yield f"row {row.number}: new: {row.clinic} ({row.name})"
        return
    for change in row.changes:
        before, after = _short(change.before), _short(change.after)
        start = f"row {row.number}: {row.clinic}: {change.key}"
        if change.fate == "take":
            yield f"{start}: {before} -> {after}"
        else:
            why = "by hand" if change.fate == "keep" else "until both say the same"
            yield f"{start} stays {before} {why}; the sheet says {after}"


def _short(value: object) -> str:
    """Return a detail on one line, quoted; nothing as such."""
    if not value:
        return "nothing"
    if isinstance(value, list):
        text = " / ".join(item if isinstance(item, str) else _short(item)[1:-1] for item in value)
    elif isinstance(value, dict):
        text = ", ".join(map(str, value.values()))
    else:
        text = str(value)
    return f"'{text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + '…'}'"
