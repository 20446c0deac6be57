"""Approval in tests: who approves, and the steps of a clinical lead in one line each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from samples import TODAY, a_handout

from handouts.batch.editions import Edition
from handouts.content.approvals import Approval
from handouts.reading.nodes import Text
from handouts.review.approving import Approved, approve
from handouts.review.texts import Collection, open_collection
from handouts.workspace import Workspace

AUTHOR = "Ben Example"
HELP = {"get-help": {"worried": ["Redness that spreads."]}}
REVIEW = TODAY + timedelta(days=365)


def approvable(**changes: object) -> str:
    """Return the YAML of a least handout that breaks no rule that forbids approval."""
    sections = [
        {"heading": "About", "blocks": [{"prose": "Skin is an organ."}]},
        {"heading": "Help", "part": "get-help", "blocks": [HELP]},
    ]
    return a_handout(**{"sections": sections, **changes})


def an_approval(
    *,
    by: str = "Ann Example",
    role: str = "Clinical lead",
    on: date = TODAY,
    review_by: date = REVIEW,
    countries: tuple[str, ...] = (),
    brands: tuple[str, ...] = (),
    languages: tuple[str, ...] = (),
) -> Approval:
    """Return an approval by a person who wrote nothing."""
    return Approval(
        by=Text(by),
        role=Text(role),
        on=on,
        review_by=review_by,
        countries=tuple(map(Text, countries)),
        brands=tuple(map(Text, brands)),
        languages=tuple(map(Text, languages)),
    )


def approved(workspace: Workspace, handout: str = "sun", **wishes: object) -> Approved:
    """Approve the working text of a handout."""
    approval = an_approval(**wishes)  # type: ignore[arg-type]
    return approve(open_collection(workspace), handout, approval, AUTHOR)


def edit(workspace: Workspace, old: str, new: str, handout: str = "sun") -> None:
    """Change words in a handout's file."""
    path = workspace.root / f"content/{handout}/handout.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def later(workspace: Workspace, days: int) -> Workspace:
    """Return the workspace as it is some days later."""
    return replace(workspace, today=workspace.today + timedelta(days=days))


def printed(workspace: Workspace, brand: str = "harbour", handout: str = "sun") -> list[Edition]:
    """Return what the first clinic of a brand gets today."""
    shelf = shelf_of(workspace)
    found = next(b for b in shelf.materials.brands if b.id == brand)
    return shelf.editions[handout].for_clinic(brand, found.clinics[0], workspace)


def shelf_of(workspace: Workspace) -> Collection:
    """Open the shelf of a workspace without faults."""
    shelf = open_collection(workspace)
    assert not shelf.problems.failed, [str(d) for d in shelf.problems]
    return shelf


def states(workspace: Workspace, brand: str = "harbour") -> list[str]:
    """Return the review states of what a clinic gets today."""
    return [
        "refused" if edition.refused else edition.review for edition in printed(workspace, brand)
    ]
