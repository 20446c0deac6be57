"""The data files of our packages: each as the dataclass that fits it."""

from __future__ import annotations

from importlib import resources
from typing import TypeVar

from handouts.diagnostics import HandoutsError, Problems
from handouts.reading.decoding import decode
from handouts.reading.yaml import parse_yaml

__all__ = ["read_packaged"]

T = TypeVar("T")


def read_packaged(cls: type[T], package: str, name: str) -> T:
    """Read a YAML file of a package. Raises HandoutsError with all that is wrong with it."""
    problems = Problems()
    written = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    node = parse_yaml(written, name, problems)
    value = decode(cls, node, problems) if node else None
    if value is None:
        raise HandoutsError(*problems)
    return value
