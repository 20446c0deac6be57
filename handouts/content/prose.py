"""The small Markdown of text fields: paragraphs, lists, strong words, citations, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from html import unescape
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from handouts.diagnostics import Diagnostic, Place, Problems
from handouts.reading import Text

__all__ = ["QUOTES", "Cite", "Link", "List", "Paragraph", "Run", "Words"]
__all__ += ["inline", "parse", "plain", "runs", "tokens"]

LINKS = ("https", "mailto", "tel")
POINTER = "handout"
QUOTES = ("“", "”", "‘", "’")  # of English: outer and inner
NOWHERE = Place("")
CITATION = re.compile(r"\[(@[\w-]+(?:;\s*@[\w-]+)*)\]")
LONGEST = 5_000  # characters of one text; reading odd ones takes time that grows with the square
SIGN = re.compile(r"[-*+]|\d+[.)]")  # of a list
UNDERLINE = re.compile(r"(?<!\\)_")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
STARS = re.compile(r"(?<!\*)(?:\*\*){1,2}(?!\*)")  # that make no words strong
MISWRITTEN = re.compile(r"\[@[^\]]*\]?|\]\([^)]*\)?")
# From a letter to a sign that is no space, without any that Markdown knows within a paragraph
# (https://spec.commonmark.org/0.31.2/#inlines), or that becomes a quotation mark.
UNMARKED = re.compile(r"""[^\W\d_][^\n\r\t\0\\`*_\[\]<>&"'~]*(?<=\S)""")
NOWHERE = Place("")
UNWANTED = {
    "em_open": "italics",
    "image": "a picture",
    "code_inline": "code",
    "code_block": "code (a line that begins with four spaces)",
    "fence": "code",
    "heading_open": "a heading",
    "html_inline": "HTML",
    "html_block": "HTML",
    "blockquote_open": "a quotation mark (>)",
    "hr": "a rule",
    "hardbreak": "a forced line break",
}


@dataclass(frozen=True)
class Words:
    """A run of letters, strong or not."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Cite:
    """A citation: keys of sources."""

    keys: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """Words that lead to an address, or (scheme 'handout') point to another handout."""

    text: str
    href: str

    @property
    def handout(self) -> str:
        """The id of the handout that it points to, or ''."""
        scheme, _, rest = self.href.partition(":")
        return rest if scheme == POINTER else ""


Run = Words | Cite | Link


@dataclass(frozen=True)
class Paragraph:
    """Runs in a row."""

    runs: tuple[Run, ...]


@dataclass(frozen=True)
class List:
    """Items, each a row of runs; numbered from start, or with bullets."""

    items: tuple[tuple[Run, ...], ...]
    numbered: bool = False
    start: int = 1


class _Listed(NamedTuple):
    """A list while it is read: of each item its number as written, and its paragraphs."""

    numbered: bool
    items: list[tuple[str, list[tuple[Run, ...]]]]


@cache
def _markdown(quotes: tuple[str, ...]) -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"typographer": True, "quotes": quotes})
    return reader.enable(["smartquotes"]).disable(["reference", "entity"])


def tokens(text: str, quotes: tuple[str, ...] = QUOTES) -> list[Token]:
    """Return what a text field is made of, as the reader of Markdown tells it."""
    return _markdown(quotes).parse(_shield(text))


def parse(
    text: str, problems: Problems | None = None, quotes: tuple[str, ...] = QUOTES
) -> tuple[Paragraph | List, ...]:
    """Read a text field into paragraphs and lists; tell problems of what is not allowed.

    What is typed as " and ' becomes quotation marks: outer and inner ones, each opened and closed.
    """
    place = text.place if isinstance(text, Text) else NOWHERE
    if len(text) <= LONGEST:
        blocks, faults = _parse(str(text), quotes)
        if problems is not None:
            problems.extend(replace(fault, place=place) for fault in faults)
        return blocks
    if problems is not None:
        fact = f"the text has {len(text):,} characters; at most {LONGEST:,} are read"
        problems.error("length", place, fact, "break it into several blocks")
    return ()


@lru_cache(maxsize=4096)
def _parse(
    text: str, quotes: tuple[str, ...]
) -> tuple[tuple[Paragraph | List, ...], tuple[Diagnostic, ...]]:
    """Read a text wherever it stands; most have no sign of Markdown, and are one run of words."""
    if UNMARKED.fullmatch(text):
        return (Paragraph((Words(text),)),), ()
    problems = Problems()
    return _read(text, NOWHERE, problems, quotes), tuple(problems)


def _read(
    text: str, place: Place, tell: Problems, quotes: tuple[str, ...]
) -> tuple[Paragraph | List, ...]:
    if entity := ENTITY.search(text):
        fact = f"'{entity[0]}' is a sign of HTML"
        tell.error("markup", place, fact, f"write '{unescape(entity[0])}' itself")
    out: list[Paragraph | List] = []
    listed: _Listed | None = None
    depth, nested = 0, tell
    for token in tokens(text, quotes):
        kind = token.type
        if kind in UNWANTED:
            _refuse(kind, place, tell)
        if kind in ("bullet_list_open", "ordered_list_open"):
            depth += 1
            if depth == 1:
                listed, nested = _Listed(kind.startswith("ordered"), []), tell
                if token.markup == "+":
                    fact = "'+' and a space at the start of a line are the sign of a list"
                    tell.error("markup", place, fact, "write '- ' for a point, or 'and' in words")
            else:
                nested = Problems()  # of a list with a list in it no more is told
                tell.error("markup", place, "a list stands inside a list", "use one level")
        elif kind == "list_item_open" and depth == 1 and listed:
            listed.items.append((token.info, []))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
            if depth == 0 and listed is not None:
                out.append(_listing(listed, place, nested))
                listed = None
        elif kind == "inline":
            runs = tuple(_runs(token.children or [], place, tell))
            _check_words(runs, place, tell)
            if "\\*" not in text:
                _check_stars(runs, place, tell)
            if listed is None:
                out.append(Paragraph(runs))
            elif depth == 1:
                listed.items[-1][1].append(runs)
    return tuple(out)


def _listing(listed: _Listed, place: Place, tell: Problems) -> List:
    """Return a list as it was written; what would come out otherwise is told."""
    numbers = [int(number) for number, _ in listed.items if number]
    start = numbers[0] if numbers else 1
    if numbers != list(range(start, start + len(numbers))):
        fact = f"the numbers of a list run {', '.join(map(str, numbers))}"
        tell.error(
            "markup", place, fact, "number the items as they should print, one after another"
        )
    for _, paragraphs in listed.items:
        if len(paragraphs) != 1:
            fact = "an item of a list is empty" if not paragraphs else "an item has paragraphs"
            tell.error("markup", place, fact, "give each item one sentence or a few, and no more")
    items = tuple(runs for _, paragraphs in listed.items for runs in paragraphs)
    if not listed.numbered and len(items) == 1 and _begins_with_a_digit(items[0]):
        fact = "a sign and a space before a number are read as a list of one point"
        tell.warn("markup", place, fact, "for 'minus' write the sign and no space: −5")
    return List(items, listed.numbered, start)


def _begins_with_a_digit(runs: tuple[Run, ...]) -> bool:
    return bool(runs) and isinstance(runs[0], Words) and runs[0].text[:1].isdigit()


def inline(
    text: str, problems: Problems | None = None, quotes: tuple[str, ...] = QUOTES
) -> tuple[Run, ...]:
    """Read a text field that is one sentence or a few, without paragraphs or lists."""
    if SIGN.fullmatch(text.strip()):
        if problems is not None and isinstance(text, Text):
            fact = f"'{text.strip()}' alone is read as the sign of a list"
            hint = "say it in words, such as 'none' or 'not known'"
            problems.error("markup", text.place, fact, hint)
        return ()
    blocks = parse(text, problems, quotes)
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return blocks[0].runs
    if problems is not None and blocks and isinstance(text, Text):
        fact = "a list or several paragraphs stand where one paragraph is wanted"
        problems.error("markup", text.place, fact, "use a prose or points block")
    return tuple(run for block in blocks for run in _all_runs(block))


def runs(text: str) -> Iterator[Run]:
    """Walk through the runs of a text field, those of paragraphs and of lists alike."""
    return (run for block in parse(text) for run in _all_runs(block))


def plain(text: str, quotes: tuple[str, ...] = QUOTES) -> str:
    """Return the words of a text field without its markup and citations."""
    return " ".join(
        "".join(run.text for run in runs if not isinstance(run, Cite)).strip()
        for block in parse(text, quotes=quotes)
        for runs in ([block.runs] if isinstance(block, Paragraph) else block.items)
    )


def _all_runs(block: Paragraph | List) -> Iterator[Run]:
    if isinstance(block, Paragraph):
        yield from block.runs
    else:
        for item in block.items:
            yield from item


def _shield(text: str) -> str:
    """Keep what is no form of ours as it is written: ``[@a](b)`` as a link, ``__`` as strong."""
    return UNDERLINE.sub(r"\\_", CITATION.sub(lambda m: f"\\[{m[1]}\\]", text))


def _runs(tokens: list[Token], place: Place, problems: Problems) -> Iterator[Run]:
    """Turn inline tokens into runs; citations are found in the text."""
    strong, link, words = 0, "", ""
    for token in tokens:
        kind = token.type
        if kind in UNWANTED:
            _refuse(kind, place, problems)
        if link and kind != "link_close":
            words += token.content or (" " if kind == "softbreak" else "")
        elif kind == "strong_open":
            yield from _cited(words, bool(strong))
            words, strong = "", strong + 1
        elif kind == "strong_close":
            yield from _cited(words, bool(strong))
            words, strong = "", strong - 1
        elif kind == "link_open":
            yield from _cited(words, bool(strong))
            words, link = "", str(token.attrs.get("href", ""))
            _check_link(link, place, problems)
            if "title" in token.attrs:
                fact = f"the title '{token.attrs['title']}' of a link never prints"
                problems.error("markup", place, fact, "write it in the text")
        elif kind == "link_close":
            yield Link(words, link)
            words, link = "", ""
        elif kind in ("softbreak", "hardbreak"):
            words += " "
        elif token.content:
            words += token.content
    yield from _cited(words, bool(strong))


def _cited(words: str, strong: bool) -> Iterator[Run]:
    at = 0
    for match in CITATION.finditer(words):
        if before := words[at : match.start()].rstrip():
            yield Words(before, strong)
        yield Cite(tuple(key.strip().removeprefix("@") for key in match[1].split(";")))
        at = match.end()
    if rest := words[at:]:
        yield Words(rest, strong)


def _refuse(kind: str, place: Place, problems: Problems) -> None:
    problems.error(
        "markup",
        place,
        f"the text holds {UNWANTED[kind]}",
        "text takes **strong** words, lists (in prose), citations [@key] and links; "
        "write \\ before a sign that is meant as it is",
    )


def _check_words(runs: tuple[Run, ...], place: Place, problems: Problems) -> None:
    """Tell of what was meant as a citation or a link, and would print as it is written."""
    for run in runs:
        if not isinstance(run, Cite) and (match := MISWRITTEN.search(run.text)):
            problems.error(
                "markup",
                place,
                f"'{match[0][:60]}' is neither a citation nor a link",
                "a citation is [@key] or [@key; @other], outside of links; "
                "a link is [words](https://…) or [words](handout:id)",
            )
        elif isinstance(run, Link) and not run.text.strip():
            problems.error("markup", place, f"the link to '{run.href[:80]}' has no words")


def _check_stars(runs: tuple[Run, ...], place: Place, problems: Problems) -> None:
    """Tell of ** that would print as they are written."""
    for run in runs:
        if not isinstance(run, Cite) and (stars := STARS.search(run.text)):
            around = run.text[max(0, stars.start() - 12) : stars.end() + 12].strip()
            fact = f"'**' in '{around}' makes no words strong, and would print"
            hint = "write **words** without spaces inside, and with signs outside: **Note**: rest"
            problems.error("markup", place, fact, hint)
            return


def _check_link(href: str, place: Place, problems: Problems) -> None:
    scheme, _, target = href.partition(":")
    if scheme not in (*LINKS, POINTER) or not target:
        problems.error(
            "link-kind",
            place,
            f"the link '{href[:80]}' is not of a kind that is printed",
            "links are https:, mailto:, tel:, or handout: for another handout",
        )
