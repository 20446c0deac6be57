"""How translations follow their source: given while it lets them, and no longer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from handouts.content import Frozen, current
from handouts.diagnostics import cut
from handouts.translation import SourceChange, weighty_changes
from handouts.workspace import Workspace

__all__ = ["NOT_FOLLOWED", "Bond", "Followed"]


@dataclass(frozen=True)
class Bond:
    """How the source of an approved translation lets it be given, to one clinic on one day.

    behind says how the source has moved on, refused why the translation is not given any more, and
    since from which day that is so.
    """

    review_by: date | None = None
    until: date | None = None
    overdue: bool = False
    behind: str = ""
    refused: str = ""
    since: date | None = None


@dataclass(frozen=True)
class Followed:
    """The approved texts of a source, the one approved last first, as translations follow them."""

    texts: Sequence[Frozen]

    def bond(self, text: Frozen, country: str, brand: str, workspace: Workspace) -> Bond:
        """Return how a translation stands to its source, for clinics of a country and brand."""
        rendering, settings = text.record.translation, workspace.settings
        old = next((one for one in self.texts if rendering and one.code == rendering.of), None)
        if old is None:
            return Bond(refused=f"its source, the text {rendering and rendering.of}, is not here")
        if old.gone:
            return Bond(refused=f"of its source, {old.gone}", since=_ended(old))
        grace = timedelta(days=settings.grace_days)
        roles, today = settings.approving_roles, workspace.today
        standing_text = current(self.texts, country, brand, roles, today, settings.grace_days)
        if standing_text is None:
            return Bond(refused="its source is not approved for this clinic")
        now, approval, standing = standing_text
        until = approval.review_by + grace
        if standing == "refused":
            late = f"the text {now.code} was to be reviewed, and may not be used after {until}"
            return Bond(refused=f"of its source, {now.gone or late}", since=_ended(now) or until)
        late_now = standing == "overdue"
        if now is old:
            return Bond(approval.review_by, until, late_now)
        since = self._since(old, country, brand) or approval.on
        moved = f"its source was changed on {since}: {old.code} is {now.code} by now"
        if changes := self._weighty(old, now, workspace):
            return Bond(refused=f"{moved}, and {_told(changes)}", since=since)
        last = since + grace
        if today > last:
            late = f"{moved}, and what translates the old text ended on {last}"
            return Bond(refused=late, since=last)
        return Bond(approval.review_by, min(until, last), late_now, moved, since=since)

    def _since(self, old: Frozen, country: str, brand: str) -> date | None:
        """Return the day from which a later text of the source was given instead of an old one."""
        later = [one for one in self.texts if one.record.turn > old.record.turn]
        days = [one.record.since(str(one.handout.language), country, brand) for one in later]
        return min(filter(None, days), default=None)

    def _weighty(self, old: Frozen, now: Frozen, workspace: Workspace) -> tuple[SourceChange, ...]:
        key = old.code, now.code
        if key not in self._known:
            self._known[key] = weighty_changes(old.handout, now.handout, workspace)
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[str, str], tuple[SourceChange, ...]]:
        """What is known of changes, by the codes of both texts: many clinics ask the same."""
        return {}


NOT_FOLLOWED = Followed(())


def _ended(text: Frozen) -> date | None:
    return text.record.withdrawn.on if text.record.withdrawn else None


def _told(changes: Sequence[SourceChange]) -> str:
    """Say in which words a source was changed where it matters."""
    first, more = changes[0], len(changes) - 1
    if first.before and first.now:
        words = f"'{cut(first.before)}' is '{cut(first.now)}'"
    elif first.now:
        words = f"'{cut(first.now)}' is new"
    else:
        words = f"'{cut(first.before)}' is gone"
    rest = f", and {more} more" if more else ""
    return f"a number, warning, risk or sign to get help is another: {words}{rest}"
