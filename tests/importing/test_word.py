"""What Word writes, shape by shape: where it goes, and what waits for a clinician."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from originals import CORPUS, PHONE, Read
from wordfiles import (
    box,
    cell,
    changed,
    h,
    p,
    picture,
    png,
    r,
    table,
    title,
    unzipped,
    word,
    zipped,
)

from handouts.content.prose import plain
from handouts.importing.drafting.draft import Draft

Blocks = Callable[[Draft], list[dict[str, Any]]]


def printed_numbers(blocks: list[dict[str, Any]]) -> list[list[int]]:
    """Return the numbers that lists of steps print."""
    return [
        [block.get("start", 1) + at for at in range(len(block["steps"]))]
        for block in blocks
        if "steps" in block
    ]


def points(draft: Draft, kind: str) -> list[str]:
    return [point.text for point in draft.points if point.kind == kind]


def test_steps_print_the_numbers_of_word(read: Read, blocks: Blocks) -> None:
    numbers = printed_numbers(blocks(read("lists.docx")))
    assert numbers == [[1, 2], [3, 4], [5], [1, 2, 3], [4, 5], [1, 2]]


def test_a_step_whose_words_wait_keeps_its_number(read: Read, blocks: Blocks) -> None:
    steps = next(b["steps"] for b in blocks(read("lists.docx")) if len(b.get("steps", ())) == 3)
    assert steps == [
        "Take the wraps off.",
        "(to write) Step 2, which waits under to_confirm",
        "Put on emollient.",
    ]


def test_a_deleted_item_counts_for_nothing(read: Read, blocks: Blocks) -> None:
    draft = read(
        word(
            title("A"),
            p("One.", listed=(1, 0)),
            p(changed("del", "Gone."), listed=(1, 0)),
            p("Two.", listed=(1, 0)),
        )
    )
    assert [b["steps"] for b in blocks(draft)] == [["One.", "Two."]]


def test_numbers_stay_in_boxes_and_cells(read: Read, blocks: Blocks) -> None:
    steps = p("First.", listed=(1, 0)) + p("Second.", listed=(1, 0))
    again = p("wash", listed=(3, 0)) + p("dry", listed=(3, 0))
    rows = ("When", "What"), ("Now", cell(again)), ("Later", "rest")
    draft = read(word(title("A"), p(box(p("In this order") + steps)), table(*rows)))
    note, grid = blocks(draft)
    assert note == {"note": {"title": "In this order", "text": "1. First.\n2. Second."}}
    assert grid["table"]["rows"][0] == ["Now", "1\\. wash; 2\\. dry"]


def test_numbers_of_headings_are_told_once(read: Read) -> None:
    numbered = (p(s, "berschrift1", listed=(1, 0)) + p("Words.") for s in ("One", "Two"))
    draft = read(word(title("A"), *numbered))
    assert [s["heading"] for s in draft.data["sections"]] == ["One", "Two"]
    assert len(points(draft, "order")) == 1


def test_a_list_in_letters_is_told(read: Read) -> None:
    assert any("counts 'a)'" in text for text in points(read("lists.docx"), "order"))


def test_a_tracked_dose_waits_with_both_values(read: Read, blocks: Blocks) -> None:
    draft = read("tracked.docx")
    assert "Take 30 mg once a day" in blocks(draft)[0]["prose"]
    [change] = [text for text in points(draft, "change") if "mg" in text]
    assert "Before: “Take 20 mg once a day with food.”" in change
    assert "After, as in this draft: “Take 30 mg once a day with food.”" in change


def test_comments_and_notes_wait_beside_the_words_that_they_hang_on(read: Read) -> None:
    draft = read("tracked.docx")
    comment, loose = points(draft, "comment")
    assert "on “Do not get pregnant while you take it.”: “One month or five weeks?" in comment
    assert loose == "A comment of the file that nothing points to: “No.”"
    sources = points(draft, "source")
    assert len(sources) == 2 and "“Larsen K, Ito M. J Skin Med 2019;14:22–9.”" in sources[0]


def test_a_dose_is_to_be_checked(read: Read) -> None:
    [dose] = points(read("styled.docx"), "dose")
    assert dose.endswith("“Take paracetamol 1 g (two 500 mg tablets) up to 4 times in 24 hours.”")


@pytest.mark.parametrize(
    "words",
    [
        f"Ring the ward on {PHONE}. Rest at home.",
        "Write to nurse@harbourside.example. Rest at home.",
        "Look at www.harbourside.example. Rest at home.",
        "Come to 12 Quay Street. Rest at home.",
        "We are at BS1 4AA. Rest at home.",
        "Zadzwoń: tel. 22 555 01 23. Rest at home.",
        "Dear «Name», come soon. Rest at home.",
    ],
)
def test_what_is_the_clinics_waits_and_the_rest_stays(
    read: Read, blocks: Blocks, words: str
) -> None:
    draft = read(word(title("A"), h("B"), h("C"), p(words)))
    assert blocks(draft)[-1] == {"prose": "Rest at home."}
    [point] = [*points(draft, "contact"), *points(draft, "merge")]
    assert f"“{words}”" in point


def test_an_emergency_number_is_told_with_what_to_do(read: Read) -> None:
    [_, emergency] = points(read("styled.docx"), "contact")
    assert "say the sign alone under 'emergency' of the help box" in emergency


def test_heads_over_columns_are_groups(read: Read, blocks: Blocks) -> None:
    fingertips = blocks(read("tables.docx"))[0]["table"]
    assert fingertips["columns"] == ["Age", "Face", "Arm", "Leg", "Front", "Back"]
    assert fingertips["groups"] == [
        {"head": "Number of adult fingertip units", "first": "Face", "last": "Back"}
    ]
    assert fingertips["rows"][0] == ["1 to 2 years", "1½", "1½", "2", "2", "3"]


def test_groups_of_the_same_heads_join_them(read: Read, blocks: Blocks) -> None:
    sides = blocks(read("merged.docx"))[2]["table"]
    assert sides["columns"][:3] == ["Day", "Morning – Left", "Morning – Right"]
    assert "groups" not in sides


def test_a_cell_over_rows_stands_in_each_of_them(read: Read, blocks: Blocks) -> None:
    draft = read("merged.docx")
    first, last = blocks(draft)[:2]
    assert [row[0] for row in first["table"]["rows"]] == ["Hydrocortisone", "Hydrocortisone"]
    assert last == {"prose": "Ask your pharmacist about all others"}
    assert any("each repeats them" in text for text in points(draft, "table"))


def test_a_wide_table_is_parted(read: Read, blocks: Blocks) -> None:
    one, two = (b["table"]["columns"] for b in blocks(read("merged.docx"))[3:])
    assert len(one) <= 7 and len(two) <= 7 and one[0] == two[0] == "Column A"
    assert [*one, *two[1:]] == [f"Column {letter}" for letter in "ABCDEFGHIJ"]


def test_a_row_of_one_cell_heads_those_under_it(read: Read, blocks: Blocks) -> None:
    rows = (("N", "What"), ("1", "a"), (cell("In week two", across=2),), ("2", "b"))
    tables = [b["table"] for b in blocks(read(word(title("A"), h("B"), h("C"), table(*rows))))[1:]]
    assert [(t["caption"], t["rows"]) for t in tables] == [
        ("C", [["1", "a"]]),
        ("In week two", [["2", "b"]]),
    ]


def test_choices_become_options_and_doses_a_schedule(read: Read, blocks: Blocks) -> None:
    [options] = [b["options"] for b in blocks(read("tables.docx")) if "options" in b]
    first = {"option": "Do nothing", "helps": "No side effects", "weigh": "The rash may spread"}
    assert options[0] == first
    [schedule] = [b["schedule"] for b in blocks(read("stages.docx")) if "schedule" in b]
    assert [*schedule["doses"][0]] == ["what", "amount", "when"]


def test_do_and_do_not_are_halves_in_a_table_and_in_headings(read: Read, blocks: Blocks) -> None:
    for name, done in (("tables.docx", "wash your hands"), ("stages.docx", "rest")):
        [halves] = [b["do-and-do-not"] for b in blocks(read(name)) if "do-and-do-not" in b]
        assert halves["do"][0] == done


def test_boxes_blanks_and_labels_are_drawn(read: Read, blocks: Blocks) -> None:
    ticks, names, visit, sign, ward, week, diary = blocks(read("forms.docx"))
    assert len(ticks["checklist"]) == 6 and ticks["checklist"][-1] == "I have my glasses."
    assert names == {"fields": ["Name", "Date of birth"]}
    assert visit["prose"] == "Your next visit is on ______________ at ______"
    assert sign == {"fields": ["Signature of the nurse"]}
    assert ward == {"prose": "You go to ____"}
    assert week["table"]["rows"][0] == ["Monday", "[ ]", "____"]
    assert diary["diary"]["days"] == 3
    assert diary["diary"]["note"] == ["Pain from 0 to 10", "New dressing"]


def test_a_box_of_text_is_read_once_whether_new_or_old(read: Read, blocks: Blocks) -> None:
    draft = read("boxes.docx")
    [warning] = [b["warning"] for b in blocks(draft) if "warning" in b]
    assert warning["title"] == "Do not have light treatment if"
    assert len(warning["points"]) == 2
    assert any("Helpline 0300 123 0999" in text for text in points(draft, "contact"))
    assert "Cool packs help" in str(blocks(draft))


def test_pictures_stay_byte_for_byte_each_with_its_own_words(read: Read, blocks: Blocks) -> None:
    draft = read("boxes.docx")
    assert draft.figures == {
        "picture-1.png": png("cabinet"),
        "picture-2.jpg": png("goggles", "JPEG"),
    }
    assert draft.aside == {"left-1.gif": png("dial", "GIF")}
    one, two = (b["figure"] for b in blocks(draft) if "figure" in b)
    assert one["alt"] == "A person stands in a light cabinet"
    assert two["caption"] == "Figure 1. Goggles protect your eyes."
    told = points(draft, "picture")
    assert "is picture-1.png once more" in told[0]
    assert "is kept as left-aside/left-1.gif" in told[1] and "“A dial”" in told[1]
    assert "was not fetched: file:///etc/hostname. Its description: “A map of the house”" in told[2]


def test_a_picture_within_a_step_belongs_to_it(read: Read, blocks: Blocks) -> None:
    data = word(
        title("A"),
        h("B"),
        p(r("Squeeze.") + picture("rIdP", "Two fingers"), listed=(1, 0)),
        p("Rub.", listed=(1, 0)),
        parts={"word/media/a.png": png()},
        relations=(("rIdP", "image", "media/a.png"),),
    )
    figure = {"file": "picture-1.png", "alt": "Two fingers"}
    assert blocks(read(data))[-1] == {"steps": [{"text": "Squeeze.", "figure": figure}, "Rub."]}


def test_a_picture_over_the_title_is_taken_for_a_logo(read: Read, blocks: Blocks) -> None:
    data = word(
        p(picture("rIdP", "Example Trust")),
        title("A"),
        h("B"),
        p("Words."),
        parts={"word/media/a.png": png()},
        relations=(("rIdP", "image", "media/a.png"),),
    )
    draft = read(data)
    assert draft.aside == {"left-1.png": png()} and not draft.figures
    assert blocks(draft) == [{"prose": "Words."}]
    [logo] = points(draft, "margin")
    assert "perhaps the logo, is kept as left-aside/left-1.png. Its description: “Example" in logo


def test_hidden_and_struck_words_are_left_out_and_told(read: Read, blocks: Blocks) -> None:
    draft = read("odd.docm")
    assert "old dose" not in str(blocks(draft)) and "struck" not in str(blocks(draft))
    hidden, struck, sign = points(draft, "aside")
    assert "are hidden, and were left out: “Hidden note: old dose was 5 mg.”" in hidden
    assert "are struck through, and were left out: “struck words”" in struck
    assert "holds a sign that we do not know" in sign


def test_what_no_rule_reads_is_kept_whole_by_the_proof(read: Read) -> None:
    left = points(read("odd.docm"), "left over")
    assert [text.partition(":")[2].strip() for text in left] == [
        "“Words from an embedded web page.”",
        "“Itch by week”",
    ]


def test_signs_of_markdown_in_a_file_print_as_they_are(read: Read, blocks: Blocks) -> None:
    prose = blocks(read("odd.docm"))[0]["prose"].split("\n\n")
    assert [plain(text) for text in prose[-4:]] == [
        "(@key)(x) **bold** _em_ `c` <b> & amp; # - > 5, and a\\b [ ] c",
        "# no heading",
        "> no quotation",
        "2026. was a good year.",
    ]


def test_key_points_are_said_in_short(read: Read) -> None:
    draft = read("stages.docx")
    assert draft.data["key_points"] == ["It stings.", "It heals in 3 weeks.", "A mark may stay."]
    assert draft.data["sections"][0]["heading"] == "What to expect"


def test_strict_ooxml_is_read_as_the_other(read: Read) -> None:
    assert read("strict.docx").data == read("styled.docx").data


@pytest.mark.parametrize(
    ("name", "language"),
    [("styled.docx", "en-GB"), ("german.docx", "de-DE"), ("polish.docx", "pl-PL")],
)
def test_the_language_is_that_of_the_words(read: Read, name: str, language: str) -> None:
    assert read(name).data["language"] == language


def test_a_heading_names_the_part_of_its_section(read: Read) -> None:
    parts = [section.get("part") for section in read("styled.docx").data["sections"]]
    assert parts == ["during", "after", None, "get-help"]


def test_a_file_without_a_title_takes_what_it_says_of_itself_else_its_name(read: Read) -> None:
    assert read("untitled.docx").data["title"] == "About your cream"
    assert (
        read(word(p("Only a few words, and a dot.")), "wet_wraps-2.docx").data["title"]
        == "wet wraps 2"
    )


def test_a_fallback_that_says_something_else_is_not_lost(read: Read) -> None:
    choice = '<mc:Choice Requires="wps"><w:drawing><a:t>Chosen words</a:t></w:drawing></mc:Choice>'
    other = f"<mc:Fallback><w:pict><w:p>{r('Other words')}</w:p></w:pict></mc:Fallback>"
    both = f"<w:r><mc:AlternateContent>{choice}{other}</mc:AlternateContent></w:r>"
    draft = read(word(title("A"), p(both)))
    assert "Chosen words" in str(draft.data) and "Other words" in str(draft.data["to_confirm"])


def test_a_part_that_a_header_names_is_read_too(read: Read) -> None:
    parts = unzipped(CORPUS["styled.docx"]())
    parts["word/header1.xml"] = parts["word/header1.xml"].replace(b"Dermatology", b"Allergology")
    draft = read(zipped(parts))
    margins = points(draft, "margin")
    assert any("Allergology" in text for text in margins)
    assert any("Dermatology" in text for text in margins), "of the header of other pages"
