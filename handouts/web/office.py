"""What all pages share: the workspace as it was read, the press, the slips, who may do what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from handouts.diagnostics import HandoutsError
from handouts.preview import Drafts
from handouts.web.accounts import Account, Accounts
from handouts.web.desklog import DeskLog
from handouts.web.makings import Makings
from handouts.web.manuscripts import Manuscripts
from handouts.web.opened import Opened
from handouts.web.pressroom import Pressroom
from handouts.web.sessions import Limit, Sessions
from handouts.web.slips import Slips
from handouts.web.waiting import Waiting

__all__ = ["Office", "Serving"]

ENDED = "signed-out"  # a file beside the accounts


@dataclass(frozen=True)
class Serving:
    """How a desk is served: where it listens, its names, and whom it believes.

    proxy is the address of a proxy that says who asks, in the header Remote-User, and from where,
    in X-Forwarded-For; behind that of one that is believed in the latter alone. '' is none.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    names: tuple[str, ...] = ()  # by which it is reached besides its host
    secure: bool = False  # by https, which a proxy in front speaks
    proxy: str = ""
    behind: str = ""
    address: str = ""  # where people reach it, as it was told

    @property
    def hosts(self) -> Collection[str]:
        """The names that a request may be for."""
        own = {"127.0.0.1", "localhost", "::1"} if self.loopback else {self.host}
        return own | set(self.names) | ({"localhost", "127.0.0.1"} - {"0.0.0.0", "::"})

    @property
    def loopback(self) -> bool:
        """Whether only this machine reaches it."""
        return self.host in ("127.0.0.1", "localhost", "::1")

    @property
    def reached(self) -> bool:
        """Whether other machines may reach it, straight or by a proxy."""
        return not self.loopback or bool(self.names or self.proxy or self.behind)


@dataclass
class Office:
    """The one value that pages are given."""

    serving: Serving
    opened: Opened
    press: Pressroom
    makings: Makings
    slips: Slips
    log: DeskLog
    accounts: Accounts
    sessions: Sessions
    drafts: Drafts
    manuscripts: Manuscripts = field(default_factory=Manuscripts)
    brought: Waiting = field(default_factory=Waiting)
    names: Limit = field(default_factory=lambda: Limit(5))  # wrong passwords, by name
    addresses: Limit = field(default_factory=lambda: Limit(30))  # and by address
    readers: Limit = field(default_factory=lambda: Limit(60))  # patients' pages, by address
    pictures: dict[str, Any] = field(default_factory=dict)
    findings: dict[tuple[str, str], Any] = field(default_factory=dict)  # in manuscripts

    @classmethod
    def open(
        cls, root: Path, serving: Serving, accounts: Accounts, clock: Callable[[], date]
    ) -> Office:
        """Open the office of a workspace. Raises HandoutsError for accounts that others may read.

        A desk that other machines reach must have accounts, or a proxy that knows who asks.
        """
        press = Pressroom(root, clock)
        opened = Opened(root, press, clock)
        makings, log = Makings(opened, press), DeskLog(root)
        office = cls(
            serving,
            opened,
            press,
            makings,
            Slips(opened, makings, log),
            log,
            accounts,
            Sessions(accounts.key(), accounts.folder / ENDED),
            Drafts(press),
        )
        accounts.read()
        return office

    @property
    def known(self) -> Mapping[str, Account]:
        """The accounts as they are now; none where their file is not right any more."""
        try:
            return self.accounts.current()
        except HandoutsError:  # nobody is let in by it, and nobody without
            return {}

    @property
    def guarded(self) -> bool:
        """Whether people sign in here."""
        return self.accounts.there or self.serving.reached

    async def start(self) -> None:
        """Start the press, read the workspace, and take up what was left."""
        await self.press.start()
        await self.opened.start()
        self.slips.start()

    async def stop(self) -> None:
        """End all of it."""
        await self.slips.stop()
        await self.opened.stop()
        await self.press.stop()
