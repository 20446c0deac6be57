"""What docs/translating.md shows is as it says."""

from __future__ import annotations

import json
import re
from pathlib import Path

from samples import MakeWorkspace, a_handout, a_library

from handouts.content.library import load_library
from handouts.content.packs import load_packs
from handouts.diagnostics import Problems
from handouts.page.phrases import load_phrases
from handouts.translation.terms import load_terms
from handouts.workspace import PACKS

PAGE = (Path(__file__).parents[2] / "docs/translating.md").read_text(encoding="utf-8")
LINE, TERMS, PACK = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
[WORDS] = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)


def test_the_pack_of_the_page_has_words_in_two_languages(workspace: MakeWorkspace) -> None:
    handouts = a_library(facial_massage=a_handout(), sun_protection=a_handout())
    there, problems = workspace({**handouts, PACKS: PACK}), Problems()
    [pack] = load_packs(there, load_library(there, problems), problems).values()
    assert not list(problems)
    assert [str(one.language) for one in pack.every] == ["en-GB", "pl"]


def test_the_words_of_a_machine_are_json_of_texts(workspace: MakeWorkspace) -> None:
    assert all(isinstance(word, str) for word in json.loads(WORDS).values())


def test_the_terms_of_the_page_are_a_list_of_terms(workspace: MakeWorkspace) -> None:
    there, problems = workspace({"content/terms/pl.yaml": TERMS}), Problems()
    assert load_terms(there, "pl", problems) == {
        "collagen": ("kolagen",),
        "ligaments": ("więzad", "wiązad"),
    }
    assert not list(problems)


def test_the_line_of_the_page_is_one_that_somebody_has_gone_through(
    workspace: MakeWorkspace,
) -> None:
    phrases = load_phrases(workspace({"templates/phrases/pl.yaml": LINE}), "pl")
    assert "fallback" not in phrases.machine
    assert phrases.say("fallback", language="angielski").startswith("Język tej ulotki: angielski.")
