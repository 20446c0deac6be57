"""Files that are traps, or no leaflets: each has a sentence of its own, and costs nothing."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from compound import protected
from originals import CORPUS
from wordfiles import h, p, picture, png, title, unzipped, word, zipped

from handouts.importing import child
from handouts.importing.leaflets import read_leaflet
from handouts.importing.original import Unreadable

TODAY = date(2026, 11, 29)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def with_document(change: Callable[[bytes], bytes]) -> bytes:
    parts = unzipped(CORPUS["styled.docx"]())
    return zipped({**parts, "word/document.xml": change(parts["word/document.xml"])})


def bomb() -> bytes:
    """Some KB that unpack to 400 MB."""
    paragraph = b"<w:p><w:r><w:t>bomb</w:t></w:r></w:p>" * 25_000
    parts = unzipped(CORPUS["styled.docx"]())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            if name != "word/document.xml":
                file.writestr(name, data)
        with file.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(400):
                part.write(paragraph)
    return out.getvalue()


def crammed() -> bytes:
    """Many parts, each within its limit, and all of them together not."""
    parts = unzipped(CORPUS["styled.docx"]())
    many = {f"word/header{n}.xml": b" " * 9_000_000 + b"<a/>" for n in range(12)}
    listed = "".join(
        f'<Relationship Id="x{n}" Type="t/header" Target="header{n}.xml"/>' for n in range(12)
    )
    relations = parts["word/_rels/document.xml.rels"].decode()
    relations = relations.replace("</Relationships>", f"{listed}</Relationships>")
    return zipped({**parts, **many, "word/_rels/document.xml.rels": relations})


def twice() -> bytes:
    out = io.BytesIO(CORPUS["styled.docx"]())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as file:
        file.writestr("word/document.xml", "<a/>")
    return out.getvalue()


def declared(declaration: bytes) -> bytes:
    return with_document(lambda document: declaration + document)


def deep() -> bytes:
    inside = b"<w:sdt><w:sdtContent>" * 3_000 + b"<w:p/>" + b"</w:sdtContent></w:sdt>" * 3_000
    return with_document(lambda document: document.replace(b"<w:sectPr/>", inside))


def lost_in_a_document() -> bytes:
    chunk = {"word/inner.docx": CORPUS["lists.docx"]()}
    relations = (("rIdK", "aFChunk", "inner.docx"),)
    return word(
        title("Two"), p("One."), '<w:altChunk r:id="rIdK"/>', parts=chunk, relations=relations
    )


def with_password() -> bytes:
    """The zip itself is protected, as some archives do."""
    data = CORPUS["styled.docx"]()
    return re.sub(b"(PK\x01\x02.{4})(.)", lambda m: m[1] + bytes([m[2][0] | 1]), data, flags=re.S)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.docx": (lambda: b"", "the file is empty"),
    "cut.docx": (lambda: CORPUS["styled.docx"]()[:2_000], "the file is damaged, or no Word file"),
    "noise.docx": (lambda: bytes(range(256)) * 9, "the file is damaged, or no Word file"),
    "old.doc": (lambda: OLE + b"W" * 600, "this is an old Word file (.doc)"),
    "renamed.docx": (lambda: OLE + b"W" * 600, "this is an old Word file (.doc)"),
    "locked.docx": (protected, "the file is protected by a password"),
    "zipped.docx": (with_password, "the file is protected by a password"),
    "leaflet.pdf": (lambda: b"%PDF-1.7\n", "this is a PDF"),
    "leaflet.rtf": (lambda: b"{\\rtf1 Hello}", "this is an RTF file"),
    "page.docx": (lambda: b"<html><p>Hello", "this is a web page or XML"),
    "leaflet.odt": (
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "this is an OpenDocument file",
    ),
    "sheet.docx": (lambda: zipped({"xl/workbook.xml": "<a/>"}), "this is no Word file"),
    "word.html": (lambda: CORPUS["styled.docx"](), "this is a Word file or another zip"),
    "scan.docx": (
        lambda: word(
            p(picture("rIdP")),
            parts={"word/media/s.png": png("a scanned leaflet")},
            relations=(("rIdP", "image", "media/s.png"),),
        ),
        "the file holds a picture and no text: it is a scan",
    ),
    "blank.docx": (lambda: word(p(" ")), "the file holds no words"),
    "blank.md": (lambda: b"\n \n", "the file is empty"),
    "blank.html": (lambda: b"<p> <script>x</script>", "the file holds no words"),
    "bomb.docx": (bomb, "'word/document.xml' is larger than 20 MB when unpacked"),
    "crammed.docx": (crammed, "when unpacked"),
    "large.docx": (lambda: b"PK" + bytes(20_000_001), "the file has 20 MB; at most 20 MB are read"),
    "parts.docx": (
        lambda: zipped({f"word/{n}.xml": "" for n in range(2_100)}),
        "the file has 2,101 parts; at most 2,000 are read",
    ),
    "twice.docx": (twice, "a part stands twice in the file"),
    "laughs.docx": (
        lambda: declared(b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'),
        "declares entities, which Word never writes",
    ),
    "xxe.docx": (
        lambda: declared(b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "declares entities, which Word never writes",
    ),
    "utf16.docx": (
        lambda: with_document(lambda d: "\ufeff<!DOCTYPE w><a/>".encode("utf-16-le") + d[:0]),
        "declares entities, which Word never writes",
    ),
    "deep.docx": (deep, "is damaged, or nested too deep"),
    "deep.html": (lambda: b"<p>a" + b"<div>" * 3_000 + b"b", "the page is nested too deep"),
    "mangled.docx": (
        lambda: with_document(lambda document: document[:-30]),
        "is damaged, or nested too deep",
    ),
    "lacking.docx": (
        lambda: word(p("x"), relations=(("r1", "footnotes", "../notes.xml"),), inside=True),
        "a part of the file is missing, with its footnotes",
    ),
    "long.docx": (lambda: word(*(p("x") for _ in range(5_001))), "more than 5,000 paragraphs"),
    "book.docx": (
        lambda: word(title("A book"), *(h(f"Chapter {n}") for n in range(41))),
        "the file has more than 40 headings of the highest level",
    ),
    "inner.docx": (lost_in_a_document, "another file is embedded in it"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_leaflet_is_told_in_a_sentence_of_its_own(name: str) -> None:
    make, sentence = HOSTILE[name]
    with pytest.raises(Unreadable) as caught:
        read_leaflet(make(), name, TODAY)
    assert sentence in caught.value.fact
    assert "Error" not in caught.value.fact


def test_a_picture_outside_of_the_file_is_told_and_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png("secret"))
    data = word(
        title("Two pictures"),
        p(picture("rId1", linked=True)),
        p(picture("rId2")),
        p(picture("rId3")),
        relations=(
            ("rId1", "image", f"file://{secret}"),
            ("rId2", "image", "../../../../etc/hostname"),
            ("rId3", "image", "http://127.0.0.1:9/x.png"),
        ),
    )
    draft = read_leaflet(data, "a.docx", TODAY)
    assert not draft.figures and not draft.aside
    told = [point.text for point in draft.points if point.kind == "picture"]
    assert len(told) == 3 and all("was not fetched" in text for text in told)


@pytest.mark.parametrize(
    "name", ["a\0b.docx", "-c.docx", "", "../../a.docx", "é漢.docx", "\n.docx"]
)
def test_a_file_with_an_odd_name_is_read(name: str) -> None:
    assert read_leaflet(CORPUS["columns.docx"](), name, TODAY).words


def test_macros_are_left_aside_and_told() -> None:
    draft = read_leaflet(CORPUS["odd.docm"](), "odd.docm", TODAY)
    assert "Of the file: its macros were left aside, and not run." in draft.data["to_confirm"]
    assert not draft.aside


def test_nothing_of_a_workspace_is_loaded_as_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit('loaded')", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit('loaded')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_leaflet(CORPUS["columns.docx"](), "a.docx", TODAY).words


@pytest.mark.parametrize(
    ("trap", "fact"),
    [
        ("x = bytearray(1)\nwhile True: x += bytes(9_000_000)", "more memory than a leaflet may"),
        ("open('half', 'w').write('x' * 99)", "not written as others of its kind"),
        ("import os; os.kill(os.getpid(), 9)", None),
    ],
    ids=["memory", "writing", "killed"],
)
def test_a_reader_that_goes_wrong_ends_in_its_own_process(
    tmp_path: Path, trap: str, fact: str | None
) -> None:
    """The limits hold whatever a file makes of its reader: here a trap stands in its place."""
    program = (
        "import sys\n"
        "from handouts.importing import child\n"
        "def trap(*_):\n    " + trap.replace("\n", "\n    ") + "\n"
        "child.drafted = trap\n"
        "sys.exit(child.main(['a.docx', '2026-11-29']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=b"",
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )
    if fact is None:
        assert done.returncode and not done.stdout
    else:
        assert done.returncode == 0, done.stderr
        assert fact in done.stdout.decode()
    assert not (tmp_path / "half").exists() or not (tmp_path / "half").read_bytes()


def test_reading_opens_no_file_but_the_houses_own_and_speaks_to_nobody(tmp_path: Path) -> None:
    """Told by Python itself: each file that it opens, each connection that it makes."""
    program = (
        "import sys\n"
        "from handouts.importing import child\n"
        "def watch(event, arguments):\n"
        "    if event == 'open' or event.startswith('socket.'):\n"
        "        print(event, arguments[0], file=sys.stderr)\n"
        "sys.addaudithook(watch)\n"
        "sys.exit(child.main(['boxes.docx', '2026-11-29']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=CORPUS["boxes.docx"](),
        capture_output=True,
        cwd=tmp_path,
        check=True,
    )
    house = (sys.base_prefix, str(Path(child.__file__).parents[2]), *filter(None, sys.path))
    seen = [line.partition(" ") for line in done.stderr.decode().splitlines()]
    assert any(event == "open" for event, _, _ in seen), "the hook was never called"
    assert [what for event, _, what in seen if event != "open" or not what.startswith(house)] == []
