"""Pictures that the sheet draws itself: icon arrays whose dots are exactly the number."""

from __future__ import annotations

from handouts.page.parts import Asset

__all__ = ["array_columns", "icon_array"]

STEP_MM = 2.3  # mm from dot to dot
SMALL_STEP_MM = 1.0  # mm, for more than a hundred dots
RADIUS = 0.38  # of a step


def icon_array(people: int, of: int, columns: int = 0, *, from_right: bool = False) -> Asset:
    """Draw `of` dots in rows of columns, `people` of them filled, from the corner where one reads.

    All dots of a colour are one path: a thousand circles would take a second to typeset.
    """
    columns = columns or array_columns(of)
    step = STEP_MM if of <= 100 else SMALL_STEP_MM
    width, height = columns * step, -(-of // columns) * step
    places = [divmod(n, columns) for n in range(of)]
    dots = [_dot(columns - 1 - n if from_right else n, row, step) for row, n in places]
    paths = "".join(
        f'<path fill="var(--{colour})" d="{"".join(some)}"/>'
        for colour, some in (("brand", dots[:people]), ("paper", dots[people:]))
        if some
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" height="{height:g}mm"'
        f' viewBox="0 0 {width:g} {height:g}"><g stroke="var(--brand)"'
        f' stroke-width="{step / 10:.3f}">{paths}</g></svg>'
    )
    return Asset("image/svg+xml", svg.encode())


def array_columns(of: int) -> int:
    """Return how many dots stand in a row: 20, and 50 for more than a hundred dots."""
    return min(of, 20 if of <= 100 else 50)


def _dot(column: int, row: int, step: float) -> str:
    """Return a circle of a path, as two halves."""
    radius = RADIUS * step
    left, middle = (column + 0.5) * step - radius, (row + 0.5) * step
    half = f"a{radius:.3f} {radius:.3f} 0 0 0"
    return f"M{left:.3f} {middle:.3f}{half} {2 * radius:.3f} 0{half} {-2 * radius:.3f} 0z"
