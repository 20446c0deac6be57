"""Files and folders are made for those who share the folder that they are made in.

The umask says who may read and write them, as anywhere. Where a folder's group may write in it
(``chmod 2775``), it may also write what we make there, whatever the umask of one of its people;
and what root makes in somebody's folder is that person's, so that one ``sudo`` shuts nobody out.
"""

from __future__ import annotations

import errno
import grp
import os
import pwd
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = [
    "bar",
    "beside",
    "create",
    "give_back",
    "make_folder",
    "may_write",
    "owner_of",
    "put",
    "way_out",
]

READ_AND_WRITE = 0o666  # before the umask

WAYS_OUT = {
    errno.ENOSPC: "the disk is full: make room there, and do it again",
    errno.EDQUOT: "your share of the disk is full: make room there, and do it again",
    errno.EROFS: "that disk may only be read: name another place",
    errno.EACCES: "you may not write there: ask its owner, or name another place",
    errno.EPERM: "you may not write there: ask its owner, or name another place",
    errno.ENOTDIR: "a file stands where a folder is needed",
    errno.EEXIST: "a file stands where a folder is needed",
    errno.EISDIR: "a folder stands where a file is needed",
}


def way_out(error: OSError) -> str:
    """Return a hint for what the system refused, or '' where we know none."""
    return WAYS_OUT.get(error.errno or 0, "")


def owner_of(path: Path) -> str:
    """Return who owns a file or folder, as OWNER:GROUP; numbers where they have no names."""
    status = path.stat()
    user, group = str(status.st_uid), str(status.st_gid)
    with suppress(KeyError):
        user = pwd.getpwuid(status.st_uid).pw_name
    with suppress(KeyError):
        group = grp.getgrgid(status.st_gid).gr_name
    return f"{user}:{group}"


def bar(path: Path) -> str:
    """Return why a file cannot be written or made; '' where it can."""
    if may_write(path):
        return ""
    there = next(one for one in (path, *path.parents) if _is_there(one))
    if there != path and not there.is_dir():
        return f"'{there}' is no folder"
    if os.statvfs(there).f_flag & os.ST_RDONLY:
        return f"the disk of '{there}' may only be read"
    return f"'{there}' belongs to {owner_of(there)}, and you may not write there"


def may_write(path: Path) -> bool:
    """Say whether a file may be written; of what is not there, whether it can be made."""
    for there in (path, *path.parents):
        if _is_there(there):
            wanted = os.W_OK | os.X_OK if there.is_dir() else os.W_OK
            sound = there == path or there.is_dir()
            return sound and os.access(there, wanted, effective_ids=True)
    return False


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where they are not there. Raises OSError."""
    if path.is_dir():
        return
    make_folder(path.parent)
    try:
        path.mkdir()
    except FileExistsError:
        if not path.is_dir():
            raise
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        _share(handle, path.parent)
    finally:
        os.close(handle)


def create(path: Path, mode: int = READ_AND_WRITE) -> int:
    """Make a file that must not be there, and return a handle to write by. Raises OSError."""
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_APPEND | os.O_CLOEXEC
    handle = os.open(path, flags, mode)
    _share(handle, path.parent)
    return handle


def put(
    path: Path, data: bytes, prefix: str, mode: int = READ_AND_WRITE, *, exact: bool = False
) -> None:
    """Write a file beside its place, and rename it; the prefix begins its name until then.

    The mode is that before the umask, or else exact. Raises OSError, which names the file; what
    stood there before is then untouched.
    """
    make_folder(path.parent)
    new = path.with_name(prefix + secrets.token_hex(4))
    try:
        with os.fdopen(create(new, mode), "wb") as file:
            if exact:
                os.fchmod(file.fileno(), mode)
            file.write(data)
        new.replace(path)
    except BaseException as error:
        with suppress(OSError):
            new.unlink()
        if isinstance(error, OSError):
            error.filename, error.filename2 = str(path), None
        raise


@contextmanager
def beside(path: Path, prefix: str) -> Iterator[Path]:
    """Give a folder beside a place, in which something is made whole; what is left in it goes."""
    folder = path.with_name(prefix + secrets.token_hex(4))
    make_folder(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def give_back(path: Path) -> None:
    """Make a file that is there shared as a new one would be, as far as this user may."""
    with suppress(OSError):
        status, folder = path.lstat(), path.parent.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:
            return  # a link may lead to what is none of ours
        if os.geteuid() == 0:
            if status.st_uid == 0 != folder.st_uid:
                os.chown(path, folder.st_uid, folder.st_gid, follow_symlinks=False)
        elif (mode := _mode(status, folder)) != stat.S_IMODE(status.st_mode):
            path.chmod(mode)


def _is_there(path: Path) -> bool:
    return os.access(path, os.F_OK, effective_ids=True)


def _share(handle: int, folder: Path) -> None:
    """Give what was just made to the owner of its folder, and to the group that may write there."""
    over, made = folder.stat(), os.fstat(handle)
    if os.geteuid() == 0 != over.st_uid:
        with suppress(OSError):  # a root that may not, as in some containers
            os.fchown(handle, over.st_uid, over.st_gid)
            made = os.fstat(handle)
    if (mode := _mode(made, over)) != stat.S_IMODE(made.st_mode):
        with suppress(OSError):
            os.fchmod(handle, mode)


def _mode(made: os.stat_result, folder: os.stat_result) -> int:
    """Return the mode that lets a group write what it may read, where the folder is the group's."""
    mode = stat.S_IMODE(made.st_mode)
    shared = made.st_gid == folder.st_gid and folder.st_mode & stat.S_IWGRP
    return mode | stat.S_IWGRP if shared and mode & stat.S_IRGRP else mode
