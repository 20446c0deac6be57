from __future__ import annotations

import pytest

from handouts.content.languages import is_language, may_mean, speaks, wider


@pytest.mark.parametrize(
    "tag", ["en", "en-GB", "zh-Hans", "zh-Hans-HK", "pa-Arab", "ckb", "prs", "fil", "es-419"]
)
def test_a_tag_may_have_a_script_and_a_region(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize("tag", ["english", "EN", "en_GB", "en-gb", "zh-HK-Hans", "e", "en-", ""])
def test_what_is_no_tag_is_none(tag: str) -> None:
    assert not is_language(tag)


def test_a_tag_widens_from_its_end() -> None:
    assert wider("zh-Hans-HK") == ("zh-Hans-HK", "zh-Hans", "zh")
    assert wider("ckb") == ("ckb",)


@pytest.mark.parametrize(
    ("language", "asked", "spoken"),
    [
        ("en-GB", "en", True),
        ("en-GB", "EN-gb", True),
        ("en", "en-GB", False),
        ("fil", "fi", False),
        ("ckb", "ck", False),
        ("zh-Hans-HK", "zh-Hans", True),
        ("zh-Hant", "zh-Hans", False),
        ("zh-Hans", "zh-Ha", False),
    ],
)
def test_a_language_is_asked_for_by_whole_subtags(language: str, asked: str, spoken: bool) -> None:
    assert speaks(language, asked) is spoken


@pytest.mark.parametrize(
    ("name", "language", "meant"),
    [
        ("zh_CN", "zh-Hans", True),  # what Poedit makes of zh_Hans
        ("zh_TW", "zh-Hans", False),
        ("zh-hans", "zh-Hans", True),
        ("zh", "zh-Hans", True),
        ("pl_PL", "pl", True),
        ("PL", "pl", True),
        ("", "pl", True),
        ("de", "pl", False),
        ("plt", "pl", False),
        ("en_GB", "en-US", False),
    ],
)
def test_tools_name_a_language_in_their_own_way(name: str, language: str, meant: bool) -> None:
    assert may_mean(name, language) is meant
