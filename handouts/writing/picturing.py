"""A picture that somebody puts into a text: held to what prints, and put beside the file."""

from __future__ import annotations

from pathlib import PurePath

from handouts.brand import as_figure, check_raster
from handouts.diagnostics import Refused, Unplaced
from handouts.store import write_whole
from handouts.workspace import Workspace
from handouts.writing.naming import plain_name

__all__ = ["WrongPicture", "put_picture"]

SVG, RASTER = ".svg", (".png", ".jpg", ".jpeg")
LONGEST_NAME = 40


class WrongPicture(Unplaced):
    """A picture that cannot be printed."""


def put_picture(workspace: Workspace, handout_id: str, name: str, data: bytes) -> str:
    """Put a picture beside a handout's file, and return the name that it has there.

    One that is there already under that name stays, unless it is the same. Raises WrongPicture,
    and OSError where the system refuses.
    """
    suffix = PurePath(name).suffix.lower()
    if not data:
        raise WrongPicture("the file is empty", "save the picture again")
    try:
        if suffix == SVG:
            as_figure(data)
        elif suffix in RASTER:
            check_raster(data, suffix)
        else:
            raise WrongPicture("that is no picture for print", "use SVG, PNG or JPEG")
    except Refused as refused:
        raise WrongPicture(str(refused), refused.hint) from None
    stem = plain_name(PurePath(name).stem, LONGEST_NAME, "picture")
    folder = workspace.root / "content" / handout_id
    for number in range(1, 100):
        own = f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}"
        if (folder / own).is_file() and (folder / own).read_bytes() == data:
            return own
        if not (folder / own).exists():
            write_whole(folder / own, data)
            return own
    raise WrongPicture("there are many pictures of that name", "give it another name")
