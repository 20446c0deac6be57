"""WeasyPrint's log as diagnostics: what it only mutters of is an error here."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from handouts.diagnostics import Diagnostic, Place, cut
from handouts.engine import stylelint
from handouts.page import Style

HARMLESS = frozenset(
    {
        # Finishing turns pictures for decoration into artifacts; a missing alt is found by itself.
        'Image "%s" has no required alt description',
        # '@import' is found by itself, with its place.
        "Failed to load stylesheet at %s : %s",
        # The whole rule is told of right after it, with its place.
        "Expected a media type, got %r",
    }
)
GLYPH = '.notdef glyph rendered for Unicode string unsupported by fonts: "%s" (U+%04X)'
PICTURE = "Failed to load image at %r: %s"
ANCHOR = "No anchor #%s for internal URI reference"
SELECTOR = "Invalid or unsupported selector, %s"
DECLARATIONS = ("Ignored `%s:%s` at %d:%d, %s.", "Ignored `%s: %s` at %d:%d, %s.")
AT_RULE = re.compile(r"<AtRule (@[\w-]+)[^>]*>")
PROPERTY = re.compile(r"([\w-]+)\s*:\s*$")  # before its value
PAGE = "Step 5 - Creating layout - Page %d"  # of its log of progress
POSITION = re.compile(r",? at (\d+):(\d+)")


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def listening() -> Iterator[list[logging.LogRecord]]:
    """Collect what WeasyPrint logs from WARNING upward."""
    ear, logger = _Ear(), logging.getLogger("weasyprint")
    logger.addHandler(ear)
    try:
        yield ear.records
    finally:
        logger.removeHandler(ear)


class _Counter(logging.Handler):
    def __init__(self, tell: Callable[[int], None]) -> None:
        super().__init__(logging.INFO)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg == PAGE and isinstance(record.args, tuple):
            self._tell(int(str(record.args[0])))


@contextmanager
def page_by_page(tell: Callable[[int], None]) -> Iterator[None]:
    """Tell of each page, from 1, that is begun while documents are typeset."""
    counter, logger = _Counter(tell), logging.getLogger("weasyprint.progress")
    level, logger.propagate = logger.level, False
    logger.setLevel(logging.INFO)
    logger.addHandler(counter)
    try:
        yield
    finally:
        logger.removeHandler(counter)
        logger.setLevel(level)
        logger.propagate = True


def of_style(records: Iterable[logging.LogRecord], style: Style) -> Iterator[Diagnostic]:
    """Tell of a stylesheet what was logged while it was parsed alone."""
    for record in records:
        if record.msg not in HARMLESS:
            yield _css(record, style)


def of_document(
    records: Iterable[logging.LogRecord],
    tree: Any,
    styles: Sequence[Style],
    source: str,
    base: str,
) -> Iterator[Diagnostic]:
    """Tell of a document, as its element tree, what was logged while it was typeset.

    Relative addresses were joined to base; they are told without it.
    """
    for record in records:
        arguments = [str(argument) for argument in record.args or ()]
        if record.msg in HARMLESS:
            continue
        if record.msg == GLYPH:
            yield _glyph(arguments[0], tree, styles, source)
        elif record.msg == PICTURE:
            address = arguments[0].removeprefix(base)
            if not any(address in style.text for style in styles):  # told where it stands there
                fact = f"the picture '{cut(address)}' cannot be typeset"
                yield _error("picture", source, fact)
        elif record.msg == ANCHOR:
            yield _error("link", source, f"a link leads to '#{arguments[0]}', which is nowhere")
        elif match := POSITION.search(record.getMessage()):
            at = int(match[1]), int(match[2])
            yield _css(record, _holder(styles, *at, arguments[0], source))
        else:
            yield _error("engine", source, _plain(record.getMessage()))


def _css(record: logging.LogRecord, style: Style) -> Diagnostic:
    text, hint = record.getMessage(), ""
    match = POSITION.search(text)
    line, column = (int(match[1]), int(match[2])) if match and style.text else (0, 0)
    arguments = [str(argument).strip() for argument in record.args or ()]
    if record.msg in DECLARATIONS:
        name, value, *_, reason = arguments
        text = f"'{name}: {value}' has no effect: {reason}"
        if "color-mix(" in value:
            hint = "the engine does not know color-mix(); write the mixed colour itself"
    elif record.msg == SELECTOR:
        text = f"the selector {arguments[0]} is not understood"
        selector = arguments[0].split("'")[1].strip()
        line, column = _find(style.text, selector)
        if not line:  # it is told as it is once nested rules are written out
            line, column = stylelint.selector_place(style.text, selector)
    else:
        text = AT_RULE.sub(r"'\1'", _plain(POSITION.sub("", text)))
    return Diagnostic("error", "css", Place(style.name, line, column), text, hint)


def _holder(styles: Sequence[Style], line: int, column: int, name: str, source: str) -> Style:
    """Find the stylesheet that says name there; positions come without a file."""
    texts = {style: [*style.text.splitlines(), *[""] * line][line - 1] for style in styles}
    exact = (style for style, text in texts.items() if _says(text, column, name))
    near = (style for style, text in texts.items() if name in text)
    return next(exact, None) or next(near, None) or Style(source, "")


def _says(line: str, column: int, name: str) -> bool:
    """Say whether a declaration of a name, or of its shorthand, or its value, starts there."""
    before, after = line[: column - 1], line[column - 1 :]
    match = PROPERTY.search(before)
    named = match is not None and (name == match[1] or name.startswith(f"{match[1]}-"))
    return named or re.match(rf"{re.escape(name)}\s*:", after) is not None


def _glyph(character: str, tree: Any, styles: Sequence[Style], source: str) -> Diagnostic:
    message = f"no typeface has the character '{character}' (U+{ord(character):04X})"
    place = Place(source)
    if text := _around(character, tree):
        message += f" in '{text}'"
    else:
        for style in styles:
            if character in style.text:
                place = Place(style.name, *_find(style.text, character))
    return Diagnostic("error", "glyph", place, message, "write it with other characters")


def _around(character: str, tree: Any) -> str:
    """Return some words around a character from the innermost element that holds it."""
    holders = (" ".join("".join(element.itertext()).split()) for element in tree.iter())
    text = min((text for text in holders if character in text), key=len, default="")
    at = text.find(character)
    return text[max(0, at - 30) : at + 30].strip()


def _find(text: str, part: str) -> tuple[int, int]:
    at = text.find(part)
    if at < 0:
        return 0, 0
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _plain(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")


def _error(rule: str, source: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic("error", rule, Place(source), message, hint)
