"""Stamped copies: the same page as the whole render, conforming, heard once and in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

import pytest
from gangs import BRANDS, Clinics
from machinery import Tool, Validate, Words
from pdfstructure import Structure, walk
from pikepdf import Array, Dictionary, Name, Object, Pdf
from samples import a_handout, loaded
from stamping import META, judged, whole

from handouts.content.sources import load_references
from handouts.diagnostics import Problems
from handouts.page.formats import load_formats
from handouts.page.parts import Sheet
from handouts.page.phrases import load_phrases
from handouts.page.sheet import Imprint, Wording, compose
from handouts.pdf.comparing import differences
from handouts.press.stamping import Plate, stamp

HELP = """
sections:
  - heading: When to call
    blocks:
      - get-help: {worried: [Heat.], emergency: [No breath.]}
      - prose: "Words after. See [a site](https://example.org/)."
  - heading: Pages
    blocks:
"""
LONG = "".join(
    "      - prose: 'Some words of a paragraph that is long enough.'\n" for _ in range(30)
)


@dataclass
class Press:
    clinics: Clinics
    sheet: Sheet
    plate: Plate

    def copy(self, name: str) -> bytes:
        [letterhead] = self.clinics.cast(name)
        colours = tuple(self.colours(name).values())
        return stamp(self.plate, letterhead, colours, META)

    def colours(self, name: str) -> Mapping[str, str]:
        return self.clinics.brands[name].palette.inks


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Press:
    clinics = Clinics(tmp_path_factory.mktemp("stamped"))
    folder = clinics.workspace.root / "content" / "sun"
    folder.mkdir(parents=True)
    (folder / "handout.yaml").write_text(a_handout(sections=None) + HELP + LONG, "utf-8")
    form = load_formats(clinics.workspace)["standard"]
    sheet = compose(
        Wording(
            loaded(clinics.workspace),
            Imprint("ABCD-EFGH"),
            load_references(clinics.workspace, Problems()),
            load_phrases(clinics.workspace, "en"),
        ),
        form,
        clinics.templates,
        paper="A4",
        fit=form.fits[1],
    )
    verdict, plate = judged(sheet, clinics.look().colours)
    assert (verdict.kind, verdict.reasons) == ("open", ())
    assert plate is not None
    return Press(clinics, sheet, plate)


@pytest.fixture(scope="module")
def dark(press: Press) -> bytes:
    return press.copy("dark")


@pytest.fixture(scope="module", params=BRANDS)
def pair(request: pytest.FixtureRequest, press: Press) -> tuple[str, bytes, bytes]:
    """A copy of each clinic, and its whole render."""
    name = str(request.param)
    sheet, slots = press.sheet, press.clinics.slots[name]
    return name, press.copy(name), whole(sheet, press.colours(name), slots)


def test_a_copy_is_the_same_page_as_the_whole_render(
    pair: tuple[str, bytes, bytes], words: Words
) -> None:
    _, copy, rendered = pair
    assert [*differences(copy, rendered)] == []
    assert words(copy) == words(rendered)
    assert words(copy, "-layout") == words(rendered, "-layout")


def test_a_copy_is_heard_as_the_whole_render_is(pair: tuple[str, bytes, bytes]) -> None:
    copy, rendered = Structure(pair[1]), Structure(pair[2])
    assert copy.faults() == []
    assert copy.text() == rendered.text()
    assert sorted(copy.labels()) == sorted(rendered.labels())
    assert sorted(copy.targets()) == sorted(rendered.targets())


def test_links_lie_where_they_do_in_the_whole_render(pair: tuple[str, bytes, bytes]) -> None:
    def places(data: bytes) -> list[list[float]]:
        with Pdf.open(BytesIO(data)) as pdf:
            links = [link for page in pdf.pages for link in page.get("/Annots", ())]
            return sorted([round(float(side), 1) for side in link.Rect] for link in links)

    assert places(pair[1]) == places(pair[2])


def test_every_copy_conforms(press: Press, tmp_path: Path, validate: Validate, tool: Tool) -> None:
    files = []
    for name in BRANDS:
        files.append(tmp_path / f"{name}.pdf")
        files[-1].write_bytes(press.copy(name))
        tool("qpdf", "--check", files[-1])
    assert {file.name: rules for file, rules in validate(files).items() if rules} == {}


def test_name_and_address_are_heard_once_and_the_phone_where_it_is_needed(dark: bytes) -> None:
    text = Structure(dark).text()
    assert text.count("Harbour Skin Clinic") == 1
    assert text.count("12 Example Street, London") == 1
    assert text.count("020 7946 0000") == 2  # to call, and in the contact panel
    assert text.index("When to call") < text.index("020 7946 0000") < text.index("Words after")
    assert text.index("Talk to us") < text.index("Harbour Skin Clinic")


def test_the_slots_come_in_their_place_in_the_order_of_drawing(dark: bytes, words: Words) -> None:
    raw = words(dark, "-raw")
    after = raw.index("Words after")
    assert raw.index("When to call") < raw.index("No breath.") < raw.index("Monday to Friday")
    assert raw.index("Monday to Friday") < raw.index("Heat.") < after
    assert after < raw.index("Talk to us") < raw.index("hello@harbour.example")


def test_info_and_xmp_say_the_same(dark: bytes) -> None:
    with Pdf.open(BytesIO(dark)) as pdf:
        info, xmp = pdf.docinfo, pdf.open_metadata()
        assert str(info.Title) == xmp["dc:title"] == META.title
        assert str(info.Author) == xmp["dc:creator"][0] == META.author
        assert str(info.Subject) == xmp["dc:description"] == META.subject
        assert str(info.CreationDate) == "D:20261122000000Z"
        assert xmp["xmp:CreateDate"].startswith("2026-11-22")
        assert str(pdf.Root.Lang) == "en-GB"


def test_the_same_input_gives_the_same_bytes_and_other_input_others(press: Press) -> None:
    assert press.copy("dark") == press.copy("dark")
    assert press.copy("dark") != press.copy("shared")


def test_a_sheet_with_one_page_needs_no_running_head(press: Press) -> None:
    sheet = press.sheet
    short = replace(sheet, html=sheet.html.replace("Some words of a paragraph", ""))
    _, plate = judged(short, press.colours("pale"))
    assert plate is not None
    [letterhead] = press.clinics.cast("pale")
    copy = stamp(plate, letterhead, tuple(press.colours("pale").values()), META)
    slots = press.clinics.slots["pale"]
    assert [*differences(copy, whole(short, press.colours("pale"), slots))] == []


def spoilt(data: bytes, change: Callable[[Pdf], None]) -> list[str]:
    file = BytesIO()
    with Pdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(file)
    try:
        return Structure(file.getvalue()).faults()
    except (AttributeError, KeyError) as error:
        return [str(error)]


def panel_of(pdf: Pdf) -> Object:
    return pdf.pages[-1].Resources.XObject["/panel"]


def forget_parents(pdf: Pdf) -> None:
    del panel_of(pdf).StructParents


def unmark(pdf: Pdf) -> None:
    panel = panel_of(pdf)
    panel.write(panel.read_bytes().replace(b"BDC", b"BDC EMC /Span BMC"))


def forget_content(pdf: Pdf) -> None:
    for element in walk(pdf.Root.StructTreeRoot.K[0]):
        kids = [k for k in element.get("/K", ()) if not _is_marked(k)]
        if len(kids) < len(element.get("/K", ())):
            element.K = Array(kids)


def _is_marked(kid: object) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR


@pytest.mark.parametrize("change", [forget_parents, unmark, forget_content])
def test_a_panel_that_is_not_heard_is_seen(dark: bytes, change: Callable[[Pdf], None]) -> None:
    assert spoilt(dark, lambda _: None) == []
    assert spoilt(dark, change) != []


def test_one_wrong_ink_is_seen(press: Press, dark: bytes) -> None:
    [letterhead] = press.clinics.cast("dark")
    colours = {**press.colours("dark"), "brand": "#0f2c5d"}
    plate = press.plate
    [first, *_] = differences(dark, stamp(plate, letterhead, tuple(colours.values()), META))
    assert "pixels differ, by up to 1 of 255" in first
