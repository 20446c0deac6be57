"""Hold examples to the rules: a handout that breaks none of them, changed in one point."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from samples import BRAND, REFERENCES, a_workspace

from handouts.brand.load import load_brands
from handouts.brand.palette import Palette
from handouts.checks.facts import PageFacts, Spot
from handouts.checks.paged import judge_pages
from handouts.checks.rule import Rule
from handouts.checks.run import judge_translations, run_rules
from handouts.content.library import load_library
from handouts.diagnostics import Diagnostic, Place, Problems
from handouts.reading.nodes import Text
from handouts.translation.catalogue import Catalogue
from handouts.translation.labels import pictures_of
from handouts.translation.making import renewal
from handouts.translation.pairing import pair
from handouts.translation.segmenting import segments
from handouts.translation.translating import Translation, file_of
from handouts.workspace import MARKER, Settings, Workspace

Judge = Callable[..., list[Diagnostic]]
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10">'
    '<text x="1" y="6" font-size="4">{}</text></svg>'
)
OF_A_KIND = """\
  - {id: news2020, title: A report, custom: {kind: news}}
  - {id: maker2021, title: A study, custom: {kind: study, paid: maker}}
"""
SHORTENED = re.compile(r"(?<=[a-z]{2})[a-z]\b(?![\w-]*[\];])")  # the end of a word

SOUND = """\
title: Cream for fine lines
short_title: Cream for lines
kind: treatment
audience: patient
language: en-GB
issued: 2026-11-22
owner: Dermatology lead
summary: What the cream does to fine lines.
main_message: The cream probably softens fine lines, but it does not lift skin.
key_points:
  - Most people get dry skin at first.
  - It takes some months to see a change.
  - Doing nothing does no harm.
sections:
  - heading: What it may do
    part: [about, benefits, lasts]
    blocks:
      - prose: |
          The cream helps the skin to renew itself. You put it on at night.

          It takes some weeks to work. Some people see no change. It does not lift skin.
      - claim:
          question: Does the cream soften lines?
          certainty: moderate
          finding: It probably does, by a small amount.
          sources: [shin2019]
  - heading: Risks
    part: risks
    blocks:
      - prose: |
          Your skin may sting. It may be dry and red. Most of this goes away in weeks.

          A bad rash is a serious risk. It can leave a scar. We do not know how often.
  - heading: It may not suit you
    part: who-should-not
    blocks:
      - points:
          - Tell us if you are pregnant, or under 18.
          - Tell us if your skin is sore.
          - Tell us which other creams you use.
  - heading: How to use it
    part: [before, during, after]
    blocks:
      - steps:
          - Wash your face and pat it dry.
          - Put on a thin layer at night.
          - Wear a hat and sunscreen by day.
          - Stop for some days if it stings a lot.
  - heading: Your choices
    part: [alternatives, nothing]
    blocks:
      - prose: |
          You can do nothing. Lines are normal. They do no harm.

          Shade and sunscreen probably slow new lines. Laser may soften lines too.
  - heading: What is not known
    part: unknown
    blocks:
      - prose: We do not know how the cream does after 2 years. The studies were short.
  - heading: When to get help
    part: get-help
    blocks:
      - get-help:
          worried: [Skin that is very sore.]
          emergency: [Trouble breathing.]
  - heading: Questions to ask
    part: questions
    blocks:
      - questions: {ask: ["How long do I use it?"]}
"""
CLINIC: Mapping[str, object] = {
    "name": "Harbour Skin Clinic",
    "phone": "020 7946 0000",
    "country": "GB",
    "offers": [],
}


def a_brand(**changes: object) -> str:
    """Return a brand file with one clinic; a detail that is changed to None is taken out."""
    details = {key: value for key, value in {**CLINIC, **changes}.items() if value is not None}
    return BRAND + yaml.safe_dump({"defaults": {"handouts": details}})


def judge(
    root: Path,
    handout: str = SOUND,
    *,
    brand: str | None = None,
    settings: str = "",
    only: str = "",
    references: str = REFERENCES,
    **others: str,
) -> list[Diagnostic]:
    """Hold a library of a handout called cream (and others) and one clinic to the rules."""
    workspace = _workspace(root, handout, brand or a_brand(), settings, references, others)
    problems = Problems()
    library, brands = load_library(workspace, problems), load_brands(workspace, problems)
    assert not problems.failed, "\n".join(map(str, problems))
    return run_rules(library, brands, workspace.settings, only=[only] if only else [])


def judge_example(root: Path, rule: Rule, example: str) -> list[Diagnostic]:
    """Hold an example of a rule to this rule alone."""
    told: Any = yaml.safe_load(example)
    only = str(rule.id)
    if rule.judges == "page":
        spots = {k: tuple(Spot(**s) for s in v) for k, v in told.items() if isinstance(v, list)}
        return judge_pages(PageFacts(**{**told, **spots}), Settings(), {}, only=[only])
    if rule.judges == "brand":
        workspace = _workspace(root, SOUND, a_brand(), "", REFERENCES, {})
        [brand] = load_brands(workspace, Problems())
        brand = replace(brand, palette=Palette({**brand.palette.inks, **told}))
        library = load_library(workspace, Problems())
        return run_rules(library, [brand], workspace.settings, only=[only])
    if rule.judges == "clinic":
        details = {**dict.fromkeys(CLINIC), **told}
        return judge(root, brand=a_brand(**details), only=only)
    if rule.judges == "translation":
        return judge_translation(root, told, only)
    if rule.judges == "library":
        texts = {name: with_example(own) for name, own in told.items()}
        return judge(root, texts.pop("cream"), only=only, **texts)
    return judge(root, with_example(told), only=only, references=REFERENCES + OF_A_KIND)


def judge_translation(root: Path, told: Any, only: str) -> list[Diagnostic]:
    """Hold a text of a handout and its translation to a rule."""
    where, words = told.get("field", "prose"), told["source"]
    prose = {"prose": words if where == "prose" else "This is an example."}
    figure = {"figure": {"file": "a.svg", "alt": "An example.", "caption": "Example"}}
    others = "\n\n".join(f"Umyj twarz {n} razy." for n in range(told.get("among", 0)))
    section = {
        "heading": words if where == "heading" else "An example",
        "blocks": [
            prose,
            *([figure] if where == "drawing" else []),
            *([{"prose": others}] if others else []),
        ],
    }
    changes = {"short_title": words} if where == "short_title" else {"sections": [section]}
    text = yaml.safe_dump(yaml.safe_load(SOUND) | changes, sort_keys=False)
    workspace = _workspace(root, text, a_brand(), "", REFERENCES, {})
    (root / "content/cream/a.svg").write_text(DRAWING.format(words), "utf-8")
    language, problems = told["language"], Problems()
    library = load_library(workspace, problems)
    source, name = library.handouts["cream"], file_of("cream", language)
    made = renewal(source, language, "7K3Q-9MXD", Catalogue(name, {}), workspace)
    words = Text(told["words"], Place(name, 1, 1))
    flags = tuple(told.get("flags", ())) if words else ()
    entries = [
        replace(entry, words=words, flags=flags)
        if entry.source == told["source"]
        else replace(
            entry, words=Text("Umyj twarz." if others else SHORTENED.sub("ł", entry.source))
        )
        for entry in made.entries
    ]
    terms = {term: (begin,) for term, begin in told.get("terms", {}).items()}
    pictures = pictures_of(workspace, source, language)
    pairs = pair(segments(source, pictures), replace(made, entries=entries))
    labelled = tuple(told.get("labelled", ()))
    one = Translation(source, language, made, pairs, pictures, labelled=labelled, terms=terms)
    return judge_translations([one], library, [], workspace.settings, only=[only])


def with_example(example: Any) -> str:
    """Return the sound handout with other keys, or with blocks in a section more."""
    sound = yaml.safe_load(SOUND)
    if isinstance(example, list):
        section = {"heading": "An example", "blocks": example}
        example = {"sections": [section, *sound["sections"]]}
    return yaml.safe_dump(sound | example, sort_keys=False, allow_unicode=True, width=1000)


def _workspace(
    root: Path,
    handout: str,
    brand: str,
    settings: str,
    references: str,
    others: Mapping[str, str],
) -> Workspace:
    files = {
        MARKER: settings,
        "content/cream/handout.yaml": handout,
        "content/references.yaml": references,
        "brands/harbour/_brand.yml": brand,
    }
    files |= {f"content/{name}/handout.yaml": text for name, text in others.items()}
    return a_workspace(root, files)
