from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated

import pytest
from samples import MakeWorkspace, a_handout, a_library, loaded

from handouts.content.library import load_library
from handouts.content.model import Handout
from handouts.diagnostics import Problems
from handouts.reading.constraints import Range
from handouts.reading.decoding import decode
from handouts.reading.encoding import encode, write_yaml
from handouts.reading.nodes import Text
from handouts.reading.yaml import parse_yaml
from handouts.workspace import Workspace

ROOT = Path(__file__).parents[2]
EVERY_BLOCK = """
- prose: "One **word**. [@shin2019]\\n\\n- A list."
- points: [One., "two: three"]
- steps: ["1", "true"]
- checklist: [null-like, "~"]
- claim: {question: So?, certainty: very-low, finding: No., sources: [wan2013]}
- warning: {title: Do not, points: [run.]}
- tip: {title: Do, text: walk.}
- note: {title: Note, text: "so"}
- risk: {what: Harm, of: 100, groups: [{who: All, people: 0}], over: 30 days}
- timeline: [{when: Now, what: This.}, {when: Then, what: That.}]
- options: [{option: A, helps: B., otherwise: C.}, {option: D, helps: E., certainty: low}]
- table: {caption: T, columns: [A, B], rows: [["1", "2"]]}
- figure: {file: a.svg, alt: Alt, caption: Cap}
- quote: {text: Words., who: A. Person, consent: none, unnamed: Some say so.}
- get-help: {worried: [Pain.], emergency: [Bleeding.]}
- questions: {ask: [Why?], lines: 0}
  detail: full
"""


@dataclass(frozen=True, kw_only=True)
class Small:
    name: Text
    day: date | None = None
    count: Annotated[int, Range(0, 9)] = 1
    words: tuple[Text, ...] = ()
    table: dict[str, Text] = field(default_factory=dict)


def back(value: Small) -> Small | None:
    node = parse_yaml(write_yaml(encode(value)), "f.yaml", problems := Problems())
    assert node is not None, [str(d) for d in problems]
    return decode(Small, node, problems)


@pytest.mark.parametrize(
    "text",
    [
        "true",
        "null",
        "~",
        "1",
        "1.5",
        "2026-11-22",
        "- a",
        "# b",
        "a: b",
        "'",
        '"',
        "é – “ü”",
        "two\nlines",
        "two\n\nparagraphs\n",
        "a  b",
        " lead",
        "tab\there",
        "x" * 300,
        "@a",
        "%",
        "|",
        "\\n",
    ],
)
def test_a_text_reads_back_as_it_was(text: str) -> None:
    value = Small(name=Text(text), words=(Text(text), Text("b")), table={"key": Text(text)})
    assert back(value) == value


def test_dates_and_numbers_read_back_as_they_were() -> None:
    value = Small(name=Text("a"), day=date(2026, 1, 31), count=0)
    assert back(value) == value


def test_what_holds_its_default_is_not_written() -> None:
    assert encode(Small(name=Text("a"))) == {"name": "a"}


def test_every_block_reads_back_equal(workspace: MakeWorkspace) -> None:
    text = a_handout(sections=None)
    indented = EVERY_BLOCK.replace("\n", "\n      ")
    text += f"sections:\n  - heading: All\n    part: [risks, about]\n    blocks:{indented}\n"
    handout = loaded(workspace(a_library(sun=text)))
    assert again(handout) == handout


def test_every_shipped_handout_reads_back_equal() -> None:
    library = load_library(Workspace.open(ROOT, date(2026, 11, 22)), Problems())
    assert library.handouts
    for handout in library.handouts.values():
        assert again(handout) == handout


def again(handout: Handout) -> Handout | None:
    node = parse_yaml(write_yaml(encode(handout)), "f.yaml", problems := Problems())
    assert node is not None, [str(d) for d in problems]
    return decode(Handout, node, problems)
