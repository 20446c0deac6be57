"""``handouts check``: tell what is wrong with the sources."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import click

from handouts.batch import (
    Asked,
    Materials,
    Order,
    foresee,
    named,
    plan,
    read_all,
    sifted,
    tell_not_offered,
)
from handouts.brand import (
    CLEAR,
    DIFFERENT,
    Brand,
    Pair,
    apart,
    brand_names,
    clinic_names,
    grey_ink,
    pairs,
)
from handouts.checks import SETS, Rule, Written, all_rules, explain_rule, grade, run_rules, sarif
from handouts.content import Handout, pack_places, unwritten
from handouts.diagnostics import Diagnostic, Problems, did_you_mean
from handouts.workspace import Settings, Workspace

SCHEMA = 1


@click.command("check")
@click.argument("ids", nargs=-1, metavar="[ID]…")
@click.option(
    "--as",
    "shape",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    help="How to tell: lines to read, JSON, or SARIF for a code host.",
)
@click.option(
    "--rules", "chosen", type=click.Choice(SETS), help="The rule set, in place of the workspace's."
)
@click.option(
    "--rule",
    "only",
    multiple=True,
    metavar="RULE",
    help="Only this rule, beside what cannot be read; may be repeated.",
)
@click.option("--explain", metavar="RULE", help="Say what a rule asks, and check nothing.")
@click.option(
    "--pages", is_flag=True, help="Judge the pages too; those that no build has set yet are set."
)
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option(
    "-v", "--verbose", is_flag=True, help="Tell also the pairs of colours of each brand, measured."
)
@click.pass_obj
def command(
    open_workspace: Callable[[], Workspace],
    ids: tuple[str, ...],
    shape: str,
    chosen: str | None,
    only: Sequence[str],
    explain: str | None,
    pages: bool,
    strict: bool,
    verbose: bool,
) -> int:
    """Tell what is wrong with handouts, sources and clinics.

    All are read and held to the rules; with ID, a handout, pack, BRAND or BRAND/CLINIC, only that
    one is judged, with all that it needs: a handout with the sources that it cites, a pack with its
    handouts, a clinic with its brand.

    \b
    Examples:
      handouts check
      handouts check facial-massage
      handouts check facial-massage harbour-skin --pages
      handouts check --strict
      handouts check --pages
      handouts check --explain STR-08
      handouts check --rule TXT-01 --rule TXT-03 --rules nhs
      handouts check -v --as json
    """
    if explain:
        click.echo(explain_rule(_rule(explain), chosen or SETS[0]))
        return 0
    workspace = open_workspace()
    workspace = replace(workspace, settings=_settings(workspace, chosen))
    rules = {str(_rule(name).id) for name in only}
    materials, asked, problems = checked(workspace, ids, rules, pages)
    handouts = [h for h in _handouts(materials) if asked.needs(("handout", h.id))]
    rows = [_summary(Written(h, materials.library), problems) for h in handouts]
    looked_at = [brand for brand in materials.brands if asked.needs(("brand", brand.id))]
    brands = looked_at if verbose else ()
    if shape == "sarif":
        click.echo(json.dumps(sarif(problems), indent=2))
    elif shape == "json":
        report: dict[str, object] = {
            "schema": SCHEMA,
            "diagnostics": [d.as_json() for d in problems],
            "handouts": rows,
        }
        if verbose:
            report["colours"] = {b.id: [_entry(b, p) for p in pairs(b.palette)] for b in brands}
        click.echo(json.dumps(report, indent=2))
    else:
        for line in (*map(str, problems), *_tables(brands)):
            click.echo(line)
    errors, warnings = counted(problems)
    for line in _lines(rows):
        click.echo(line, err=True)
    click.echo(f"{_counted(asked, materials)}: {errors} errors, {warnings} warnings", err=True)
    return 1 if errors or (strict and warnings) else 0


def _rule(name: str) -> Rule:
    """Return a rule by its id, in small or large letters. Raises BadParameter for no such rule."""
    rule = all_rules().get(name.upper())
    if rule is None:
        hint = did_you_mean(name.upper(), list(all_rules())) or "docs/rules.md lists the rules"
        raise click.BadParameter(f"there is no rule '{name}'; {hint}")
    return rule


def _settings(workspace: Workspace, chosen: str | None) -> Settings:
    return replace(workspace.settings, rules=chosen or workspace.settings.rules)


def checked(
    workspace: Workspace, ids: Sequence[str], only: Collection[str], pages: bool
) -> tuple[Materials, Asked, Problems]:
    """Read a workspace and hold what is asked for to the rules; return also what that is.

    Of one rule alone, errors of reading stay.
    """
    problems = Problems()
    materials = read_all(workspace, workspace.output, problems)
    asked = _asked(ids, materials)
    settings = workspace.settings
    problems.extend(run_rules(materials.readable, materials.brands, settings, only=only))
    problems.extend(tell_not_offered(Order(), materials))
    problems.extend(foresee(materials, os.cpu_count() or 1))
    problems = sifted(problems, asked, workspace)
    if pages:
        problems.extend(_of_pages(ids, asked, materials))
    if only:
        problems = Problems(d for d in problems if d.rule in only or _unreadable(d))
    return materials, asked, problems


def _asked(ids: Sequence[str], materials: Materials) -> Asked:
    """Return what is to be checked. Raises UsageError for what is not there."""
    clinics = clinic_names(materials.workspace)
    known = [*materials.library.ids, *pack_places(materials.workspace), *clinics]
    known += [f"{brand}/{clinic}" for brand, names in clinics.items() for clinic in names]
    wrong = [
        f"there is no handout, pack or brand '{name}'; "
        f"{did_you_mean(name, known) or 'see handouts list'}"
        for name in ids
        if name not in known
    ]
    if wrong:
        raise click.UsageError("\n".join(wrong))
    return named(ids, materials) if ids else Asked({})


def _counted(asked: Asked, materials: Materials) -> str:
    """Tell how many handouts and brands were asked for, whether they could be read or not."""
    there = {"handout": materials.library.ids, "brand": brand_names(materials.workspace)}
    counts = {
        kind: sum(asked.needs((kind, name)) for name in names) for kind, names in there.items()
    }
    parts = [f"{n} {kind}{'' if n == 1 else 's'}" for kind, n in counts.items() if n]
    return ", ".join(parts) or "nothing"


def _unreadable(problem: Diagnostic) -> bool:
    """Say whether a problem keeps something from being read or set, whatever the rules ask."""
    return problem.severity == "error" and problem.rule not in all_rules()


def _of_pages(ids: Sequence[str], asked: Asked, materials: Materials) -> Iterator[Diagnostic]:
    """Judge the pages of all copies that a build would make of what is asked for."""
    from handouts.batch import (
        judge_all,  # late: it brings the press
        make_faces_static,
        suited,
    )
    from handouts.cli.output import tell_kept

    tell_kept(materials.workspace)

    texts = {*asked.names.get("handout", ())} & set(materials.editions)
    brands = tuple(asked.names.get("brand", ()))
    problems = Problems()
    materials = make_faces_static(materials, brands, problems)
    order = Order(tuple(sorted(texts)), brands, formats=materials.workspace.settings.formats)
    asked_for = plan(order, materials) if texts or brands or not ids else []
    copies = suited(asked_for, problems)
    wanted = [copy for copy in copies if not copy.edition.refused and copy.format.on_paper]
    click.echo(f"setting the pages of {len(wanted)} copies, where no build has set them", err=True)
    yield from problems
    yield from judge_all(wanted, materials, os.cpu_count() or 1)


def _handouts(materials: Materials) -> Iterable[Handout]:
    return materials.readable.handouts.values()


def _summary(text: Written, problems: Iterable[Diagnostic]) -> dict[str, object]:
    """Count what is wrong with a handout, and tell its reading grade."""
    folder = f"{text.handout.folder}/"
    errors, warnings = counted(d for d in problems if d.place.file.startswith(folder))
    waiting = len([*unwritten(text.handout)])
    score = None if waiting else grade(text)  # of a start it would say nothing
    return {
        "id": text.handout.id,
        "unwritten": waiting,
        "errors": errors,
        "warnings": warnings,
        "grade": None if score is None else round(score, 1),
    }


def _lines(rows: Sequence[Mapping[str, object]]) -> Iterator[str]:
    width = max((len(str(row["id"])) for row in rows), default=0)
    for row in rows:
        score = "" if row["grade"] is None else f"   reading grade {row['grade']}"
        if row["unwritten"]:
            score = f"   not written: {row['unwritten']} texts"
        counts = f"{row['errors']} errors, {row['warnings']} warnings"
        yield f"{row['id']!s:{width}}  {counts}{score}"


def counted(problems: Iterable[Diagnostic]) -> tuple[int, int]:
    """Return how many errors and warnings there are."""
    counts = Counter(d.severity for d in problems)
    return counts["error"], counts["warning"]


def _tables(brands: Sequence[Brand]) -> Iterator[str]:
    """Write the pairs of colours of each brand as the lines of a table."""
    for brand in brands:
        yield f"{brand.id}: {brand.name}"
        yield f"  {'pair':24}{'colours':38}{'ratio':>5}{'least':>7}{'aim':>6}   in grey (black)"
        for pair in pairs(brand.palette):
            front, back = _colours(brand, pair)
            colours = f"{pair.foreground} {front} on {pair.background} {back}"
            grey = f"{grey_ink(front):.0%} on {grey_ink(back):.0%}"
            numbers = f"{pair.ratio:5.1f}{pair.least:7.1f}{pair.aim:6.1f}"
            yield f"  {pair.name:24}{colours:38}{numbers}   {grey}"
        inks, numbers = (
            brand.palette.inks,
            f"{apart(brand.palette):5.1f}{DIFFERENT:7.1f}{CLEAR:6.1f}",
        )
        colours = f"warn {inks['warn']} by brand {inks['brand']}"
        yield f"  {'warnings by headings':24}{colours:38}{numbers}   difference (CIEDE2000)"


def _entry(brand: Brand, pair: Pair) -> dict[str, object]:
    front, back = _colours(brand, pair)
    return {
        "pair": pair.name,
        "foreground": front,
        "background": back,
        "ratio": round(pair.ratio, 2),
        "least": pair.least,
        "aim": pair.aim,
        "grey": [round(grey_ink(front), 2), round(grey_ink(back), 2)],
    }


def _colours(brand: Brand, pair: Pair) -> tuple[str, str]:
    return brand.palette.inks[pair.foreground], brand.palette.inks[pair.background]
