from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from samples import TODAY, MakeWorkspace

from handouts.diagnostics import HandoutsError, Place
from handouts.workspace import Refused, Settings, Workspace, house, house_faces, is_id


@pytest.mark.parametrize("name", ["a", "facial-massage", "7-days", "x" * 60])
def test_small_letters_digits_and_single_hyphens_are_an_id(name: str) -> None:
    assert is_id(name)


@pytest.mark.parametrize("name", ["", "A", "a_b", "a--b", "-a", "a-", "a b", "é", "../a", "x" * 61])
def test_what_might_surprise_in_a_path_is_no_id(name: str) -> None:
    assert not is_id(name)


def test_a_workspace_is_found_from_any_folder_in_it(workspace: MakeWorkspace) -> None:
    made = workspace({"content/sun/handout.yaml": ""})
    assert Workspace.open(made.root / "content/sun", TODAY) == made


def test_without_a_workspace_the_hint_says_how_to_name_one(tmp_path: Path) -> None:
    with pytest.raises(HandoutsError, match=r"no handouts\.toml here") as error:
        Workspace.open(tmp_path, TODAY)
    assert "handouts -C DIR" in error.value.diagnostics[0].hint


def test_settings_are_read_and_have_defaults(workspace: MakeWorkspace) -> None:
    assert workspace({}).settings == Settings(("standard",), "output")
    made = workspace({"handouts.toml": 'formats = ["full"]\noutput = "out/pdf"\n'})
    assert made.settings == Settings(("full",), "out/pdf")
    assert made.output == made.root / "out/pdf"


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("formats = 'full'", "'formats' must be a list, not text"),
        ("formats = []", "'formats' has 0 items; it needs at least 1"),
        ("formats = [true]", r"item 1 of 'formats' must be text, not 'true' \(yes or no\)"),
        ("output = ''", "'output' is empty"),
        ("output = 's3://b/f'", "'output' must be the path of a folder in the workspace, not"),
        ("grace_days = 400", "'grace_days' must be from 0 to 366, not 400"),
        ("grace_days = true", "'grace_days' must be a number, not 'true'"),
        ("rules = 2026-01-01T10:00:00\noutput = []", "'output' must be text, not a list"),
        ("thresholds = 3", "'thresholds' must be a mapping, not the number 3"),
        ("thresholds = {TYP-01 = '3'}", "'TYP-01' in 'thresholds' must be a number, not text"),
        ("waivers = {TYP-01 = []}", "'TYP-01' in 'waivers' must be text, not a list"),
        ("output = [", "handouts.toml cannot be read"),
        ("format = ['full']", "unknown key 'format'"),
    ],
)
def test_settings_that_are_not_right_are_told(
    workspace: MakeWorkspace, text: str, fact: str
) -> None:
    with pytest.raises(HandoutsError, match=fact) as error:
        workspace({"handouts.toml": text})
    assert {d.place.file for d in error.value.diagnostics} == {"handouts.toml"}


def test_all_that_is_wrong_in_the_settings_is_told_at_once(workspace: MakeWorkspace) -> None:
    with pytest.raises(HandoutsError) as error:
        workspace({"handouts.toml": "format = 1\noutput = '/a'\n"})
    assert [d.rule for d in error.value.diagnostics] == ["unknown-key", "wrong-value"]
    assert [d.place.line for d in error.value.diagnostics] == [1, 2]
    assert error.value.diagnostics[0].hint == "did you mean 'formats'?"


@pytest.mark.parametrize("path", ["out", "out/pdf", "./out", "a..b", ".out", "a/...", "ü x"])
def test_a_path_that_stays_in_the_workspace_may_be_the_output(
    workspace: MakeWorkspace, path: str
) -> None:
    assert workspace({"handouts.toml": f"output = '{path}'"}).settings.output == path


@pytest.mark.parametrize("path", ["/a", "..", "../a", "a/../b", "a/..", ".", "./", "//", "a://b"])
def test_a_path_that_leads_elsewhere_may_not(workspace: MakeWorkspace, path: str) -> None:
    with pytest.raises(HandoutsError, match=r"^handouts\.toml:1:1: error: 'output' must be"):
        workspace({"handouts.toml": f"output = '{path}'"})


def test_what_is_wrong_in_a_table_is_told_at_its_line(workspace: MakeWorkspace) -> None:
    text = "grace_days = 7\n[thresholds]\nTYP-01 = 3\n  TYP-02 = 'x'\n"
    with pytest.raises(HandoutsError, match=r"^handouts\.toml:4:3: error: 'TYP-02' in 'threshold"):
        workspace({"handouts.toml": text})


def test_a_name_that_stands_twice_in_a_list_is_one(workspace: MakeWorkspace) -> None:
    made = workspace({"handouts.toml": "formats = ['full', 'standard', 'full']"})
    assert made.settings.formats == ("full", "standard")


def test_a_file_is_read_by_its_path_from_the_root(workspace: MakeWorkspace) -> None:
    assert workspace({"content/a.txt": "words"}).read("content/a.txt") == b"words"


def test_a_missing_file_is_refused_with_the_nearest_name(workspace: MakeWorkspace) -> None:
    with pytest.raises(Refused, match=r"there is no file 'content/layer\.svg'") as error:
        workspace({"content/layers.svg": ""}).read("content/layer.svg")
    assert error.value.hint == "did you mean 'layers.svg'?"


@pytest.mark.parametrize("name", ["../secret", "a/../../secret", "/etc/hosts", "link", "a\0"])
def test_what_is_not_in_the_workspace_is_refused(workspace: MakeWorkspace, name: str) -> None:
    made = workspace({"inner/handouts.toml": "", "secret": "words"})
    inner = Workspace.open(made.root / "inner", TODAY)
    (inner.root / "link").symlink_to(made.root / "secret")
    with pytest.raises(Refused):
        inner.read(name)
    assert not inner.exists(name)


def test_a_folder_and_a_file_that_is_too_large_are_refused(workspace: MakeWorkspace) -> None:
    made = workspace({"content/a.txt": "words"})
    with pytest.raises(Refused, match="'content' is a folder"):
        made.read("content")
    with pytest.raises(Refused, match="has 5 bytes; at most 4 are read"):
        made.read("content/a.txt", limit=4)


def test_the_names_in_a_folder_are_sorted_and_hidden_ones_left_out(
    workspace: MakeWorkspace,
) -> None:
    made = workspace({"content/b": "", "content/a/x": "", "content/.hidden": ""})
    assert made.names("content") == ["a", "b"]
    assert made.names("missing") == made.names("content/b") == made.names("..") == []


def test_a_template_of_the_workspace_stands_before_ours(workspace: MakeWorkspace) -> None:
    made = workspace({"styles/tokens.css": "/* own */"})
    assert made.house_file("styles/tokens.css") == b"/* own */"
    assert made.house_file("styles/page.css") == (house() / "styles/page.css").read_bytes()


def test_a_template_that_nobody_has_is_refused(workspace: MakeWorkspace) -> None:
    with pytest.raises(Refused, match=r"there is no file 'styles/none\.css'"):
        workspace({}).house_file("styles/none.css")


def test_a_template_is_never_read_from_outside_the_house(workspace: MakeWorkspace) -> None:
    made = workspace({"secret": "words"})
    way = os.path.relpath(made.root / "secret", house() / "templates")
    assert (house() / "templates" / way).is_file()
    with pytest.raises(Refused):
        made.house_file(f"templates/{way}")


def test_the_names_of_a_house_folder_are_ours_and_the_workspaces(workspace: MakeWorkspace) -> None:
    names = workspace({"styles/extra.css": ""}).house_names("styles")
    assert {"extra.css", "tokens.css"} <= set(names)
    assert names == sorted(names)


def test_the_houses_typefaces_are_installed() -> None:
    assert [any(folder.glob("*.ttf")) for folder in house_faces()] == [True, True]


def test_its_day_holds_until_it_is_asked_what_day_it_is_now(tmp_path: Path) -> None:
    (tmp_path / "handouts.toml").touch()
    days = iter([date(2026, 11, 23)])
    opened = Workspace.open(tmp_path, date(2026, 11, 22), lambda: next(days))
    assert opened.today == date(2026, 11, 22)
    assert opened.now.today == date(2026, 11, 23)
    assert opened.today == date(2026, 11, 22)
    alone = Workspace.open(tmp_path, date(2026, 11, 22))
    assert alone.now is alone


def test_settings_may_start_with_a_byte_order_mark(workspace: MakeWorkspace) -> None:
    made = workspace({"handouts.toml": "\ufeffgrace_days = 7\n"})
    assert made.settings.grace_days == 7
    assert made.place_of("grace_days") == Place("handouts.toml", 1, 1)


def test_an_unfinished_merge_in_the_settings_is_told_at_its_line(workspace: MakeWorkspace) -> None:
    with pytest.raises(HandoutsError, match=r"^handouts\.toml:1:1: error: a merge is unfinished"):
        workspace({"handouts.toml": "<<<<<<< HEAD\ngrace_days = 7\n"})


@pytest.mark.parametrize("name", ["templates/own.j2", "styles/own.css"])
def test_a_template_or_style_may_start_with_a_byte_order_mark(
    workspace: MakeWorkspace, name: str
) -> None:
    assert workspace({name: "\ufeffp {}"}).house_text(name) == "p {}"


@pytest.mark.parametrize("text", ["'formts' = []", "[formts]\na = 1", "formts.a = 1", "[[formts]]"])
def test_a_wrong_setting_has_its_line_however_it_is_written(
    workspace: MakeWorkspace, text: str
) -> None:
    with pytest.raises(HandoutsError, match=r"^handouts\.toml:2:1: error: unknown key 'formts'"):
        workspace({"handouts.toml": f"grace_days = 7\n{text}\n"})
