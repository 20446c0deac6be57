"""The HTML of every block, of a whole sheet and of a clinic's slots, held in tests/data/goldens."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from goldens import Goldens
from samples import BRAND, CLINIC, a_handout, with_blocks

from handouts.content.blocks import BLOCKS
from handouts.page.parts import Fragments, Sheet

EXAMPLES = {
    "prose": """
        - prose: |
            Sun **harms** skin. [@wan2013; @shin2019] See [Shade](handout:shade).

            - One point.
            - 1 < 2 & 3.

            1. First.
        """,
    "heading": """
        - heading: The first days
        - prose: Rest.
        - heading: "Later, & on [@wan2013]"
        - prose: Walk.
        """,
    "points": "- points: ['One.', 'Two. [@shin2019]']",
    "steps": """
        - steps: [First do this., Then **that**.]
        - {steps: [Then go on.], start: 3}
        - steps:
            - Wash your hands.
            - {text: Squeeze out **two lines**., tip: Warm it first. Then it spreads.}
            - {text: Rub it in., figure: {file: layers.svg, alt: A hand & cream.}}
        """,
    "checklist": "- checklist: [Bring your list of medicines.]",
    "claim": """
        - claim: {question: Does it help?, certainty: very-low, finding: We do not know.}
        - claim: {question: And that?, certainty: high, finding: Yes., sources: [shin2019]}
        """,
    "warning": "- warning: {title: Do not rub if, points: [you bleed., you burn.]}",
    "tip": '- tip: {title: Wear a hat, text: "One.\\n\\n- Two."}',
    "note": "- note: {title: Skin heals, text: It takes time., points: [Wait.]}",
    "risk": """
        - risk:
            what: Fine lines got better
            of: 100
            over: 24 weeks
            groups:
              - {who: With cream, people: 62, otherwise: saw no change}
              - {who: Without, people: 39}
            certainty: moderate
            note: The maker paid.
            sources: [shin2019]
        - risk: {what: An infection, of: 10000, groups: [{who: All, people: 1}]}
        """,
    "timeline": """
        - timeline:
            - {when: Day 1, what: Red skin.}
            - {when: Week 2, what: 'Clear skin. [@wan2013]'}
        """,
    "options": """
        - options:
            - {option: Do nothing, helps: Lines are harmless., otherwise: Lines deepen.}
            - {option: Shade, helps: Slows it., certainty: low, sources: [wan2013], handout: shade}
        """,
    "table": """
        - table:
            caption: How deep it reaches
            columns: [Treatment, Reaches]
            rows: [[Cream, the outer skin], ["Laser [@wan2013]", deeper]]
            sources: [shin2019]
        - table:
            caption: When
            columns: [Tablets, Morning, Night, Most]
            groups: [{head: How many, first: Morning, last: Night}]
            rows: [[Of 5 mg, "1", "2", "3"]]
        """,
    "figure": "- figure: {file: layers.svg, alt: A cut & a layer., caption: 'Skin. [@wan2013]'}",
    "do-and-do-not": "- do-and-do-not: {do: ['wash.', '[ ] rest.'], do_not: ['rub. [@wan2013]']}",
    "schedule": """
        - schedule:
            caption: Your medicines
            sources: [shin2019]
            doses:
              - {what: Paracetamol 500 mg, amount: 1 tablet, when: "[ ] Night", most: 8 tablets}
              - {what: ______, amount: ____, when: ____, most: ____}
        - schedule: {caption: Each morning, doses: [{days: Days 1 to 5, amount: 6 tablets}]}
        """,
    "fields": """
        - fields: [Your name, Agreed?]
        - fields: [Name of who speaks for this person]
        """,
    "diary": """
        - diary: {caption: The first days, days: 2, note: [Pain from 0 to 10, Dressing]}
        - diary: {caption: The first weeks, days: 8, note: [Pain from 0 to 10, Dressing]}
        """,
    "quote": """
        - quote: {text: It helps., who: A person, consent: given, sources: [shin2019]}
        - quote: {text: It hurts., who: A hidden name, consent: pending, unnamed: Some doubt it.}
        """,
    "get-help": """
        - get-help:
            {worried: [Redness that spreads.], emergency: [Trouble breathing.], doctor: [A mole.]}
        """,
    "clinic-words": "- prose: Come by bus.\n- clinic-words: how-to-come",
    "further-information": """
        - further-information:
            - name: The Skin Charity
              helps: It answers questions about skin.
              phone: 0800 496 0000
              hours: Monday to Friday, 9am to 5pm
              website: https://skin.example/help/
              email: help@skin.example
              address: 1 Example Street, London
              sources: [shin2019]
            - {name: The Sun Line, phone: "111", sources: [wan2013]}
        """,
    "questions": """
        - questions: {ask: [What will it change?], lines: 3}
        - questions: {ask: [Why?], lines: 0}
        """,
}
FILLED_IN = """
    - prose: |
        Keep it dry for ____ hours, until __/__/____. [ ] Yes [ ] **no: ______**

        - [ ] I know.
        - I do not know.
    - points: ["[ ] Bring a hat.", Wear it.]
    - steps: ["[ ] Wash.", Take ____ tablets.]
    - table: {caption: Days, columns: [Day, Done], rows: [[One, "[ ]"], [____, ____]]}
    """
FILES = {"content/sun/layers.svg": "<svg viewBox='0 0 9 9'/>"}
HASH = re.compile(r"-[0-9a-f]{16}\.")
EVERYTHING = """
defaults:
  handouts:
    name: Harbour Skin Clinic
    strapline: An invented clinic
    address: [12 Example Street, London]
    phone: 020 7946 0000
    hours: ["Monday to Friday, 8:30 to 18:00", "Saturday, 9:00 to 13:00"]
    out_of_hours: {who: NHS 111, phone: "111"}
    email: hello@harbour.example
    booking_url: https://harbour.example/book
    website: https://harbour.example/
    country: GB
    interests: We look after skin.
"""


def sections_of(sheet: Sheet) -> str:
    """Return the part of a sheet that its blocks make."""
    body = sheet.html.split("</section>\n", 1)[1].split('<section class="contact">')[0]
    return HASH.sub("-HASH.", body)


def test_what_is_filled_in_by_hand_is_drawn_and_heard(
    composed: Callable[..., Sheet], goldens: Goldens
) -> None:
    goldens.hold("blanks.html", sections_of(composed(with_blocks(FILLED_IN))))


BROAD = """
    - table:
        caption: When
        columns: [Tablets, Morning, Noon, Night, Most, Until]
        groups: [{head: How many, first: Morning, last: Night}]
        rows: [[Small ones, "1", "[ ]", "2", "3", ____]]
    """


@pytest.mark.parametrize("form", ["standard", "full"])
def test_a_table_of_many_columns_stands_on_a_broad_page(
    composed: Callable[..., Sheet], form: str
) -> None:
    found = sections_of(composed(with_blocks(BROAD), form))
    assert '<table class="grid broad">' in found
    assert '<th scope="colgroup" colspan="3">How many</th>' in found


@pytest.mark.parametrize("form", ["large-print", "pocket", "booklet", "html", "text"])
def test_a_table_of_many_columns_is_lists_on_a_narrow_page(
    composed: Callable[..., Sheet], form: str
) -> None:
    found = sections_of(composed(with_blocks(BROAD), form))
    assert "<table" not in found
    assert "<strong>Tablets: Small ones</strong>" in found
    assert "<li>How many, Night: 2</li>\n<li>Most: 3</li>" in found


def slots_of(fragments: Fragments) -> str:
    """Return what fills the slots, as one text."""
    parts = [f"<!-- {name} -->\n{html}\n" for name, html in fragments.html.items()]
    return HASH.sub("-HASH.", "\n".join(parts))


def test_every_block_has_its_example() -> None:
    assert set(EXAMPLES) == {block.tag for block in BLOCKS}


@pytest.mark.parametrize("tag", EXAMPLES)
def test_the_html_of_a_block_stays(
    composed: Callable[..., Sheet], goldens: Goldens, tag: str
) -> None:
    sheet = composed(with_blocks(EXAMPLES[tag]), **FILES)
    goldens.hold(f"blocks/{tag}.html", sections_of(sheet))


@pytest.mark.parametrize("form", ["standard", "full"])
def test_the_html_of_a_sheet_stays(
    composed: Callable[..., Sheet], goldens: Goldens, form: str
) -> None:
    sections = [
        {"heading": "Sun and age", "blocks": [{"prose": "Sun ages skin. [@wan2013]"}]},
        {"heading": "More", "detail": "full", "blocks": [{"prose": "It does. [@shin2019]"}]},
    ]
    sheet = composed(a_handout(key_points=["Wear a hat.", "Stay in."], sections=sections), form)
    goldens.hold(f"sheet-{form}.html", sheet.html)


@pytest.mark.parametrize(
    ("name", "brand"),
    [("everything", BRAND + EVERYTHING), ("little", BRAND + CLINIC), ("nothing", BRAND)],
)
def test_the_html_of_the_slots_stays(
    slots: Callable[..., Fragments], goldens: Goldens, name: str, brand: str
) -> None:
    goldens.hold(f"slots-{name}.html", slots_of(slots(brand, medicine=name == "everything")))


def test_a_help_box_without_signs_of_an_emergency_has_no_row_for_one(
    composed: Callable[..., Sheet],
) -> None:
    box = with_blocks("- get-help: {worried: [Redness that spreads.]}")
    found = sections_of(composed(box))
    assert re.findall('class="route (.*?)"', found) == ["route-worried"]
    assert "In danger?" not in found
    assert 'class="slot emergency"' not in found


def test_the_routes_to_help_stand_in_the_order_of_their_urgency(
    composed: Callable[..., Sheet],
) -> None:
    box = "- get-help: {doctor: [A mole.], worried: [Redness.], emergency: [No breath.]}"
    found = sections_of(composed(with_blocks(box)))
    routes = ["route-emergency", "route-worried", "route-doctor"]
    assert re.findall('class="route (.*?)"', found) == routes
    signs = [found.index(sign) for sign in ("No breath.", "Redness.", "A mole.")]
    assert signs == sorted(signs)
    assert [found.count(f'id="{slot}"') for slot in ("emergency", "call", "doctor")] == [1, 1, 1]


def test_the_clinic_has_its_row_without_signs_and_the_advice_line_stands_in_it(
    composed: Callable[..., Sheet],
) -> None:
    found = sections_of(composed(with_blocks("- get-help: {emergency: [No breath.]}")))
    assert re.findall('class="route (.*?)"', found) == ["route-emergency", "route-worried"]
    assert found.count("<ul") == 1
    assert found.index('id="call"') < found.index('id="doctor"')


def test_what_to_expect_of_an_option_stands_in_its_column(
    composed: Callable[..., Sheet],
) -> None:
    found = sections_of(composed(with_blocks(EXAMPLES["options"])))
    assert "<td>Lines are harmless. Lines deepen.</td><td>–</td>" in found


WEIGHED = """
    - options:
        - {option: Wait, helps: Lines deepen., weigh: No cost.}
        - {option: Shade, helps: Slows it., certainty: low, sources: [wan2013]}
    """


def test_what_to_weigh_up_has_a_column_where_four_stand_side_by_side(
    composed: Callable[..., Sheet],
) -> None:
    found = sections_of(composed(with_blocks(WEIGHED)))
    assert '<th scope="col">What to expect</th><th scope="col">What to weigh up</th>' in found
    assert "<td>Lines deepen.</td><td>No cost.</td><td>–</td>" in found
    narrow = sections_of(composed(with_blocks(WEIGHED), "large-print"))
    assert "<td>Lines deepen. <strong>What to weigh up:</strong> No cost.</td>" in narrow


def test_the_person_who_has_not_agreed_is_nowhere_on_the_sheet(
    composed: Callable[..., Sheet],
) -> None:
    html = composed(with_blocks(EXAMPLES["quote"])).html
    assert "A hidden name" not in html
    assert "It hurts." not in html


@pytest.mark.parametrize(("groups", "of", "side_by_side"), [(3, 100, 1), (2, 100, 0), (3, 200, 0)])
def test_small_icon_arrays_of_one_denominator_stand_side_by_side(
    composed: Callable[..., Sheet], groups: int, of: int, side_by_side: int
) -> None:
    who = ", ".join(f"{{who: Group {number}, people: {number}}}" for number in range(groups))
    html = composed(with_blocks(f"- risk: {{what: Redness, of: {of}, groups: [{who}]}}")).html
    assert html.count('<div class="multiples">') == side_by_side
