"""``meta``: what a brand is called, and its web address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from handouts.brand.address import HTTPS, is_address
from handouts.brand.forgiving import section, text, warn_unknown
from handouts.diagnostics import Problems
from handouts.reading import Map, Node, Text

__all__ = ["BrandMeta", "read_meta"]

LONGEST = 120  # characters
UNBROKEN = re.compile(r"\S{41}")  # a word that leaves its box
KNOWN = ("name", "link", "description", "founded")


@dataclass(frozen=True)
class BrandMeta:
    """A brand's name, and its web address or ''."""

    name: str
    website: str


def read_meta(top: Map, brand: str, problems: Problems) -> BrandMeta:
    """Return the name and address of a brand; its folder's name stands in for a missing name."""
    meta = section(top, "meta", problems, KNOWN)
    name = _name(meta.items.get("name"), problems)
    if name and (len(name) > LONGEST or UNBROKEN.search(name)):
        fact, hint = f"the name '{name[:20]}…' is too long; it is left out", "give a shorter one"
        problems.warn("long-name", meta.keys["name"], fact, hint)
        name = None
    if not name:
        name = Text(brand.replace("-", " ").title(), meta.place)
        problems.warn(
            "no-name",
            meta.place,
            f"the brand has no name; '{name}' is printed, after its folder",
            "add 'meta: {name: …}'",
        )
    return BrandMeta(name, _website(meta, problems))


def _name(node: Node | None, problems: Problems) -> Text | None:
    if isinstance(node, Map):
        warn_unknown(node, ("short", "full"), problems)
        return text(node.items.get("full")) or text(node.items.get("short"))
    return text(node)


def _website(meta: Map, problems: Problems) -> str:
    """Return the address of the brand's home page, with https:// where it has no scheme."""
    link = meta.items.get("link")
    address = text(link.items.get("home") if isinstance(link, Map) else link) or ""
    if address and "://" not in address:
        address = f"https://{address}"
    if not address or (re.fullmatch(HTTPS.regex, address) and is_address(address)):
        return Text(address, meta.keys.get("link", meta.place))
    fact = f"'{address}' is not {HTTPS.meaning}; it is left out"
    problems.warn("not-https", meta.keys["link"], fact, "give the address of the home page")
    return ""
