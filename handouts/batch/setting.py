"""What is settled once for many copies: letterheads, in gangs, and how sheets take colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from handouts.batch.copies import Copy
from handouts.batch.materials import Materials
from handouts.batch.pages import PAGES
from handouts.batch.progress import told_all
from handouts.batch.reporting import Outcome
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.engine import warm
from handouts.files import way_out
from handouts.page import Fragments
from handouts.press import (
    Letterhead,
    Measures,
    Verdict,
    key_of,
    letterhead_key,
    plate_key,
    sheet_key,
)
from handouts.workspace import Refused

__all__ = [
    "Typesetting",
    "cast_letterheads",
    "judge_style",
    "outcome_of",
    "settle_sheet",
]

Result = TypeVar("Result")
OPEN = Verdict(0, "open")
MORE_STEPS = 3  # than fits: for one that is drawn anew, the trial in one colour, and the judgement


@dataclass(frozen=True)
class Typesetting:
    """How a copy is set: the keys of its letterhead and its sheet.

    The verdict tells how the sheet takes its colours, the notes what a user should know of that.
    Until there is one, the key of the sheet is empty, and the steps towards it are counted.
    """

    letterhead: str = ""
    sheet: str = ""
    verdict: Verdict = OPEN
    notes: tuple[Diagnostic, ...] = ()
    steps: int = 0


def judge_style(copies: Sequence[Copy], materials: Materials) -> Typesetting | Outcome:
    """Judge once whether the letterheads of clinics that are set alike can leave colours open."""

    def judged(_problems: Problems) -> Typesetting:
        members = [copy.slots(materials, of_any_text=True) for copy in copies]
        _style_verdict(copies[0], members, materials)
        return Typesetting()

    return outcome_of(copies[0], judged)


def cast_letterheads(copies: Sequence[Copy], materials: Materials) -> list[Typesetting | Outcome]:
    """Make the letterheads of clinics that one gang can hold, and return a setting for each."""

    def gang(_problems: Problems) -> list[Typesetting | Outcome]:
        members = [copy.slots(materials, of_any_text=True) for copy in copies]
        verdict = _style_verdict(copies[0], members, materials)
        keys = [
            _letterhead_key(copy, member, verdict, materials)
            for copy, member in zip(copies, members, strict=True)
        ]
        store = materials.cache
        made: dict[str, Letterhead | Problems] = {
            key: kept for key in keys if (kept := store.get(key, Letterhead))
        }
        missing = {key: n for n, key in enumerate(keys) if key not in made}
        for part in [list(missing)] if verdict.kind == "open" else [[key] for key in missing]:
            chosen = [missing[key] for key in part]
            outcomes = _cast([(copies[n], members[n]) for n in chosen], verdict, materials)
            made |= dict(zip(part, outcomes, strict=True))
        for key in missing:
            if isinstance(one := made[key], Letterhead):
                store.put(key, one)
        notes = _notes(copies[0].clinic.place, "letterheads", verdict)
        return [_setting(key, made[key], notes) for key in keys]

    outcomes = outcome_of(copies[0], gang)
    if not isinstance(outcomes, Outcome):
        return outcomes
    if len(copies) == 1:
        return [outcomes]
    return [one for copy in copies for one in cast_letterheads([copy], materials)]


def settle_sheet(copy: Copy, setting: Typesetting, materials: Materials) -> Typesetting | Outcome:
    """Take the next step towards a sheet's verdict, and its plate where it has one for all.

    What a step made is kept for the next, see `Fitting`.
    """

    def step(problems: Problems) -> Typesetting | None:
        fits, store = copy.format.fits, materials.cache
        first = copy.sheet(fits[0], materials)
        key = sheet_key(first, fits, copy.sides, copy.sheet_look)
        verdict = store.get(key, Verdict) if store.get(key + PAGES, Measures) else None
        if verdict is None:
            if setting.steps > len(fits) + MORE_STEPS:
                raise OSError(0, "it keeps nothing, so nothing can be made", str(store.folder))
            from handouts.batch.fitting import Fitting  # late: what is kept is not settled again

            verdict = Fitting(key, copy, materials).verdict(problems)
            if verdict is not None or problems.failed:
                told_all(copy, materials)
        if problems.failed:
            return None
        if verdict is None:
            return replace(setting, steps=setting.steps + 1)
        notes = _notes(copy.handout.place, "plates", verdict)
        return replace(setting, sheet=key, verdict=verdict, notes=(*setting.notes, *notes), steps=0)

    return outcome_of(copy, step)


def outcome_of(copy: Copy, stage: Callable[[Problems], Result | None]) -> Result | Outcome:
    """Run a stage; where it comes to nothing, return a copy that failed and why."""
    problems = Problems()
    try:
        result = stage(problems)
    except Refused as refusal:
        problems.error("file", Place(copy.handout.place.file), str(refusal), refusal.hint)
        result = None
    except HandoutsError as error:
        problems.extend(error.diagnostics)
        result = None
    except OSError as error:
        problems.add(_unwritten(copy, error))
        result = None
    return Outcome("failed", diagnostics=tuple(problems)) if result is None else result


def _unwritten(copy: Copy, error: OSError) -> Diagnostic:
    """Tell what the system refused: a copy, or what is kept or worked with on the way to it."""
    name = str(error.filename or copy.path)
    place = Place(copy.path if name.endswith(copy.path) else name)
    fact = f"it cannot be written: {error.strerror}"
    return Diagnostic("error", "write", place, fact, way_out(error))


def _style_verdict(copy: Copy, members: Sequence[Fragments], materials: Materials) -> Verdict:
    """Say whether the letterheads of a style can leave their colours open; judged once."""
    sheet = copy.gang(members[:1], materials)
    store, key = materials.cache, key_of("style of letterheads", styles=sheet.styles)
    verdict = store.get(key, Verdict)
    if verdict is None:
        warm()  # before the rest is loaded, which a process that is left cold need not
        from handouts.press import compute_colours  # late: a style is judged once

        reasons = compute_colours(
            members, lambda some: copy.gang(some, materials), copy.letterhead_look
        )
        verdict = Verdict(0, "closed" if reasons else "open", reasons=reasons)
        store.put(key, verdict)
    return verdict


def _letterhead_key(copy: Copy, member: Fragments, verdict: Verdict, materials: Materials) -> str:
    look = copy.letterhead_look
    key = letterhead_key(copy.gang([member], materials), member, look)
    return plate_key(key, verdict, look.colours)


def _cast(
    wanted: Sequence[tuple[Copy, Fragments]], verdict: Verdict, materials: Materials
) -> list[Letterhead | Problems]:
    if not wanted:
        return []
    from handouts.press import cast  # late: what is kept is not cast again

    copy = wanted[0][0]
    return cast(
        [member for _, member in wanted],
        lambda members: copy.gang(members, materials),
        copy.letterhead_look,
        is_open=verdict.kind == "open",
    )


def _setting(
    key: str, made: Letterhead | Problems, notes: tuple[Diagnostic, ...]
) -> Typesetting | Outcome:
    if isinstance(made, Problems):
        return Outcome("failed", diagnostics=tuple(made))
    return Typesetting(key, notes=notes)


def _notes(place: Place, what: str, verdict: Verdict) -> tuple[Diagnostic, ...]:
    """Tell why there is not one plate for all palettes."""
    if verdict.kind == "open":
        return ()
    if verdict.kind == "patterned":
        fact = f"its {what} depend on which colours of a brand are equal"
        hint = "give a border one colour token all around"
    else:
        fact = f"its {what} hold for one palette each: {'; '.join(verdict.reasons)}"
        hint = "avoid border styles and gradients that compute colours"
    return (Diagnostic("info", "colours", place, fact, hint),)
