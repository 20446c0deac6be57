"""Markdown as a web page, which is read as any other."""

from __future__ import annotations

import re
from html import escape

from markdown_it import MarkdownIt

from handouts.importing.original import Unreadable
from handouts.importing.webpage.page import page_text

__all__ = ["as_page"]

LARGEST = 2_000_000  # characters
HEAD = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
TITLE = re.compile(r"^title:\s*(.+)$", re.MULTILINE)
TASK = re.compile(r"<li>(\s*(?:<p>)?)\[[ xX]\] ")


def as_page(data: bytes) -> bytes:
    """Return a text of Markdown as a web page. Raises Unreadable."""
    text = page_text(data).removeprefix("\ufeff").replace("\r\n", "\n")
    if len(text) > LARGEST:
        raise Unreadable(f"the text has {len(text):,} characters; at most {LARGEST:,} are read")
    if not text.strip():
        raise Unreadable("the file is empty")
    head = HEAD.match(text)
    titles = TITLE.search(head[1]) if head else None
    title = titles[1].strip().strip("\"'") if titles else ""
    own = f"<p hidden>{escape(head[1])}</p>" if head else ""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    body = TASK.sub(r"<li>\1☐ ", reader.render(text[head.end() :] if head else text))
    return f"<title>{escape(title)}</title>{own}{body}".encode()
