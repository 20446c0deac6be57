"""While a sheet is being made: which page is being set, on Look and on the page of a job."""

from __future__ import annotations

import os
import signal
from datetime import date
from pathlib import Path

import pytest
from serving import Desk, until

from handouts.batch.order import Order
from handouts.batch.planning import plan
from handouts.batch.progress import PagesSet, _key
from handouts.review import open_collection
from handouts.workspace import Workspace

pytestmark = pytest.mark.slow
LARGE = "harbour/harbour/sun"


def test_the_page_that_is_being_set_is_told_until_the_sheet_is_there(
    practice: Path, desk: Desk
) -> None:
    materials = open_collection(Workspace.open(practice, date.today())).materials
    [copy] = plan(Order(("sun",), ("harbour",), formats=("large-print",)), materials)
    visitor, cache = desk.visitor(), materials.cache
    fields = visitor.form(f"/look/{LARGE}")
    [press] = desk.press_processes()
    os.kill(press, signal.SIGSTOP)  # it makes nothing now
    try:
        page = visitor.ask(f"/look/{LARGE}?format=large-print").text
        assert "Making large print. You can print already" in page
        assert "<progress aria-labelledby" in page
        cache.put(_key(copy), PagesSet(3, 5))
        for path in (f"/look/{LARGE}?format=large-print", f"/made/{LARGE}/large-print"):
            answer = visitor.ask(path)
            assert "Making large print: page 3 of 5. You can print already" in answer.words
            assert 'value="3" max="5"' in answer.text
        assert answer.status == 202
        cache.put(_key(copy), PagesSet(7, 5))
        assert "page 7 of 7" in visitor.ask(f"/made/{LARGE}/large-print").words
        wanted = {**fields, "format": "large-print", "copies": "1", "printer": "nobody"}
        assert visitor.ask(f"/print/{LARGE}", wanted).status == 303
        assert "Page 7 of 7. It prints by itself" in visitor.ask(f"/jobs/{fields['slip']}").words
    finally:
        os.kill(press, signal.SIGCONT)
    until(lambda: visitor.ask(f"/made/{LARGE}/large-print").status == 200)
    assert 'alt="Page 1 of Sun and your skin"' in visitor.ask(f"/made/{LARGE}/large-print").text
    assert cache.get(_key(copy), PagesSet) is None
