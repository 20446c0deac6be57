"""A list with numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base, Sentences
from handouts.reading import Doc, Range

__all__ = ["Steps"]


@dataclass(frozen=True, kw_only=True)
class Steps(Base):
    """A numbered list of things to do, in order."""

    tag: ClassVar[str] = "steps"
    body: ClassVar[str] = "items"
    outer: ClassVar[tuple[str, ...]] = ("detail", "start")
    items: Sentences
    start: Annotated[
        int | None, Range(2, 40), Doc("the first number, where steps go on after a break")
    ] = None
