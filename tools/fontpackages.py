"""Write the list of typeface packages that hints may name, from a listing of PyPI's packages.

Use it as ``python tools/fontpackages.py LISTING [LIST]``.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

LIST = Path(__file__).parent.parent / "handouts" / "brand" / "fontpkg.txt"
PACKAGE = re.compile(r"fontpkg-([a-z0-9]+(?:-[a-z0-9]+)*)\b")
HEADER = "# Families that PyPI has as fontpkg-<name>: tools/fontpackages.py writes this file.\n"


def families(listing: str) -> list[str]:
    """Return the families of a listing, in which each line begins with a package's name."""
    found = (PACKAGE.match(line) for line in listing.splitlines())
    return sorted({match[1] for match in found if match})


if __name__ == "__main__":
    listing, target = Path(sys.argv[1]), Path([*sys.argv, str(LIST)][2])
    names = families(listing.read_text(encoding="utf-8"))
    target.write_text(HEADER + "".join(f"{name}\n" for name in names), encoding="utf-8")
