from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from samples import TODAY, MakeWorkspace, loaded, with_blocks
from translations import FILE, POLISH, catalogue_of, files, po_of, translation_in

from handouts.content.library import load_library
from handouts.diagnostics import Problems
from handouts.reading.nodes import Text
from handouts.translation.catalogue import Catalogue
from handouts.translation.pairing import SegmentPair, pair, renewed
from handouts.translation.segmenting import Segment, segments
from handouts.workspace import Workspace

ROOT = Path(__file__).parents[2]
EDITS = 1_000
SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+|$)")


def states(pairs: tuple[SegmentPair, ...]) -> dict[str, str]:
    return {one.segment.text: one.state for one in pairs}


def test_what_is_translated_as_it_is_now_is_done(workspace: MakeWorkspace) -> None:
    one = translation_in(workspace(files()), po_of(workspace(files())))
    assert one.whole
    assert one.counts == {"done": len(one.pairs) - 1}  # but the names for finding


def test_a_changed_segment_is_stale_and_keeps_its_old_words(workspace: MakeWorkspace) -> None:
    text = po_of(workspace(files()))
    changed = files()["content/sun/handout.yaml"].replace("for 2 hours", "for 3 hours")
    now = translation_in(workspace({"content/sun/handout.yaml": changed}), text)
    [stale] = [one for one in now.pairs if one.state == "stale"]
    assert stale.segment.text == "Use sunscreen for 3 hours."
    assert stale.entry.previous == "Use sunscreen for 2 hours."
    assert stale.entry.words == POLISH["Use sunscreen for 2 hours."]
    assert stale.entry.fuzzy


def test_a_segment_that_is_written_anew_in_its_place_is_stale(workspace: MakeWorkspace) -> None:
    text = po_of(workspace(files()))
    changed = files()["content/sun/handout.yaml"].replace("Use sunscreen for 2 hours", "Go in")
    now = translation_in(workspace({"content/sun/handout.yaml": changed}), text)
    assert [one.segment.text for one in now.pairs if one.state == "stale"] == ["Go in."]


def test_a_new_segment_is_to_do_and_one_that_moved_is_kept(workspace: MakeWorkspace) -> None:
    before = with_blocks("- points: [Rest., Walk.]")
    after = with_blocks("- points: [Walk., Do not lift things., Rest.]")
    there = workspace(files(source=before))
    catalogue = catalogue_of(there, {"Rest.": "Odpoczywaj.", "Walk.": "Spaceruj."})
    now = pair(segments(loaded(workspace(files(source=after)))), catalogue)
    found = states(now)
    assert (found["Walk."], found["Rest."]) == ("done", "done")
    assert found["Do not lift things."] == "missing"


def test_what_is_gone_becomes_obsolete_and_comes_back_with_its_words(
    workspace: MakeWorkspace,
) -> None:
    whole, less = with_blocks("- points: [Rest., Walk.]"), with_blocks("- points: [Rest.]")
    there = workspace(files(source=whole))
    catalogue = catalogue_of(there, {"Rest.": "Odpoczywaj.", "Walk.": "Spaceruj."})
    gone = pair(segments(loaded(workspace(files(source=less)))), catalogue)
    kept = renewed(gone, catalogue, {})
    assert [entry.source for entry in kept.obsolete] == ["Walk."]
    back = pair(segments(loaded(workspace(files(source=whole)))), kept)
    assert states(back)["Walk."] == "done"
    assert not renewed(back, kept, {}).obsolete


def test_stale_twice_keeps_the_source_that_its_words_translate(workspace: MakeWorkspace) -> None:
    catalogue = catalogue_of(workspace(files()))
    for hours in (3, 4):
        text = files()["content/sun/handout.yaml"].replace("for 2 hours", f"for {hours} hours")
        now = pair(segments(loaded(workspace({"content/sun/handout.yaml": text}))), catalogue)
        catalogue = renewed(now, catalogue, {})
    [stale] = [one for one in now if one.state == "stale"]
    assert stale.entry.previous == "Use sunscreen for 2 hours."


@pytest.mark.parametrize("nothing", [" ", "\u200b", "\u00a0", "???", "...", "- [@shin2019]"])
def test_signs_that_say_nothing_are_no_translation(workspace: MakeWorkspace, nothing: str) -> None:
    source = "Shade helps. Stay in it from 11 to 3. [@shin2019]"
    one = translation_in(workspace(files()), po_of(workspace(files()), POLISH | {source: nothing}))
    assert states(one.pairs)[source] == "missing"
    [prose, *_] = one.handout.sections[0].blocks
    assert prose.text.startswith("[... 7] [@shin2019]")  # type: ignore[union-attr]


def test_a_machine_draft_is_none_after_a_person_took_off_fuzzy(workspace: MakeWorkspace) -> None:
    catalogue = catalogue_of(workspace(files()))
    first, second, *others = catalogue.entries
    drafts = [replace(first, flags=("fuzzy", "machine")), replace(second, flags=("machine",))]
    catalogue = replace(catalogue, entries=[*drafts, *others])
    found = segments(loaded(workspace(files())))
    now = pair(found, catalogue)
    assert [one.state for one in now[:2]] == ["machine", "machine"]  # until it is renewed
    later = pair(found, renewed(now, catalogue, {}))
    assert [one.state for one in later[:2]] == ["machine", "done"]


def edited(
    whole: tuple[Segment, ...], chance: random.Random
) -> tuple[tuple[Segment, ...], str, str]:
    """Return segments with one sentence of one of them changed, and its words before and after."""
    one = chance.choice([s for s in whole if len(s.text) > 12])
    match = chance.choice([*SENTENCE.finditer(one.text)])
    change: Callable[[str], str] = chance.choice(
        [
            lambda words: words.replace(" ", f" {chance.choice('abcdefgh')}x ", 1) + " q",
            lambda words: " Quite another sentence stands here now.",
            lambda words: words.rstrip(".!?") + f", or {chance.randint(2, 99)} of them.",
            lambda words: " ".join(words.split()[: max(1, len(words.split()) // 2)]) + " q.",
        ]
    )
    words = one.text[: match.start()] + change(match[0]) + one.text[match.end() :]
    words = " ".join(words.split())
    return tuple(replace(s, text=words) if s is one else s for s in whole), one.text, words


def test_an_edit_of_one_sentence_makes_exactly_its_segment_stale() -> None:
    handouts = load_library(Workspace.open(ROOT, TODAY), Problems()).handouts
    sources = {name: segments(handout) for name, handout in handouts.items()}
    whole = {}
    for name, found in sources.items():
        empty = Catalogue(FILE, {})
        made = renewed(pair(found, empty), empty, {})
        said = [replace(entry, words=Text(entry.source.upper())) for entry in made.entries]
        whole[name] = replace(made, entries=said)
    chance = random.Random(1)
    for number in range(EDITS):
        name = chance.choice(sorted(sources))
        changed, before, words = edited(sources[name], chance)
        assert words != before
        now = pair(changed, whole[name])
        [stale] = [one for one in now if one.state != "done"]
        assert (stale.segment.text, stale.state) == (words, "stale"), (number, name)
        assert stale.entry.previous == before
