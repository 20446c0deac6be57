"""Write requirements.txt and requirements-dev.txt: the versions that this environment has."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from itertools import chain
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
OURS = "handouts"  # an extra may ask for other extras of our own
HEADER = "# {what}: constraints for pip, tested together. `make lock` writes this file.\n"


def closure(wanted: Iterable[str]) -> dict[str, str]:
    """Return name and version of the wanted packages and of all that they require."""
    versions: dict[str, str] = {}
    seen: set[str] = set()
    waiting = [Requirement(text) for text in wanted]
    while waiting:
        asked = waiting.pop()
        name = canonicalize_name(asked.name)
        key = f"{name}[{','.join(sorted(asked.extras))}]"
        if key in seen:
            continue
        seen.add(key)
        package = distribution(asked.name)
        if name != OURS:
            versions[name] = package.version
        for needed in map(Requirement, package.requires or ()):
            extras = ("", *asked.extras)
            if not needed.marker or any(needed.marker.evaluate({"extra": e}) for e in extras):
                waiting.append(needed)
    return versions


def lines(versions: dict[str, str], what: str) -> str:
    """Return the text of a lock file."""
    pins = "".join(f"{name}=={version}\n" for name, version in sorted(versions.items()))
    return HEADER.format(what=what) + pins


def main(folder: Path) -> None:
    """Write both files into a folder; the second holds only what the first does not."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    users = [extras[name] for name in extras if name != "dev"]
    run_time = closure(chain(project["dependencies"], *users))
    dev = closure(extras["dev"])
    only_dev = {name: dev[name] for name in dev.keys() - run_time.keys()}
    for name, text in (
        ("requirements.txt", lines(run_time, "What building needs, with all extras")),
        ("requirements-dev.txt", lines(only_dev, "What the tests need besides")),
    ):
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)
    except PackageNotFoundError as error:
        sys.exit(f"{error.name} is not installed in this environment; install it, then lock again")
