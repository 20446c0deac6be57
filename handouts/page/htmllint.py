"""What the engine would refuse of a page's HTML, found before it is set."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import tinyhtml5

from handouts.content import WORDS
from handouts.diagnostics import Diagnostic, Place, cut
from handouts.page.boxes import SLOTS

__all__ = ["faults_of_html"]


def faults_of_html(html: str, pictures: Collection[str], source: str) -> Iterator[Diagnostic]:
    """Tell of pictures that were not given or say nothing, and of a page without a language.

    Nobody but a template can cause them; they are told of the file source, which it sets.
    """
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    if not root.get("lang"):
        fact = "the page tells no language"
        yield _error("page", source, fact, 'write <html lang="…"> in the page\'s template')
    there = {element.get("id") for element in root.iter()}
    wanted = [f"end-{slot}" for slot in (*SLOTS, *WORDS) if f'id="{slot}"' in html]
    wanted += ["end"] if wanted else []
    if missing := [name for name in wanted if name not in there]:
        fact = f"the page has no element '{missing[0]}', which tells where something ends"
        yield _error("page", source, fact, "look for a quote or a tag that is left open")
    for picture in root.iter("img"):
        address = picture.get("src", "")
        if address not in pictures:
            fact = f"the picture '{cut(address)}' is not given with the page"
            yield _error("picture", source, fact, "name it as the templates that we ship do")
        if picture.get("alt") is None:
            fact = f"the picture '{cut(address)}' has no alternative text"
            hint = "say what it shows, or give it an empty text if it only decorates"
            yield _error("alt", source, fact, hint)


def _error(rule: str, source: str, fact: str, hint: str) -> Diagnostic:
    return Diagnostic("error", rule, Place(source), fact, hint)
