"""What is wrong is told as values: of a workspace, or of what was named."""

from __future__ import annotations

import pytest
from ruling import SOUND, a_brand
from samples import MakeWorkspace, a_library

from handouts.batch import Copy
from handouts.diagnostics import Diagnostic, Place
from handouts.review.checking import Summary, check, count
from handouts.review.texts import Unknown
from handouts.workspace import Workspace

CONTRACTED = SOUND.replace("Most of this goes", "Don't worry, most of this goes")


@pytest.fixture
def made(workspace: MakeWorkspace) -> Workspace:
    files = a_library(cream=SOUND, balm=CONTRACTED, torn="title: [")
    return workspace(files | {"brands/harbour/_brand.yml": a_brand(offers=["cream"])})


def test_all_is_read_and_summed_up(made: Workspace) -> None:
    checked = check(made)
    torn = [d.place.file for d in checked.problems if d.severity == "error"]
    assert torn == ["content/torn/handout.yaml"]
    assert [(one.id, one.errors, one.warnings) for one in checked.summaries] == [
        ("balm", 0, 1),
        ("cream", 0, 0),
    ]
    assert checked.counts == {"handout": 3, "brand": 1}
    assert [brand.id for brand in checked.brands] == ["harbour"]


def test_what_is_named_alone_is_judged(made: Workspace) -> None:
    checked = check(made, ["cream"])
    assert count(checked.problems) == (0, 0)
    assert [d.rule for d in checked.problems] == ["others"]
    [summary] = checked.summaries
    assert summary == Summary("cream", 0, 0, 0, summary.grade)
    assert checked.counts == {"handout": 1, "brand": 0}
    assert checked.brands == []
    two = check(made, ["cream", "balm"])
    assert [one.id for one in two.summaries] == ["balm", "cream"]


def test_of_one_rule_alone_what_cannot_be_read_stays(made: Workspace) -> None:
    checked = check(made, only={"TXT-01"})
    assert {d.place.file for d in checked.problems} == {"content/torn/handout.yaml"}


def test_each_name_that_is_not_there_is_told(made: Workspace) -> None:
    with pytest.raises(Unknown) as told:
        check(made, ["creme", "harbour", "nobody"])
    lines = str(told.value).splitlines()
    assert [line.partition(";")[0] for line in lines] == [
        "there is no handout, pack or brand 'creme'",
        "there is no handout, pack or brand 'nobody'",
    ]


def test_pages_are_judged_where_that_is_asked_for(
    made: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged, copies = list[str](), list[int]()

    def judge(wanted: list[Copy], *_: object) -> list[Diagnostic]:
        judged.extend(copy.handout.id for copy in wanted)
        return [Diagnostic("warning", "TXT-01", Place("content/cream/handout.yaml"), "long")]

    monkeypatch.setattr("handouts.batch.judge_all", judge)
    assert "long" not in {d.message for d in check(made, ["cream"]).problems}
    checked = check(made, ["cream"], setting=copies.append)
    assert "long" in {d.message for d in checked.problems}
    assert set(judged) == {"cream"}
    assert copies == [len(judged)]
