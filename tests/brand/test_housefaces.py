"""Which face of the house sets a language, and what is told where it is not installed."""

from __future__ import annotations

import unicodedata

import pytest

from handouts.brand import housefaces
from handouts.brand.fonts import Unsuitable, characters
from handouts.brand.hanzi import enough_for
from handouts.brand.housefaces import house_face, letters_of, script_of
from handouts.brand.widths import house_widths
from handouts.content import locale_of
from handouts.workspace import TEXT_FACE

# The letters of each language in its own order, as CLDR has them (main exemplar characters:
# https://cldr.unicode.org/translation/core-data/exemplars), and its signs of punctuation.
ALPHABETS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "en-US": "abcdefghijklmnopqrstuvwxyz",
    "pl": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż „”",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz „”",
    "es": "aábcdeéfghiíjklmnñoópqrstuúüvwxyz ¿¡«»",
    "pt": "aáâãàbcçdeéêfghiíjklmnoóôõpqrstuúvxz",
    "it": "aàbcdeéèfghiìjlmnoóòpqrstuùvz",
    "fr": "aàâæbcçdeéèêëfghiîïjklmnoôœpqrstuùûüvwxyÿz «»\u202f\u00a0",
    "de": "aäbcdefghijklmnoöpqrsßtuüvwxyz ẞ„“",
    "tr": "abcçdefgğhıiîjklmnoöprsştuûüvyz İ",
    "cy": "aàáâäbcdeèéêëfghiìíîïlmnoòóôöprstuùúûüwẁẃŵẅyỳýŷÿ",
    "vi": "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmn"
    "oòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’",
    "ar": "ءأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيآ ًٌٍَُِّْٰ ،؛؟ ٠١٢٣٤٥٦٧٨٩",
    "fa": "ءأؤئآابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی ً ،؛؟ ۰۱۲۳۴۵۶۷۸۹",
    "ur": "ءآئابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہھۂیے ً ۔،؟ ۰۱۲۳۴۵۶۷۸۹",
    "he": "אבגדהוזחטיכךלמםנןסעפףצץקרשת ׳״־ ְִֵֶַָֹּ",
    "bn": "অআইঈউঊঋএঐওঔকখগঘঙচছজঝঞটঠডঢণতথদধনপফবভমযরলশষসহৎড়ঢ়য় ঁংঃািীুূৃেৈোৌ্ ০১২৩৪৫৬৭৮৯ ।",
    "hi": "अआइईउऊऋएऐओऔकखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह ़ँंःािीुूृेैोौ् ०१२३४५६७८९ ।",
    "pa": "ੳਅਆਐਔੲਇਈਏਸਹਕਖਗਘਙਚਛਜਝਞਟਠਡਢਣਤਥਦਧਨਪਫਬਭਮਯਰਲਵੜ ਼ੰੱਾਿੀੁੂੇੈੋੌ੍ ੦੧੨੩੪੫੬੭੮੯ ।",
    "ta": "அஆஇஈஉஊஎஏஐஒஓஔஃகஙசஞடணதநபமயரலவழளறனஜஷஸஹ ாிீுூெேைொோௌ்",
    "zh-Hans": "面部按摩真的有效吗草稿未经医护人员批准，。、；：？！（）《》“”‘’…—",
}


@pytest.mark.parametrize("tag", sorted(ALPHABETS))
def test_one_face_has_all_letters_of_a_language(tag: str) -> None:
    face = house_face(locale_of(tag))
    letters = unicodedata.normalize("NFC", ALPHABETS[tag])
    letters += letters.upper().replace("SS", "")
    if face.faces:
        known = frozenset.intersection(*(characters(one.data) for one in face.faces[:2]))
    else:
        regular, bold = (house_widths()[face.families[0]][weight] for weight in (400, 700))
        known = frozenset(regular.advances) & frozenset(bold.advances)
    assert [one for one in dict.fromkeys(letters) if one not in known and one != " "] == []


def test_every_language_that_is_known_has_its_letters_above() -> None:
    from handouts.content.locale import locales

    assert {*ALPHABETS} == {*locales()}


@pytest.mark.parametrize("tag", ["en", "pl", "ro", "es", "pt", "it"])
def test_the_first_face_sets_what_it_has_all_letters_of(tag: str) -> None:
    assert house_face(locale_of(tag)).families == (TEXT_FACE,)


def test_a_language_goes_before_its_script() -> None:
    assert script_of(locale_of("ur")) == "Aran"
    assert script_of(locale_of("ar-EG")) == "Arab"
    assert script_of(locale_of("cy")) == ""


def test_a_face_whose_package_is_not_there_is_told_with_its_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(housefaces, "find_spec", lambda name: None)
    monkeypatch.setattr(housefaces, "packaged", lambda family: None)
    housefaces._faces.cache_clear()
    for tag, extra in (("zh-Hans", "chinese"), ("bn", "languages"), ("hi", "languages")):
        with pytest.raises(Unsuitable) as told:
            letters_of(locale_of(tag))
        assert told.value.hint == f"python -m pip install 'handouts[{extra}]'"
    housefaces._faces.cache_clear()


def test_a_face_is_cut_to_the_ideographs_of_a_text_and_all_signs() -> None:
    known = {*"的一面部按摩镕喆abc，。"}
    assert enough_for("按摩喆x", known) == {*"按摩喆abc，。"}


def test_a_face_is_cut_to_common_characters_or_to_all_and_what_a_text_has_besides() -> None:
    known = {*"的一面部按摩镕喆abc，。"} | {chr(code) for code in range(0x4E00, 0x9FA6)}
    some = enough_for("按摩", known, more=True)
    assert {*"的一abc，。"} <= some and "镕" not in some and len(some) < 4000
    more = enough_for("按摩窠", known, more=True)
    assert "窠" in more and 6700 < len(more) < 6800
    assert enough_for("按摩喆", known, more=True) - enough_for("按摩窠", known, more=True) == {"喆"}
