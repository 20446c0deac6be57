"""What a clinic gives moves no word of the text, and a warning keeps what belongs to it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from machinery import Words
from samples import TODAY
from stamping import document, settled, whole

from handouts.batch.copies import Copy
from handouts.batch.make import Press
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order
from handouts.batch.planning import plan
from handouts.batch.setting import Typesetting
from handouts.brand.palette import HOUSE_PRIMARY, derive
from handouts.diagnostics import Problems
from handouts.workspace import Workspace

ROOT = Path(__file__).parent.parent
HANDOUT = "muscle-stimulation"
FORMATS = ("standard", "full", "large-print", "pocket", "booklet")
WARNING, COMPANION = "metal plates", "Ask a doctor"
BRANDS = {
    "nothing": "meta: {name: Q}\n",
    "everything": """
meta: {name: Harbour Skin, link: https://harbour.example}
defaults:
  handouts:
    name: Harbour Skin Clinic
    strapline: Skin doctors
    address: [12 Example Street, London]
    phone: 020 7946 0000
    hours: ["Monday to Friday, 8:30 to 18:00", "Saturday, 9:00 to 13:00"]
    out_of_hours: {who: NHS 111, phone: "111"}
    email: hello@harbour.example
    booking_url: https://harbour.example/book
    website: https://harbour.example
    country: GB
    offers: [retinoids, fillers]
    interests: We look after ageing and sun-damaged skin.
""",
}


@pytest.fixture(scope="module")
def materials(tmp_path_factory: pytest.TempPathFactory) -> Materials:
    root = tmp_path_factory.mktemp("same")
    shutil.copytree(ROOT / "content", root / "content")
    shutil.copy(ROOT / "handouts.toml", root)
    for name, text in BRANDS.items():
        (root / "brands" / name).mkdir(parents=True)
        (root / "brands" / name / "_brand.yml").write_text(text, encoding="utf-8")
    workspace = Workspace.open(root, TODAY)
    return read_all(workspace, workspace.output, Problems())


@pytest.fixture(scope="module", params=FORMATS)
def both(request: pytest.FixtureRequest, materials: Materials) -> list[tuple[Copy, Typesetting]]:
    """A copy of each clinic in a format, and how it is set."""
    copies = plan(Order((HANDOUT,), formats=(request.param,)), materials)
    assert {copy.brand.id for copy in copies} == set(BRANDS)
    return [(copy, settled([copy], materials)[0]) for copy in copies]


def test_clinics_with_all_details_and_with_none_share_one_plate(
    both: list[tuple[Copy, Typesetting]],
) -> None:
    [one, other] = [(setting.sheet, setting.verdict) for _, setting in both]
    assert one == other
    assert one[0]


def test_a_warning_and_what_belongs_to_it_stand_on_one_page(
    both: list[tuple[Copy, Typesetting]], materials: Materials, words: Words
) -> None:
    for copy, setting in both:
        made = Press(materials, Problems()).stamp_copy(copy, setting)
        assert made
        pages = [" ".join(page.split()) for page in words(made[0]).split("\f")]
        [warned] = [n for n, page in enumerate(pages) if WARNING in page]
        assert COMPANION in pages[warned].partition(WARNING)[2]


def parted(css: str, words: Words) -> int:
    """Count how often a warning and the words after it part, wherever on a page they come."""
    colours, count = derive(HOUSE_PRIMARY).inks, 0
    warning = (
        '<div class="callout warning"><h3>Warning</h3><p>Stop here.</p></div><p>Ask first.</p>'
    )
    for lines in range(10, 24):
        before = "<p>A line.</p>" * lines
        body = (
            f"<section><div class='open'><p>Words.</p></div>{before}{warning}<p>More.</p></section>"
        )
        pages = words(whole(document(body, f"p {{ margin: 0 }} {css}"), colours)).split("\f")
        count += not any("Stop here." in page and "Ask first." in page for page in pages)
    return count


def test_a_warning_and_the_next_words_never_part_at_a_foot(words: Words) -> None:
    css = (ROOT / "styles/blocks/callout.css").read_text("utf-8")
    assert parted(css, words) == 0
    assert parted(css.replace("break-after: avoid", ""), words) > 0  # so the test can fail
