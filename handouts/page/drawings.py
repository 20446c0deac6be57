"""Pictures that the sheet draws itself: icon arrays whose dots are exactly the number."""

from __future__ import annotations

from handouts.page.parts import Asset

__all__ = ["array_columns", "icon_array"]

STEP = 2.3  # mm from dot to dot
SMALL_STEP = 1.0  # mm, for more than a hundred dots
RADIUS = 0.38  # of a step


def icon_array(people: int, of: int) -> Asset:
    """Draw `of` dots in rows, `people` of them filled, from the top left corner."""
    columns = array_columns(of)
    step = STEP if of <= 100 else SMALL_STEP
    rows = -(-of // columns)
    width, height = columns * step, rows * step
    dots = "".join(
        f'<circle cx="{(n % columns + 0.5) * step:.3f}" cy="{(n // columns + 0.5) * step:.3f}"'
        f' r="{RADIUS * step:.3f}" stroke="var(--brand)" stroke-width="{step / 10:.3f}"'
        f' fill="var(--{"brand" if n < people else "paper"})"/>'
        for n in range(of)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" height="{height:g}mm"'
        f' viewBox="0 0 {width:g} {height:g}">{dots}</svg>'
    )
    return Asset("image/svg+xml", svg.encode())


def array_columns(of: int) -> int:
    """Return how many dots stand in a row: 20, and 50 for more than a hundred dots."""
    return min(of, 20 if of <= 100 else 50)
