"""Make the faces of scripts that no package has as static files: those in handouts/scriptfaces/.

Each is one weight of a Noto face as its designers drew it, without hints, and with the features
alone that its words need, so that a glyph stands for its letters wherever it can: no ligature is
set for looks. What sets "fi" as one glyph, or a word as one sign, is left out. Latin letters and
digits stay: a sheet is set in one face, and so is each word of it.

Handouts Sans is Lato in thousandths of an em. Lato has 2000 units, so that widths of half a
thousandth are rounded by the size that a letter is drawn in first: in a copy that is put together
they would be others than in one that is set whole.

Their licence is the OFL 1.1, which goes along. Those of Noto have no reserved name; Lato's is its
own, so that what is made of it has another. Run it with the packages that
pyproject.toml pins, and npm, which has the two that PyPI has not: `python tools/scriptfaces.py`. A
test compares what it makes with what we ship.
"""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory

from fontTools.subset import Options, Subsetter
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib.instancer import instantiateVariableFont

from handouts.brand.fonts import font_to_save

FACES = Path(__file__).parent.parent / "handouts/scriptfaces"
WEIGHTS = {"Regular": 400, "Bold": 700}
PYPI = {  # variable: their packages, and the files in them
    "Noto Naskh Arabic": ("pylopdf_fonts_ar", "NotoNaskhArabic-Variable.ttf"),
    "Noto Sans Hebrew": ("pylopdf_fonts_he", "NotoSansHebrew-Variable.ttf"),
    "Noto Sans Tamil": ("fontpkg_noto_sans_tamil", "files/NotoSansTamil[wdth,wght].ttf"),
}
NPM = {  # static: their packages, which hold nothing but files
    "Noto Nastaliq Urdu": ("@expo-google-fonts/noto-nastaliq-urdu@0.4.2", "NotoNastaliqUrdu"),
    "Noto Sans Gurmukhi": ("@expo-google-fonts/noto-sans-gurmukhi@0.4.1", "NotoSansGurmukhi"),
}
LATO = {"Handouts Sans": ("fontpkg_lato", "files/Lato-{}.ttf")}  # static
THOUSANDTHS = 1000  # of an em
# What the scripts need, and kerning: https://learn.microsoft.com/typography/opentype/spec/featuretags
FEATURES = [
    *("ccmp", "locl", "rlig", "calt", "kern", "mark", "mkmk", "curs", "dist"),
    *("isol", "init", "medi", "fina"),
    *("nukt", "akhn", "rphf", "rkrf", "pref", "blwf", "abvf", "half", "pstf", "vatu", "cjct"),
    *("pres", "abvs", "blws", "psts", "haln", "abvm", "blwm"),
]
WHOLE = ("Noto Nastaliq Urdu",)  # their makers pack their rules, which are all needed, tighter
SPARE = ("STAT", "DSIG", "MVAR", "HVAR", "avar", "meta")


def face(family: str, weight: str) -> bytes:
    """Return the face of a family in a weight as a TrueType file; the same bytes each time."""
    if family in NPM:
        return cut(_unpacked(*NPM[family])[weight], family, weight)
    if family in LATO:
        package, name = LATO[family]
        data = files(package).joinpath(name.format(weight)).read_bytes()
        return cut(_scaled(data), family, weight)
    package, name = PYPI[family]
    font = font_to_save(files(package).joinpath(name).read_bytes())
    at = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": WEIGHTS[weight]}
    made = BytesIO()
    instantiateVariableFont(font, at, inplace=True, optimize=False).save(made)
    return cut(made.getvalue(), family, weight)


def cut(data: bytes, family: str, weight: str) -> bytes:
    """Return a static face without what no text needs, named for what it is."""
    font = font_to_save(data)
    if family not in WHOLE:
        options = Options(
            layout_features=FEATURES, hinting=False, notdef_outline=True, recalc_timestamp=False
        )
        cutter = Subsetter(options)
        cutter.populate(unicodes=font.getBestCmap())
        cutter.subset(font)
    for table in SPARE:
        if table in font:
            del font[table]
    font["OS/2"].usWeightClass = WEIGHTS[weight]
    bold = weight == "Bold"
    font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~0b1100001 | (0x20 if bold else 0x40)
    font["head"].macStyle = int(bold)
    names = {
        1: family,
        2: weight,
        4: f"{family} {weight}",
        6: f"{family.replace(' ', '')}-{weight}",
    }
    font["name"].names = [n for n in font["name"].names if n.nameID in (0, 5, 13, 14)]
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def shipped() -> Iterator[tuple[str, str, Path]]:
    """Yield each family and weight with the file that we ship."""
    for family in (*PYPI, *LATO, *NPM):
        for weight in WEIGHTS:
            yield family, weight, FACES / f"{family.replace(' ', '')}-{weight}.ttf"


def _scaled(data: bytes) -> bytes:
    font, made = font_to_save(data), BytesIO()
    scale_upem(font, THOUSANDTHS)
    font.save(made)
    return made.getvalue()


def _unpacked(package: str, stem: str) -> dict[str, bytes]:
    """Return the files of an npm package, by weight."""
    with TemporaryDirectory() as folder:
        run(["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True)
        [packed] = Path(folder).glob("*.tgz")
        with tarfile.open(packed) as archive:
            found = {}
            for weight, number in WEIGHTS.items():
                member = archive.extractfile(
                    f"package/{number}{weight}/{stem}_{number}{weight}.ttf"
                )
                assert member
                found[weight] = member.read()
            return found


if __name__ == "__main__":
    FACES.mkdir(exist_ok=True)
    for family, weight, path in shipped():
        path.write_bytes(face(family, weight))
