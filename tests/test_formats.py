"""Every format of what we ship, made as users make it: the same text, in a form that holds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import faults, fits
from machinery import Validate, Words
from pikepdf import Pdf

from handouts.pdf.raster import page_size, page_texts

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent
HANDOUTS = ("facial-massage", "retinoids")
CLINICS = ("harbour-skin", "northlight/london")
FORMATS = ("standard", "large-print", "pocket", "booklet", "html", "text")
FEET = 14  # pt, of what stands at the foot, and of sources


@dataclass(frozen=True)
class Made:
    folder: Path
    rows: list[dict[str, str]]

    def files(self, form: str) -> list[Path]:
        return [self.folder / row["path"] for row in self.rows if row["format"] == form]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("formats")
    words = [word for name in CLINICS for word in ("-b", name)]
    words += [word for name in FORMATS for word in ("-f", name)]
    command = [sys.executable, "-m", "handouts", "build", *HANDOUTS, *words]
    command += ["-o", str(folder), "--report", "-"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return Made(folder, json.loads(run.stdout)["copies"])


def test_every_format_has_the_same_text_code_and_shows_it(made: Made) -> None:
    codes = {(row["handout"], row["text_code"]) for row in made.rows}
    assert len(codes) == len(HANDOUTS)
    for row in made.rows:
        data = (made.folder / row["path"]).read_bytes()
        words = " ".join(page_texts(data)) if data.startswith(b"%PDF") else data.decode()
        assert row["text_code"] in words, row["path"]


def test_pages_conform_to_pdf_ua_1_and_pdf_a_2a(made: Made, validate: Validate) -> None:
    files = [*made.files("large-print"), *made.files("pocket")]
    assert len(files) == len(HANDOUTS) * len(CLINICS) * 2
    assert {file: rules for file, rules in validate(files).items() if rules} == {}


def test_a_booklet_is_a_file_to_print_and_says_so(made: Made, validate: Validate) -> None:
    files = made.files("booklet")
    assert {file: rules for file, rules in validate(files, "2b").items() if rules} == {}
    for file in files:
        with Pdf.open(file) as pdf:
            assert str(pdf.trailer.Info.Title).endswith("a booklet to print and fold")
            assert len(pdf.pages) % 2 == 0
    assert {page_size(file.read_bytes()) for file in files} == {(297, 210)}


def test_a_pocket_copy_is_on_a5(made: Made) -> None:
    assert {page_size(file.read_bytes()) for file in made.files("pocket")} == {(148, 210)}


def sizes(file: Path, words: Words) -> set[float]:
    """Return the sizes of type in a PDF, in pt, as poppler finds them."""
    told = words(file.read_bytes(), "-bbox-layout")
    heights = re.findall(r'<word xMin=".*?" yMin="(.*?)" xMax=".*?" yMax="(.*?)"', told)
    return {float(bottom) - float(top) for top, bottom in heights}


def test_large_print_is_set_anew_and_not_scaled(made: Made, words: Words) -> None:
    for large, standard in zip(made.files("large-print"), made.files("standard"), strict=True):
        assert page_size(large.read_bytes()) == page_size(standard.read_bytes())
        assert len(page_texts(large.read_bytes())) > len(page_texts(standard.read_bytes()))
        assert min(sizes(large, words)) > min(sizes(standard, words)) * FEET / 10.5 * 0.95


@pytest.mark.parametrize("width", [360, 1280])
def test_everyone_can_use_the_web_page(made: Made, browser: Browser, width: int) -> None:
    for file in made.files("html"):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(file.as_uri())
        assert faults(page) == []
        fits(page, width)
        page.close()


def test_a_web_page_asks_for_nothing(made: Made, browser: Browser) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    file = made.files("html")[0]
    page.goto(file.as_uri())
    assert [url for url in asked if not url.startswith(("data:", file.as_uri()))] == []
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    page.close()
