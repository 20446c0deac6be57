from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from pdfstructure import Structure

from handouts.pdf.finishing import finish
from handouts.pdf.metadata import Meta
from handouts.pdf.tree import Unfinished

MARGIN = 20 * 72 / 25.4  # pt, as the stylesheet of the tests has it

Make = Callable[..., bytes]


def test_margins_are_not_read(everything: bytes, everything_raw: bytes) -> None:
    structure = Structure(everything)
    assert structure.margin_faults(MARGIN, MARGIN, MARGIN, MARGIN) == []
    assert "Harbour Clinic" in "".join(structure.artifacts())
    assert "Page 2 of 2" in structure.artifacts()
    assert "Harbour Clinic" not in structure.text()
    assert Structure(everything_raw).margin_faults(MARGIN, MARGIN, MARGIN, MARGIN) != []


def test_links_of_margins_are_gone(everything: bytes) -> None:
    assert "https://example.org/head" not in Structure(everything).targets()


def test_a_link_has_one_annotation_a_line_and_one_element(everything: bytes) -> None:
    structure = Structure(everything)
    assert structure.targets().count("https://example.org/nested") == 1
    lines = structure.targets().count("https://example.org/wrap")
    assert lines > 1
    links = [element for element in structure.walk() if element.S == "/Link"]
    wrapped = [link for link in links if "so very long" in structure.text_of(link)]
    assert len(wrapped) == 1


def test_a_link_is_called_by_its_label_or_by_its_own_text(everything: bytes) -> None:
    assert set(Structure(everything).labels()) == {
        "An invented site",
        "a link that is so very long that it cannot stand on one line of a small page",
        "to the top",
        "phone us",
    }


def test_a_link_around_a_picture_is_called_by_what_the_picture_shows(finished: Make) -> None:
    data = finished('<p><a href="https://example.org/"><img src="box.png" alt="A box"></a>')
    assert Structure(data).labels() == ["A box"]


def test_a_link_that_begins_after_a_break_leaves_nothing_behind(raw: Make, finished: Make) -> None:
    body = '<p>Some words <a href="https://example.org/"><br>and a link</a>'
    assert "a Link element has nothing to read" in Structure(raw(body)).link_faults()
    structure = Structure(finished(body))
    assert structure.faults() == []
    assert structure.targets() == ["https://example.org/"]


def test_words_in_another_language_are_marked_so(everything: bytes) -> None:
    structure = Structure(everything)
    (foreign,) = [element for element in structure.walk() if "/Lang" in element]
    assert (str(foreign.S), str(foreign.Lang)) == ("/Span", "de")
    assert structure.text_of(foreign) == "ein deutsches Wort"
    assert not any(target.startswith("lang:") for target in structure.targets())


def test_pictures_for_decoration_are_artifacts_and_the_others_have_a_text(
    everything: bytes,
) -> None:
    assert [text for kind, text in Structure(everything).reading() if kind == "Figure"] == [
        "A red box",
        "A sign",
    ]


def test_boxes_in_wrong_units_are_dropped(everything: bytes, everything_raw: bytes) -> None:
    def boxes(data: bytes) -> int:
        walk = Structure(data).walk()
        return sum(element.S == "/Figure" and "/A" in element for element in walk)

    assert boxes(everything_raw) > 0
    assert boxes(everything) == 0


def test_an_item_has_one_body_whatever_is_in_it(everything: bytes) -> None:
    for element in Structure(everything).walk():
        if element.S == "/LI":
            assert [str(kid.S) for kid in element.K] in (["/Lbl", "/LBody"], ["/LBody"])


def test_lists_tell_how_they_are_numbered(everything: bytes) -> None:
    walk = Structure(everything).walk()
    numbering = [str(element.A.ListNumbering) for element in walk if element.S == "/L"]
    assert numbering == ["/Disc", "/Disc", "/Decimal", "/None"]


def test_header_cells_tell_their_scope_and_can_be_found_by_name(everything: bytes) -> None:
    structure = Structure(everything)
    cells = [element for element in structure.walk() if element.S == "/TH"]
    assert [(structure.text_of(cell), str(cell.A.Scope)) for cell in cells] == [
        ("Name", "/Column"),
        ("Value", "/Column"),
        ("height", "/Row"),
    ]
    names = list(structure.pdf.Root.StructTreeRoot.IDTree.Names)
    assert {str(name) for name in names[::2]} == {str(cell.ID) for cell in cells}


def test_empty_elements_are_dropped(everything: bytes, everything_raw: bytes) -> None:
    def hollow(data: bytes) -> list[str]:
        return [str(e.S) for e in Structure(data).walk() if len(e.get("/K", ())) == 0]

    assert "/Div" in hollow(everything_raw)
    assert hollow(everything) == []


@pytest.mark.parametrize(
    ("body", "fact"),
    [
        ('<p><a href="javascript:alert()">x</a>', "a link leads to 'javascript:alert()'"),
        ('<p><a href="https://example.org/"></a>', "a link has no text of its own"),
        ('<p><a href="tel:+1"><img src="box.png" alt=""></a>', "a link has no text of its own"),
        ('<p style="opacity: 0.5">x', "content of page 1 stands in a group of its own"),
    ],
)
def test_what_cannot_be_read_is_refused(raw: Make, meta: Meta, body: str, fact: str) -> None:
    with pytest.raises(Unfinished, match=re.escape(fact)):
        finish(raw(body), meta, {})


def test_a_cell_names_the_heads_over_its_column_where_some_span_several(finished: Make) -> None:
    heads = '<tr><th rowspan="2">A</th><th colspan="2">When</th><th rowspan="2">Most</th></tr>'
    heads += "<tr><th>Morning</th><th>Night</th></tr>"
    row = "<tr><th>Tablets</th><td>1</td><td>2</td><td>3</td></tr>"
    structure = Structure(finished(f"<table><thead>{heads}</thead><tbody>{row}</tbody></table>"))
    assert structure.faults() == []
    cells = [*structure.walk()]
    names = {bytes(c.ID): structure.text_of(c).strip() for c in cells if c.S == "/TH"}
    told = [[names[bytes(n)] for n in c.A.Headers] for c in cells if c.S == "/TD"]
    assert told == [
        ["Tablets", "When", "Morning"],
        ["Tablets", "When", "Night"],
        ["Tablets", "Most"],
    ]
