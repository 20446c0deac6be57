"""Write handouts/content/locales.yaml: how languages are written, from CLDR by Babel.

Babel is not needed to set a page: what a sheet needs of it is frozen here, and changes only when
somebody runs this and reads the change. What Babel does not carry stands in tables below: quotation
marks, which are CLDR's delimiters (https://cldr.unicode.org) but in French, which sets a space
within them, in Spanish (https://www.rae.es/dpd/comillas) and in Arabic, whose marks turn with the
line; and signs between words, of which CLDR does not tell.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path

from babel import Locale as Known
from babel.core import get_cldr_version, get_global

from handouts.content.languages import wider
from handouts.content.locale import Locale

FILE = Path(__file__).parent.parent / "handouts/content/locales.yaml"
HEADER = """\
# How languages are written, by tag (BCP 47): tools/locales.py writes this file, from CLDR {version}
# (https://cldr.unicode.org), as Babel has it. What is not said is as in handouts/content/locale.py.
# Numbers are in Western digits in every language, Arabic, Persian, Urdu, Bengali and Hindi too:
# a dose or a phone number is then read alike by the patient, and by who is asked about it.
"""
NAMES = {  # in the language and in English, where CLDR's names are not what people choose by
    "en": ("English", "English"),
    "en-US": ("English (US)", "American English"),
    "bn": ("বাংলা", "Bengali"),
    "zh-Hans": ("简体中文", "Simplified Chinese"),
}
ASKED = {"en": "en_GB", "zh-Hans": "zh_Hans", "en-US": "en_US"}  # of CLDR; else the tag's own
TAGS = (
    *("en", "en-US", "pl", "ro", "es", "fr", "de", "tr", "uk", "ar", "ur", "bn", "hi", "zh-Hans"),
    *("cy", "pt", "it", "vi", "fa", "he", "pa", "ta"),
)
POLISH, PERSIAN = ("„", "”", "«", "»"), ("«", "»", "‹", "›")
QUOTES = {  # CLDR's delimiters, outer and inner; else “ ” ‘ ’
    "pl": POLISH,
    "ro": POLISH,
    "es": ("«", "»", "“", "”"),
    "fr": ("«\u00a0", "\u00a0»", "“", "”"),
    "de": ("„", "“", "‚", "‘"),
    "uk": ("«", "»", "„", "“"),
    "ar": PERSIAN,
    "ur": ("”", "“", "’", "‘"),
    "it": ("«", "»", "“", "”"),
    "fa": PERSIAN,
    "he": ("”", "”", "’", "’"),
}
RIGHT = {"comma": "،", "semicolon": "؛"}
SIGNS: Mapping[str, Mapping[str, object]] = {  # between parts of a line, and other habits
    "fr": {"colon": "\u00a0:", "semicolon": "\u00a0;"},
    "de": {"small_names": False},  # nouns have capitals
    "uk": {"month_year": "{month} {year}"},  # without the р. that would meet a full stop
    "tr": {"small_letters": ("Iı", "İi")},
    "es": {"grouped_from": 5},  # digits: CLDR's minimumGroupingDigits is 2
    "pl": {"grouped_from": 5},
    "ar": RIGHT,
    "fa": RIGHT,
    "ur": {**RIGHT, "stop": "۔"},
    "bn": {"stop": "।"},
    "hi": {"stop": "।"},
    "pa": {"stop": "।"},
    "zh-Hans": {"comma": "，", "semicolon": "；", "colon": "：", "stop": "。", "spaced": False},
}
FIELD = re.compile(r"'([^']*)'|(([A-Za-z])\3*)|([^A-Za-z'])")


def locale(tag: str) -> Locale:
    """Return what CLDR and our tables say of a language."""
    known = Known.parse(ASKED.get(tag, tag))
    month_year, months = _dated(known, known.datetime_skeletons["yMMMM"].pattern)
    day_month_year, day_months = _dated(known, known.date_formats["long"].pattern)
    own, english = known.get_display_name() or "", known.get_display_name("en") or ""
    name, in_english = NAMES.get(tag, (own[:1].upper() + own[1:], english))
    symbols = known.number_symbols["latn"]
    said: dict[str, object] = {
        "month_year": month_year,
        "day_month_year": day_month_year,
        "quotes": QUOTES.get(tag, ("“", "”", "‘", "’")),
        **SIGNS.get(tag, {}),
    }
    return Locale(
        tag=tag,
        name=name,
        english=in_english,
        script=_script(known),
        direction="rtl" if known.text_direction == "rtl" else "ltr",
        months=months,
        day_months=day_months if day_months != months else (),
        and_list=_listing(known, "standard"),
        or_list=_listing(known, "or"),
        decimal=symbols["decimal"],
        million=_million(known.decimal_formats[None].pattern, symbols["group"]),
        percent=_percent(known.percent_formats[None].pattern, symbols["percentSign"]),
        names={wider(one)[-1]: known.languages[wider(one)[-1]] for one in TAGS},
        **said,  # type: ignore[arg-type]
    )


def written() -> str:
    """Return the file: each language with what is not as the model has it."""
    lines = [HEADER.format(version=get_cldr_version()) + "locales:"]
    for one in map(locale, TAGS):
        sign = "  - "
        for field in fields(one):
            value = getattr(one, field.name)
            if field.default is MISSING or value != field.default:
                lines.append(f"{sign}{field.name}: {_yaml(value)}")
                sign = "    "
    return "\n".join(lines) + "\n"


def _dated(known: Known, pattern: str) -> tuple[str, tuple[str, ...]]:
    """Return a pattern of a date with our {words} in it, and the months as they stand in it."""
    out, months = "", tuple(map(str, range(1, 13)))
    for quoted, run, letter, other in FIELD.findall(pattern):
        out += quoted + other + {"y": "{year}", "d": "{day}"}.get(letter, "{month}" if run else "")
        if len(run) == len("MMMM"):
            form = known.months["stand-alone" if letter == "L" else "format"]["wide"]
            months = tuple(form[number] for number in range(1, 13))
    return out, months


def _listing(known: Known, style: str) -> tuple[str, ...]:
    """Return how two are joined, and of more the first, those between and the last two."""
    patterns = known.list_patterns[style]
    return tuple(_plain(patterns[part]) for part in ("2", "start", "middle", "end"))


def _million(pattern: str, sign: str) -> str:
    """Return how a million is grouped: by '#,##,##0.###' as 10,00,000."""
    wide = len(pattern.partition(".")[0].split(",")[-2])
    return sign.join(["10", "00", "000"] if wide == 2 else ["1", "000", "000"])


def _percent(pattern: str, sign: str) -> str:
    return _plain(re.sub(r"[#,0]+", "{0}", pattern).replace("%", sign))


def _script(known: Known) -> str:
    likely = get_global("likely_subtags")[str(known.language)]
    return known.script or likely.split("_")[1]


def _plain(words: str) -> str:
    """Return words without signs that only turn the line: a template isolates what is another's."""
    return "".join(one for one in words if unicodedata.category(one) != "Cf")


def _yaml(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_yaml(name)}' for key, name in value.items())}}}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_yaml, value))}]"
    text = json.dumps(value, ensure_ascii=False)
    return "".join(
        f"\\u{ord(one):04x}" if one != " " and unicodedata.category(one) == "Zs" else one
        for one in text
    )


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
