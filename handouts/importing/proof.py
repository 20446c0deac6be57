"""The proof that no word is lost: all passages of a file against all words of its draft.

A word must stand in the draft as often as in the file, and each three words that follow each other
in a passage must follow each other there: in a field, in the description of a figure, or quoted
under ``to_confirm``. What is ours, as 'Check against the licence', counts for nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

__all__ = ["FilePassage", "lacking", "quoted", "words_of"]

RUN = 3  # words that must follow each other
WORD = re.compile(r"[^\W_]+")
UNHEARD = re.compile("[\N{SOFT HYPHEN}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789")
QUOTE = re.compile(r"“([^”]*)”")
QUOTES = str.maketrans("“”", "‘’")
UNPRINTED = ("file", "first", "last", "part", "certainty", "start", "days")
TO_WRITE = "(to write)"


class FilePassage(NamedTuple):
    """A passage of a file: the words of a paragraph, or of a line of it, and where it stands."""

    where: str
    words: str


def words_of(text: str) -> list[str]:
    """Return the words of a text, in small letters, as the proof compares them."""
    return WORD.findall(UNHEARD.sub("", text).translate(DIGITS).lower())


def quoted(text: str) -> str:
    """Return words of the file as a quotation in an open point, which the proof counts."""
    return f"“{' '.join(text.split()).translate(QUOTES)}”"


def lacking(passages: Sequence[FilePassage], draft: Mapping[str, Any]) -> list[FilePassage]:
    """Return the passages of a file that a draft does not hold whole."""
    spoken = [*_spoken(draft)]
    there = Counter(word for words, _ in spoken for word in words)
    runs = {run for words, numbers in spoken for run in _all_runs(words, numbers)}
    needed = [words_of(passage.words) for passage in passages]
    owed = Counter(word for words in needed for word in words) - there
    torn = [not _holds(runs, words) for words in needed]
    for is_torn, words in zip(torn, needed, strict=True):
        owed.subtract(words if is_torn else ())
    missing = []
    for passage, is_torn, words in zip(passages, torn, needed, strict=True):
        if is_torn or any(owed[word] > 0 for word in words):
            missing.append(passage)
            owed.subtract(() if is_torn else words)
    return missing


def _holds(runs: set[tuple[str, ...]], words: list[str]) -> bool:
    size = min(RUN, len(words))
    return not size or all(
        tuple(words[at : at + size]) in runs for at in range(len(words) - size + 1)
    )


def _all_runs(words: list[str], numbers: list[int]) -> Iterator[tuple[str, ...]]:
    """Walk through the runs of words, with and without the numbers that a list prints itself."""
    bare = [word for at, word in enumerate(words) if at not in set(numbers)]
    for line in (words, bare):
        for size in range(1, RUN + 1):
            yield from (tuple(line[at : at + size]) for at in range(len(line) - size + 1))


def _spoken(draft: Mapping[str, Any]) -> Iterator[tuple[list[str], list[int]]]:
    """Walk through what a draft says, text after text, with the places of printed numbers."""
    for key in ("title", "summary"):
        yield words_of(_plain(draft[key])), []
    yield [word for point in draft["key_points"] for word in words_of(_plain(point))], []
    for section in draft["sections"]:
        words: list[str] = []
        numbers: list[int] = []
        _say(section, words, numbers)
        yield words, numbers
    for point in draft["to_confirm"]:
        yield from ((words_of(match[1]), []) for match in QUOTE.finditer(point))


def _say(value: Any, words: list[str], numbers: list[int]) -> None:
    if isinstance(value, str):
        words += words_of(_plain(value))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if key == "steps":
                for number, step in enumerate(item, start=value.get("start", 1)):
                    numbers.append(len(words))
                    words.append(str(number))
                    _say(step, words, numbers)
            elif key == "warning":  # as its head does
                numbers.append(len(words))
                words.append(key)
                _say(item, words, numbers)
            elif key in ("do", "do_not"):  # their heads print by themselves
                words += key.split("_")
                _say(item, words, numbers)
            elif key == "diary":
                _say(item["caption"], words, numbers)
                words += [w for day in range(1, item["days"] + 1) for w in ("day", str(day))]
                _say(item["note"], words, numbers)
            elif key not in UNPRINTED or not isinstance(item, str | int):
                _say(item, words, numbers)
    elif isinstance(value, Sequence):
        for item in value:
            _say(item, words, numbers)


def _plain(text: str) -> str:
    """Return a text of the small Markdown without its signs; nothing of what is to be written."""
    if text.startswith(TO_WRITE):
        return ""
    return re.sub(r"\\(.)", r"\1", text.replace("**", ""))
