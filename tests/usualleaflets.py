"""Leaflets in Word as clinics have them: the shapes that most of them have."""

from __future__ import annotations

from wordfiles import (
    cell,
    h,
    margin,
    p,
    picture,
    png,
    r,
    table,
    title,
    word,
)

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
