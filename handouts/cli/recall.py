"""``handouts recall``: tell which clinics printed a text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

import click

from handouts.content.approvals import folder_of, load_frozen
from handouts.desk.printlog import Printed, read_log, recall
from handouts.desk.texts import code_from
from handouts.diagnostics import Problems
from handouts.workspace import Workspace

SCHEMA = 1


@click.command("recall")
@click.argument("code", metavar="CODE")
@click.option("--as", "shape", type=click.Choice(["text", "json"]), default="text",
              help="How to tell: lines to read, or JSON.")  # fmt: skip
@click.pass_obj
def command(open_workspace: Callable[[], Workspace], code: str, shape: str) -> int:
    """List the clinics that printed the text with the code CODE, how many copies and when.

    It reads the log of what `handouts print` sent to a printer. What was printed in another way,
    from a file or the web, is not in it.

    \b
    Examples:
      handouts recall 7K3Q-9MXD
      handouts recall 7k3q9mxd --as json
    """
    wanted = code_from(code)
    if not wanted:
        raise click.UsageError(f"'{code}' is no text code: 8 letters and digits, such as 7K3Q-9MXD")
    workspace, problems = open_workspace(), Problems()
    printed = [entry for entry in read_log(workspace, problems) if entry.text_code == wanted]
    clinics = recall(printed)
    if shape == "json":
        told = {"schema": SCHEMA, "code": wanted, "clinics": [c.as_json() for c in clinics]}
        click.echo(json.dumps(told, indent=2))
    else:
        for clinic in clinics:
            copies = f"{clinic.copies} {'copy' if clinic.copies == 1 else 'copies'}"
            days = " to ".join(dict.fromkeys([clinic.first.isoformat(), clinic.last.isoformat()]))
            click.echo(f"{clinic.clinic:32} {copies}, {days}")
    for line in (*map(str, problems), *_next(wanted, printed, workspace)):
        click.echo(line, err=True)
    return 0


def _next(code: str, printed: Sequence[Printed], workspace: Workspace) -> Iterator[str]:
    """Yield what to do about a text that was printed."""
    if not printed:
        yield f"no printing of {code} is logged here; hold the code against the sheet"
        return
    handout = printed[-1].handout
    folder = folder_of(handout, code)
    text = load_frozen(workspace, folder, code, Problems()) if workspace.exists(folder) else None
    yield f"it is '{handout}'; the code stands at the foot of every page"
    if text and text.gone:
        yield f"{text.gone}; 'handouts build --prune' removes files that are left"
    elif workspace.exists(folder):
        yield f"to stop it: handouts withdraw {code} --why TEXT, then handouts build --prune"
    else:
        yield f"it was a draft: mend content/{handout}/handout.yaml, then handouts build"
    yield "sheets on paper are the clinics' to find: tell them the code and the days"
