from __future__ import annotations

import pytest
from pretend import PretendPress


@pytest.fixture
def plain_press(press: PretendPress, monkeypatch: pytest.MonkeyPatch) -> PretendPress:
    """Have copies made without even fitting their sheets."""
    monkeypatch.setattr("handouts.batch.making.fit_sheet", lambda _copy, setting, _: setting)
    return press
