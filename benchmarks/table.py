"""Figures of many rounds -> the table: each case, what it took, what others take, and its bar."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Figures = Mapping[str, Any]  # of a contestant, as it tells them
Round = Mapping[str, Figures]
MS = 1000
MOST_OF_A_RENDER = 1.8  # that one sheet may cost


@dataclass(frozen=True)
class Row:
    """A case, in words, and whether it meets its bar; None where it has none."""

    case: str
    figures: str
    bar: str
    met: bool | None


class Table:
    """The rows of a run; every figure is the median of its rounds."""

    def __init__(self, rounds: Sequence[Round]) -> None:
        """Take what the contestants told in each round."""
        self._rounds = rounds
        self._copies, self._pages = (rounds[0]["cold"][key] for key in ("copies", "pages"))

    def rows(self) -> list[Row]:
        """Return the cases that were measured."""
        return [
            *self._builds(),
            *self._one_handout(),
            *self._one_sheet(),
            *self._one_word(),
            *self._small(),
            *self._parts(),
        ]

    def _builds(self) -> Iterator[Row]:
        cold, again = self._wall("cold"), self._wall("again")
        started = self._of(lambda r: r["cold"]["program"]["wall"])
        name = f"{self._copies} copies"
        if typst := self._rival("typst", "work", self._pages):
            start = self._of(
                lambda r: (
                    r["typst"]["program"]["wall"]
                    - r["typst"]["work"]["wall"]
                    - r["typst"]["edited"]["wall"]
                )
            )
            yield _ratio(f"{name}, nothing cached, against Typst: work", cold, typst, 1.1)
            yield _ratio("the same with program start", started, typst + start, None)
            yield _ratio(f"{name}, letterheads cached, against Typst: work", again, typst, 2)
        loop = self._wall("loop") * self._copies / self._rounds[0]["loop"]["copies"]
        yield _ratio(f"{name}, nothing cached, against a loop of WeasyPrint", cold, loop, None)
        if chromium := self._rival("chromium", "work", self._pages):
            yield _ratio(f"{name}, nothing cached, against Chromium", cold, chromium, None)

    def _one_handout(self) -> Iterator[Row]:
        copies, pages = (self._rounds[0]["edited"][key] for key in ("copies", "pages"))
        if typst := self._rival("typst", "edited", pages):
            case = f"one handout edited, {copies} copies, in a running program, against Typst"
            yield _ratio(case, self._wall("edited"), typst, 1.5)
        command = self._of(lambda r: r["command"]["program"]["wall"])
        yield Row("the same from a cold command line, no shelves", _seconds(command), "", None)
        shelved = self._of(lambda r: r["shelved"]["program"]["wall"])
        yield _limit("the same with the shelves of all clinics", shelved, 4, "s")

    def _one_sheet(self) -> Iterator[Row]:
        ours, plain = (self._cpu(name) for name in ("sheet", "plain"))
        yield Row(
            "one handout, one clinic, nothing cached, against a plain render: processor time",
            f"{_seconds(ours)} to {_seconds(plain)}: {ours / plain:.2g} ×",
            f"{MOST_OF_A_RENDER:g} ×",
            ours <= MOST_OF_A_RENDER * plain,
        )
        stamped = self._cpu("stamped")
        yield _limit("the same, all cached, made again: processor time", stamped, 0.7, "s")

    def _one_word(self) -> Iterator[Row]:
        for form, most in (("standard", 0.35), ("full", 0.5)):
            cost = median(one[f"word, {form}"]["work"]["cpu"] for one in self._rounds)
            case = f"one word changed in a warm program to a picture of page 1, {form}"
            yield _limit(f"{case}: processor time", cost, most, "s")

    def _small(self) -> Iterator[Row]:
        copy = self._of(lambda r: r["copy"]["copy"]["cpu"])
        if any("typst" in one for one in self._rounds):
            typst = self._of(
                lambda r: r["typst"]["work"]["cpu"] / (r["typst"]["copies"] * r["typst"]["pages"])
            )
            theirs = typst * self._pages / self._copies
            yield _ratio("one more copy, against Typst: processor time", copy, theirs, None)
        yield _limit("one more copy: processor time", copy * MS, 1.2, "ms")
        nothing = self._of(lambda r: r["nothing"]["program"]["wall"])
        yield _limit(
            f"nothing changed, {self._copies} copies, with program start", nothing, 0.4, "s"
        )

    def _parts(self) -> Iterator[Row]:
        pages = self._rounds[0]["parts"]["plate_pages"]
        for part, what, most in (
            ("letterhead", "a letterhead in a gang of 25", 25),
            ("plate", f"a plate of {pages} pages", 600),
            ("finish", f"finishing {pages} pages", 15),
        ):
            cost = median(float(one["parts"][part]["cpu"]) for one in self._rounds)
            yield _limit(f"{what}: processor time", cost * MS, most, "ms")

    def _rival(self, name: str, stage: str, pages: int) -> float:
        """Return the seconds that a rival takes for so many pages; 0 where it did not run."""
        if name not in self._rounds[0]:
            return 0
        one = self._rounds[0][name]
        set_by_it = float(one["copies"] * one["pages"])
        return self._wall(name, stage) * pages / set_by_it

    def _wall(self, name: str, stage: str = "work") -> float:
        return self._of(lambda r: r[name][stage]["wall"])

    def _cpu(self, name: str) -> float:
        return self._of(lambda r: r[name]["program"]["cpu"])

    def _of(self, figure: Callable[[Round], float]) -> float:
        return median(figure(one) for one in self._rounds)


def markdown(rows: Sequence[Row]) -> str:
    """Return the table as Markdown."""
    lines = ["| case | figures | bar | |", "|---|--:|--:|---|"]
    met = {True: "met", False: "**missed**", None: ""}
    lines += [f"| {row.case} | {row.figures} | {row.bar} | {met[row.met]} |" for row in rows]
    return "\n".join(lines) + "\n"


def _ratio(case: str, ours: float, theirs: float, least: float | None) -> Row:
    """Compare seconds of ours with theirs."""
    ratio = theirs / ours
    figures = f"{_seconds(ours)} to {_seconds(theirs)}: {ratio:.2g} ×"
    bar = "" if least is None else f"{least:g} ×"
    return Row(case, figures, bar, None if least is None else ratio >= least)


def _seconds(value: float) -> str:
    return f"{value:.2f} s" if value >= 0.1 else f"{value * MS:.2f} ms"


def _limit(case: str, value: float, most: float, unit: str) -> Row:
    return Row(case, f"{value:.2f} {unit}", f"{most:g} {unit}", value <= most)
