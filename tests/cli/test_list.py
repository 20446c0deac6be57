from __future__ import annotations

import json

import pytest
from samples import Run

from handouts.workspace import Workspace


def test_every_handout_is_listed(run: Run, here: Workspace) -> None:
    said = run("list")
    assert said.code == 0
    assert [line.split()[0] for line in said.out.splitlines()] == ["laser", "sun"]
    assert "Laser for lines (treatment, en-GB)" in said.out


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["laser"], ["laser"]),
        (["LINES"], ["laser"]),
        (["tan"], ["sun"]),
        (["sun", "tan"], ["sun"]),
        (["skin"], ["laser", "sun"]),
    ],
)
def test_a_handout_is_found_by_its_id_title_and_what_people_call_it(
    run: Run, here: Workspace, words: list[str], found: list[str]
) -> None:
    said = run("list", *words)
    assert said.code == 0
    assert [line.split()[0] for line in said.out.splitlines()] == found


def test_a_word_that_finds_nothing_is_told(run: Run, here: Workspace) -> None:
    said = run("list", "knee", "pain")
    assert (said.code, said.out) == (2, "")
    assert said.err == "no handout is called 'knee pain'\n"


def test_the_best_comes_first_and_a_wrong_letter_is_forgiven(run: Run, here: Workspace) -> None:
    for words, found in (["lnies"], ["laser"]), (["sun"], ["sun", "laser"]):
        said = run("list", *words)
        assert said.code == 0
        assert [line.split()[0] for line in said.out.splitlines()] == found


def test_where_nothing_is_found_the_nearest_name_is_suggested(run: Run, here: Workspace) -> None:
    said = run("list", "lazzerr")
    assert (said.code, said.out) == (2, "")
    assert said.err == "no handout is called 'lazzerr'; did you mean 'laser'?\n"


def test_json_has_the_keys_that_it_promises(run: Run, here: Workspace) -> None:
    said = run("list", "tan", "--as", "json")
    assert said.code == 0
    assert json.loads(said.out) == [
        {
            "id": "sun",
            "title": "Sun and your skin",
            "kind": "explainer",
            "language": "en-GB",
            "also": ["tan", "sun tan"],
            "review": "draft",
        }
    ]


def test_a_handout_that_cannot_be_read_is_told_beside_the_others(
    run: Run, faulty: Workspace
) -> None:
    said = run("list")
    assert said.code == 1
    assert [line.split()[0] for line in said.out.splitlines()] == ["sun"]
    assert "content/broken/handout.yaml:2:1: error:" in said.err


PACK = "visit:\n  title: A first visit\n  short_title: First visit\n  language: en-GB\n"
PACK += "  summary: What goes with it.\n  handouts: [sun]\n"


def test_a_pack_is_listed_and_found_as_a_handout_is(run: Run, here: Workspace) -> None:
    (here.root / "packs.yaml").write_text(PACK, encoding="utf-8")
    assert "visit                    A first visit (pack, en-GB): draft" in run("list").out
    assert run("list", "visit", "first").out.splitlines()[0].startswith("visit ")
