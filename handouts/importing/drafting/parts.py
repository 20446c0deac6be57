"""What a heading says of its section: its part; never guessed where no word tells."""

from __future__ import annotations

import re

__all__ = ["KEY_POINTS", "WARNING", "part_of"]

# In the order in which they are tried; English, German, French, Spanish and Polish.
PARTS = (
    (
        "get-help",
        r"get(ting)? help|when to (call|contact|ring|seek|see)|emergenc|worried|red flags|"
        r"wann sie (uns )?anrufen|notfall|quand (nous )?appeler|urgence|cuándo llamar|"
        r"kiedy wezwa|pomoc",
    ),
    (
        "who-should-not",
        r"who (should|can|must) ?n[o’']t|should not have|not suitable|"
        r"do not (have|use|take)\b.*\bif|wer .*nicht|qui ne doit pas|quién no debe|nie powin",
    ),
    ("missed", r"miss(ed)? (a|your|any)? ?(dose|tablet)|forget|vergess"),
    (
        "nothing",
        r"(do|doing) nothing|without treatment|no treatment|ohne behandlung|sans traitement",
    ),
    ("alternatives", r"alternativ|choices|options|other treatments|behandlungsm"),
    (
        "risks",
        r"risk|side.effect|complication|harm|nebenwirk|risik|effets indésirables|risque|riesgo|"
        r"efectos secundarios|ryzyk|powik|niepożąd",
    ),
    ("benefits", r"benefit|help(s)?\b.*\?|does it work|nutzen|bénéfice|beneficio|korzy"),
    ("lasts", r"how long .*(last|work)|wie lange .*(hält|wirkt)"),
    ("unknown", r"not (yet )?know|uncertain|unbekannt"),
    ("recovery", r"what to expect|recover|healing|heilung"),
    ("before", r"before|prepar|vor (der|dem)|avant|antes|przed"),
    (
        "how-to-use",
        r"how (to|do i|should i) (use|take|apply)|using your|taking your|anwend|einnahme",
    ),
    (
        "during",
        r"what happens|the procedure|during|the (week|day) of|ablauf|pendant|durante|w czasie",
    ),
    (
        "after",
        r"after|look.{0,20} wound|dressing|aftercare|nach (der|dem)|wundpflege|après|después|"
        r"po zabieg|o ran",
    ),
    ("questions", r"questions|fragen|pytania|preguntas"),
    ("about", r"what (is|are)|about|was ist|qu[’']est-ce|qué es|co to"),
)
COMPILED = tuple((part, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for part, words in PARTS)
KEY_POINTS = re.compile(
    r"(?:the )?(?:key|main) (?:points|messages)|in short|at a glance|das wichtigste|"
    r"auf einen blick",
    re.IGNORECASE,
)
WARNING = re.compile(
    r"(important|warning|caution|attention|danger|achtung|wichtig|vorsicht|warnung|uwaga|ważne|"
    r"attenzione|atención|avertissement)\b\s*[:!.–-]\s*",
    re.IGNORECASE,
)


def part_of(heading: str) -> str:
    """Return the part that a heading names, or ''."""
    return next((part for part, pattern in COMPILED if pattern.search(heading)), "")
