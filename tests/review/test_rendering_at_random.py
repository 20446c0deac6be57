"""Over 1,000 random edits of a source and its translation no stale or machine words are given.

A person's translation of words is P and the words, a machine's M and the words: so what is given
tells by itself what it translates, and who did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from random import Random

import pytest
from approved import AUTHOR, an_approval
from samples import MakeWorkspace, a_library, with_blocks
from spoken import phrases

from handouts.batch.editions import Edition, Editions
from handouts.batch.following import Followed
from handouts.brand.clinic import Clinic
from handouts.content.approvals import Frozen, Proofreading, Record, Rendering
from handouts.content.model import Handout
from handouts.page.named import code_of, phrases_of
from handouts.page.phrases import Phrases, load_phrases
from handouts.reading.nodes import Text
from handouts.review import conditions
from handouts.review.rendering import FirstStep
from handouts.review.texts import open_collection
from handouts.translation.catalogue import FUZZY, MACHINE, Catalogue
from handouts.translation.making import renewal
from handouts.translation.pairing import pair
from handouts.translation.segmenting import Segment, TextSpot, retell, segments
from handouts.translation.translating import Translation
from handouts.workspace import Workspace

FILE = "content/sun/translations/pl.po"
EDITS = 1000
WORDS = [
    *("Rest well.", "Drink water.", "Stay in the shade.", "Wear a coat.", "Keep it dry."),
    *("Rest for 2 days.", "Rest for 3 days.", "Take 1 tablet.", "Wait two weeks.", "Use it twice."),
]
BLOCKS = """
- prose: |
    Skin is an organ. Rest for 2 days.

    - Wear a hat.
    - Drink water.
- points: [Walk., Sleep for 8 hours.]
- warning: {title: Stop, text: Stop now., points: [It burns.]}
- get-help: {worried: [Redness that spreads.]}
"""


@dataclass
class House:
    """A clinic's texts as values: the source, its translation, and what was approved of both."""

    workspace: Workspace
    clinic: Clinic
    source: Handout
    random: Random
    phrases: Mapping[str, Phrases]
    there: Catalogue = field(default_factory=lambda: Catalogue(FILE, {}))
    sources: list[tuple[Frozen, Edition]] = field(default_factory=list)
    texts: list[tuple[Frozen, Edition]] = field(default_factory=list)
    step: FirstStep | None = None

    def edition(self, handout: Handout) -> Edition:
        """Return a text as a draft."""
        said = self.phrases[str(handout.language)]
        named = said.those(phrases_of(handout, {}))
        return Edition(handout, {}, said, code_of(handout, {}, named, self.workspace))

    @property
    def code(self) -> str:
        """The code of the source as it is."""
        return self.edition(self.source).code

    @property
    def translation(self) -> Translation:
        """The translation as its file is."""
        return Translation(self.source, "pl", self.there, pair(segments(self.source), self.there))

    @property
    def editions(self) -> Editions:
        """The texts of the source."""
        return Editions(self.edition(self.source), self.sources)

    @property
    def source_now(self) -> Edition | None:
        """What the clinic gets of the source."""
        texts = Editions(None, self.sources)
        return next(iter(texts.for_clinic("harbour", self.clinic, self.workspace)), None)

    @property
    def given(self) -> Edition | None:
        """What the clinic gets of the approved translation."""
        followed = Followed([text for text, _ in self.sources])
        texts = Editions(None, self.texts, source=followed)
        return next(iter(texts.for_clinic("harbour", self.clinic, self.workspace)), None)

    def reword(self) -> None:
        """Say something else in one place of the source."""
        target = self.random.choice([one for one in segments(self.source) if one.needed])
        words = Text(self.random.choice(WORDS), target.places[0])

        def say(spot: TextSpot) -> Text:
            return words if (spot.context, str(spot.text)) == target.key else spot.text

        self.source = retell(self.source, say)

    def move(self) -> None:
        """Move a section, or a block of one."""
        sections = list(self.source.sections)
        if self.random.random() < 0.5:
            self.random.shuffle(sections)
        else:
            at = self.random.randrange(len(sections))
            blocks = list(sections[at].blocks)
            self.random.shuffle(blocks)
            sections[at] = replace(sections[at], blocks=tuple(blocks))
        self.source = replace(self.source, sections=tuple(sections))

    def renew(self) -> None:
        """Bring the file up to its source."""
        self.there = renewal(self.source, "pl", self.code, self.there, self.workspace)

    def translate(self) -> None:
        """Have a person go through segments: often all that are left, else a few."""
        left = [one for one in self.translation.pairs if one.state != "done"]
        most = len(left) if self.random.random() < 0.7 else 2
        self._say({one.segment.key for one in left[:most]}, "P")

    def machine(self) -> None:
        """Have a machine translate what has no words; sometimes a tool takes off 'fuzzy'."""
        left = [one for one in self.translation.pairs if one.state == "missing"]
        self._say({one.segment.key for one in left}, "M")

    def _say(self, keys: set[tuple[str, str]], who: str) -> None:
        entries = []
        for one in self.there.entries:
            if one.key in keys:
                marks = {FUZZY: self.random.random() < 0.5, MACHINE: True} if who == "M" else {}
                flags = one.flagged(**(marks or {FUZZY: False, MACHINE: False}))
                one = replace(flags, words=Text(who + one.source), previous="")
            entries.append(one)
        self.there = replace(self.there, entries=entries)

    def approve_source(self) -> None:
        """Approve the source as it is."""
        edition = self.edition(self.source)
        approval = an_approval(on=self.workspace.today, review_by=self.workspace.today + YEAR)
        self.sources = _frozen(self.sources, edition, approval.on, (approval,), AUTHOR, None)

    def read(self) -> None:
        """Take the first step, where nothing forbids it."""
        if not self.forbidden():
            code = Text(self.edition(self.translation.handout).code)
            read = Proofreading(by=Text("Ola"), role=Text("Nurse"), on=self.workspace.today)
            self.step = FirstStep(code=code, of=Text(self.code), author=Text("Jan"), read=read)

    def approve(self) -> None:
        """Take the second step, where the first one holds and nothing forbids it."""
        edition, step = self.edition(self.translation.handout), self.step
        if step and step.holds(edition.code, self.code) and not self.forbidden():
            today = self.workspace.today
            approval = an_approval(on=today, review_by=today + YEAR)
            bound = Rendering(of=step.of, read=step.read)
            approvals = (replace(approval, of=step.of),)
            self.texts = _frozen(self.texts, edition, today, approvals, "Jan", bound)

    def catch_up(self) -> None:
        """Do what a diligent clinic does, but for a step that is forgotten now and then."""
        for act in (House.approve_source, House.renew, House.translate, House.read, House.approve):
            if self.random.random() < 0.95:
                act(self)

    def forbidden(self) -> bool:
        """Say whether the translation as it is may not be approved."""
        one = self.translation
        found = [*conditions.gone_through(one)]
        found += conditions.source_is_approved(self.editions, one, self.workspace)
        return bool(found)

    def wait(self) -> None:
        """Let days go by."""
        days = timedelta(days=self.random.choice((1, 10, 31)))
        self.workspace = replace(self.workspace, today=self.workspace.today + days)


YEAR = timedelta(days=365)
ACTS = (
    *(House.reword, House.reword, House.reword, House.move, House.wait),
    *(House.renew, House.renew, House.translate, House.translate, House.machine),
    *(House.approve_source, House.approve_source, House.read, House.approve),
    *(House.catch_up, House.catch_up, House.catch_up, House.catch_up, House.catch_up),
)


def _frozen(
    texts: list[tuple[Frozen, Edition]],
    edition: Edition,
    today: object,
    approvals: tuple[object, ...],
    author: str,
    bound: Rendering | None,
) -> list[tuple[Frozen, Edition]]:
    """Return approved texts with one that is approved now, the last one first."""
    before = [text for text, _ in texts if text.code == edition.code]
    others = [row for row in texts if row[0].code != edition.code]
    approvals = (*(before[0].record.approvals if before else ()), *approvals)
    record = Record(
        code=Text(edition.code),
        turn=max((text.record.turn for text, _ in texts), default=0) + 1,
        author=Text(author),
        approvals=approvals,  # type: ignore[arg-type]
        translation=bound,
    )
    text = Frozen(edition.handout, {}, "", record)
    return [(text, replace(edition, review="approved")), *others]


def words_of(handout: Handout) -> Counter[str]:
    return Counter(one.text for one in segments(handout) if one.needed)


def weighty(handout: Handout, key: str = "") -> Counter[tuple[str, str]]:
    """Return what weighs in a text, with its role; said by a person as key."""
    found: list[Segment] = [one for one in segments(handout) if one.weighty and one.needed]
    return Counter((one.context, key + one.text) for one in found)


def faults(house: House, edition: Edition) -> list[str]:
    """Return what is wrong with what is given of the translation today."""
    now, words = house.source_now, words_of(edition.handout)
    if now is None or now.refused:
        return ["its source is not given"]
    found = [f"by no person: {one}" for one in words if not one.startswith("P")]
    here = {(one.context, one.text) for one in segments(edition.handout) if one.needed}
    there = {(one.context, "P" + one.text) for one in segments(now.handout)}
    found += [f"not as it is now: {one}" for one in weighty(now.handout, "P") if one not in here]
    found += [f"as it was: {one}" for one in weighty(edition.handout) if one not in there]
    if not edition.behind and {*words} != {"P" + one for one in words_of(now.handout)}:
        found.append("it is behind and does not say so")
    if edition.use_until is None or house.workspace.today > edition.use_until:
        found.append("its day is over")
    return found


@pytest.fixture
def house(workspace: MakeWorkspace) -> House:
    """A clinic with a handout in Polish phrases that a person has gone through."""
    made = workspace(a_library(sun=with_blocks(BLOCKS)) | phrases("pl"))
    collection = open_collection(made)
    working = collection.editions["sun"].working
    assert working is not None
    brand = collection.materials.brands[0]
    spoken = {tag: load_phrases(made, tag) for tag in ("en-GB", "pl")}
    return House(made, brand.clinics[0], working.handout, Random(8), spoken)


class Careless(House):
    """A clinic in which nobody asks whether a translation may be approved."""

    def forbidden(self) -> bool:
        """Say that it may."""
        return False


def walk(house: House) -> tuple[Counter[str], list[str]]:
    """Edit at random; return how the translation stood, and what was wrong with what was given."""
    states: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(EDITS):
        act = house.random.choice(ACTS)
        getattr(house, act.__name__)()
        shown = house.given
        if shown is None or shown.refused:
            states["refused" if shown else "none"] += 1
            continue
        states["behind" if shown.behind else "given"] += 1
        wrong += [f"{number} {act.__name__}: {one}" for one in faults(house, shown)]
        if wrong:
            break
    return states, wrong


def test_no_stale_or_machine_words_are_given_over_1000_random_edits(house: House) -> None:
    states, wrong = walk(house)
    assert not wrong
    assert all(states[one] > 9 for one in ("given", "behind", "refused")), states


def test_such_words_would_be_found(house: House) -> None:
    careless = Careless(**{one.name: getattr(house, one.name) for one in fields(House)})
    assert walk(careless)[1]
