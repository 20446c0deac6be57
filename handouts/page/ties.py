"""What stays on one line: a number with its unit, a title with its name; and where words may break.

A tie is a space that does not break, as in TeX.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from handouts.content import WHOLE, add_twins

__all__ = ["tie_words"]

TIE = "\N{NO-BREAK SPACE}"
BREAK = "\N{ZERO WIDTH SPACE}"
AMOUNT = r"(?<![\w.,])[<>≤≥~±]?\d[\d,.]*(?:/\d+)?|[½¼¾⅓⅔]"
UNIT = (
    r"%|°[CF]?|[mck]?m[²³]?|[mck]?g|[mcd]?l|mcg|µg|nm|[km]?J|IU|units?|mmol|million|billion|"
    r"seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|times?|people|women|men|"
    r"adults|children|tablets?|capsules?|drops|doses?|puffs?|stitches|sessions|pm|am"
)
TIED = (
    re.compile(r"(\d [mb]illion) (?=people|women|men|adults|children)"),
    re.compile(rf"((?:{AMOUNT})) (?=(?:{UNIT})(?![\w-]))"),
    re.compile(r"(?<![\w.,])(\d[\d,]*) (?=(?:in|of|out of|to) \d)"),  # 62 in 100, 3 to 5
    re.compile(r"(?<=\d)((?: |\u00a0)(?:in|of|to|out of)) (?=\d)"),
    re.compile(r"\b((?:Dr|Mr|Mrs|Ms|Mx|Prof|Professor|St|Sister|Nurse)\.?) (?=[^\W\da-z_])"),
    re.compile(
        r"\b((?:SPF|page|step|figure|table|grade|type|part|week|month|day|year|NHS)) (?=\d)", re.I
    ),
)
SLASH = re.compile(r"(?<=\w{6})/(?=\w{6})")  # between long names, as those of medicines


def tie_words(words: str) -> Markup:
    """Set words with ties, and with twins for signs that few typefaces have."""
    for pattern in TIED:
        words = pattern.sub(rf"\1{TIE}", words)
    words = SLASH.sub(f"/{BREAK}", words)
    whole = [
        Markup('<span class="whole">{}</span>').format(add_twins(w))
        if WHOLE in w
        else Markup.escape(add_twins(w))
        for w in re.split(rf"(\S*{WHOLE}\S*)", words)
    ]
    return Markup("").join(whole)
