"""What handouts.toml says of a workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated

from handouts.diagnostics import HandoutsError, Problems
from handouts.reading import Doc, Length, Pattern, Range, decode, json_schema, parse_toml

__all__ = ["DeskSettings", "Settings", "read_settings", "settings_schema"]

INSIDE = Pattern(  # neither absolute nor an address, '..' nowhere, and not the workspace itself
    r"(?!/)(?!.*://)(?!(?:.*/)?\.\.(?:/|$))(?![./]*$)[^\x00\n]+",
    "the path of a folder in the workspace",
)


@dataclass(frozen=True)
class DeskSettings:
    """What handouts.toml says under [desk], of `handouts serve`."""

    drafts: Annotated[bool, Doc("print drafts too, marked as such; for trying things out")] = False
    printers: Annotated[
        Mapping[str, tuple[str, ...]],
        Doc("the printers of a clinic, as CUPS names them, by BRAND or BRAND/CLINIC; else all"),
    ] = field(default_factory=dict)


@dataclass(frozen=True)
class Settings:
    """What handouts.toml says."""

    formats: Annotated[
        tuple[str, ...], Length(1), Doc("what 'handouts build' makes without --format")
    ] = ("standard",)
    output: Annotated[str, INSIDE, Doc("where copies go, in the workspace")] = "output"
    approving_roles: Annotated[
        tuple[str, ...], Doc("each of these roles must approve a text before it prints unmarked")
    ] = ()
    grace_days: Annotated[
        int, Range(0, 366), Doc("how many days a text prints whose review is overdue")
    ] = 30
    rules: Annotated[str, Doc("the set of rules that 'handouts check' holds texts to")] = "base"
    thresholds: Annotated[Mapping[str, float], Doc("other limits, by rule")] = field(
        default_factory=dict
    )
    waivers: Annotated[Mapping[str, str], Doc("why a rule does not hold here, by rule")] = field(
        default_factory=dict
    )
    desk: Annotated[DeskSettings, Doc("the desk in a browser")] = field(
        default_factory=DeskSettings
    )


def read_settings(text: str, name: str) -> Settings:
    """Read the text of handouts.toml, called name. Raises HandoutsError with all that is wrong."""
    problems = Problems()
    settings = decode(Settings, parse_toml(text, name), problems)
    if settings is None:
        raise HandoutsError(*problems)
    formats, roles = (tuple(dict.fromkeys(v)) for v in (settings.formats, settings.approving_roles))
    return replace(settings, formats=formats, approving_roles=roles)


def settings_schema() -> dict[str, object]:
    """Return the JSON Schema of handouts.toml, for editors of TOML."""
    return json_schema(Settings, title="The settings of a workspace")
