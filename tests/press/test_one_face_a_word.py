"""No word of a copy stands in two faces, in any language; told by the PDF itself."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from documents import well_typeset
from samples import a_handout, a_library, a_workspace
from wordfaces import words_by_faces

from handouts import make_copy
from handouts.workspace import TEXT_FACE, house

# A sentence, signs that few faces have, Latin words, numbers, and an address, one after the other.
SAYS = {
    "cy": "Mae’r cŵn yn yr ŷd; tŷ, dŵr",
    "tr": "Isı İstanbul’da 20 °C, ışık ve güneş",
    "vi": "Ánh nắng mặt trời làm da lão hoá.",
    "uk": "Сонце шкодить шкірі; п’ять хвилин, їжа й ґанок.",
    "ar": "الشمس تضر الجلد، وقد «تسرّع» شيخوخته: هل تعلم؟ (نعم)",
    "fa": "آفتاب به پوست آسیب می‌زند؛ ۵ دقیقه کافی است.",
    "ur": "دھوپ جلد کو نقصان پہنچاتی ہے۔ (کیوں؟)",
    "he": "השמש פוגעת בעור; „כן” (5 דקות).",
    "bn": "রোদ ত্বকের ক্ষতি করে। (কেন?) ৫ মিনিট",
    "hi": "धूप त्वचा को नुकसान पहुँचाती है। (क्यों?) ५ मिनट",
    "pa": "ਧੁੱਪ ਚਮੜੀ ਨੂੰ ਨੁਕਸਾਨ ਪਹੁੰਚਾਉਂਦੀ ਹੈ। (ਕਿਉਂ?)",
    "ta": "வெயில் தோலுக்குத் தீங்கு விளைவிக்கும். (ஏன்?)",
    "zh-Hans": "阳光会损害皮肤，并使其老化：您知道吗？（是的）《镕喆》",
}
BESIDE = "≥50 ≈5% Łódź-Ŵy (Ŵy) a/ŵ 3–5: ½"


def a_copy(root: Path, tag: str) -> bytes:
    """Make a copy in a language; its phrases are the first word of its sentence."""
    says = SAYS[tag]
    english = yaml.safe_load((house() / "templates/phrases.yaml").read_text("utf-8"))["en"]
    phrases = {key: _said(words, says) for key, words in english.items()}
    text = a_handout(
        title=says,
        short_title=says[:30],
        language=tag,
        summary=says,
        main_message=says,
        key_points=[says, BESIDE],
        sections=[{"heading": says[:24], "blocks": [{"prose": f"**{says}** {says}\n\n{BESIDE}"}]}],
    )
    files = {
        **a_library(sun=text),
        "templates/phrases.yaml": yaml.safe_dump({"en": english, tag: phrases}, allow_unicode=True),
        "handouts.toml": "[waivers]\n"
        + "".join(f'{rule} = "a try"\n' for rule in ("PRT-01", "PRT-02", "TYP-06", "PRT-07")),
    }
    return make_copy(a_workspace(root, files), "sun", "harbour")


def _said(words: object, says: str) -> object:
    """Return what stands for a phrase: a word, with its placeholders."""
    if isinstance(words, list):
        return [says.split()[0]] * len(words)
    holes = [part.partition("}")[0] for part in str(words).split("{")[1:]]
    return " ".join([says.split()[0], *(f"{{{hole}}}" for hole in holes)])


@pytest.mark.slow
@pytest.mark.parametrize("tag", sorted(SAYS))
def test_every_word_is_set_in_one_face(tmp_path: Path, tag: str) -> None:
    words = words_by_faces(a_copy(tmp_path, tag))
    assert [(word, sorted(faces)) for word, faces in words if len(faces) > 1] == []
    assert len(words) > 20


def test_a_word_in_two_faces_is_found() -> None:
    css = f"@page {{ size: A6 }} p {{ font-family: '{TEXT_FACE}', Lato }}"
    found = words_by_faces(well_typeset("<p>Two cŵn bark</p>", css))
    assert [len(faces) for word, faces in found] == [1, 2, 1]
