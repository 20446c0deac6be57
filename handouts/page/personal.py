"""The panel for one person on a first page: to fill in by hand, or with words."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Personal"]


@dataclass(frozen=True, kw_only=True)
class Personal:
    """What a clinician notes for one person; where nothing is noted, there are lines to write on.

    Its words are printed and forgotten: they stand in no key, cache, ledger, log or message.
    """

    name: str = ""
    date: str = ""
    given_by: str = ""
    agreed: str = ""  # several lines, if need be

    def __repr__(self) -> str:
        """Tell nothing of the words, in whatever message it may stand."""
        return f"Personal({'filled in' if self.filled else ''})"

    @property
    def kind(self) -> str:
        """What the names of files call it."""
        return "personal" if self.filled else "panel"

    @property
    def filled(self) -> bool:
        """Whether it holds words."""
        return bool(self.name or self.date or self.given_by or self.agreed)
