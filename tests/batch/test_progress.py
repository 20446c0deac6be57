"""How far typesetting has come, as another process is told of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import TODAY, a_handout, a_workspace
from stamping import settled_sheet

from handouts.batch import progress
from handouts.batch.copies import Copy
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order
from handouts.batch.planning import plan
from handouts.batch.progress import PagesSet, pages_set, telling, told_all
from handouts.batch.setting import Typesetting, cast_letterheads
from handouts.diagnostics import Problems
from handouts.press.proofing import set_trial


def a_copy(root: Path, words: int = 1) -> tuple[Copy, Materials]:
    blocks = [{"prose": "Skin is an organ. " * 60} for _ in range(words)]
    text = a_handout(issued=TODAY, sections=[{"heading": "About", "blocks": blocks}])
    workspace = a_workspace(
        root,
        {"content/sun/handout.yaml": text, "brands/harbour/_brand.yml": "meta: {name: Harbour}"},
    )
    materials = read_all(workspace, root / "output", Problems())
    [copy] = plan(Order(formats=("large-print",), draft=True), materials)
    return copy, materials


@pytest.mark.slow
def test_each_page_is_told_while_it_is_set_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, materials = a_copy(tmp_path, words=6)
    told = list[PagesSet | None]()
    put = materials.cache.put

    def noted(key: str, value: object) -> None:
        put(key, value)
        if isinstance(value, PagesSet):
            told.append(pages_set(copy, materials))

    monkeypatch.setattr(materials.cache, "put", noted)
    [cast] = cast_letterheads([copy], materials)
    assert isinstance(cast, Typesetting)
    settled_sheet(copy, cast, materials)
    first = [one.page for one in told if one and not one.of]
    assert first == list(range(1, len(first) + 1))
    assert len(first) > 1
    later = [one for one in told if one and one.of]
    assert all(one.of >= len(first) - 1 for one in later)
    assert pages_set(copy, materials) is None


@pytest.mark.slow
def test_where_it_cannot_be_told_the_sheet_is_set_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, materials = a_copy(tmp_path)

    def full(_key: str, _value: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(materials.cache, "put", full)
    with telling(copy, materials, 0):
        sheet = copy.sheet(copy.format.fits[0], materials)
        assert set_trial(sheet, copy.sheet_look, Problems()) is not None
    told_all(copy, materials)


def test_what_was_told_is_let_go_of(tmp_path: Path) -> None:
    copy, materials = a_copy(tmp_path)
    assert pages_set(copy, materials) is None
    materials.cache.put(progress._key(copy), PagesSet(3, 5))
    assert pages_set(copy, materials) == PagesSet(3, 5)
    told_all(copy, materials)
    assert pages_set(copy, materials) is None
    told_all(copy, materials)
