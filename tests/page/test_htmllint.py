from __future__ import annotations

import pytest

from handouts.page.htmllint import faults_of_html

SOUND = (
    '<html lang="en"><div class="top first-top"><p><!--slot:running--></p></div>'
    '<div id="panel"><img src="a.png" alt=""><!--slot:panel--><div id="end-panel"></div></div>'
    '<div id="end"></div></html>'
)


def test_a_page_as_ours_has_no_faults() -> None:
    assert [*faults_of_html(SOUND, ["a.png"], "x", is_page=True)] == []


def test_a_page_that_runs_from_the_right_says_so() -> None:
    turned = SOUND.replace('lang="en"', 'lang="ar-EG" dir="rtl"')
    assert [*faults_of_html(turned, ["a.png"], "x", is_page=True)] == []


def test_what_is_not_on_paper_ends_nowhere() -> None:
    web = SOUND.replace('<div id="end">', "<div>").replace('class="top first-top"', "")
    assert [*faults_of_html(web, ["a.png"], "x")] == []


@pytest.mark.parametrize(
    ("change", "to", "rule", "told"),
    [
        (' lang="en"', "", "page", "no language"),
        (' lang="en"', ' lang="ar"', "page", "in 'ar' does not tell which way its lines run"),
        (' lang="en"', ' lang="en" dir="rtl"', "page", "in 'en' does not tell which way"),
        ("a.png", "https://clinic.example/x.png", "picture", "is not given with the page"),
        (' alt=""', "", "alt", "no alternative text"),
        ('<div id="end">', "<div class='", "page", "no element 'end'"),
        ('id="end-panel"', "", "page", "no element 'end-panel'"),
        (' class="top first-top"', "", "page", "'running' stands where it does not belong"),
        ("slot:running", "slot:panel", "page", "'panel' stands where it does not belong"),
    ],
)
def test_what_a_template_loses_is_told(change: str, to: str, rule: str, told: str) -> None:
    [fault] = faults_of_html(SOUND.replace(change, to), ["a.png"], "x", is_page=True)
    assert (fault.rule, fault.place.file) == (rule, "x")
    assert told in fault.message
