"""The whole way from a workspace, a handout, a clinic and a format to the bytes of a copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from handouts.batch import (
    Copy,
    Materials,
    Order,
    Outcome,
    Press,
    Typesetting,
    WrongOrder,
    cast_letterheads,
    findings,
    judged,
    make_faces_static,
    outcome_of,
    plan_given,
    read_all,
    settle_sheet,
    suited,
)
from handouts.diagnostics import HandoutsError, Problems
from handouts.workspace import Workspace

__all__ = ["make_copy"]

Product = TypeVar("Product")


def make_copy(
    workspace: Workspace,
    handout: str,
    clinic: str,
    format: str = "standard",  # noqa: A002  (the word of the house)
    language: str = "",
) -> bytes:
    """Return a copy as `handouts build` writes it: a PDF, or a page of HTML or text as UTF-8.

    handout is the name of a handout or a pack, clinic is BRAND/CLINIC, or BRAND where it has one,
    and format one of ``templates/formats.yaml``; language is one that it is translated into, such
    as pl, else it is its own. The clinic gets the text that is approved for it
    on the day of the workspace, else a draft that says so on every page. Sizes on its pages are
    in points and millimetres, and the same input gives the same bytes.

    Nothing is written but what can be made again, in ``.handouts/cache`` of the workspace. It is
    made in this process, without the limits on time and memory that a build has: set content that
    you trust. To make many copies, use `handouts build`, which makes what they share once.

    Raises WrongOrder for a name that is not there, for a clinic that is not one, and for a text
    that may no longer be given; HandoutsError, with all that is wrong as its diagnostics (file,
    line, column, fact and hint), where the copy cannot be made, or breaks a rule as an error.

    >>> from datetime import date
    >>> from pathlib import Path
    >>> from handouts import Workspace, make_copy
    >>> workspace = Workspace.open(Path("."), date.today())
    >>> data = make_copy(workspace, "facial-massage", "harbour-skin", "booklet")
    >>> data[:5]
    b'%PDF-'
    """
    order = Order((handout,), (clinic,), (language,) if language else (), (format,))
    materials = _read(workspace, order)
    copy = _choose(order, materials)
    settings = [_typeset(leaf, materials) for leaf in copy.leaves]
    for leaf, setting in zip(copy.leaves, settings, strict=True):
        _judge(leaf, setting, materials)
    return _stamp(copy, settings, materials)


def _read(workspace: Workspace, order: Order) -> Materials:
    """Files -> values: read and check all, and go on where what an order needs is right."""
    faults = Problems()
    read = read_all(workspace, workspace.output, faults, order.languages)
    materials = make_faces_static(read, order.brands, faults, processes=1)
    problems = judged(faults, order, materials)
    if problems.failed:
        raise HandoutsError(*(problem for problem in problems if problem.severity == "error"))
    return materials


def _choose(order: Order, materials: Materials) -> Copy:
    """Order -> copy: the text that the clinic gives today, in the format, on its paper."""
    copies = plan_given(order, materials)
    copies = [copy for copy in copies if copy.handout.language == copies[0].handout.language]
    if len(copies) != 1:
        names = ", ".join(f"{copy.brand.id}/{copy.clinic.id}" for copy in copies) or "none"
        raise WrongOrder(f"one clinic is needed, as BRAND/CLINIC; this order names {names}")
    [copy] = suited(copies, materials, Problems(), processes=1)
    return copy


def _typeset(copy: Copy, materials: Materials) -> Typesetting:
    """Copy -> typesetting: its letterhead, then its sheet, step by step, in the fit that wins."""
    if not copy.format.on_paper:
        return Typesetting()
    [setting] = map(_sound, cast_letterheads([copy], materials))
    while not setting.sheet:
        setting = _sound(settle_sheet(copy, setting, materials))
    return setting


def _judge(copy: Copy, setting: Typesetting, materials: Materials) -> None:
    """Typesetting -> findings: what the rules say of the set pages; an error stops the copy."""
    faults = findings(copy, setting.sheet, materials) if copy.format.on_paper else []
    if any(finding.severity == "error" for finding in faults):
        raise HandoutsError(*faults)


def _stamp(copy: Copy, settings: Sequence[Typesetting], materials: Materials) -> bytes:
    """Plate + letterhead -> bytes: each leaf stamped, a booklet folded, a pack bound."""
    made = outcome_of(copy, lambda problems: Press(materials, problems).bind(copy, settings))
    data, _pages = _sound(made)
    return data


def _sound(made: Product | Outcome) -> Product:
    """Return what a stage came to. Raises HandoutsError with what it tells, where it failed."""
    if isinstance(made, Outcome):
        raise HandoutsError(*made.diagnostics)
    return made
