from __future__ import annotations

from approved import approved, printed
from samples import MakeWorkspace, a_library, with_blocks

from handouts.review.texts import open_collection

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
CITING = with_blocks(
    """
    - figure: {file: skin.svg, alt: A triangle., caption: Skin.}
    - get-help: {worried: [Redness.]}
    """
)


def test_a_shared_drawing_is_frozen_with_each_text(workspace: MakeWorkspace) -> None:
    text = CITING.replace("file: skin.svg", "file: drawings/skin.svg")
    here = workspace(a_library(sun=text) | {"content/drawings/skin.svg": DRAWING})
    kept = here.root / approved(here).folder / "drawings/skin.svg"
    assert kept.read_text(encoding="utf-8") == DRAWING
    common = here.root / "content/drawings/skin.svg"
    common.write_text(DRAWING.replace("M0 0", "M1 1"), encoding="utf-8")
    shown, draft = printed(here)
    assert (shown.review, draft.review) == ("changed", "draft")
    assert shown.handout.path_of("drawings/skin.svg") == kept.relative_to(here.root).as_posix()
    common.unlink()
    assert [d.message for d in open_collection(here).problems if d.severity == "error"] == [
        "there is no file 'content/drawings/skin.svg'"
    ]
    kept.write_text("<svg/>", encoding="utf-8")
    assert "is no longer what" in "".join(str(d) for d in open_collection(here).problems)
