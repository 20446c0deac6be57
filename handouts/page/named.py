"""What a text code names: the words of a text, with its sources, drawings and fixed phrases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handouts.content import Handout, Reference, text_code
from handouts.page.citations import number_sources, source_phrases
from handouts.page.phrases import PhraseText
from handouts.workspace import Workspace

__all__ = ["code_of", "phrases_of"]


def phrases_of(handout: Handout, references: Mapping[str, Reference]) -> tuple[str, ...]:
    """Return the keys of the fixed phrases that stand between a text's title and its last source.

    They are the same in every format. What a page says of itself (its number, its month, that it is
    a draft) and what fills a slot is not part of the text.
    """
    ours = [*(["in_short"] if handout.key_points else []), "talk_to_us"]
    numbers = number_sources([handout])
    ours += ["sources", "sources_line"] if numbers else []
    ours += source_phrases(references[key] for key in numbers if key in references)
    blocks = (key for block in handout.blocks() for key in block.phrases)
    return tuple(sorted({*ours, *blocks}))


def code_of(
    handout: Handout,
    references: Mapping[str, Reference],
    phrases: Mapping[str, PhraseText],
    workspace: Workspace,
) -> str:
    """Return a text's code: its words, cited sources and drawings, and the phrases in it.

    What no page prints is no part of it: what people call it, the words that it explains, open
    points and waivers, as one for a rule that came with a release. Raises Refused for a drawing
    that cannot be read.
    """
    cited = tuple(references[key] for key in number_sources([handout]) if key in references)
    drawings = tuple(handout.drawing(name, workspace) for name in handout.drawings)
    printed = replace(handout, also=(), terms={}, to_confirm=(), waivers={})
    return text_code(printed, cited, drawings, phrases)
