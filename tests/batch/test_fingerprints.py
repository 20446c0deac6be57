from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from samples import MakeWorkspace, a_handout, a_library

from handouts.batch.fingerprints import fingerprint
from handouts.workspace import Workspace

FILES = a_library(sun=a_handout()) | {
    "templates/page.html.j2": "a page",
    "styles/page.css": "a style",
    "content/sun/figure.svg": "<svg/>",
}


def touch(path: Path) -> None:
    found = path.stat()
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns + 1))


def swap_keeping_the_time(path: Path) -> None:
    """Write other bytes of the same number, and set the time back."""
    found = path.stat()
    path.write_bytes(path.read_bytes().swapcase())
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def test_it_is_the_same_as_long_as_nothing_changes(workspace: MakeWorkspace) -> None:
    made = workspace(FILES)
    before = fingerprint(made)
    made.output.mkdir()
    (made.output / "a.pdf").write_bytes(b"")
    (made.root / "report.json").write_bytes(b"")
    assert fingerprint(made) == before


@pytest.mark.parametrize(
    "file",
    [
        "handouts.toml",
        "content/sun/handout.yaml",
        "content/sun/figure.svg",
        "content/references.yaml",
        "brands/harbour/_brand.yml",
        "templates/page.html.j2",
        "styles/page.css",
    ],
)
@pytest.mark.parametrize("change", [touch, swap_keeping_the_time, Path.unlink])
def test_a_change_of_any_file_that_is_read_is_seen(
    workspace: MakeWorkspace, file: str, change: Callable[[Path], None]
) -> None:
    made = workspace(FILES | {"handouts.toml": "# settings"})
    before = fingerprint(made)
    change(made.root / file)
    assert fingerprint(made) != before


def test_a_new_file_is_seen(workspace: MakeWorkspace) -> None:
    made = workspace(FILES)
    before = fingerprint(made)
    (made.root / "brands/harbour/clinics").mkdir()
    assert fingerprint(made) == before
    (made.root / "brands/harbour/clinics/cork.yml").write_bytes(b"")
    assert fingerprint(made) != before


def test_the_next_day_is_another(workspace: MakeWorkspace) -> None:
    made = workspace(FILES)
    tomorrow = replace(made, today=made.today + timedelta(days=1))
    assert fingerprint(tomorrow) != fingerprint(made)


def test_another_version_of_a_package_is_seen(
    workspace: MakeWorkspace,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, packages = workspace(FILES), tmp_path_factory.mktemp("packages")
    monkeypatch.syspath_prepend(str(packages))
    (packages / "weasyprint-70.0.dist-info").mkdir()
    before = fingerprint(made)
    (packages / "weasyprint-70.0.dist-info").rename(packages / "weasyprint-70.1.dist-info")
    assert fingerprint(made) != before


def linked(workspace: Workspace, name: str, target: Path) -> None:
    (workspace.root / name).symlink_to(target, target_is_directory=True)


def test_what_a_link_leads_to_is_looked_at(workspace: MakeWorkspace) -> None:
    made = workspace(FILES | {"shared/shade/handout.yaml": "title: x"})
    linked(made, "content/shade", made.root / "shared/shade")
    before = fingerprint(made)
    touch(made.root / "shared/shade/handout.yaml")
    assert fingerprint(made) != before


def test_links_that_lead_in_a_circle_are_followed_once(workspace: MakeWorkspace) -> None:
    made = workspace(FILES)
    linked(made, "content/circle", made.root / "content")
    linked(made, "content/nowhere", made.root / "gone")
    assert fingerprint(made) == fingerprint(made)


@pytest.mark.parametrize("name", ["content/out", "brands/harbour/out", "templates"])
def test_what_is_out_of_the_workspace_is_not_looked_at(
    workspace: MakeWorkspace, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    files = {file: text for file, text in FILES.items() if not file.startswith(name)}
    made, outside = workspace(files), tmp_path_factory.mktemp("outside")
    linked(made, name, outside)
    before = fingerprint(made)
    (outside / "inner").mkdir()
    (outside / "inner/handout.yaml").write_bytes(b"")
    assert fingerprint(made) == before
