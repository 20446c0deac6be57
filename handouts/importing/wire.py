"""A draft as JSON, from the process that made it to the one that asked for it."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import astuple
from datetime import date
from typing import Any

from handouts.importing.drafting.draft import Draft
from handouts.importing.drafting.points import Placed, Point

__all__ = ["as_json", "from_json"]


def as_json(draft: Draft) -> dict[str, Any]:
    """Return a draft as plain data."""
    return {
        "data": {**draft.data, "issued": draft.data["issued"].isoformat()},
        "points": [astuple(point) for point in draft.points],
        "placed": [astuple(placed) for placed in draft.placed],
        "figures": {name: b64encode(data).decode() for name, data in draft.figures.items()},
        "aside": {name: b64encode(data).decode() for name, data in draft.aside.items()},
        "words": draft.words,
    }


def from_json(answer: Mapping[str, Any]) -> Draft:
    """Read what as_json wrote."""
    return Draft(
        {**answer["data"], "issued": date.fromisoformat(answer["data"]["issued"])},
        tuple(Point(*point) for point in answer["points"]),
        tuple(Placed(*placed) for placed in answer["placed"]),
        {name: b64decode(data) for name, data in answer["figures"].items()},
        {name: b64decode(data) for name, data in answer["aside"].items()},
        answer["words"],
    )
