"""The wheel is whole: in a place without the checkout it makes a workspace and a PDF."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
HOUSE = ("brands", "content", "styles", "templates")
SCRATCH = ("__pycache__", "_cache/", "/.", ".pyc")


def call(*command: str | Path, cwd: Path) -> str:
    """Run a command without what could lead it to the checkout, and return what it said."""
    env = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = ["-m", "build", "--wheel", "--no-isolation", "--outdir"]
    call(sys.executable, *build, folder, cwd=ROOT)
    [made] = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """Install the wheel beside the packages of this Python, and return the new one's programs."""
    folder = wheel.parent / "venv"
    venv.create(folder, symlinks=True)
    programs = folder / "bin"
    install = ["install", "--quiet", "--no-deps", "--no-index"]
    pip = ["-m", "pip", "--python", str(programs / "python")]
    call(sys.executable, *pip, *install, wheel, cwd=wheel.parent)
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(call(programs / "python", "-c", asked, cwd=wheel.parent))
    # what this adds is searched last, and .pth files in it (the checkout's) are not followed
    (packages / "others.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return programs


def test_the_wheel_holds_the_package_and_the_house(wheel: Path) -> None:
    held = set(ZipFile(wheel).namelist())
    house = {
        f"handouts/house/{path.relative_to(ROOT).as_posix()}"
        for folder in HOUSE
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    }
    assert house | {"handouts/house/packs.yaml"} <= held
    modules = {p.relative_to(ROOT).as_posix() for p in (ROOT / "handouts").rglob("*.py")}
    assert modules | {"handouts/brand/countries.yaml", "handouts/py.typed"} <= held


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    held = ZipFile(wheel).namelist()
    assert {name.split("/")[0].partition("-")[0] for name in held} == {"handouts"}
    inner = {name.split("/")[1] for name in held if name.startswith("handouts/")}
    assert not inner & {"tests", "tools", "docs", "output", "benchmarks"}
    assert [name for name in held if any(part in f"/{name}" for part in SCRATCH)] == []


def test_what_is_installed_makes_a_workspace_and_a_pdf(installed: Path, tmp_path: Path) -> None:
    where = call(
        installed / "python", "-c", "import handouts; print(handouts.__file__)", cwd=tmp_path
    )
    assert Path(where).is_relative_to(installed.parent)
    handouts = installed / "handouts"
    assert call(handouts, "new", "workspace", "ours", cwd=tmp_path) == "ours"
    call(handouts, "-C", "ours", "check", cwd=tmp_path)
    build = ["build", "facial-massage", "-b", "harbour-skin"]
    made = Path(call(handouts, "-C", "ours", *build, cwd=tmp_path))
    assert made.is_relative_to(tmp_path / "ours/output")
    assert made.read_bytes().startswith(b"%PDF-")
