"""Sheet -> plate: whether its colours can be left open, told by typesetting it in sentinels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from handouts.diagnostics import Place, Problems
from handouts.engine import Colouring, Layout, Pagination
from handouts.page import Sheet, marks
from handouts.pdf import Inks, Unfinished, open_pdf
from handouts.press.inks import channels, following, sentinels, told_by
from handouts.press.look import Look
from handouts.press.measuring import Measures, measure
from handouts.press.plate import OpenSheet, compile_plate, differences, proof, used_literals
from handouts.press.rendering import lay_out, typeset_sheet
from handouts.press.stamping import Plate
from handouts.press.verdicts import Verdict, like_of, own_styles

__all__ = [
    "Trial",
    "draw_trial",
    "judge",
    "lay_out_trial",
    "make_plate",
    "measured",
    "set_trial",
]

Tokens = Mapping[str, str]


@dataclass(frozen=True)
class Trial:
    """A sheet in sentinels, not yet finished, its pages, and how full the last of them is.

    It has no data where it was laid out and not drawn.
    """

    data: bytes
    pages: int
    last_page: float
    layout: Layout = field(default_factory=Layout)  # of what was drawn
    colouring: Colouring = field(default_factory=Colouring)


def set_trial(sheet: Sheet, look: Look, problems: Problems, *, alike: bool = False) -> Trial | None:
    """Typeset a sheet in dark colours that are all different; None after an error.

    Or else in one light colour. The tokens are those of the look.
    """
    pages = lay_out_trial(sheet, look, problems, alike=alike)
    return draw_trial(pages, problems) if pages else None


def lay_out_trial(
    sheet: Sheet, look: Look, problems: Problems, *, alike: bool = False
) -> Pagination | None:
    """Lay a trial of a sheet out, which may be drawn; None after an error. Else as `set_trial`."""
    dark, light = _sentinels(sheet, look)
    return lay_out(sheet, marks(), replace(look, colours=_same(light) if alike else dark), problems)


def draw_trial(pages: Pagination, problems: Problems) -> Trial | None:
    """Draw a trial that was laid out; None after an error."""
    made = pages.draw(problems, measured=True)
    if made is None:
        return None
    return Trial(made.data, pages.pages, pages.last_page, made.layout, pages.colouring)


def measured(dark: Trial, sheet: Sheet, look: Look) -> Measures:
    """Return the facts of the pages of a dark draft of a sheet."""
    return measure(dark.data, dark.layout, _sentinels(sheet, look)[0])


def judge(
    fit: int, dark: Trial, light: Trial | None, sheet: Sheet, look: Look, problems: Problems
) -> tuple[Verdict, Plate | None] | None:
    """Return a sheet's verdict, and its plate where there is one for all; None after an error.

    Its draft in a fit is compared with the one in a single colour: what differs beside the colours
    depends on them. There is none where it is known to be open.
    """
    tokens = tuple(look.colours)
    colours, others = _sentinels(sheet, look)
    one = _proof(dark.data, sheet, problems)
    if one is None:
        return None
    inks, any_ink = told_by(colours, tokens), {channels(next(iter(others.values()))): 0}
    if light is None:
        return Verdict(fit, "open"), compile_plate(one, inks)
    typeset = open_pdf(dark.data)
    faults = differences(typeset, dict.fromkeys(inks, 0), open_pdf(light.data), any_ink)
    if not faults and not dark.colouring.mixed:
        return Verdict(fit, "open"), compile_plate(one, inks)
    apart = typeset_sheet(sheet, marks(), replace(look, colours=others), problems)
    if apart is None:
        return None
    reasons = differences(typeset, inks, open_pdf(apart.data), told_by(others, tokens))
    if reasons:
        return Verdict(fit, "closed", reasons=reasons), None
    return Verdict(fit, "patterned", sorted(used_literals(one, inks))), None


def make_plate(
    sheet: Sheet, verdict: Verdict, look: Look, palette: Tokens, problems: Problems
) -> Plate | None:
    """Return the plate of a sheet for a palette; None after an error.

    A closed sheet is typeset in the palette's own colours, which then stay in it as they are.
    """
    tokens = tuple(palette)
    like, colours = like_of(verdict, palette), palette
    inks: Inks = {}
    if verdict.kind != "closed":
        dark, _ = _sentinels(sheet, look)
        like = like or tokens
        free = {
            token: dark[token] for token, same in zip(tokens, like, strict=True) if token == same
        }
        colours = following(like, dark)
        inks = {channels(value): tokens.index(token) for token, value in free.items()}
    made = _laid_out(sheet, replace(look, colours=colours), problems)
    return compile_plate(made, inks) if made else None


def _laid_out(sheet: Sheet, look: Look, problems: Problems) -> OpenSheet | None:
    trial = typeset_sheet(sheet, marks(), look, problems)
    return _proof(trial.data, sheet, problems) if trial else None


def _proof(data: bytes, sheet: Sheet, problems: Problems) -> OpenSheet | None:
    try:
        return proof(data, sheet.boxes)
    except Unfinished as error:
        problems.error("finish", Place(sheet.source), f"the PDF cannot be finished: {error}")
        return None


def _same(colours: Tokens) -> dict[str, str]:
    return dict.fromkeys(colours, next(iter(colours.values())))


def _sentinels(sheet: Sheet, look: Look) -> tuple[dict[str, str], dict[str, str]]:
    """Return sentinels that stand nowhere in a sheet; the same in each of its fits."""
    drawings = "".join(
        a.data.decode("latin-1") for a in sheet.assets.values() if "svg" in a.media_type
    )
    styles = (style.text for style in own_styles(sheet))
    return sentinels(tuple(look.colours), "".join((sheet.html, *styles, drawings)))
