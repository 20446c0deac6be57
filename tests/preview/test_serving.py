"""The preview in a real browser: what is typed into the file is seen, and nothing is left after."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import faults
from samples import MakeWorkspace, a_handout, a_library

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FILE = "content/sun/handout.yaml"
PATIENCE_SECONDS = 90  # a limit that stops a hang
WORDS = "Skin is an organ, and the sun reaches all of it that is not covered. " * 10


def a_text(word: str = "Shade", sections: int = 9) -> str:
    """Return a handout of some pages."""
    parts = [
        {"heading": f"Part {number}", "blocks": [{"prose": f"{word} helps. {WORDS}"}]}
        for number in range(sections)
    ]
    return a_handout(title=f"{word} and your skin", sections=parts)


@dataclass
class Preview:
    """A preview that runs: its process, its address and its file."""

    process: subprocess.Popen[str]
    address: str
    file: Path

    def end(self) -> tuple[int, str]:
        """Press Ctrl-C; return the exit code and what was told."""
        os.killpg(self.process.pid, signal.SIGINT)
        _, told = self.process.communicate(timeout=PATIENCE_SECONDS)
        return self.process.returncode, told


@contextmanager
def previewed(root: Path, *words: str) -> Iterator[Preview]:
    """Run a preview as a terminal does, in a group of its own."""
    command = [sys.executable, "-m", "handouts", "-C", str(root), "preview", "sun", "--no-browser"]
    process = subprocess.Popen(
        [*command, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        yield Preview(process, process.stdout.readline().strip(), root / FILE)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for pipe in (process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()


@pytest.fixture
def root(workspace: MakeWorkspace) -> Path:
    return workspace(a_library(sun=a_text())).root


@pytest.fixture
def preview(root: Path) -> Iterator[Preview]:
    with previewed(root, "--port", str(a_free_port())) as running:
        yield running


def a_free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        port: int = listening.getsockname()[1]
    return port


@pytest.fixture
def page(browser: Browser, preview: Preview) -> Iterator[Page]:
    """The page of a preview, once all is set; it complains of nothing and asks no other host."""
    opened = browser.new_page(viewport={"width": 1300, "height": 900})
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda one: complaints.extend(foreign(one.url, preview.address)))
    opened.goto(preview.address)
    until(lambda: settled(opened))
    yield opened
    opened.close()
    assert complaints == []


def foreign(url: str, address: str) -> list[str]:
    return [] if url.startswith(address) else [url]


def until(seen: Callable[[], bool]) -> None:
    """Wait until something is seen; the policy of the page lets no script be given to it."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not seen():
        assert time.monotonic() < end, "it was not seen"
        time.sleep(0.05)


def settled(page: Page) -> bool:
    return bool(pictures(page)) and all(pictures(page)) and "as saved" in state(page)


def state(page: Page) -> str:
    return page.inner_text("#state")


def pictures(page: Page) -> list[str]:
    return [image.get_attribute("src") or "" for image in page.query_selector_all("#pages img")]


def test_what_is_typed_is_seen_where_one_looks_and_the_page_stays_in_its_place(
    page: Page, preview: Preview
) -> None:
    before = pictures(page)
    assert len(before) > 2
    page.mouse.wheel(0, 1400)
    until(lambda: page.evaluate("scrollY") > 1000)
    place = page.evaluate("scrollY")
    preview.file.write_text(a_text("Water"), encoding="utf-8")
    until(lambda: page.inner_text("#title") == "Water and your skin")
    until(lambda: settled(page))
    after = pictures(page)
    assert len(after) == len(before)
    assert not set(before) & set(after)
    assert page.evaluate("scrollY") == place
    assert page.evaluate("[...document.images].every(image => image.naturalWidth > 500)")


def test_a_text_with_more_and_with_fewer_pages_gets_them(page: Page, preview: Preview) -> None:
    count = len(pictures(page))
    preview.file.write_text(a_text(sections=18), encoding="utf-8")
    until(lambda: len(pictures(page)) > count and settled(page))
    preview.file.write_text(a_text(sections=1), encoding="utf-8")
    until(lambda: len(pictures(page)) < count and settled(page))


def test_findings_stand_beside_with_their_place_and_what_to_do(
    page: Page, preview: Preview
) -> None:
    preview.file.write_text(a_text("Utilize it: shade"), encoding="utf-8")
    until(lambda: "'Utilize' has a plainer word" in page.inner_text("#findings"))
    text = page.inner_text("#findings")
    assert "say: use" in text
    assert re.search(rf"{FILE}:\d+:\d+ \[TXT-09\]", text)


def test_a_file_that_is_broken_is_told_the_last_pages_stay_and_mending_it_is_enough(
    page: Page, preview: Preview
) -> None:
    before = pictures(page)
    preview.file.write_text("title: [", encoding="utf-8")
    until(lambda: page.is_visible("#broken"))
    assert f"{FILE}:" in page.inner_text("#errors")
    assert pictures(page) == before
    preview.file.write_text(a_text("Water"), encoding="utf-8")
    until(lambda: not page.is_visible("#broken") and settled(page))
    assert pictures(page) != before


def test_a_colour_of_the_brand_is_seen(page: Page, preview: Preview) -> None:
    before = pictures(page)
    brand = preview.file.parents[2] / "brands/harbour/_brand.yml"
    text = brand.read_text(encoding="utf-8")
    brand.write_text(text.replace("#0f5c5c", "#5c0f0f"), encoding="utf-8")
    until(lambda: settled(page) and not set(pictures(page)) & set(before))


def test_the_page_of_a_preview_is_accessible(page: Page, preview: Preview) -> None:
    assert faults(page) == []
    preview.file.write_text("title: [", encoding="utf-8")
    until(lambda: page.is_visible("#broken"))
    assert faults(page) == []


def family(process: int) -> list[int]:
    """Return the processes that a process has started, and theirs."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == process:
            found += [int(stat.parent.name), *family(int(stat.parent.name))]
    return found


def runs(process: int) -> bool:
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_ctrl_c_ends_all_processes_while_a_page_is_open(page: Page, preview: Preview) -> None:
    started = family(preview.process.pid)
    assert started
    code, told = preview.end()
    assert code == 130
    assert told.splitlines()[-1] == "interrupted"
    assert "Traceback" not in told
    until(lambda: not any(map(runs, started)))
    until(lambda: "has ended" in state(page))


def test_what_was_killed_takes_its_press_with_it(preview: Preview) -> None:
    until(lambda: bool(family(preview.process.pid)))
    started = family(preview.process.pid)
    preview.process.kill()
    until(lambda: not any(map(runs, started)))


def asked(preview: Preview, method: str, path: str, **headers: str) -> tuple[int, str]:
    """Return the status and the policy of an answer."""
    port = int(preview.address.rstrip("/").rpartition(":")[2])
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)) as line:
        line.request(method, path, headers={k.title(): v for k, v in headers.items()})
        answer = line.getresponse()
        return answer.status, answer.getheader("Content-Security-Policy") or ""


def test_only_this_machine_is_answered_by_its_own_name(preview: Preview) -> None:
    status, policy = asked(preview, "GET", "/")
    assert status == 200
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert asked(preview, "GET", "/", host="evil.example")[0] == 400
    assert asked(preview, "GET", "/events", host="evil.example:80")[0] == 400
    assert asked(preview, "GET", "/pages/none.jpg")[0] == 404
    own = preview.address.rstrip("/")
    assert asked(preview, "POST", "/at/1", origin=own)[0] == 204
    assert asked(preview, "POST", "/at/1", origin="http://evil.example")[0] == 403
    assert asked(preview, "POST", "/at/1")[0] == 403


def test_the_process_that_answers_never_loads_the_engine() -> None:
    code = "import sys, handouts.preview.serving; print('weasyprint' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
