"""What stylesheets say of the elements of a fragment, without typesetting it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import cssselect2
import tinycss2

from handouts.page.parts import Style
from handouts.units import PT_PER_PX, PX_PER

__all__ = ["Cascade", "Told", "cascade"]

INHERITED = ("font-family", "font-size", "font-weight", "line-height", "white-space")
VAR = re.compile(r"var\(--([\w-]+)\)")
MARGINS = ("margin-top", "margin-inline-end", "margin-bottom", "margin-inline-start")
Told = Mapping[str, str]  # values by property


class Cascade:
    """The rules of some stylesheets; at-rules have no say in a slot, and are left out."""

    def __init__(self, styles: Sequence[Style]) -> None:
        """Read the rules, and the tokens of :root."""
        self._matcher = cssselect2.Matcher()
        self._tokens: dict[str, str] = {}
        for style in styles:
            for rule in tinycss2.parse_stylesheet(style.text, True, True):
                if rule.type == "qualified-rule":
                    self._add(rule)

    def told(self, element: Any, parent: Told) -> dict[str, str]:
        """Return what an element, wrapped by cssselect2, is told, with what it inherits."""
        values = {name: parent[name] for name in INHERITED if name in parent}
        ordered = sorted(self._matcher.match(element), key=lambda match: match[:2])
        for *_, declarations in ordered:
            values |= {name: self._filled(value) for name, value in declarations.items()}
        if "em" in values.get("font-size", "") or "%" in values.get("font-size", ""):
            values["font-size"] = parent["font-size"]  # of a sup or the like; a slot has none
        return values

    def _add(self, rule: Any) -> None:
        declarations = dict(_declared(rule))
        tokens = {n[2:]: value for n, value in declarations.items() if n.startswith("--")}
        self._tokens |= tokens
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            return
        for selector in selectors:
            self._matcher.add_selector(selector, declarations)

    def _filled(self, value: str) -> str:
        return VAR.sub(lambda token: self._tokens.get(token[1], token[0]), value)


@lru_cache(maxsize=16)
def cascade(styles: tuple[Style, ...]) -> Cascade:
    """Return the rules of some stylesheets, read once."""
    return Cascade(styles)


def points(value: str, otherwise: float = 0) -> float:
    """Return a length in pt; otherwise where it is none."""
    match = re.fullmatch(r"(-?[\d.]+)(pt|mm|cm|px|in)", value.strip())
    return (
        float(match[1]) * PX_PER[match[2]] * PT_PER_PX
        if match
        else 0
        if value.strip() == "0"
        else otherwise
    )


def _declared(rule: Any) -> Iterator[tuple[str, str]]:
    for node in tinycss2.parse_blocks_contents(rule.content, True, True):
        if node.type == "declaration":
            value = tinycss2.serialize(node.value).strip()
            if node.lower_name == "margin":
                yield from _margins(value)
            else:
                yield node.lower_name, value


def _margins(value: str) -> Iterator[tuple[str, str]]:
    sides = value.split()
    top, end = sides[0], sides[min(1, len(sides) - 1)]
    bottom = sides[2] if len(sides) > 2 else top
    start = sides[3] if len(sides) > 3 else end
    yield from zip(MARGINS, (top, end, bottom, start), strict=True)
