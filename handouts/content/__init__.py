"""What handouts say: the model, its prose, its sources, and the code that names a text."""

from handouts.content.library import Library, handout_ids, load_handout, load_library
from handouts.content.model import Handout, Section, texts, unwritten
from handouts.content.sources import Reference
from handouts.content.textcode import text_code

__all__ = [
    "Handout",
    "Library",
    "Reference",
    "Section",
    "handout_ids",
    "load_handout",
    "load_library",
    "text_code",
    "texts",
    "unwritten",
]
