from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from handouts.brand.logo import Logo, read_logo
from handouts.diagnostics import Problems
from handouts.reading.yaml import parse_yaml
from handouts.workspace import Workspace

Write = Callable[[dict[str, str | bytes]], None]
Read = Callable[[str], Logo | None]
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} 10"><path d="M0 0h{0}v10H0z"/></svg>'
)


@pytest.fixture
def read(workspace: Workspace, problems: Problems) -> Read:
    def read(text: str) -> Logo | None:
        top = parse_yaml(text, "brands/one/_brand.yml", problems, lenient=True)
        assert top
        return read_logo(workspace, "brands/one", top, "An Example", problems)

    return read


def rules(problems: Problems) -> list[str]:
    return [problem.rule for problem in problems]


def test_order_is_medium_then_large_then_small(read: Read, write: Write) -> None:
    sizes = {"small": 1, "medium": 2, "large": 3}
    write({f"brands/one/{size}.svg": SVG.format(width) for size, width in sizes.items()})
    widths = []
    for given in ("small, large, medium", "small, large", "small"):
        logo = read("logo: {" + ", ".join(f"{s}: {s}.svg" for s in given.split(", ")) + "}")
        assert logo
        widths.append(logo.width)
    assert widths == [2, 3, 1]


def test_light_logo_goes_before_the_dark_one_without_sizes(read: Read, write: Write) -> None:
    write({"brands/one/a.svg": SVG.format(1), "brands/one/b.svg": SVG.format(2)})
    both, only = read("logo: {dark: a.svg, light: b.svg}"), read("logo: {dark: a.svg}")
    assert both and only
    assert (both.width, only.width) == (2, 1)


def test_svg_under_another_name_is_warned_of(read: Read, write: Write, problems: Problems) -> None:
    write({"brands/one/logo.png": SVG.format(30)})
    assert read("logo: logo.png")
    assert rules(problems) == ["wrong-suffix"]


def test_svg_is_passed_on_as_it_came(read: Read, write: Write) -> None:
    write({"brands/one/logo.svg": SVG.format(30)})
    assert read("logo: {path: logo.svg, alt: A bar}") == Logo(
        SVG.format(30).encode(), "image/svg+xml", 30, 10, "A bar"
    )


def test_name_of_the_brand_is_the_alternative_text_where_none_is_given(
    read: Read, write: Write
) -> None:
    write({"brands/one/logo.svg": SVG.format(30)})
    logo = read("logo: logo.svg")
    assert logo and logo.alt == "An Example"


def test_white_svg_gives_way_to_the_name(read: Read, write: Write, problems: Problems) -> None:
    write({"brands/one/logo.svg": SVG.format(30).replace("<path", '<path fill="#fff"')})
    assert read("logo: logo.svg") is None
    assert rules(problems) == ["no-logo", "pale-logo"]


def test_leading_slash_is_looked_for_beside_the_brand_and_then_above(
    read: Read, write: Write
) -> None:
    write({"brands/logo.svg": SVG.format(1)})
    above = read("logo: /logo.svg")
    write({"brands/one/logo.svg": SVG.format(2)})
    beside = read("logo: /logo.svg")
    assert above and beside
    assert (above.width, beside.width) == (1, 2)


@pytest.mark.parametrize(
    "path", ["http://169.254.169.254/logo.png", "file:///etc/passwd", "data:image/png;base64,AA"]
)
def test_nothing_is_fetched(read: Read, problems: Problems, path: str) -> None:
    assert read(f"logo: '{path}'") is None
    assert rules(problems) == ["no-logo", "remote-logo"]


def test_link_out_of_the_workspace_is_an_error(
    tmp_path: Path, problems: Problems, picture: Callable[..., bytes]
) -> None:
    (tmp_path / "secret.png").write_bytes(picture())
    (tmp_path / "in/brands/one").mkdir(parents=True)
    (tmp_path / "in/brands/one/logo.png").symlink_to(tmp_path / "secret.png")
    (tmp_path / "in/brands/one/sub").symlink_to(tmp_path)
    inside = Workspace(tmp_path / "in", date(2026, 11, 22))
    for path in ("logo.png", "sub/secret.png", "../../../secret.png"):
        top = parse_yaml(f"logo: {path}", "brands/one/_brand.yml", problems)
        assert top
        assert read_logo(inside, "brands/one", top, "An Example", problems) is None
    assert rules(problems) == ["logo-file"] * 3


@pytest.mark.parametrize("path", ["a" * 300 + ".png", "a/" * 5_000 + "logo.png", "logo.png"])
def test_missing_logo_is_a_warning_however_long_its_name(
    read: Read, problems: Problems, path: str
) -> None:
    assert read(f"logo: {path}") is None
    assert rules(problems) == ["missing-logo", "no-logo"]


def test_brand_without_a_logo_is_not_warned_of(read: Read, problems: Problems) -> None:
    assert read("meta: {name: An Example}") is None
    assert read("logo:") is None
    assert len(problems) == 0


def test_large_file_is_refused(read: Read, write: Write, problems: Problems) -> None:
    write({"brands/one/logo.png": bytes(8_000_001)})
    assert read("logo: logo.png") is None
    assert "at most 8,000,000" in next(iter(problems)).message


def test_mistake_in_an_svg_is_told_at_its_line(
    read: Read, write: Write, problems: Problems
) -> None:
    write({"brands/one/logo.svg": SVG.format(30).replace("<path", "\n <path onload='a'")})
    assert read("logo: logo.svg") is None
    [found] = problems
    assert (str(found.place), found.rule) == ("brands/one/logo.svg:2:2", "logo-file")


@pytest.mark.parametrize(
    "inside",
    [
        '<path fill="var(--mine)" d="M0 0h9v9z"/>',
        '<image href="#x"/>',
        f"<text>{'x' * 3000}</text>",
    ],
)
def test_logo_that_cannot_be_printed_gives_way_to_the_name_and_is_told_once(
    read: Read, write: Write, problems: Problems, inside: str
) -> None:
    write({"brands/one/logo.svg": SVG.format(30).replace("</svg>", f"{inside}</svg>")})
    assert read("logo: logo.svg") is None
    assert rules(problems) == ["no-logo", "unset-logo"]
    told = next(problem for problem in problems if problem.rule == "unset-logo")
    assert str(told.place).startswith("brands/one/logo.svg:1:")
    assert not problems.failed


def test_logo_of_which_a_part_is_white_gives_way_to_its_other_version(
    read: Read, write: Write, problems: Problems
) -> None:
    white = '<path fill="#fff" d="M20 0h9v9H20z"/></svg>'
    mark = SVG.format(30).replace("h30v10", "h9v10")
    files: dict[str, str | bytes] = {
        "brands/one/a.svg": mark.replace("</svg>", white),
        "brands/one/b.svg": SVG.format(40),
    }
    write(files)
    logo = read("logo: {light: a.svg, dark: b.svg}")
    assert logo and logo.width == 40
    assert rules(problems) == ["pale-logo"]
    assert read("logo: a.svg") is None
    assert "no-logo" in rules(problems)


def test_turned_photograph_is_judged_upright(read: Read, write: Write) -> None:
    exif, out = Image.Exif(), BytesIO()
    exif[0x0112] = 6
    Image.new("RGB", (200, 800), (9, 90, 9)).save(out, "JPEG", exif=exif)
    write({"brands/one/logo.jpg": out.getvalue()})
    logo = read("logo: logo.jpg")
    assert logo and (logo.width, logo.height) == (800, 200)
