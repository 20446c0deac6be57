"""``handouts build``: make copies."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from handouts.batch import Build, BuildOptions, Order, build, report
from handouts.cli import personal
from handouts.cli.output import Output, tell_kept
from handouts.cli.progress import Progress, summary
from handouts.counter import build_and_shelve
from handouts.papers import STOCKS
from handouts.store import storage_at, write_whole
from handouts.workers import garbage_waits
from handouts.workspace import Workspace


@click.command("build")
@click.argument("handouts", nargs=-1, metavar="[HANDOUT]…")
@click.option(
    "-b",
    "--brand",
    "brands",
    multiple=True,
    metavar="BRAND[/CLINIC]",
    help="Only for this brand or clinic; can be given again.",
)
@click.option(
    "-l",
    "--language",
    "languages",
    multiple=True,
    metavar="LANGUAGE",
    help="In this language, such as pl; where none may be given in it, in its own, with a line.",
)
@click.option(
    "-f",
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help="In this format; else in those that handouts.toml names.",
)
@click.option(
    "--paper",
    type=click.Choice(STOCKS),
    help="On this paper; else on that of each clinic's country.",
)
@personal.options
@click.option(
    "-o",
    "--output",
    type=Output(file_okay=False),
    help="Where copies go, such as s3://BUCKET/FOLDER; else the folder that handouts.toml names.",
)
@click.option("--draft", is_flag=True, help="Make drafts of the working texts, approved or not.")
@click.option(
    "--report",
    "report_file",
    metavar="FILE",
    help="Write what became of each copy, as JSON; - for stdout.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be made, and make nothing.")
@click.option(
    "--prune", is_flag=True, help="Delete what earlier builds made and no build would make today."
)
@click.option("--no-shelf", is_flag=True, help="Leave the shelves as they are.")
@click.option("--force", is_flag=True, help="Make all copies again, changed or not.")
@click.option(
    "--verify",
    type=click.IntRange(0),
    default=0,
    metavar="N",
    help="Compare N random copies with whole renders, by each renderer that is here.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 256),
    default=lambda: os.cpu_count() or 1,
    help="How many processes share the work; else one for each core.",
)
@click.option(
    "--cluster",
    default="",
    metavar="ADDRESS",
    help="Share the work among the workers of this dask scheduler instead.",
)
@click.pass_obj
def command(
    open_workspace: Callable[[], Workspace],
    handouts: tuple[str, ...],
    brands: tuple[str, ...],
    languages: tuple[str, ...],
    formats: tuple[str, ...],
    paper: str | None,
    panel: bool,
    personal_file: str | None,
    output: Path | str | None,
    draft: bool,
    report_file: str | None,
    dry_run: bool,
    prune: bool,
    no_shelf: bool,
    force: bool,
    verify: int,
    jobs: int,
    cluster: str,
) -> int:
    """Make handouts, all or some, for all clinics or some.

    Only what changed since the last build is made, and with it each clinic's shelf: the page
    index.html beside its copies, by which they are found and printed. The path of each copy goes
    to stdout, everything else to stderr. What could not be made does not stop the rest; the exit
    code is then 1. A copy for one person replaces no file: it gets a number.

    \b
    Examples:
      handouts build
      handouts build facial-massage -b harbour-skin -f standard
      handouts build -b harbour-skin --report report.json
      handouts build facial-massage -b harbour-skin --personal - -o .
      handouts build --dry-run
      handouts build --prune --dry-run
      handouts build --verify 20
      handouts build -o s3://our-handouts/2026 --cluster tcp://10.0.0.5:8786
    """
    workspace = tell_kept(open_workspace())
    asked = handouts, brands, languages, formats
    order = Order(*asked, draft, paper or "", panel, fallback=bool(languages))
    if personal_file is not None:
        return personal.write(workspace, order, output, personal_file)
    where = output or workspace.output
    storage = storage_at(where)
    progress = Progress(storage, paths=report_file != "-", terminal=sys.stderr.isatty())
    options = BuildOptions(dry_run, force, prune, verify, cluster)
    with garbage_waits():
        make = build if no_shelf else build_and_shelve
        done = make(workspace, order, where, processes=jobs, options=options, watch=progress.tell)
    progress.clear()
    code = _tell(done, storage.shown(), progress.seconds)
    _tell_strays(done, pruned=prune and not (dry_run or done.interrupted))
    if report_file:
        _write_report(done, report_file)
    return code


def _tell_strays(done: Build, pruned: bool) -> None:
    """Tell on stderr of the files that no build would make today."""
    for path in done.removed:
        click.echo(f"removed: {path}: its text was withdrawn", err=True)
    for stray in done.strays:
        click.echo(f"{'removed' if pruned else 'stray'}: {stray.path}: {stray.why}", err=True)
    if done.strays and not pruned:
        click.echo("these files should not be there: handouts build --prune removes them", err=True)


def _write_report(done: Build, name: str) -> None:
    text = json.dumps(report(done.rows, done.problems), indent=2)
    if name == "-":
        click.echo(text)
        return
    try:
        Path(name).parent.stat()  # a folder that is not there was mistyped
        write_whole(Path(name), f"{text}\n".encode())
    except OSError as error:
        raise click.FileError(name, error.strerror) from None


def _tell(done: Build, folder: str, seconds: float) -> int:
    """Tell all problems, each once, and a summary on stderr, and return the exit code."""
    diagnostics = (*done.problems, *(d for row in done.rows for d in row.made.diagnostics))
    for diagnostic in dict.fromkeys(diagnostics):
        click.echo(str(diagnostic), err=True)
    for line in summary(done, folder, seconds):
        click.echo(line, err=True)
    if done.interrupted:
        return 130
    if not done.rows and not done.failed:
        click.echo("nothing matches what was asked for", err=True)
        return 2
    return 1 if done.failed else 0
