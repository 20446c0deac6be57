"""Handout + format -> Sheet, clinic -> the fragments of its slots."""

from handouts.page.boxes import SLOTS, Boxes
from handouts.page.environment import Templates
from handouts.page.formats import Fit, Format, load_formats
from handouts.page.gang import gang
from handouts.page.named import code_of, phrases_of
from handouts.page.parts import Asset, Face, Fragments, Sheet, Style
from handouts.page.personal import Personal
from handouts.page.phrases import Phrases, load_frozen_phrases, load_phrases
from handouts.page.sheet import Imprint, compose
from handouts.page.slots import fragments

__all__ = [
    "SLOTS",
    "Asset",
    "Boxes",
    "Face",
    "Fit",
    "Format",
    "Fragments",
    "Imprint",
    "Personal",
    "Phrases",
    "Sheet",
    "Style",
    "Templates",
    "code_of",
    "compose",
    "fragments",
    "gang",
    "load_formats",
    "load_frozen_phrases",
    "load_phrases",
    "phrases_of",
]
