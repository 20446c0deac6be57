from __future__ import annotations

import pytest
from samples import MakeWorkspace, a_handout, a_library, place_of, with_blocks

from handouts.checks.integrity import check_handout
from handouts.content.library import load_library
from handouts.diagnostics import Diagnostic, Problems

EVERYTHING = """
- prose: |
    Sun **harms** skin. [@shin2019]

    - It takes 45 minutes, in 1 of 1,000 people.
    - It was so from 2011-2014, see [Shade](handout:shade). [@wan2013; @shin2019]
- claim: {question: So?, certainty: low, finding: "It is. [@wan2013]", sources: [shin2019]}
- risk: {what: Lines, of: 9, groups: [{who: All, people: 9}, {who: None, people: 0}]}
- table: {caption: C, columns: [A, B], rows: [[a, b], [c, d]], sources: [wan2013]}
- options:
    - {option: Nothing, helps: No., otherwise: It goes on.}
    - {option: Shade, helps: Yes., certainty: low, sources: [wan2013], handout: shade}
- quote: {text: So., who: A person, consent: none, unnamed: Some say so.}
- quote: {text: So., who: A person, consent: given}
- note: {title: Shade, text: "One.\\n\\nTwo."}
- figure: {file: layers.svg, alt: Layers., caption: Skin.}
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'


def check(workspace: MakeWorkspace, text: str, **files: str) -> list[Diagnostic]:
    """Return what is wrong with a handout in the sample library, beside one called shade."""
    given = {f"content/sun/{name.replace('_', '.')}": data for name, data in files.items()}
    made = workspace(a_library(sun=text, shade=a_handout()) | given)
    problems = Problems()
    library = load_library(made, problems)
    assert len(problems) == 0, [str(d) for d in problems]
    check_handout(library.handouts["sun"], library, made, problems)
    return list(problems)


def test_a_handout_without_faults_is_passed_in_silence(workspace: MakeWorkspace) -> None:
    assert check(workspace, with_blocks(EVERYTHING), layers_svg=DRAWING) == []


@pytest.mark.parametrize(
    ("rule", "block", "needle", "fact"),
    [
        ("markup", "- prose: So *it* is.", "So *it*", "the text holds italics"),
        ("markup", "- points: [One., So *it* is.]", "So *it*", "the text holds italics"),
        ("markup", "- points: ['One.', '1. One']", "1. One", "where one paragraph is wanted"),
        ("markup", '- tip: {title: "A\\n\\nB", text: C.}', "A\\n", "one paragraph is wanted"),
        ("link-kind", "- prose: See [it](it.pdf).", "See [it]", "the link 'it.pdf'"),
        ("unknown-source", "- prose: So. [@shin2018]", "So. [", "there is no source 'shin2018'"),
        (
            "unknown-source",
            "- claim: {question: Q?, certainty: low, finding: F., sources: [wan2013, shim]}",
            "shim",
            "there is no source 'shim'",
        ),
        (
            "unknown-source",
            "- options:\n    - {option: A, helps: B., otherwise: C.}\n"
            "    - {option: D, helps: E., certainty: low, sources: [shim]}",
            "shim",
            "there is no source 'shim'",
        ),
        ("clinic-in-prose", "- prose: Call 020 7946 0000.", "020", "holds '020 7946 0000'"),
        ("clinic-in-prose", "- prose: Call +44 20 7946 0000.", "+44", "'+44 20 7946 0000'"),
        ("clinic-in-prose", "- prose: Write to a@b.example.", "a@b", "holds 'a@b.example'"),
        ("clinic-in-prose", "- prose: See www.b.example/x.", "www", "'www.b.example/x'"),
        ("clinic-in-prose", "- prose: See harbour-skin.com.", "harbour-skin", "'harbour-skin.com'"),
        ("clinic-in-prose", "- prose: '[0300 123 1234](tel:111).'", "0300", "'0300 123 1234'"),
        (
            "clinic-in-prose",
            "- further-information: [{name: 0300 123 1234, phone: '111', sources: [wan2013]}]",
            "0300",
            "'0300 123 1234'",
        ),
        (
            "further-information",
            "- further-information: [{name: The Skin Line, sources: [wan2013]}]",
            "{name: The Skin Line",
            "there is no way to reach 'The Skin Line'",
        ),
        (
            "further-information",
            "- further-information: [{name: N, hours: Always, address: X, sources: [wan2013]}]",
            "Always",
            "there are hours, and no phone",
        ),
        (
            "risk-numbers",
            "- risk: {what: W, of: 9, groups: [{who: A, people: 9}, {who: B, people: 10}]}",
            "{who: B",
            "10 people are more than the 9 that they are of",
        ),
        (
            "table-rows",
            "- table: {caption: C, columns: [A, B], rows: [[a, b], [c, d, e]]}",
            "c, d, e",
            "the row has 3 cells and the table 2 columns",
        ),
        (
            "option",
            "- options:\n    - {option: A, helps: B., otherwise: C.}\n    - {option: D, helps: E.}",
            "{option: D",
            "the option 'D' needs one of two words",
        ),
        (
            "option",
            "- options:\n    - {option: A, helps: B., otherwise: C.}\n"
            "    - {option: D, helps: E., otherwise: F., certainty: low}",
            "{option: D",
            "the option 'D' needs one of two words",
        ),
        ("empty-block", "- warning: {title: Beware}", "warning:", "a title and nothing else"),
        (
            "consent",
            "- quote: {text: So., who: A person, consent: pending}",
            "quote:",
            "'A person' has not agreed to be quoted",
        ),
        (
            "figure",
            "- figure: {file: layers.gif, alt: A., caption: C.}",
            "layers.gif",
            "'layers.gif' is no drawing in the folder",
        ),
        (
            "figure",
            "- figure: {file: ../layers.svg, alt: A., caption: C.}",
            "../layers",
            "'../layers.svg' is no drawing in the folder",
        ),
        (
            "figure",
            "- figure: {file: layer.svg, alt: A., caption: C.}",
            "layer.svg",
            "there is no file 'content/sun/layer.svg'",
        ),
    ],
)
def test_a_fault_is_an_error_at_its_place(
    workspace: MakeWorkspace, rule: str, block: str, needle: str, fact: str
) -> None:
    text = with_blocks(block)
    [problem] = check(workspace, text)
    assert (problem.severity, problem.rule) == ("error", rule)
    assert fact in problem.message
    assert (problem.place.line, problem.place.column) == place_of(needle, text)


@pytest.mark.parametrize(
    "block",
    [
        "- prose: See [Shades](handout:shades).",
        "- options:\n    - {option: A, helps: B., otherwise: C.}\n"
        "    - {option: D, helps: E., certainty: low, handout: shades}",
    ],
)
def test_a_pointer_to_a_handout_that_is_not_there_is_a_warning(
    workspace: MakeWorkspace, block: str
) -> None:
    [problem] = check(workspace, with_blocks(block))
    assert problem.severity == "warning"
    assert problem.message == "there is no handout 'shades' here to point to"
    assert problem.hint == "did you mean 'shade'?"


def test_a_misspelt_source_suggests_the_nearest(workspace: MakeWorkspace) -> None:
    [problem] = check(workspace, with_blocks("- prose: So. [@shin2018]"))
    assert problem.hint == "did you mean 'shin2019'?"


def test_a_misspelt_drawing_suggests_the_nearest(workspace: MakeWorkspace) -> None:
    block = "- figure: {file: layer.svg, alt: A., caption: C.}"
    [problem] = check(workspace, with_blocks(block), layers_svg=DRAWING)
    assert problem.hint == "did you mean 'layers.svg'?"


def test_a_drawing_that_is_a_folder_is_told(workspace: MakeWorkspace) -> None:
    block = "- figure: {file: layers.svg, alt: A., caption: C.}"
    text = with_blocks(block)
    made = workspace(a_library(sun=text) | {"content/sun/layers.svg/x": ""})
    problems = Problems()
    library = load_library(made, problems)
    check_handout(library.handouts["sun"], library, made, problems)
    [problem] = problems
    assert problem.message == "'content/sun/layers.svg' is a folder; a file is needed here"


@pytest.mark.parametrize(
    "words",
    ["From 2011-2014.", "For 10 to 20 minutes, 3 times.", "2,000,000 people.", "At 8:30 to 18:00."],
)
def test_numbers_that_are_no_phone_are_left_alone(workspace: MakeWorkspace, words: str) -> None:
    assert check(workspace, with_blocks(f"- prose: '{words}'")) == []


def test_points_to_settle_never_print_and_may_hold_what_no_page_may(
    workspace: MakeWorkspace,
) -> None:
    text = a_handout(to_confirm=["Ask 020 7946 0123 whether ☐ or 李 is *right*."])
    assert check(workspace, text) == []


@pytest.mark.parametrize("link", ["tel:116123", "mailto:help@charity.example"])
def test_a_link_that_calls_or_writes_is_left_alone(workspace: MakeWorkspace, link: str) -> None:
    assert check(workspace, with_blocks(f"- prose: '[A helpline]({link}) listens.'")) == []


def test_what_stands_outside_of_the_sections_is_checked_too(workspace: MakeWorkspace) -> None:
    text = a_handout(summary="Call *us*.", key_points=["So. [@shim]"])
    found = check(workspace, text)
    assert [d.rule for d in found] == ["markup", "unknown-source"]
    assert [(d.place.line, d.place.column) for d in found] == [
        place_of("Call *us*.", text),
        place_of("So. [@shim]", text),
    ]


def test_all_faults_are_told_at_once(workspace: MakeWorkspace) -> None:
    blocks = (
        "- prose: So *it* is. [@shim]\n- warning: {title: Beware}\n"
        "- tip: {title: Call 0300 123 1234}"
    )
    rules = [d.rule for d in check(workspace, with_blocks(blocks))]
    assert rules == ["markup", "unknown-source", "empty-block", "empty-block", "clinic-in-prose"]


def test_numbers_and_addresses_of_national_bodies_may_stand_in_the_text(
    workspace: MakeWorkspace,
) -> None:
    body = (
        "- further-information:\n"
        "    - {name: The Skin Charity, phone: 0300 123 1234, email: help@skin.example,\n"
        "       website: 'https://www.skin.org.uk/help', address: 'www.skin.example, London',\n"
        "       sources: [wan2013]}"
    )
    assert check(workspace, with_blocks(body)) == []


@pytest.mark.parametrize(
    ("row", "hint"),
    [
        ("[Wash, then dry, 2 days]", 'put a text that holds a comma in quotes: ["Wash, then dry"'),
        ("[Wash, 2 days]", "give every column a cell"),
    ],
)
def test_a_row_that_does_not_fit_its_table_is_told_with_what_to_do(
    workspace: MakeWorkspace, row: str, hint: str
) -> None:
    columns = "[A, B]" if row.count(",") == 2 else "[A, B, C]"
    table = f"- table: {{caption: C, columns: {columns}, rows: [{row}]}}"
    [problem] = check(workspace, with_blocks(table))
    assert problem.hint.startswith(hint)


def test_all_characters_that_no_face_has_are_named_at_once(workspace: MakeWorkspace) -> None:
    [problem] = check(workspace, with_blocks("- prose: Tick ☐ or ☑, 李 and a\u1ab0."))
    for told in ("'☐' (U+2610)", "'☑' (U+2611)", "'李' (U+674E)", ", U+1AB0 COMBINING"):
        assert told in problem.message


@pytest.mark.parametrize("words", ["omega\u20113", "5\u212a", "\u2043 one"])
def test_a_character_with_a_twin_is_no_fault(workspace: MakeWorkspace, words: str) -> None:
    assert check(workspace, with_blocks(f"- prose: Take {words} daily.")) == []
