"""What real leaflets hold can be said in full: three specimens, and the examples of the guide."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pypdfium2
import pytest
import yaml
from samples import BRAND, REFERENCES, MakeWorkspace, Run, a_handout

LEAFLETS = Path(__file__).parent / "data/leaflets"
NAMES = sorted(path.parent.name for path in LEAFLETS.glob("content/*/handout.yaml"))
GUIDE = Path(__file__).parent.parent / "docs/writing-a-handout.md"
FORMATS = ("standard", "full", "large-print", "pocket", "html", "text")
CLINIC = """
defaults:
  handouts:
    name: Harbour Skin Clinic
    address: [12 Example Street, London]
    phone: 020 7946 0000
    hours: ["Monday to Friday, 8:30am to 6pm"]
    out_of_hours: {who: NHS 111, phone: "111"}
    contacts:
      - {who: The nurse, phone: 020 7946 0001, extension: "12", hours: "weekdays, 2pm to 4pm"}
    email: hello@harbour.example
    country: GB
    offers: []
    words: {how_to_come: Bus 7 to Example Street.}
"""
HOLDS = {
    "fluorouracil-cream": (
        "Your nurse ticks and fills this in",
        "Do not use it if",
        "Tip: A cotton bud",
        "keep the skin out of the sun.",
        "How your skin reacts",
        "0800 496 0000",
        "Reference SK-031",
    ),
    "prednisolone-course": (
        "Days 11 to 15",
        "2 tablets (10 mg)",
        "8 tablets",
        "Working days",
        "Your signature",
        "extension 12",
        "What we agreed",
    ),
    "wet-wraps": (
        "Fingertip units of steroid cream",
        "One side",
        "A cool cloth for the face",
        "Itch from 0 to 10",
        "Bus 7 to Example Street.",
        "NHS 111",
    ),
}


def leaflets() -> dict[str, str | bytes]:
    """Return the files of the specimens, with a clinic that gives them."""
    files = [path for path in LEAFLETS.rglob("*") if path.is_file()]
    found: dict[str, str | bytes] = {
        path.relative_to(LEAFLETS).as_posix(): path.read_bytes() for path in files
    }
    return {**found, "brands/harbour/_brand.yml": BRAND + CLINIC}


def examples() -> dict[str, str | bytes]:
    """Return a handout of the guide's blanks, record of consent and diary, with its clinic."""
    _, filled_in, blocks, _ = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    [diary] = [block for block in yaml.safe_load(blocks) if "diary" in block]
    sections = [
        {"heading": "Your record", "blocks": [*yaml.safe_load(filled_in), diary]},
        {"heading": "When to get help", "part": "get-help", "blocks": [HELP]},
    ]
    handout = a_handout(kind="aftercare", sections=sections, owner="A role", summary="A record.")
    return {
        "content/record/handout.yaml": handout,
        "content/references.yaml": REFERENCES,
        "brands/harbour/_brand.yml": BRAND + CLINIC,
    }


HELP = {"get-help": {"worried": ["Redness that spreads."], "emergency": ["Trouble breathing."]}}


def words(path: Path) -> str:
    """Return the words of a copy, with single spaces."""
    if path.suffix == ".pdf":
        pages = pypdfium2.PdfDocument(path.read_bytes())
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    else:
        text = path.read_text("utf-8")
        text = unescape(re.sub(r"<[^>]*>", "", text)) if path.suffix == ".html" else text
    return " ".join(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_a_leaflet_has_no_fault_and_waives_nothing(
    workspace: MakeWorkspace, run: Run, name: str
) -> None:
    files = leaflets()
    assert yaml.safe_load(files[f"content/{name}/handout.yaml"])["waivers"] == {}
    made = workspace(files)
    done = run("-C", str(made.root), "check", name)
    assert (done.code, done.out) == (0, "")
    assert f"{name}  0 errors, 0 warnings" in done.err


@pytest.mark.slow
def test_every_format_of_a_leaflet_says_all_that_it_holds(
    workspace: MakeWorkspace, run: Run
) -> None:
    made = workspace(leaflets())
    forms = [word for form in FORMATS for word in ("-f", form)]
    done = run("-C", str(made.root), "build", *forms)
    assert done.code == 0, done.err
    files = [Path(line) for line in done.out.split()]
    assert len(files) == len(FORMATS) * len(NAMES)
    for path in files:
        [name] = [name for name in NAMES if name in path.name]
        said = words(path)
        assert [held for held in HOLDS[name] if held not in said] == [], path.name


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_the_diary_and_the_record_of_consent_of_the_guide_build(
    workspace: MakeWorkspace, run: Run, form: str
) -> None:
    made = workspace(examples())
    done = run("-C", str(made.root), "build", "-f", form)
    assert done.code == 0, done.err
    said = words(Path(done.out.strip()))
    wanted = ("When to take your tablets", "I may change my mind", "Your signature", "New dressing")
    assert [held for held in wanted if held not in said] == []
