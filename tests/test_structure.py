"""What listeners are read is the sheet's HTML, once and in order, however its pages break."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from machinery import Validate
from pdfstructure import Structure
from pikepdf import Object, Pdf
from samples import MakeWorkspace, Run, a_library, a_workspace, with_blocks
from setpages import PAPERS, Pages, set_pages

from handouts.workspace import Workspace

LONG = "These words go on for a good while, so that they take some lines of the page. "
KINDS = {"section": "Sect", "p": "P", "ul": "L", "ol": "L", "li": "LBody", "table": "Table"}
KINDS |= {"caption": "Caption", "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH"}
KINDS |= {"td": "TD", "h1": "H1", "h2": "H2", "h3": "H3"}
WORDY = {"P", "LBody", "Caption", "TH", "TD", "H1", "H2", "H3"}
MARGINS = {"top first-top", "top next-top", "foot", "folio"}

Said = list[tuple[str, str]]


def many(count: int, item: str) -> str:
    return "\n".join("    " + item.format(n=n) for n in range(1, count + 1))


BLOCKS = f"""
- prose: |
    {LONG * 30}

    {LONG * 5}
- table:
    caption: Doses [@shin2019]
    columns: [Medicine, Morning, How]
    rows:
{many(37, f"  - [Medicine {{n}}, '{{n}} mg', '{LONG}']")}
      - [Hydroxychloroquine, '{LONG * 40}', '{LONG * 3}']
      - [Aspirin, '1 mg', '{LONG}']
- steps:
{many(30, f"- Step {{n}} is done. {LONG}")}
    - {{text: 'Step 31 is done. {LONG}', tip: 'Rest. {LONG}'}}
    - {{text: Step 32 is done., tip: '{LONG * 2}'}}
- points:
    - '{LONG * 30}'
    - Two.
- warning:
    title: Do not
    points:
{many(30, "  - Thing {n} is not done.")}
- checklist:
{many(25, "- Bring thing {n}.")}
- timeline:
{many(12, f"- {{{{when: Day {{n}}, what: '{LONG}'}}}}")}
- options:
{many(12, f"- {{{{option: Option {{n}}, helps: '{LONG}', certainty: low}}}}")}
- claim: {{question: Does it help?, certainty: low, finding: '{LONG * 40}'}}
- note: {{title: Read, text: '{LONG * 30}'}}
"""


class Reader(HTMLParser):
    """Reads a sheet's HTML as a sequence of structure types, each with its own words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[list[str]] = []
        self.open: list[tuple[str, int | None]] = []
        self.feed(html.partition("<body>")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("img", "br"):
            return
        silent = dict(attrs).get("class") in MARGINS
        kind = None if silent or self.silent else KINDS.get(tag)
        if kind:
            self.said.append([kind, ""])
        self.open.append(("silent" if silent else tag, len(self.said) - 1 if kind else None))

    def handle_endtag(self, tag: str) -> None:
        if self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        place = next((at for _, at in reversed(self.open) if at is not None), None)
        if place is not None and not self.silent:
            self.said[place][1] += data

    @property
    def silent(self) -> bool:
        return any(tag == "silent" for tag, _ in self.open)


def in_html(html: str) -> Said:
    return [(kind, words(text) if kind in WORDY else "") for kind, text in Reader(html).said]


def in_pdf(data: bytes) -> Said:
    structure = Structure(data)

    def own(top: Object) -> str:
        """Return the words of an element and of what is inline in it."""
        kids = [kid for kid in top.get("/K", ()) if not isinstance(kid, int) and "/S" in kid]
        inside = (own(kid) for kid in kids if name(kid) not in {*KINDS.values(), "Lbl", "Figure"})
        return structure._own_text(top) + "".join(inside)

    elements = [element for element in structure.walk() if name(element) in KINDS.values()]
    return [(name(e), words(own(e)) if name(e) in WORDY else "") for e in elements]


def name(element: Object) -> str:
    return str(element.S).removeprefix("/")


def words(text: str) -> str:
    return "".join(text.split()).replace("\N{WORD JOINER}", "")


def counted(data: bytes, *kinds: str) -> list[int]:
    found = Counter(name(element) for element in Structure(data).walk())
    return [found[kind] for kind in kinds]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with a handout in which all blocks that may break are long."""
    return a_workspace(tmp_path_factory.mktemp("long"), a_library(sun=with_blocks(BLOCKS)))


@pytest.fixture(scope="module")
def made(here: Workspace) -> Callable[[str, str], Pages]:
    """Set it in a format on a paper, once."""
    kept: dict[tuple[str, str], Pages] = {}

    def make(form: str, paper: str) -> Pages:
        if (form, paper) not in kept:
            kept[form, paper] = set_pages(here, form, paper)
        return kept[form, paper]

    return make


@pytest.mark.parametrize(("form", "paper"), PAPERS)
def test_a_long_sheet_is_read_as_it_is_written(
    made: Callable[[str, str], Pages], form: str, paper: str
) -> None:
    pages = made(form, paper)
    structure = Structure(pages.data)
    assert len(structure.pages) > 6
    assert structure.content_faults() == []
    said, heard = in_html(pages.sheet.html), in_pdf(pages.data)
    assert Counter(kind for kind, _ in heard) == Counter(kind for kind, _ in said)
    assert heard == said


@pytest.mark.parametrize(("form", "paper"), PAPERS)
def test_cells_of_a_long_table_name_heads_that_are_there(
    made: Callable[[str, str], Pages], form: str, paper: str
) -> None:
    structure = Structure(made(form, paper).data)
    heads = [bytes(element.ID) for element in structure.walk() if name(element) == "TH"]
    assert len(heads) == len(set(heads))
    cells = [element for element in structure.walk() if name(element) == "TD"]
    assert {bytes(head) for cell in cells for head in cell.A.Headers} <= set(heads)
    assert {len(cell.A.Headers) for cell in cells} == {2}


@pytest.mark.slow
def test_long_sheets_conform(
    made: Callable[[str, str], Pages], validate: Validate, tmp_path: Path
) -> None:
    files = [tmp_path / f"{form}-{paper}.pdf" for form, paper in PAPERS]
    for file, (form, paper) in zip(files, PAPERS, strict=True):
        file.write_bytes(made(form, paper).data)
    assert validate(files) == {file: [] for file in files}


TABLE = f"""
- table:
    caption: Doses
    columns: [Medicine, How]
    rows:
{many(40, f"  - [Medicine {{n}}, '{LONG}']")}
"""
PACK = "visit: {title: Visit, short_title: Visit, language: en-GB, summary: Two., handouts: [sun]}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "tables"),
    [
        (("sun", "--panel"), 1),
        (("sun", "-f", "booklet"), 0),  # it is for the printer alone, and is not heard
        (("visit",), 1),
        (("visit", "-f", "pocket"), 1),
    ],
)
def test_copies_of_all_kinds_have_one_table(
    workspace: MakeWorkspace, run: Run, words: tuple[str, ...], tables: int
) -> None:
    here = workspace(a_library(sun=with_blocks(TABLE)) | {"packs.yaml": PACK})
    said = run("-C", str(here.root), "build", *words, "--draft")
    [path] = [Path(line) for line in said.out.splitlines() if line.endswith(".pdf")]
    found = counted(path.read_bytes(), "Table", "TR") if tables else []
    with Pdf.open(path) as pdf:
        assert ("/StructTreeRoot" in pdf.Root) == bool(tables)
    assert found == [1, 41] * tables


@pytest.mark.slow
def test_a_copy_for_one_person_has_one_table(workspace: MakeWorkspace, tmp_path: Path) -> None:
    here = workspace(a_library(sun=with_blocks(TABLE)))
    person = tmp_path / "person.yaml"
    person.write_text("name: Ann")
    out = tmp_path / "out"
    out.mkdir()
    words = ["build", "sun", "-b", "harbour", "--personal", str(person), "-o", str(out)]
    command = [sys.executable, "-m", "handouts", "-C", str(here.root), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    [path] = out.glob("*.pdf")
    assert counted(path.read_bytes(), "Table", "TR") == [1, 41], done.stderr
