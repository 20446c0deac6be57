"""A printing system for tests: a real cupsd, and a real IPP printer that keeps what it is sent.

Everything stands in a folder of its own and on loopback; no service of the machine is touched. The
queue is a raw one: what is handed in reaches the printer as it is, with its attributes.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from handouts.counter.printer import NotPrinted

QUEUE = "counter"
LIMIT = 60.0  # seconds; only a hang takes so long
PAUSE = 0.05  # seconds between two looks
SETTINGS = """
Listen {folder}/cups.sock
Browsing No
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
FILES = """
ServerRoot {folder}/root
StateDir {folder}/state
CacheDir {folder}/cache
RequestRoot {folder}/requests
ServerKeychain {folder}/keys
Printcap
ErrorLog {folder}/error_log
AccessLog {folder}/access_log
PageLog {folder}/page_log
"""
ABILITIES = """
ATTR mimeMediaType document-format-supported "application/pdf"
ATTR rangeOfInteger copies-supported 1-99
ATTR keyword media-supported "iso_a4_210x297mm","iso_a5_148x210mm","na_letter_8.5x11in"
ATTR keyword sides-supported "one-sided","two-sided-long-edge","two-sided-short-edge"
ATTR keyword media-source-supported "tray-1","tray-2"
ATTR keyword media-col-supported "media-size","media-source"
ATTR collection media-size-supported {{
  MEMBER integer x-dimension 21000
  MEMBER integer y-dimension 29700
}}
"""
KEEP = """#!/bin/sh
if test -e "{folder}/no-paper"; then
  echo "STATE: +media-empty-error" >&2
  while test -e "{folder}/no-paper"; do sleep 0.05; done
  echo "STATE: -media-empty-error" >&2
fi
while test -e "{folder}/busy"; do sleep 0.05; done
cp "$1" "{folder}/jobs/$IPP_JOB_ID.document" &&
env -0 > "{folder}/jobs/$IPP_JOB_ID.new" &&
mv "{folder}/jobs/$IPP_JOB_ID.new" "{folder}/jobs/$IPP_JOB_ID.attributes"
"""
PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "COUNTER.PPD"
*Manufacturer: "Handouts"
*Product: "(Counter)"
*ModelName: "Counter"
*ShortNickName: "Counter"
*NickName: "Counter"
*PSVersion: "(3010.000) 0"
*cupsFilter2: "application/pdf application/pdf 0 -"
*DefaultImageableArea: A4
*ImageableArea A4: "0 0 595 842"
*DefaultPaperDimension: A4
*PaperDimension A4: "595.276 841.89"
"""
# choices of a printer, as a PPD names them
TRAYS = {"InputSlot": ["Tray1", "Tray2"], "Duplex": ["None", "DuplexNoTumble", "DuplexTumble"]}
WRITTEN = {
    "cupsd.conf": SETTINGS,
    "cups-files.conf": FILES,
    "printer.conf": ABILITIES,
    "keep": KEEP,
}


@dataclass(frozen=True)
class Received:
    """A job as it reached the printer; attributes are named as IPP names them."""

    attributes: Mapping[str, str]
    data: bytes

    def __getitem__(self, name: str) -> str | None:
        """Return an attribute; None where it was left to the printer."""
        return self.attributes.get(f"IPP_{name.upper().replace('-', '_')}")


@dataclass
class Spooler:
    """The printing system while it runs; its one queue is the default printer."""

    folder: Path
    port: int  # of the printer
    running: dict[str, ExitStack] = field(default_factory=dict)
    taken: int = field(default=0)

    @property
    def environment(self) -> dict[str, str]:
        """What sends the programs of CUPS here, whatever the machine or its user has set."""
        return {"CUPS_SERVER": f"{self.folder}/cups.sock", "HOME": str(self.folder)}

    def run(self, program: str, *words: str) -> None:
        """Run a program of CUPS."""
        command = [tool(program), *words]
        subprocess.run(command, env=self.environment, capture_output=True, check=True)

    def add_queue(self, name: str = QUEUE, *more: str, waits: bool = False) -> None:
        """Set up a queue.

        One that waits counts a job as printed once the printer says so, not once it is handed over.
        """
        address = f"ipp://localhost:{self.port}/ipp/print?waitjob={str(waits).lower()}"
        self.run("lpadmin", "-p", name, "-E", "-v", address, *(more or ("-m", "raw")))

    @contextmanager
    def another_queue(self, name: str, *more: str, waits: bool = False) -> Iterator[str]:
        """Have one queue more for a while, and its name."""
        self.add_queue(name, *more, waits=waits)
        try:
            yield name
        finally:
            with suppress(subprocess.CalledProcessError):  # a test may have deleted it
                self.run("lpadmin", "-x", name)

    def ppd(self, **options: Sequence[str]) -> Path:
        """Write a description of a printer with such choices, and return its path."""
        text = PPD
        for option, choices in {"PageSize": ["A4"], "PageRegion": ["A4"], **options}.items():
            listed = "".join(f'*{option} {choice}: ""\n' for choice in choices)
            text += f"*OpenUI *{option}: PickOne\n*Default{option}: {choices[0]}\n{listed}"
            text += f"*CloseUI: *{option}\n"
        path = self.folder / "counter.ppd"
        path.write_text(text, encoding="utf-8")
        return path

    @contextmanager
    def without_queue(self) -> Iterator[None]:
        """Do without the queue for a while."""
        self.run("lpadmin", "-x", QUEUE)
        try:
            yield
        finally:
            self.add_queue()
            self.run("lpadmin", "-d", QUEUE)

    @contextmanager
    def having(self, trouble: str) -> Iterator[Path]:
        """Have a printer with ``no-paper``, or ``busy``, as long as there is a file."""
        file = self.folder / trouble
        file.touch()
        try:
            yield file
        finally:
            file.unlink(missing_ok=True)

    @contextmanager
    def without(self, name: str) -> Iterator[None]:
        """Do without a service for a while: ``printer`` or ``cupsd``."""
        self.running[name].close()
        try:
            yield
        finally:
            self.start(name)

    def start(self, name: str) -> None:
        """Start a service; a printer counts its jobs from 1."""
        command, ready = services(self.folder, self.port)[name]
        if name == "printer":
            self.taken = 0
            for file in (self.folder / "jobs").iterdir():
                file.unlink()
        self.running.setdefault(name, ExitStack()).enter_context(
            service(self.folder, command, ready)
        )

    def next_job(self) -> Received:
        """Wait for the next job that the printer receives."""
        self.taken += 1
        base = self.folder / f"jobs/{self.taken}"
        attributes = base.with_suffix(".attributes")
        wait(
            attributes.exists,
            lambda: f"no job came: {(self.folder / 'error_log').read_text('utf-8')[-2000:]}",
        )
        lines = attributes.read_text(encoding="utf-8").split("\0")
        pairs = (line.partition("=") for line in lines if line)
        found = {name: value for name, _, value in pairs}
        return Received(found, base.with_suffix(".document").read_bytes())


@contextmanager
def a_spooler() -> Iterator[Spooler]:
    """Run a printing system; when it ends, nothing of it is left running.

    Raises RuntimeError where a part is missing or does not start.
    """
    with tempfile.TemporaryDirectory(prefix="handouts-cups-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # where root runs cupsd, its helpers are another user
        for inner in ("root", "jobs", "spool"):
            (folder / inner).mkdir()
        for file, text in WRITTEN.items():
            (folder / file).write_text(text.format(folder=folder), encoding="utf-8")
        (folder / "keep").chmod(0o755)
        spooler = Spooler(folder, free_port())
        try:
            for service_name in services(folder, spooler.port):
                spooler.start(service_name)
            spooler.add_queue()
            spooler.run("lpadmin", "-d", QUEUE)
            yield spooler
        finally:
            for running in reversed(spooler.running.values()):
                running.close()
        port = spooler.port
        wait(lambda: not left_running(folder, port), lambda: f"{left_running(folder, port)} run on")


def services(folder: Path, port: int) -> dict[str, tuple[Sequence[str], Callable[[], bool]]]:
    """Return the programs of a printing system, and how to see that each is ready.

    The printer wants to announce itself, and so a bus for it: one of its own, that leads nowhere.
    """
    bus, door = folder / "bus", folder / "cups.sock"
    printer = [tool("ippeveprinter"), "-r", "off", "-n", "localhost", "-p", str(port)]
    printer += ["-a", f"{folder}/printer.conf", "-d", f"{folder}/spool", "-c", f"{folder}/keep"]
    files = ["-c", f"{folder}/cupsd.conf", "-s", f"{folder}/cups-files.conf"]
    address = f"--address=unix:path={bus}"
    return {
        "bus": ([tool("dbus-daemon"), "--session", "--nofork", address], bus.exists),
        "printer": ([*printer, "Counter"], lambda: answers(port)),
        "cupsd": ([tool("cupsd"), "-f", *files], lambda: listens(door)),
    }


@contextmanager
def service(folder: Path, command: Sequence[str], ready: Callable[[], bool]) -> Iterator[None]:
    """Run a program from when it is ready until it is no longer needed."""
    own = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    own["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={folder}/bus"
    with (folder / "said").open("ab") as said:
        process = subprocess.Popen(command, env=own, stdout=said, stderr=said)
    try:
        wait(
            lambda: process.poll() is not None or ready(),
            lambda: f"'{command[0]}' does not start",
        )
        if process.poll() is not None:
            raise RuntimeError(f"'{command[0]}' ended: {(folder / 'said').read_text('utf-8')}")
        yield
    finally:
        process.terminate()
        process.wait(LIMIT)


def wait(done: Callable[[], bool], trouble: Callable[[], str]) -> None:
    """Wait for something to be done. Raises RuntimeError with the trouble where it never is."""
    end = time.monotonic() + LIMIT
    while not done():
        if time.monotonic() > end:
            raise RuntimeError(trouble())
        time.sleep(PAUSE)


def left_running(folder: Path, port: int) -> list[str]:
    """Return the command lines of processes that belong to a printing system."""
    found = []
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = file.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:  # it has just ended
            continue
        if str(folder) in line or f"localhost:{port}/" in line:
            found.append(line)
    return found


@contextmanager
def refused() -> Iterator[list[str]]:
    """Expect that nothing is printed; the list holds the fact and the hint afterwards."""
    told: list[str] = []
    with pytest.raises(NotPrinted) as caught:
        yield told
    told += [str(caught.value), caught.value.hint]


def listens(path: Path) -> bool:
    """Say whether something listens at a socket."""
    with socket.socket(socket.AF_UNIX) as door:
        return door.connect_ex(str(path)) == 0


def answers(port: int) -> bool:
    """Say whether something listens at a port of this machine."""
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """Return the number of a port that nobody uses."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def tool(name: str) -> str:
    """Return the path of a program. Raises RuntimeError with what to do where it is missing."""
    path = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if path is None:
        raise RuntimeError(f"'{name}' is missing: tools/setup.sh test installs it")
    return path
