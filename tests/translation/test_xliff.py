from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

import lxml.etree
import pytest
from samples import MakeWorkspace, Run, loaded
from translations import FILE, POLISH, SOURCE, files, in_polish

from handouts.content.library import load_library
from handouts.diagnostics import HandoutsError, Problems
from handouts.translation.making import renew, take_in
from handouts.translation.translating import Translation, translation_of
from handouts.translation.xliff import as_xliff, from_xliff
from handouts.workspace import Workspace

NS = {"x": "urn:oasis:names:tc:xliff:document:2.0"}
WRAPPED = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "{}">]><xliff xmlns="{}" version="2.0"/>'


def polish(there: Workspace) -> Translation:
    problems = Problems()
    source = load_library(there, problems).handouts["sun"]
    one = translation_of(there, source, "pl", problems)
    assert one is not None, list(problems)
    return one


def edited(data: bytes, source: str, **changes: str) -> bytes:
    """Return an XLIFF file with another target, or state, of a source."""
    root = lxml.etree.fromstring(data)
    [segment] = root.xpath(f"//x:segment[x:source='{source}']", namespaces=NS)
    for name, value in changes.items():
        if name == "target":
            [target] = segment.xpath("x:target", namespaces=NS)
            target.text = value
        else:
            segment.set(name, value)
    return bytes(lxml.etree.tostring(root, encoding="UTF-8"))


@pytest.mark.parametrize("flags", [{}, {"fuzzy": True, "machine": True}, {"fuzzy": True}])
@pytest.mark.parametrize("words", [POLISH, {"Walk": "Spacer"}, {}])
def test_what_goes_out_comes_back_without_a_loss(
    workspace: MakeWorkspace, flags: dict[str, bool], words: dict[str, str]
) -> None:
    there = in_polish(workspace, words, **flags)
    one, problems = polish(there), Problems()
    assert from_xliff(as_xliff(one), "a.xlf", one, problems) == one.pairs
    assert not list(problems)
    before = (there.root / FILE).read_bytes()
    assert take_in(there, one, as_xliff(one), "a.xlf").state == "unchanged"
    assert (there.root / FILE).read_bytes() == before


def test_it_names_both_languages_and_the_role_of_each_segment(workspace: MakeWorkspace) -> None:
    root = lxml.etree.fromstring(as_xliff(polish(in_polish(workspace))))
    assert (root.get("srcLang"), root.get("trgLang"), root.get("version")) == ("en-GB", "pl", "2.0")
    [unit] = root.xpath("//x:unit[.//x:source='Does shade help?']", namespaces=NS)
    assert unit.get("name") == "sections.blocks.claim.question"
    ids = root.xpath("//x:unit/@id", namespaces=NS)
    assert len(ids) == len(set(ids))


def test_a_new_target_is_taken_and_a_persons(workspace: MakeWorkspace) -> None:
    there = in_polish(workspace, fuzzy=True, machine=True)
    one = polish(there)
    data = edited(as_xliff(one), "Walk", target="Chodzenie")
    done = take_in(there, one, data, "a.xlf").translation
    states = {pair.segment.text: (str(pair.entry.words), pair.state) for pair in done.pairs}
    assert states["Walk"] == ("Chodzenie", "done")
    assert states["Rest"] == ("Odpoczynek", "machine")


def test_a_machines_words_are_a_persons_once_they_are_reviewed(workspace: MakeWorkspace) -> None:
    there = in_polish(workspace, fuzzy=True, machine=True)
    one = polish(there)
    data = edited(as_xliff(one), "Walk", state="reviewed")
    done = take_in(there, one, data, "a.xlf").translation
    assert [p.segment.text for p in done.pairs if p.state == "done"] == ["Walk"]


def test_a_target_that_a_tool_marked_up_or_cut_is_read_as_one(workspace: MakeWorkspace) -> None:
    there = in_polish(workspace)
    one, problems = polish(there), Problems()
    data = as_xliff(one).replace(b">Spacer<", b"><mrk id='1'>Spa</mrk>cer<")
    assert from_xliff(data, "a.xlf", one, problems) == one.pairs


def parted(data: bytes, *halves: tuple[str, str], ignorable: str = "") -> bytes:
    """Return an XLIFF file in which a tool has cut the segment with a target in two."""
    root = lxml.etree.fromstring(data)
    (_, first), (_, last) = halves
    [unit] = root.xpath(f"//x:unit[.//x:target='{first}{ignorable or ' '}{last}']", namespaces=NS)
    [whole] = unit.xpath("x:segment", namespaces=NS)
    unit.remove(whole)
    for number, (source, target) in enumerate(halves):
        if number and ignorable:
            unit.append(said("ignorable", " ", ignorable))
        unit.append(said("segment", source, target))
    return bytes(lxml.etree.tostring(root, encoding="UTF-8"))


def said(tag: str, source: str, target: str) -> lxml.etree._Element:
    made = lxml.etree.Element(f"{{{NS['x']}}}{tag}")
    for name, text in (("source", source), ("target", target)):
        lxml.etree.SubElement(made, f"{{{NS['x']}}}{name}").text = text
    return made


CUT = (
    ("Shade helps.", "Cień pomaga."),
    (
        "Stay in it from 11 to 3. [@shin2019]",
        "Bądź w nim od 11 do 3. [@shin2019]",
    ),
)


@pytest.mark.parametrize("ignorable", ["", " "])
def test_a_segment_that_a_tool_cut_in_two_is_read_as_one(
    workspace: MakeWorkspace, ignorable: str
) -> None:
    one, problems = polish(in_polish(workspace)), Problems()
    data = parted(as_xliff(one), *CUT, ignorable=ignorable)
    pairs = from_xliff(data, "a.xlf", one, problems)
    assert [*map(str, (p.entry.words for p in pairs))] == [str(p.entry.words) for p in one.pairs]
    assert not list(problems)


def test_no_space_comes_between_the_halves_where_the_language_has_none(
    workspace: MakeWorkspace,
) -> None:
    words = {CUT[0][0] + " " + CUT[1][0]: "阴影有帮助。 从11点到3点。[@shin2019]"}
    one = replace(polish(in_polish(workspace, words)), language="zh-Hans")
    halves = (CUT[0][0], "阴影有帮助。"), (CUT[1][0], "从11点到3点。[@shin2019]")
    data = parted(as_xliff(one), *halves)
    words_now = {str(p.entry.words) for p in from_xliff(data, "a.xlf", one, Problems())}
    assert "阴影有帮助。从11点到3点。[@shin2019]" in words_now


def test_halves_may_stand_in_another_order(workspace: MakeWorkspace) -> None:
    one = polish(in_polish(workspace))
    root = lxml.etree.fromstring(parted(as_xliff(one), *CUT))
    for number, word in ((2, "Cień"), (1, "Bądź")):
        [target] = root.xpath(
            f"//x:target[starts-with(., '{word}') and ../../x:segment[2]]", namespaces=NS
        )
        target.set("order", str(number))
    pairs = from_xliff(lxml.etree.tostring(root), "a.xlf", one, Problems())
    assert "Bądź w nim od 11 do 3. [@shin2019] Cień pomaga." in [str(p.entry.words) for p in pairs]


def test_a_space_that_does_not_break_stays_and_what_turns_words_around_goes(
    workspace: MakeWorkspace,
) -> None:
    in_polish(workspace)
    there = workspace(files(source=SOURCE.replace("from 11 to 3", "from 11\u00a0to 3")))
    one = renew(there, loaded(there), "pl", "7K3Q-9MXD").translation
    data = as_xliff(one).replace(b"11 do 3", "\u202e11\u202c\u00a0do 3".encode())
    problems = Problems()
    said_now = {str(p.entry.words) for p in from_xliff(data, "a.xlf", one, problems)}
    assert "Cień pomaga. Bądź w nim od 11\u00a0do 3. [@shin2019]" in said_now
    assert not list(problems)


def test_matches_of_a_memory_are_none_of_the_words(workspace: MakeWorkspace) -> None:
    one, problems = polish(in_polish(workspace)), Problems()
    match = (
        '<mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#1">'
        "<source>Run</source><target>Bieg</target></mtc:match></mtc:matches><segment"
    )
    data = as_xliff(one).replace(b"<segment", match.encode())
    assert from_xliff(data, "a.xlf", one, problems) == one.pairs
    assert not list(problems)


def test_segments_that_did_not_come_back_are_counted(workspace: MakeWorkspace) -> None:
    one, problems = polish(in_polish(workspace)), Problems()
    root = lxml.etree.fromstring(as_xliff(one))
    for unit in root.xpath("//x:unit", namespaces=NS)[3:]:
        unit.getparent().remove(unit)
    assert from_xliff(lxml.etree.tostring(root), "a.xlf", one, problems) == one.pairs
    [told] = problems
    assert f"{len(one.pairs) - 3} of {len(one.pairs)} segments are not in the file" in told.message


def test_a_file_of_another_handout_is_refused(workspace: MakeWorkspace) -> None:
    one = polish(in_polish(workspace))
    other = as_xliff(one).replace(b'unit id="s', b'unit id="t')
    with pytest.raises(HandoutsError, match="it has no segment of 'sun' as it is now"):
        from_xliff(other, "a.xlf", one, Problems())


def test_a_unit_that_stands_twice_is_refused(workspace: MakeWorkspace) -> None:
    one = polish(in_polish(workspace))
    root = lxml.etree.fromstring(as_xliff(one))
    unit = root.xpath("//x:unit", namespaces=NS)[0]
    unit.addnext(deepcopy(unit))
    with pytest.raises(HandoutsError, match=r"the unit 's\w+' stands in line \d+ already"):
        from_xliff(lxml.etree.tostring(root), "a.xlf", one, Problems())


def test_words_for_another_source_are_told_and_left_out(workspace: MakeWorkspace) -> None:
    there = in_polish(workspace)
    one, problems = polish(there), Problems()
    data = as_xliff(one).replace(b"<source>Walk<", b"<source>Run<")
    assert from_xliff(data, "a.xlf", one, problems) == one.pairs
    [problem] = problems
    assert problem.place.line
    assert "its source was changed in the file: Walk" in problem.message
    older = replace(one, pairs=one.pairs[:-1])
    problems = Problems()
    assert from_xliff(as_xliff(one), "a.xlf", older, problems) == older.pairs
    assert ["no segment is this any more" in problem.message for problem in problems] == [True]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it cannot be read as XML"),
        (b"<xliff>", "it cannot be read as XML"),
        (b"<html/>", "it is no XLIFF 2"),
        (b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>', "no XLIFF 2"),
        (WRAPPED.format("b", NS["x"]).encode(), "it declares a document type"),
        (WRAPPED.format("&a;&a;", NS["x"]).encode(), "it declares a document type"),
        (
            f'<xliff xmlns="{NS["x"]}" srcLang="en-GB" trgLang="de"/>'.encode(),
            "its trgLang is 'de'",
        ),
        (f'<xliff xmlns="{NS["x"]}" srcLang="fr" trgLang="pl"/>'.encode(), "its srcLang is 'fr'"),
        (b" " * 10_000_001, "at most 10,000,000 are read"),
        (b"<a>" * 400 + b"</a>" * 400, "it cannot be read as XML"),
    ],
)
def test_what_is_no_xliff_of_the_handout_is_refused_and_nothing_is_written(
    workspace: MakeWorkspace, data: bytes, reason: str
) -> None:
    there = in_polish(workspace)
    before = (there.root / FILE).read_bytes()
    with pytest.raises(HandoutsError, match=reason):
        take_in(there, polish(there), data, "a.xlf")
    assert (there.root / FILE).read_bytes() == before


def test_the_command_sends_it_out_and_takes_it_in(
    run: Run, workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = in_polish(workspace, fuzzy=True, machine=True)
    monkeypatch.chdir(there.root)
    said = run("translate", "sun", "-l", "pl", "--export", "a.xlf")
    assert (said.code, said.out) == (0, "a.xlf\n")
    path = there.root / "a.xlf"
    path.write_bytes(edited(path.read_bytes(), "Walk", target="Chodzenie"))
    said = run("translate", "sun", "-l", "pl", "--import", "a.xlf")
    assert (said.code, said.out) == (0, f"{FILE}\n")
    assert "1 kept" in said.err
    assert run("translate", "sun", "-l", "de", "--export", "a.xlf").code == 2
    assert run("translate", "sun", "-l", "pl", "-l", "de", "--export", "a.xlf").code == 2
    assert run("translate", "sun", "-l", "pl", "--import", "none.xlf").code == 2
    path.write_bytes(b"<html/>")
    said = run("translate", "sun", "-l", "pl", "--import", "a.xlf")
    assert said.code == 1
    assert "a.xlf:1:1: error: it is no XLIFF 2" in said.err
