"""Damage leaflets in seeded ways: each is refused with a reason, or read without a lost word.

`python tools/fuzz_leaflets.py --seed 1 --count 100` damages the leaflets of the tests: elements of
their XML are taken out, doubled, moved, given odd attributes and words; bytes of their zip, and
letters of pages and Markdown, are changed. Told is each that crashes the reader, that its model
refuses, or that loses a word, by its number: `--only 17` makes that one again.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import lxml.etree

sys.path.append(str(Path(__file__).parent.parent / "tests"))

from originals import CORPUS
from wordfiles import unzipped, zipped

from handouts.content import Handout
from handouts.diagnostics import Problems
from handouts.importing import Unreadable
from handouts.importing.child import drafted
from handouts.importing.leaflets import draft_as_yaml
from handouts.importing.proof import words_of
from handouts.reading import decode, parse_yaml

TODAY = date(2026, 11, 29)
TEXT_PARTS = re.compile(r"word/(document|numbering|styles|footnotes|comments|header1|footer1)\.xml")
OFFICE = (".docx", ".docm", ".dotx")
MAIN = "word/document.xml"
WORD_TEXT = re.compile(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>")
ODD_WORDS = (
    *("Tel 0117 496 0000.", "☐ tick", "1. one\u00a0two", "[@key](x) **bold** _em_ `c` <b> & &amp;"),
    *("………… at ___", "•\tpoint", "IMPORTANT: now", "Day 1: rest", "  ", "a" * 300, "«Field»"),
    *("WHAT IS IT?", "x: y # z", "\u202eabc", "¬\u2028line", "“quoted” „so“", "(to write) it"),
    *(
        "call 999",
        "Do",
        "Do not",
        "Name: ____ Date: ____",
        "20 mg",
        "-",
        "+",
        "1)",
        "2 of 3",
        "ﬁne",
    ),
    *("e\u0301", "½ Ⅳ ² ﷽", "https://x.example/a?b=c", "12 Quay Street BS1 4AA", "\u00ad", "---"),
)
ODD_VALUES = ("", "-1", "99999999999", "x", "0", "é", "1e9", "restart", "8")
PAGE_BITS = (
    *("<", ">", "</table>", "<ol start=9>", "<td rowspan=99>", "&#0;", "&lt;", "<!--", "`", "**"),
    *("\n\n", "| a |", "<script>", "<p hidden>", "]]>", "1. ", "- [ ] ", "<img src=data:,x>"),
)


@cache
def parts_of(name: str) -> Mapping[str, bytes]:
    """Return the parts of a leaflet of the tests."""
    return unzipped(CORPUS[name]())


def damaged(name: str, random: Random) -> bytes:
    """Return the bytes of a leaflet, damaged."""
    if Path(name).suffix not in OFFICE:
        text = CORPUS[name]().decode("utf-8", "replace")
        for _ in range(random.randint(1, 8)):
            at = random.randrange(len(text))
            text = text[:at] + random.choice((*PAGE_BITS, "")) + text[at + random.randint(0, 30) :]
        return text.encode()
    parts = dict(parts_of(name))
    if random.random() < 1 / 6:
        raw = bytearray(zipped(parts))
        for _ in range(random.randint(1, 30)):
            raw[random.randrange(len(raw))] = random.randrange(256)
        return bytes(raw)
    part = random.choice([*sorted(filter(TEXT_PARTS.fullmatch, parts)), *[MAIN] * 4])
    tree = lxml.etree.fromstring(parts[part])
    for _ in range(random.randint(1, 6)):
        _damage(tree, random)
    return zipped({**parts, part: lxml.etree.tostring(tree)})


def _damage(tree: Any, random: Random) -> None:
    """Do one thing to an element of a tree."""
    elements = [e for e in tree.iter() if isinstance(e.tag, str) and e.getparent() is not None]
    if not elements:
        return
    one, other = random.choice(elements), random.choice(elements)
    parent, what = one.getparent(), random.randrange(6)
    if what == 0:
        parent.remove(one)
    elif what == 1 and one.attrib:
        del one.attrib[random.choice(sorted(one.attrib))]
    elif what == 2 and one.attrib:
        one.set(random.choice(sorted(one.attrib)), random.choice(ODD_VALUES))
    elif what == 3:
        parent.insert(
            random.randint(0, len(parent)), lxml.etree.fromstring(lxml.etree.tostring(one))
        )
    elif what == 4 and one.text:
        one.text = random.choice(ODD_WORDS)
    elif other is not one and other not in [*one.iterancestors(), *one.iterdescendants()]:
        other.append(one)


def verdict(data: bytes, name: str) -> str:
    """Return what became of a leaflet: read, refused, or what is wrong."""
    try:
        draft = drafted(data, name, TODAY)
    except Unreadable as error:
        return "LOST: refused by the proof" if "would be lost" in error.fact else "refused"
    except Exception:
        return f"CRASHED: {traceback.format_exc().strip()}"
    problems = Problems()
    node = parse_yaml(draft_as_yaml(draft, name), "content/a/handout.yaml", problems)
    if node is None or decode(Handout, node, problems) is None:
        return f"MODEL: {next(iter(problems)).message}"
    if missing := sorted(lost(data, name, draft.data)):
        return f"LOST: {', '.join(missing[:8])}"
    return "read"


def lost(data: bytes, name: str, draft: Mapping[str, Any]) -> Iterator[str]:
    """Walk through the words of the main part that stand nowhere in the draft.

    They are told by a third reader, a pattern over the bytes: it shares nothing with the others.
    """
    if Path(name).suffix not in OFFICE:
        return
    there = "".join(words_of(re.sub(r"\\(.)", r"\1", " ".join(_texts(draft)).replace("**", ""))))
    numbers = {str(number) for number in range(1, 41)}  # that lists print
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        main = file.read(MAIN)
    for match in WORD_TEXT.finditer(main):
        text = lxml.etree.fromstring(b"<a>" + match[1] + b"</a>").text or ""
        yield from (word for word in words_of(text) if word not in there and word not in numbers)


def _texts(value: Any) -> Iterator[str]:
    """Walk through the texts of a draft, and the keys: some blocks print what they are."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield key.replace("_", " ")
            yield from _texts(item)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value


def run(seed: int, numbers: Sequence[int]) -> Counter[str]:
    """Damage a leaflet for each number, tell what is wrong, and count what became of all."""
    counts: Counter[str] = Counter()
    for number in numbers:
        random = Random(f"{seed} {number}")
        name = random.choice(sorted(CORPUS))
        said = verdict(damaged(name, random), name)
        kind = said.partition(":")[0]
        counts[kind] += 1
        if kind not in ("read", "refused"):
            print(f"{number} {name}: {said}")
    return counts


def main() -> int:
    """Run from the command line; exit with 1 where anything is lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--only", type=int, help="the number of one of them")
    options = parser.parse_args()
    numbers = range(options.count) if options.only is None else [options.only]
    counts = run(options.seed, numbers)
    print(", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())))
    return 1 if counts.keys() - {"read", "refused"} else 0


if __name__ == "__main__":
    sys.exit(main())
