"""Rules know their languages: what one cannot judge is told, and is no fault."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from ruling import SOUND, judge
from samples import MakeWorkspace, a_library, loaded, with_blocks

from handouts.checks import all_rules, not_checked, sarif
from handouts.checks.passages import joined, passages, sentences
from handouts.diagnostics import Diagnostic
from handouts.workspace import Settings

PARTS = (
    *("title", "summary", "message", "points", "benefit", "question", "finding", "risks"),
    *("who", "steps", "nothing", "unknown", "help", "ask", "risk"),
)
WORDS = {
    "pl": (
        "Krem na drobne zmarszczki",
        "Co krem robi z drobnymi zmarszczkami, np. wokół oczu.",
        "Krem prawdopodobnie wygładza zmarszczki. Nie unosi skóry.",
        "Na początku skóra bywa sucha.",
        "Krem pomaga skórze się odnowić, m.in. na policzkach. Działa po 1,5 do 3 miesięcy.",
        "Czy krem wygładza zmarszczki?",
        "Nie wiadomo. Badanie było małe.",
        "Skóra może piec przez kilka dni, być czerwona i łuszczyć się na całej twarzy, "
        "szyi, dekolcie i rękach, zanim się przyzwyczai. "
        "Blizna jest poważnym powikłaniem u 2 na 100 osób.",
        "Powiedz nam, jeśli jesteś w ciąży.",
        "Umyj twarz i osusz ją.",
        "Możesz nic nie robić. Zmarszczki są normalne.",
        "Nie wiemy, co krem robi po 2 latach.",
        "Skóra bardzo boli.",
        "Jak długo mam go używać?",
        "Mniej zmarszczek",
    ),
    "de": (
        "Creme gegen feine Falten",
        "Was die Creme mit feinen Falten macht, z. B. um die Augen.",
        "Die Creme glättet wahrscheinlich feine Falten. Sie hebt die Haut nicht.",
        "Am Anfang ist die Haut oft trocken.",
        "Die Creme hilft der Haut, sich zu erneuern. Das dauert 1,5 bis 3 Monate, d. h. Geduld.",
        "Glättet die Creme Falten?",
        "Das ist nicht bekannt. Die Studie war klein.",
        "Die Haut brennt vielleicht einige Tage. Bei 1.000 Menschen gab es 20 Narben.",
        "Sagen Sie uns, wenn Sie schwanger sind.",
        "Waschen Sie das Gesicht und tupfen Sie es trocken.",
        "Sie können nichts tun. Falten sind normal.",
        "Wir wissen nicht, was die Creme nach 2 Jahren macht.",
        "Die Haut schmerzt stark.",
        "Wie lange benutze ich sie?",
        "Weniger Falten",
    ),
    "es": (
        "Crema para líneas finas",
        "Qué hace la crema con las líneas finas.",
        "La crema probablemente suaviza las líneas. No levanta la piel.",
        "Al principio la piel suele estar seca.",
        "Renovar la piel lleva tiempo. ¿Cuánto? De 1,5 a 3 meses.",
        "¿Suaviza la crema las líneas?",
        "No se sabe. El estudio fue pequeño.",
        "La piel puede arder. Una cicatriz es un problema grave en 2 de cada 100 personas.",
        "Díganos si está embarazada.",
        "Lávese la cara y séquela.",
        "Puede no hacer nada. Las líneas son normales.",
        "No sabemos qué hace la crema después de 2 años.",
        "La piel duele mucho.",
        "¿Cuánto tiempo la uso?",
        "Menos líneas",
    ),
    "ar": (
        "كريم للخطوط الدقيقة",
        "ماذا يفعل الكريم بالخطوط الدقيقة.",
        "ربما يخفف الكريم الخطوط الدقيقة. لا يشد الكريم البشرة.",
        "تكون البشرة جافة في البداية.",
        "يساعد الكريم البشرة على التجدد. متى؟ بعد شهر ونصف.",
        "هل يخفف الكريم الخطوط؟",
        "لا نعرف. كانت الدراسة صغيرة.",
        "قد تشعر بحرقة لبضعة أيام. الندبة مشكلة خطيرة عند 2 من كل 100 شخص.",
        "أخبرنا إذا كنت حاملاً.",
        "اغسل وجهك وجففه.",
        "يمكنك ألا تفعل شيئاً. الخطوط طبيعية.",
        "لا نعرف ماذا يفعل الكريم بعد سنتين.",
        "ألم شديد في البشرة.",
        "كم من الوقت أستخدمه؟",
        "خطوط أقل",
    ),
}


def in_language(language: str, **changes: object) -> str:
    """Return a whole handout on a treatment in a language, with other keys."""
    say = dict(zip(PARTS, WORDS[language], strict=True))
    source = {"sources": ["shin2019"]}
    claim = {"question": say["question"], "certainty": "very-low", "finding": say["finding"]}
    dots = {"what": say["risk"], "of": 100, "over": "24", "groups": [{"who": "A", "people": 62}]}
    sections = [
        (
            say["benefit"],
            ["about", "benefits"],
            [{"claim": claim | source}, {"risk": dots | source}],
        ),
        (say["risk"], "risks", [{"prose": say["risks"]}]),
        (say["who"], "who-should-not", [{"points": [say["who"], say["points"]]}]),
        (say["steps"], ["before", "during", "after"], [{"steps": [say["steps"], say["points"]]}]),
        (say["nothing"], ["alternatives", "nothing"], [{"prose": say["nothing"]}]),
        (say["unknown"], "lasts", [{"prose": say["unknown"]}]),
        (
            say["help"],
            "get-help",
            [{"get-help": {"worried": [say["help"]], "emergency": [say["help"]]}}],
        ),
        (say["ask"], "questions", [{"questions": {"ask": [say["ask"]]}}]),
    ]
    head = yaml.safe_load(SOUND) | {
        "title": say["title"],
        "short_title": say["title"],
        "language": language,
        "summary": say["summary"],
        "main_message": say["message"],
        "key_points": [say["points"], say["nothing"], say["who"]],
        "sections": [{"heading": h, "part": part, "blocks": b} for h, part, b in sections],
    }
    return yaml.safe_dump(head | changes, sort_keys=False, allow_unicode=True, width=1000)


def told(problems: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(one.severity, one.rule) for one in problems]


@pytest.mark.parametrize("language", WORDS)
def test_a_sound_text_in_another_language_has_no_fault_and_says_what_nobody_checked(
    tmp_path: Path, language: str
) -> None:
    [found] = judge(tmp_path, in_language(language))
    assert (found.severity, found.rule) == ("info", "not-checked")
    assert found.message.startswith(f"not checked in {language}: SRC-04, ")
    assert f" more; checked in part in {language}: " in found.message
    result = json.loads(json.dumps(sarif([found])))["runs"][0]["results"][0]
    assert (result["ruleId"], result["level"]) == ("not-checked", "note")


def test_english_of_any_country_says_nothing(tmp_path: Path) -> None:
    assert judge(tmp_path, SOUND.replace("en-GB", "en-US")) == []
    assert judge(tmp_path, SOUND.replace("en-GB", "en")) == []


def test_a_language_that_only_begins_like_english_is_another(tmp_path: Path) -> None:
    found = judge(tmp_path, SOUND.replace("en-GB", "enm"), only="TXT-12")
    assert [one.message for one in found] == ["not checked in enm: TXT-12"]


def test_a_rule_that_is_asked_for_alone_is_told_alone(tmp_path: Path) -> None:
    [found] = judge(tmp_path, in_language("pl"), only="SRC-04")
    assert found.message == "not checked in pl: SRC-04"


def test_a_rule_that_is_waived_is_not_told(tmp_path: Path) -> None:
    text = in_language("pl", waivers={"SRC-04": "read by a Polish doctor"})
    assert judge(tmp_path, text, only="SRC-04") == []


def test_what_needs_no_words_is_judged_in_every_language(tmp_path: Path) -> None:
    text = yaml.safe_load(in_language("pl"))
    section = text["sections"][0]["blocks"]
    section.append({"risk": section[1]["risk"] | {"of": 50, "groups": [{"who": "B", "people": 3}]}})
    text["sections"][1]["blocks"].append({"points": ["A"] * 9})
    found = judge(tmp_path, yaml.safe_dump(text, allow_unicode=True, width=1000))
    errors = {one.rule for one in found if one.severity == "error"}
    assert errors == {"NUM-02", "STR-08"}


def test_texts_in_two_languages_are_not_held_against_each_other(tmp_path: Path) -> None:
    sure = in_language("pl").replace("very-low", "high")
    found = judge(tmp_path, in_language("pl"), other=sure)
    assert told(found) == [("info", "not-checked")] * 2


def test_every_rule_that_reads_words_names_its_languages() -> None:
    """A rule that is added without thought of languages is found here: say which it knows."""
    anywhere = {
        *("STR-02", "STR-03", "STR-05", "STR-07", "STR-08", "STR-09", "STR-11", "STR-12"),
        *("STR-13", "STR-14", "STR-15", "SRC-06", "BRN-01", "BRN-03", "TXT-02", "NUM-05"),
        *("POM-01", "POM-07", "PRI-02"),
    }
    judged = [rule for rule in all_rules().values() if rule.judges in ("handout", "library")]
    assert {str(rule.id) for rule in judged if not rule.languages} == anywhere
    assert all(rule.languages for rule in judged if rule.in_part)


@pytest.mark.parametrize(
    ("language", "unknown"),
    [("zh-Hans", {"STR-07", "STR-11"}), ("th", {"STR-02", "STR-07", "STR-09", "STR-11", "TXT-02"})],
)
def test_words_and_sentences_that_cannot_be_counted_are_told(
    workspace: MakeWorkspace, language: str, unknown: set[str]
) -> None:
    text = a_library(sun=with_blocks("- prose: A.", language=language))
    rules = not_checked(loaded(workspace(text)), Settings())
    lines = {"TYP-06", "TYP-07"}  # whose characters and distance are those of other scripts
    assert {str(rule.id) for rule in rules if not rule.languages} == unknown | lines


@pytest.mark.parametrize(
    ("language", "words", "count"),
    [
        ("ar", "هل هو مفيد حقاً؟ نعم. هو كذلك!", 3),
        ("ur", "یہ مفید ہے۔ کیا واقعی؟ ہاں۔", 3),
        ("hi", "यह काम करता है। यह सुरक्षित है॥", 2),
        ("bn", "এটি কাজ করে। কতদিন? কেউ জানে না।", 3),
        ("zh-Hans", "它有用。“真的吗？”是的！还有：没有。", 4),
        ("ja", "役に立ちます。本当ですか?はい。", 2),
        ("es", "Sirve. ¿De verdad? ¡Sí!", 3),
        ("uk", "Так. Ні, див. Рис. 2. Добре.", 3),
        ("pl", "Łódź. Ćwicz, np. Rano. Śpij.", 3),
        ("de", "Nehmen Sie z. B. Creme. Das hilft, d. h. Es wirkt.", 2),
        ("fr", "C'est sûr ? Écoutez M. Dupont. Œil rouge.", 3),
    ],
)
def test_sentences_end_as_their_language_ends_them(
    workspace: MakeWorkspace, language: str, words: str, count: int
) -> None:
    text = with_blocks(f"- prose: '{words.replace(chr(39), chr(39) * 2)}'", language=language)
    [passage] = [p for p in passages(loaded(workspace(a_library(sun=text)))) if p.block]
    found = [sentence.words for sentence in sentences(passage)]
    assert len(found) == count, found
    assert all(passage.words[s.start :].startswith(s.words) for s in sentences(passage))


@pytest.mark.parametrize(
    ("words", "count"),
    [("এটি কাজ করে", 3), ("यह काम करता है", 4), ("می‌خواهم بدانم", 2), ("مُفيدٌ جِدّاً", 2)],
)
def test_marks_and_joiners_part_no_word(words: str, count: int) -> None:
    assert len(re.findall(r"\w+", joined(words))) == count
    assert joined("plain") == "plain"


def test_a_brand_in_another_language_is_still_told_to_patients(tmp_path: Path) -> None:
    text = in_language("pl", summary="Botox na zmarszczki.", prescription_only=["botulinum toxin"])
    found = judge(tmp_path, text, only="POM-03")
    assert sorted(told(found)) == [("info", "not-checked"), ("warning", "POM-03")]
