"""What copies of one plate have in common: nothing of any clinic is seen in it."""

from __future__ import annotations

import pytest
from gangs import BRANDS, Clinics
from samples import a_handout, loaded
from stamping import META, document, judged, plate_for

from handouts.brand.palette import derive
from handouts.content.sources import load_references
from handouts.diagnostics import Problems
from handouts.page.formats import load_formats
from handouts.page.parts import Sheet
from handouts.page.phrases import load_phrases
from handouts.page.sheet import Imprint, Wording, compose
from handouts.pdf.binding import bind
from handouts.pdf.raster import page_pictures, page_texts
from handouts.press.baring import bare, plate_digest
from handouts.press.stamping import stamp

NEUTRAL = tuple(derive("#333333").inks.values())
HELP = """
sections:
  - heading: When to call
    blocks:
      - get-help: {worried: [Heat.], emergency: [No breath.]}
"""
OWN = ("Dark", "Pale Practice", "Gradient", "7946", "Example Street", "best", "hello@")
GRADIENT = "body { background: linear-gradient(90deg, var(--brand), #fff) }"


@pytest.fixture(scope="module")
def clinics(tmp_path_factory: pytest.TempPathFactory) -> Clinics:
    return Clinics(tmp_path_factory.mktemp("bare"))


def a_copy(sheet: Sheet, clinics: Clinics, primary: str = "#0f5c5c") -> bytes:
    """Return a copy of a sheet for a clinic in colours of their own."""
    colours = derive(primary).inks
    plate = plate_for(sheet, colours, *judged(sheet, colours))
    [letterhead] = clinics.cast("dark")
    return stamp(plate, letterhead, tuple(colours.values()), META)


@pytest.fixture(scope="module")
def copies(clinics: Clinics) -> dict[str, bytes]:
    """A copy of one sheet for each clinic."""
    folder = clinics.workspace.root / "content" / "sun"
    folder.mkdir(parents=True)
    (folder / "handout.yaml").write_text(a_handout(sections=None) + HELP, "utf-8")
    form = load_formats(clinics.workspace)["standard"]
    references = load_references(clinics.workspace, Problems())
    phrases = load_phrases(clinics.workspace, "en")
    sheet = compose(
        Wording(loaded(clinics.workspace), Imprint("ABCD-EFGH"), references, phrases),
        form,
        clinics.templates,
        paper="A4",
        fit=form.fits[1],
    )
    verdict, plate = judged(sheet, clinics.look().colours)
    made = {}
    for name, brand in clinics.brands.items():
        colours = brand.palette.inks
        [letterhead] = clinics.cast(name)
        one = plate_for(sheet, colours, verdict, plate)
        made[name] = stamp(one, letterhead, tuple(colours.values()), META)
    return made


def test_bare_copies_of_all_clinics_look_the_same_and_show_none_of_them(
    copies: dict[str, bytes],
) -> None:
    shown = {name: bare(copy, NEUTRAL) for name, copy in copies.items()}
    pictures = {name: [p.tobytes() for p in page_pictures(d, 60)] for name, d in shown.items()}
    assert all(picture == pictures["dark"] for picture in pictures.values())
    for name, data in shown.items():
        text = "".join(page_texts(data))
        assert "When to call" in text
        assert [own for own in OWN if own in text] == [], name


def test_what_a_copy_shows_of_its_clinic_would_be_seen(copies: dict[str, bytes]) -> None:
    assert set(copies) == set(BRANDS)
    texts = {name: "".join(page_texts(copy)) for name, copy in copies.items()}
    assert all(any(own in text for own in OWN) for name, text in texts.items() if name != "odd")
    pictures = {name: next(page_pictures(d, 60)).tobytes() for name, d in copies.items()}
    assert len(set(pictures.values())) == len(BRANDS)


def test_copies_of_one_plate_have_one_digest_and_those_of_another_have_another(
    copies: dict[str, bytes], clinics: Clinics
) -> None:
    digests = {plate_digest(copy) for copy in copies.values()}
    assert len(digests) == 1
    assert plate_digest(a_copy(document("<p>Other words</p>"), clinics)) not in digests


def test_colours_that_are_no_ink_tell_copies_apart(clinics: Clinics) -> None:
    for css, count in (("", 1), (GRADIENT, 2)):
        sheet = document("<p>Words</p>", css)
        digests = {plate_digest(a_copy(sheet, clinics, one)) for one in ("#0f5c5c", "#5c0f0f")}
        assert len(digests - {""}) == count


def test_what_is_no_stamped_copy_has_no_digest_and_stays_as_it_is(
    copies: dict[str, bytes],
) -> None:
    bound = bind([copies["dark"], copies["pale"]], META)
    cut = copies["dark"][:-100] + copies["dark"][-20:]
    for data in (bound, cut, b"no PDF", b"", b"startxref\n0\n%%EOF\n"):
        assert plate_digest(data) == ""
        assert bare(data, NEUTRAL) == data
