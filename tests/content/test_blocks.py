from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import pytest
from samples import MakeWorkspace, loaded, place_of, with_blocks

from handouts.content import blocks as room
from handouts.content.blocks import (
    BLOCKS,
    Base,
    Block,
    Body,
    Checklist,
    Claim,
    ClinicWords,
    Diary,
    DoAndDoNot,
    Fields,
    Figure,
    FurtherInformation,
    GetHelp,
    Group,
    Heading,
    Intake,
    Note,
    Option,
    Options,
    Points,
    Prose,
    Questions,
    Quote,
    Risk,
    Schedule,
    Span,
    Stage,
    Step,
    StepFigure,
    Steps,
    Table,
    Timeline,
    Tip,
    Warning,  # noqa: A004  (the word that authors type)
)
from handouts.content.library import load_handout
from handouts.content.model import printed_texts
from handouts.content.prose import parse
from handouts.diagnostics import Diagnostic, Problems
from handouts.reading.nodes import Text

T = Text
ROOT = Path(__file__).parents[2]
DOC = ROOT / "docs/writing-a-handout.md"
HANDOUT, FILLED_IN, EVERY_BLOCK, SHARING = re.findall(
    r"```yaml\n(.*?)```", DOC.read_text(encoding="utf-8"), re.DOTALL
)

TABLE = "- table: {caption: C, columns: [A, B, D, E], groups: [%s], rows: [[1, 2, 3, 4]]}"
DECODED: list[tuple[str, Block]] = [
    ("- prose: Text.", Prose(text=T("Text."))),
    ("- prose: Text.\n  detail: full", Prose(text=T("Text."), detail="full")),
    ("- heading: At home", Heading(text=T("At home"))),
    ("- points: [One., Two.]", Points(items=(T("One."), T("Two.")))),
    ("- steps: [First.]", Steps(items=(T("First."),))),
    ("- steps: [Third.]\n  start: 3", Steps(items=(T("Third."),), start=3)),
    (
        "- steps: [First., {text: Then., tip: T., figure: {file: a.svg, alt: A.}}]",
        Steps(
            items=(
                T("First."),
                Step(text=T("Then."), tip=T("T."), figure=StepFigure(file=T("a.svg"), alt=T("A."))),
            )
        ),
    ),
    ("- checklist: [A list.]", Checklist(items=(T("A list."),))),
    (
        "- claim: {question: Q?, certainty: very-low, finding: F., sources: [a, b]}",
        Claim(question=T("Q?"), certainty="very-low", finding=T("F."), sources=(T("a"), T("b"))),
    ),
    ("- warning: {title: T, text: X.}", Warning(title=T("T"), text=T("X."))),
    ("- tip: {title: T, points: [P.]}", Tip(title=T("T"), points=(T("P."),))),
    (
        "- note: {title: T, text: X., points: [P.]}",
        Note(title=T("T"), text=T("X."), points=(T("P."),)),
    ),
    (
        "- risk: {what: W, of: 100, groups: [{who: G, people: 0, otherwise: saw none}]}",
        Risk(what=T("W"), of=100, groups=(Group(who=T("G"), people=0, otherwise=T("saw none")),)),
    ),
    (
        "- risk: {what: W, of: 9, over: a year, certainty: low, note: N., sources: [a],"
        " groups: [{who: G, people: 1}]}",
        Risk(
            what=T("W"),
            of=9,
            over=T("a year"),
            sources=(T("a"),),
            groups=(Group(who=T("G"), people=1),),
            certainty="low",
            note=T("N."),
        ),
    ),
    (
        "- timeline: [{when: Day 1, what: A.}, {when: Day 2, what: B.}]",
        Timeline(
            stages=(Stage(when=T("Day 1"), what=T("A.")), Stage(when=T("Day 2"), what=T("B.")))
        ),
    ),
    (
        "- options: [{option: O, helps: H., otherwise: X.},"
        " {option: P, helps: I., certainty: high, sources: [a], handout: sun}]",
        Options(
            rows=(
                Option(option=T("O"), helps=T("H."), otherwise=T("X.")),
                Option(
                    option=T("P"),
                    helps=T("I."),
                    sources=(T("a"),),
                    certainty="high",
                    handout=T("sun"),
                ),
            )
        ),
    ),
    (
        "- table: {caption: C, columns: [A, B], rows: [[1, two]], sources: [a]}",
        Table(
            caption=T("C"),
            sources=(T("a"),),
            columns=(T("A"), T("B")),
            rows=((T("1"), T("two")),),
        ),
    ),
    (
        "- table: {caption: C, columns: [A, B, D], groups: [{head: G, first: B, last: D}],"
        " rows: [[1, two, 3]]}",
        Table(
            caption=T("C"),
            columns=(T("A"), T("B"), T("D")),
            groups=(Span(head=T("G"), first=T("B"), last=T("D")),),
            rows=((T("1"), T("two"), T("3")),),
        ),
    ),
    (
        "- figure: {file: a.svg, alt: A., caption: C.}",
        Figure(file=T("a.svg"), alt=T("A."), caption=T("C.")),
    ),
    (
        "- quote: {text: W., who: A person, consent: none, unnamed: Some say so.}",
        Quote(text=T("W."), who=T("A person"), consent="none", unnamed=T("Some say so.")),
    ),
    (
        "- get-help: {worried: [Heat.], emergency: [No breath.]}",
        GetHelp(worried=(T("Heat."),), emergency=(T("No breath."),)),
    ),
    (
        "- further-information: [{name: N, phone: '111', hours: All day, sources: [a]}]",
        FurtherInformation(
            bodies=(Body(name=T("N"), phone=T("111"), hours=T("All day"), sources=(T("a"),)),)
        ),
    ),
    (
        "- get-help: {doctor: [A mole that grows.]}",
        GetHelp(doctor=(T("A mole that grows."),)),
    ),
    ("- clinic-words: parking", ClinicWords(asked="parking")),
    ("- fields: [Name, Date]", Fields(labels=(T("Name"), T("Date")))),
    (
        "- diary: {caption: C, days: 7, note: [Pain]}",
        Diary(caption=T("C"), days=7, note=(T("Pain"),)),
    ),
    (
        "- do-and-do-not: {do: [rest.], do_not: [run.]}",
        DoAndDoNot(do=(T("rest."),), do_not=(T("run."),)),
    ),
    (
        "- schedule: {caption: C, sources: [a], doses:"
        " [{what: W, amount: A, when: N, most: M}, {days: D, amount: A}]}",
        Schedule(
            caption=T("C"),
            sources=(T("a"),),
            doses=(
                Intake(what=T("W"), amount=T("A"), when=T("N"), most=T("M")),
                Intake(days=T("D"), amount=T("A")),
            ),
        ),
    ),
    ("- questions: {ask: [Why?]}", Questions(ask=(T("Why?"),), lines=2)),
    ("- questions: {ask: [Why?], lines: 0}", Questions(ask=(T("Why?"),), lines=0)),
]


def only_problem(workspace: MakeWorkspace, text: str) -> Diagnostic:
    problems = Problems()
    made = workspace({"content/sun/handout.yaml": text})
    assert load_handout(made, "sun", problems) is None
    [problem] = problems
    return problem


@pytest.mark.parametrize(("text", "block"), DECODED)
def test_a_block_is_read(workspace: MakeWorkspace, text: str, block: Block) -> None:
    handout = loaded(workspace({"content/sun/handout.yaml": with_blocks(text)}))
    assert [*handout.blocks()] == [block]


def modules() -> list[ModuleType]:
    """Return the modules of the blocks' room."""
    names = [module.name for module in iter_modules(room.__path__)]
    return [import_module(f"{room.__name__}.{name}") for name in names]


def tagged(found: Iterable[ModuleType]) -> Iterator[tuple[str, type[Base]]]:
    """Walk through the classes with a tag that modules define, each with its module's name."""
    for module in found:
        for value in vars(module).values():
            own = isinstance(value, type) and value.__module__ == module.__name__
            if own and issubclass(value, Base) and value.tag:
                yield module.__name__.rpartition(".")[2], value


def test_every_block_of_the_folder_is_in_and_its_module_is_named_for_its_tag() -> None:
    found = [*tagged(modules())]
    assert {block for _, block in found} == set(BLOCKS)
    assert [name for name, _ in found] == [block.tag.replace("-", "_") for _, block in found]


def test_a_block_that_is_left_out_would_be_seen() -> None:
    module = ModuleType("handouts.content.blocks.doses")
    doses = type("Doses", (Base,), {"tag": "doses", "__module__": module.__name__})
    vars(module)["Doses"] = doses
    assert [*tagged([module])] == [("doses", doses)]
    assert doses not in BLOCKS


def test_every_block_has_its_partial_and_every_stylesheet_its_block() -> None:
    tags = {block.tag for block in BLOCKS}
    assert tags - {p.name.partition(".")[0] for p in (ROOT / "templates/blocks").iterdir()} == set()
    styles = {path.stem for path in (ROOT / "styles/blocks").iterdir()}
    assert styles - tags == {"callout", "sources"}  # of warning, tip and note; of the list of all


def test_every_block_has_its_case_above() -> None:
    assert {type(block) for _, block in DECODED} == set(BLOCKS)


def test_the_handout_in_the_documentation_can_be_read(workspace: MakeWorkspace) -> None:
    handout = loaded(workspace({"content/massage/handout.yaml": HANDOUT}), "massage")
    assert handout.title == "Does facial massage really work?"


def test_the_blocks_in_the_documentation_can_be_read_and_are_all(
    workspace: MakeWorkspace,
) -> None:
    made = workspace({"content/sun/handout.yaml": with_blocks(EVERY_BLOCK)})
    shown = {type(block) for block in loaded(made).blocks()}
    assert shown | {Tip, Note} == set(BLOCKS)


@pytest.mark.parametrize("text", [FILLED_IN, EVERY_BLOCK, SHARING])
def test_the_texts_in_the_documentation_have_no_fault(workspace: MakeWorkspace, text: str) -> None:
    made = workspace({"content/sun/handout.yaml": with_blocks(text)})
    problems = Problems()
    handout = loaded(made)
    for block in handout.blocks():
        block.faults(problems)
    for words in printed_texts(handout):
        parse(words, problems)
    assert [*problems] == []


@pytest.mark.parametrize(
    ("block", "needle", "fact"),
    [
        ("- pros: Text.", "pros", "there is no block 'pros'"),
        ("- detail: full", "detail: full", "a block needs one of"),
        ("- {tip: {title: T}, note: {title: T}}", "note:", "cannot be both 'tip' and 'note'"),
        ("- {prose: Text., detail: most}", "most", "'detail' cannot be 'most'"),
        ("- timeline: [{when: Day 1, what: A.}]", "[{when", "'timeline' has 1 item"),
        (
            "- claim: {question: Q?, certainty: sure, finding: F.}",
            "sure",
            "'certainty' cannot be 'sure'",
        ),
        (
            "- risk: {what: W, of: 1, groups: [{who: G, people: 0}]}",
            "1, groups",
            "must be from 2",
        ),
        (
            "- risk: {what: W, of: 9, groups: [{who: G, people: -1}]}",
            "-1}",
            "'people' must be from 0",
        ),
        ("- quote: {text: W., who: A, consent: true}", "true", "'consent' must be one word"),
        ("- figure: {file: a.svg, caption: C.}", "{file", "'alt' is missing"),
        ("- prose: {}", "{}", "'prose' must be text, not a mapping"),
        ("- diary: {caption: C, days: 32, note: [Pain]}", "32", "must be from 1 to 31"),
        ("- questions: {ask: [Why?], linse: 2}", "linse", "unknown key 'linse'"),
    ],
)
def test_what_is_wrong_in_a_block_is_told_at_its_place(
    workspace: MakeWorkspace, block: str, needle: str, fact: str
) -> None:
    text = with_blocks(block)
    problem = only_problem(workspace, text)
    assert fact in problem.message
    assert (problem.place.line, problem.place.column) == place_of(needle, text)


@pytest.mark.parametrize(
    ("block", "facts"),
    [
        ("- schedule: {caption: C, doses: [{amount: A}]}", ["the dose is of no medicine"]),
        (
            "- schedule: {caption: C, doses:"
            " [{what: W, amount: A},"
            " {what: X, amount: B, most: M}]}",
            ["the dose has no 'most', and others have one"],
        ),
        ("- schedule: {caption: C, doses: [{days: Day 1, amount: A}]}", []),
        (
            "- fields: ['Name:', Date]",
            ["the label 'Name:' ends with a colon, which prints by itself"],
        ),
    ],
)
def test_what_does_not_agree_in_a_block_is_told(
    workspace: MakeWorkspace, block: str, facts: list[str]
) -> None:
    problems = Problems()
    for found in loaded(workspace({"content/sun/handout.yaml": with_blocks(block)})).blocks():
        found.faults(problems)
    assert [problem.message for problem in problems] == facts


def test_a_misspelt_block_suggests_the_nearest(workspace: MakeWorkspace) -> None:
    assert only_problem(workspace, with_blocks("- wraning: {}")).hint == "did you mean 'warning'?"


def test_the_place_of_a_block_is_no_part_of_what_it_says(workspace: MakeWorkspace) -> None:
    text = "- prose: Text.\n- prose: Text."
    one, two = loaded(workspace({"content/sun/handout.yaml": with_blocks(text)})).blocks()
    assert one == two
    assert one.place != two.place
