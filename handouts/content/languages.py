"""Languages by their tags, as BCP 47 writes them: en-GB, zh-Hans, pa-Arab, ckb, es-419.

https://www.rfc-editor.org/info/bcp47
"""

from __future__ import annotations

import re
from typing import Annotated

from handouts.reading import Pattern, Text

__all__ = ["LANGUAGE_TAG", "Language", "is_language", "may_mean", "speaks", "wider"]

LANGUAGE_TAG = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
Language = Annotated[Text, Pattern(LANGUAGE_TAG, "a language such as en-GB")]
REGIONS = {"zh-cn": "zh-Hans", "zh-sg": "zh-Hans"} | dict.fromkeys(
    ("zh-tw", "zh-hk", "zh-mo"), "zh-Hant"
)  # that some tools name a script by


def is_language(tag: str) -> bool:
    """Say whether a handout may be in what is written as a language."""
    return re.fullmatch(LANGUAGE_TAG, tag) is not None


def wider(language: str) -> tuple[str, ...]:
    """Return a tag and all that are wider, the narrowest first: zh-Hans-HK, zh-Hans, zh.

    https://www.rfc-editor.org/rfc/rfc4647#section-3.4
    """
    parts = language.split("-")
    return tuple("-".join(parts[:count]) for count in range(len(parts), 0, -1))


def speaks(language: str, asked: str) -> bool:
    """Say whether a language is one that is asked for, as en-GB is en, but not ent nor en-US.

    Small and large letters are the same: https://www.rfc-editor.org/rfc/rfc4647#section-3.3.1
    """
    return asked.casefold() in wider(language.casefold())


def may_mean(name: str, language: str) -> bool:
    """Say whether a tool that names a language so may mean a tag: zh_CN is zh-Hans, pl-PL is pl.

    So do a name that is wider, and none at all.
    """
    tag = name.replace("_", "-")
    tag = REGIONS.get(tag.casefold(), tag)
    return not tag or speaks(tag, language) or speaks(language, tag)
