"""The tree of a web page from bytes."""

from __future__ import annotations

import re
from typing import Any

import lxml.etree

from handouts.importing.original import Unreadable

__all__ = ["ASIDE", "INLINE", "page_root", "page_text"]

LARGEST = 20_000_000  # bytes
ASIDE = ("script", "style", "template", "head", "noscript", "svg", "math", "iframe", "object")
INLINE = re.compile(  # elements that do not end a line
    "a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|output|q|s|samp|small|"
    "span|strike|strong|sub|sup|time|tt|u|var|wbr"
)
CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?([\w-]{1,40})""", re.IGNORECASE)
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def page_root(data: bytes) -> Any:
    """Return the root of a page's tree. Raises Unreadable."""
    if not data.strip():
        raise Unreadable("the file is empty")
    if len(data) > LARGEST:
        raise Unreadable(f"the file has {len(data) // 1_000_000} MB; at most 20 MB are read")
    parser = lxml.etree.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        root = lxml.etree.fromstring(page_text(data).encode(), parser)
    except (lxml.etree.LxmlError, ValueError):
        root = None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Unreadable("the page is nested too deep", "look at where the file comes from")
    if root is None:
        raise Unreadable("the file holds no page", "open it in a browser, and save it again")
    return root


def page_text(data: bytes) -> str:
    """Return the text of a file: by its mark, as UTF-8, as it says itself, else as Windows."""
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    charset = CHARSET.search(data[:4000])
    for encoding in ("utf-8", charset[1].decode() if charset else "cp1252"):
        try:
            return data.decode(encoding).replace("\0", "")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace").replace("\0", "")
