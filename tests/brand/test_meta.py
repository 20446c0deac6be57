from __future__ import annotations

import pytest

from handouts.brand.meta import BrandMeta, read_meta
from handouts.diagnostics import Problems
from handouts.reading.yaml import parse_yaml


def read(text: str) -> tuple[BrandMeta, list[str]]:
    problems = Problems()
    top = parse_yaml(text, "_brand.yml", problems, lenient=True)
    assert top
    return read_meta(top, "an-example", problems), [problem.rule for problem in problems]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("Plain", "Plain"),
        ("{short: S, full: Full}", "Full"),
        ("{short: S}", "S"),
        ("{full: null, short: S}", "S"),
        ("1848", "1848"),
        ("'  Two   words '", "Two words"),
    ],
)
def test_name_is_the_full_one_on_one_line(name: str, printed: str) -> None:
    assert read(f"meta: {{name: {name}}}") == (BrandMeta(printed, ""), [])


@pytest.mark.parametrize("meta", ["{}", "{name: }", "{name: {}}", "{name: [a]}"])
def test_folder_stands_in_for_a_missing_name(meta: str) -> None:
    assert read(f"meta: {meta}") == (BrandMeta("An Example", ""), ["no-name"])


@pytest.mark.parametrize(
    ("link", "website"),
    [
        ("https://example.com/a", "https://example.com/a"),
        ("example.com", "https://example.com"),
        ("{home: example.com, github: https://example.org}", "https://example.com"),
        ("{github: https://example.org}", ""),
    ],
)
def test_link_is_that_of_the_home_page(link: str, website: str) -> None:
    assert read(f"meta: {{name: A, link: {link}}}")[0].website == website


@pytest.mark.parametrize(
    "link", ["http://example.com", "'javascript:alert(1)'", "ask us", "'https://a b\"'"]
)
def test_link_that_is_no_https_address_is_left_out(link: str) -> None:
    assert read(f"meta: {{name: A, link: {link}}}") == (BrandMeta("A", ""), ["not-https"])
