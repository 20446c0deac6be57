"""What the writing desk asks of git: a commit of one file, and the versions of it.

Nothing that a repository brings runs: no hooks, no editor, no signing, no prompt.
https://git-scm.com/docs/git-config
"""

from __future__ import annotations

import os
import re
import subprocess
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from handouts.diagnostics import Unplaced

__all__ = ["Commit", "Uncommitted", "blob", "commit", "commits", "is_kept"]

PATIENCE = 20  # seconds for one command
ATTEMPTS, PAUSE = 10, 0.2  # at a repository that is busy, and seconds between them
MOST = 1000  # commits that are looked at
QUIET = (
    *("core.hooksPath=/dev/null", "commit.gpgSign=false", "core.fsmonitor=false"),
    *("gc.auto=0", "maintenance.auto=false", "i18n.commitEncoding=utf-8", "core.quotePath=false"),
)
COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
UNDER_WAY = ("rebase-merge", "rebase-apply", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD")
NAMELESS = "unknown"


class Uncommitted(Unplaced):
    """Why git did not do what was asked, in words."""


@dataclass(frozen=True)
class Commit:
    """A commit that changed a file."""

    name: str
    at: datetime
    author: str
    subject: str


def is_kept(root: Path, name: str) -> bool:
    """Say whether git keeps a file: it tracks it, or would in a workspace that is a repository."""
    try:
        top = _git(root, "rev-parse", "--show-toplevel").strip()
        if (root / name).is_symlink():
            return False
        if _git(root, "ls-files", "--", name):
            return True
        ignored = _git(root, "ls-files", "--others", "--ignored", "--exclude-standard", "--", name)
        return Path(top) == root.resolve() and not ignored
    except Uncommitted:
        return False


def commit(root: Path, name: str, author: str, message: str) -> Commit:
    """Commit one file as it stands, in its author's name, and nothing else that is changed.

    Raises Uncommitted where git is missing or busy, or refuses.
    """
    for mark in UNDER_WAY:
        path = Path(_git(root, "rev-parse", "--git-path", mark).strip())
        if (root / path).exists():
            raise Uncommitted("a merge or rebase is under way in the repository", "end it first")
    person = _person(author)
    for attempt in range(ATTEMPTS):
        try:
            if not _git(root, "ls-files", "--", name):
                _git(root, "add", "--", name)
            options = ("--only", "--no-verify", "--quiet", "--cleanup=verbatim")
            _git(root, "commit", *options, "-m", message, "--", name, author=person)
            break
        except Uncommitted as error:
            if ".lock" not in error.fact or attempt + 1 == ATTEMPTS:
                raise
            time.sleep(PAUSE)
    return commits(root, name, most=1)[0]


def commits(root: Path, name: str, most: int = MOST) -> list[Commit]:
    """Return the commits that changed a file, the newest first. Raises Uncommitted."""
    form = "%H%x1f%aI%x1f%an%x1f%s%x1e"
    options = (f"--max-count={most}", f"--format={form}", "--no-show-signature", "--no-color")
    lines = _git(root, "log", *options, "--", name).split("\x1e")
    rows = [line.strip("\n").split("\x1f") for line in lines if line.strip()]
    return [Commit(row[0], datetime.fromisoformat(row[1]), row[2], row[3]) for row in rows]


def blob(root: Path, name: str, of: str) -> bytes:
    """Return a file as it was in a commit. Raises Uncommitted."""
    if not COMMIT.fullmatch(of):
        raise Uncommitted(f"'{of[:80]}' is no commit")
    return _run(root, ("cat-file", "blob", f"{of}:./{name}"), NAMELESS)


def _git(root: Path, *words: str, author: str = NAMELESS) -> str:
    return _run(root, words, author).decode("utf-8", "replace")


def _run(root: Path, words: tuple[str, ...], author: str) -> bytes:
    quiet = [word for setting in QUIET for word in ("-c", setting)]
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    own |= {"GIT_TERMINAL_PROMPT": "0", "GIT_LITERAL_PATHSPECS": "1", "LC_ALL": "C.UTF-8"}
    for role in ("AUTHOR", "COMMITTER"):
        own |= {f"GIT_{role}_NAME": author, f"GIT_{role}_EMAIL": ""}
    try:
        done = subprocess.run(
            ["git", "--no-pager", *quiet, "-C", str(root), *words],
            capture_output=True,
            check=False,
            env=own,
            stdin=subprocess.DEVNULL,
            timeout=PATIENCE,
        )
    except FileNotFoundError:
        raise Uncommitted("git is not installed") from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Uncommitted(f"git did not answer: {type(error).__name__}") from None
    if done.returncode:
        lines = (done.stderr or done.stdout).decode("utf-8", "replace").split("\n")
        fact = next((line for line in lines if line.strip()), f"exit code {done.returncode}")
        raise Uncommitted(f"git refuses: {fact.strip()}")
    return done.stdout


def _person(name: str) -> str:
    """Return a name as git can hold it."""
    kept = "".join(c if c.isprintable() and c not in "<>" else " " for c in name)
    return " ".join(kept.split()) or NAMELESS
