"""Authors at the editor in Chromium: who signs in, what they save, what the file then says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from serving import Desk

from handouts.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PASSWORD = "a long enough secret"
POINTS = ["Shade helps.", "Sunscreen helps.", "Hats help."]
LONG = 60_000  # ms; only a hang takes so long


class People:
    """Browsers of people who signed in."""

    def __init__(self, browser: Browser, desk: Desk) -> None:
        self.browser, self.desk = browser, desk
        self.contexts: list[BrowserContext] = []
        self.wrong: list[str] = []

    def page(self, name: str = "Ben Example", path: str = "/write/sun", width: int = 1366) -> Page:
        """Sign somebody in, and open a page."""
        context = self.browser.new_context(viewport={"width": width, "height": 768})
        context.set_default_timeout(LONG)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.goto(f"{self.desk.address}/sign-in")
        page.fill("[name=name]", name)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"{self.desk.address}/")
        page.goto(f"{self.desk.address}{path}")
        return page


def text_of(workspace: Workspace, handout: str = "sun") -> str:
    return (workspace.root / f"content/{handout}/handout.yaml").read_text("utf-8")


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    page.wait_for_selector("#saved:has-text('Saved at')")
