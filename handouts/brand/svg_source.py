"""The bytes of an SVG file as every reader takes them: UTF-8, without entities of its own."""

from __future__ import annotations

import codecs
import re

from handouts.workspace import Refused

__all__ = ["HINT", "LARGEST", "looks_like_svg", "plain_svg"]

LARGEST = 1_000_000  # bytes of a file, and of what its entities make of it
HINT = "export it again as plain SVG, or as PNG"

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*\?>")
_SUBSET = re.compile(rb"(<!DOCTYPE\s[^\[<>]*)\[([^\]]*)\](\s*>)")
_ENTITY = re.compile(rb"""\s*<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(?:"([^"'<&%]*)"|'([^"'<&%]*)')\s*>""")
_REFERENCE = re.compile(rb"&([A-Za-z_][\w.-]*);")
_BUILT_IN = {b"amp", b"lt", b"gt", b"quot", b"apos"}


def looks_like_svg(data: bytes) -> bool:
    """Say whether bytes begin as XML does, in UTF-8 or, with its mark, in UTF-16."""
    if data.startswith(_UTF_16):
        return data[:200].decode("utf-16", errors="ignore").lstrip()[:1] == "<"
    return data.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"<"


def plain_svg(data: bytes) -> bytes:
    """Return an SVG file as UTF-8 without a byte-order mark, its own entities written out.

    Lines stay where they are; a file that needs nothing stays as it is. Entities are read only
    where all are short texts that refer to nothing, as Illustrator writes them for its namespaces;
    other declarations stay, and are refused by who parses the file. Raises Refused where the file
    is too large, or grows too large.
    """
    _hold(len(data))
    if data.startswith(_UTF_16):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            raise Refused("the SVG is damaged: it is no UTF-16", HINT) from None
        data = _DECLARATION.sub("", text, count=1).encode()
    data = data.removeprefix(codecs.BOM_UTF8)
    subset = _SUBSET.search(data)
    return _without(data, subset) if subset else data


def _without(data: bytes, subset: re.Match[bytes]) -> bytes:
    """Write out the entities that a document type declares, if it declares nothing else."""
    declared = list(_ENTITY.finditer(subset[2]))
    values = {one[1]: one[2] or one[3] or b"" for one in declared}
    if _ENTITY.sub(b"", subset[2]).strip() or not declared or _BUILT_IN & set(values):
        return data
    head = data[: subset.start()] + subset[1] + b"\n" * subset[2].count(b"\n") + subset[3]
    body = data[subset.end() :]
    used = [name for name in _REFERENCE.findall(body) if name in values]
    _hold(len(head) + len(body) + sum(len(values[name]) for name in used))
    return head + _REFERENCE.sub(lambda one: values.get(one[1], one[0]), body)


def _hold(size: int) -> None:
    if size > LARGEST:
        raise Refused(f"the SVG has {size:,} bytes; at most {LARGEST:,} are read", HINT)
