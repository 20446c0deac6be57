"""Leaflets in Word as clinics have them: what some of them hold."""

from __future__ import annotations

from usualleaflets import styled
from wordfiles import (
    box,
    cell,
    changed,
    field,
    h,
    margin,
    notes,
    old_box,
    p,
    picture,
    png,
    r,
    table,
    title,
    unzipped,
    word,
    zipped,
)


def boxes() -> bytes:
    """Boxes of text, new and old, pictures with and without words, a caption, words in a shape."""
    shape = (
        "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:p><a:r><a:t>Cool packs help"
        "</a:t></a:r></a:p></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    inside = p(r("Do not have light treatment if", "<w:b/>"))
    inside += p("you take a medicine that makes you burn, such as methoxsalen.")
    inside += p("you have had melanoma.")
    return word(
        title("Light treatment"),
        h("What happens"),
        p(r("You stand in a cabinet. ") + picture("rIdA", "A person stands in a light cabinet")),
        p(picture("rIdB")),
        p("Figure 1. Goggles protect your eyes.", "Caption"),
        p(box(inside)),
        p("You come 3 times a week for about 8 weeks."),
        p(old_box(p("Helpline 0300 123 0999, weekdays 9 to 4"))),
        p(shape),
        h("After each visit"),
        p("Use moisturiser. Keep out of the sun for the rest of the day."),
        p(picture("rIdA", "A person stands in a light cabinet")),
        p(picture("rIdG", "A dial")),
        p(picture("rIdX", "A map of the house", linked=True)),
        parts={
            "word/media/a.png": png("cabinet"),
            "word/media/b.jpeg": png("goggles", "JPEG"),
            "word/media/g.gif": png("dial", "GIF"),
        },
        relations=(
            ("rIdA", "image", "media/a.png"),
            ("rIdB", "image", "media/b.jpeg"),
            ("rIdG", "image", "media/g.gif"),
            ("rIdX", "image", "file:///etc/hostname"),
        ),
    )


def tracked() -> bytes:
    """Changes that nobody settled, among them a dose; comments; notes; a paragraph taken out."""
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    remark = '<w:r><w:commentReference w:id="0"/></w:r>'
    return word(
        title("Isotretinoin capsules"),
        h("How to take it"),
        p(
            r("Take ")
            + changed("del", "20")
            + changed("ins", "30")
            + r(" mg once a day with food.")
        ),
        p(changed("moveFrom", "Use lip balm.")),
        p("Your lips will be dry."),
        p(changed("moveTo", "Use lip balm.")),
        p(r("Do not get pregnant while you take it.") + remark),
        p(changed("del", "Stop if you feel low.")),
        p(
            r("Blood tests are needed before you start")
            + note
            + r(" and after 1 month")
            + end
            + r(".")
        ),
        parts={
            "word/comments.xml": notes(
                "comment", {0: "One month or five weeks? Check it.", 1: "No."}
            ),
            "word/footnotes.xml": notes(
                "footnote", {2: "Larsen K, Ito M. J Skin Med 2019;14:22–9."}
            ),
            "word/endnotes.xml": notes("endnote", {2: "Trust formulary, 2025 edition, page 88."}),
        },
        relations=(
            ("rIdC", "comments", "comments.xml"),
            ("rIdF", "footnotes", "footnotes.xml"),
            ("rIdE", "endnotes", "endnotes.xml"),
        ),
    )


ODD_PARTS: dict[str, str | bytes] = {
    "word/chunk.html": "<html><body><p>Words from an embedded web page.</p></body></html>",
    "word/charts/chart1.xml": (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        "<c:pt><c:v>Itch by week</c:v></c:pt></c:chartSpace>"
    ),
    "word/vbaProject.bin": b"\xd0\xcf\x11\xe0 no real macro",
}


def odd() -> bytes:
    """Fields, mail merge, a formula, hidden and struck words, signs, a page within, a chart."""
    power = (
        "<m:oMath><m:sSup><m:e><m:r><m:t>cm</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup>"
        "</m:sSup><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>4</m:t></m:r></m:den>"
        "</m:f></m:oMath>"
    )
    return word(
        title("Fields and odd things"),
        h("What is in here"),
        p(
            r("See ")
            + field('HYPERLINK "https://www.bad.org.uk/"', "the skin doctors’ pages")
            + r(", page ")
            + f'<w:fldSimple w:instr=" PAGE ">{r("1")}</w:fldSimple>'
        ),
        p(
            r("Dear ")
            + f'<w:fldSimple w:instr=" MERGEFIELD P ">{r("«Patient»")}</w:fldSimple>'
            + r(",")
        ),
        p(r("The cream holds 1") + r("st", '<w:vertAlign w:val="superscript"/>') + r(" strength.")),
        p(r("Area = ") + power + r(" of skin.")),
        p(
            r("Hidden note: old dose was 5 mg.", "<w:vanish/>")
            + r("Shown text with ")
            + f'<w:smartTag w:uri="u" w:element="e">{r("a smart tag")}</w:smartTag>'
            + "<w:r><w:br/></w:r>"
            + r("and a second line")
            + r(" struck words", "<w:strike/>")
        ),
        p(
            r("H")
            + r("2", '<w:vertAlign w:val="subscript"/>')
            + '<w:r><w:t>O, arrow </w:t><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>'
            + '<w:r><w:t> and </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 5 mg, a non</w:t>'
            + "<w:noBreakHyphen/><w:t>breaking sign and </w:t>"
            + '<w:sym w:font="Webdings" w:char="F021"/></w:r>'
        ),
        p(r("[@key](x) **bold** _em_ `c` <b> &amp; # - > 5, and a\\b [ ] c")),
        *(p(s) for s in ("# no heading", "> no quotation", "2026. was a good year.")),
        '<w:altChunk r:id="rIdK"/>',
        parts=ODD_PARTS,
        relations=(
            ("rIdK", "aFChunk", "chunk.html"),
            ("rIdH", "chart", "charts/chart1.xml"),
            ("rIdV", "vbaProject", "vbaProject.bin"),
        ),
    )


def german() -> bytes:
    """Umlauts, hyphens that may break and may not, an address on one line."""
    return word(
        title("Nach der Operation"),
        h("Wundpflege"),
        p(
            r("Halten Sie den Verband 48\u00a0Stunden trocken. Die Wund\u00adheilung dauert etwa 2")
            + "<w:r><w:noBreakHyphen/></w:r>"
            + r("3 Wochen; größere Wunden brauchen länger.")
        ),
        p("Nehmen Sie bei Schmerzen Paracetamol 500 mg, höchstens 3× täglich. Kein „Aspirin“!"),
        h("Wann Sie uns anrufen sollten"),
        *(p(s, listed=(2, 0)) for s in ("bei Fieber über 38,5 °C", "bei Eiter")),
        p("Hautpraxis Müller & Söhne, Königstraße 5, 70173 Stuttgart, Telefon 0711 / 2 34 56-0"),
        language="de-DE",
    )


def unspoken() -> bytes:
    """In a language that has no phrases yet."""
    words = title("Leikkauksen jälkeen"), h("Haavan hoito"), p("Pidä side kuivana.")
    return word(*words, language="fi-FI")


def polish() -> bytes:
    """Capitals for headings."""
    return word(
        p(r("Po usunięciu znamienia", '<w:b/><w:sz w:val="36"/>')),
        p(r("JAK DBAĆ O RANĘ", "<w:b/>")),
        p("Utrzymuj opatrunek suchy przez 48 godzin. Nie zrywaj strupów."),
        p(r("KIEDY WEZWAĆ POMOC", "<w:b/>")),
        p("Zadzwoń do przychodni, tel. 22 555 01 23, gdy pojawi się gorączka. Nie czekaj."),
        language="pl-PL",
    )


def untitled() -> bytes:
    """Text alone: no heading, no style, words that begin as signs of Markdown do."""
    return word(
        p(""),
        p(
            "Your cream comes in a tube of 30 g, and a tube lasts for about a month. "
            + "So ask. " * 20
        ),
        p("+ Use it at night."),
        p("-5 °C is too cold for it."),
        p("1) and only one thing to know."),
        titled="About your cream",
    )


def nested() -> bytes:
    """Boxes, changes, notes and pictures in cells; a box in a header; a control around blocks."""
    note = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    return word(
        title("Laser treatment"),
        f"<w:sdt><w:sdtContent>{h('The day')}{p('You wear dark glasses.')}</w:sdtContent></w:sdt>",
        table(
            ("Time", "What"),
            ("9 am", cell(p(r("We cool the ") + changed("del", "face") + changed("ins", "skin")))),
            ("10 am", cell(p(r("The laser takes 5 minutes") + note))),
            ("11 am", cell(p(box(p("Do not drive home."))) + p("Rest."))),
            ("12 am", cell(p(picture("rIdP", "A cool pack")))),
        ),
        p(
            f'<w:ins w:id="7" w:author="x">{r("Put in as a whole.")}</w:ins>'
            + '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'
        ),
        h("Getting help"),
        p("A fever above 38 °C", listed=(2, 0)),
        parts={
            "word/media/p.png": png("cool"),
            "word/footnotes.xml": notes("footnote", {3: "Measured by us."}),
            "word/header1.xml": margin("hdr", p(box(p("Example Trust")))),
        },
        relations=(
            ("rIdP", "image", "media/p.png"),
            ("rIdF", "footnotes", "footnotes.xml"),
            ("rIdH", "header", "header1.xml"),
        ),
    )


def columns() -> bytes:
    """Headings of the second level alone, two columns, empty lines between all paragraphs."""
    lines = (
        h("What is it?", 2),
        p("Freezing with liquid nitrogen, at minus 196 °C, kills warts."),
        h("Risks", 2),
        p("A pale mark may stay for good.") + p("Numbness, for some weeks."),
        p('<w:r><w:br w:type="column"/></w:r>'),
        h("Who should not have it", 2),
        p("People with cold urticaria or Raynaud’s."),
    )
    return word(title("Cryotherapy"), *(f"{line}<w:p/>" for line in lines))


def all_in_a_table() -> bytes:
    """A leaflet that is a table for layout, as made by who wanted two columns."""
    left = p(r("Before", "<w:b/>")) + p("Take off all make-up.") + p("Eat.", listed=(2, 0))
    right = p(r("After", "<w:b/>")) + p("Keep out of the sun.") + p("Drink.", listed=(2, 0))
    return word(
        p(r("Chemical peel", '<w:b/><w:sz w:val="40"/>')),
        table((cell(left), cell(right)), (cell(p("Questions?")), cell(p("Ask us.")))),
        p(r("Contents of this pack", "<w:b/>")),
        table(("Cream", "one tube"), lined=False),
    )


def strict() -> bytes:
    """The first of these as strict OOXML, whose names have other addresses."""
    old = "http://schemas.openxmlformats.org/"
    new = "http://purl.oclc.org/ooxml/"
    names = {
        f"{old}wordprocessingml/2006/main": f"{new}wordprocessingml/main",
        f"{old}officeDocument/2006/relationships": f"{new}officeDocument/relationships",
        f"{old}drawingml/2006/main": f"{new}drawingml/main",
    }
    parts = unzipped(styled())
    for before, after in names.items():
        parts = {k: v.replace(before.encode(), after.encode()) for k, v in parts.items()}
    return zipped(parts)


def many() -> bytes:
    """More than a block, a section and a list may hold."""
    return word(
        title("T" + "h" * 20 + " very long title of a leaflet " * 6),
        h("Points"),
        *(p(f"Point {n} of many", listed=(2, 0)) for n in range(60)),
        *(p(f"Paragraph {n}. {'word ' * 60}") for n in range(80)),
        *(x for n in range(70) for x in (p(f"note {n}", listed=(2, 0)), p(f"plain {n}"))),
        p("A long one: " + "letters and letters " * 300),
        h("A heading that goes on and on " * 5),
        p("After it."),
        table(("N", "What"), *((str(n), f"row {n}") for n in range(50))),
    )
