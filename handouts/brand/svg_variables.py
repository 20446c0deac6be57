"""CSS variables of an SVG: put in where they have one value; the house's tokens stay."""

from __future__ import annotations

import re
from collections.abc import Callable

from handouts.brand.palette import TOKENS
from handouts.brand.svg_tree import SvgElement, Unset

__all__ = ["resolve"]

HINT = "export it with plain colours"
MOST_ADDED = 1_000  # characters that values may be longer than their names
MOST_ROUNDS = 8  # variables that stand for variables
_DEFINED = re.compile(r"(?<![\w-])(--[\w-]++)\s*+:([^;{}]++)")
_NAME, _OTHERWISE = r"(?P<name>--[\w-]+)", r"(?P<otherwise>[^()]*(?:\([^()]*\))?[^()]*)"
_USED = re.compile(rf"var\(\s*{_NAME}\s*(?:,{_OTHERWISE})?\)")


def resolve(root: SvgElement) -> None:
    """Put the values of variables in their places.

    Raises Unset for one that has no value, or several, as for screens that are light and dark.
    """
    values: dict[str, set[str]] = {}
    for element in root.walk():
        css = element.text if element.tag == "style" else element.get("style")
        for name, value in _DEFINED.findall(css):
            values.setdefault(name, set()).add(value.strip())
    for element in root.walk():
        put = _putting(values, element)
        element.attributes = [(name, put(value)) for name, value in element.attributes]
        element.given = {name: put(value) for name, value in element.given.items()}
        if element.tag == "style":
            element.parts = [_DEFINED.sub("", put(element.text))]


def _putting(values: dict[str, set[str]], element: SvgElement) -> Callable[[str], str]:
    def value_of(match: re.Match[str]) -> str:
        name, otherwise = match["name"], match["otherwise"]
        candidates = values.get(name, set())
        if len(candidates) == 1:
            return next(iter(candidates))
        if not candidates and otherwise is not None:
            return otherwise.strip()
        if not candidates and name.removeprefix("--") in TOKENS:
            return match[0]
        what = "several values" if candidates else "no value"
        fact = f"the SVG uses the variable '{name[:40]}', which has {what}"
        raise Unset(fact, HINT, element.line, element.column)

    def put(text: str) -> str:
        if "var(" not in text:
            return text
        most = len(text) + MOST_ADDED
        for _ in range(MOST_ROUNDS):
            text, before = _USED.sub(value_of, text), text
            if text == before or len(text) > most:
                break
        if len(text) > most or "var(" in _token(text):
            fact = f"the SVG uses variables in a way that we do not read: '{text[:40]}'"
            raise Unset(fact, HINT, element.line, element.column)
        return text

    return put


def _token(text: str) -> str:
    """Return text without the tokens in it."""
    return re.sub(rf"var\(--(?:{'|'.join(TOKENS)})\)", "", text)
