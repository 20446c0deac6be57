from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from samples import a_handout, with_blocks

from handouts.content.locale import Direction
from handouts.diagnostics import HandoutsError, Place, Problems
from handouts.engine.typesetting import Source, paginate
from handouts.page.parts import Sheet, Style
from handouts.page.sheet import faced

Composed = Callable[..., Sheet]
HELP = "- get-help: {worried: [Heat.], emergency: [No breath.]}\n"
DETAILS = """
sections:
  - heading: One
    blocks:
      - prose: Said in both.
      - prose: Said in full. [@shin2019]
        detail: full
  - heading: Two
    detail: full
    blocks: [{prose: Said at length.}]
  - heading: Three
    blocks:
      - prose: Said last. [@wan2013]
  - heading: Four
    blocks:
      - prose: Said alone.
        detail: full
"""


def test_the_standard_format_leaves_out_what_is_detail(composed: Composed) -> None:
    html = composed(a_handout(sections=None) + DETAILS).html
    assert re.findall(r"Said [a-z ]+", html) == ["Said in both", "Said last"]
    assert re.findall(r"<h2>(.*)</h2>", html) == ["In short", "One", "Three", "Talk to us"]


def test_the_full_format_prints_everything(composed: Composed) -> None:
    html = composed(a_handout(sections=None) + DETAILS, "full").html
    assert len(re.findall(r"Said [a-z ]+", html)) == 5


def test_sources_are_numbered_over_what_is_printed(composed: Composed) -> None:
    text = a_handout(sections=None) + DETAILS
    assert "Said last.<" in composed(text).html
    assert "[1]</span></p>" in composed(text).html
    assert "[2]</span></p>" in composed(text, "full").html


def test_sources_are_numbered_in_reading_order(composed: Composed) -> None:
    text = with_blocks("- prose: '[@shin2019]'", summary="So. [@wan2013]")
    sources = re.findall(r'class="source">(.*)</span>', composed(text).html)
    assert [unescape(source).split() for source in sources] == [
        ["1", "Wan", "2013."],
        ["2", "Shin", "2019."],
    ]


def test_the_full_format_tells_the_sources_in_full(composed: Composed) -> None:
    html = composed(a_handout(sections=None) + DETAILS, "full").html
    assert "<li>Shin JW. Ageing of skin. 2019.</li>\n<li>Wan D. Fat of the face. 2013.</li>" in html


KINDS = """
references:
  - {id: wan2013, title: Fat, custom: {kind: maker}}
  - {id: shin2019, title: Ageing, custom: {kind: study, paid: maker}}
  - {id: two, title: Second, custom: {kind: trial, paid: independent}}
  - {id: old, title: Older}
"""
ALL = "- prose: So. [@wan2013; @shin2019; @old; @two]"


def test_sources_stand_in_groups_by_what_they_are_under_their_numbers(composed: Composed) -> None:
    files = {"content/references.yaml": KINDS}
    short = composed(with_blocks(ALL), **files).html
    assert [*re.findall(r"<strong>(.*?:)</strong>|(\d)&nbsp;(.*?)</span>", short)] == [
        ("Single studies:", "", ""),
        ("", "2", "Ageing (paid by a maker)."),
        ("", "4", "Second."),
        ("A maker:", "", ""),
        ("", "1", "Fat."),
        ("Others:", "", ""),
        ("", "3", "Older."),
    ]
    full = composed(with_blocks(ALL), "full", **files).html
    assert [*re.findall(r"<h3>(.*?)</h3>|<li value=\"(\d)\" .*?>(.*?)</li>", full)] == [
        ("Single studies", "", ""),
        ("", "2", "Ageing. <strong>(paid by a maker)</strong>"),
        ("", "4", "Second."),
        ("A maker", "", ""),
        ("", "1", "Fat."),
        ("Others", "", ""),
        ("", "3", "Older."),
    ]


def test_a_sheet_that_cites_nothing_has_no_sources(composed: Composed) -> None:
    assert "sources" not in composed(a_handout()).html


def test_every_slot_is_an_empty_box_for_any_clinic(composed: Composed) -> None:
    html = composed(with_blocks(HELP)).html
    slots = re.findall(r"<!--slot:(.*?)-->", html)
    assert sorted(slots) == ["call", "doctor", "emergency", "masthead", "panel", "running"]
    for name in ("call", "doctor", "emergency", "masthead", "panel"):
        assert re.search(
            rf'<div id="{name}" class="slot [a-z -]+"><!--slot:{name}--><div id="end-{name}">'
            r"</div></div>",
            html,
        )


def test_a_draft_says_so_on_every_page_and_carries_no_date_of_use(composed: Composed) -> None:
    html = composed(a_handout()).html
    assert html.count("DRAFT. Not approved") == 2
    assert "Draft, no date of use" in html


def test_an_approved_text_says_until_when_it_may_be_used(composed: Composed) -> None:
    html = composed(a_handout(), use_until=date(2028, 11, 1)).html
    assert "DRAFT" not in html
    assert "Do not use after November 2028" in html


def test_the_foot_names_the_text_its_month_and_its_code(composed: Composed) -> None:
    html = composed(a_handout()).html
    assert "<b>Sun and skin</b>, written November 2026" in html
    assert "<p>ABCD-EFGH</p>" in html


@pytest.mark.parametrize("form", ["standard", "full", "large-print", "pocket", "html", "text"])
def test_a_house_reference_prints_with_when_it_was_updated_and_when_it_is_reviewed(
    composed: Composed, form: str
) -> None:
    text = a_handout(reference="SK-014")
    said = "Reference SK-014. Last updated November 2026.\n"
    draft = composed(text, form).html
    assert said + "Review once approved.</p>" in draft
    dates = {"use_until": date(2028, 12, 1), "review_by": date(2028, 11, 1)}
    assert said + "Review by November 2028.</p>" in composed(text, form, **dates).html


def test_without_a_house_reference_the_sheet_has_no_line_for_one(composed: Composed) -> None:
    assert "Last updated" not in composed(a_handout()).html


def test_the_numbers_to_call_take_the_full_width(composed: Composed) -> None:
    assert '<section class="full">' in composed(with_blocks(HELP)).html


def test_what_is_said_comes_out_as_text(composed: Composed) -> None:
    said = 'a < b & {{ 1 + 1 }} {% if %} "c"'
    html = composed(a_handout(title=said, short_title=said, main_message=said)).html
    assert html.count("a &lt; b &amp; {{ 1 + 1 }} {% if %} “c”") == 5


def test_what_is_said_cannot_stand_for_a_slot(composed: Composed) -> None:
    html = composed(with_blocks(r"- prose: See \<!--slot:panel-->.")).html
    assert html.count("<!--slot:panel-->") == 1


def test_a_drawing_of_the_handout_goes_along(composed: Composed) -> None:
    text = with_blocks("- figure: {file: layers.svg, alt: A., caption: C.}")
    sheet = composed(text, **{"content/sun/layers.svg": "<svg viewBox='0 0 9 9'/>"})
    [(address, asset)] = sheet.assets.items()
    assert f'<img src="{address}" alt="A.">' in sheet.html
    assert (asset.media_type, asset.data) == (
        "image/svg+xml",
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    )


def test_equal_risks_share_a_drawing(composed: Composed) -> None:
    risk = "- risk: {what: W, of: 9, groups: [{who: A, people: 1}, {who: B, people: 1}]}"
    assert len(composed(with_blocks(risk)).assets) == 1


def test_styles_come_from_tokens_to_fit(composed: Composed) -> None:
    names = [style.name for style in composed(a_handout()).styles]
    assert names[0] == "styles/tokens.css"
    assert names[-4:] == [
        "the paper",
        "styles/formats/standard.css",
        "the slots",
        "the fit",
    ]
    [letter] = [s for s in composed(a_handout(), paper="Letter").styles if s.name == "the paper"]
    assert "size:Letter portrait;margin-inline:19.95mm" in letter.text


def test_a_style_of_the_workspace_stands_before_ours_file_by_file(composed: Composed) -> None:
    files = {"styles/tokens.css": "/* own */", "styles/blocks/extra.css": "/* more */"}
    styles = {s.name: s.text for s in composed(a_handout(), **files).styles}
    assert styles["styles/tokens.css"] == "/* own */"
    assert styles["styles/blocks/extra.css"] == "/* more */"
    assert "section" in styles["styles/sections.css"]


def test_a_partial_of_the_workspace_stands_before_ours(composed: Composed) -> None:
    files = {"templates/blocks/prose.html.j2": "<p>own: {{ block.text }}"}
    assert "<p>own: Skin is an organ." in composed(a_handout(), **files).html


def test_a_partial_that_fails_is_told_at_its_line(composed: Composed) -> None:
    files = {"templates/blocks/prose.html.j2": "\n{{ clinic.phone }}"}
    with pytest.raises(HandoutsError, match="'clinic' is undefined") as error:
        composed(a_handout(), **files)
    [problem] = error.value.diagnostics
    assert problem.place == Place("templates/blocks/prose.html.j2", 2, 1)


def test_phrases_that_are_missing_are_told_by_name(composed: Composed) -> None:
    with pytest.raises(HandoutsError, match="the phrase 'nowhere' is missing"):
        composed(a_handout(), **{"templates/blocks/prose.html.j2": "{{ say('nowhere') }}"})


def test_a_phrase_that_the_workspace_lacks_is_ours(composed: Composed) -> None:
    html = composed(a_handout(), **{"templates/phrases.yaml": "en: {in_short: Briefly}"}).html
    assert "<h2>Briefly</h2>" in html
    assert "<h2>Talk to us</h2>" in html


@pytest.mark.parametrize(
    ("heading", "layout"),
    [
        ("What to expect", "hanging"),
        ("Electrical muscle stimulation", "hanging"),
        ("Electromyostimulation", "above"),
        ("Übertragungsnetzwerkbetreiber", "above"),
        ("Well-being-and-after-care-at-home", "hanging"),
    ],
)
def test_a_heading_too_wide_for_its_column_stands_above_its_text(
    composed: Composed, heading: str, layout: str
) -> None:
    sections = [{"heading": heading, "blocks": [{"prose": "Some words."}]}]
    html = composed(a_handout(sections=sections)).html
    assert ('<section class="above">' in html) == (layout == "above")


STOP = "- warning: {title: Stop if, points: [You a., You b., You c., You d., You e., You f.]}\n"


def test_a_section_that_opens_with_a_thing_has_the_whole_measure(composed: Composed) -> None:
    assert '<section class="full">' in composed(with_blocks(STOP)).html
    words_first = composed(with_blocks("- prose: Words.\n" + STOP)).html
    assert '<section class="full">' not in words_first
    assert '<div class="wide">\n<div class="callout warning">' in words_first


def test_a_section_begins_a_page_where_its_author_wants_it(composed: Composed) -> None:
    sections = [
        {"heading": "One", "blocks": [{"prose": "Words."}]},
        {"heading": "Two", "page": "new", "blocks": [{"prose": "Words."}]},
    ]
    html = composed(a_handout(sections=sections)).html
    assert html.count('class="new-page"') == 1
    assert html.index('class="new-page"') > html.index("<h2>One</h2>")


DRAWN = "- figure: {file: cut.svg, alt: A cut., caption: Skin., width: half}\n"
SVG = {"content/sun/cut.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>'}


def test_a_figure_of_half_the_width_has_the_next_block_beside_it(composed: Composed) -> None:
    html = composed(with_blocks(DRAWN + "- prose: Beside it.\n- prose: Below.\n"), **SVG).html
    pair = html.partition('<div class="wide halves">')[2].partition("Below.")[0]
    assert pair.count("<div>") == 2
    assert '<figure class="half">' in pair and "Beside it." in pair


@pytest.mark.parametrize("after", ["", f"- prose: {'words ' * 200}\n", STOP])
def test_nothing_stands_beside_a_figure_that_is_too_long_or_wide_for_it(
    composed: Composed, after: str
) -> None:
    assert "halves" not in composed(with_blocks(DRAWN + after), **SVG).html


def test_a_photograph_of_half_the_width_stands_beside_words_as_a_drawing_does(
    composed: Composed,
) -> None:
    photo = DRAWN.replace("cut.svg", "hand.jpg")
    html = composed(with_blocks(photo + "- checklist: [A hat.]"), **{"content/sun/hand.jpg": "x"})
    pair = html.html.partition('<div class="wide halves">')[2]
    assert '<figure class="half">' in pair and '<ul class="checklist">' in pair
    assert [asset.media_type for asset in html.assets.values()] == ["image/jpeg"]


def test_what_follows_a_first_heading_stays_with_it(composed: Composed) -> None:
    html = composed(with_blocks("- heading: At home\n- points: [Rest.]\n- prose: Below.")).html
    opening = html.partition("<h2>About</h2>")[2].partition("</div>\n</div>")[0]
    assert "At home" in opening and "Rest." in opening and "Below." not in opening


def test_boxes_in_the_margins_change_sides_with_the_direction() -> None:
    style = Style(
        "a.css", "@page { @bottom-left { content: 'a' } @top-right-corner { width: 1mm } }"
    )
    turned = "@page { @bottom-right { content: 'a' } @top-left-corner { width: 1mm } }"
    assert faced(style, "ltr") is style
    assert faced(style, "rtl") == Style("a.css", turned)


def test_a_float_is_told_its_side_and_nothing_after_it_moves() -> None:
    style = Style("a.css", "a { float: inline-end; margin: 0 }")
    assert faced(style, "ltr").text == "a { float: right     ; margin: 0 }"
    assert faced(style, "rtl").text == "a { float: left      ; margin: 0 }"


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_float_after_words_on_a_line_is_set(direction: Direction) -> None:
    html = f'<!doctype html><html lang="en" dir="{direction}"><title>T</title>'
    html += "<p>Words <b>float</b> more"
    css = "html { font-family: 'Hyperlegible Plain Zero' } b { float: inline-start }"
    style = Style("a.css", css)
    for given, fails in ((style, True), (faced(style, direction), False)):
        problems = Problems()
        paginate(Source(html, [given], {}, "x"), [], problems)
        assert problems.failed is fails  # when the engine no longer fails, floats need not be told
