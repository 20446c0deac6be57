"""PDF logos: drawn in a process of their own, without what is around them, or refused in words."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Encryption, Name, Pdf

from handouts.brand.drawing import draw_pdf
from handouts.brand.logo import Logo, read_logo
from handouts.brand.svg import LOGO_SIZE_PX
from handouts.brand.svg_tree import Unset
from handouts.diagnostics import Problems
from handouts.reading.yaml import parse_yaml
from handouts.workspace import Workspace

Write = Callable[[dict[str, str | bytes]], None]
FORM = {"Type": Name.XObject, "Subtype": Name.Form, "BBox": [0, 0, 9, 9]}
BAR = b"0.1 0.2 0.4 rg 200 300 120 40 re f"


def pdf(content: bytes = BAR, pages: int = 1, size: int = 600, password: str = "") -> bytes:
    made, out = Pdf.new(), BytesIO()
    for _ in range(pages):
        made.add_blank_page()
        made.pages[-1].MediaBox = [0, 0, size, size]
        made.pages[-1].Contents = made.make_stream(content)
    made.save(out, encryption=Encryption(user=password, owner="o") if password else False)
    return out.getvalue()


def bomb() -> bytes:
    """Return a page that draws a form that draws ten, ten times over: 10 000 000 000 squares."""
    made, out = Pdf.new(), BytesIO()
    made.add_blank_page(page_size=(600, 600))
    inner = made.make_stream(b"0 0 9 9 re f", **FORM)
    for _ in range(10):
        held = Dictionary(XObject=Dictionary(F=inner))
        inner = made.make_stream(b"/F Do " * 10, **FORM, Resources=held)
    made.pages[0].Resources = Dictionary(XObject=Dictionary(F=inner))
    made.pages[0].Contents = made.make_stream(b"/F Do")
    made.save(out)
    return out.getvalue()


@pytest.fixture
def read(workspace: Workspace, problems: Problems, write: Write) -> Callable[..., Logo | None]:
    def read(data: bytes, name: str = "logo.pdf") -> Logo | None:
        write({f"brands/one/{name}": data})
        top = parse_yaml(f"logo: {name}", "brands/one/_brand.yml", problems, lenient=True)
        assert top
        return read_logo(workspace, "brands/one", top, "An Example", problems)

    return read


@pytest.mark.parametrize("name", ["logo.pdf", "logo.ai"])
def test_pdf_is_drawn_without_the_page_around_it(
    read: Callable[..., Logo | None], problems: Problems, name: str
) -> None:
    logo = read(pdf(), name)
    assert logo and logo.media_type == "image/png"
    assert logo.width / logo.height == pytest.approx(3, rel=0.02)
    assert not len(problems)


def test_pdf_is_clear_where_nothing_is_drawn() -> None:
    two = b"0.1 0.2 0.4 rg 200 300 50 40 re f 300 300 50 40 re f"
    picture = draw_pdf(pdf(two), LOGO_SIZE_PX)
    assert picture.getpixel((picture.width // 2, picture.height // 2))[3] == 0  # type: ignore[index]
    assert picture.getpixel((5, 5)) == (26, 51, 102, 255)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf(pages=3), "3 pages"),
        (pdf(password="secret"), "encrypted"),
        (pdf(b""), "empty"),
        (pdf()[:300], "damaged"),
        (b"%PDF-1.7 and no more", "damaged"),
        (pdf(size=15_000), "too large"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "EPS"),
        (b"\xc5\xd0\xd3\xc6" + bytes(30), "EPS"),
    ],
)
def test_pdf_that_is_no_logo_gives_way_to_the_name_in_words(
    read: Callable[..., Logo | None], problems: Problems, data: bytes, words: str
) -> None:
    assert read(data) is None
    told = {problem.rule: problem for problem in problems}
    assert set(told) == {"unset-logo", "no-logo"}
    assert words in told["unset-logo"].message
    assert told["unset-logo"].hint
    assert not problems.failed


def test_what_illustrator_saved_without_a_pdf_is_told() -> None:
    out = BytesIO()
    made = pikepdf.open(BytesIO(pdf()))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    made.pages[0].Resources = Dictionary(Font=Dictionary(F=font))
    words = b"BT /F 9 Tf 20 20 Td (This is a File that was saved without PDF Content.) Tj ET"
    made.pages[0].Contents = made.make_stream(words)
    made.save(out)
    with pytest.raises(Unset, match="without a PDF"):
        draw_pdf(out.getvalue(), LOGO_SIZE_PX)


def test_pdf_that_draws_without_end_ends_with_its_process() -> None:
    with pytest.raises(Unset, match="took more than"):
        draw_pdf(bomb(), LOGO_SIZE_PX)


def test_what_draws_knows_nothing_of_ours_and_is_loaded_only_for_what_is_drawn() -> None:
    code = "import sys, handouts.brand.logo; print({'pypdfium2', 'resvg_py'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
