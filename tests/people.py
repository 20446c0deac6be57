"""Several people on one machine: real users where the tests run as root, else only their umask."""

from __future__ import annotations

import ctypes
import os
import traceback
from collections.abc import Callable
from pathlib import Path

STAFF = 4201  # the group of a clinic
ANN, BEN = 4211, 4212
ARE_REAL = os.geteuid() == 0
KEEP_CAPABILITIES, VERSION, MAY_READ = 8, 0x20080522, 1 << 2  # linux/prctl.h, linux/capability.h


def as_user(user: int, do: Callable[[], object], *, umask: int = 0o002) -> None:
    """Do something in a process of a user's, who is also of the staff; fails as that does."""
    child = os.fork()
    if child == 0:
        try:
            if ARE_REAL:
                _become(user)
            os.umask(umask)
            do()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, "see what the process told"


def give(folder: Path, user: int, mode: int, group: int | None = None) -> None:
    """Make all in a folder a user's own: files without what only folders need."""
    for path in (folder, *folder.rglob("*")):
        if ARE_REAL:
            os.chown(path, user, user if group is None else group)
        path.chmod(mode if path.is_dir() else mode & 0o666)


def _become(user: int) -> None:
    """Be a user from now on, who may still read all files: Python's own may stand in root's home.

    https://man7.org/linux/man-pages/man2/capset.2.html
    """
    libc = ctypes.CDLL(None, use_errno=True)
    os.setgroups([STAFF])
    os.setgid(user)
    assert libc.prctl(KEEP_CAPABILITIES, 1, 0, 0, 0) == 0
    os.setuid(user)
    header, sets = (ctypes.c_uint32 * 2)(VERSION, 0), (ctypes.c_uint32 * 6)(MAY_READ, MAY_READ)
    assert libc.capset(header, sets) == 0
