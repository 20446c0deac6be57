"""Leaflets in .docx as other programs than Word write them, with the structure that theirs have."""

from __future__ import annotations

from wordfiles import NAMESPACES, WHO, box, cell, h, margin, p, png, r, t, table, word

ASVG = 'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'


def style(own: str, called: str, based: str = "", look: str = "", paragraph: str = "") -> str:
    """Return a style of paragraphs."""
    based = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{own}"><w:name w:val="{called}"/>{based}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )


def styles_of(*body: str, size: int = 24) -> str:
    """Return a part of styles, with letters of so many half points."""
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif"/><w:sz w:val="{size}"/>'
        '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="hi-IN"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>{''.join(body)}</w:styles>"
    )


def levels(*patterns: tuple[str, str, str]) -> str:
    """Return a part of lists, one a pattern: its form, its text, and what else is in its levels."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{own}">'
        + "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/>{more}<w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
            for at in range(9)
        )
        + "</w:abstractNum>"
        for own, (form, text, more) in enumerate(patterns, 1)
    )
    named = "".join(
        f'<w:num w:numId="{own}"><w:abstractNumId w:val="{own}"/></w:num>'
        for own in range(1, len(patterns) + 1)
    )
    return f"<w:numbering {NAMESPACES}>{abstract}{named}</w:numbering>"


def anchored(relation: str, alt: str, svg: str) -> str:
    """Return a run with a picture as LibreOffice writes it: a PNG, and the SVG that it was."""
    return (
        f'<w:r><w:rPr/><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        f'<wp:docPr id="2" name="Image1" descr="{alt}" title=""/><a:graphic><a:graphicData>'
        f'<pic:pic><pic:blipFill><a:blip r:embed="{relation}"><a:extLst><a:ext uri="x">'
        f'<asvg:svgBlip {ASVG} r:embed="{svg}"/></a:ext></a:extLst></a:blip></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
    )


def _libreoffice_styles() -> str:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    outline = '<w:outlineLvl w:val="{}"/>' + numbered + "<w:keepNext/>"
    bold = '<w:b/><w:bCs/><w:sz w:val="{}"/>'
    return styles_of(
        style("Normal", "Normal").replace("<w:style ", '<w:style w:default="1" '),
        style("Heading", "Heading", "Normal", '<w:sz w:val="28"/>'),
        style("Heading_20_1", "Heading_20_1", "Heading", bold.format(36), outline.format(0)),
        style("Heading_20_2", "Heading_20_2", "Heading", bold.format(32)),
        style("Title", "Title", "Heading", bold.format(56)),
        style("Text_20_body", "Text body", "Normal"),
        style("List_20_1", "List", "Text_20_body"),
        style("Table_20_Contents", "Table Contents", "Text_20_body"),
        style("Table_20_Heading", "Table Heading", "Table_20_Contents", "<w:b/><w:bCs/>"),
        style("Illustration", "Figure", "Caption"),
        style("Caption", "Caption", "Normal", "<w:i/>"),
        style("Frame_20_contents", "Frame Contents", "Text_20_body"),
        style("Footnote", "Footnote Text", "Normal", '<w:sz w:val="20"/>'),
    )


def _libreoffice_levels() -> str:
    return levels(
        ("none", "", '<w:suff w:val="nothing"/>'),
        ("decimal", "%1.", ""),
        ("bullet", "\uf0b7", '<w:rPr><w:rFonts w:ascii="OpenSymbol"/></w:rPr>'),
    )


def _libreoffice_notes() -> str:
    parted = (
        '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    )
    words = "<w:r><w:footnoteRef/></w:r><w:r><w:tab/><w:t>Ward guideline, 2025.</w:t></w:r>"
    footnote = f'<w:footnote w:id="2">{p(words, "Footnote")}</w:footnote>'
    return f"<w:footnotes {NAMESPACES}>{parted}{footnote}</w:footnotes>"


def _head(words: str, level: int) -> str:
    mark = f'<w:bookmarkStart w:id="{level}" w:name="__RefHeading___Toc{len(words)}_1"/>'
    end = f'<w:bookmarkEnd w:id="{level}"/>'
    own = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>'
    return p(f"{mark}{r(words)}{end}", f"Heading_20_{level}", more=own)


def _body(inside: str) -> str:
    return p(inside, "Text_20_body", more='<w:bidi w:val="0"/><w:spacing w:after="140"/>')


def libreoffice() -> bytes:
    """As LibreOffice writes: its names for styles, headings in an outline list, frames, notes."""

    note = '<w:r><w:rPr/><w:footnoteReference w:id="2"/></w:r>'
    changed = (
        f'<w:ins w:id="0" {WHO.replace("Dr R. Lindqvist", "Unknown Author")}>{r("twice")}</w:ins>'
    )
    link = f'<w:hyperlink r:id="rIdL"><w:r><w:rPr/>{t("our page on eczema")}</w:r></w:hyperlink>'
    heads = (cell(p("Age", "Table_20_Heading")), cell(p("Wraps", "Table_20_Heading")))
    rows = [
        (cell(p(a, "Table_20_Contents")), cell(p(b, "Table_20_Contents")))
        for a, b in (("1 to 2", "two"), ("3 to 5", "three"))
    ]
    return word(
        p("Wet wraps", "Title", more="<w:rPr/>"),
        _head("How wet wraps help", 1),
        _body(r("They cool the skin") + note + r(". See ") + link + r(".")),
        p(anchored("rIdP", "A child in wraps", "rIdV"), "Text_20_body"),
        p(
            r("Figure ")
            + f'<w:fldSimple w:instr=" SEQ Figure ">{r("1")}</w:fldSimple>'
            + r(": A child in wraps"),
            "Illustration",
        ),
        _head("Putting them on", 2),
        *(p(s, "List_20_1", (2, 0)) for s in ("Bath your child.", "Put on the cream.")),
        _body(r("Do this ") + changed + r(" a day.")),
        _head("What you need", 1),
        *(p(s, "List_20_1", (3, 0)) for s in ("Two sets of wraps", "Warm water")),
        p(box(p("Do not use wraps on skin that weeps.", "Frame_20_contents")), "Text_20_body"),
        table(heads, *rows),
        p("", "Text_20_body"),
        parts={
            "word/styles.xml": _libreoffice_styles(),
            "word/numbering.xml": _libreoffice_levels(),
            "word/footnotes.xml": _libreoffice_notes(),
            "word/footer1.xml": margin("ftr", p(r("Ward 4, Example Hospital"), "Footer")),
            "word/media/image1.png": png("wraps"),
            "word/media/image2.svg": SVG,
            "docProps/app.xml": "<Properties><Application>LibreOffice</Application></Properties>",
        },
        relations=(
            ("rIdP", "image", "media/image1.png"),
            ("rIdV", "image", "media/image2.svg"),
            ("rIdL", "hyperlink", "https://ward.example/eczema"),
            ("rIdF", "footnotes", "footnotes.xml"),
            ("rIdH", "footer", "footer1.xml"),
        ),
    )


def google() -> bytes:
    """As Google Docs writes: controls around words with comments, boxes to tick, no styles."""
    plain = '<w:rtl w:val="0"/>'

    def tagged(words: str, tag: int) -> str:
        control = f'<w:sdtPr><w:tag w:val="goog_rdk_{tag}"/></w:sdtPr>'
        return f"<w:sdt>{control}<w:sdtContent>{r(words, plain)}</w:sdtContent></w:sdt>"

    def line(words: str) -> str:
        return p(r(words, plain))

    return word(
        p(r("Coming for laser treatment", plain), "Title"),
        h("Before you come"),
        p(tagged("Stay out of the sun ", 0) + r("for 4 weeks.", plain)),
        *(p(r(s, plain), listed=(1, 0)) for s in ("Shave the area", "Take off make-up")),
        p(r("no perfume", plain), listed=(1, 1)),
        h("On the day"),
        line("You wear dark glasses."),
        *(p(r(s, plain), listed=(2, 0)) for s in ("Your letter", "A list of your medicines")),
        table(("When", "What"), ("Week 1", "Redness"), ("Week 2", "Crusts fall off")),
        h("After it"),
        line("Use sun cream, SPF 50, for 3 months."),
        parts={
            "word/numbering.xml": levels(("bullet", "●", ""), ("bullet", "☐", "")),
            "word/comments.xml": f"<w:comments {NAMESPACES}/>",
        },
        relations=(("rIdC", "comments", "comments.xml"),),
    )
