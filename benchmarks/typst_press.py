"""Typst: two processes, each with a compiler that stays and remembers; PDF/UA-1."""

from __future__ import annotations

import json
import multiprocessing
import sys
from dataclasses import asdict
from pathlib import Path

import typst
from pikepdf import Pdf

from benchmarks.opponents import TEMPLATE, edit_data
from benchmarks.timing import CORES, Spent, shared, watched
from handouts.workspace import house_faces


def main(folder: Path) -> None:
    """Set all clinics' copies, then once more after an edit, and tell what both cost.

    The second time, each compiler has set the text before it was edited.
    """
    clinics = json.loads((folder / "clinics.json").read_text(encoding="utf-8"))
    faces = typst.Fonts(False, False, [str(path) for path in house_faces()])
    stages = multiprocessing.get_context("fork").Barrier(CORES)

    def share(number: int) -> None:
        compiler = typst.Compiler(str(folder / TEMPLATE), str(folder), font_paths=faces)
        costs = []
        for _ in ("new", "edited"):
            stages.wait()
            with watched() as spent:
                for at in range(number, len(clinics), CORES):
                    data = compiler.compile(
                        sys_inputs={"clinic": json.dumps(clinics[at])},
                        format="pdf",
                        pdf_standards="ua-1",
                    )
                    assert isinstance(data, bytes)
                    (folder / f"{at}.pdf").write_bytes(data)
            costs.append(asdict(spent))
            if stages.wait() == 0:
                edit_data(folder)
        (folder / f"spent-{number}").write_text(json.dumps(costs), encoding="utf-8")

    shared(share)
    told = [json.loads((folder / f"spent-{n}").read_text("utf-8")) for n in range(CORES)]
    new, edited = (_together([Spent(**one) for one in stage]) for stage in zip(*told, strict=True))
    with Pdf.open(folder / "0.pdf") as first:
        pages = len(first.pages)
    print(
        json.dumps(
            {
                "work": asdict(new),
                "edited": asdict(edited),
                "copies": len(clinics),
                "pages": pages,
            }
        )
    )


def _together(shares: list[Spent]) -> Spent:
    """Return what processes cost that began at once."""
    return Spent(max(one.wall for one in shares), sum(one.cpu for one in shares))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
