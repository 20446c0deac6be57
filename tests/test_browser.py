"""The browser that tests use: it finds faults, and nothing of it stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import NotInstalled, faults, fits, launched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SOUND = (
    '<!doctype html><html lang="en"><title>Sun</title><main><h1>Sun</h1>'
    '<a href="a.pdf">Open</a></main></html>'
)

ROOT = Path(__file__).parent
FAMILY = """
import os
from pathlib import Path
from browser import launched

def children(parent):
    for stat in Path("/proc").glob("[0-9]*/stat"):
        process, after = int(stat.parent.name), stat.read_text().rpartition(")")[2]
        if int(after.split()[1]) == parent:
            yield process
            yield from children(process)

with launched():
    print(*children(os.getpid()))
"""


def found_in(browser: Browser, html: str) -> list[str]:
    page = browser.new_page()
    page.set_content(html)
    found = faults(page)
    page.close()
    return found


def test_nothing_is_found_in_a_sound_page(browser: Browser) -> None:
    assert found_in(browser, SOUND) == []


def test_a_page_is_held_to_a_width_once_it_has_settled(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.set_content("<!doctype html><div style='width: 2000px'>Sun</div>")
    page.evaluate("setTimeout(() => { document.querySelector('div').style.width = '9px' }, 200)")
    fits(page, 390)
    page.evaluate("document.querySelector('div').style.width = '2000px'")
    monkeypatch.setattr("serving.LIMIT", 0.2)
    with pytest.raises(AssertionError, match="wider than 390 px"):
        fits(page, 390)
    page.close()


@pytest.mark.parametrize(
    ("sound", "spoiled", "rule"),
    [
        ('lang="en"', "", "html-has-lang"),
        (">Open<", "><", "link-name"),
        ("<a ", '<a style="color:#999" ', "color-contrast"),
        ("<a ", '<img src="a.png"><a ', "image-alt"),
        ("<a ", "<input><a ", "label"),
        ("main>", "div>", "region"),
    ],
)
def test_a_fault_is_found(browser: Browser, sound: str, spoiled: str, rule: str) -> None:
    assert rule in {
        fault.partition(":")[0] for fault in found_in(browser, SOUND.replace(sound, spoiled))
    }


def test_a_browser_that_is_missing_is_told_with_what_to_install() -> None:
    with pytest.raises(NotInstalled, match=r"tools/setup\.sh test"), launched("no-such-browser"):
        pass


def state_of(process: str) -> str:
    """Return the state of a process; Z, as of one that has ended, where there is none."""
    try:
        return (
            Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        )
    except OSError:
        return "Z"


@pytest.mark.usefixtures("browser")
def test_nothing_of_it_goes_on_when_the_tests_are_done() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAMILY], cwd=ROOT, capture_output=True, text=True, check=True
    )
    family = done.stdout.split()
    assert len(family) > 2
    assert {process: state_of(process) for process in family} == dict.fromkeys(family, "Z")
