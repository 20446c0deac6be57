"""Formulas as a line of text: 'cm²', '1/2'."""

from __future__ import annotations

from typing import Any

from handouts.importing.word.names import name

__all__ = ["RAISED", "formula"]

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def formula(element: Any) -> str:
    """Return the words of a formula, in the order in which they are read."""
    if element.tag == name("m:t"):
        return element.text or ""
    if element.tag == name("m:f"):
        parts = [formula(e) for e in element if e.tag in (name("m:num"), name("m:den"))]
        return "/".join(parts)
    words = "".join(formula(child) for child in element)
    return words.translate(RAISED) if element.tag == name("m:sup") else words
