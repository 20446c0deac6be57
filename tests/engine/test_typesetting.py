from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from handouts.diagnostics import Place, Problems
from handouts.engine import fonts
from handouts.engine.typesetting import Source, typeset
from handouts.page.parts import Asset, Face, Style
from handouts.workspace import TEXT_FACE, house_faces

ROOT = Path(__file__).parents[2]
LATO = next(folder for folder in house_faces() if "lato" in str(folder)) / "Lato-Regular.ttf"
SIGN = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'


def told(
    body: str = "<h1>x</h1>",
    css: str = "",
    assets: dict[str, Asset] | None = None,
    faces: tuple[Face, ...] = (),
) -> list[str]:
    """Typeset something with faults, and return what is told of them."""
    html = f'<!doctype html><html lang="en"><title>T</title><body>{body}'
    problems = Problems()
    found = typeset(
        Source(html, [Style("styles/t.css", css)], assets or {}, "x.yaml"), faces, problems
    )
    assert (found is None) == problems.failed
    return [f"{p.place}: {p.message} [{p.rule}]" for p in problems]


def families(data: bytes) -> set[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        used = [font for _, font in pdf.pages[0].Resources.Font.items()]
        return {str(font.DescendantFonts[0].FontDescriptor.FontFamily) for font in used}


def test_a_document_without_faults_becomes_a_tagged_pdf() -> None:
    problems = Problems()
    found = typeset(Source('<html lang="en"><title>T</title><h1>x', [], {}, "x.yaml"), [], problems)
    assert found is not None and found.data.startswith(b"%PDF-1.7")
    assert len(problems) == 0
    assert families(found.data) <= {TEXT_FACE, "Lato"}


@pytest.mark.parametrize("named", ["Atkinson Hyperlegible", TEXT_FACE])
def test_what_names_the_face_that_ours_comes_from_is_set_in_ours(named: str) -> None:
    problems, css = Problems(), f"html {{ font-family: '{named}' }}"
    body = "<p>100</p><img src='d.svg' alt='d'>"
    text = f'<text y="9" font-family="{named}">0</text>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{text}</svg>'
    assets = {"d.svg": Asset("image/svg+xml", drawing.encode())}
    source = Source(f"<html lang='en'><title>T</title>{body}", [Style("t.css", css)], assets, "x")
    found = typeset(source, [], problems)
    assert found is not None, [str(problem) for problem in problems]
    assert families(found.data) == {TEXT_FACE}


def test_pages_and_the_boxes_of_named_elements_are_told_in_millimetres() -> None:
    css = "@page { size: 100mm 80mm; margin: 10mm } * { margin: 0 } p { height: 20mm }"
    html = (
        '<html lang="en"><p>x</p><p id="second">y</p><p id="late" style="break-before: page">z</p>'
    )
    found = typeset(Source(html, [Style("t.css", css)], {}, "x.yaml"), [], Problems())
    assert found is not None
    assert (found.pages, round(found.height)) == (2, 80)
    assert found.boxes["late"].page == 2
    second = found.boxes["second"]
    assert (second.page, round(second.top), round(second.bottom)) == (1, 30, 50)


def test_an_unknown_property_is_told_with_file_line_and_column() -> None:
    assert told(css="p {\n  colour: red;\n}") == [
        "styles/t.css:2:3: 'colour: red' has no effect: unknown property [css]"
    ]


def test_all_faults_are_told_at_once() -> None:
    found = told('<img src="a.png" alt="x">', "p { colour: red }\nq { clip-path: none }")
    assert len(found) == 3


def test_the_same_faults_are_told_again_when_the_sheet_is_remembered() -> None:
    assert told(css="i { colour: red }") == told(css="i { colour: red }") != []


def test_a_fault_that_shows_only_in_layout_is_told_of_its_sheet() -> None:
    css = "h1 { --a: 3 bananas; }\nh1 { margin: var(--a) }"
    assert [line.split(": ")[0] for line in told(css=css)] == ["styles/t.css:2:14"]


def test_broken_css_that_the_engine_stumbles_over_is_told() -> None:
    assert told(css="h1 { width: calc(1px + ) }") == [
        "styles/t.css: this is no CSS: AssertionError [css]"
    ]


def test_a_crash_of_the_engine_is_told_and_not_raised() -> None:
    (line,) = told("<div>" * 500 + "x")
    assert line.startswith("x.yaml: typesetting stopped: RecursionError")


@pytest.mark.parametrize("address", ["a.png", "file:///etc/passwd", "data:image/png;base64,AA=="])
def test_only_given_pictures_are_served(address: str) -> None:
    assert told(f'<img src="{address}" alt="x">') == [
        f"x.yaml: the picture '{address}' cannot be typeset [picture]"
    ]


def test_a_picture_inside_a_picture_is_not_fetched() -> None:
    data = (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        b'width="9" height="9"><image xlink:href="https://example.org/a.png" width="9" height="9"/>'
        b"</svg>"
    )
    assert told('<img src="a.svg" alt="x">', assets={"a.svg": Asset("image/svg+xml", data)}) == [
        "x.yaml: the picture 'https://example.org/a.png' cannot be typeset [picture]"
    ]


def test_a_stylesheet_imports_nothing() -> None:
    (line,) = told(css='@import "file:///etc/passwd";')
    assert line == "styles/t.css:1:1: '@import' is not followed: nothing is fetched [css]"


def test_a_rule_that_is_not_followed_is_told_once_wherever_it_stands() -> None:
    [line] = told(css='p { color: red }\n@import "x.css";')
    assert line == "styles/t.css:2:1: '@import' is not followed: nothing is fetched [css]"


def test_a_corrupt_picture_is_told_even_where_it_is_not_used() -> None:
    (line,) = told(assets={"a.png": Asset("image/png", b"\x89PNG")})
    assert line.startswith("x.yaml: the picture 'a.png' cannot be read as PNG")


def test_a_picture_is_found_by_its_address() -> None:
    assets = {"a.svg": Asset("image/svg+xml", SIGN)}
    assert told('<h1>x</h1><img src="a.svg" alt="A sign">', "", assets) == []


def test_a_picture_needs_an_alt_attribute_but_it_may_be_empty() -> None:
    assets = {"a.svg": Asset("image/svg+xml", SIGN)}
    assert told('<img src="a.svg" alt="">', assets=assets) == []
    assert told('<img src="a.svg">', assets=assets) == [
        "x.yaml: the picture 'a.svg' has no alternative text [alt]"
    ]


def test_a_character_that_no_face_has_is_told_with_the_words_around_it() -> None:
    assert told("<p>Say 中 twice") == [
        "x.yaml: no typeface has the character '中' (U+4E2D) in 'Say 中 twice' [glyph]"
    ]


def test_a_character_that_no_face_has_is_told_of_the_sheet_that_draws_it() -> None:
    assert told(css='h1::after {\n content: "中" }') == [
        "styles/t.css:2:12: no typeface has the character '中' (U+4E2D) [glyph]"
    ]


@pytest.mark.parametrize(
    ("href", "message"),
    [
        ("#none", "a link leads to '#none', which is nowhere"),
        ("page.html", "a link leads to 'page.html', which is no web address"),
    ],
)
def test_a_link_that_leads_nowhere_is_told(href: str, message: str) -> None:
    assert told(f'<p><a href="{href}">x</a>') == [f"x.yaml: {message} [link]"]


def test_nothing_is_attached() -> None:
    assert told('<p><a rel="attachment" href="file:///etc/passwd">x</a>') != []


def test_counter_styles_of_a_sheet_are_used() -> None:
    css = '@counter-style odd { system: cyclic; symbols: "x"; suffix: "中" } ol { list-style: odd }'
    assert "[glyph]" in told("<ol><li>one</ol>", css)[0]


def test_a_family_that_nobody_gave_is_told() -> None:
    assert told(css='h1 { font-family: "Lator", serif }') == [
        "styles/t.css:1:6: the typeface 'Lator' is neither the house's nor the brand's [font]"
    ]


def test_a_face_of_the_brand_is_used_and_stays_the_brands() -> None:
    face = Face("Brand 1f2e", 400, LATO.read_bytes())
    css = 'html { font-family: "Brand 1f2e" }'
    problems = Problems()
    found = typeset(Source("<html lang=en><h1>x", [Style("t.css", css)], {}, "x"), [face], problems)
    assert found is not None and len(problems) == 0
    assert families(found.data) == {"Brand 1f2e"}
    assert told(css=css) != []


def test_a_broken_face_is_told() -> None:
    (line,) = told(faces=(Face("Brand", 400, b"no font"),))
    assert line.startswith("x.yaml: the typeface 'Brand' is no TTF or OTF file")


def test_a_face_that_only_the_engine_finds_broken_is_told_each_time() -> None:
    face = Face("Brand", 400, LATO.read_bytes()[:3000])
    first = told(faces=(face,))
    assert "font-face 'brand' cannot be loaded" in first[0].lower()
    assert told(faces=(face,)) == first


def test_a_family_that_slips_in_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "house_families", lambda: frozenset({"Other"}))
    (line,) = told()
    assert line.startswith("x.yaml: the typeface '") and line.endswith("was not given [font]")


def test_a_place_is_the_whole_file_where_a_style_attribute_is_wrong() -> None:
    problems = Problems()
    typeset(Source('<html lang="en"><h1 style="colour: red">x', [], {}, "x.yaml"), [], problems)
    assert [problem.place for problem in problems] == [Place("x.yaml")]


@pytest.mark.parametrize("end", ["sys.exit()", "os._exit(0)", "os.kill(os.getpid(), 9)"])
def test_no_fork_takes_fonts_from_its_parent_or_leaves_any(tmp_path: Path, end: str) -> None:
    program = f"""
        import os, sys, tempfile
        from pathlib import Path
        from handouts.diagnostics import Problems
        from handouts.page import Face
        from handouts.engine.typesetting import Source, typeset
        from handouts.engine.warming import warm

        def make(family):
            face = Face(family, 400, Path({str(LATO)!r}).read_bytes())
            assert typeset(Source("<html lang=en><h1>x", [], {{}}, "x"), [face], Problems())

        def files():
            return set(Path(tempfile.gettempdir()).glob("**/weasyprint-*/*"))

        warm()
        make("One")
        before = files()
        child = os.fork()
        if not child:
            make("Two")
            {end}
        os.waitpid(child, 0)
        assert len(before) == 1 and before <= files(), (before, files())
    """
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", textwrap.dedent(program)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []
