"""How sentences are built: short, few to a paragraph, active."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from handouts.checks.passages import Passage, joined, sentences
from handouts.checks.rule import Check, Finding
from handouts.checks.text import Written
from handouts.content import Options

__all__ = ["CHECKS"]

WORD = re.compile(r"[^\W_][\w'’.,-]*")
IRREGULAR = (
    "born|bought|broken|brought|built|caught|chosen|cut|done|drawn|driven|eaten|felt|found|given|"
    "held|hurt|kept|known|laid|led|left|lost|made|meant|paid|put|read|said|seen|sent|set|shown|"
    "sold|taken|taught|thought|told|torn|understood|used|worn|written"
)
PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being)(?: not| never| also| often| usually| mostly)?"
    rf" (?!(?:tired|worried|swollen|infected|interested|allergic)\b)(?:\w{{2,}}ed|{IRREGULAR})\b",
    re.IGNORECASE,
)
FEW = 6  # words of a sentence
SPOKEN = 22  # sentences of paragraphs and lines, of fewer of which rhythm says nothing
ENOUGH = 20  # sentences; a share of fewer says nothing


def sentence_length(text: Written, most: float) -> Iterator[Finding]:
    """TXT-01: a sentence is short."""
    for sentence in text.sentences:
        if (count := len(WORD.findall(joined(sentence.words)))) > most:
            fact = f"the sentence has {count} words"
            yield Finding(sentence.at(), fact, "make two of it")


def paragraph_length(text: Written, most: float) -> Iterator[Finding]:
    """TXT-02: a paragraph is short."""
    for passage in text.passages:
        if passage.kind == "paragraph" and (count := len(list(sentences(passage)))) > most:
            fact = f"the paragraph has {count} sentences"
            yield Finding(passage.at(0), fact, "part it, or make a list of it")


def active_voice(text: Written, most: float) -> Iterator[Finding]:
    """TXT-10: most sentences say who does what."""
    if len(text.sentences) < ENOUGH:
        return
    passive = [s for s in text.sentences if PASSIVE.search(s.words)]
    share = 100 * len(passive) / len(text.sentences)
    if share > most:
        worst = Counter(s.passage.section for s in passive if s.passage.section)
        section = worst.most_common(1)[0][0]
        fact = f"{share:.0f} % of the sentences are passive, most of them in '{section.heading}'"
        yield Finding(passive[0].at(), fact, "say who does it: 'We clean your skin'")


def rhythm(text: Written, most: float) -> Iterator[Finding]:
    """TXT-16: not too many sentences of paragraphs are telegrams."""
    spoken = [s for s in text.sentences if _told(s.passage)]
    short = [s for s in spoken if len(WORD.findall(joined(s.words))) <= FEW]
    if len(spoken) >= SPOKEN and (share := 100 * len(short) / len(spoken)) > most:
        fact = f"{share:.0f} % of the sentences have {FEW} words or fewer"
        hint = (
            "join some with 'and', 'but' or 'because': short is plain, but telegrams lose the sense"
        )
        yield Finding(short[0].at(), fact, hint)


def _told(passage: Passage) -> bool:
    """Say whether it is read as sentences, in every format: no cell of options, no ending."""
    cell = isinstance(passage.block, Options) or passage.name == "otherwise"
    return passage.kind in ("paragraph", "line") and not passage.full and not cell


CHECKS: Mapping[str, Check] = {
    "TXT-01": sentence_length,
    "TXT-02": paragraph_length,
    "TXT-10": active_voice,
    "TXT-16": rhythm,
}
