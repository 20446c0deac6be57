"""A new block is what the architecture says: its files and two lines, and no other room changes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
import yaml
from samples import a_handout, a_library, a_workspace, with_blocks

ROOT = Path(__file__).parent.parent
PACKAGE = ("handouts", "styles", "templates")
TAG = "doses"
MODULE = '''
"""How much of a medicine, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from handouts.content.blocks.base import Base, Sources
from handouts.content.fields import Drawing, Item, Label, Pointer
from handouts.diagnostics import Place, Problems
from handouts.reading import Length, Text

__all__ = ["Dose", "Doses"]


@dataclass(frozen=True, kw_only=True)
class Dose:
    """One medicine."""

    medicine: Annotated[Text, Label()]
    amount: Text
    taking: tuple[Annotated[Text, Item()], ...] = ()
    box: Annotated[Text | None, Drawing()] = None
    more: Annotated[Text | None, Pointer()] = None
    sources: Sources = ()
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Doses(Base):
    """How much of each medicine."""

    tag: ClassVar[str] = "doses"
    body: ClassVar[str] = "daily"
    daily: Annotated[tuple[Dose, ...], Length(1, 12)]

    @property
    def phrases(self) -> tuple[str, ...]:
        """What stands over it."""
        return ("dose_when",)

    def faults(self, problems: Problems) -> None:
        """Tell of a medicine that stands here twice."""
        seen: set[str] = set()
        for dose in self.daily:
            if dose.medicine in seen:
                problems.error("doses", dose.place, f"'{dose.medicine}' stands here twice")
            seen.add(dose.medicine)
'''
PARTIAL = """
<dl class="doses">
<dt>{{ say('dose_when') }}</dt>
{% for dose in block.daily %}
<dt>{{ dose.medicine | inline }}</dt><dd>{{ dose.amount | inline }}{{ dose.sources | cite }}</dd>
{% for way in dose.taking %}
<dd>{{ way | inline }}</dd>
{% endfor %}
{% if dose.box %}
<dd><img src="{{ drawing(dose.box) }}" alt=""></dd>
{% endif %}
{% endfor %}
</dl>
"""
STYLE = ".doses dt { font-weight: 700 }\n"
PHRASE = "dose_when: How much, and when"
IMPORT = "from handouts.content.blocks.doses import Dose, Doses\n"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
GOOD = """
- doses:
    - medicine: Pain tablets
      amount: Two tablets. [@wan2013]
      taking: [Swallow them whole.]
      box: box.svg
      more: shade
      sources: [shin2019]
    - {medicine: Cream, amount: A little.}
"""
CODE_OF = """
import json, sys
from datetime import date
from pathlib import Path
from handouts.checks.passages import passages
from handouts.content import load_library
from handouts.diagnostics import Problems
from handouts.page import code_of, load_phrases, phrases_of
from handouts.workspace import Workspace

found = {}
for folder in sys.argv[1:]:
    workspace = Workspace.open(Path(folder), date(2026, 11, 22))
    library = load_library(workspace, Problems())
    for name, handout in library.handouts.items():
        named = phrases_of(handout, library.references)
        phrases = load_phrases(workspace, str(handout.language)).those(named)
        found[name] = {
            "code": code_of(handout, library.references, phrases, workspace),
            "passages": [[p.words, p.kind, p.name] for p in passages(handout) if p.block],
        }
print(json.dumps(found))
"""

FORM_OF = f"""
from handouts.writing.forms import blank, block_forms

form = block_forms()["{TAG}"]
print(form.label, form.help)
[daily, detail] = form.fields
print(daily.path, daily.kind, [(one.label, one.kind) for one in daily.fields])
print(blank(form))
"""


@dataclass(frozen=True)
class House:
    """A copy of the package, which has one block more."""

    root: Path

    def run(self, *words: str | Path, cwd: Path, code: int = 0) -> str:
        """Run Python with this copy of the package, and return all that it said."""
        done = subprocess.run(
            [sys.executable, *words],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(self.root)},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def handouts(self, workspace: Path, *words: str, code: int = 0) -> str:
        return self.run("-m", "handouts", *words, cwd=workspace, code=code)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Copy the package and add a block: its module with two lines, partial, style and phrase."""
    root = tmp_path_factory.mktemp("house")
    for folder in PACKAGE:
        copytree(ROOT / folder, root / folder, ignore=ignore_patterns("__pycache__"))
    blocks = root / "handouts/content/blocks"
    (blocks / f"{TAG}.py").write_text(MODULE, encoding="utf-8")
    (root / f"templates/blocks/{TAG}.html.j2").write_text(PARTIAL, encoding="utf-8")
    (root / f"styles/blocks/{TAG}.css").write_text(STYLE, encoding="utf-8")
    replace(root / "templates/phrases.yaml", "en:\n", f"en:\n  {PHRASE}\n")
    replace(blocks / "__init__.py", "from handouts.content.blocks.figure", f"{IMPORT}\\g<0>")
    replace(blocks / "__init__.py", r"    \| Questions\n", "    | Questions\n    | Doses\n")
    return House(root)


def replace(path: Path, pattern: str, words: str) -> None:
    text, count = re.subn(pattern, words, path.read_text(encoding="utf-8"), count=1)
    assert count == 1, pattern
    path.write_text(text, encoding="utf-8")


def written(folder: Path, blocks: str, **files: str) -> Path:
    """Write a workspace with a handout that has some blocks, and return its folder."""
    more = {f"content/sun/{name.replace('_', '.')}": text for name, text in files.items()}
    return a_workspace(folder, a_library(sun=with_blocks(blocks), shade=a_handout()) | more).root


def probed(house: House, *folders: Path) -> Mapping[str, Mapping[str, object]]:
    """Return the codes and passages of the handouts in some workspaces."""
    found = json.loads(house.run("-c", CODE_OF, *folders, cwd=house.root))
    assert isinstance(found, dict)
    return found


def test_a_new_block_has_nothing_wrong(house: House, tmp_path: Path) -> None:
    here = written(tmp_path, GOOD, box_svg=DRAWING)
    said = house.handouts(here, "check", "sun", "--rule", "STR-08")
    assert "content/sun/" not in said


def test_a_new_block_has_its_form_at_once(house: House) -> None:
    assert house.run("-c", FORM_OF, cwd=house.root).splitlines() == [
        "Doses How much of each medicine.",
        "('doses',) rows [('Medicine', 'text'), ('Amount', 'text'), ('Taking', 'list'), "
        "('Box', 'drawing'), ('More', 'handout'), ('Sources', 'list')]",
        "{'doses': [{'medicine': '(to write)', 'amount': '(to write)'}]}",
    ]


@pytest.mark.parametrize(
    ("old", "new", "fact"),
    [
        ("sources: [shin2019]", "sources: [nobody1999]", "there is no source 'nobody1999'"),
        ("[@wan2013]", "[@nobody1999]", "there is no source 'nobody1999'"),
        ("medicine: Cream", "medicine: Pain tablets", "'Pain tablets' stands here twice"),
        ("box: box.svg", "box: tin.svg", "there is no file 'content/sun/tin.svg'"),
        ("more: shade", "more: shadow", "there is no handout 'shadow' here to point to"),
        ("amount: A little.", "amount: A *little*.", "the text holds italics"),
        ("taking: [Swallow", f"taking: [{'X., ' * 8}Swallow", "the list has 9 points"),
    ],
)
def test_what_is_wrong_in_a_new_block_is_told_at_its_place(
    house: House, tmp_path: Path, old: str, new: str, fact: str
) -> None:
    here = written(tmp_path, GOOD.replace(old, new), box_svg=DRAWING)
    said = house.handouts(here, "check", "sun", code=1)
    assert re.search(rf"^content/sun/handout\.yaml:\d+:\d+: \w+: {re.escape(fact)}", said, re.M)


def test_a_new_block_prints_with_its_style_phrase_drawing_and_sources(
    house: House, tmp_path: Path
) -> None:
    here = written(tmp_path, GOOD, box_svg=DRAWING)
    house.handouts(here, "build", "sun", "--draft", "-f", "html", "--no-shelf")
    [page] = here.glob("output/drafts/harbour/*.html")
    html = page.read_text(encoding="utf-8")
    assert STYLE in html
    assert "<dt>How much, and when</dt>" in html
    assert re.search(r"<dd>Two tablets\..*1.*2.*</dd>\n<dd>Swallow them whole\.</dd>", html)
    assert '<dd><img src="data:image/svg+xml;base64,' in html


def test_a_new_block_stands_in_the_schema(house: House, tmp_path: Path) -> None:
    schema = json.loads(house.handouts(tmp_path, "schema", "handout"))
    assert "amount" in schema["$defs"]["Dose"]["properties"]
    assert {"$ref": "#/$defs/Doses"} in schema["$defs"]["Section"]["properties"]["blocks"]["items"][
        "oneOf"
    ]


def test_a_new_block_is_read_by_the_marks_of_its_fields(house: House, tmp_path: Path) -> None:
    here = written(tmp_path, GOOD, box_svg=DRAWING)
    assert probed(house, here)["sun"]["passages"] == [
        ["Pain tablets", "label", "medicine"],
        ["Two tablets.", "line", "amount"],
        ["Swallow them whole.", "item", "taking"],
        ["Cream", "label", "medicine"],
        ["A little.", "line", "amount"],
    ]


def test_a_new_block_is_named_by_its_own_code_and_voids_no_other(
    house: House, tmp_path: Path
) -> None:
    kept = copytree(ROOT / "tests/data/codes", tmp_path / "kept")
    recorded = yaml.safe_load((kept / "codes.yaml").read_text(encoding="utf-8"))
    found = probed(house, kept)
    assert {name: one["code"] for name, one in found.items()} == recorded
    codes = {
        probed(house, written(tmp_path / name, GOOD.replace(old, new), **files))["sun"]["code"]
        for name, old, new, files in (
            ("first", "", "", {"box_svg": DRAWING}),
            ("words", "A little.", "A lot.", {"box_svg": DRAWING}),
            ("drawing", "", "", {"box_svg": f"{DRAWING}\n"}),
            ("source", "sources: [shin2019]", "sources: [wan2013]", {"box_svg": DRAWING}),
        )
    }
    spoken = written(tmp_path / "phrase", GOOD, box_svg=DRAWING)
    (spoken / "templates").mkdir()
    (spoken / "templates/phrases.yaml").write_text("en: {dose_when: Doses}\n", encoding="utf-8")
    codes.add(probed(house, spoken)["sun"]["code"])
    assert len(codes) == 5
