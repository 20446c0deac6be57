"""The data files of the rules: read once, as the dataclass that fits them."""

from __future__ import annotations

from importlib import resources
from typing import TypeVar

from handouts.diagnostics import HandoutsError, Problems
from handouts.reading import decode, parse_yaml

__all__ = ["load"]

T = TypeVar("T")


def load(cls: type[T], name: str) -> T:
    """Read a YAML file of this package. Raises HandoutsError with all that is wrong with it."""
    problems = Problems()
    written = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    node = parse_yaml(written, name, problems)
    value = decode(cls, node, problems) if node else None
    if value is None:
        raise HandoutsError(*problems)
    return value
