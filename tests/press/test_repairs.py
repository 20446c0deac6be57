from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from pdfstructure import Structure

from handouts.press.finish import Meta, Unfinished, finish

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


LINES = "Words that go on for a while, so that they take a line or two of a small page. "
PLAIN = "@page { size: A5; margin: 20mm } html { font: 12pt 'Atkinson Hyperlegible' }"
HEADED = "<thead><tr><th>Name</th><th>Value</th></tr></thead>"


def kinds(data: bytes) -> Counter[str]:
    return Counter(str(element.S).removeprefix("/") for element in Structure(data).walk())


def test_a_table_over_pages_is_one_table_with_one_head(raw: Make, finished: Make) -> None:
    rows = "".join(f'<tr><th scope="row">{n}</th><td>{LINES}</td></tr>' for n in range(30))
    body = f"<h1>x</h1><table><caption>Rows</caption>{HEADED}<tbody>{rows}</tbody></table>"
    assert kinds(raw(body))["Table"] > 2
    structure = Structure(finished(body))
    found = kinds(finished(body))
    assert (found["Table"], found["Caption"], found["THead"], found["TBody"]) == (1, 1, 1, 1)
    assert (found["TR"], found["TD"]) == (31, 30)
    assert structure.text().split().count("Name") == 1
    assert structure.artifacts().count("Name") == len(structure.pages) - 1
    heads = {bytes(e.ID): structure.text_of(e) for e in structure.walk() if e.S == "/TH"}
    named = [e.A.Headers for e in structure.walk() if e.S == "/TD"]
    assert [[heads[bytes(head)] for head in cell] for cell in named] == [
        [str(n), "Value"] for n in range(30)
    ]
    assert structure.faults() == []


def test_links_in_a_head_that_is_drawn_again_are_none(finished: Make) -> None:
    head = HEADED.replace("Name", '<a href="https://example.org/head">Name</a>')
    rows = f"<tr><td>a</td><td>{LINES}</td></tr>" * 30
    structure = Structure(finished(f"<h1>x</h1><table>{head}<tbody>{rows}</tbody></table>"))
    assert structure.targets() == ["https://example.org/head"]
    assert structure.faults() == []


@pytest.mark.parametrize(
    ("body", "kind", "count"),
    [
        (f"<p>{LINES * 60}</p>", "P", 1),
        (
            f"<section><p>{LINES * 20}</p><p>{LINES * 30}</p></section><section>b</section>",
            "Sect",
            2,
        ),
        (f"<div>{LINES * 60}</div>", "Div", 1),
        (f"<ul><li>{LINES * 60}</li><li>b</li></ul>", "LI", 2),
        (f"<ul style='list-style: none'><li>{LINES * 60}</li><li>b</li></ul>", "LBody", 2),
        ("<ul>" + f"<li>{LINES}</li>" * 60 + "</ul>", "L", 1),
        (f"<table><tr><td>a</td><td>{LINES * 40}</td></tr></table>", "TD", 2),
        (f"<h2>{LINES * 30}</h2>", "H2", 1),
    ],
)
def test_what_crosses_pages_is_one_element(
    raw: Make, finished: Make, body: str, kind: str, count: int
) -> None:
    body = f"<h1>x</h1>{body}"
    css = PLAIN + "h2 { font-size: 12pt; break-inside: auto }"
    assert kinds(raw(body, css))[kind] > count
    assert kinds(finished(body, css))[kind] == count
    assert Structure(finished(body, css)).faults() == []


def test_neighbours_that_meet_at_a_page_break_stay_apart(finished: Make) -> None:
    body = "<h1>x</h1><p>one</p><p style='break-before: page'>two</p>"
    assert kinds(finished(body))["P"] == 2


def test_a_link_over_a_page_break_is_one_element(finished: Make) -> None:
    before = f"<p>{LINES * 17}</p>"
    link = f'<p style="orphans: 1; widows: 1"><a href="https://example.org/">{LINES * 20}</a></p>'
    structure = Structure(finished(f"<h1>x</h1>{before}{link}"))
    assert len(structure.pages) > 1
    assert kinds(finished(f"<h1>x</h1>{before}{link}"))["Link"] == 1
    assert structure.faults() == []


def test_a_word_that_a_line_parts_is_heard_whole(finished: Make) -> None:
    css = PLAIN + "p { width: 30mm; hyphens: auto; hyphenate-character: '-' }"
    structure = Structure(finished("<h1>x</h1><p>Hydroxychloroquine follow-up-visits x-</p>", css))
    assert any(text.endswith("-") and "Hydroxy" in text for text in shown(structure))
    read = "".join(text for _, text in structure.reading())
    assert "Hydroxychloroquine" in read.replace(" ", "")
    assert "follow-up-visitsx-" in read.replace(" ", "")
    css += "@page { @bottom-left { content: 'foot-' } } p::before { content: '-' }"
    assert "Hyphenated" not in kinds(finished("<h1>x</h1><p>Hydroxychloroquine</p>", css))


def shown(structure: Structure) -> list[str]:
    return [piece.text for piece in structure.shown if piece.text]
