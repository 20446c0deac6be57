"""Texts that were looked at once and must stay: ``pytest --goldens`` writes them anew."""

from __future__ import annotations

import difflib
import shutil
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

SHADE = 64  # of 255, that a pixel may differ by: rasterisers smooth edges their own way
SHARE = 0.002  # of all pixels, that may differ by more
FOLDER = Path(__file__).parent / "data" / "goldens"


@dataclass(frozen=True)
class Goldens:
    """A folder of texts, compared with what is made now or written anew."""

    folder: Path = FOLDER
    renew: bool = False

    def hold(self, name: str, made: str) -> None:
        """Fail, with the lines that differ, where a text is not what it was."""
        __tracebackhide__ = True
        path = self.folder / name
        if self.renew:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made, encoding="utf-8")
        assert path.is_file(), f"there is no {name}: run `make goldens`, and read what it wrote"
        old = path.read_text(encoding="utf-8").splitlines()
        lines = difflib.unified_diff(old, made.splitlines(), f"{name}, before", "now", lineterm="")
        difference = "\n".join(lines)
        assert not difference, f"\n{difference}\n`make goldens` writes it anew"

    def picture(self, kept: Path, made: Path) -> None:
        """Fail where a picture is not what it was; a shade at an edge may differ."""
        if self.renew:
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(made, kept)
        assert kept.is_file(), f"there is no {kept.name}: run `make goldens`, and look at it"
        old, new = (Image.open(path).convert("L") for path in (kept, made))
        assert old.size == new.size, f"{kept.name}: {old.size} before, {new.size} now"
        apart = ImageChops.difference(old, new).point(lambda shade: 255 * (shade > SHADE))
        share = apart.histogram()[255] / (old.width * old.height)
        assert share <= SHARE, f"{kept.name}: {share:.1%} differ at {apart.getbbox()}: see {made}"
