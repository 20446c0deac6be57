"""Whether a sheet only shows its colours, read from what it is made of; else a probe tells."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.etree import ElementTree

from handouts.engine import Colouring, may_compute_colours
from handouts.page import Asset, Sheet

__all__ = ["is_surely_open"]

SVG = "image/svg+xml"
TOKEN = "var("
# What could bring a colour of a palette to a page beside its stylesheets and pictures, and what
# could write its name in another way.
OWN = re.compile(r"<style|<svg|var\(|currentcolor|\\", re.IGNORECASE)
SHOWN = re.compile(r"var\(--[a-z-]+\)")
PAINTED = frozenset({"fill", "stroke"})  # attributes that show a colour
MIXING = frozenset({"filter", "mask", "pattern", "marker", "foreignObject"})  # what may do more


def is_surely_open(sheet: Sheet, colouring: Colouring) -> bool:
    """Say whether a sheet is open for sure, by its boxes; where this says no, it may be yet.

    Nothing computes a colour from another, no box has several colours around it, and drawings fill
    and stroke with tokens and do nothing else with them.
    """
    return (
        not (colouring.computed or colouring.mixed)
        and not any(may_compute_colours(style.text) for style in sheet.styles)
        and not OWN.search(sheet.html)
        and all(_only_shows(asset) for asset in sheet.assets.values())
    )


@lru_cache(maxsize=128)
def _only_shows(asset: Asset) -> bool:
    """Say whether a picture takes tokens in no other way than to fill and to stroke with them."""
    if asset.media_type != SVG or TOKEN.encode() not in asset.data:
        return True
    try:
        drawing = ElementTree.fromstring(asset.data)
    except ElementTree.ParseError:
        return False
    return all(
        str(element.tag).rpartition("}")[2] not in MIXING
        and TOKEN not in f"{element.text} {element.tail}"
        and all(
            TOKEN not in value or (name in PAINTED and SHOWN.fullmatch(value.strip()))
            for name, value in element.items()
        )
        for element in drawing.iter()
    )
