"""What a text code names: a release voids no code, and a word that is printed changes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, field, fields, make_dataclass, replace
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
import yaml
from samples import TODAY, MakeWorkspace, a_handout, a_library, loaded, with_blocks

from handouts.content.blocks import BLOCKS, GetHelp, Group, Option, Stage
from handouts.content.citing import cited
from handouts.content.library import load_library
from handouts.content.model import Handout, Section
from handouts.diagnostics import Problems
from handouts.page.environment import Templates
from handouts.page.formats import load_formats
from handouts.page.named import code_of, phrases_of
from handouts.page.phrases import PHRASES, Phrases, PhraseText, load_phrases
from handouts.page.sheet import Imprint, Wording, compose
from handouts.workspace import Workspace

CODES = Path(__file__).parents[1] / "data" / "codes"
NEVER = (
    "A text code changed. Whoever changes a code voids all approvals of all customers: mend what "
    "changed it, and leave tests/data/codes as it is"
)
# What a page says of itself, beside its text.
OF_THE_PAGE = {
    *("draft_band", "draft_note", "draft_no_date", "overdue_band", "until_note", "use_until"),
    *("folio", "written", "reference", "updated", "review_by", "review_unset"),
    *("blank", "box"),  # how listeners hear the signs of any text, of old ones too
    "and_others",  # how the authors of any source are written, of old ones too
}
BLOCKS_OF_ALL_KINDS = "- prose: '[@wan2013]'\n- figure: {file: a.svg, alt: A., caption: C.}"


def codes(workspace: Workspace) -> dict[str, str]:
    """Return the code of each handout of a workspace."""
    problems = Problems()
    library = load_library(workspace, problems)
    assert not problems.failed, [str(d) for d in problems]
    found = {}
    for name, handout in library.handouts.items():
        phrases = load_phrases(workspace, str(handout.language)).those(
            phrases_of(handout, library.references)
        )
        found[name] = code_of(handout, library.references, phrases, workspace)
    return found


@pytest.fixture
def kept(tmp_path: Path) -> Workspace:
    """The texts whose codes never change, in a workspace that may be changed."""
    copytree(CODES, tmp_path / "kept")
    return Workspace.open(tmp_path / "kept", TODAY)


def recorded() -> dict[str, str]:
    found = yaml.safe_load((CODES / "codes.yaml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def edit(workspace: Workspace, name: str, old: str, new: str) -> None:
    path = workspace.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_codes_of_texts_never_change(kept: Workspace) -> None:
    assert codes(kept) == recorded(), NEVER


def test_the_texts_hold_every_block_and_every_phrase_that_a_code_can_name(kept: Workspace) -> None:
    library = load_library(kept, Problems())
    held = {type(block) for h in library.handouts.values() for block in h.blocks()}
    assert held == set(BLOCKS)
    named = {
        key
        for handout in library.handouts.values()
        for key in phrases_of(handout, library.references)
    }
    own = yaml.safe_load((CODES / PHRASES).read_text(encoding="utf-8"))
    assert named == set(own["en"])


def test_a_phrase_that_we_add_voids_no_code(kept: Workspace) -> None:
    edit(kept, PHRASES, "en:\n", "en:\n  dose_when: When\n")
    assert codes(kept) == recorded()


def test_a_language_that_we_add_voids_no_code(kept: Workspace) -> None:
    edit(kept, PHRASES, "en-US:\n", "fr: {in_short: En bref}\nen-GB: {page: Page}\nen-US:\n")
    assert codes(kept) == recorded()


def test_a_format_that_we_add_or_change_voids_no_code(kept: Workspace) -> None:
    own = "poster: {sections: standard, sources: short, style: standard.css}\n"
    (kept.root / "templates/formats.yaml").write_text(own, encoding="utf-8")
    assert list(load_formats(kept)) == ["poster"]
    assert codes(kept) == recorded()


def test_a_template_that_says_more_voids_no_code(kept: Workspace) -> None:
    blocks = kept.root / "templates/blocks"
    blocks.mkdir()
    (blocks / "warning.html.j2").write_text("{{ say('beware') }}", encoding="utf-8")
    edit(kept, PHRASES, "en:\n", "en:\n  beware: Beware\n")
    assert codes(kept) == recorded()


def test_a_block_that_we_add_voids_no_code(
    kept: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    @property  # type: ignore[misc]
    def phrases(_: object) -> tuple[str, ...]:
        return ("dose_when",)

    spaces = {"tag": "doses", "phrases": phrases}
    doses = make_dataclass("Doses", [("text", str)], frozen=True, kw_only=True, namespace=spaces)
    monkeypatch.setattr("handouts.content.blocks.BLOCKS", (*BLOCKS, doses))
    assert codes(kept) == recorded()


@pytest.mark.parametrize("default", ["", (), None, False, True, 3, "plain", ("a",)])
def test_a_key_that_handouts_gain_voids_no_code(kept: Workspace, default: object) -> None:
    library = load_library(kept, Problems())
    gained = field(default=default)
    grown = make_dataclass("Handout", [("more", object, gained)], bases=(Handout,), frozen=True)
    for name, code in recorded().items():
        handout = library.handouts[name]
        now = grown(**{f.name: getattr(handout, f.name) for f in fields(handout)})
        phrases = load_phrases(kept, str(handout.language)).those(
            phrases_of(handout, library.references)
        )
        assert code_of(now, library.references, phrases, kept) == code
        other = replace(now, more="something")
        assert code_of(other, library.references, phrases, kept) != code


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    page: 2126-2140\n", "    page: 2126-2140\n    note: Read it.\n    PMID: 12345\n"),
        ("title: Nobody cites this", "title: Nobody cites that"),
        ("  - id: two\n", "  - {id: new2027, title: New}\n  - id: two\n"),
        ("    type: article-journal\n", ""),
    ],
    ids=["a new key", "another source", "a new source", "what is not read"],
)
def test_what_no_text_prints_of_the_sources_voids_no_code(
    kept: Workspace, old: str, new: str
) -> None:
    edit(kept, "content/references.yaml", old, new)
    assert codes(kept) == recorded()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("also: [all of it,", "also: [the whole,"),
        ("elastin: fibres", "bone: what holds\n  elastin: fibres"),
        ("Is the dose right?", "Is it well?"),
        ("waivers: {", "waivers: {NEW-01: A rule of this release does not hold., "),
    ],
    ids=["names", "terms", "open points", "waivers"],
)
def test_what_no_page_prints_voids_no_code(kept: Workspace, old: str, new: str) -> None:
    edit(kept, "content/everything/handout.yaml", old, new)
    assert codes(kept) == recorded()


def test_a_house_reference_is_part_of_the_code_where_there_is_one(kept: Workspace) -> None:
    edit(kept, "content/least/handout.yaml", "owner:", "reference: SK-014\nowner:")
    changed = {name for name, code in codes(kept).items() if code != recorded()[name]}
    assert changed == {"least"}


def test_a_count_of_nothing_is_not_taken_for_the_default(kept: Workspace) -> None:
    edit(kept, "content/everything/handout.yaml", "{ask: [Why?], lines: 0}", "{ask: [Why?]}")
    assert codes(kept)["everything"] != recorded()["everything"]


@pytest.mark.parametrize("key", sorted(yaml.safe_load((CODES / PHRASES).read_text("utf-8"))["en"]))
def test_a_phrase_that_a_text_prints_changes_its_code_when_its_words_do(
    kept: Workspace, key: str
) -> None:
    path = kept.root / PHRASES
    phrases = yaml.safe_load(path.read_text(encoding="utf-8"))
    phrases["en"][key] += " now"
    path.write_text(yaml.safe_dump(phrases, allow_unicode=True), encoding="utf-8")
    changed = {name for name, code in codes(kept).items() if code != recorded()[name]}
    library = load_library(kept, Problems())
    prints = {
        name
        for name, handout in library.handouts.items()
        if key in phrases_of(handout, library.references)
    }
    said_otherwise = {"abroad"} if key in phrases["en-US"] else set()
    assert changed == prints - said_otherwise
    assert changed & {"everything", "helplines", "to-fill"}


class Recording(Phrases):
    """Phrases that remember which of them were said."""

    def __init__(self, entries: Mapping[str, PhraseText]) -> None:
        super().__init__(entries)
        self.keys: set[str] = set()

    def say(self, phrase: str, **words: object) -> str:
        self.keys.add(phrase)
        return super().say(phrase, **words)


def said(handout: Handout, workspace: Workspace) -> Iterator[tuple[str, set[str]]]:
    """Walk through all formats, with the phrases that a handout prints in each."""
    library, templates = load_library(workspace, Problems()), Templates(workspace)
    for form in load_formats(workspace).values():
        for until in (None, date(2028, 11, 1)):
            phrases = Recording(load_phrases(workspace, str(handout.language)).entries)
            compose(
                Wording(handout, Imprint("ABCD-EFGH", until), library.references, phrases),
                form,
                templates,
                paper="A4",
                fit=form.fits[0],
            )
            yield form.name, phrases.keys - OF_THE_PAGE


def test_a_code_names_the_phrases_that_the_pages_print_in_any_format(kept: Workspace) -> None:
    library = load_library(kept, Problems())
    for handout in library.handouts.values():
        printed: set[str] = set()
        for form, keys in said(handout, kept):
            assert keys <= set(phrases_of(handout, library.references)), form
            printed |= keys
        assert printed == set(phrases_of(handout, library.references)) - no_longer_printed(handout)


def test_what_a_source_is_and_who_paid_is_named_by_the_codes_of_those_who_cite_it(
    kept: Workspace,
) -> None:
    edit(
        kept, "content/references.yaml", "  - id: two\n", "  - id: two\n    custom: {kind: news}\n"
    )
    changed = {name for name, code in codes(kept).items() if code != recorded()[name]}
    library = load_library(kept, Problems())
    cites = {n for n, h in library.handouts.items() if "two" in {c.key for c in cited((h,))}}
    assert changed == cites
    test_a_code_names_the_phrases_that_the_pages_print_in_any_format(kept)


def no_longer_printed(handout: Handout) -> set[str]:
    """Return what a code names though no page prints it: a head that once stood over no signs."""
    boxes = [block for block in handout.blocks() if isinstance(block, GetHelp)]
    return {"emergency"} if any(not box.emergency for box in boxes) else set()


def test_a_phrase_that_a_code_should_name_would_be_seen(
    kept: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.content.blocks.Callout.phrases", ())
    with pytest.raises(AssertionError):
        test_a_code_names_the_phrases_that_the_pages_print_in_any_format(kept)


def test_the_text_code_names_words_sources_drawings_and_phrases(workspace: MakeWorkspace) -> None:
    files = a_library(sun=with_blocks(BLOCKS_OF_ALL_KINDS)) | {"content/sun/a.svg": "<svg/>"}
    references = files["content/references.yaml"]
    changes = [
        {},
        {"content/sun/handout.yaml": with_blocks(BLOCKS_OF_ALL_KINDS, title="Other words")},
        {"content/references.yaml": references.replace("Fat of the face", "Fat")},
        {"content/sun/a.svg": "<svg></svg>"},
        {PHRASES: "en: {in_short: Briefly}"},
    ]
    found = [codes(workspace(files | change))["sun"] for change in changes]
    assert len(set(found)) == len(changes)


def test_the_text_code_names_a_shared_drawing(workspace: MakeWorkspace) -> None:
    text = with_blocks("- figure: {file: drawings/a.svg, alt: A triangle., caption: C.}")
    files = a_library(sun=text, shade=text)
    svgs = ("<svg/>", "<svg></svg>")
    found = [codes(workspace(files | {"content/drawings/a.svg": svg})) for svg in svgs]
    assert [len(set(both.values())) for both in found] == [1, 1]
    assert found[0] != found[1]


@pytest.mark.parametrize("changed", ["page: Leaf", "qr_caption: Scan", "worried: Call", "tip: A"])
def test_the_text_code_does_not_name_a_phrase_that_the_text_does_not_print(
    workspace: MakeWorkspace, changed: str
) -> None:
    files = a_library(sun=a_handout())
    assert codes(workspace(files)) == codes(workspace(files | {PHRASES: f"en: {{{changed}}}"}))


def test_the_text_code_does_not_name_a_source_that_is_not_cited(workspace: MakeWorkspace) -> None:
    files = a_library(sun=with_blocks("- prose: '[@wan2013]'"))
    before = codes(workspace(files))
    other = files["content/references.yaml"].replace("Ageing of skin", "Age")
    assert codes(workspace(files | {"content/references.yaml": other})) == before


def test_a_code_is_the_same_in_every_folder(workspace: MakeWorkspace) -> None:
    made = workspace(a_library(sun=a_handout(), shade=a_handout()))
    assert loaded(made).id != loaded(made, "shade").id
    assert len(set(codes(made).values())) == 1


def test_no_default_of_the_model_changes() -> None:
    models = (Handout, Section, *BLOCKS, Group, Stage, Option)
    told = {f"{m.__name__}.{f.name}": f.default for m in models for f in fields(m) if f.compare}
    given = {name: value for name, value in told.items() if value and value is not MISSING}
    assert given == {"Questions.lines": 2}, (
        "What is at its default is no part of a text code: a text that leaves it unset would say "
        "something else under its old code. A new key may be added here; an old one never changes"
    )
