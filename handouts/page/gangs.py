"""Many clinics' slots on one tall page, each part by itself, to be typeset in one go."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from handouts.content import Direction, locale_of
from handouts.page.boxes import class_of
from handouts.page.environment import Templates
from handouts.page.formats import Format
from handouts.page.parts import Asset, Fragments, Sheet, Style
from handouts.page.sheet import faced, styles

__all__ = ["PAGE_MM", "gang", "gang_styles", "part_id", "parts_of"]

PAGE_MM = (210, 400)  # mm; higher than any filling of a slot may be

# All parts stand in one corner, upon each other: a part with an opacity is drawn as a group of
# its own (https://www.w3.org/TR/css-color-4/#transparency), and is taken out of the page by that.
PARTS = f"""
@page {{
  size: {PAGE_MM[0]}mm {PAGE_MM[1]}mm;
  @top-left {{ content: none }}
  @bottom-left {{ content: none }}
  @bottom-right {{ content: none }}
}}
@page {{ margin: 0 }}
@page :first {{ margin: 0; @top-left {{ content: none }} }}
.slot.part {{
  position: absolute;
  top: 0;
  left: 0;
  height: auto;
  margin: 0;
  border: 0;
  opacity: 0.999;
}}
.slot.part > div:last-child {{ clear: both }}
.slot.part > .newest {{ position: static; height: auto }}
"""


def gang(
    members: Sequence[Fragments],
    format_: Format,
    language: str,
    *,
    templates: Templates,
) -> Sheet:
    """Set the slots of clinics; what several have in common is set once."""
    direction = locale_of(language).direction
    parts = [
        {"id": part_id(slot, number), "class": class_of(slot), "html": Markup(html)}
        for (slot, html), number in parts_of(members).items()
    ]
    context = {"language": language, "direction": direction, "parts": parts}
    html = templates.render("gang.html.j2", context)
    assets: dict[str, Asset] = {}
    for member in members:
        assets |= member.assets
    sheets, boxes = gang_styles(format_, templates, direction), format_.slots.facing(direction)
    return Sheet(html, sheets, assets, members[0].source, boxes)


def parts_of(members: Sequence[Fragments]) -> dict[tuple[str, str], int]:
    """Return the parts of a gang, each a slot and its filling, and their numbers in it."""
    parts = dict.fromkeys((slot, member.html[slot]) for member in members for slot in member.html)
    return {part: number for number, part in enumerate(parts)}


def part_id(slot: str, number: int) -> str:
    """Return the id of a part; that of its end has 'end-' before it."""
    return f"{slot}-{number}"


def gang_styles(
    format_: Format, templates: Templates, direction: Direction = "ltr"
) -> tuple[Style, ...]:
    """Return the stylesheets of letterheads; no paper and no fit has a say in them."""
    sheets = styles(templates, format_, "", format_.fits[0], direction)
    return (*sheets, faced(Style("the parts", PARTS), direction))
