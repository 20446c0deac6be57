from __future__ import annotations

from collections.abc import Callable

from samples import BRAND, CLINIC

from handouts.brand import svg
from handouts.brand.load import load_brands
from handouts.brand.memory import remembered
from handouts.brand.palette import Palette
from handouts.diagnostics import Problems
from handouts.workspace import Workspace

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 32"><circle r="9"/></svg>'
FILES: dict[str, str | bytes] = {
    "brands/harbour/_brand.yml": BRAND + "logo: logo.svg\n" + CLINIC,
    "brands/harbour/logo.svg": LOGO,
}


def made(workspace: Workspace, name: str = "#123456") -> list[str]:
    """Return what was worked out, and not remembered."""
    worked_out: list[str] = []

    def make() -> Palette:
        worked_out.append(name)
        return Palette({"ink": name})

    assert remembered(workspace, f"palette {name}", Palette, make).inks == {"ink": name}
    return worked_out


def test_what_was_worked_out_is_remembered_by_what_it_came_from(workspace: Workspace) -> None:
    workspace.kept.mkdir()
    assert made(workspace) == ["#123456"]
    assert made(workspace) == []
    assert made(workspace, "#654321") == ["#654321"]


def test_who_only_reads_leaves_nothing_behind(workspace: Workspace) -> None:
    assert made(workspace) == made(workspace) == ["#123456"]
    assert not workspace.kept.exists()


def test_a_brand_that_is_remembered_is_as_one_that_is_read(
    workspace: Workspace, write: Callable[[dict[str, str | bytes]], None]
) -> None:
    write(FILES)
    faults = [Problems() for _ in range(3)]
    fresh = load_brands(workspace, faults[0])
    workspace.kept.mkdir()
    assert load_brands(workspace, faults[1]) == fresh
    svg.as_logo.cache_clear()
    assert load_brands(workspace, faults[2]) == fresh
    assert fresh[0].logo
    assert [*faults[0]] == [*faults[1]] == [*faults[2]]
