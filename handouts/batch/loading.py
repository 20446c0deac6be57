"""Loading what sets pages: once, by the process that forks the workers which need it."""

from __future__ import annotations

from handouts.engine import warm

__all__ = ["load_press"]


def load_press() -> None:
    """Load the engine, and what of the press typesets; a copy that is stamped needs neither.

    Raises Cold as `warm`.
    """
    warm()
    from handouts.press import cast, compute_colours  # noqa: F401
