"""What the engine would refuse of a page's HTML, found before it is set."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element

import tinyhtml5

from handouts.content import WORDS, locale_of
from handouts.diagnostics import Diagnostic, Place, cut
from handouts.page.boxes import IN_MARGINS, SLOTS

__all__ = ["faults_of_html"]

MARGIN = "top"  # the class of what stands in the margins of pages


def faults_of_html(
    html: str, pictures: Collection[str], source: str, *, is_page: bool = False
) -> Iterator[Diagnostic]:
    """Tell of pictures that were not given or say nothing, and of a page's language and direction.

    A page of paper is also asked where its slots stand, and where things end. Nobody but a template
    can cause these faults; they are told of the file source, which it sets.
    """
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    if not root.get("lang"):
        fact = "the page tells no language"
        yield _error("page", source, fact, 'write <html lang="…"> in the page\'s template')
    elif locale_of(str(root.get("lang"))).direction != root.get("dir", "ltr"):
        fact = f"the page in '{root.get('lang')}' does not tell which way its lines run"
        yield _error("page", source, fact, "begin it as templates/page.html.j2 that we ship does")
    if is_page:
        yield from _of_ends(root, html, source)
        yield from _of_slots(root, source)
    for picture in root.iter("img"):
        address = picture.get("src", "")
        if address not in pictures:
            fact = f"the picture '{cut(address)}' is not given with the page"
            yield _error("picture", source, fact, "name it as the templates that we ship do")
        if picture.get("alt") is None:
            fact = f"the picture '{cut(address)}' has no alternative text"
            hint = "say what it shows, or give it an empty text if it only decorates"
            yield _error("alt", source, fact, hint)


def _of_ends(root: Element, html: str, source: str) -> Iterator[Diagnostic]:
    there = {element.get("id") for element in root.iter()}
    wanted = [f"end-{slot}" for slot in (*SLOTS, *WORDS) if f'id="{slot}"' in html]
    wanted += ["end"] if wanted else []
    if missing := [name for name in wanted if name not in there]:
        fact = f"the page has no element '{missing[0]}', which tells where something ends"
        yield _error("page", source, fact, "look for a quote or a tag that is left open")


def _of_slots(root: Element, source: str) -> Iterator[Diagnostic]:
    """Tell of a slot that would be heard and is an artifact, or the other way round."""
    tops = [top for top in root.iter() if MARGIN in (top.get("class") or "").split()]
    in_margins = {mark for top in tops for mark in _comments(top)}
    for mark in _comments(root):
        slot = (mark.text or "").removeprefix("slot:")
        if slot in (*SLOTS, *WORDS) and (slot in IN_MARGINS) != (mark in in_margins):
            should = "in" if slot in IN_MARGINS else "out of"
            fact = f"the slot '{slot}' stands where it does not belong"
            hint = f"put it {should} an element of the class '{MARGIN}' in the page's template"
            yield _error("page", source, fact, hint)


def _comments(root: Element) -> Iterator[Element]:
    return (element for element in root.iter() if callable(element.tag))


def _error(rule: str, source: str, fact: str, hint: str) -> Diagnostic:
    return Diagnostic("error", rule, Place(source), fact, hint)
