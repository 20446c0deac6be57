"""What a designer sends becomes a brand, or is refused at its place."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from samples import MakeWorkspace, Run, a_workspace

from handouts.brand import load_brands
from handouts.diagnostics import HandoutsError, Problems, WrongUse
from handouts.importing import plan_brand, write_brand
from handouts.workspace import Workspace, house_faces

LATO = house_faces()[1]
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50">'
    '<rect width="60" height="50" fill="#7a1f5c"/><rect x="70" width="30" height="50"/></svg>'
)
EVIL = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n<script>x</script></svg>'
OWN = """\
meta: {name: Tide Skin}   # ours
logo:
  images:
    wide: {path: art/logo.svg, alt: Tide}
    dark: /white.svg
  medium: wide
color: {primary: "#1e3a5f"}
typography:
  fonts:
    - {family: Lato, source: file, files: [art/Lato-Regular.ttf, {path: art/Lato-Bold.ttf}]}
  base: Lato
"""


def a_png(colour: str = "#225588") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 100), colour).save(out, "PNG")
    return out.getvalue()


def a_pdf() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 100), "#aa2200").save(out, "PDF")  # as JPEG, which is a shade off
    return out.getvalue()


def sent(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write what a designer sent into a folder."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def brand_of(workspace: Workspace, name: str) -> object:
    problems = Problems()
    [brand] = load_brands(workspace, problems, [name])
    assert not problems.failed
    return brand


@pytest.fixture
def ours(workspace: MakeWorkspace) -> Workspace:
    return workspace({"brands/harbour/_brand.yml": "meta: {name: Harbour}\n"})


@pytest.fixture
def box(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sent")


@pytest.mark.parametrize(
    ("name", "data", "colour"),
    [
        ("Our Logo.SVG", SVG.encode(), "#7a1f5c"),
        ("logo.png", a_png(), "#225588"),
        ("logo.pdf", a_pdf(), "#ab2200"),
    ],
)
def test_a_logo_starts_a_brand_in_its_colour(
    ours: Workspace, box: Path, name: str, data: bytes, colour: str
) -> None:
    plan = plan_brand(ours, sent(box, {name: data}) / name, "tide", "Tide Skin")
    assert (plan.brand, plan.name, plan.colour) == ("tide", "Tide Skin", colour)
    path = write_brand(ours, plan)
    text = path.read_text("utf-8")
    assert f'primary: "{colour}"' in text and "#   phone: 020 7946 0000" in text
    suffix = Path(name).suffix.lower()
    assert (path.parent / f"logo{suffix}").read_bytes() == data
    brand_of(ours, "tide")


def test_a_brand_file_is_taken_as_it_is_with_the_files_that_it_names(
    ours: Workspace, box: Path
) -> None:
    folder = sent(
        box,
        {
            "brand.yml": OWN,
            "art/logo.svg": SVG,
            "white.svg": SVG,
            "art/Lato-Regular.ttf": (LATO / "Lato-Regular.ttf").read_bytes(),
            "art/Lato-Bold.ttf": (LATO / "Lato-Bold.ttf").read_bytes(),
            "art/Lato-Black.ttf": (LATO / "Lato-Bold.ttf").read_bytes(),
        },
    )
    for source in (folder, folder / "brand.yml"):
        plan = plan_brand(ours, source)
        assert plan.brand == "tide-skin"
        assert plan.files["_brand.yml"].decode() == OWN.replace("/white", "white")
        assert sorted(plan.files) == [
            "_brand.yml",
            "art/Lato-Bold.ttf",
            "art/Lato-Regular.ttf",
            "art/logo.svg",
            "white.svg",
        ]
    told = [str(one) for one in plan_brand(ours, folder).problems]
    assert told == [
        f"{folder}/art/Lato-Black.ttf: info: the brand file does not name this file [not-taken]"
    ]
    write_brand(ours, plan)
    brand_of(ours, "tide-skin")


def test_of_a_folder_the_best_logo_and_the_whole_family_are_taken_and_the_rest_is_told(
    ours: Workspace, box: Path
) -> None:
    fonts: dict[str, str | bytes] = {
        f"fonts/{name}.ttf": (LATO / f"{name}.ttf").read_bytes()
        for name in ("Lato-Regular", "Lato-Bold", "Lato-Italic")
    }
    files: dict[str, str | bytes] = {
        "Tide-logo.png": a_png(),
        "Tide-logo-white.svg": SVG,
        "sub/mark.svg": SVG,
    }
    folder = sent(box / "Tide Skin", {**files, **fonts, "notes.txt": "x", "font.woff2": b"wOF2"})
    plan = plan_brand(ours, folder)
    assert plan.brand == "tide-skin"
    assert sorted(plan.files) == [
        "_brand.yml",
        "fonts/Lato-Bold.ttf",
        "fonts/Lato-Regular.ttf",
        "logo.svg",
    ]
    assert plan.files["logo.svg"] == SVG.encode()
    left = [one.place.file.removeprefix(f"{folder}/") for one in plan.problems]
    assert left == [
        "Tide-logo-white.svg",
        "Tide-logo.png",
        "font.woff2",
        "fonts/Lato-Italic.ttf",
        "notes.txt",
    ]


def test_a_family_without_a_bold_is_told_and_not_taken(ours: Workspace, box: Path) -> None:
    font = (LATO / "Lato-Regular.ttf").read_bytes()
    plan = plan_brand(ours, sent(box, {"logo.svg": SVG, "a.ttf": font, "b.ttf": b"torn"}), "tide")
    assert sorted(plan.files) == ["_brand.yml", "logo.svg"]
    warned = [one.message for one in plan.problems if one.severity == "warning"]
    assert warned == [
        "the family 'Lato' is not taken: it lacks a regular (400) or a bold (700)",
        "this typeface is not taken: the file holds no TrueType or OpenType font",
    ]


@pytest.mark.parametrize(
    ("files", "name", "place", "fact"),
    [
        ({"logo.svg": EVIL}, "logo.svg", "logo.svg:2:1", "script"),
        ({"logo.eps": b"%!PS"}, "logo.eps", "logo.eps", "this logo cannot be printed"),
        ({"logo.png": b"torn"}, "logo.png", "", "no PNG, JPEG"),
        ({"brand.yml": "meta: [\n"}, "brand.yml", "brand.yml:", ""),
        ({"brand.yml": "logo: ../secret.svg\n"}, "brand.yml", "brand.yml:1:7", "leads out"),
        ({"brand.yml": "logo: x.svg\n", "x.svg": EVIL}, "", "x.svg:2:1", "script"),
        ({"notes.txt": "x"}, "", "", "there is no logo, no typeface and no brand file in it"),
    ],
)
def test_what_cannot_be_taken_is_refused_at_its_place_and_nothing_is_written(
    ours: Workspace, box: Path, files: dict[str, str | bytes], name: str, place: str, fact: str
) -> None:
    with pytest.raises(HandoutsError) as error:
        plan_brand(ours, sent(box, files) / name, "tide")
    errors = [one for one in error.value.diagnostics if one.severity == "error"]
    assert any(place in str(one.place) and fact in one.message for one in errors), errors
    assert sorted(path.name for path in (ours.root / "brands").iterdir()) == ["harbour"]


def test_a_link_out_of_the_folder_is_not_followed(ours: Workspace, box: Path) -> None:
    folder = sent(box / "in", {"brand.yml": "logo: logo.svg\n"})
    secret = sent(box, {"secret.svg": SVG}) / "secret.svg"
    (folder / "logo.svg").symlink_to(secret)
    with pytest.raises(HandoutsError, match="leads out of the folder that was sent"):
        plan_brand(ours, folder, "tide")


@pytest.mark.parametrize(
    ("name", "brand", "reason"),
    [
        ("logo.svg", "harbour", "the brand 'harbour' is there already"),
        ("logo.svg", "Tide", "'Tide' is no id"),
        ("logo.svg", "", "what is the brand of 'logo.svg' to be called"),
        ("all.zip", "tide", "'all.zip' is packed: unpack it, and name the folder"),
        ("logo.psd", "tide", "'logo.psd' is nothing that is taken for a brand"),
    ],
)
def test_what_cannot_be_called_so_or_is_no_kind_of_ours_is_wrong_use(
    ours: Workspace, box: Path, name: str, brand: str, reason: str
) -> None:
    with pytest.raises(WrongUse, match=reason):
        plan_brand(ours, sent(box, {name: SVG}) / name, brand)


def test_a_brand_that_came_in_the_meantime_is_not_written_over(ours: Workspace, box: Path) -> None:
    plan = plan_brand(ours, sent(box, {"logo.svg": SVG}) / "logo.svg", "tide")
    sent(ours.root, {"brands/tide/_brand.yml": "meta: {name: Another}\n"})
    with pytest.raises(WrongUse, match="there already"):
        write_brand(ours, plan)
    assert [path.name for path in (ours.root / "brands/tide").iterdir()] == ["_brand.yml"]
    assert sorted(path.name for path in (ours.root / "brands").iterdir()) == ["harbour", "tide"]


def test_a_brand_is_typed_in_and_its_proof_is_named(
    run: Run, box: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = a_workspace(tmp_path, {})
    monkeypatch.chdir(tmp_path)
    logo = str(sent(box, {"logo.svg": SVG}) / "logo.svg")
    said = run("import", logo, "-b", "tide", "--dry-run")
    assert (said.code, said.out) == (0, "brands/tide/_brand.yml\nbrands/tide/logo.svg\n")
    assert not (workspace.root / "brands/tide").exists()
    said = run("import", logo, "-b", "tide")
    assert (said.code, said.out) == (0, f"{workspace.root / 'brands/tide/_brand.yml'}\n")
    assert said.err == (
        "note: its colour, #7a1f5c, is that of the logo: look at it\n"
        "next: see all its pages on one: handouts proof -b tide\n"
    )
    assert run("check", "tide").code == 0
