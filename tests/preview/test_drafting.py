"""What stands beside the pages of a preview is what check tells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from samples import TODAY, MakeWorkspace, Run, a_handout, a_library

from handouts.diagnostics import HandoutsError
from handouts.preview.drafting import Wanted, draft, findings
from handouts.review import Collection, open_collection
from handouts.workspace import Workspace

ROOT = Path(__file__).parent.parent.parent
HANDOUTS = sorted(path.parent.name for path in ROOT.glob("content/*/handout.yaml"))
SUN = Wanted("sun", "harbour", "standard")
FILE = "content/sun/handout.yaml"


@pytest.fixture(scope="module")
def shipped() -> Collection:
    return open_collection(Workspace.open(ROOT, TODAY))


def told(collection: Collection, wanted: Wanted) -> list[dict[str, object]]:
    return [problem.as_json() for problem in findings(collection, wanted)]


def checked(run: Run, root: Path, handout: str) -> list[dict[str, object]]:
    """Return what check tells of a handout, but for the lines on what else there is."""
    report = json.loads(run("-C", str(root), "check", handout, "--as", "json").out)
    return [d for d in report["diagnostics"] if d["rule"] not in ("others", "machine-draft")]


@pytest.mark.parametrize("handout", HANDOUTS)
def test_findings_are_those_of_check(handout: str, shipped: Collection, run: Run) -> None:
    wanted = Wanted(handout, "harbour-skin", "standard")
    assert told(shipped, wanted) == checked(run, ROOT, handout)


BLOCKS = "[{heading: About, blocks: [{prose: %s}]}]"


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("title: Sun and your skin", "title: ["),
        ("title: Sun and your skin", "titel: Sun"),
        ("What the sun does to skin.", "See [@nobody]."),
        ("What the sun does to skin.", "Ring 020 7946 0000."),
        ("What the sun does to skin.", "Utilise \u0b95 sun."),
        ("kind: explainer", "kind: treatment"),
    ],
)
def test_findings_follow_the_file_and_are_those_of_check(
    right: str, wrong: str, workspace: MakeWorkspace, run: Run
) -> None:
    made = workspace(a_library(sun=a_handout(), moon=a_handout(title="The moon")))
    collection = open_collection(made)
    file = made.root / FILE
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), encoding="utf-8")
    found = told(collection, SUN)
    assert found == checked(run, made.root, "sun")
    assert found
    file.write_text(text, encoding="utf-8")
    assert told(collection, SUN) == checked(run, made.root, "sun")


def test_a_draft_is_of_the_file_as_it_is_now(workspace: MakeWorkspace) -> None:
    made = workspace(a_library(sun=a_handout()))
    collection = open_collection(made)
    before, _ = draft(collection, SUN)
    (made.root / FILE).write_text(a_handout(title="Shade"), encoding="utf-8")
    now, _ = draft(collection, SUN)
    assert (before.handout.title, now.handout.title) == ("Sun and your skin", "Shade")
    assert before.edition.code != now.edition.code
    assert now.edition.review == "draft"


def test_a_file_that_was_broken_when_all_was_read_is_found_mended(
    workspace: MakeWorkspace,
) -> None:
    made = workspace(a_library(sun="title: ["))
    collection = open_collection(made)
    with pytest.raises(HandoutsError, match=FILE):
        draft(collection, SUN)
    (made.root / FILE).write_text(a_handout(), encoding="utf-8")
    copy, _ = draft(collection, SUN)
    assert copy.handout.title == "Sun and your skin"


def test_a_brand_that_cannot_be_read_is_told(workspace: MakeWorkspace) -> None:
    made = workspace(a_library(sun=a_handout()) | {"brands/harbour/_brand.yml": "meta: ["})
    with pytest.raises(HandoutsError, match=r"brands/harbour/_brand\.yml"):
        draft(open_collection(made), SUN)
