"""Words in drawings, which no file of translations holds: a drawing of its own says them anew."""

from __future__ import annotations

import re
from html import unescape

__all__ = ["has_words"]

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
LABEL = re.compile(r"<(?:\w+:)?text\b[^>]*>(.*?)</(?:\w+:)?text\s*>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\W\d_]{2,}")  # a letter alone names a part of a drawing in any language


def has_words(drawing: bytes) -> bool:
    """Say whether a drawing sets words as text; what stands in it as outlines is not known."""
    code = "utf-16" if drawing[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    text = COMMENT.sub("", drawing.decode(code, "replace"))
    return any(WORD.search(unescape(TAG.sub(" ", label[1]))) for label in LABEL.finditer(text))
