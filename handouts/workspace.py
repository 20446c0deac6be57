"""The one object by which everything outside comes in: files, fonts, settings, today's date."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from importlib import resources
from pathlib import Path, PurePosixPath

from handouts import keeping
from handouts.diagnostics import (
    Diagnostic,
    HandoutsError,
    Missing,
    Place,
    Problems,
    Refused,
    did_you_mean,
)
from handouts.reading import key_place
from handouts.settings import Settings, read_settings
from handouts.textfile import decode_text

__all__ = [
    "DRAWN_AS",
    "HOUSE_FACES",
    "MARKER",
    "PACKS",
    "TEXT_FACE",
    "Missing",
    "Refused",
    "Settings",
    "Workspace",
    "house",
    "house_faces",
    "is_id",
]

MARKER = "handouts.toml"
PACKS = "packs.yaml"
TEXT_FACE = "Hyperlegible Plain Zero"  # in faces/, with its licence: tools/plainzero.py makes it
DRAWN_AS = "Atkinson Hyperlegible"  # what it was; what names that, as drawings do, is set in ours
HOUSE_FACES = ("fontpkg_lato",)  # what the house sets in beside it
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LARGEST_FILE_BYTES = 16_000_000  # bytes; what may be read into memory at once
LARGEST_SETTINGS = 64_000


def is_id(name: str) -> bool:
    """Say whether a name may stand in paths and addresses: small letters, digits, hyphens."""
    return ID.fullmatch(name) is not None and len(name) <= 60


def house() -> Path:
    """Return the folder with the templates, styles, content and brands that we ship."""
    package = Path(__file__).parent
    carried = package / "house"  # in an installed wheel; a checkout has them at its top level
    return carried if carried.is_dir() else package.parent


@dataclass(frozen=True)
class Workspace:
    """A folder with content/, brands/, templates/, styles/ and handouts.toml.

    unsaved holds files as they are typed, by their names: they are read in the place of what is on
    the disk, and written nowhere.
    """

    root: Path
    today: date
    settings: Settings = field(default_factory=Settings)
    own: Path | None = None  # in the place of .handouts, where that may not be written
    clock: Callable[[], date] | None = field(default=None, compare=False, repr=False)
    unsaved: Mapping[str, bytes] = field(default_factory=dict, hash=False, repr=False)

    @classmethod
    def open(cls, start: Path, today: date, clock: Callable[[], date] | None = None) -> Workspace:
        """Open the nearest folder, from start upward, that holds handouts.toml.

        clock tells the day, to who works on over midnight. Raises HandoutsError where there is no
        such folder, or where handouts.toml is not right.
        """
        for folder in (start.resolve(), *start.resolve().parents):
            if (folder / MARKER).is_file():
                workspace = cls(folder, today, clock=clock)
                kept = keeping.kept_in(folder)
                own = None if kept.is_relative_to(folder) else kept
                return replace(workspace, settings=_settings(workspace), own=own)
        raise HandoutsError(
            Diagnostic(
                "error",
                "workspace",
                Place(str(start)),
                f"no {MARKER} here or in a folder above",
                "name the workspace with 'handouts -C DIR …', "
                "or make one with 'handouts new workspace DIR'",
            )
        )

    @property
    def now(self) -> Workspace:
        """The workspace on the day that it is now: midnight may have passed since it was opened.

        One value of today holds for a step of the work, so that it does not contradict itself.
        """
        return replace(self, today=self.clock()) if self.clock else self

    @property
    def kept(self) -> Path:
        """The folder of what is remembered, and can be made again."""
        return self.own or self.root / keeping.FOLDER

    @property
    def output(self) -> Path:
        """The folder that copies go to by default."""
        return self.root / self.settings.output

    def read(self, name: str, limit: int = LARGEST_FILE_BYTES) -> bytes:
        """Return the bytes of a file of the workspace, named by its path relative to the root.

        Raises Missing where it is not there, Refused where it is no file, larger than limit bytes,
        or outside.
        """
        path = self._inside(name)
        if (typed := self.unsaved.get(name)) is not None:
            _check_size(name, len(typed), limit)
            return typed
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no file"
                raise Refused(f"'{name}' is {kind}; a file is needed here")
            _check_size(name, status.st_size, limit)
            return path.read_bytes()
        except FileNotFoundError:
            raise Missing(f"there is no file '{name}'", self._nearest(name)) from None
        except OSError as error:
            raise Refused(f"'{name}' cannot be read: {error.strerror}") from None

    def exists(self, name: str) -> bool:
        """Say whether a file or folder of the workspace is there and may be read."""
        try:
            return self._inside(name).exists() or name in self.unsaved
        except (Refused, OSError):
            return False

    def holds(self, name: str) -> bool:
        """Say whether a name stands in a folder of the workspace, wherever it leads."""
        path = PurePosixPath(name)
        try:
            entry = self._inside(str(path.parent)) / path.name
            return not path.name.startswith(".") and (entry.is_symlink() or entry.exists())
        except (Refused, OSError):
            return False

    def listed(self, folder: str) -> list[str]:
        """Return the names in a folder of the workspace, sorted. Raises Missing, Refused."""
        try:
            path = self._inside(folder)
            return sorted(p.name for p in path.iterdir() if not p.name.startswith("."))
        except FileNotFoundError:
            raise Missing(f"there is no folder '{folder}'") from None
        except NotADirectoryError:
            raise Refused(f"'{folder}' is a file; a folder is needed here") from None
        except OSError as error:
            raise Refused(f"'{folder}' cannot be read: {error.strerror}") from None

    def names(self, folder: str) -> list[str]:
        """Return the names in a folder of the workspace, sorted; none where it cannot be listed."""
        try:
            return self.listed(folder)
        except Refused:
            return []

    def holders(self, folder: str, file: str, problems: Problems) -> list[str]:
        """Return the folders in a folder that hold a file; tell of what may not be looked into.

        Told is also a file that would be that file but for its suffix, .yml for .yaml or back.

        Raises HandoutsError where the folder itself may not be.
        """
        names_holding = []
        twin = str(PurePosixPath(file).with_suffix(".yml" if file.endswith(".yaml") else ".yaml"))
        try:
            for name in self.listed(folder):
                path = f"{folder}/{name}"
                inside = self.listed(path) if self._may_look_into(path, problems) else []
                if file in inside:
                    names_holding.append(name)
                elif twin in inside:
                    place = Place(f"{path}/{twin}")
                    problems.warn("not-read", place, "this file is not read", f"name it '{file}'")
        except Missing:
            pass
        except Refused as refused:
            place = Place(folder)
            raise HandoutsError(
                Diagnostic("error", "file-unreadable", place, str(refused), refused.hint)
            ) from None
        return names_holding

    def house_file(self, name: str) -> bytes:
        """Return a template or style: the workspace's own, else the one that we ship.

        Raises Missing where neither has it, and Refused where the workspace's own may not be read.
        """
        try:
            return self.read(name)
        except Missing:
            ours = (house() / name).resolve()
            if not ours.is_relative_to(house().resolve()) or not ours.is_file():
                raise
            return ours.read_bytes()

    def house_text(self, name: str) -> str:
        """Return a template or style as text. Raises Refused; HandoutsError if it is no text."""
        return decode_text(self.house_file(name), name)

    def house_names(self, folder: str) -> list[str]:
        """Return the names of a house folder, the workspace's and ours together, sorted."""
        ours = (house() / folder).resolve()
        if not ours.is_relative_to(house().resolve()):
            return []
        return sorted({*self.names(folder), *(p.name for p in ours.glob("*") if p.is_file())})

    def place_of(self, setting: str) -> Place:
        """Return where a setting stands in handouts.toml."""
        return key_place(decode_text(self.read(MARKER, LARGEST_SETTINGS), MARKER), MARKER, setting)

    @cached_property
    def _real(self) -> Path:
        """The root without links, which stays while a workspace is open."""
        return self.root.resolve()

    def _may_look_into(self, path: str, problems: Problems) -> bool:
        """Say whether a path is a folder inside the workspace; tell of what leads out of it."""
        try:
            return self._inside(path).is_dir()
        except Refused as refused:
            problems.error("file-unreadable", Place(path), str(refused), refused.hint)
            return False

    def _inside(self, name: str) -> Path:
        """Resolve a name, and refuse what is not in the workspace (climbing, symlinks)."""
        if "\0" in name:
            raise Refused(f"'{name!r}' is no name of a file")
        try:
            path = (self.root / name).resolve()
        except (OSError, RuntimeError):  # links that lead in a circle; a name too long
            raise Refused(f"'{name[:80]}' leads nowhere") from None
        if not path.is_relative_to(self._real):
            raise Refused(
                f"'{name}' leads out of the workspace",
                "copy the file into the workspace and name it from there",
            )
        return path

    def _nearest(self, name: str) -> str:
        path = PurePosixPath(name)
        return did_you_mean(path.name, self.names(str(path.parent)))


def _check_size(name: str, size: int, limit: int) -> None:
    """Hold a file against the bytes that may be read. Raises Refused."""
    if size > limit:
        fact = f"'{name}' has {size:,} bytes; at most {limit:,} are read"
        raise Refused(fact, "make it smaller, or split it")


def house_faces() -> list[Path]:
    """Return the folders of the house's typefaces: our own, and those of packages."""
    packaged = [Path(str(resources.files(package))) / "files" for package in HOUSE_FACES]
    return [Path(__file__).parent / "faces", *packaged]


def _settings(workspace: Workspace) -> Settings:
    """Read handouts.toml. Raises HandoutsError with all that is wrong."""
    try:
        text = decode_text(workspace.read(MARKER, LARGEST_SETTINGS), MARKER)
    except Refused as refused:
        fact = f"{MARKER} cannot be read: {refused}"
        raise HandoutsError(
            Diagnostic("error", "settings", Place(MARKER), fact, refused.hint)
        ) from None
    return read_settings(text, MARKER)
