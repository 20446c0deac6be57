"""Handouts in other languages: approved ones and drafts, in Arabic and Polish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import yaml
from approved import AUTHOR, an_approval

from handouts.batch.texts import working_edition
from handouts.content.approvals import Proofreading, Record, Rendering
from handouts.content.library import load_library
from handouts.diagnostics import Problems
from handouts.page.phrases import PHRASES
from handouts.reading.nodes import Text
from handouts.review.freezing import freeze
from handouts.review.texts import open_collection
from handouts.translation.catalogue import Catalogue, written
from handouts.translation.making import renewal
from handouts.translation.segmenting import TextSpot, retell
from handouts.translation.translating import file_of
from handouts.workspace import Workspace, house

ARABIC = {
    "Sun and your skin": "الشمس وبشرتك",
    "Sun and skin": "الشمس والبشرة",
    "sunscreen; SPF 50": "واقي الشمس; SPF 50",
    "What the sun does to skin.": "ماذا تفعل الشمس بالبشرة.",
    "Shade helps.": "الظل يفيد.",
    "Wear a hat.": "ارتدِ قبعة.",
    "About": "عن البشرة",
    "Skin is an organ.": "الجلد عضو. اتصل بالرقم 020 7946 0000.",
    "Help": "المساعدة",
    "Redness that spreads.": "احمرار ينتشر.",
    "Café au lait spots": "بقع القهوة بالحليب",
    "Spots": "البقع",
}
POLISH = {
    "Sun and your skin": "Słońce i skóra",
    "Sun and skin": "Słońce",
    "sunscreen; SPF 50": "krem z filtrem; SPF 50",
    "What the sun does to skin.": "Co słońce robi ze skórą.",
    "Shade helps.": "Cień pomaga.",
    "Wear a hat.": "Noś kapelusz.",
    "About": "O skórze",
    "Skin is an organ.": "Skóra to narząd.",
    "Help": "Pomoc",
    "Redness that spreads.": "Zaczerwienienie, które się szerzy.",
    "Café au lait spots": "Plamy kawa z mlekiem",
    "Spots": "Plamy",
}
WORDS: Mapping[str, Mapping[str, str]] = {"ar": ARABIC, "pl": POLISH}


def phrases(*languages: str) -> dict[str, str]:
    """Return a file with the fixed phrases in some languages: English words, which are there."""
    ours = yaml.safe_load((house() / PHRASES).read_text(encoding="utf-8"))["en"]
    return {PHRASES: yaml.safe_dump(dict.fromkeys(languages, ours), allow_unicode=True)}


def translation_approved(workspace: Workspace, language: str, handout: str = "sun") -> str:
    """Approve a translation of an approved text, and return its code."""
    collection, problems = open_collection(workspace), Problems()
    text, edition = collection.editions[handout].frozen[0]

    def say(spot: TextSpot) -> Text:
        return Text(WORDS[language].get(str(spot.text), str(spot.text)))

    told = replace(retell(edition.handout, say), language=Text(language))
    draft = working_edition(told, edition.references, workspace, problems)
    assert draft is not None, "\n".join(map(str, problems))
    read = Proofreading(by=Text("Ola Example"), role=Text("Nurse"), on=workspace.today)
    of, code = Rendering(of=Text(text.code), read=read), Text(draft.code)
    approvals = (replace(an_approval(), of=of.of),)
    record = Record(code=code, turn=9, author=Text(AUTHOR), approvals=approvals, translation=of)
    freeze(draft, record, workspace)
    return str(code)


def translation_drafted(workspace: Workspace, language: str, handout: str = "sun") -> None:
    """Write a file of translations that nobody has approved."""
    source = load_library(workspace, Problems()).handouts[handout]
    name = file_of(handout, language)
    made = renewal(source, language, "7K3Q-9MXD", Catalogue(name, {}), workspace)
    words = WORDS[language]
    entries = [replace(one, words=Text(words.get(one.source, ""))) for one in made.entries]
    path = workspace.root / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(written(replace(made, entries=entries)), encoding="utf-8")
