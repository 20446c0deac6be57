"""Packages that only some builds need, and what to install where one is missing."""

from __future__ import annotations

from importlib.util import find_spec

from handouts.diagnostics import Diagnostic, HandoutsError, Place

__all__ = ["need"]

EXTRAS = {
    "s3fs": "handouts[storage]",
    "distributed": "handouts[cluster]",
    **dict.fromkeys(("openpyxl", "python_calamine"), "handouts[sheets]"),
    **dict.fromkeys(("itsdangerous", "starlette", "uvicorn", "watchfiles"), "handouts[serve]"),
}


def need(package: str, asked: str) -> None:
    """Raise HandoutsError where a package is not installed that is needed for what was asked."""
    if find_spec(package) is None:
        fact = f"this needs the package {package}, which is not installed"
        hint = f"python -m pip install '{EXTRAS.get(package, package)}'"
        raise HandoutsError(Diagnostic("error", "extra", Place(asked), fact, hint))
