"""The two steps of an approved translation, as people take them."""

from __future__ import annotations

import pytest
from approved import an_approval, approvable, approved
from samples import MakeWorkspace, a_library
from spoken import POLISH, phrases

from handouts.batch.editions import Edition
from handouts.content.approvals import Proofreading
from handouts.diagnostics import HandoutsError
from handouts.reading.nodes import Text
from handouts.review.approving import Approved, renew
from handouts.review.rendering import (
    FirstStep,
    approve_translation,
    read_translation,
)
from handouts.review.texts import open_collection
from handouts.review.translations import progress, translate
from handouts.workspace import Workspace

PO = "content/sun/translations/pl.po"
STEP = "content/sun/translations/pl.read.yaml"
TRANSLATOR = "Jan Example"
PHRASES = "templates/phrases/pl.yaml"


def a_house(workspace: MakeWorkspace) -> Workspace:
    """Return one with an approved handout, and a whole translation that nobody has approved."""
    made = workspace(a_library(sun=approvable()) | phrases("pl"))
    approved(made)
    translated(made)
    return made


def translated(workspace: Workspace, words: dict[str, str] | None = None) -> None:
    """Bring the file of the translation up, each segment translated."""
    known = {**POLISH, **(words or {})}
    translate(open_collection(workspace), "sun", "pl")
    path = workspace.root / PO
    lines = path.read_text(encoding="utf-8").split("\n")
    source = ""
    for at, line in enumerate(lines):
        if line.startswith("msgid "):
            source = line[7:-1]
        if line.startswith("msgstr") and source in known:
            lines[at] = f'msgstr "{known[source]}"'
    text = "\n".join(line for line in lines if line != "#, fuzzy" and not line.startswith("#|"))
    path.write_text(text, encoding="utf-8")


def retold(workspace: Workspace, old: str, new: str) -> None:
    """Change words in the file of the translation."""
    path = workspace.root / PO
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def read(workspace: Workspace, by: str = "Ola Example", author: str = TRANSLATOR) -> FirstStep:
    """Take the first step."""
    said = Proofreading(by=Text(by), role=Text("Nurse"), on=workspace.today)
    return read_translation(open_collection(workspace, ("pl",)), "sun", "pl", said, author)


def answered(workspace: Workspace, by: str = "Ann Example") -> Approved:
    """Take the second step."""
    shelf = open_collection(workspace, ("pl",))
    return approve_translation(shelf, "sun", "pl", an_approval(by=by, on=workspace.today))


def both(workspace: Workspace) -> Approved:
    """Take both steps."""
    read(workspace)
    return answered(workspace)


def refusals(workspace: Workspace, step: object = read, **wishes: str) -> str:
    """Return why a step is refused."""
    with pytest.raises(HandoutsError) as error:
        step(workspace, **wishes)  # type: ignore[operator]
    return "\n".join(d.message for d in error.value.diagnostics)


def given(workspace: Workspace) -> list[Edition]:
    """Return what the clinic gets in Polish today."""
    shelf = open_collection(workspace, ("pl",))
    brand = shelf.materials.brands[0]
    texts = shelf.editions["sun"].translations["pl"]
    return texts.for_clinic(brand.id, brand.clinics[0], workspace)


def state(workspace: Workspace) -> tuple[str, str]:
    """Return what the table of translations says."""
    [row] = progress(open_collection(workspace, None), languages=("pl",))
    return row.state, row.note


def renewed(workspace: Workspace) -> None:
    """Renew the text of the source that was approved last."""
    shelf = open_collection(workspace)
    renew(shelf, shelf.frozen("sun"), an_approval(on=workspace.today))
