"""What the press would leave out, draw wrong, or take too long to draw: told before it is set."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handouts.brand.palette import TOKENS
from handouts.brand.svg_tree import Element, refuse
from handouts.workspace import Refused

__all__ = ["check_drawn", "check_figure", "check_logo"]

FLATTEN = "flatten the effect in the drawing program, or export a PNG"
OUTLINES = "convert its text to outlines"
SIMPLER = "simplify it, or give a PNG"
# A worker has 9 s and 500 MB; a logo at these limits takes it about one second.
HEAVIEST = {"numbers in its paths": 60_000, "letters of text": 5_000, "elements": 4_000}

_EFFECT = re.compile(r"(?<![\w-])filter\s*:\s*(?!none\b)[^\s;}]", re.IGNORECASE)
_VARIABLE = re.compile(r"var\s*\((?P<inside>[^)]*)", re.IGNORECASE)
_OWN_TOKEN = re.compile(rf"(?<![\w-])--(?:{'|'.join(TOKENS)})\s*:")
_NUMBER = re.compile(r"\d*\.?\d+(?:e[+-]?\d+)?", re.IGNORECASE)
_GROUPED = re.compile(
    r"(?<![\w-])(?:opacity\s*:\s*(?!1(?:\.0*)?\s*(?:[;}!]|$)|100%)|text-anchor\s*:\s*(?:middle|end)"
    r"|direction\s*:\s*rtl|mask\s*:\s*url)",
    re.IGNORECASE,
)
_RULE = re.compile(r"(?P<selectors>[^{}]*)\{(?P<body>[^{}]*)\}")
_GROUPING = ("opacity", "text-anchor", "direction", "mask")


def check_drawn(root: Element) -> None:
    """Raise Refused for effects and variables, which would be lost or black without a word."""
    for element in root.walk():
        texts = [value for _, value in element.attributes]
        texts += ["".join(element.text)] if element.tag == "style" else []
        effect = element.get("filter").strip().lower() not in ("", "none")
        if effect or any(_EFFECT.search(text) for text in texts):
            refuse("a filter", element, FLATTEN)
        for inside in (match["inside"] for text in texts for match in _VARIABLE.finditer(text)):
            if inside.removeprefix("--") not in TOKENS or not inside.startswith("--"):
                hint = f"write the colour itself, or one of: {', '.join(f'--{t}' for t in TOKENS)}"
                refuse(f"the variable 'var({inside})'", element, hint)
        if any(_OWN_TOKEN.search(text) for text in texts):
            refuse("a colour of the page that it sets itself", element, "give it another name")


def check_figure(root: Element) -> None:
    """Raise Refused for what stands in a text but not in every reader: patterns."""
    patterns = {e.get("id") for e in root.walk() if e.tag == "pattern"} - {""}
    for element in root.walk():
        texts = [value for _, value in element.attributes]
        texts += ["".join(element.text)] if element.tag == "style" else []
        if any(re.search(rf"url\(\s*['\"]?#{re.escape(p)}\b", t) for p in patterns for t in texts):
            refuse("a pattern", element, "draw the shapes of the pattern themselves")


def check_logo(root: Element, elements: int) -> None:
    """Raise Refused for a logo that cannot be set: too heavy, or text in a group.

    ``elements`` says how many are drawn, each as often as it is referred to.
    """
    letters = sum(
        len("".join(part.text))
        for text in root.walk()
        if text.tag == "text"
        for part in text.walk()
    )
    numbers = sum(
        len(_NUMBER.findall(value))
        for element in root.walk()
        for name, value in element.attributes
        if name in ("d", "points")
    )
    weights = zip(HEAVIEST.items(), (numbers, letters, elements), strict=True)
    for (what, most), found in weights:
        if found > most:
            raise Refused(f"the SVG has {found:,} {what}; at most {most:,} are set", SIMPLER)
    if letters:
        css = "".join("".join(e.text) for e in root.walk() if e.tag == "style")
        for text in _in_groups(root, _classes(css), grouped=False):
            refuse("text in a group", text, OUTLINES)


def _classes(css: str) -> set[str]:
    """Return the classes that a style sheet makes groups of; '*' where it is any element."""
    found = set()
    for rule in _RULE.finditer(css):
        if _GROUPED.search(rule["body"]):
            for selector in rule["selectors"].split(","):
                name = selector.strip().rpartition(".")
                found.add(name[2] if name[1] and re.fullmatch(r"[\w-]+", name[2]) else "*")
    return found


def _in_groups(element: Element, classes: set[str], *, grouped: bool) -> Iterator[Element]:
    """Walk through the text, and what may refer to some, that is drawn as a group of its own."""
    grouped = grouped or element.tag in ("mask", "pattern") or _is_group(element, classes)
    if grouped and element.tag in ("text", "use"):
        yield element
    for child in element.children:
        yield from _in_groups(child, classes, grouped=grouped)


def _is_group(element: Element, classes: set[str]) -> bool:
    given = ";".join(f"{name}:{element.get(name)}" for name in _GROUPING if element.get(name))
    own = {"*", *element.get("class").split()}
    return bool(classes & own or _GROUPED.search(given) or _GROUPED.search(element.get("style")))
