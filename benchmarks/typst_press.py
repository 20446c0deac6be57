"""Typst: two processes, each with a compiler that stays and remembers; PDF/UA-1."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import typst

from benchmarks.opponents import TEMPLATE
from benchmarks.timing import CORES, shared, watched
from handouts.press import fonts


def main(folder: Path) -> None:
    """Set all clinics' copies, then once more after an edit, and print what both cost.

    The second time, each compiler has set the text before it was edited.
    """
    clinics = json.loads((folder / "clinics.json").read_text(encoding="utf-8"))
    files = [str(path) for path in fonts.house_files()]
    compilers = [
        typst.Compiler(
            input=str(folder / TEMPLATE),
            root=str(folder),
            font_paths=typst.Fonts(False, False, files),
        )
        for _ in range(CORES)
    ]

    def share(number: int) -> None:
        for at in range(number, len(clinics), CORES):
            data = compilers[number].compile(
                sys_inputs={"clinic": json.dumps(clinics[at])}, format="pdf", pdf_standards="ua-1"
            )
            assert isinstance(data, bytes)
            (folder / f"{at}.pdf").write_bytes(data)

    with watched() as work:
        shared(share)
    print(json.dumps({"work": asdict(work), "copies": len(clinics)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
