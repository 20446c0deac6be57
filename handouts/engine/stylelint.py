"""What a stylesheet says that WeasyPrint drops without a word, found before it is used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any

import tinycss2

from handouts.diagnostics import Diagnostic, Place, cut
from handouts.reading import Text

GENERIC = frozenset({"", "inherit", "initial", "unset", "serif", "sans-serif", "monospace"})
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)  # with a scheme, or another host
PRINTING = frozenset({"content", "quotes", "symbols", "prefix", "suffix"})
HARMLESS = frozenset({"var", "calc", "min", "max", "clamp"})  # functions that make no colour
BLOCKS = frozenset({"{} block", "() block", "[] block"})
NESTS = frozenset({"media", "layer"})  # at-rules that hold rules and are followed


def faults(name: str, text: str) -> Iterator[Diagnostic]:
    """Find what has no effect in a stylesheet although nothing warns of it."""
    rules = tinycss2.parse_stylesheet(text, True, True)
    yield from _in_rules(name, rules)
    yield from _unclosed(name, text)
    followed = [r for r in rules if getattr(r, "lower_at_keyword", "") != "font-face"]
    for declaration in _declarations(followed):
        for token in _addresses(declaration.value):
            fact = f"'{declaration.name}' names '{cut(token.value)}': nothing is fetched"
            yield _error(
                name, token, fact, "use colours and borders; pictures stand in the content"
            )


def families(name: str, text: str) -> Iterator[tuple[str, Place]]:
    """Find the typefaces that a stylesheet names outright, each with its place."""
    for declaration in _declarations(tinycss2.parse_stylesheet(text, True, True)):
        if declaration.lower_name == "font-family":
            place = Place(name, declaration.source_line, declaration.source_column)
            for family in _names(declaration.value):
                if family.lower() not in GENERIC:
                    yield family, place


def tokens_of(text: str) -> Iterator[tuple[str, str]]:
    """Find the tokens that a stylesheet gives values, by name."""
    for declaration in _declarations(tinycss2.parse_stylesheet(text, True, True)):
        if declaration.name.startswith("--"):
            yield declaration.name, tinycss2.serialize(declaration.value).strip()


def unknown_tokens(name: str, text: str, known: Collection[str]) -> Iterator[Diagnostic]:
    """Find the tokens that a stylesheet takes, and no stylesheet gives a value."""
    for declaration in _declarations(tinycss2.parse_stylesheet(text, True, True)):
        for function in _variables(declaration.value):
            given = [token for token in function.arguments if token.type != "whitespace"]
            if len(given) == 1 and getattr(given[0], "value", "") not in known:
                fact = f"no stylesheet gives '{cut(tinycss2.serialize(given))}' a value"
                yield _error(name, function, fact, "see styles/tokens.css for those that there are")


def printed_words(name: str, text: str) -> Iterator[Text]:
    """Find the words that a stylesheet prints, each with its place."""
    for declaration in _declarations(tinycss2.parse_stylesheet(text, True, True)):
        for token in declaration.value if declaration.lower_name in PRINTING else ():
            if token.type == "string":
                yield Text(token.value, Place(name, token.source_line, token.source_column))


def selector_place(text: str, selector: str) -> tuple[int, int]:
    """Return where a selector stands, of which rules around it were made a part; else 0, 0."""
    rules = list(_rules(tinycss2.parse_stylesheet(text, True, True)))
    for rule in reversed(rules):  # the innermost come last
        parts = tinycss2.serialize(rule.prelude).split(",")
        if any((own := part.strip(" &\n")) and own in selector for part in parts):
            return rule.source_line, rule.source_column
    return 0, 0


@lru_cache(maxsize=128)
def may_compute_colours(text: str) -> bool:
    """Say whether a stylesheet may compute one colour from another, as a gradient does.

    A token is a colour alone or nothing: only what is in a function can make another of it.
    """
    return any(
        token.type == "function" and token.lower_name not in HARMLESS and _takes(token.arguments)
        for token in _deep(tinycss2.parse_component_value_list(text, skip_comments=True))
    )


def _takes(tokens: Iterable[Any]) -> bool:
    """Say whether tokens, however deep, take a value from elsewhere."""
    return any(
        (token.type == "function" and token.lower_name == "var")
        or (token.type == "ident" and token.lower_value == "currentcolor")
        for token in _deep(tokens)
    )


def _deep(tokens: Iterable[Any]) -> Iterator[Any]:
    for token in tokens:
        yield token
        if token.type == "function":
            yield from _deep(token.arguments)
        elif token.type in BLOCKS:
            yield from _deep(token.content)


def _declarations(nodes: Iterable[Any]) -> Iterator[Any]:
    for node in nodes:
        if node.type == "declaration":
            yield node
        elif node.type in ("qualified-rule", "at-rule") and node.content:
            yield from _declarations(tinycss2.parse_blocks_contents(node.content, True, True))


def _rules(nodes: Iterable[Any]) -> Iterator[Any]:
    for node in nodes:
        if node.type == "qualified-rule":
            yield node
        if node.type in ("qualified-rule", "at-rule") and node.content:
            yield from _rules(tinycss2.parse_blocks_contents(node.content, True, True))


def _variables(values: Iterable[Any]) -> Iterator[Any]:
    for value in values:
        if value.type == "function" and value.lower_name == "var":
            yield value
        elif value.type == "function":
            yield from _variables(value.arguments)


def _names(tokens: Iterable[Any]) -> Iterator[str]:
    """Return the names in a list of families; those that come through var() are not seen."""
    words: list[str] = []
    for token in tokens:
        if token.type in ("ident", "string"):
            words.append(token.value)
        elif token == ",":
            yield " ".join(words)
            words = []
    yield " ".join(words)


def _in_rules(name: str, rules: Iterable[Any]) -> Iterator[Diagnostic]:
    for rule in rules:
        if rule.type == "qualified-rule":
            yield from _in_block(name, rule.content)
        elif rule.type == "at-rule" and rule.lower_at_keyword in NESTS and rule.content:
            yield from _in_rules(name, tinycss2.parse_rule_list(rule.content, True, True))
        elif rule.type == "at-rule" and rule.lower_at_keyword == "import":
            yield _error(
                name,
                rule,
                "'@import' is not followed: nothing is fetched",
                "write its rules here, or in a file of styles/ that is read by itself",
            )
        elif rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
            yield _error(
                name,
                rule,
                "'@font-face' has no effect in a stylesheet",
                "name a house face, or give the face with the brand",
            )


def _in_block(name: str, content: Iterable[Any]) -> Iterator[Diagnostic]:
    for node in tinycss2.parse_blocks_contents(content, True, True):
        if node.type == "at-rule":
            yield _error(
                name,
                node,
                f"'@{node.at_keyword}' inside a rule has no effect",
                f"write the rule inside '@{node.at_keyword}', not the other way round",
            )
        elif node.type == "qualified-rule":
            yield from _in_block(name, node.content)
        elif node.type == "declaration" and node.name.startswith("--") and _mixes(node.value):
            yield _error(
                name,
                node,
                f"'{node.name}' uses color-mix(), which the engine does not know",
                "write the mixed colour itself, as #rrggbb",
            )


def _unclosed(name: str, text: str) -> Iterator[Diagnostic]:
    """Find what is opened and never closed; CSS closes it at the end of the file without a word.

    https://www.w3.org/TR/css-syntax-3/#consume-a-simple-block
    """
    *_, last = tinycss2.parse_component_value_list(f"{text}\n}}")
    if not (last.type == "error" and last.kind == "}"):
        sign = {"{} block": "{", "[] block": "[", "() block": "(", "comment": "/*"}
        fact = f"'{sign.get(last.type, '(')}' is never closed"
        yield _error(name, last, fact, "close it where it is meant to end")


def _addresses(tokens: Iterable[Any]) -> Iterator[Any]:
    """Walk through the addresses outside of the page that are named, however deep."""
    for token in tokens:
        if token.type == "url" and OUTSIDE.match(token.value):
            yield token
        elif token.type == "function" and token.lower_name in ("url", "src", "image-set"):
            named = (t for t in token.arguments if t.type == "string")
            yield from (t for t in named if OUTSIDE.match(t.value))
        elif token.type == "function":
            yield from _addresses(token.arguments)


def _mixes(tokens: Iterable[Any]) -> bool:
    return any(
        token.type == "function" and (token.lower_name == "color-mix" or _mixes(token.arguments))
        for token in tokens
    )


def _error(name: str, node: Any, message: str, hint: str) -> Diagnostic:
    place = Place(name, node.source_line, node.source_column)
    return Diagnostic("error", "css", place, message, hint)
