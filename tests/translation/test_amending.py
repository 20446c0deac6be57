from __future__ import annotations

from difflib import unified_diff

import pytest
from machinery import Tool
from samples import MakeWorkspace
from translations import files, po_of

from handouts.content.library import load_library
from handouts.diagnostics import HandoutsError, Problems
from handouts.translation.amending import Amended, Typed, UnitText, amend
from handouts.workspace import Workspace

WALK = ("sections.blocks.table.rows", "Walk")
TITLE = ("title", "Sun and your skin")


def amended(there: Workspace, text: str, *typed: Typed) -> Amended:
    source = load_library(there, Problems()).handouts["sun"]
    return amend(there, source, "pl", "7K3Q-9MXD", text.encode(), typed)


def said(words: str, back: str = "", *, left: bool = False) -> UnitText:
    return UnitText(words, back, left)


def changed(before: str, after: str) -> list[str]:
    lines = unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in lines if line[:2] not in ("--", "++", "@@")]


@pytest.fixture
def there(workspace: MakeWorkspace) -> Workspace:
    return workspace(files())


def test_one_changed_word_is_one_line(there: Workspace, tool: Tool) -> None:
    before = po_of(there)
    now = amended(there, before, Typed(WALK, said("Spacer"), said("Chód")))
    assert changed(before, now.text) == ['-msgstr "Spacer"', '+msgstr "Chód"']
    assert now.taken == (WALK,)
    tool("msgfmt", "-c", "-o", "/dev/null", "-", data=now.text.encode())


def test_lines_that_another_tool_wrote_in_its_own_way_stay(there: Workspace) -> None:
    before = po_of(there).replace(
        'msgid "Walk"\nmsgstr "Spacer"', 'msgid ""\n"Wa"\n"lk"\nmsgstr ""\n"Spa"\n"cer"'
    )
    before = before.replace('msgid "Rest"', 'msgid ""\n"Rest"').replace("\n", "\r\n")
    now = amended(there, before, Typed(WALK, said("Spacer"), said("Chód")))
    assert changed(before, now.text) == ['-msgstr ""\r', '-"Spa"\r', '-"cer"\r', '+msgstr "Chód"\r']


def test_going_through_takes_off_flags_and_the_former_source_and_nothing_else(
    there: Workspace,
) -> None:
    head = 'msgctxt "sections.blocks.table.rows"\nmsgid "Walk"'
    old = f'# mine\n#, no-wrap, fuzzy, machine\n#| msgid "Go"\n{head}'
    before = po_of(there).replace(head, old)
    assert old in before
    now = amended(there, before, Typed(WALK, said("Spacer", left=True), said("Spacer")))
    assert changed(before, now.text) == [
        "-#, no-wrap, fuzzy, machine",
        '-#| msgid "Go"',
        "+#, no-wrap",
    ]


def test_typing_alone_takes_off_no_mark(there: Workspace) -> None:
    before = po_of(there).replace('msgctxt "title"', '#, fuzzy, machine\nmsgctxt "title"')
    typed = Typed(TITLE, said("Słońce i skóra", left=True), said("Słońce", left=True))
    now = amended(there, before, typed)
    assert changed(before, now.text) == ['-msgstr "Słońce i skóra"', '+msgstr "Słońce"']


def test_a_back_translation_is_a_comment_that_keeps_the_others(there: Workspace) -> None:
    before = po_of(there).replace('msgctxt "title"', '# Is it yours?\nmsgctxt "title"')
    words = said("Słońce i skóra")
    now = amended(there, before, Typed(TITLE, words, said("Słońce i skóra", "Sun and skin")))
    assert "# Is it yours?\n" in now.text
    assert "# Back translation: Sun and skin\n" in now.text
    long = "Skin and sun, said at length. " * 9
    back = said("Słońce i skóra", long.strip())
    again = amended(there, now.text, Typed(TITLE, said("Słońce i skóra", "Sun and skin"), back))
    assert again.taken
    none = amended(there, again.text, Typed(TITLE, back, words))
    assert sorted(none.text.split("\n")) == sorted(before.split("\n"))


def test_what_others_changed_in_another_segment_stays(there: Workspace) -> None:
    theirs = po_of(there).replace("Odpoczynek", "Przerwa")
    now = amended(there, theirs, Typed(WALK, said("Spacer"), said("Chód")))
    assert "Przerwa" in now.text
    assert "Chód" in now.text


def test_other_words_for_the_same_segment_are_a_clash_and_what_else_was_typed_is_taken(
    there: Workspace,
) -> None:
    theirs = po_of(there).replace("Spacer", "Marsz")
    typed = Typed(WALK, said("Spacer"), said("Chód"))
    title = Typed(TITLE, said("Słońce i skóra"), said("Słońce"))
    now = amended(there, theirs, typed, title)
    assert "Marsz" in now.text
    assert now.taken == (TITLE,)
    assert now.clashes == (Typed(WALK, said("Marsz"), said("Chód")),)
    assert "Chód" in amended(there, theirs, *now.clashes).text


def test_words_that_nobody_saw_are_not_gone_through(there: Workspace) -> None:
    theirs = po_of(there).replace(
        'msgctxt "title"\nmsgid "Sun and your skin"\nmsgstr "Słońce i skóra"',
        '#, fuzzy, machine\nmsgctxt "title"\nmsgid "Sun and your skin"\nmsgstr "Inne"',
    )
    typed = Typed(TITLE, said("Słońce i skóra", left=True), said("Słońce i skóra"))
    assert amended(there, theirs, typed).text == theirs


def test_a_segment_that_the_file_does_not_know_yet_brings_it_to_the_source(
    workspace: MakeWorkspace,
) -> None:
    there = workspace(files())
    before = po_of(there)
    stroll = ("sections.blocks.table.rows", "Stroll")
    source = files()["content/sun/handout.yaml"].replace("Walk", "Stroll")
    there = workspace({"content/sun/handout.yaml": source})
    now = amended(there, before, Typed(stroll, said("Spacer", left=True), said("Przechadzka")))
    assert 'msgid "Stroll"\nmsgstr "Przechadzka"' in now.text
    assert now.taken == (stroll,)


def test_a_segment_that_the_source_lost_is_given_back(there: Workspace) -> None:
    typed = Typed(("title", "Gone"), said(""), said("Nie ma"))
    assert amended(there, po_of(there), typed).clashes == (typed,)


def test_what_is_typed_is_one_line_of_what_a_text_may_hold() -> None:
    now = UnitText.typed(" a\u2028b\n\tc\x07\u00a0\u202ed ", "", left=True)
    assert now == UnitText("a b c\u00a0d", "", left=True)
    assert UnitText.typed("  ", "", left=True) == UnitText()


def test_a_file_that_cannot_be_read_is_told(there: Workspace) -> None:
    with pytest.raises(HandoutsError, match="no PO file"):
        amended(there, "nonsense\n", Typed(WALK, said(""), said("Chód")))
