"""Lines to write on, each with its label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base
from handouts.content.fields import Label
from handouts.diagnostics import Problems
from handouts.reading import Length, Text

__all__ = ["Fields"]

ROOM = 18  # letters of a label that leave a line in half a column


@dataclass(frozen=True, kw_only=True)
class Fields(Base):
    """Labelled lines to write on, as a name, a date and a signature."""

    tag: ClassVar[str] = "fields"
    called: ClassVar[str] = "Lines to fill in"
    body: ClassVar[str] = "labels"
    labels: Annotated[tuple[Annotated[Text, Length(1, 40)], ...], Label(), Length(1, 20)]

    @property
    def paired(self) -> bool:
        """Whether two of them stand side by side."""
        return len(self.labels) > 1 and all(len(label) <= ROOM for label in self.labels)

    def faults(self, problems: Problems) -> None:
        """Tell of labels with the colon that prints by itself."""
        for label in self.labels:
            if label.rstrip().endswith(":"):
                fact = f"the label '{label}' ends with a colon, which prints by itself"
                problems.error("fields", label.place, fact, "leave the colon out")
