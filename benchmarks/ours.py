"""What our press does, as programs of their own: each tells what its work cost."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.opponents import write_for_chromium, write_for_typst, write_page
from benchmarks.timing import CORES, TODAY, Spent, shared, watched
from handouts.batch.copies import Copy
from handouts.batch.making import GANG, settle_all
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import BuildOptions, Order
from handouts.batch.planning import plan
from handouts.batch.run import Build, build
from handouts.batch.setting import Typesetting, cast_letterheads
from handouts.diagnostics import Problems
from handouts.engine.warming import warm
from handouts.pdf.finishing import finish
from handouts.press.proofing import judge, set_trial
from handouts.press.rendering import typeset_sheet
from handouts.press.showing import is_surely_open
from handouts.preview.drafting import Wanted
from handouts.preview.picturing import look_at_all, look_at_one
from handouts.review.texts import open_collection
from handouts.workers.pool import seldom_look_for_garbage
from handouts.workspace import Workspace

EDITS = 5  # of a word, one after the other
TIMES = 3  # that builds of nearly equal cost are done
USUAL = 1  # the number of the fit in which our sheets stand on three pages


def made(workspace: Workspace, order: Order, *, force: bool = False) -> tuple[Spent, Build]:
    """Build, and return what it cost."""
    with watched() as spent:
        done = build(
            workspace, order, workspace.output, processes=CORES, options=BuildOptions(force=force)
        )
    failed = [
        str(d) for row in done.rows for d in row.made.diagnostics if row.made.state == "failed"
    ]
    if done.failed or not done.rows:
        raise RuntimeError("\n".join([*map(str, done.problems), *failed]) or "nothing was made")
    return spent, done


def edit(workspace: Workspace, handouts: Sequence[str], number: int) -> None:
    """Change a few letters of what handouts say."""
    for name in handouts:
        path = workspace.root / f"content/{name}/handout.yaml"
        text = path.read_text(encoding="utf-8")
        changed = re.sub(r"\nsummary: (Note \d+\. )?", f"\nsummary: Note {number}. ", text, count=1)
        path.write_text(changed, encoding="utf-8")


def whole_build(workspace: Workspace) -> dict[str, Any]:
    """Make all copies of what is new."""
    spent, done = made(workspace, Order())
    return {"work": asdict(spent), **_size(done)}


def edited_while_running(workspace: Workspace, handout: str, number: str) -> dict[str, Any]:
    """Make the copies of a handout that was edited, in a program that has built before."""
    order = Order((handout,))
    made(workspace, order)
    edit(workspace, [handout], int(number))
    spent, done = made(workspace, order)
    return {"work": asdict(spent), **_size(done)}


def more_copies(workspace: Workspace) -> dict[str, Any]:
    """Make all copies again, then those of half of the handouts: the difference is of the rest.

    Plates and letterheads are cached, and everything is read and planned both times. As both are
    nearly the same, each is done a few times, and the quickest is taken.
    """
    names = sorted(path.parent.name for path in workspace.root.glob("content/*/handout.yaml"))
    orders = Order(), Order(tuple(names[: len(names) // 2]))
    times = [[made(workspace, order, force=True) for order in orders] for _ in range(TIMES)]
    (every, all_done), (half, half_done) = (
        min(runs, key=lambda run: run[0].cpu) for runs in zip(*times, strict=True)
    )
    copies = len(all_done.rows) - len(half_done.rows)
    return {"copy": asdict((every - half) / copies), "copies": copies}


def word_changed(
    workspace: Workspace, handout: str, brand: str, form: str, number: str
) -> dict[str, Any]:
    """Draw page one of a draft after each of a few edits, as a preview that runs does."""
    collection, wanted = open_collection(workspace), Wanted(handout, brand, form)
    known, costs = look_at_all(collection, wanted, None).known, list[Spent]()
    for edited in range(int(number), int(number) + EDITS):
        edit(workspace, [handout], edited)
        with watched() as spent:
            view = look_at_one(collection, wanted, 0, known)
        if 0 not in view.pictures:
            raise RuntimeError("\n".join(map(str, view.errors)))
        costs.append(spent)
    return {"work": asdict(sorted(costs, key=lambda one: one.cpu)[EDITS // 2])}


def parts(workspace: Workspace, handout: str) -> dict[str, Any]:
    """Make letterheads in a gang, a plate of three pages from one typesetting, and finish one.

    It is done as a worker of a build does it.
    """
    seldom_look_for_garbage()
    materials, copies = _materials(workspace)
    chosen = [copy for copy in copies if copy.handout.id == handout]
    alike = [copy for copy in chosen if not copy.brand.faces.headings]
    cast_letterheads(alike[:1], materials)  # judges their style, once for all
    gang = alike[1 : 1 + GANG]
    with watched() as letterheads:
        cast_letterheads(gang, materials)
    look, problems = alike[0].sheet_look, Problems()
    sheet = alike[0].sheet(alike[0].format.fits[USUAL], materials)
    with watched() as plate:
        dark = set_trial(sheet, look, problems)
        if dark is None or not is_surely_open(sheet, dark.colouring):
            raise RuntimeError("\n".join(map(str, problems)) or "its colours may not be open")
        judge(USUAL, dark, None, sheet, look, problems)
    with watched() as finished:
        finish(dark.data, alike[0].meta, {})
    return {
        "letterhead": asdict(letterheads / len(gang)),
        "plate": asdict(plate),
        "plate_pages": dark.pages,
        "finish": asdict(finished),
    }


def loop(workspace: Workspace, renders: str) -> dict[str, Any]:
    """Typeset copies one by one, from end to end of the plan; fonts and CSS are parsed before."""
    materials, copies = _materials(workspace)
    chosen = copies[:: max(1, len(copies) // int(renders))][: int(renders)]
    folder = workspace.output / "loop"
    folder.mkdir(parents=True, exist_ok=True)

    def typeset(number: int) -> bool:
        copy = chosen[number]
        fit = copy.format.fits[USUAL]
        sheet, look = copy.sheet(fit, materials), copy.look
        found = typeset_sheet(sheet, copy.slots(materials), look, Problems())
        if found is not None:
            (folder / f"{number}.pdf").write_bytes(found.data)
        return found is not None

    def share(number: int) -> None:
        if not all(typeset(at) for at in range(number, len(chosen), CORES)):
            raise RuntimeError("a copy cannot be typeset")

    typeset(0)
    with watched() as work:
        shared(share)
    return {"work": asdict(work), "copies": len(chosen)}


def prepare(
    workspace: Workspace, handout: str, typst: str, chromium: str, plain: str
) -> dict[str, Any]:
    """Write what the opponents are given: a handout with all its blocks, for all clinics.

    What is rendered plainly is one clinic's copy as we make it, in the fit that we choose.
    """
    materials, copies = _materials(workspace)
    first = next(copy for copy in copies if copy.handout.id == handout)
    [setting] = settle_all([first], materials, 1)
    if not isinstance(setting, Typesetting):
        raise RuntimeError("\n".join(map(str, setting.diagnostics)))
    page = write_page(first, first.format.fits[setting.verdict.fit], materials)
    Path(plain).write_text(page, encoding="utf-8")
    materials, copies = _materials(workspace, "full")
    chosen = [copy for copy in copies if copy.handout.id == handout]
    write_for_typst(chosen, materials, Path(typst))
    write_for_chromium(chosen, materials, Path(chromium))
    return {"copies": len(chosen)}


def _size(done: Build) -> dict[str, int]:
    return {"copies": len(done.rows), "pages": sum(row.made.pages for row in done.rows)}


def _materials(workspace: Workspace, form: str = "standard") -> tuple[Materials, list[Copy]]:
    materials = read_all(workspace, workspace.output, Problems())
    return materials, plan(Order(formats=(form,)), materials)


def main(task: str, root: str, *words: str) -> None:
    """Load what every build needs, do a task by its name, and print what it tells as JSON."""
    warm()
    told = globals()[task](Workspace.open(Path(root), TODAY), *words)
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
