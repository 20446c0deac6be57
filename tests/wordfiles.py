"""Word files for tests, written part by part as Word writes them: what python-docx cannot make."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from html import escape

from PIL import Image, ImageDraw

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": OFFICE,
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    }.items()
)
STYLE_NAMES = {
    "Title": "Title",
    "Subtitle": "Subtitle",
    "berschrift1": "heading 1",  # the ids of a German Word: only names are the same everywhere
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "Caption": "caption",
    "TOC1": "toc 1",
}
WHO = 'w:author="Dr R. Lindqvist" w:date="2026-02-03T09:00:00Z"'


def t(text: str) -> str:
    """Return a text element."""
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def r(text: str, look: str = "") -> str:
    """Return a run; look is what stands in its properties, such as '<w:b/>'."""
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{t(text)}</w:r>"


def p(
    inside: str = "", style: str = "", listed: tuple[int, int] | None = None, more: str = ""
) -> str:
    """Return a paragraph of runs, or of a text."""
    runs = inside if inside.startswith("<") or not inside else r(inside)
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    if listed:
        look += f'<w:numPr><w:ilvl w:val="{listed[1]}"/><w:numId w:val="{listed[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{look}{more}</w:pPr>{runs}</w:p>"


def h(text: str, level: int = 1) -> str:
    """Return a heading."""
    return p(text, "berschrift1" if level == 1 else f"Heading{level}")


def title(text: str) -> str:
    """Return a title."""
    return p(text, "Title")


def cell(inside: str, across: int = 1, merge: str = "") -> str:
    """Return a cell of a table: of a text, or of paragraphs; merge is 'restart' or 'continue'."""
    look = f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
    look += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    blocks = inside if inside.startswith("<w:p") or inside.startswith("<w:tbl") else p(inside)
    blocks += "<w:p/>" if blocks.endswith("</w:tbl>") else ""
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{blocks}</w:tc>"


def table(*rows: Iterable[str], lined: bool = True) -> str:
    """Return a table of rows of cells, each a text or a cell."""
    borders = '<w:tblBorders><w:top w:val="single"/></w:tblBorders>' if lined else ""
    inside = "".join(
        f"<w:tr>{''.join(c if c.startswith('<w:tc') else cell(c) for c in row)}</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr>{borders}</w:tblPr>{inside}</w:tbl>"


def picture(relation: str, alt: str = "", *, linked: bool = False) -> str:
    """Return a run with a picture, named by the id of its relation."""
    key = "r:link" if linked else "r:embed"
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture" descr="{escape(alt)}"/>'
        "<a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip {key}="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def box(inside: str) -> str:
    """Return a run with a box of text, as Word writes it: once more for older programs."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        '<wp:docPr id="9" name="Text Box 1"/><a:graphic><a:graphicData><wps:wsp><wps:txbx>'
        f"{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )


def old_box(inside: str) -> str:
    """Return a run with a box of text as Word 2003 wrote it."""
    content = f"<w:txbxContent>{inside}</w:txbxContent>"
    return f"<w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r>"


def field(instruction: str, shown: str) -> str:
    """Return the runs of a field: its instruction, and what it shows."""

    def edge(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
    return f"{edge('begin')}{code}{edge('separate')}{r(shown)}{edge('end')}"


def changed(tag: str, text: str) -> str:
    """Return a tracked change: ins, del, moveFrom or moveTo."""
    run = f"<w:r><w:delText>{escape(text)}</w:delText></w:r>" if tag == "del" else r(text)
    return f'<w:{tag} w:id="1" {WHO}>{run}</w:{tag}>'


def png(words: str = "picture", form: str = "PNG") -> bytes:
    """Return a small picture."""
    image = Image.new("RGB", (240, 120), "#dfeaf2")
    ImageDraw.Draw(image).text((20, 50), words, fill="#123")
    out = io.BytesIO()
    image.save(out, form)
    return out.getvalue()


def numbering() -> str:
    """Return the part of lists: 1 counts, 2 has bullets, 3 and 4 are 1 again from 1 and from 4.

    5 has boxes for bullets, 6 counts in letters.
    """

    def level(at: int, form: str, text: str, look: str = "") -> str:
        return (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/>{look}</w:lvl>'
        )

    counted = (
        level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)") + level(2, "lowerRoman", "%3.")
    )
    bullets = "".join(level(at, "bullet", "•") for at in range(3))
    wingdings = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    patterns = (
        counted,
        bullets,
        level(0, "bullet", "\uf0a8", wingdings),
        level(0, "lowerLetter", "%1)"),
    )
    body = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>'
        for n, levels in enumerate(patterns)
    )
    lists = {1: (0, 0), 2: (1, 0), 3: (0, 1), 4: (0, 4), 5: (2, 0), 6: (3, 0)}
    for own, (pattern, start) in lists.items():
        again = (
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            if start
            else ""
        )
        body += f'<w:num w:numId="{own}"><w:abstractNumId w:val="{pattern}"/>{again}</w:num>'
    return f"<w:numbering {NAMESPACES}>{body}</w:numbering>"


def styles(language: str = "en-GB") -> str:
    """Return the part of styles."""
    body = "".join(
        f'<w:style w:type="paragraph" w:styleId="{own}"><w:name w:val="{name}"/></w:style>'
        for own, name in STYLE_NAMES.items()
    )
    defaults = f'<w:sz w:val="22"/><w:lang w:val="{language}"/>'
    return (
        f"<w:styles {NAMESPACES}><w:docDefaults>"
        f"<w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault>"
        f"</w:docDefaults>{body}</w:styles>"
    )


def notes(kind: str, entries: Mapping[int, str]) -> str:
    """Return a part of footnotes, endnotes or comments."""
    body = "".join(f'<w:{kind} w:id="{n}">{p(text)}</w:{kind}>' for n, text in entries.items())
    return f"<w:{kind}s {NAMESPACES}>{body}</w:{kind}s>"


def margin(kind: str, inside: str) -> str:
    """Return a header (hdr) or a footer (ftr)."""
    return f"<w:{kind} {NAMESPACES}>{inside}</w:{kind}>"


def word(
    *body: str,
    parts: Mapping[str, str | bytes] | None = None,
    relations: Iterable[tuple[str, str, str]] = (),
    language: str = "en-GB",
    titled: str = "",
    inside: bool = False,
) -> bytes:
    """Return a .docx: its paragraphs and tables, further parts, and relations (id, kind, target).

    A target that is no name of a part leads out of the file; with inside, to nothing in it.
    """
    document = f"<w:document {NAMESPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>"
    every: dict[str, str | bytes] = {
        "word/document.xml": document,
        "word/styles.xml": styles(language),
        "word/numbering.xml": numbering(),
        **(parts or {}),
    }
    named = [("rIdS", "styles", "styles.xml"), ("rIdN", "numbering", "numbering.xml"), *relations]
    away = ' TargetMode="External"'
    entries = "".join(
        f'<Relationship Id="{own}" Type="{OFFICE}/{kind}" Target="{escape(target)}"'
        f"{'' if inside or f'word/{target}' in every else away}/>"
        for own, kind, target in named
    )
    listed = f'<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'
    every["word/_rels/document.xml.rels"] = listed
    top = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    every["_rels/.rels"] = f'<Relationships xmlns="{PACKAGE}/relationships">{top}</Relationships>'
    if titled:
        every["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(titled)}</dc:title>'
            "</cp:coreProperties>"
        )
    return zipped(every)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return parts as a zip, with the list of their kinds that Word asks for."""
    out = io.BytesIO()
    default = '<Default Extension="xml" ContentType="a/b"/>'
    kinds = f'<Types xmlns="{PACKAGE}/content-types">{default}</Types>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in {"[Content_Types].xml": kinds, **parts}.items():
            file.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist() if name != "[Content_Types].xml"}
