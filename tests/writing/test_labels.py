"""Sources have a label each, and a text goes to labels and back as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handouts.content.sources import Reference
from handouts.writing.labels import Labels

SOURCES = {
    "shin2019": Reference("shin2019", "Ageing", (("Shin", "Jung-Won"),), year="2019"),
    "shin2019b": Reference("shin2019b", "More", (("Shin", "Ho"), ("Wan", "D")), year="2019"),
    "nhs-one": Reference("nhs-one", "Botox", (("NHS", ""),)),
    "nhs-two": Reference("nhs-two", "Fillers", (("NHS", ""),)),
    "a-title": Reference("a-title", "A [title] with; signs @ it", year="2020"),
    "bare": Reference("bare"),
}
LABELS = Labels(SOURCES)


def test_a_label_is_name_and_year_with_a_letter_where_several_share_it() -> None:
    assert LABELS.of["shin2019"] == "Shin 2019a"
    assert LABELS.of["shin2019b"] == "Shin 2019b"
    assert LABELS.of["nhs-two"] == "NHS b"
    assert LABELS.of["a-title"] == "A title with signs it 2020"
    assert LABELS.of["bare"] == "bare"


def test_no_two_sources_have_one_label_even_where_one_looks_like_a_lettered_one() -> None:
    sources = {
        "one": Reference("one", "", (("Shin", ""),), year="2019"),
        "two": Reference("two", "", (("Shin", ""),), year="2019"),
        "three": Reference("three", "Shin 2019a"),
    }
    labels = Labels(sources).of
    assert len(set(labels.values())) == len(sources)


def test_a_text_is_shown_with_labels_and_goes_back_with_keys() -> None:
    text = "Light ages [@shin2019; @nhs-two]. So we say [@bare]."
    shown = LABELS.shown(text)
    assert shown == "Light ages [Shin 2019a; NHS b]. So we say [bare]."
    assert LABELS.typed(shown) == text


def test_what_is_no_source_stays_as_it_was_typed() -> None:
    for text in (
        "[@nobody2000]",
        "[see above]",
        "[a link](https://nhs.example)",
        "[bare](handout:x)",
    ):
        assert LABELS.typed(LABELS.shown(text)) == text


@given(st.lists(st.sampled_from(sorted(SOURCES)), min_size=1, max_size=4), st.text(max_size=20))
def test_any_text_with_citations_goes_to_labels_and_back(keys: list[str], words: str) -> None:
    words = words.replace("[", "").replace("]", "")
    text = f"{words} [{'; '.join(f'@{key}' for key in keys)}]{words}"
    assert LABELS.typed(LABELS.shown(text)) == text
