"""Leaflets as clinics have them, as files: the shapes that bringing in must hold whole."""

from __future__ import annotations

from collections.abc import Callable

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

from handouts.importing.drafting.draft import Draft

Read = Callable[..., Draft]
PHONE = "0117 496 0000"  # https://www.ofcom.org.uk: kept free for stories and tests
FOOT = f"Harbourside Skin Clinic, 12 Quay Street, Bristol BS1 4AA. Tel: {PHONE}"


def styled() -> bytes:
    """Styles, a subtitle, lists, a dose, a phone, a link, header and footer with a logo."""
    return word(
        title("After your mole is removed"),
        p("This leaflet tells you how to look after the wound when you get home.", "Subtitle"),
        h("About the procedure"),
        p(r("You may have ") + r("stitches under the skin", "<w:b/>") + r(", which dissolve.")),
        h("Looking after the wound"),
        *(p(s, listed=(2, 0)) for s in ("Keep the dressing dry for 48 hours.", "Pat it dry.")),
        h("Changing the dressing", 2),
        *(
            p(s, listed=(1, 0))
            for s in ("Soak the old dressing off.", "Cover it with a clean one.")
        ),
        h("Pain"),
        p("Take paracetamol 1 g (two 500 mg tablets) up to 4 times in 24 hours."),
        h("When to get help"),
        p(f"Call the clinic on {PHONE}, or write to nurse@harbourside.example if you have:"),
        *(p(s, listed=(2, 0)) for s in ("redness that spreads", "a temperature above 38 °C")),
        p(
            r("If it bleeds and 20 minutes of firm pressure do not stop it, call 999. See ")
            + f'<w:hyperlink r:id="rIdL">{r("the NHS pages on moles")}</w:hyperlink>'
            + r(".")
        ),
        parts={
            "word/header1.xml": margin("hdr", p(picture("rId1") + r("Dermatology outpatients"))),
            "word/_rels/header1.xml.rels": (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                '<Relationship Id="rId1" Type="x/image" Target="media/logo.png"/></Relationships>'
            ),
            "word/media/logo.png": png("logo"),
            "word/header2.xml": margin("hdr", p("Dermatology outpatients")),
            "word/footer1.xml": margin("ftr", p(r(FOOT) + "<w:r><w:tab/></w:r>" + r("DERM/044"))),
        },
        relations=(
            ("rIdL", "hyperlink", "https://www.nhs.uk/conditions/moles/"),
            ("rId2", "header", "header1.xml"),
            ("rId3", "header", "header2.xml"),
            ("rId4", "footer", "footer1.xml"),
        ),
    )


def unstyled() -> bytes:
    """Headings by look alone, bullets and numbers typed, a word of warning, blanks."""
    bold, large = "<w:b/>", '<w:sz w:val="30"/><w:color w:val="0070C0"/>'
    lines = "</w:t><w:br/><w:t>".join(f"•\t{s}" for s in ("No cream for 7 days.", "Do not tan."))
    return word(
        p(r("PATCH TESTING", f'{bold}<w:sz w:val="40"/>')),
        p(r("WHAT IS PATCH TESTING?", bold)),
        p("Patch testing finds out whether something that touches your skin gives you a rash."),
        p(r("Before the test:", bold)),
        p(f"<w:r><w:t>{lines}</w:t></w:r>"),
        p(r("The week of the test", large)),
        p("You come 3 times in one week."),
        *(
            p(s)
            for s in ("1. Monday: we stick patches on.", "2. Wednesday: we look.", "3. Friday.")
        ),
        p("IMPORTANT: tell the nurse if you are pregnant or take tablets."),
        p(r("Are there any risks?", bold)),
        p("- A strong reaction can blister."),
        p("- The mark may stay darker for some months."),
        p(r("QUESTIONS?", bold)),
        p("Please ring Dr. Okonkwo’s secretary on (0117) 496‑0011 ext. 12."),
        p("Your appointment is on ………………… at …………… in Room ______."),
    )


def lists() -> bytes:
    """Lists that go on, after a picture too, nested, again from 1, from 4, in letters."""
    return word(
        title("Wet wraps for eczema"),
        h("How to put them on"),
        p("Bath your child for 10 minutes.", listed=(1, 0)),
        p("Put on the steroid cream where the skin is red.", listed=(1, 0)),
        p("Wait 15 minutes before the next step."),
        p("Put on plenty of emollient:", listed=(1, 0)),
        p("legs first", listed=(1, 1)),
        p("then arms", listed=(1, 1)),
        p("fingers one by one", listed=(1, 2)),
        p("Put on the wet layer.", listed=(1, 0)),
        p(picture("rIdP")),
        p("If the wet layer dries out, go back to step 4.", listed=(1, 0)),
        h("What you need"),
        p("Two sets of wraps", listed=(2, 0)),
        p("cotton", listed=(2, 1)),
        p("A bowl of warm water", listed=(2, 0)),
        h("In the morning"),
        p("Take the wraps off.", listed=(3, 0)),
        p(f"Call the nurse on {PHONE}.", listed=(3, 0)),
        p("Put on emollient.", listed=(3, 0)),
        p("The next part is for the school nurse:"),
        p("Send in a spare set.", listed=(4, 0)),
        p("Write the name of your child in it.", listed=(4, 0)),
        h("Choose"),
        p("cotton wraps", listed=(6, 0)),
        p("silk wraps", listed=(6, 0)),
        parts={"word/media/image1.png": png("wet layer")},
        relations=(("rIdP", "image", "media/image1.png"),),
    )


def tables() -> bytes:
    """Merged heads, doses, side by side, choices, a box, a table in a table."""
    parts = ("Face", "Arm", "Leg", "Front", "Back")
    do = p(r("Do", "<w:b/>")) + "".join(
        p(s, listed=(2, 0)) for s in ("wash your hands", "use soap")
    )
    dont = p(r("Do not", "<w:b/>")) + p("share the tub", listed=(2, 0))
    return word(
        title("How much cream to use"),
        h("Fingertip units"),
        table(
            (cell("Age", merge="restart"), cell("Number of adult fingertip units", across=5)),
            (cell("", merge="continue"), *parts),
            ("1 to 2 years", "1½", "1½", "2", "2", "3"),
            ("3 to 5 years", "1½", "2", "3", "3", "3½"),
        ),
        h("Your steroid tablets"),
        table(
            ("Days", "Prednisolone 5 mg tablets", "When"),
            ("1 to 5", "6 (30 mg)", "with breakfast"),
            ("6 to 10", "4 (20 mg)", "with breakfast"),
        ),
        h("Side by side"),
        table((cell(do), cell(dont)), lined=False),
        h("Your treatment choices"),
        table(
            ("Treatment", "Benefits", "Risks"),
            ("Do nothing", "No side effects", "The rash may spread"),
            ("Steroid cream", "Most rashes clear in 2 weeks", "Thin skin if used too long"),
        ),
        h("A box for you"),
        table(
            (
                cell(
                    p("Warning: keep creams with paraffin away from fire.")
                    + table(("No smoking", "No candles"))
                ),
            )
        ),
    )


def merged() -> bytes:
    """Cells over rows and columns in the body, an empty corner, two groups with the same heads."""
    return word(
        title("Creams and their strengths"),
        h("Strengths"),
        table(
            ("Cream", "Strength", "Use"),
            (cell("Hydrocortisone", merge="restart"), "1 %", "face"),
            (cell("", merge="continue"), "2.5 %", "body"),
            (cell("Ask your pharmacist about all others", across=3),),
        ),
        h("Left and right"),
        table(
            ("", cell("Morning", across=2), cell("Evening", across=2)),
            ("Day", "Left", "Right", "Left", "Right"),
            ("One", "1", "2", "1", "2"),
            ("Two", "1", "-", "1", "2"),
        ),
        h("Wide"),
        table(
            tuple(f"Column {letter}" for letter in "ABCDEFGHIJ"),
            tuple(f"value {n}" for n in range(10)),
        ),
    )


def forms() -> bytes:
    """Boxes to tick in all the ways of Word, labels with blanks, a table to fill in, a prompt."""
    control = (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
    )
    form = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox/></w:ffData></w:fldChar></w:r>'
        "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    prompt = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{r('Click here to choose the ward')}</w:sdtContent></w:sdt>"
    )
    leader = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8000"/></w:tabs>'
    return word(
        title("Your skin diary"),
        h("Before your visit"),
        p("☐ Bring your list of medicines."),
        p("□ Fast from midnight."),
        p('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>' + r(" I have read this leaflet.")),
        p(control + r(" I have someone to take me home.")),
        p(form + r(" I have eaten today.")),
        p("I have my glasses.", listed=(5, 0)),
        h("Fill in"),
        p("Name: ____________________  Date of birth: __/__/____"),
        p("Your next visit is on ……………………… at …………"),
        p(r("Signature of the nurse:") + "<w:r><w:tab/></w:r>", more=leader),
        p(r("You go to ") + prompt),
        table(
            ("Weekday", "Morning cream", "How itchy, 0 to 10"),
            ("Monday", "☐", ""),
            ("Tuesday", "", ""),
        ),
        h("Your first days"),
        table(
            ("When", "Pain from 0 to 10", "New dressing"),
            *((f"Day {n}", "", "☐") for n in (1, 2, 3)),
        ),
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
        p("# no heading"),
        p("> no quotation"),
        p("2026. was a good year."),
        '<w:altChunk r:id="rIdK"/>',
        parts={
            "word/chunk.html": "<html><body><p>Words from an embedded web page.</p></body></html>",
            "word/charts/chart1.xml": (
                '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
                "<c:pt><c:v>Itch by week</c:v></c:pt></c:chartSpace>"
            ),
            "word/vbaProject.bin": b"\xd0\xcf\x11\xe0 no real macro",
        },
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


def polish() -> bytes:
    """Capitals for headings, in a language that has no phrases yet."""
    return word(
        p(r("Po usunięciu znamienia", '<w:b/><w:sz w:val="36"/>')),
        p(r("JAK DBAĆ O RANĘ", "<w:b/>")),
        p("Utrzymuj opatrunek suchy przez 48 godzin. Nie zrywaj strupów."),
        p(r("KIEDY WEZWAĆ POMOC", "<w:b/>")),
        p("Zadzwoń do przychodni, tel. 22 555 01 23, gdy pojawi się gorączka. Nie czekaj."),
        language="pl-PL",
    )


def stages() -> bytes:
    """Times one under the other, as lines and as a table; key points; a table of contents."""
    return word(
        title("Cryotherapy"),
        p("What is it? 1", "TOC1"),
        p("What to expect 2", "TOC1"),
        h("Key points"),
        *(p(s, listed=(2, 0)) for s in ("It stings.", "It heals in 3 weeks.", "A mark may stay.")),
        h("What to expect"),
        p("It stings for some minutes."),
        *(
            p(s)
            for s in ("Day 1: a blister.", "Days 3 to 7: the blister dries.", "Week 3: it heals.")
        ),
        table(("When", "What"), ("Week 1", "a blister"), ("Weeks 2 to 3", "the scab falls off")),
        h("How to use your medicines"),
        table(
            ("Medicine", "How much", "When"),
            ("Paracetamol 500 mg", "2 tablets", "morning and night"),
            ("Ibuprofen 200 mg", "1 tablet", "noon"),
        ),
        h("Do and do not"),
        p("Do", "Heading2"),
        p("rest", listed=(2, 0)),
        p("Don’t", "Heading2"),
        p("swim", listed=(2, 0)),
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


PAGE = """<!doctype html><html lang="en-GB"><head><title>Steroid creams</title>
<style>p{}</style></head><body><h1>Steroid creams</h1><p>These creams calm <b>red</b> skin.</p>
<h2>How to use</h2><ol><li>Wash your hands.<li>Use 1 fingertip unit.</ol><p>Wait.
<ol start="3"><li>Rub it in.</ol><ul><li>face<ul><li>cheeks</ul><li>arms</ul>
<figure><img alt="A tube" src="tube.png">
<figcaption>The tube</figcaption></figure><h2>Strengths</h2><table border="1">
<caption>Three strengths</caption><tr><th colspan="2">Cream</th><th>Strength</th></tr><tr>
<td rowspan="2">Hydrocortisone</td><td>1 %</td><td>mild</td></tr><tr><td>2.5 %</td><td>mild
</td></tr></table><p hidden>An old note.</p><p>Struck: <s>20 mg</s> 30 mg &amp; <sup>2</sup> more.
<script>alert("scripted")</script><p>Tick <input type="checkbox"> here.<dl>
<dt>Fingertip unit<dd>a line of cream</dl><p>
<a href="tel:+441174960000">Call us</a> <a href="https://x.example/">a page</a>"""

TEXT = """---
title: Wet wraps
owner: Nobody
---

## How to put them on

1. Bath your child.
2. Put on the cream.

Wait 15 minutes.

3. Put on the *wet* layer & **press** it.

- [ ] Two sets of wraps
- [x] Warm water

| Age | Wraps |
|-----|-------|
| 1 to 2 | two |
| 3 to 5 | |

![A child in wraps](wraps.png)

<div>Words in HTML</div>

## When to get help

- A fever above 38 °C

Call the ward on 0117 496 0000.
"""


def web_page() -> bytes:
    """A web page, not all of it closed."""
    return PAGE.encode()


def windows_page() -> bytes:
    """A page as Word saves it for the web, in the letters of Windows."""
    return (
        '<html><head><meta http-equiv=Content-Type content="text/html; charset=windows-1252">'
        "</head><body><p><b>Über Salben</b></p><p>Größere Flächen – nicht öfter als 2×.</p>"
        "<p>Eine Salbe ist fetter als eine Creme.</p></body></html>"
    ).encode("cp1252")


def markdown() -> bytes:
    """Markdown with a head, a list that goes on, boxes, a table, HTML in it."""
    return TEXT.encode()


CORPUS: dict[str, Callable[[], bytes]] = {
    "styled.docx": styled,
    "unstyled.docx": unstyled,
    "lists.docx": lists,
    "tables.docx": tables,
    "merged.docx": merged,
    "forms.docx": forms,
    "boxes.docx": boxes,
    "tracked.docx": tracked,
    "odd.docm": odd,
    "german.docx": german,
    "polish.docx": polish,
    "stages.docx": stages,
    "untitled.docx": untitled,
    "strict.docx": strict,
    "nested.docx": nested,
    "columns.docx": columns,
    "all-in-a-table.dotx": all_in_a_table,
    "many.docx": many,
    "page.html": web_page,
    "windows.htm": windows_page,
    "text.md": markdown,
}
