"""What stands in the repository is small, complete, and free of one machine's paths."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from handouts import __version__
from handouts.cli.main import handouts

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
LARGEST = 1_500_000  # bytes of one file
NOT_OURS = {".git", ".handouts", ".hypothesis", ".tools", ".venv", "__pycache__"}
NOT_OURS |= {"build", "dist", "output", "records"}
CHANGES = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
MACHINE_PATH = re.compile(r"(?<![\w./])/(?:work|tmp|root|home|Users)/\w|[A-Z]:\\\\?Users")
OUTSIDE = re.compile(r"\.\./(?:\.\./)*(?:shared|research)\b")
RELEASE = re.compile(r"\[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d")
PIN = re.compile(r"[a-z0-9-]+==[0-9][0-9a-z.]*")


def our_files() -> list[Path]:
    """Return the files that git tracks or would take; without git, all that it would not ignore."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return list(walked(ROOT))
    return [p for name in listed.decode().split("\0") if (p := ROOT / name).is_file()]


def walked(root: Path) -> Iterator[Path]:
    """Walk through the files under a folder, without those that git ignores."""
    for folder, folders, names in os.walk(root):
        folders[:] = [f for f in folders if f not in NOT_OURS and not f.endswith("_cache")]
        yield from (Path(folder, name) for name in names)


def our_texts() -> dict[str, str]:
    """Return our files that are text, by their path."""
    texts = {}
    for path in our_files():
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            texts[path.relative_to(ROOT).as_posix()] = data.decode("utf-8", errors="replace")
    return texts


def bad_pins(lock: str) -> list[str]:
    """Return the lines of a lock file that are neither a comment nor a bare 'name==version'."""
    return [s for s in lock.splitlines() if not (s.startswith("#") or PIN.fullmatch(s))]


def unnamed_parts(package: Path, page: str) -> list[str]:
    """Return the folders and top-level modules of a package that a page does not name."""
    folders = {f"{p.parent.name}/" for p in package.glob("*/*.py")}
    modules = {p.name for p in package.glob("*.py") if not p.name.startswith("__")}
    return sorted(n for n in folders | modules if not re.search(rf"\b{re.escape(n)}", page))


def changelog_faults(text: str) -> list[str]:
    """Return what is not in the form of Keep a Changelog."""
    headings = re.findall(r"^(#{2,}) (.+)$", text, re.MULTILINE)
    faults = [f"'{h}' is no kind of change" for d, h in headings if d == "###" and h not in CHANGES]
    if ("##", "[Unreleased]") not in headings:
        faults.append("there is no section [Unreleased]")
    for heading in (h for d, h in headings if d == "##" and h != "[Unreleased]"):
        if not RELEASE.fullmatch(heading):
            faults.append(f"'{heading}' is no release and its day")
    return faults


def newest(text: str) -> str:
    """Return the version of the first release in a changelog; '' where there is none."""
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    return next((found[1] for h in headings if (found := RELEASE.fullmatch(h))), "")


def commands(command: click.Command, path: str) -> Iterator[str]:
    """Walk through all the words that call each command of a program."""
    if not isinstance(command, click.Group):
        yield path
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        child = command.get_command(context, name)
        assert child is not None
        yield from commands(child, f"{path} {name}")


def without_example(program: click.Command) -> list[str]:
    """Return the commands whose --help has no line that could be typed in."""
    found = []
    for path in commands(program, "handouts"):
        words = [*path.split()[1:], "--help"]
        page = CliRunner().invoke(program, words, prog_name="handouts").output
        if not re.search(rf"^ *(?:\$ )?{path}\b", page, re.MULTILINE):
            found.append(path)
    return found


def test_no_file_names_a_path_of_one_machine() -> None:
    assert [name for name, text in our_texts().items() if MACHINE_PATH.search(text)] == []


def test_no_file_points_out_of_the_repository() -> None:
    assert [name for name, text in our_texts().items() if OUTSIDE.search(text)] == []


def test_no_file_is_large() -> None:
    assert [str(path) for path in our_files() if path.stat().st_size > LARGEST] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_holds_names_and_versions_and_no_address(lock: str) -> None:
    assert bad_pins((ROOT / lock).read_text(encoding="utf-8")) == []


def test_the_lock_files_are_what_make_lock_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "tools/lock.py", tmp_path], check=True)
    for lock in LOCKS:
        fresh = (tmp_path / lock).read_text(encoding="utf-8")
        assert (ROOT / lock).read_text(encoding="utf-8") == fresh, "run `make lock`"


def test_the_licence_is_there() -> None:
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License\n")


def test_the_changelog_has_the_form_of_keep_a_changelog() -> None:
    assert changelog_faults((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")) == []


def test_the_newest_release_of_the_changelog_is_the_version() -> None:
    assert newest((ROOT / "CHANGELOG.md").read_text(encoding="utf-8")) == __version__


def test_the_wheel_that_the_readme_names_has_this_version() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"handouts-(\S+?)-py3-none-any\.whl", readme)) == {__version__}


def test_the_architecture_names_every_part_of_the_package() -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    assert unnamed_parts(ROOT / "handouts", page) == []


def test_every_command_shows_an_example() -> None:
    assert without_example(handouts) == []


@pytest.mark.parametrize("path", ["/ho" + "me/ann/x", "see '/wo" + "rk/main'", "(/tm" + "p/x)"])
def test_a_machine_path_would_be_seen(path: str) -> None:
    assert MACHINE_PATH.search(path)


@pytest.mark.parametrize("text", ["https://example.org/home/page", "a/tmp/b", "/home/", "./work/x"])
def test_what_only_looks_like_a_machine_path_is_left_alone(text: str) -> None:
    assert not MACHINE_PATH.search(text)


def test_a_path_out_of_the_repository_would_be_seen() -> None:
    assert OUTSIDE.search("read ../" + "shared/look.md")


@pytest.mark.parametrize(
    "line",
    ["click", "click>=8", "click @ https://example.org/c.whl", "click==8.5.1 --hash=sha256:0", ""],
)
def test_a_line_that_is_no_pin_would_be_seen(line: str) -> None:
    assert bad_pins(f"# pins\nclick==8.5.1\n{line}\nsegno==1.6.6\n") == [line]


def test_a_part_that_the_architecture_forgets_would_be_seen(tmp_path: Path) -> None:
    for name in ("__init__.py", "clock.py", "press/engine.py", "desk/shelf.py", "empty/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert unnamed_parts(tmp_path, "press/ desk") == ["clock.py", "desk/"]


def test_a_changelog_in_another_form_would_be_seen() -> None:
    faults = changelog_faults("# Changelog\n\n## 0.1.0\n\n### New\n")
    assert faults == [
        "'New' is no kind of change",
        "there is no section [Unreleased]",
        "'0.1.0' is no release and its day",
    ]


def test_the_newest_release_is_the_first_with_a_day() -> None:
    text = "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2027-01-31\n\n## [0.1.0] - 2026-11-28\n"
    assert changelog_faults(text) == []
    assert newest(text) == "0.2.0"


def test_a_command_without_an_example_would_be_seen() -> None:
    @click.group()
    def program() -> None: ...

    @program.command(epilog="Example: handouts silent")
    def silent() -> None: ...

    @program.command(epilog="\b\nExample:\n  handouts shown --all")
    def shown() -> None: ...

    assert without_example(program) == ["handouts silent"]


def test_without_git_the_same_files_are_walked_through() -> None:
    assert set(our_files()) - {*walked(ROOT)} <= {ROOT / "output/.gitkeep"}
