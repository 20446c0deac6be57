"""The folder of an approved text: written whole or not at all, and only if it reads back."""

from __future__ import annotations

import errno
from pathlib import Path

from handouts.batch import Edition, frozen_edition
from handouts.content import Frozen, Record, as_csl, folder_of, load_frozen
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.files import beside, way_out
from handouts.page import phrases_of
from handouts.reading import encode, write_yaml
from handouts.review.texts import cited
from handouts.store import BESIDE, Changed, owned, put_in_place_of, write_whole
from handouts.workspace import Refused, Workspace

__all__ = ["freeze", "write_record"]


def freeze(edition: Edition, record: Record, workspace: Workspace) -> None:
    """Write the words, sources, phrases and drawings of a text, and its record.

    Raises HandoutsError where it cannot be written, or does not read back as what its code names;
    nothing is then left behind.
    """
    name = folder_of(edition.handout.id, edition.code)
    folder = workspace.root / name
    try:
        files = _files(edition, record, workspace)
        with beside(folder, owned(BESIDE)) as new:
            made = new / edition.code
            for file, data in files.items():
                write_whole(made / file, data)
            _read_back(workspace, made, edition.code)
            made.replace(folder)
    except Refused as refused:
        raise _failed(name, str(refused)) from None
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST):
            fact = "somebody has approved the same text at this moment"
            raise _failed(name, fact, "approve it again, to add to that record") from None
        raise _unwritten(name, error) from None


def write_record(record: Record, before: Frozen, workspace: Workspace) -> None:
    """Write the record of an approved text anew, in the place of the one that was read.

    Raises HandoutsError where it cannot be written, or where that one is another by now.
    """
    folder = folder_of(before.handout.id, before.code)
    name = f"{folder}/record.yaml"
    try:
        former = workspace.read(name)
        now = load_frozen(workspace, folder, before.code, Problems())
        if now is None or now.record != before.record:
            raise Changed
        put_in_place_of(workspace.root / name, former, _yaml(encode(record)))
    except Refused as refused:
        raise _failed(name, str(refused)) from None
    except Changed:
        fact = "somebody has written this record meanwhile; yours was not added"
        raise _failed(name, fact, "do it again, to add to the record as it is now") from None
    except OSError as error:
        raise _unwritten(name, error) from None


def _files(edition: Edition, record: Record, workspace: Workspace) -> dict[str, bytes]:
    handout = edition.handout
    phrases = edition.phrases.those(phrases_of(handout, edition.references))
    drawings = set(map(str, handout.drawings))
    return {
        "handout.yaml": _yaml(encode(handout)),
        "references.yaml": _yaml(as_csl(cited(edition))),
        "phrases.yaml": _yaml({str(handout.language): encode(phrases)}),
        "record.yaml": _yaml(encode(record)),
        **{name: handout.drawing(name, workspace) for name in sorted(drawings)},
    }


def _read_back(workspace: Workspace, folder: Path, code: str) -> None:
    problems = Problems()
    name = folder.relative_to(workspace.root).as_posix()
    text = load_frozen(workspace, name, code, problems)
    if text is None or frozen_edition(text, workspace, problems) is None:
        raise HandoutsError(*problems)


def _yaml(data: object) -> bytes:
    return write_yaml(data).encode()


def _unwritten(name: str, error: OSError) -> HandoutsError:
    return _failed(name, f"it cannot be written: {error.strerror}", way_out(error))


def _failed(name: str, fact: str, hint: str = "") -> HandoutsError:
    return HandoutsError(Diagnostic("error", "approval", Place(name), fact, hint))
