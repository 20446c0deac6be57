"""Units of length: what an inch, a millimetre, a point and a CSS pixel are of each other.

As CSS has them (https://www.w3.org/TR/css-values-4/#absolute-lengths).
"""

from __future__ import annotations

__all__ = [
    "HAIR_MM",
    "MM_PER_INCH",
    "MM_PER_PT",
    "MM_PER_PX",
    "PT_PER_INCH",
    "PT_PER_PX",
    "PX_PER",
    "PX_PER_INCH",
    "PX_PER_MM",
]

MM_PER_INCH = 25.4
PT_PER_INCH = 72
PX_PER_INCH = 96
MM_PER_PT = MM_PER_INCH / PT_PER_INCH
MM_PER_PX = MM_PER_INCH / PX_PER_INCH
PX_PER_MM = PX_PER_INCH / MM_PER_INCH
PT_PER_PX = PT_PER_INCH / PX_PER_INCH
PX_PER = {  # of a unit of CSS
    "px": 1.0,
    "pt": PX_PER_INCH / PT_PER_INCH,
    "pc": PX_PER_INCH / 6,
    "in": float(PX_PER_INCH),
    "cm": 10 * PX_PER_MM,
    "mm": PX_PER_MM,
    "q": PX_PER_MM / 4,
}
HAIR_MM = 0.2  # mm that rounding may cost
