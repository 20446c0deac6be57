from __future__ import annotations

import json

import pytest
from pretend import PretendPress
from samples import Run

from handouts.workspace import Workspace

SUN = "drafts/harbour/harbour-sun-en-GB-DRAFT.pdf"
LASER = "drafts/harbour/harbour-laser-en-GB-DRAFT.pdf"

pytestmark = [pytest.mark.usefixtures("press"), pytest.mark.slow]


def test_what_a_build_made_is_right(run: Run, here: Workspace) -> None:
    run("build")
    said = run("audit")
    assert (said.code, said.out, said.err) == (0, "", "2 right\n")


def test_what_is_not_right_is_named(run: Run, here: Workspace) -> None:
    run("build")
    (here.output / SUN).write_bytes(b"changed by hand")
    (here.output / LASER).unlink()
    (here.output / "drafts/strange.pdf").write_bytes(b"")
    said = run("audit", "output")
    assert said.code == 1
    assert said.out.splitlines() == [
        f"missing: {here.output / LASER}",
        f"changed: {here.output / SUN}",
        f"unknown: {here.output / 'drafts/strange.pdf'}",
    ]
    assert said.err == "1 changed, 1 missing, 1 unknown\n"


def test_copies_that_went_elsewhere_are_known_too(run: Run, here: Workspace) -> None:
    run("build", "sun", "-o", "elsewhere")
    said = run("audit", "elsewhere", "--as", "json")
    assert said.code == 0
    told = json.loads(said.out)
    assert [*told] == ["schema", "files"]
    assert [(f["file"], f["state"]) for f in told["files"]] == [
        (str(here.root / "elsewhere" / SUN), "right")
    ]


def test_where_nothing_was_made_there_is_nothing_to_tell(run: Run, here: Workspace) -> None:
    assert (run("audit").code, run("audit", "gone").code) == (0, 2)
    assert run("audit").err == "nothing was made there\n"


def test_a_file_that_was_changed_by_hand_is_made_again(
    run: Run, here: Workspace, press: PretendPress
) -> None:
    run("build")
    (here.output / SUN).write_bytes(b"changed by hand")
    press.worked_on()
    run("build")
    assert press.worked_on() == [SUN]
    assert run("audit").code == 0
