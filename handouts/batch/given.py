"""Whether a handout is given in a language, and if not, why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handouts.batch.editions import Edition, Editions
from handouts.brand import Clinic
from handouts.content import speaks
from handouts.translation import languages_of
from handouts.workspace import Workspace

__all__ = ["GivenState", "GivenText", "given_in"]

GivenState = Literal["given", "refused", "draft", "missing"]


@dataclass(frozen=True)
class GivenText:
    """How a handout stands in a language for a clinic today.

    given: its edition prints, as approved. refused: reason says why it is not given any more.
    draft: there is a text in it that is not approved for the clinic. missing: there is none.
    """

    state: GivenState
    edition: Edition | None = None
    reason: str = ""


def given_in(
    texts: Editions, language: str, brand: str, clinic: Clinic, workspace: Workspace
) -> GivenText:
    """Say whether a handout is given in a language such as pl or en to a clinic, and if not why.

    It need not have been read in that language: a translation is given only where it is approved.
    """
    spoken = [one for one in texts.every if speaks(str(one.any.language), language)]
    shown = [one.for_clinic(brand, clinic, workspace)[:1] for one in spoken]
    editions = [one for every in shown for one in every]
    for edition in editions:
        if edition.review != "draft" and not edition.refused:
            return GivenText("given", edition)
    if refused := next((one for one in editions if one.refused), None):
        return GivenText("refused", refused, refused.refused)
    tags = languages_of(workspace, texts.any.id)
    if editions or any(speaks(tag, language) for tag in tags):
        draft = next(iter(editions), None)
        reason = f"the text in {language} is a draft: nobody has approved it for this clinic"
        return GivenText("draft", draft, reason)
    return GivenText("missing", None, f"there is no text in {language}")
