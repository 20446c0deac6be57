"""How a handout is built: its title, sections, lists, figures, tables, and what a reader can do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from handouts.checks.passages import Passage, joined, sentences
from handouts.checks.rule import Check, Finding
from handouts.checks.text import Written
from handouts.content import (
    Block,
    Checklist,
    Diary,
    DoAndDoNot,
    Fields,
    Figure,
    GetHelp,
    Heading,
    Questions,
    Section,
    Steps,
    Table,
    Timeline,
    unwritten,
)
from handouts.reading import Text

__all__ = ["CHECKS"]

GENERIC_TITLES = re.compile(
    r"(?:(?:patient|general|health|treatment) )?(?:information|info|advice|leaflet|handout|guide)"
    r"(?: (?:for|about) (?:patients|you|your (?:health|treatment|visit)))?"
    r"|(?:your )?(?:health|treatment|skin|visit|appointment)|staying healthy|welcome",
    re.IGNORECASE,
)
EMPTY_HEADINGS = {"information", "introduction", "more", "general", "other", "details", "overview"}
ACTIONS = re.compile(
    r"(?:Please )?(?:Do not|Always|Never|Ask|Avoid|Call|Check|Choose|Cover|Drink|Eat|Follow|Go|"
    r"Keep|Make|Phone|Put|Read|Rest|See|Show|Sleep|Speak|Start|Stay|Stop|Take|Talk|Tell|Try|"
    r"Use|Wait|Wash|Watch|Wear|Write)\b"
)
PICTURE_OF = re.compile(r"(?:image|picture|photo|photograph|graphic) (?:of|showing)\b", re.I)
WORD = re.compile(r"\w[\w'’.,-]*")


def specific_title(text: Written, _: float) -> Iterator[Finding]:
    """STR-01: the title says what this handout is about."""
    title = text.handout.title
    if GENERIC_TITLES.fullmatch(title.strip()):
        yield Finding(
            title.place,
            f"the title '{title}' could stand on any handout",
            "say what this one is about, as in 'Laser skin resurfacing'",
        )


def one_message(text: Written, most: float) -> Iterator[Finding]:
    """STR-02: the main message is short."""
    for passage in text.passages:
        if passage.name == "main_message" and (count := len(list(sentences(passage)))) > most:
            fact = f"the main message has {count} sentences"
            yield Finding(passage.at(0), fact, "keep what a reader must remember; move the rest")


def key_points(text: Written, least: float) -> Iterator[Finding]:
    """STR-03: the key points sum the handout up."""
    points = text.handout.key_points
    if len(points) < least:
        fact = f"'key_points' has {len(points)} of them"
        yield Finding(points[0].place, fact, "add what a reader of nothing else should know")


def an_action(text: Written, _: float) -> Iterator[Finding]:
    """STR-04: the handout says what to do."""
    blocks = text.handout.blocks()
    if any(isinstance(block, Steps | Checklist | DoAndDoNot) for block in blocks):
        return
    if not any(ACTIONS.match(sentence.words) for sentence in text.sentences):
        fact = "nothing here tells the reader to do something"
        yield Finding(text.handout.place, fact, "add steps, or a sentence such as 'Wear a hat.'")


def get_help(text: Written, _: float) -> Iterator[Finding]:
    """STR-05: the handout says when to get help, in every format."""
    for section in text.handout.sections:
        for block in section.blocks:
            if isinstance(block, GetHelp) and not (section.detail or block.detail):
                return
    yield Finding(
        text.handout.place,
        "nothing here says when to get help",
        "add a 'get-help' block without 'detail: full'; the numbers to call stand in it",
    )


def headings(text: Written, _: float) -> Iterator[Finding]:
    """STR-06: each heading tells its section from the others."""
    seen: set[str] = set()
    for section in text.handout.sections:
        heading = section.heading.strip().casefold()
        if heading in seen:
            yield Finding(
                section.heading.place,
                f"a section '{section.heading}' stands here twice",
                "give each section a heading of its own",
            )
        elif heading in EMPTY_HEADINGS:
            yield Finding(
                section.heading.place,
                f"the heading '{section.heading}' says nothing",
                "name what the section tells",
            )
        seen.add(heading)


def section_length(text: Written, most: float) -> Iterator[Finding]:
    """STR-07: a section is short, in what the standard format prints of it."""
    lengths: Counter[int] = Counter()
    sections: dict[int, Section] = {}
    for passage in text.passages:
        if passage.section and not (passage.full and not passage.section.detail):
            key = id(passage.section)
            sections[key] = passage.section
            lengths[key] += len(WORD.findall(joined(passage.words))) if passage.kind != "alt" else 0
    for key, length in lengths.items():
        if length > most:
            heading = sections[key].heading
            fact = f"the section '{heading}' has {length} words"
            yield Finding(heading.place, fact, "part it with a heading, or shorten it")


def list_length(text: Written, most: float) -> Iterator[Finding]:
    """STR-08: a list is short."""
    for items in _lists(text):
        if len(items) > most:
            fact = f"the list has {len(items)} points"
            yield Finding(items[0].at(0), fact, "part it in two, or keep what matters most")


def one_sentence_a_point(text: Written, most: float) -> Iterator[Finding]:
    """STR-09: a point of a list is short."""
    for items in _lists(text):
        for item in items:
            if (count := len(list(sentences(item)))) > most:
                fact = f"the point has {count} sentences"
                yield Finding(item.at(0), fact, "make points of them, or a paragraph")


def figure_words(text: Written, _: float) -> Iterator[Finding]:
    """STR-10: a figure has other words than its caption for those who cannot see it."""
    for block in text.handout.blocks():
        for alt, caption in _pictures(block):
            if alt.strip() == caption.strip():
                hint = "say in 'alt' what a reader would see"
                yield Finding(alt.place, "'alt' repeats the caption", hint)
            elif PICTURE_OF.match(alt):
                fact = f"'alt' starts with '{alt.split()[0]} of'"
                hint = "a screen reader says so itself: start with what it shows"
                yield Finding(alt.place, fact, hint)


def _pictures(block: Block) -> Iterator[tuple[Text, Text]]:
    """Walk through the words of what a block shows: those that are heard, and the caption."""
    if isinstance(block, Figure):
        yield block.alt, block.caption
    elif isinstance(block, Steps):
        yield from ((step.figure.alt, step.text) for step in block.more if step.figure)


def table_headings(text: Written, most: float) -> Iterator[Finding]:
    """STR-11: the headings of a table's columns and rows are short."""
    for passage in text.passages:
        table = passage.block
        if not isinstance(table, Table):
            continue
        heading = any(passage.source is heading for heading in table.headings)
        if heading and (count := len(WORD.findall(joined(passage.words)))) > most:
            fact = f"the heading '{passage.words}' has {count} words"
            yield Finding(passage.at(0), fact, "shorten it, or tell it in a column of its own")


def a_tool(text: Written, _: float) -> Iterator[Finding]:
    """STR-12: who has, takes or does something gets something to use."""
    tools = (Checklist, Diary, Fields, Questions, Steps, Timeline)
    if text.handout.kind == "explainer":
        return
    if not any(isinstance(block, tools) for block in text.handout.blocks()):
        fact = "there is nothing here to tick, follow or write on"
        yield Finding(
            text.handout.place, fact, "add a checklist, steps, a timeline, questions or a diary"
        )


def written(text: Written, _: float) -> Iterator[Finding]:
    """STR-13: every text is written."""
    for waiting in unwritten(text.handout):
        fact = f"this is not written yet: {waiting}"
        yield Finding(waiting.place, fact, "write the text, or take it out with its key")


def emergency_signs(text: Written, _: float) -> Iterator[Finding]:
    """STR-14: the box of help has signs for both its sides."""
    for block in text.handout.blocks():
        if isinstance(block, GetHelp) and not block.emergency:
            fact = "the help box names no signs of an emergency, and prints no number for one"
            yield Finding(
                block.place, fact, "add the signs that ask for that number in 'emergency'"
            )


def headings_within(text: Written, _: float) -> Iterator[Finding]:
    """STR-15: a heading within a section stands over something, in every format."""
    for section in text.handout.sections:
        for block, below in zip(section.blocks, (*section.blocks[1:], None), strict=True):
            hidden = below is not None and below.detail and not (block.detail or section.detail)
            if isinstance(block, Heading) and (
                below is None or isinstance(below, Heading) or hidden
            ):
                fact = f"nothing stands under the heading '{block.text}'"
                fact += " in the standard format" if hidden else ""
                yield Finding(block.place, fact, "write what it heads, or take it out")


def _lists(text: Written) -> Iterator[Sequence[Passage]]:
    """Walk through the lists that print: the points of a block's field, or of a list in prose."""
    lists: dict[tuple[int, str], list[Passage]] = {}
    for passage in text.passages:
        if passage.kind == "item":
            lists.setdefault((passage.unit, passage.name), []).append(passage)
    yield from lists.values()


CHECKS: Mapping[str, Check] = {
    "STR-01": specific_title,
    "STR-02": one_message,
    "STR-03": key_points,
    "STR-04": an_action,
    "STR-05": get_help,
    "STR-06": headings,
    "STR-07": section_length,
    "STR-08": list_length,
    "STR-09": one_sentence_a_point,
    "STR-10": figure_words,
    "STR-11": table_headings,
    "STR-12": a_tool,
    "STR-13": written,
    "STR-14": emergency_signs,
    "STR-15": headings_within,
}
