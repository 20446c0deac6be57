from __future__ import annotations

import json
from pathlib import Path

import pytest
from ruling import SOUND, a_brand
from samples import MakeWorkspace, Run, a_library, place_of

from handouts.checks.catalogue import all_rules
from handouts.diagnostics import Diagnostic, Place
from handouts.workspace import Workspace

ROOT = Path(__file__).parent.parent.parent
PASSED = (
    "cream  0 errors, 0 warnings   reading grade 0.4\n1 handout, 1 brand: 0 errors, 0 warnings\n"
)
CONTRACTED = SOUND.replace("Most of this goes", "Don't worry, most of this goes")
CLAIMED = CONTRACTED.replace("It probably does,", "It does,")


def stand_in(make: MakeWorkspace, patch: pytest.MonkeyPatch, **handouts: str) -> Workspace:
    """Stand in a workspace of some handouts and a clinic that breaks no rule."""
    made = make(a_library(**handouts) | {"brands/harbour/_brand.yml": a_brand(offers=["cream"])})
    patch.chdir(made.root)
    return made


@pytest.fixture
def sound(workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    return stand_in(workspace, monkeypatch, cream=SOUND)


@pytest.fixture
def worded(workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Stand in a workspace with one handout that breaks a rule of warning."""
    return stand_in(workspace, monkeypatch, cream=CONTRACTED)


@pytest.fixture
def claiming(workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Stand in a workspace with one handout that breaks a rule of error too."""
    return stand_in(workspace, monkeypatch, cream=CLAIMED)


@pytest.mark.usefixtures("sound")
def test_a_sound_workspace_is_passed(run: Run) -> None:
    said = run("check")
    assert (said.code, said.out, said.err) == (0, "", PASSED)


def test_faults_are_told_at_their_places_with_hints(run: Run, faulty: Workspace) -> None:
    said = run("check")
    assert said.code == 1
    assert "content/broken/handout.yaml:2:1: error: " in said.out
    assert "\n    hint: " in said.out


@pytest.mark.usefixtures("worded")
def test_warnings_alone_do_not_fail(run: Run) -> None:
    said = run("check")
    line, column = place_of("Don't", CONTRACTED)
    assert said.code == 0
    assert said.out.startswith(f"content/cream/handout.yaml:{line}:{column}: warning: 'Don’t' ")
    assert said.err.endswith(": 0 errors, 1 warnings\n")


@pytest.mark.usefixtures("worded")
def test_warnings_fail_when_it_is_strict(run: Run) -> None:
    assert run("check", "--strict").code == 1


@pytest.mark.usefixtures("claiming")
def test_a_handout_that_breaks_a_rule_fails_and_is_summed_up(run: Run) -> None:
    said = run("check")
    assert said.code == 1
    assert "[SRC-04]" in said.out
    assert said.err.startswith("cream  1 errors, 1 warnings   reading grade ")


@pytest.mark.usefixtures("claiming")
def test_one_rule_alone_is_asked_for(run: Run) -> None:
    said = run("check", "--rule", "txt-12")
    assert said.code == 0
    assert "[TXT-12]" in said.out
    assert "[SRC-04]" not in said.out
    both = run("check", "--rule", "TXT-12", "--rule", "SRC-04")
    assert "[TXT-12]" in both.out
    assert "[SRC-04]" in both.out


def test_what_cannot_be_read_is_told_beside_one_rule(run: Run, faulty: Workspace) -> None:
    said = run("check", "--rule", "TXT-12")
    assert (said.code, said.out.count(": error: ")) == (1, 1)
    assert "content/broken/handout.yaml" in said.out


def test_a_handout_that_cannot_be_built_is_held_to_the_rules_too(
    run: Run, workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(workspace, monkeypatch, cream=CONTRACTED.replace("shin2019", "shin1999"))
    said = run("check")
    assert "[unknown-source]" in said.out
    assert "[TXT-12]" in said.out


def test_a_rule_set_takes_the_place_of_the_workspaces(
    run: Run, workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SOUND.replace("which other creams", "which medications")
    stand_in(workspace, monkeypatch, cream=text)
    assert "[TXT-15]" in run("check").out
    assert "[TXT-15]" not in run("check", "--rules", "us").out


@pytest.mark.parametrize("option", ["--rule", "--explain"])
def test_a_rule_that_there_is_not_is_wrong_use(run: Run, here: Workspace, option: str) -> None:
    said = run("check", option, "STR-88")
    assert said.code == 2
    assert "there is no rule 'STR-88'; did you mean 'STR-" in said.err


@pytest.mark.parametrize("name", ["STR-08", "str-08"])
def test_a_rule_is_explained(run: Run, name: str) -> None:
    said = run("check", "--explain", name)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("STR-08: Short lists\n\nA list has 7 points at most.\n")
    assert "A list has 6 points at most." in run("check", "--explain", name, "--rules", "nhs").out


def test_json_has_the_keys_that_it_promises(run: Run, claiming: Workspace) -> None:
    said = run("check", "--as", "json")
    assert said.code == 1
    found = json.loads(said.out)
    assert [*found] == ["schema", "diagnostics", "handouts"]
    assert found["schema"] == 1
    for problem in found["diagnostics"]:
        assert [*problem] == ["severity", "rule", "file", "line", "column", "message", "hint"]
    [row] = found["handouts"]
    assert [*row] == ["id", "unwritten", "errors", "warnings", "grade"]
    assert (row["id"], row["errors"], row["warnings"]) == ("cream", 1, 1)


@pytest.mark.usefixtures("sound")
def test_json_of_a_sound_workspace_has_no_diagnostics(run: Run) -> None:
    assert json.loads(run("check", "--as", "json").out)["diagnostics"] == []


@pytest.mark.usefixtures("claiming")
def test_sarif_tells_the_same(run: Run) -> None:
    said = run("check", "--as", "sarif")
    [found] = json.loads(said.out)["runs"]
    assert {result["ruleId"] for result in found["results"]} == {"SRC-04", "TXT-12"}
    assert len(found["tool"]["driver"]["rules"]) == len(all_rules())


@pytest.mark.usefixtures("sound")
def test_pages_are_judged_only_where_it_is_asked_for(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place("content/cream/handout.yaml", 1, 1)
    found = [
        Diagnostic("warning", "TYP-03", place, "small text"),
        Diagnostic("error", "slot-overflow", Place("brands/harbour/_brand.yml"), "too long"),
    ]
    monkeypatch.setattr("handouts.batch.judge_all", lambda *_: iter(found))
    assert run("check").out == ""
    said = run("check", "--pages")
    overflow = "brands/harbour/_brand.yml: error: too long [slot-overflow]\n"
    assert said.out == f"{overflow}content/cream/handout.yaml:1:1: warning: small text [TYP-03]\n"
    assert "cream  0 errors, 1 warnings" in said.err
    assert run("check", "--pages", "--rule", "TYP-01").out == overflow


LONG = "https://harbour.example/" + "book-a-visit/" * 12


def with_clinic(make: MakeWorkspace, patch: pytest.MonkeyPatch, **details: object) -> None:
    """Stand in a sound workspace whose clinic gives these details too."""
    made = stand_in(make, patch, cream=SOUND)
    brand = a_brand(offers=["cream"], **details)
    (made.root / "brands/harbour/_brand.yml").write_text(brand, encoding="utf-8")


def test_a_detail_that_is_too_long_for_its_slot_is_told_at_its_line_without_typesetting(
    run: Run, workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_clinic(workspace, monkeypatch, booking_url=LONG, interests="We care for skin. " * 12)
    said = run("check")
    assert said.code == 1
    assert "leave the box of the panel by" in said.out
    assert "hint: shorten 'interests', the longest of them (215 characters)" in said.out


def test_a_word_that_is_wider_than_its_slot_is_warned_of(
    run: Run, workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_clinic(workspace, monkeypatch, email=f"{'reception' * 7}@harbour.example")
    said = run("check")
    assert said.code == 0
    assert "mm wide, and the panel holds 136 mm [slot-width]" in said.out


@pytest.mark.parametrize(
    ("name", "text", "place", "rule"),
    [
        ("templates/blocks/prose.html.j2", "\n{% if %}", ":2:1", "template"),
        ("templates/slots/panel.html.j2", "{{ clinic.nothing }}", ":1:1", "template"),
        ("templates/phrases.yaml", "en:\n  in_short: Kurz 中\n", ":2:18", "glyph"),
        ("templates/phrases.yaml", "en:\n  in_short: Kurz {\n", ":2:13", "phrase"),
        ("styles/blocks/prose.css", "\np { colour: red }", ":2:5", "css"),
        ("styles/blocks/prose.css", "p { color: nonsense }", ":1:5", "css"),
        ("styles/blocks/prose.css", "p { font-family: Papyrus }", ":1:5", "font"),
        ("styles/blocks/prose.css", "@page { size: nonsense }", ":1:9", "css"),
        ("styles/blocks/prose.css", "\np { color: red", ":2:3", "css"),
        ("styles/blocks/prose.css", "\np { color: var(--nix) }", ":2:12", "css"),
        ("styles/blocks/prose.css", "\np { border: 0 . mm solid var(--brand) }", ":2:5", "css"),
        ("styles/blocks/prose.css", "\np::before { content: '中' }", ":2:22", "glyph"),
        ("styles/blocks/prose.css", "\np { &:nix(2) { color: red } }", ":2:5", "css"),
    ],
)
def test_what_templates_phrases_and_styles_of_a_workspace_get_wrong_is_told_at_its_place(
    name: str,
    text: str,
    place: str,
    rule: str,
    run: Run,
    sound: Workspace,
) -> None:
    path = sound.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    said = run("check")
    assert said.code == 1
    lines = [line for line in said.out.splitlines() if ": error: " in line]
    assert any(line.startswith(f"{name}{place}: ") and f"[{rule}]" in line for line in lines), lines


def test_a_page_that_is_not_on_paper_need_not_end(
    run: Run, workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = stand_in(workspace, monkeypatch, cream=SOUND)
    (made.root / "handouts.toml").write_text('formats = ["standard", "html", "text"]\n')
    said = run("check")
    assert (said.code, said.out) == (0, "")


def test_a_token_that_own_tokens_lack_is_told_where_it_is_wanted(
    run: Run, sound: Workspace
) -> None:
    tokens = (ROOT / "styles/tokens.css").read_text(encoding="utf-8")
    (sound.root / "styles").mkdir(exist_ok=True)
    own = "".join(line for line in tokens.splitlines(True) if "--small" not in line)
    (sound.root / "styles/tokens.css").write_text(own, encoding="utf-8")
    said = run("check")
    assert said.code == 1
    assert "styles/type.css:13:21: error: no stylesheet gives '--small' a value [css]" in said.out


def test_a_letter_on_a_cover_that_no_face_has_is_told_at_its_line(
    run: Run, sound: Workspace
) -> None:
    pack = "visit:\n  title: Your 日 visit\n  short_title: Visit\n  language: en-GB\n"
    pack += "  summary: What we talked about.\n  handouts: [cream]\n"
    (sound.root / "packs.yaml").write_text(pack, encoding="utf-8")
    said = run("check")
    assert said.code == 1
    assert "packs.yaml:2:15: error: no typeface has the character '日' (U+65E5)" in said.out


def test_what_no_rule_could_judge_is_told_in_every_shape(run: Run, here: Workspace) -> None:
    path = here.root / "content/sun/handout.yaml"
    path.write_text(SOUND.replace("en-GB", "pl"), encoding="utf-8")
    for words in (["check", "sun"], ["check", "sun", "--rule", "SRC-04"]):
        told = run(*words).out
        assert told.count("[not-checked]") == 1
        assert "content/sun/handout.yaml:1:1: info: not checked in pl: SRC-04" in told
    entries = json.loads(run("check", "sun", "--as", "json").out)["diagnostics"]
    [entry] = [one for one in entries if one["rule"] == "not-checked"]
    assert (entry["severity"], entry["file"]) == ("info", "content/sun/handout.yaml")
    results = json.loads(run("check", "sun", "--as", "sarif").out)["runs"][0]["results"]
    assert [one["level"] for one in results if one["ruleId"] == "not-checked"] == ["note"]
