"""What goes on from page to page: one thing for those who listen, which the engine writes as two.

WeasyPrint 70 gives an element that breaks over pages a structure element on each of them (see
https://github.com/Kozea/WeasyPrint/issues/2902). Nothing in the PDF tells which belong together:
this notes it in the catalog, and finishing joins them and takes the note out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

__all__ = ["crossings"]

ROOTS = ("html", "body")
HEAD = "thead"  # it stands on each page again
EngineBox = Any  # of WeasyPrint


def crossings(pages: Sequence[EngineBox]) -> list[list[str]]:
    """Return, for each page but the first, the tags of the elements that go on from the one before.

    The outermost comes first; what stands again on each page, as the head of a table, goes on not.
    """
    elements = [{id(e): e for e in _elements(page)} for page in pages]
    return [
        [str(element.tag) for key, element in after.items() if key in before]
        for before, after in pairwise(elements)
    ]


def _elements(box: EngineBox) -> Iterator[Any]:
    """Walk through the elements of a page's flow, those above before those below."""
    box = getattr(box, "_box", box)
    if type(box).__name__ == "MarginBox":
        return
    element = getattr(box, "element", None)
    if element is not None and isinstance(element.tag, str) and "::" not in str(box.element_tag):
        if element.tag == HEAD:
            return
        if element.tag not in ROOTS:
            yield element
    for child in getattr(box, "children", ()):
        yield from _elements(child)
