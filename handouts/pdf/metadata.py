"""What a PDF says of itself: the same in its Info dictionary and in its XMP packet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Pdf

PRODUCER = "Handouts"
BOTH = (
    "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
    "<pdfuaid:part>1</pdfuaid:part>"
)  # PDF/A-2a and PDF/UA-1
SEEN = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>"  # to look at only


@dataclass(frozen=True)
class Meta:
    """Title, author (the clinic), subject, language (BCP 47), keywords, and the text's date."""

    title: str
    author: str
    subject: str
    language: str
    created: date
    keywords: tuple[str, ...] = ()


def write(pdf: Pdf, meta: Meta, claims: str = BOTH) -> None:
    """Replace all that a PDF says of itself by meta; nothing of the clock gets in."""
    from pikepdf import Dictionary, Name, String  # late: the stamp does without

    from_right = runs_from_right(pdf)
    pdf.Root.Lang = String(meta.language)
    pdf.Root.MarkInfo = Dictionary(Marked=claims == BOTH)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if from_right:
        run_from_right(pdf)
    data = packet(meta, claims).encode()
    pdf.Root.Metadata = pdf.make_stream(data, Type=Name.Metadata, Subtype=Name.XML)
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary({f"/{key}": String(value) for key, value in information(meta).items()})
    )


def runs_from_right(pdf: Pdf) -> bool:
    """Say whether the pages of a PDF follow each other from the right, as in Arabic."""
    preferences = pdf.Root.get("/ViewerPreferences")
    return preferences is not None and str(preferences.get("/Direction", "")) == "/R2L"


def run_from_right(pdf: Pdf) -> None:
    """Tell who shows a PDF that its pages follow each other from the right (ISO 32000-1, 12.2)."""
    from pikepdf import Dictionary, Name

    pdf.Root.ViewerPreferences = pdf.Root.get("/ViewerPreferences", Dictionary())
    pdf.Root.ViewerPreferences.Direction = Name.R2L


def information(meta: Meta) -> dict[str, str]:
    """Return the entries of the Info dictionary."""
    day = f"D:{meta.created:%Y%m%d}000000Z"
    entries = {
        "Title": meta.title,
        "Author": meta.author,
        "Subject": meta.subject,
        "Keywords": ", ".join(meta.keywords),
        "Creator": PRODUCER,
        "Producer": PRODUCER,
        "CreationDate": day,
        "ModDate": day,
    }
    return {key: value for key, value in entries.items() if value}


def packet(meta: Meta, claims: str = BOTH) -> str:
    """Return the XMP packet (ISO 16684-1) of a file that claims to follow some standards."""
    day = f"{meta.created:%Y-%m-%d}T00:00:00Z"
    properties = [
        claims,
        f"<dc:title>{_default(meta.title)}</dc:title>",
        f"<dc:creator><rdf:Seq>{_item(meta.author)}</rdf:Seq></dc:creator>",
        f"<dc:language><rdf:Bag>{_item(meta.language)}</rdf:Bag></dc:language>",
        f"<pdf:Producer>{PRODUCER}</pdf:Producer>",
        f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>",
        f"<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>",
    ]
    if meta.subject:
        properties.append(f"<dc:description>{_default(meta.subject)}</dc:description>")
    if meta.keywords:
        items = "".join(map(_item, meta.keywords))
        properties.append(f"<dc:subject><rdf:Bag>{items}</rdf:Bag></dc:subject>")
        properties.append(
            f"<pdf:Keywords>{escape(', '.join(meta.keywords), quote=False)}</pdf:Keywords>"
        )
    return PACKET.format(properties="\n".join(properties))


def _item(text: str) -> str:
    return f"<rdf:li>{escape(text, quote=False)}</rdf:li>"


def _default(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text, quote=False)}</rdf:li></rdf:Alt>'


# PDF/A asks that a property which it does not know, as PDF/UA's, be described in the packet
# (ISO 19005-2, 6.6.2.3).
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{properties}
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""
