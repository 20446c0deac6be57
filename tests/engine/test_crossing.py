"""What goes on from page to page is one element for those who listen."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from machinery import Validate
from pdfstructure import Structure
from samples import MakeWorkspace, Run, a_handout, a_library
from stamping import EMPTY, META, document, whole

from handouts.brand.palette import HOUSE_PRIMARY, derive
from handouts.diagnostics import Problems
from handouts.pdf.joining import GOES_ON
from handouts.press.look import Look
from handouts.press.rendering import render

KINDS = {"section": "Sect", "table": "Table", "tr": "TR", "caption": "Caption", "thead": "THead"}
KINDS |= {"ul": "L", "ol": "L", "li": "LI", "p": "P", "h2": "H2", "td": "TD", "th": "TH"}
WORDS = "Skin keeps water in and the world out. "
ROWS = "".join(f"<tr><th scope='row'>Row {n}</th><td>{WORDS}</td></tr>" for n in range(40))
TABLE = (
    "<table><caption>All</caption><thead><tr><th scope='col'>A</th><th scope='col'>B</th></tr>"
    f"</thead><tbody>{ROWS}</tbody></table>"
)
ITEMS = "".join(f"<li>{WORDS * 4}</li>" for _ in range(12))
BODIES = {
    "a table": f"<section><h2>T</h2>{TABLE}</section>",
    "a list": f"<section><h2>L</h2><div><ul>{ITEMS}</ul></div></section>",
    "numbers": f"<ol>{ITEMS}</ol><ol>{ITEMS}</ol>",
    "a paragraph": f"<section><p>{WORDS * 60}</p><p>{WORDS}</p></section>",
    "strong words": f"<p><strong>{WORDS * 60}</strong> and <strong>{WORDS * 40}</strong></p>",
    "sections": f"<section><h2>S</h2><p>{WORDS * 30}</p></section>" * 4,
}


def tags_of(html: str) -> Counter[str]:
    """Count the elements of a body by the kind of their structure elements."""
    found = re.findall(r"<(\w+)[ >]", html.partition("<body>")[2] or html)
    return Counter(KINDS[tag] for tag in found if tag in KINDS)


def kinds_of(data: bytes) -> Counter[str]:
    kinds = (str(element.S).removeprefix("/") for element in Structure(data).walk())
    return Counter(kind for kind in kinds if kind in KINDS.values())


def made(body: str) -> bytes:
    return whole(document(body), derive(HOUSE_PRIMARY).inks)


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_each_element_of_the_source_is_one_in_the_structure(body: str) -> None:
    data = made(body)
    assert len(Structure(data).pages) > 2
    assert kinds_of(data) == tags_of(body)


def test_without_joining_they_would_be_several(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handouts.pdf.finishing.join", lambda tree: None)
    assert kinds_of(made(BODIES["a table"]))["Table"] > 1


def test_the_heads_of_rows_have_names_of_their_own_and_their_cells_name_them() -> None:
    structure = Structure(made(BODIES["a table"]))
    rows = [element for element in structure.walk() if element.S == "/TR"]
    names = [bytes(cell.ID) for row in rows for cell in row.K if cell.S == "/TH"]
    assert len(names) == len(set(names)) == 42
    for row in rows[1:]:
        head, cell = row.K
        assert bytes(head.ID) in {bytes(name) for name in cell.A.Headers}


def test_what_goes_on_is_noted_by_the_engine_alone() -> None:
    assert f"/{GOES_ON}" not in Structure(made(BODIES["a list"])).pdf.Root


def test_a_page_that_does_not_begin_with_what_goes_on_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        "handouts.engine.typesetting.crossings", lambda pages: [["p"] for _ in pages[1:]]
    )
    body = f"<p>{WORDS}</p><ul style='break-before: page'><li>{WORDS}</li></ul>"
    problems = Problems()
    assert render(document(body), EMPTY, Look(derive(HOUSE_PRIMARY).inks), META, problems) is None
    [problem] = problems
    assert "a page begins with L where P goes on" in problem.message


def long(number: int) -> str:
    return f"Item {number} says what to do in a sentence that takes more than a line of a page."


LONG = a_handout(
    sections=[
        {
            "heading": "Antihistamines",
            "blocks": [
                {
                    "table": {
                        "caption": "C",
                        "columns": ["A", "B"],
                        "rows": [[f"Row {n}", long(n)] for n in range(30)],
                    }
                },
                {"steps": [long(n) for n in range(30)]},
            ],
        },
        {
            "heading": "Do not",
            "blocks": [{"warning": {"title": "Beware", "points": [long(n) for n in range(30)]}}],
        },
        {"heading": "Words", "blocks": [{"prose": "\n\n".join(WORDS * 9 for _ in range(9))}]},
    ]
)


FORMATS = ("standard", "full", "large-print", "pocket")


@pytest.mark.slow
def test_a_long_handout_is_whole_for_listeners_in_each_format(
    workspace: MakeWorkspace, run: Run, validate: Validate
) -> None:
    here = workspace(a_library(sun=LONG))
    formats = [word for name in FORMATS for word in ("-f", name)]
    said = run("-C", str(here.root), "build", "sun", *formats, "--draft")
    paths = [Path(line) for line in said.out.splitlines() if line.endswith(".pdf")]
    assert len(paths) == len(FORMATS)
    assert "alone at the foot" not in said.err
    for path in paths:
        data = path.read_bytes()
        kinds, structure = kinds_of(data), Structure(data)
        assert (kinds["Table"], kinds["TR"], kinds["Caption"], kinds["THead"]) == (1, 31, 1, 1)
        lists = [len(element.K) for element in structure.walk() if element.S == "/L"]
        assert sorted(lists)[-2:] == [30, 30]
        assert kinds["H2"] == kinds["Sect"]
    assert validate(paths) == {path: [] for path in paths}
