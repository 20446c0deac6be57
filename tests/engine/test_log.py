from __future__ import annotations

import logging
from xml.etree import ElementTree

from handouts.engine import log as hearing
from handouts.page.parts import Style

TREE = ElementTree.fromstring("<html><body><p>some words</p></body></html>")


def told(message: str, *arguments: object, css: str = "") -> list[str]:
    """Log something as WeasyPrint does, and return what is told of it."""
    with hearing.listening() as records:
        logging.getLogger("weasyprint").warning(message, *arguments)
    base, style = "https://asset.invalid/", Style("t.css", css)
    found = hearing.of_document(records, TREE, [style], "x.yaml", base)
    return [f"{fault.place}: {fault.message} [{fault.rule}]" for fault in found]


def test_only_what_is_logged_meanwhile_and_matters_is_heard() -> None:
    log = logging.getLogger("weasyprint")
    log.warning("before")
    with hearing.listening() as records:
        log.info("a step")
        log.warning("a fault")
    log.warning("after")
    assert [record.msg for record in records] == ["a fault"]


def test_a_message_that_nobody_foresaw_is_an_error() -> None:
    assert told("Subgrids are unsupported") == ["x.yaml: subgrids are unsupported [engine]"]


def test_what_is_harmless_is_not_told() -> None:
    assert told('Image "%s" has no required alt description', "a.png") == []


def test_a_fault_without_a_file_is_told_of_the_sheet_that_says_so_there() -> None:
    message = "Ignored `%s: %s` at %d:%d, %s."
    arguments = ("width", "3 bananas", 2, 7, "invalid value")
    assert told(message, *arguments, css="p {\nwidth: var(--a) }") == [
        "t.css:2:7: 'width: 3 bananas' has no effect: invalid value [css]"
    ]
    assert told(message, *arguments, css="p {\ncolor: var(--a) }") == [
        "x.yaml: 'width: 3 bananas' has no effect: invalid value [css]"
    ]


def test_a_selector_is_found_in_its_sheet() -> None:
    with hearing.listening() as records:
        logging.getLogger("weasyprint").warning(
            "Invalid or unsupported selector, %s", "'p:dir(rtl) '"
        )
    (fault,) = hearing.of_style(records, Style("t.css", "a {}\n  p:dir(rtl) {}"))
    assert (fault.place.line, fault.place.column) == (2, 3)
    assert fault.message == "the selector 'p:dir(rtl) ' is not understood"


def test_a_given_address_is_told_as_the_document_names_it() -> None:
    assert told("Failed to load image at %r: %s", "https://asset.invalid/a.png", "why") == [
        "x.yaml: the picture 'a.png' cannot be typeset [picture]"
    ]
