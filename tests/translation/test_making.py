from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from machinery import Tool
from samples import TODAY, MakeWorkspace
from translations import FILE, POLISH, files, po_of

from handouts.content.library import load_library
from handouts.diagnostics import HandoutsError, Problems
from handouts.translation.making import Renewed, renew
from handouts.workspace import Workspace


def made(there: Workspace, code: str = "7K3Q-9MXD", **drafts: str) -> Renewed:
    source = load_library(there, Problems()).handouts["sun"]
    return renew(there, source, "pl", code, {k.replace("_", " "): v for k, v in drafts.items()})


def test_a_new_file_has_every_segment_to_do(workspace: MakeWorkspace, tool: Tool) -> None:
    there = workspace(files())
    now = made(there)
    assert now.state == "made"
    assert set(now.translation.counts) == {"missing"}
    tool("msgfmt", "-c", "-o", "/dev/null", there.root / FILE)


def test_the_header_tells_the_code_of_the_source(workspace: MakeWorkspace) -> None:
    there = workspace(files())
    made(there)
    text = (there.root / FILE).read_text(encoding="utf-8")
    assert '"X-Source-Code: 7K3Q-9MXD\\n"' in text
    assert '"Language: pl\\n"' in text
    assert '"Language-Team: Polish\\n"' in text


def test_renewing_what_is_as_it_should_be_changes_no_byte(workspace: MakeWorkspace) -> None:
    there = workspace(files())
    made(there)
    before = (there.root / FILE).read_bytes()
    later = replace(there, today=TODAY + timedelta(days=40))
    assert made(later).state == "unchanged"
    assert (there.root / FILE).read_bytes() == before


def test_renewing_keeps_words_comments_and_what_tools_wrote(workspace: MakeWorkspace) -> None:
    there = workspace(files())
    text = po_of(there).replace("Last-Translator: ", "Last-Translator: Ewa <ewa@a.example>")
    before = "#. At most 120 characters.\n"
    text = text.replace(before, f"# Is it yours or one's?\n{before}", 1)
    changed = files()["content/sun/handout.yaml"].replace("for 2 hours", "for 3 hours")
    now = made(workspace({FILE: text, "content/sun/handout.yaml": changed}), code="NEWC-CODE")
    after = (there.root / FILE).read_text(encoding="utf-8")
    assert now.state == "renewed"
    assert now.translation.counts["stale"] == 1
    assert "Ewa <ewa@a.example>" in after
    assert "X-Source-Code: NEWC-CODE" in after
    assert '#, fuzzy\n#| msgid "Use sunscreen for 2' in after
    assert "# Is it yours or one's?\n" in after
    assert POLISH["Use sunscreen for 2 hours."] in after


def test_a_machines_words_fill_gaps_alone_and_are_marked(workspace: MakeWorkspace) -> None:
    there = workspace(files())
    source = load_library(there, Problems()).handouts["sun"]
    renew(there, source, "pl", "7K3Q-9MXD", {"Walk": "Spacer"})
    now = renew(there, source, "pl", "7K3Q-9MXD", {"Walk": "Chód", "Rest": "Odpoczynek"})
    words = {p.segment.text: (str(p.entry.words), p.state) for p in now.translation.pairs}
    assert words["Walk"] == ("Spacer", "machine")
    assert words["Rest"] == ("Odpoczynek", "machine")
    assert "#, fuzzy, machine\n" in (there.root / FILE).read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read_is_left_as_it_is(workspace: MakeWorkspace) -> None:
    there = workspace({**files(), FILE: "nonsense\n"})
    with pytest.raises(HandoutsError, match="no PO file"):
        made(there)
    assert (there.root / FILE).read_text(encoding="utf-8") == "nonsense\n"


def test_the_day_stands_in_a_new_file(workspace: MakeWorkspace) -> None:
    there = replace(workspace(files()), today=date(2027, 1, 2))
    made(there)
    assert "PO-Revision-Date: 2027-01-02" in (there.root / FILE).read_text(encoding="utf-8")
