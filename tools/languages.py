"""Prove the translations that we ship: each language, in each format, for very different brands.

python tools/languages.py                              # all of them: 13 languages x 5 formats x 3
python tools/languages.py -l ar -l ur -f standard -o OUT   # some, and keep their PDFs
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from translated import BRANDS, FORMATS, WHOLE, a_workspace, conforming, make, planned, read
from verapdf import validate

Job = tuple[Path, Path, str, str]  # the workspace, where copies go, a language, a format


def main() -> int:
    """Prove what is asked for; return 1 where anything is wrong."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as temporary:
        out = asked.out or Path(temporary) / "copies"
        out.mkdir(parents=True, exist_ok=True)
        root = a_workspace(Path(temporary) / "workspace")
        jobs = [(root, out, *one) for one in product(asked.language, asked.format)]
        files, faults = [], 0
        with ProcessPoolExecutor(asked.jobs) as pool:
            for found in pool.map(_prove, jobs):
                for file, told in found:
                    files.append(file)
                    faults += _tell(file.stem, told)
        made = [file for file in files if file.exists()]
        for name, told in conforming(made, validate).items():
            faults += _tell(name, told) if told else 0
    print(f"{len(files)} copies, {faults} faults")
    return min(faults, 1)


def _prove(job: Job) -> list[tuple[Path, list[str]]]:
    root, out, language, form = job
    found, materials = [], read(root, language)
    for brand in BRANDS:
        file = out / f"{language}-{form}-{brand}.pdf"
        try:
            made = make(planned(materials, language, form, brand), materials)
        except AssertionError as error:
            found.append((file, [f"not made: {error}"]))
            continue
        file.write_bytes(made.data)
        found.append((file, [*made.faults()]))
    return found


def _tell(name: str, told: list[str]) -> int:
    print(f"{name}: {'; '.join(told) or 'sound'}", flush=True)
    return len(told)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("-l", "--language", action="append", choices=WHOLE)
    parser.add_argument("-f", "--format", action="append", choices=FORMATS)
    parser.add_argument("-o", "--out", type=Path, help="where the PDFs stay")
    parser.add_argument("-j", "--jobs", type=int, default=2, help="processes")
    asked = parser.parse_args()
    asked.language, asked.format = asked.language or WHOLE, asked.format or FORMATS
    return asked


if __name__ == "__main__":
    sys.exit(main())
