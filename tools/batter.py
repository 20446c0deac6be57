"""Batter the desk: odd requests, kills at random, many desks at once; tell what went wrong.

    python tools/batter.py --requests 10000
    python tools/batter.py --kills 100
    python tools/batter.py --desks 20
    python tools/batter.py --prints 1000
    python tools/batter.py --formats
    python tools/batter.py --edits 1000

Each serves a workspace of its own, with a printing system of its own, and leaves nothing behind.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from oddedits import Writer, hold_to_edits  # noqa: E402
from oddrequests import hold_to_mutations  # noqa: E402
from serving import Desk, Visitor, a_desk, a_practice, children_of  # noqa: E402
from spooling import Spooler, a_spooler  # noqa: E402

from handouts.web.accounts import ROLES, Accounts  # noqa: E402

SUN = "harbour/harbour/sun"
PASSWORD = "a long enough secret"
LOT = 250  # odd requests, after which it is told how it goes
FAULT = re.compile(r"^ERROR| at \w+\.py:\d+$")
ENDS = ("Printed at", "Not printed", "Not known", "Cancelled")


def main() -> int:
    """Do what is asked for; the exit code is 1 where something went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=0)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--desks", type=int, default=0)
    parser.add_argument("--prints", type=int, default=0)
    parser.add_argument("--formats", action="store_true")
    parser.add_argument("--edits", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, a_spooler() as spooler:
        root = Path(name) / "workspace"
        a_practice(root)
        wrong = []
        if asked.requests:
            wrong += odd(root, spooler, asked.requests, asked.seed)
        if asked.kills:
            wrong += killed(root, spooler, asked.kills, random.Random(asked.seed))
        if asked.desks:
            with a_desk(root, environment=spooler.environment) as desk:
                wrong += crowded(desk, asked.desks)
        if asked.formats:
            with a_desk(root, environment=spooler.environment) as desk:
                wrong += unmade(desk)
        if asked.edits:
            with a_desk(root, environment=spooler.environment) as desk:
                wrong += written(desk, root, asked.edits, asked.seed)
        if asked.prints:
            with a_desk(root, environment=spooler.environment) as desk:
                wrong += many(desk, asked.prints)
    for line in wrong:
        print(line)
    print(f"{len(wrong)} things went wrong")
    return 1 if wrong else 0


def odd(root: Path, spooler: Spooler, count: int, seed: int) -> list[str]:
    """Send odd requests as somebody who may do everything: half of them to who writes."""
    folder = root.parent / "people"
    Accounts(folder).add("Everybody", ROLES, PASSWORD, "Clinical lead")
    with a_desk(root, "--accounts", str(folder), environment=spooler.environment) as desk:
        visitor, lots = desk.visitor(), max(1, count // LOT)
        for lot in range(lots):
            form = {"name": "Everybody", "password": PASSWORD, **visitor.form("/sign-in")}
            assert visitor.ask("/sign-in", form).status == 303
            under = ("/write", "/bring", "/review") if lot % 2 else ("/",)
            hold_to_mutations(visitor, count // lots, seed + lot, under)
            sizes = [megabytes(one) for one in (desk.process.pid, *desk.press_processes())]
            print(f"{(lot + 1) * count // lots} odd requests, MB: {sizes}", flush=True)
        return faults(desk)


def faults(desk: Desk) -> list[str]:
    """Return what the server said that it should not."""
    said = desk.said.read_text("utf-8").splitlines()
    return [line for line in said if "Traceback" in line or FAULT.search(line)]


def written(desk: Desk, root: Path, count: int, seed: int) -> list[str]:
    """Write in the editor in ten lots, and tell how large the processes are after each."""
    writer = Writer(desk.visitor(), "sun", root / "content/sun/handout.yaml")
    for lot in range(10):
        hold_to_edits(writer, count // 10, seed + lot)
        sizes = [megabytes(one) for one in (desk.process.pid, *children_of(desk.process.pid))]
        print(
            f"{(lot + 1) * count // 10} edits, {writer.held} fields held to the file, MB: {sizes}"
        )
    return faults(desk)


def megabytes(process: int) -> int:
    """Return the memory that a process holds."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


def ask(visitor: Visitor) -> str:
    """Print a sheet, and return the address of what becomes of it."""
    page = visitor.form(f"/look/{SUN}")
    form = {"format": "standard", "copies": "1", "sides": "two", "printer": "counter"}
    return visitor.ask(f"/print/{SUN}", {**form, **page}).headers["location"]


def end_of(visitor: Visitor, page: str, patience: float = 60.0) -> str:
    """Return what became of a slip, in the first words of its page; '' where nothing did."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        with suppress(OSError, Exception):
            words = visitor.ask(page).words
            for end in ENDS:
                if end in words:
                    return end
        time.sleep(0.1)
    return ""


def killed(root: Path, spooler: Spooler, times: int, chance: random.Random) -> list[str]:
    """Kill the web process, the press and its children at random while sheets are printed."""
    ends, port, wrong = Counter[str](), 0, list[str]()
    done = 0
    while done < times:
        with a_desk(root, environment=spooler.environment, port=port) as desk:
            port, visitor = desk.port, desk.visitor()
            web = False
            while done < times and not web:
                page = ask(visitor)
                time.sleep(chance.random() * 0.5)
                presses = desk.press_processes()
                children = [child for press in presses for child in children_of(press)]
                victim = chance.choice([desk.process.pid, *presses, *children])
                web = victim == desk.process.pid
                with suppress(ProcessLookupError):
                    os.kill(victim, signal.SIGKILL)
                done += 1
                if not web:
                    ends[end_of(visitor, page)] += 1
            if web:
                desk.process.wait()
        if web:
            with a_desk(root, environment=spooler.environment, port=port):
                ends[end_of(visitor, page, 10.0) or "no answer"] += 1
    print(dict(ends))
    wrong += [
        f"{count} slips had no end" for end, count in ends.items() if end in ("", "no answer")
    ]
    time.sleep(2)
    log = [json.loads(line) for line in (root / "records/printed.jsonl").read_text().splitlines()]
    jobs = Counter(line["job"] for line in log if line["outcome"] == "sent")
    wrong += [f"{job} was logged {count} times" for job, count in jobs.items() if count > 1]
    came = len(list((spooler.folder / "jobs").glob("*.document")))
    print(f"{len(jobs)} jobs logged as sent, {came} came out, {done} were asked for")
    if not len(jobs) <= came <= done:
        wrong.append("jobs were lost or doubled")
    beside = [path for path in root.rglob("*") if ".new-" in path.name or "~" in path.name]
    return wrong + [f"a half file: {path}" for path in beside]


def many(desk: Desk, count: int) -> list[str]:
    """Print many sheets one after the other; tell how memory grows, and how long each takes."""
    visitor, seconds, wrong = desk.visitor(), list[float](), list[str]()
    for number in range(count):
        begun = time.monotonic()
        page = ask(visitor)
        while not any(word in visitor.ask(page).words for word in (*ENDS, "Printing", "Waiting")):
            time.sleep(0.02)
        seconds.append(time.monotonic() - begun)
        if end_of(visitor, page) != "Printed at":
            wrong.append(f"{number}: {visitor.ask(page).words[:200]}")
        if number in (9, count // 2, count - 1):
            sizes = [private(process) for process in (desk.process.pid, *desk.press_processes())]
            print(f"after {number + 1} prints: {sizes} MB of their own", flush=True)
    median, most = statistics.median(seconds), max(seconds)
    print(f"until a job is accepted: median {median:.2f} s, most {most:.2f} s")
    return wrong


def private(process: int) -> int:
    """Return how much memory a process has for itself, in MB."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    sizes = [int(line.split()[1]) for line in lines if line.startswith("Private_")]
    return sum(sizes) // 1000


def unmade(desk: Desk) -> list[str]:
    """Ask for formats that nobody made yet; tell how long each takes, and what was told."""
    visitor, wrong = desk.visitor(), list[str]()
    for form in ("full", "large-print", "pocket", "booklet"):
        begun, told = time.monotonic(), dict[str, None]()
        visitor.ask(f"/look/{SUN}?format={form}")
        while (answer := visitor.ask(f"/made/{SUN}/{form}")).status == 202:
            told[answer.words.partition(".")[0]] = None
        print(f"{form}: {time.monotonic() - begun:.2f} s; {', '.join(told) or 'at once'}")
        if answer.status != 200:
            wrong.append(answer.words[:200])
    return wrong


def crowded(desk: Desk, count: int) -> list[str]:
    """Let many desks print at once; tell how long each waits until its job is accepted."""
    seconds, wrong = list[float](), list[str]()

    def one() -> None:
        visitor = desk.visitor()
        begun = time.monotonic()
        page = ask(visitor)
        while not any(word in visitor.ask(page).words for word in (*ENDS, "Printing", "Waiting")):
            time.sleep(0.05)
        seconds.append(time.monotonic() - begun)
        if end_of(visitor, page) != "Printed at":
            wrong.append(visitor.ask(page).words[:200])

    desks = [threading.Thread(target=one) for _ in range(count)]
    for each in desks:
        each.start()
    for each in desks:
        each.join()
    print(f"{count} desks: median {statistics.median(seconds):.2f} s, most {max(seconds):.2f} s")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
