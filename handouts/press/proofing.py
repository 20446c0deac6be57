"""Sheet -> plate: whether its colours can be left open, told by typesetting it in sentinels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from handouts.diagnostics import Place, Problems
from handouts.engine import Colouring, Layout, Pagination
from handouts.page import Fit, Sheet, Style, marks
from handouts.pdf import Inks, Unfinished, open_pdf
from handouts.press.inks import channels, following, pattern, sentinels, told_by
from handouts.press.keys import key_of
from handouts.press.look import Look
from handouts.press.measuring import Measures, measure
from handouts.press.plate import OpenSheet, compile_plate, differences, proof, used_literals
from handouts.press.rendering import lay_out, typeset_sheet
from handouts.press.stamping import Plate

__all__ = [
    "Trial",
    "Verdict",
    "draw_trial",
    "judge",
    "lay_out_trial",
    "make_plate",
    "measured",
    "plate_key",
    "set_trial",
    "shape_key",
    "sheet_key",
]

Tokens = Mapping[str, str]
WORDS = re.compile(r">[^<]*[^<\s][^<]*<")  # between the tags of a sheet
FIT = "the fit"  # the stylesheet that holds what copyfitting chose


@dataclass(frozen=True)
class Verdict:
    """How a sheet takes its colours, and in which fit.

    An 'open' sheet has one plate for all palettes. A 'patterned' one has a plate for each pattern
    of equal colours, its own literals among them. A 'closed' one has a plate for each palette,
    for the reasons that are given.
    """

    fit: int
    kind: Literal["open", "patterned", "closed"]
    literals: Sequence[tuple[float, ...]] = ()
    reasons: Sequence[str] = ()


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


def sheet_key(sheet: Sheet, fits: Sequence[Fit], sides: int | None, look: Look) -> str:
    """Return what names a sheet's verdict: all that decides it, in whatever fit and colours."""
    filling = marks()
    return key_of(
        "sheet",
        sheet.filled(filling),
        str(sides),
        *(fit.css for fit in fits),
        *look.roles,
        styles=_own(sheet),
        assets={**sheet.assets, **filling.assets},
        faces=look.faces,
    )


def shape_key(sheet: Sheet, look: Look) -> str:
    """Return what names how a sheet takes colours: its elements, styles and drawings, no words.

    No rule of CSS chooses a box or its colours by the words in it, nor does WeasyPrint draw it by
    them; how large the slots are has no say either. What is found of a sheet's colours holds for
    every one of the same shape.
    """
    elements = WORDS.sub(">words<", sheet.html)
    return key_of("shape", elements, *look.roles, styles=_own(sheet), assets=sheet.assets)


def plate_key(sheet: str, verdict: Verdict, palette: Tokens) -> str:
    """Return what names the plate of a sheet, by its key, for a palette."""
    return "\n".join(("plate", sheet, *_like(verdict, palette)))


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
    like, colours = _like(verdict, palette), palette
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


def _like(verdict: Verdict, palette: Tokens) -> tuple[str, ...]:
    if verdict.kind == "open":
        return ()
    if verdict.kind == "closed":
        return tuple(palette.values())
    return pattern(palette, verdict.literals)


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
    styles = (style.text for style in _own(sheet))
    return sentinels(tuple(look.colours), "".join((sheet.html, *styles, drawings)))


def _own(sheet: Sheet) -> list[Style]:
    """Return the styles of a sheet in whatever fit."""
    return [style for style in sheet.styles if style.name != FIT]
