"""What handouts say: the model, its prose, its sources, and the code that names a text."""

from handouts.content.citing import Citation, cited
from handouts.content.library import Library, handout_ids, load_handout, load_library
from handouts.content.model import (
    Handout,
    Section,
    printed_fields,
    printed_texts,
    texts,
    unwritten,
)
from handouts.content.sources import Reference
from handouts.content.textcode import text_code

__all__ = [
    "Citation",
    "Handout",
    "Library",
    "Reference",
    "Section",
    "cited",
    "handout_ids",
    "load_handout",
    "load_library",
    "printed_fields",
    "printed_texts",
    "text_code",
    "texts",
    "unwritten",
]
