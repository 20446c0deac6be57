"""A font of boxes for any script: letters that join, stack and make one glyph of several.

What its glyphs say is as hard to tell as in real ones: forms by place, conjuncts without a
character, two letters in one glyph, dots apart from their letter, marks that share a cluster with
what they stand on. All ink reaches far below the line.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from unicodedata import category, name, normalize

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

from handouts.page.parts import Face

FAMILY = "Scripts"
CREATED = 3_800_000_000  # seconds since 1904, as fonts count
TEXTS = {
    "ar": "هل تدليك الوجه مفيد حقًا؟ لا نجد دليلًا على أنه يشد الألياف 1-2-3 على 020 7946 0000.",
    "fa": "ماساژ صورت می\u200cتواند خوشایند باشد، اما چهره را بالا نمی\u200cبرد.",
    "ur": "کیا چہرے کی مالش واقعی کام کرتی ہے؟ لیکن ہمیں کوئی اچھا ثبوت نہیں ملا۔",
    "he": "האם עיסוי פנים באמת עובד? הוא נעים, אך לא מצאנו הוכחה (טובה).",
    "bn": "মুখের ম্যাসাজ কি সত্যিই কাজ করে? রোদ ত্বককে দৃঢ় রাখা তন্তুগুলির ক্ষতি করে।",
    "hi": "क्या चेहरे की मालिश सच में काम करती है? क्षति, त्वचा, स्त्री, क्षमा।",
    "pa": "ਕੀ ਚਿਹਰੇ ਦੀ ਮਾਲਿਸ਼ ਸੱਚਮੁੱਚ ਕੰਮ ਕਰਦੀ ਹੈ? ਧੁੱਪ ਚਮੜੀ ਨੂੰ ਨੁਕਸਾਨ ਪਹੁੰਚਾਉਂਦੀ ਹੈ।",
    "ta": "முக மசாஜ் உண்மையில் வேலை செய்கிறதா? ஆனால் நல்ல சான்று இல்லை.",
    "zh-Hans": "面部按摩真的有效吗？按摩可能让人感觉舒服，但没有可靠的证据。",
    "vi": "Xoa bóp mặt có thực sự hiệu quả không? Chúng tôi không tìm thấy bằng chứng tốt.",
}
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
VIRAMAS = "\u094d\u09cd\u0a4d\u0bcd"
SCRIPTS = {"arab": "ARABIC", "dev2": "DEVANAGARI", "bng2": "BENGALI", "gur2": "GURMUKHI"}
LATIN = "".join(map(chr, range(0x20, 0x7F)))


@cache
def script_face(weight: int = 400) -> Face:
    """Return a face for all of the texts."""
    written = "".join(TEXTS.values())
    letters = sorted({*LATIN, *written, *normalize("NFD", written), *"•◦–’\xa0\u200c\u200d"})
    joining = [letter for letter in letters if _is(letter, "ARABIC") and category(letter) == "Lo"]
    conjuncts = sorted(
        {a + b + c for text in TEXTS.values() for (a, b), (_, c) in _pairs(text) if b in VIRAMAS}
    )
    forms = [f"{_glyph(letter)}.{form}" for letter in joining for form in ("init", "medi", "fina")]
    order = [".notdef", *map(_glyph, letters), *forms, "lamalef", "dots", *map(_stack, conjuncts)]
    builder = FontBuilder(1000, isTTF=True)
    builder.updateHead(created=CREATED, modified=CREATED)
    builder.font.recalcTimestamp = False
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(letter): _glyph(letter) for letter in letters})
    builder.setupGlyf({name: _box(100 + 37 * n % 300) for n, name in enumerate(order)})
    builder.setupHorizontalMetrics({name: (150 + 37 * n % 300, 0) for n, name in enumerate(order)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    builder.setupOS2(usWeightClass=weight, sTypoAscender=800, sTypoDescender=-200)
    builder.setupPost()
    addOpenTypeFeaturesFromString(builder.font, _features(joining, conjuncts))
    out = io.BytesIO()
    builder.save(out)
    return Face(FAMILY, weight, out.getvalue())


def _features(joining: list[str], conjuncts: list[str]) -> str:
    rules = [
        f"languagesystem {script} dflt;" for script in ("DFLT", "latn", "hebr", *SCRIPTS, "tml2")
    ]
    for form in ("init", "medi", "fina"):
        subs = "".join(f"sub {_glyph(one)} by {_glyph(one)}.{form};" for one in joining)
        rules.append(f"feature {form} {{ script arab; {subs} }} {form};")
    lam, alef = _glyph("ل"), _glyph("ا")
    rules.append(f"feature rlig {{ script arab; sub {lam}.init {alef}.fina by lamalef; }} rlig;")
    yeh, teh = _glyph("ي"), _glyph("ت")  # their dots are a glyph of its own, as in some faces
    dots = "".join(f"sub {one} by {one} dots;" for one in (f"{yeh}.init", f"{yeh}.medi"))
    dots += f"sub {teh}.init by dots {teh}.init;"
    rules.append(f"feature calt {{ script arab; {dots} }} calt;")
    for script, known in SCRIPTS.items():
        own = [one for one in conjuncts if _is(one[0], known)]
        subs = "".join(f"sub {' '.join(map(_glyph, one))} by {_stack(one)};" for one in own)
        if subs:
            rules.append(f"feature akhn {{ script {script}; {subs} }} akhn;")
    return "\n".join(rules)


def _pairs(text: str) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    yield from pairwise(pairwise(text))


def _is(letter: str, script: str) -> bool:
    return name(letter, "").startswith(script)


def _glyph(letter: str) -> str:
    return f"u{ord(letter):04X}"


def _stack(letters: str) -> str:
    return "_".join(map(_glyph, letters))


def _box(width: int) -> Glyph:
    pen = TTGlyphPen(None)
    pen.moveTo((0, -700))
    for point in ((0, 600), (width, 600), (width, -700)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()
