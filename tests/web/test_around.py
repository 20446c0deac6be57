"""What stands around a text on the patient's page: in its language, or in English that says so."""

from __future__ import annotations

import re
from datetime import date

import pytest
import yaml
from approved import an_approval
from samples import MakeWorkspace, a_handout, a_library

from handouts.batch.materials import read_all
from handouts.content.approvals import Record, Withdrawal
from handouts.counter.languages import Title
from handouts.diagnostics import Problems
from handouts.page.environment import Templates
from handouts.reading.nodes import Text
from handouts.web.patients import HeldSheet, phrases_around, values_of
from handouts.workspace import Workspace, house

TITLE = {"pl": "Słońce i skóra", "ar": "الشمس وبشرتك", "en-GB": "Sun and your skin"}


def gone_through(language: str) -> dict[str, str]:
    """Return our phrases of a language as a file that a person has gone through."""
    file = f"templates/phrases/{language}.yaml"
    ours = yaml.safe_load((house() / file).read_text("utf-8"))
    by = {"by": "Ala Example", "on": "2026-11-01"}
    return {file: yaml.safe_dump({**ours, **by}, allow_unicode=True)}


def withdrawn_page(there: Workspace, language: str) -> str:
    """Return the page of a text that was withdrawn."""
    [brand] = read_all(there, there.output, Problems()).brands
    ending = Withdrawal(on=date(2026, 11, 5), why=Text("A source was retracted."))
    record = Record(
        code=Text("7K3Q-9MXD"),
        turn=1,
        author=Text("Ben Example"),
        approvals=(an_approval(),),
        withdrawn=ending,
    )
    around = phrases_around(there, language)
    title = Title(TITLE[language], language)
    sheet = HeldSheet("7K3Q-9MXD", title, record, brand, brand.clinics[0], None, (), around)
    values = {**values_of(sheet), "direction": "ltr"}
    return Templates(there).render("web/withdrawn.html.j2", values)


@pytest.mark.parametrize(
    ("language", "direction", "day", "stop"),
    [
        ("pl", "", "5 listopada 2026", "Nie należy już używać tej ulotki"),
        ("ar", ' dir="rtl"', "5 نوفمبر 2026", "لا تستخدم نشرتك بعد الآن"),
        ("en-GB", "", "5 November 2026", "Do not use your sheet any more"),
    ],
)
def test_a_withdrawn_text_is_told_in_its_language_with_days_as_it_writes_them(
    workspace: MakeWorkspace, language: str, direction: str, day: str, stop: str
) -> None:
    own = gone_through(language) if language != "en-GB" else {}
    page = withdrawn_page(workspace(a_library(sun=a_handout()) | own), language)
    assert f'<html lang="{language}"{direction}>' in page
    assert f"<h1>{stop}</h1>" in page
    assert day in page
    assert '<span class="code" dir="ltr">7K3Q-9MXD</span>' in page
    assert '<bdi dir="ltr">020 7946 0000</bdi>' in page
    if language != "en-GB":
        told = re.sub(r'<p lang="en-GB".*?</p>|<bdi.*?</bdi>', "", page.partition("<main")[2])
        assert not re.search(r"\b(the|was|sheet|code|call)\b", re.sub("<[^>]*>", "", told), re.I)


def test_what_nobody_has_gone_through_is_said_in_english_and_marked_so(
    workspace: MakeWorkspace,
) -> None:
    there = workspace(a_library(sun=a_handout()))
    page = withdrawn_page(there, "pl")
    assert '<html lang="en-GB">' in page
    assert "<h1>Do not use your sheet any more</h1>" in page
    assert "5 November 2026" in page
    assert '<bdi lang="pl" dir="ltr">Słońce i skóra</bdi>' in page
    assert phrases_around(there, "fil").language == "en"
