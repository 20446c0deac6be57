from __future__ import annotations

import pytest
from samples import MakeWorkspace

from handouts.content.locale import locale_of
from handouts.diagnostics import Diagnostic, HandoutsError
from handouts.page.environment import Templates, dial
from handouts.page.markup import Setter
from handouts.page.phrases import Phrases

PAGE = "templates/page.html.j2"


def rendered(workspace: MakeWorkspace, template: str, **context: object) -> str:
    made = workspace({PAGE: template})
    given = {"setter": Setter({"a": 1}), "locale": locale_of("en"), **context}
    return Templates(made).render("page.html.j2", given)


def failure(workspace: MakeWorkspace, template: str, **context: object) -> Diagnostic:
    with pytest.raises(HandoutsError) as error:
        rendered(workspace, template, **context)
    [diagnostic] = error.value.diagnostics
    return diagnostic


@pytest.mark.parametrize(
    ("template", "fact"),
    [
        ("<p>\n{% if %}\n", "Expected an expression"),
        ("<p>\n{% nothing %}\n", "unknown tag 'nothing'"),
        ("<p>\n{{ clinic.phone }}\n", "'clinic' is undefined"),
        ("<p>\n{{ said | upside_down }}\n", "No filter named 'upside_down'"),
        ("<p>\n{{ said.nothing }}\n", "has no attribute 'nothing'"),
        ("<p>\n{{ 1 / 0 }}\n", "division by zero"),
        ("<p>\n{{ said + 1 }}\n", "can only concatenate"),
        ("<p>\n{{ 'a' | number }}\n", "Unknown format code 'd'"),
        ("<p>\n{{ [] | sum | key }}\n", "'int' object has no attribute 'replace'"),
        ("<p>\n{{ range(10 ** 9) }}\n", "Range too big"),
        ("<p>\n{{ said.__class__ }}\n", "unsafe"),
        ("<p>\n{% include 'page.html.j2' %}\n", "maximum recursion depth"),
    ],
)
def test_a_template_that_fails_is_told_at_its_line(
    workspace: MakeWorkspace, template: str, fact: str
) -> None:
    found = failure(workspace, template, said="so")
    assert fact in found.message
    assert (found.rule, found.place.file, found.place.line) == ("template", PAGE, 2)


def test_a_fault_in_an_included_template_is_told_there(workspace: MakeWorkspace) -> None:
    made = workspace(
        {PAGE: "<p>\n\n{% include 'part.html.j2' %}", "templates/part.html.j2": "\n{{ gone }}"}
    )
    with pytest.raises(HandoutsError, match=r"templates/part\.html\.j2:2:1: .*'gone'"):
        Templates(made).render("page.html.j2", {})


def test_a_template_that_is_not_there_is_told_with_the_nearest(workspace: MakeWorkspace) -> None:
    found = failure(workspace, "{% include 'gnag.html.j2' %}")
    assert found.message == "there is no template 'gnag.html.j2'"
    assert found.hint == "did you mean 'gang.html.j2'?"


def test_a_template_cannot_read_files_of_the_machine(workspace: MakeWorkspace) -> None:
    found = failure(workspace, "{% include '../../../../../../etc/hosts' %}")
    assert "there is no template" in found.message


def test_a_template_of_the_workspace_stands_before_ours_file_by_file(
    workspace: MakeWorkspace,
) -> None:
    own = {"templates/blocks/steps.html.j2": "our own steps"}
    templates = Templates(workspace(own))
    assert templates.render("blocks/steps.html.j2", {}) == "our own steps"
    block = {"block": {"items": ["One."]}, "setter": Setter({})}
    assert "<li>One.</li>" in templates.render("blocks/points.html.j2", block)


@pytest.mark.parametrize("filter_", ["inline", "words", "prose", "string"])
def test_what_is_said_comes_out_as_text(workspace: MakeWorkspace, filter_: str) -> None:
    html = rendered(workspace, f"{{{{ said | {filter_} }}}}", said="a<b & {{ 1 + 1 }} {% if %}")
    assert "a&lt;b &amp; {{ 1 + 1 }} {% if %}" in html


def test_what_is_said_cannot_leave_an_attribute(workspace: MakeWorkspace) -> None:
    html = rendered(workspace, '<img alt="{{ said | words }}">', said='a\\" onload="b')
    assert html.count('"') == 2


def test_a_source_is_cited_by_its_number(workspace: MakeWorkspace) -> None:
    html = rendered(workspace, "{{ keys | cite }}{{ said | inline }}", keys=("a",), said="b [@a]")
    cite = '<span class="cite">\N{NO-BREAK SPACE}[1]</span>'
    assert html == f"{cite}b{cite}"


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("020 7946 0000", "02079460000"),
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("111", "111"),
        ("(020) 910-0001", "0209100001"),
    ],
)
def test_a_phone_is_dialled_by_its_digits(phone: str, dialled: str) -> None:
    assert dial(phone) == dialled


@pytest.mark.parametrize(("language", "written"), [("en-GB", "10,000"), ("de", "10.000")])
def test_numbers_are_written_for_readers(
    workspace: MakeWorkspace, language: str, written: str
) -> None:
    templates = Templates(workspace({"templates/n.html.j2": "{{ 10000 | number }}"}))
    assert templates.render("n.html.j2", {"locale": locale_of(language)}) == written


def test_a_phrase_that_there_is_none_of_is_told_where_a_template_says_it(
    workspace: MakeWorkspace,
) -> None:
    said = Phrases({"page": "Page"}).say
    failed = failure(workspace, "<p>\n{{ say('pagee') }}\n", say=said)
    assert str(failed.place) == f"{PAGE}:2:1"
    assert "the phrase 'pagee' is missing" in failed.message
