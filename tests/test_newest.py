"""The code of the newest text on real pages: scanned, heard, and as a whole render has it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from machinery import Validate, Words
from pdfstructure import Structure
from samples import a_handout, a_workspace
from stamping import settled

from handouts.batch.copies import Copy
from handouts.batch.make import Press
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order
from handouts.batch.packs import plan_packs
from handouts.batch.personal import personal_copy
from handouts.batch.planning import plan
from handouts.brand import as_link, bare
from handouts.diagnostics import Problems
from handouts.page import Personal
from handouts.pdf.comparing import differences
from handouts.pdf.raster import page_picture, page_texts

pytestmark = pytest.mark.slow

PAPER = ("standard", "full", "large-print", "pocket", "booklet")
FACES = "typography: {fonts: [{family: PT Sans, source: google}], base: PT Sans}\n"
DETAILS = """
defaults:
  handouts:
    name: Harbour Skin Clinic
    address: [12 Example Street, London]
    phone: 020 7946 0000
    country: GB
"""
BRANDS = {
    "plain": "meta: {name: Plain}\n" + DETAILS + "    desk: https://desk.plain.example\n",
    "books": "meta: {name: Books}\n"
    + FACES
    + DETAILS
    + "    booking_url: https://books.example/book\n    desk: https://handouts.books.example:8443/\n",
    "odd": "meta: {name: Odd}\n" + DETAILS + "    desk: https://bücher.example\n",
    "none": "meta: {name: None of it}\n" + DETAILS,
}
PACK = """
visit:
  title: First visit
  short_title: Visit
  language: en-GB
  summary: Two.
  handouts: [sun, spots]
"""
DPI = 200  # as a phone sees a sheet, or less


@pytest.fixture(scope="module")
def materials(tmp_path_factory: pytest.TempPathFactory) -> Materials:
    """Two handouts and a pack of them, for clinics with a desk and for one without."""
    root = tmp_path_factory.mktemp("newest")
    files = {f"brands/{name}/_brand.yml": text for name, text in BRANDS.items()}
    spots = a_handout(title="Spots", short_title="Spots", main_message="Leave them.")
    files |= {"content/sun/handout.yaml": a_handout(), "content/spots/handout.yaml": spots}
    workspace = a_workspace(root, {**files, "packs.yaml": PACK})
    problems = Problems()
    found = read_all(workspace, root / "output", problems)
    assert [str(one) for one in problems if one.severity == "error"] == []
    return found


@pytest.fixture(scope="module")
def pairs(materials: Materials) -> list[tuple[Copy, bytes, bytes]]:
    """Each copy of one handout on paper, stamped and as a whole render."""
    copies = plan(Order(handouts=("sun",), formats=PAPER, draft=True), materials)
    press, made = Press(materials, Problems()), []
    for copy in copies:
        settings = settled([copy], materials)
        stamped, whole = press.bind(copy, settings), press.bind(copy, settings, whole=True)
        assert [str(problem) for problem in press.problems] == []
        assert stamped is not None
        assert whole is not None
        made.append((copy, stamped[0], whole[0]))
    return made


def scanned(data: bytes) -> list[str]:
    """Return what the codes on the pages of a PDF say, as a scanner reads them."""
    pages = range(len(page_texts(data)))
    return [one.text for n in pages for one in zxingcpp.read_barcodes(page_picture(data, n, DPI))]


def short_of(copy: Copy) -> str:
    return f"{bare(copy.clinic.desk)}/t/{copy.edition.code}"


def of_desks(pairs: list[tuple[Copy, bytes, bytes]]) -> Iterator[tuple[Copy, bytes]]:
    return ((copy, made) for copy, made, _ in pairs if copy.clinic.desk)


def heard(pairs: list[tuple[Copy, bytes, bytes]]) -> Iterator[tuple[Copy, bytes]]:
    """Yield what is to be heard, too: a booklet is to print and fold alone."""
    return ((copy, made) for copy, made in of_desks(pairs) if copy.format.medium == "pdf")


def test_the_code_on_paper_opens_the_page_of_its_text(
    pairs: list[tuple[Copy, bytes, bytes]],
) -> None:
    for copy, made in of_desks(pairs):
        address = copy.clinic.page_of(copy.edition.code)
        booking = [copy.clinic.booking_url] if copy.clinic.booking_url else []
        assert sorted(scanned(made)) == sorted([address, *booking]), copy.path
        assert address.isascii()


def test_its_address_stands_in_words_and_is_heard(
    pairs: list[tuple[Copy, bytes, bytes]], words: Words
) -> None:
    for copy, made in of_desks(pairs):
        assert short_of(copy) in "".join(words(made).split()), copy.path
    for copy, made in heard(pairs):
        short, said = short_of(copy), Structure(made)
        assert short in "".join(said.text().split()), copy.path
        assert f"QR code that opens {short}" in said.text(), copy.path
        assert f"Newest text of this sheet at {short}" in said.labels(), copy.path
        assert said.faults() == [], copy.path
        assert copy.clinic.page_of(copy.edition.code) in said.targets(), copy.path


def test_a_stamped_copy_is_the_whole_render(
    pairs: list[tuple[Copy, bytes, bytes]], words: Words
) -> None:
    for copy, made, whole in pairs:
        assert [*differences(made, whole)] == [], copy.path
        assert words(made) == words(whole), copy.path
        if copy.format.medium == "pdf":
            assert Structure(made).text() == Structure(whole).text(), copy.path


def test_a_copy_of_a_clinic_without_a_desk_has_nothing_of_it(
    pairs: list[tuple[Copy, bytes, bytes]], words: Words
) -> None:
    without = [made for copy, made, _ in pairs if not copy.clinic.desk]
    assert len(without) == len(PAPER)
    assert [scanned(made) for made in without] == [[]] * len(PAPER)
    assert not any("Newest text" in words(made) for made in without)


def test_copies_with_a_code_conform(
    pairs: list[tuple[Copy, bytes, bytes]], tmp_path: Path, validate: Validate
) -> None:
    for number, (_, made) in enumerate(heard(pairs)):
        (tmp_path / f"{number}.pdf").write_bytes(made)
    faults = validate(sorted(tmp_path.iterdir()))
    assert {file: rules for file, rules in faults.items() if rules} == {}


def test_each_handout_of_a_pack_has_its_own_code_and_the_cover_none(
    materials: Materials, tmp_path: Path, validate: Validate
) -> None:
    [pack] = plan_packs(Order(("visit",), ("plain",), formats=("standard",), draft=True), materials)
    settings = [setting for leaf in pack.leaves for setting in settled([leaf], materials)]
    bound = Press(materials, Problems()).bind(pack, settings)
    assert bound is not None
    codes = [part.edition.code for part in pack.parts]
    assert len(set(codes)) == 2
    assert scanned(bound[0]) == [pack.clinic.page_of(code) for code in codes]
    (tmp_path / "pack.pdf").write_bytes(bound[0])
    assert not any(validate([tmp_path / "pack.pdf"]).values())


def test_a_sheet_for_one_person_has_the_code_of_its_text(materials: Materials) -> None:
    [copy] = plan(Order(("sun",), ("plain",), formats=("standard",), draft=True), materials)
    filled = Copy(**{**vars(copy), "personal": Personal(name="Mary Example")})
    data = personal_copy(filled, materials)
    assert scanned(data) == [copy.clinic.page_of(copy.edition.code)]
    assert "Mary Example" in " ".join(page_texts(data))


def test_a_desk_with_a_name_of_its_own_letters_is_linked_in_ascii(
    pairs: list[tuple[Copy, bytes, bytes]],
) -> None:
    odd = next(made for copy, made in of_desks(pairs) if copy.brand.id == "odd")
    assert scanned(odd)[0].startswith(as_link("https://bücher.example/t/odd/odd/"))
