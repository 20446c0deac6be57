"""What was planned, written: every file whole, and none while anything is wrong."""

from __future__ import annotations

from pathlib import Path

from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.files import way_out
from handouts.importing.sheets.planning import ClinicPlan, FileEdit
from handouts.store import Changed, put_in_place_of
from handouts.workspace import Workspace

__all__ = ["write_clinics"]


def write_clinics(workspace: Workspace, plan: ClinicPlan) -> list[Path]:
    """Write the clinics of a plan, then the record of the import; return the files of clinics.

    Raises HandoutsError, with nothing written, where the plan has errors or a file is not any more
    what was read; and where one cannot be written: the same import then does the rest.
    """
    if plan.failed:
        raise HandoutsError(*(one for one in plan.problems if one.severity == "error"))
    edits = [*plan.edits, plan.record]
    changed = [edit for edit in edits if _now(workspace, edit) != edit.before]
    if changed:
        raise HandoutsError(*map(_changed, changed))
    written: list[Path] = []
    for edit in edits:
        if edit.before == edit.after:
            continue
        path = workspace.root / edit.path
        try:
            put_in_place_of(path, edit.before, edit.after)
        except Changed:
            raise HandoutsError(_changed(edit)) from None
        except OSError as error:
            fact = f"it cannot be written: {error.strerror}; {len(written)} files were"
            problem = Diagnostic("error", "write", Place(edit.path), fact, way_out(error))
            raise HandoutsError(problem) from None
        written.append(path)
    return [path for path in written if path != workspace.root / plan.record.path]


def _now(workspace: Workspace, edit: FileEdit) -> bytes | None:
    try:
        return (workspace.root / edit.path).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        problem = Diagnostic("error", "file", Place(edit.path), f"{error.strerror}", way_out(error))
        raise HandoutsError(problem) from None


def _changed(edit: FileEdit) -> Diagnostic:
    fact = "it was changed in the meantime; nothing is written over it"
    return Diagnostic("error", "changed", Place(edit.path), fact, "import the sheet again")
