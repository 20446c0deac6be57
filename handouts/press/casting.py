"""Clinics' fragments -> letterheads, in gangs: many clinics on one page, typeset in one go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from handouts.diagnostics import Place, Problems
from handouts.engine import Pagination, Source, Typeset, paginate
from handouts.page import Asset, Boxes, Fragments, Sheet, part_id, parts_of
from handouts.pdf import Unfinished, open_pdf
from handouts.press.inks import channels, sentinels, told_by
from handouts.press.look import Look
from handouts.press.plate import differences
from handouts.press.rendering import inked
from handouts.press.showing import is_surely_open
from handouts.press.splitting import split
from handouts.press.stamping import Letterhead
from handouts.press.standins import stand_ins

__all__ = ["cast", "compute_colours"]

GangMaker = Callable[[Sequence[Fragments]], Sheet]


def cast(
    members: Sequence[Fragments], gang: GangMaker, look: Look, *, is_open: bool = True
) -> list[Letterhead | Problems]:
    """Return a letterhead for each clinic, or what is wrong with it.

    Colours are left open, or else stay in it as they are. A clinic that cannot be typeset does not
    stop the others of its gang.
    """
    problems, tokens = Problems(), tuple(look.colours)
    sheet = gang(members)
    colours = sentinels(tokens, _source(sheet))[0] if is_open else look.colours
    inks = told_by(colours, tokens) if is_open else {}
    assets, pictures = stand_ins(dict(sheet.assets))
    trial = _typeset(sheet, assets, replace(look, colours=colours), problems)
    if trial is not None:
        heights = _heights(trial, members)
        try:
            made = split(trial.data, members, pictures, inks, heights, sheet.boxes)
            pairs = zip(made, members, strict=True)
            return [_fitting(one, member, sheet.boxes) for one, member in pairs]
        except Unfinished as error:
            fact = f"the letterhead cannot be made: {error}"
            problems.error("letterhead", Place(members[0].source), fact)
    if len(members) == 1:
        return [problems]
    return [one for member in members for one in cast([member], gang, look, is_open=is_open)]


def compute_colours(members: Sequence[Fragments], gang: GangMaker, look: Look) -> list[str]:
    """Return where letterheads depend on colours in another way than by showing them.

    What it says of some clinics holds for all of a style; where they cannot be typeset, nothing.
    """
    sheet, tokens = gang(members), tuple(look.colours)
    dark, light = sentinels(tokens, _source(sheet))
    same = dict.fromkeys(tokens, next(iter(light.values())))
    assets, _ = stand_ins(dict(sheet.assets))
    pages = _laid_out(sheet, assets, replace(look, colours=dark), Problems())
    if pages is None or is_surely_open(replace(sheet, assets=assets), pages.colouring):
        return []
    one = pages.draw(Problems())
    other = _typeset(sheet, assets, replace(look, colours=same), Problems())
    if one is None or other is None:
        return []
    inks = dict.fromkeys(told_by(dark, tokens), 0)
    return differences(
        open_pdf(one.data), inks, open_pdf(other.data), {channels(same[tokens[0]]): 0}
    )


def _typeset(
    sheet: Sheet, assets: Mapping[str, Asset], look: Look, problems: Problems
) -> Typeset | None:
    pages = _laid_out(sheet, assets, look, problems)
    return pages.draw(problems) if pages else None


def _laid_out(
    sheet: Sheet, assets: Mapping[str, Asset], look: Look, problems: Problems
) -> Pagination | None:
    pictures = {name: inked(asset, look.colours) for name, asset in assets.items()}
    source = Source(sheet.html, (look.style, *sheet.styles), pictures, sheet.source)
    return paginate(source, look.faces, problems)


def _source(sheet: Sheet) -> str:
    return sheet.html + "".join(style.text for style in sheet.styles)


def _heights(trial: Typeset, members: Sequence[Fragments]) -> list[dict[str, float]]:
    """Return how high each clinic's fillings are, in mm, by slot."""
    heights = {}
    for (slot, html), number in parts_of(members).items():
        name = part_id(slot, number)
        heights[slot, html] = trial.boxes[f"end-{name}"].top - trial.boxes[name].top
    return [{slot: heights[slot, member.html[slot]] for slot in member.html} for member in members]


def _fitting(letterhead: Letterhead, member: Fragments, boxes: Boxes) -> Letterhead | Problems:
    """Return a letterhead whose fillings stay in their boxes, else what leaves its box."""
    problems = Problems()
    for slot, beyond in boxes.beyond(letterhead.heights):
        problems.add(member.too_high(slot, beyond))
    return problems if problems.failed else letterhead
