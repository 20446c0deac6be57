"""Chromium without a window, for pages that must work in a browser; axe-core holds them to WCAG.

Debian brings Chromium, Playwright drives it, and axe-playwright-python carries axe-core.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from serving import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

__all__ = ["WIDTHS", "NotInstalled", "faults", "fits", "launched", "sound"]

PROGRAM = "chromium"
WIDTHS = (390, 768, 1366)  # px of a phone, a tablet, a laptop
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NotInstalled(Exception):
    """There is no browser; the text says what to install."""


@contextmanager
def launched(program: str = PROGRAM) -> Iterator[Browser]:
    """Start a browser in a profile of its own; leaving ends it. Raises NotInstalled."""
    path = shutil.which(program)
    if path is None:
        raise NotInstalled(f"there is no '{program}': run tools/setup.sh test")
    from playwright.sync_api import sync_playwright  # late: only who needs it has it

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def fits(page: Page, width: int) -> None:
    """Hold a page to a width, in px, once what it loads and what its scripts do has settled."""
    wide = "document.documentElement.scrollWidth"
    until(lambda: page.evaluate(wide) <= width, lambda: f"{page.url} is wider than {width} px")


def faults(page: Page) -> list[str]:
    """Return what axe-core finds in a page as it stands: 'rule: element', sorted.

    These are its rules for WCAG 2.0 to 2.2, A and AA, and its best practices.
    https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md
    """
    from axe_playwright_python.sync_playwright import Axe  # late: only who needs it has it

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": tags, "resultTypes": ["violations"]}).response
    return sorted(
        f"{violation['id']}: {' '.join(map(str, node['target']))}"
        for violation in found["violations"]
        for node in violation["nodes"]
    )


def sound(page: Page) -> None:
    """Hold a page that is whole to axe, and to the width of its window, on three screens."""
    page.wait_for_load_state("load")  # its styles, faces and pictures are there
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
