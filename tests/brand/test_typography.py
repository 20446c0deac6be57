from __future__ import annotations

from collections.abc import Callable

import pytest

from handouts.brand.typography import Typefaces, read_typefaces
from handouts.diagnostics import Problems
from handouts.reading.yaml import parse_yaml
from handouts.workspace import Workspace

Build = Callable[..., bytes]
Write = Callable[[dict[str, str | bytes]], None]
OWN = "typography: {base: Acme, fonts: [{family: Acme, source: file, files: [%s]}]}"


@pytest.fixture
def read(workspace: Workspace, problems: Problems) -> Callable[[str], Typefaces]:
    def read(text: str) -> Typefaces:
        top = parse_yaml(text, "brands/one/_brand.yml", problems, lenient=True)
        assert top
        return read_typefaces(workspace, "brands/one", top, False, problems)

    return read


Read = Callable[[str], Typefaces]


def test_own_files_give_regular_and_bold(
    read: Read, write: Write, font: Build, problems: Problems
) -> None:
    write(
        {
            "brands/one/fonts/r.TTF": font(),
            "brands/one/fonts/b.ttf": font(weight=700),
            "brands/one/fonts/i.ttf": font(italic=True),
        }
    )
    faces = read(OWN % "fonts/r.TTF, fonts/b.ttf, {path: fonts/i.ttf}")
    assert [face.weight for face in faces.text] == [400, 700]
    assert faces.headings == faces.text
    assert len(problems) == 0


def test_family_is_named_with_the_hash_of_its_files(read: Read, write: Write, font: Build) -> None:
    names: set[str] = set()
    for weight in (700, 701):
        write({"brands/one/r.ttf": font(), "brands/one/b.ttf": font(weight=weight)})
        faces = read(OWN % "r.ttf, {path: b.ttf, weight: bold}")
        names.update(face.family for face in faces.text)
    assert len(names) == 2
    assert all(name.startswith("Acme ") and len(name) == 13 for name in names)


def test_weight_that_the_brand_gives_goes_before_that_in_the_file(
    read: Read, write: Write, font: Build
) -> None:
    write({"brands/one/r.ttf": font(weight=350), "brands/one/b.ttf": font(weight=650)})
    faces = read(OWN % "{path: r.ttf, weight: normal}, {path: b.ttf, weight: 700}")
    assert [face.weight for face in faces.text] == [400, 700]


def test_missing_bold_gives_the_house_face_for_all(
    read: Read, write: Write, font: Build, problems: Problems
) -> None:
    write({"brands/one/r.ttf": font()})
    assert read(OWN % "r.ttf") == Typefaces()
    assert [p.message for p in problems] == [
        "the face 'Acme' cannot be used: its bold (700) is missing; the house face is used"
    ]


def test_one_file_may_stand_without_a_list(
    read: Read, write: Write, font: Build, problems: Problems
) -> None:
    write({"brands/one/r.ttf": font()})
    read((OWN % "r.ttf").replace("[r.ttf]", "r.ttf"))
    assert "its bold (700) is missing" in next(iter(problems)).message


def test_fonts_that_are_no_list_are_warned_of(read: Read, problems: Problems) -> None:
    read("typography: {fonts: {Lato: google}}")
    assert [problem.rule for problem in problems] == ["wrong-type"]


def test_damaged_file_is_an_error_and_told_once(
    read: Read, write: Write, font: Build, problems: Problems
) -> None:
    write({"brands/one/r.ttf": font()[:300]})
    read((OWN % "r.ttf").replace("base: Acme", "base: Acme, headings: Acme"))
    assert [(p.severity, p.rule) for p in problems] == [("error", "font-file")]


def test_face_from_a_package_is_taken_whatever_source_is_declared(read: Read) -> None:
    faces = read("typography: {base: Lato, fonts: [{family: Lato, source: google}]}")
    assert faces.text[0].family.startswith("Lato ")


def test_headings_may_have_a_face_while_text_has_none(read: Read) -> None:
    faces = read("typography: {headings: {family: Lato}}")
    assert (faces.text, len(faces.headings)) == ((), 2)


@pytest.mark.parametrize("family", ["Jost", "Jost-SemiBold"])
def test_missing_face_says_which_package_to_install(
    read: Read, problems: Problems, family: str
) -> None:
    read(f"typography: {{base: {family}}}")
    assert next(iter(problems)).hint.startswith("pip install fontpkg-jost; or ")


def test_no_package_s_name_is_made_up_from_a_file(read: Read, problems: Problems) -> None:
    read("typography: {base: Acme Sans}")
    assert "fontpkg" not in next(iter(problems)).hint
    assert "list them under 'fonts'" in next(iter(problems)).hint


def test_one_variable_file_gives_regular_and_bold(
    read: Read, write: Write, font: Build, problems: Problems
) -> None:
    write({"brands/one/v.ttf": font(variable=True)})
    faces = read(OWN % "v.ttf")
    assert [(face.weight, dict(face.location)["wght"]) for face in faces.text] == [
        (400, 400),
        (700, 700),
    ]
    assert len(problems) == 0


@pytest.mark.parametrize(
    ("said", "weights"),
    [
        ("600", (400, 600)),
        ("semi-bold", (400, 600)),
        ("{light: 800, dark: 300}", (400, 800)),
        ("300", (400, 700)),
        ("bolder", (400, 700)),
        ("1e9", (400, 700)),
    ],
)
def test_headings_have_the_weight_that_they_ask_for_if_it_stands_out(
    read: Read, write: Write, font: Build, said: str, weights: tuple[int, int]
) -> None:
    write({"brands/one/v.ttf": font(variable=True)})
    faces = read(
        f"typography: {{headings: {{family: Acme, weight: {said}}}, "
        "fonts: [{family: Acme, files: v.ttf}]}"
    )
    assert tuple(dict(face.location)["wght"] for face in faces.headings) == weights


def test_static_file_goes_before_a_variable_one(read: Read, write: Write, font: Build) -> None:
    write({"brands/one/v.ttf": font(variable=True), "brands/one/b.ttf": font(weight=700)})
    faces = read(OWN % "v.ttf, b.ttf")
    assert [bool(face.location) for face in faces.text] == [True, False]


def test_family_may_differ_between_light_and_dark(read: Read) -> None:
    faces = read("typography: {base: {family: {light: Lato, dark: Acme}}}")
    assert faces.text[0].family.startswith("Lato ")
