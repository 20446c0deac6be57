from __future__ import annotations

import ctypes.util
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from spooling import QUEUE, Spooler, free_port

from handouts.counter import ipp
from handouts.setup import machine
from handouts.setup.machine import Examined


def states(found: list[Examined]) -> set[str]:
    return {finding.state for finding in found}


def test_a_machine_that_runs_the_tests_can_build() -> None:
    found = [*machine.packages(), *machine.libraries(), machine.typesetting(), *machine.faces()]
    assert states(found) == {"ok"}
    facts = {finding.name: finding.fact for finding in found}
    assert facts["weasyprint"] == "70.0"
    assert facts["pydyf"] == "0.13.0"
    assert facts["Pango"][0].isdigit()
    assert facts["HarfBuzz"][0].isdigit()
    assert {"fontpkg-atkinson-hyperlegible", "fontpkg-lato"} <= set(facts)
    assert "pytest" not in facts


@pytest.mark.parametrize(
    ("there", "fact"),
    [
        (None, "not installed"),
        ("69.0", "69.0 is installed, 70.0 is needed"),
    ],
)
def test_a_package_that_is_missing_or_of_another_version_is_told(
    monkeypatch: pytest.MonkeyPatch, there: str | None, fact: str
) -> None:
    def version(name: str) -> str:
        if there is None:
            raise PackageNotFoundError(name)
        return there

    monkeypatch.setattr(machine, "requires", lambda _: ["weasyprint==70.0", "x; extra == 'dev'"])
    monkeypatch.setattr(machine, "version", version)
    _python, found = machine.packages()
    assert found == Examined(
        "packages", "weasyprint", "missing", fact, "pip install 'weasyprint==70.0'"
    )


def test_a_version_written_with_zeros_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "requires", lambda _: ["fontpkg-ibm-plex-serif==2.6"])
    monkeypatch.setattr(machine, "version", lambda _: "2.006")
    _python, found = machine.packages()
    assert found.state == "ok"


def test_a_missing_library_is_told_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "find_library", ctypes_without("pango-1.0"))
    pango, *others = machine.libraries()
    advice = "on Debian: apt install libpango-1.0-0"
    assert pango == Examined("engine", "Pango", "missing", "not installed", advice)
    assert states(others) == {"ok"}


def ctypes_without(missing: str) -> Callable[[str], str | None]:
    return lambda name: None if name == missing else ctypes.util.find_library(name)


def test_an_engine_that_does_not_load_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def warm() -> None:
        print("-----\nplease follow the installation steps")
        raise OSError("cannot load library 'libpango-1.0-0': no such file\nand more")

    monkeypatch.setattr("handouts.engine.warm", warm)
    found = machine.typesetting()
    assert found.state == "missing"
    assert found.fact == "cannot be loaded: cannot load library 'libpango-1.0-0': no such file"
    assert capsys.readouterr() == ("", "")


def test_what_is_missing_beside_building_is_worth_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.delenv("CUPS_SERVER", raising=False)
    monkeypatch.setattr(ipp, "server", lambda: "localhost")
    monkeypatch.setattr(ipp, "PORT", free_port())
    found = list(machine.tools())
    assert [finding.name for finding in found] == ["printing", "poppler", "veraPDF"]
    assert states(found) == {"note"}
    assert all("apt install" in finding.advice for finding in found)


@pytest.mark.usefixtures("spooler")
def test_tools_that_are_there_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: f"bin/{name}")
    printing, poppler, validator = machine.tools()
    assert poppler.state == "ok"
    assert printing == Examined("tools", "printing", "ok", "by CUPS, to 'counter'")
    assert validator.state == "ok"


def test_a_printer_that_does_not_print_is_worth_a_note(spooler: Spooler) -> None:
    spooler.run("cupsdisable", "-r", "being mended", QUEUE)
    try:
        printing, *_others = machine.tools()
    finally:
        spooler.run("cupsenable", QUEUE)
    assert printing.state == "note"
    assert printing.fact == (
        "the printer 'counter' is stopped: being mended; building does without"
    )
    assert printing.advice == "see to it, or have another made the default one"


def test_a_printing_system_that_does_not_answer_is_worth_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "no.sock"))
    printing, *_others = machine.tools()
    assert printing.state == "note"
    assert printing.advice.startswith("it is looked for at ")
    assert printing.fact == "CUPS does not answer; building does without"


def test_a_missing_house_face_is_told_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "HOUSE_FACES", ("fontpkg_no_such_face",))
    [found] = machine.faces()
    assert (found.state, found.advice) == ("missing", "pip install fontpkg-no-such-face")
