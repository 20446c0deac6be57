"""Leaflets as files, by their names: the shapes that bringing in must hold whole."""

from __future__ import annotations

from collections.abc import Callable

import oddleaflets as odd
import otherleaflets as other
import usualleaflets as usual
from usualleaflets import PHONE

from handouts.importing.drafting.draft import Draft

__all__ = ["CORPUS", "PHONE", "Read"]

Read = Callable[..., Draft]

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
    "styled.docx": usual.styled,
    "unstyled.docx": usual.unstyled,
    "lists.docx": usual.lists,
    "tables.docx": usual.tables,
    "merged.docx": usual.merged,
    "forms.docx": usual.forms,
    "boxes.docx": odd.boxes,
    "tracked.docx": odd.tracked,
    "odd.docm": odd.odd,
    "german.docx": odd.german,
    "polish.docx": odd.polish,
    "stages.docx": usual.stages,
    "untitled.docx": odd.untitled,
    "strict.docx": odd.strict,
    "nested.docx": odd.nested,
    "columns.docx": odd.columns,
    "all-in-a-table.dotx": odd.all_in_a_table,
    "many.docx": odd.many,
    "libreoffice.docx": other.libreoffice,
    "google.docx": other.google,
    "page.html": web_page,
    "windows.htm": windows_page,
    "text.md": markdown,
}
