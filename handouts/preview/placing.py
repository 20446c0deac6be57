"""Where each field of a text stands on its pages: told by the words that are the same in both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handouts.content import plain
from handouts.press import WordSpot
from handouts.reading import Key, Uneditable, texts_of

__all__ = ["FieldBox", "field_boxes"]

FEWEST = 4  # letters by which words are known within others
SHARE = 0.4  # of the words on the page that a field within them says at least


@dataclass(frozen=True)
class FieldBox:
    """Where a field stands on a page, from 0; the edges are shares of its height and width."""

    key: Key
    page: int
    top: float
    bottom: float
    left: float
    right: float


def field_boxes(
    text: str, parts: Sequence[str], spots: Sequence[WordSpot], size: tuple[float, float]
) -> Iterator[FieldBox]:
    """Yield where the fields of a handout's file stand, in the order of the pages.

    parts names the outermost sections of a sheet: 'title', 'short', and those of the file by their
    numbers. The size of the page is its width and height in mm. What is no field's is left out.
    """
    width, height = size
    fields, taken = _fields(text), set[Key]()
    for spot in spots:
        part = parts[spot.part] if spot.part < len(parts) else None
        key = _key(_letters(spot.words), fields.get(part, {}) if part else {}, taken)
        if key is not None:
            taken.add(key)
            box = spot.box
            edges = box.top / height, box.bottom / height, box.left / width, box.right / width
            yield FieldBox(key, box.page - 1, *edges)


def _fields(text: str) -> Mapping[str, Mapping[Key, str]]:
    """Return the letters of each field by its key, by the part of the sheet that shows them."""
    fields: dict[str, dict[Key, str]] = {}
    try:
        texts = texts_of(text)
    except Uneditable:
        return fields
    for key, words in texts:
        letters = _letters(plain(words))
        if letters:
            fields.setdefault(_part(key), {})[key] = letters
    return fields


def _part(key: Key) -> str:
    if key[0] == "sections" and len(key) > 1:
        return str(key[1])
    return "short" if key[0] in ("main_message", "key_points") else "title"


def _key(letters: str, fields: Mapping[Key, str], taken: set[Key]) -> Key | None:
    """Return the key of the field that has most in common with words; of equals the next one."""
    best, most = None, (0, False)
    for key, own in fields.items():
        common = _common(letters, own), key not in taken
        if common[0] and common > most:
            best, most = key, common
    return best


def _common(shown: str, own: str) -> int:
    """Return how many letters words on a page have in common with a field; 0 where it is none."""
    if shown == own:
        return len(own) + 1  # before one that says more
    if own in shown:  # beside the phrases of a block, such as how sure we are
        return len(own) if len(own) >= max(FEWEST, SHARE * len(shown)) else 0
    return len(shown) if shown in own and len(shown) >= FEWEST else 0  # one of its paragraphs


def _letters(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())
