"""What is heard is the text, character for character, in every script."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from machinery import Validate
from pikepdf import Dictionary, Pdf
from scriptfonts import FAMILY, RIGHT_TO_LEFT, TEXTS, script_face
from stamping import META

from handouts.diagnostics import Problems
from handouts.engine.typesetting import Source, typeset
from handouts.page.parts import Style
from handouts.pdf.binding import bind
from handouts.pdf.finishing import finish
from handouts.pdf.heard import heard, page_words
from handouts.pdf.raster import page_texts
from handouts.pdf.saying import SAYS

CSS = (
    f"@page {{ size: A6; margin: 12mm; @top-left {{ content: string(head) }} }}"
    f"html {{ font: 12pt/2.4 '{FAMILY}', 'Atkinson Hyperlegible' }}"
    "h1 { string-set: head content() }"
)
NOTE = f"/{SAYS}"
COMPLEX = sorted(set(TEXTS) - {"vi", "zh-Hans"})


def raw(language: str, body: str, css: str = "") -> bytes:
    """Return a typeset document, not yet finished."""
    way = "rtl" if language in RIGHT_TO_LEFT else "ltr"
    html = (
        f'<!doctype html><html lang="{language}" dir="{way}"><head><title>T</title></head>'
        f"<body>{body}</body></html>"
    )
    problems, style = Problems(), Style("t.css", CSS + f"html {{ direction: {way} }}" + css)
    faces = (script_face(), script_face(700))
    made = typeset(Source(html, (style,), {}, "t.yaml"), faces, problems)
    assert made is not None, [str(problem) for problem in problems]
    return made.data


def said(language: str, body: str, css: str = "") -> list[str]:
    data = finish(raw(language, body, css), META, {})
    return [passage.text.strip() for passage in heard(data)]


def page_of(text: str) -> str:
    """Return a body with a text in a heading, between tags, in a link, a list and a table."""
    end = max(text.find(" "), 4)
    link = f'<a href="https://example.org/">{text[end + 4 :]}</a>'
    inline = f"<b>{text[:end]}</b>{text[end : end + 4]}{link}"
    return (
        f"<h1>{text}</h1><p>{inline}</p><ul><li>{text}</li></ul>"
        f"<table><tr><td>{text}</td></tr></table>"
    )


@pytest.mark.parametrize("language", TEXTS)
def test_what_is_heard_is_the_text(language: str) -> None:
    text = TEXTS[language]
    heard_, wanted = said(language, page_of(text)), normalize("NFC", text)
    assert [one for one in heard_ if one != "•"] == [wanted] * 4


@pytest.mark.parametrize("language", COMPLEX)
def test_by_glyphs_alone_it_would_not_be(language: str) -> None:
    with Pdf.open(BytesIO(raw(language, page_of(TEXTS[language])))) as pdf:
        del pdf.Root[NOTE]
        data = BytesIO()
        pdf.save(data)
    passages = [passage.text for passage in heard(finish(data.getvalue(), META, {}))]
    assert normalize("NFC", TEXTS[language]) not in passages


def test_lines_that_break_within_words_lose_and_gain_nothing() -> None:
    words = "على 1-2-3-1-2-3-1-2-3-1-2-3-1-2-3-1-2-3 الألياف\u00ad الوجه"
    assert said("ar", f"<p>{words}</p>", "p { width: 20mm }") == [words.replace("\xad", "")]
    soft = "ال\xadألياف ال\xadوجه " * 9
    narrow = "p { width: 16mm; hyphens: manual }"
    assert said("ar", f"<p>{soft}</p>", narrow) == [soft.replace("\xad", "").strip()]


@pytest.mark.parametrize("word", ["Elektro\xadstymulacja", "Elektrostymulacja"])
def test_a_hyphen_that_a_line_break_draws_is_not_heard(word: str) -> None:
    narrow = "h1 { width: 30mm; hyphens: auto; font-family: 'Atkinson Hyperlegible' }"
    body = f"<h1>{word} skin</h1>"
    assert said("pl", body, narrow) == ["Elektrostymulacja skin"]
    assert "\u2010" in page_texts(raw("pl", body, narrow))[0]


def test_isolates_are_not_heard_and_no_break_spaces_are_spaces_of_their_own() -> None:
    text = "على \u2066020\xa07946\xa00000\u2069 أو\u200f (حقًا)"
    assert said("ar", f"<p>{text}</p>") == ["على 020\xa07946\xa00000 أو (حقًا)"]


def test_latin_in_lines_that_run_to_the_left_is_heard_from_its_first_letter() -> None:
    words = "Call us: 020 7946 0000, (or write)."
    assert said("ar", f"<p>{words}</p>") == [words]
    assert sayings(finish(raw("en", f"<p>{words}</p>"), META, {})) == []


def test_a_forced_break_parts_words_and_a_tag_does_not() -> None:
    assert said("ar", "<p>على<br>الوجه <b>ال</b>وجه</p>") == ["على الوجه الوجه"]


def test_a_paragraph_that_goes_on_on_the_next_page_is_one_text() -> None:
    text = " ".join([TEXTS["ur"]] * 12)
    assert said("ur", f"<p>{text}</p>") == [text]


def test_text_that_is_not_composed_is_heard_composed() -> None:
    text = TEXTS["vi"]
    assert said("vi", f"<p>{normalize('NFD', text)}</p>") == [text]


def test_what_glyphs_tell_is_said_by_no_element() -> None:
    english = "<h1>Efficient offices, waffles: 1\u20132</h1><p>Fluffy \u201cfi\u201d and ff.</p>"
    gap = "<p><b>Sources.</b> <b>Reviews:</b></p>"
    for language, body in (("en", english + gap), ("zh-Hans", f"<p>{TEXTS['zh-Hans']}</p>")):
        data = raw(language, body)
        assert SAYS.encode() not in data
        assert sayings(finish(data, META, {})) == []
    assert sayings(finish(raw("bn", page_of(TEXTS["bn"])), META, {}))


def test_a_space_that_stands_alone_between_elements_is_heard_in_languages() -> None:
    assert said("pl", "<p><b>Leki.</b> <b>Inne:</b></p>") == ["Leki. Inne:"]
    assert said("zh-Hans", "<p><b>面</b> <b>部</b> 5 kg</p>") == ["面 部 5 kg"]


def test_a_space_at_the_end_of_a_line_is_heard_beside_an_ideograph() -> None:
    text = " ".join(["面部 Ab 按摩"] * 30)
    assert said("zh-Hans", f"<p>{text}</p>") == [text]


def test_a_range_that_breaks_at_its_dash_gains_no_space() -> None:
    text = " ".join(["10\u201320 and a \u2013 b"] * 30)
    assert said("en", f"<p>{text}</p>") == [text]


def sayings(data: bytes) -> list[str]:
    with Pdf.open(BytesIO(data)) as pdf:
        found = [o for o in pdf.objects if isinstance(o, Dictionary) and "/ActualText" in o]
        assert {str(one.S) for one in found} <= {"/Span"}
        return [str(one.ActualText) for one in found]


@pytest.mark.parametrize("language", COMPLEX)
def test_nothing_is_said_in_the_content_itself(language: str) -> None:
    data = finish(raw(language, page_of(TEXTS[language])), META, {})
    with Pdf.open(BytesIO(data)) as pdf:
        assert all(b"ActualText" not in page.Contents.read_bytes() for page in pdf.pages)
        assert NOTE not in pdf.Root


def test_links_are_called_by_what_they_say() -> None:
    data = finish(raw("ar", page_of(TEXTS["ar"])), META, {})
    with Pdf.open(BytesIO(data)) as pdf:
        [link] = {str(a.Contents) for page in pdf.pages for a in page.get("/Annots", ())}
    assert link == TEXTS["ar"][8:].strip()


def test_a_link_that_breaks_within_a_word_is_called_by_the_whole_word() -> None:
    words = "على 1-2-3-1-2-3-1-2-3-1-2-3 الوجه"
    body = f'<p><a href="https://example.org/">{words}</a></p>'
    data = finish(raw("ar", body, "p { width: 20mm }"), META, {})
    with Pdf.open(BytesIO(data)) as pdf:
        called = [str(link.Contents) for link in pdf.pages[0].Annots]
    assert len(called) > 2
    assert {*called} == {words}


def test_copies_that_are_bound_are_heard_as_they_were() -> None:
    copies = [finish(raw(one, page_of(TEXTS[one])), META, {}) for one in ("ar", "bn", "vi")]
    apart = [passage.text for copy in copies for passage in heard(copy)]
    assert [passage.text for passage in heard(bind(copies, META))] == apart


def test_words_of_pages_are_as_heard_in_complex_scripts_and_else_as_drawn() -> None:
    hindi, english = raw("hi", f"<p>{TEXTS['hi']}</p>"), raw("en", "<p>One <b>word</b></p>")
    assert page_words(finish(hindi, META, {})) == [normalize("NFC", TEXTS["hi"])]
    assert page_words(english) == page_texts(english) == ["One word"]


def test_every_script_conforms(tmp_path: Path, validate: Validate) -> None:
    files = []
    for language, text in TEXTS.items():
        files.append(tmp_path / f"{language}.pdf")
        files[-1].write_bytes(finish(raw(language, page_of(text)), META, {}))
    assert {file.name: rules for file, rules in validate(files).items() if rules} == {}


def test_a_glyph_without_a_character_fails(tmp_path: Path, validate: Validate) -> None:
    with Pdf.open(BytesIO(finish(raw("ar", page_of(TEXTS["ar"])), META, {}))) as pdf:
        tables = [
            o.ToUnicode for o in pdf.objects if isinstance(o, Dictionary) and "/ToUnicode" in o
        ]
        assert any(b"<2060>" in table.read_bytes() for table in tables)
        for table in tables:
            table.write(re.sub(rb"<....> <2060>\n", b"", table.read_bytes()))
        file = tmp_path / "mute.pdf"
        pdf.save(file)
    rules = " ".join(validate([file])[file])
    assert "7.21.7" in rules
    assert "6.2.11.7.2" in rules


def test_without_structure_nothing_is_heard() -> None:
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        data = BytesIO()
        pdf.save(data)
    assert heard(data.getvalue()) == []
