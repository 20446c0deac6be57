"""What libyaml says of a syntax error, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from yaml import MarkedYAMLError

from handouts.diagnostics import Diagnostic, Place


class _Words(NamedTuple):
    fact: str
    hint: str
    at_start: bool = False  # tell of it where the construct began, not where it broke off


_QUOTE_IT = "put the text in quotes"
TAG = _Words("tags are not used here", "put text that starts with '!' in quotes")
_PHRASES = {
    "mapping values are not allowed in this context": _Words(
        "a colon stands where no key can be",
        "put text that has ': ' in it in quotes, and align keys with those above",
    ),
    "block sequence entries are not allowed in this context": _Words(
        "a list cannot start on this line", "write its first '- ' on the next line"
    ),
    "could not find expected ':'": _Words(
        "there is a key without its colon",
        "write 'key: value', or indent the line to go on with the text above",
        at_start=True,
    ),
    "did not find expected key": _Words(
        "this does not fit the lines above",
        "align keys of one mapping, and let nothing follow a closing quote or bracket",
    ),
    "did not find expected '-' indicator": _Words(
        "this is no item of the list above", "start it with '- ', or mend its indentation"
    ),
    "did not find expected ',' or ']'": _Words(
        "the list that starts here with '[' is not closed, or lacks a comma",
        "close it with ']', and put text that has brackets in it in quotes",
        at_start=True,
    ),
    "did not find expected ',' or '}'": _Words(
        "the mapping that starts here with '{' is not closed, or lacks a comma",
        "close it with '}', and put text that has brackets in it in quotes",
        at_start=True,
    ),
    "found unexpected end of stream": _Words(
        "the quote that opens here is not closed",
        "close it, or use the other kind of quote around text with an apostrophe",
        at_start=True,
    ),
    "found unknown escape character": _Words(
        "a backslash in double quotes starts an escape that does not exist",
        "use single quotes around text with backslashes",
    ),
    "did not find expected alphabetic or numeric character": _Words(
        "text cannot start with '*' or '&' without quotes", _QUOTE_IT, at_start=True
    ),
    "found character that cannot start any token": _Words(
        "text cannot start with this character without quotes", _QUOTE_IT
    ),
    "did not find expected comment or line break": _Words(
        "text follows '|' or '>' on its line", "start the text on the next line, indented"
    ),
    "did not find expected node content": _Words(
        "a bracket or comma stands where a value is needed", _QUOTE_IT
    ),
    "found unexpected ':'": _Words(
        "a colon within brackets has no space after it", "write 'key: value', or use quotes"
    ),
    "found unknown directive name": _Words("a line cannot start with '%'", _QUOTE_IT),
    "found undefined tag handle": TAG,
    "did not find the expected '>'": TAG,
    "did not find expected <document start>": _Words(
        "text follows the end of the document", "take out the line '...', or what follows it"
    ),
}


def explain(error: MarkedYAMLError, name: str, lines: Sequence[str]) -> Diagnostic:
    """Turn a syntax error into a diagnostic, at the place that has to be mended."""
    phrase = error.problem or "it breaks off"
    words = _PHRASES.get(phrase, _Words(f"this is not YAML: {phrase}", ""))
    mark = error.problem_mark or error.context_mark
    if mark and mark.line < len(lines) and _tab_before_text(lines[mark.line]):
        tab = lines[mark.line].index("\t")
        place = Place(name, mark.line + 1, tab + 1)
        return Diagnostic(
            "error", "yaml-tabs", place, "a tab is used for indentation", "indent with spaces"
        )
    if words.at_start:
        mark = error.context_mark or mark
    place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
    rule = "yaml-tag" if words is TAG else "yaml-syntax"
    return Diagnostic("error", rule, place, words.fact, words.hint)


def _tab_before_text(line: str) -> bool:
    return "\t" in line[: len(line) - len(line.lstrip(" \t-"))]
