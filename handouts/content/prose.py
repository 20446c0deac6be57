"""The small Markdown of text fields: paragraphs, lists, strong words, citations, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from handouts.diagnostics import Diagnostic, Place, Problems
from handouts.reading import Text

__all__ = ["Cite", "Link", "List", "Paragraph", "Run", "Words", "inline", "parse", "plain"]

LINKS = ("https", "mailto", "tel")
POINTER = "handout"
CITATION = re.compile(r"\[(@[\w-]+(?:;\s*@[\w-]+)*)\]")
LONGEST = 5_000  # characters of one text; reading odd ones takes time that grows with the square
SIGN = re.compile(r"[-*+]|\d+[.)]")  # of a list
MISWRITTEN = re.compile(r"\[@[^\]]*\]?|\]\([^)]*\)?")
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
    """Items, each a row of runs; numbered or with bullets."""

    items: tuple[tuple[Run, ...], ...]
    numbered: bool = False


@cache
def _markdown() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"typographer": True, "quotes": "“”‘’"})
    return reader.enable(["smartquotes"]).disable(["reference"])


def parse(text: str, problems: Problems | None = None) -> tuple[Paragraph | List, ...]:
    """Read a text field into paragraphs and lists; tell problems of what is not allowed."""
    place = text.place if isinstance(text, Text) and problems is not None else Place("")
    if len(text) <= LONGEST:
        found, told = _parse(str(text), place)
        if problems is not None:
            problems.extend(told)
        return found
    if problems is not None:
        fact = f"the text has {len(text):,} characters; at most {LONGEST:,} are read"
        problems.error("length", place, fact, "break it into several blocks")
    return ()


@lru_cache(maxsize=8192)
def _parse(text: str, place: Place) -> tuple[tuple[Paragraph | List, ...], tuple[Diagnostic, ...]]:
    found = Problems()
    return _read(text, place, found), tuple(found)


def _read(text: str, place: Place, tell: Problems) -> tuple[Paragraph | List, ...]:
    tokens = _markdown().parse(_shield(text))
    out: list[Paragraph | List] = []
    items: list[tuple[Run, ...]] | None = None
    depth = 0
    for token in tokens:
        kind = token.type
        if kind in UNWANTED:
            _refuse(kind, place, tell)
        if kind in ("bullet_list_open", "ordered_list_open"):
            depth += 1
            if depth == 1:
                items = []
            else:
                tell.error("markup", place, "a list stands inside a list", "use one level")
        elif kind in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
            if depth == 0 and items is not None:
                out.append(List(tuple(items), kind.startswith("ordered")))
                items = None
        elif kind == "inline":
            runs = tuple(_runs(token.children or [], place, tell))
            _check_words(runs, place, tell)
            if items is None:
                out.append(Paragraph(runs))
            else:
                items.append(runs)
    return tuple(out)


def inline(text: str, problems: Problems | None = None) -> tuple[Run, ...]:
    """Read a text field that is one sentence or a few, without paragraphs or lists."""
    blocks = parse(text, problems)
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return blocks[0].runs
    if problems is not None and blocks and isinstance(text, Text):
        if SIGN.fullmatch(text.strip()):
            fact = f"'{text.strip()}' alone is read as the sign of a list"
            hint = "say it in words, such as 'none' or 'not known'"
        else:
            fact = "a list or several paragraphs stand where one paragraph is wanted"
            hint = "use a prose or points block"
        problems.error("markup", text.place, fact, hint)
    return tuple(run for block in blocks for run in _all_runs(block))


def plain(text: str) -> str:
    """Return the words of a text field without its markup and citations."""
    return " ".join(
        "".join(run.text for run in runs if not isinstance(run, Cite)).strip()
        for block in parse(text)
        for runs in ([block.runs] if isinstance(block, Paragraph) else block.items)
    )


def _all_runs(block: Paragraph | List) -> Iterator[Run]:
    if isinstance(block, Paragraph):
        yield from block.runs
    else:
        for item in block.items:
            yield from item


def _shield(text: str) -> str:
    """Keep a citation from being read as a link: ``[@a](b)`` is no form of ours."""
    return CITATION.sub(lambda m: f"\\[{m[1]}\\]", text)


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
    for found in CITATION.finditer(words):
        if before := words[at : found.start()].rstrip():
            yield Words(before, strong)
        yield Cite(tuple(key.strip().removeprefix("@") for key in found[1].split(";")))
        at = found.end()
    if rest := words[at:]:
        yield Words(rest, strong)


def _refuse(kind: str, place: Place, problems: Problems) -> None:
    problems.error(
        "markup", place, f"the text holds {UNWANTED[kind]}",
        "text takes **strong** words, lists (in prose), citations [@key] and links; "
        "write \\ before a sign that is meant as it is",
    )  # fmt: skip


def _check_words(runs: tuple[Run, ...], place: Place, problems: Problems) -> None:
    """Tell of what was meant as a citation or a link, and would print as it is written."""
    for run in runs:
        if not isinstance(run, Cite) and (found := MISWRITTEN.search(run.text)):
            problems.error(
                "markup", place, f"'{found[0][:60]}' is neither a citation nor a link",
                "a citation is [@key] or [@key; @other], outside of links; "
                "a link is [words](https://…) or [words](handout:id)",
            )  # fmt: skip
        elif isinstance(run, Link) and not run.text.strip():
            problems.error("markup", place, f"the link to '{run.href[:80]}' has no words")


def _check_link(href: str, place: Place, problems: Problems) -> None:
    scheme, _, target = href.partition(":")
    if scheme not in (*LINKS, POINTER) or not target:
        problems.error(
            "link-kind", place, f"the link '{href[:80]}' is not of a kind that is printed",
            "links are https:, mailto:, tel:, or handout: for another handout",
        )  # fmt: skip
