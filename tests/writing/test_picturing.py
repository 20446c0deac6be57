"""What somebody puts in as a picture: held to what prints; what does not is told, and nowhere."""

from __future__ import annotations

import pytest
from oddpictures import bomb, cmyk, words_bomb
from samples import MakeWorkspace, a_library
from wordfiles import png

from handouts.workspace import Workspace
from handouts.writing.picturing import WrongPicture, put_picture

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    return workspace(a_library(sun="title: x\n"))


def files(here: Workspace) -> dict[str, bytes]:
    folder = here.root / "content/sun"
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


WRONG = {
    "text.png": (b"This is no picture.", "no PNG, JPEG"),
    "empty.png": (b"", "the file is empty"),
    "cut.png": (png()[:-40], "damaged"),
    "head.png": (png()[:40], ""),
    "cut.jpg": (png(form="JPEG")[:-400], "damaged"),
    "bomb.png": (bomb(30_000, 30_000), "more than 25,000,000 pixels"),
    "wide.png": (bomb(5_100, 5_000), "more than 25,000,000 pixels"),
    "remark.png": (words_bomb(), ""),
    "gif.png": (png(form="GIF"), "it is .gif by its content"),
    "png.jpg": (png(), ".png by its content"),
    "cmyk.jpg": (cmyk(), "CMYK"),
    "photo.heic": (b"\0\0\0\x18ftypheic", "no picture for print"),
    "page.svg": (b"<html><p>no drawing", ""),
    "text.svg": (b"This is no drawing.", ""),
    "script.svg": (SVG.format("<script>1</script>").encode(), "script"),
    "away.svg": (SVG.format('<image href="http://x.example/a.png"/>').encode(), ""),
    "none": (png(), "no picture for print"),
}


@pytest.mark.parametrize("lenient", [False, True], ids=["", "after the engine"])
@pytest.mark.parametrize("name", WRONG)
def test_what_is_no_picture_is_told_and_nothing_is_written(
    here: Workspace, name: str, lenient: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", lenient)
    before, (data, told) = files(here), WRONG[name]
    with pytest.raises(WrongPicture) as refused:
        put_picture(here, "sun", name, data)
    assert told in refused.value.fact
    assert refused.value.hint
    assert "Error" not in refused.value.fact
    assert files(here) == before


def test_a_picture_is_put_in_under_a_name_of_its_own_and_the_same_one_once(
    here: Workspace,
) -> None:
    assert put_picture(here, "sun", "../Café au lait.PNG", png()) == "cafe-au-lait.png"
    assert put_picture(here, "sun", "cafe au lait.png", png()) == "cafe-au-lait.png"
    assert put_picture(here, "sun", "Café-au-lait.png", png("other")) == "cafe-au-lait-2.png"
    assert files(here)["cafe-au-lait.png"] == png()
