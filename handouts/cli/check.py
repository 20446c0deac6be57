"""``handouts check``: tell what is wrong with the sources."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace

import click

from handouts.brand import CLEAR, DIFFERENT, Brand, Pair, apart, grey_ink, pairs
from handouts.checks import SETS, Rule, all_rules, explain_rule, sarif
from handouts.cli.output import tell_kept
from handouts.diagnostics import did_you_mean
from handouts.review import Summary, check, count
from handouts.workspace import Settings, Workspace

SCHEMA = 1


@click.command("check")
@click.argument("ids", nargs=-1, metavar="[ID]…")
@click.option(
    "-l",
    "--language",
    "languages",
    multiple=True,
    metavar="LANG",
    help="Machine drafts of translations into this language too, such as pl.",
)
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
    languages: tuple[str, ...],
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
      handouts check facial-massage -l pl
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

    def setting(copies: int) -> None:
        tell_kept(workspace)
        click.echo(f"setting the pages of {copies} copies, where no build has set them", err=True)

    checked = check(workspace, ids, rules, setting if pages else None, languages)
    problems, rows = checked.problems, checked.summaries
    brands = checked.brands if verbose else ()
    if shape == "sarif":
        click.echo(json.dumps(sarif(problems), indent=2))
    elif shape == "json":
        report: dict[str, object] = {
            "schema": SCHEMA,
            "diagnostics": [d.as_json() for d in problems],
            "handouts": [asdict(row) for row in rows],
        }
        if verbose:
            report["colours"] = {b.id: [_entry(b, p) for p in pairs(b.palette)] for b in brands}
        click.echo(json.dumps(report, indent=2))
    else:
        for line in (*map(str, problems), *_tables(brands)):
            click.echo(line)
    errors, warnings = count(problems)
    for line in _lines(rows):
        click.echo(line, err=True)
    click.echo(f"{_counted(checked.counts)}: {errors} errors, {warnings} warnings", err=True)
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


def _counted(counts: Mapping[str, int]) -> str:
    """Tell how many handouts and brands were asked for."""
    parts = [f"{n} {kind}{'' if n == 1 else 's'}" for kind, n in counts.items() if n]
    return ", ".join(parts) or "nothing"


def _lines(rows: Sequence[Summary]) -> Iterator[str]:
    width = max((len(row.id) for row in rows), default=0)
    for row in rows:
        score = "" if row.grade is None else f"   reading grade {row.grade}"
        if row.unwritten:
            score = f"   not written: {row.unwritten} texts"
        counts = f"{row.errors} errors, {row.warnings} warnings"
        yield f"{row.id:{width}}  {counts}{score}"


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
