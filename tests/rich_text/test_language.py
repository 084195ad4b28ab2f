"""A foreign language is named where it is certain, and only there."""

from __future__ import annotations

import pytest

from pipeline.rich_text.language import Languages, languages_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Was ist der Unterschied zwischen einer Faltung und einem Filter?", "de"),
        ("Pourquoi est-ce que les couches sont dans un ordre ?", "fr"),
        ("¿Por qué se usa una red con los pesos y las capas?", "es"),
        ("Come si può usare una rete per la regressione?", "it"),
        ("Como você usa uma rede para os dados e as camadas?", "pt"),
        ("Wat is het verschil van een laag met de andere?", "nl"),
    ],
)
def test_small_words_tell_a_latin_language(text: str, expected: str) -> None:
    """Three small words and none of the document's are enough."""
    assert languages_of(text, "en-GB") == Languages(latin=expected)


@pytest.mark.parametrize(
    "text",
    [
        "Why is the loss lower?",
        "Schadenfreude?",
        "Is 'das ist die Frage' the same as in Hamlet?",
        "x = a + b",
        "Softmax, ReLU, tanh?",
        "The α, β and γ of eq. 3",
        "",
    ],
)
def test_a_doubt_stays_with_the_document(text: str) -> None:
    """Single words, quotations, formulas and Greek letters are no foreign language."""
    assert languages_of(text, "en") == Languages()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("なぜ学習率を下げますか", Languages(east_asian="ja-JP")),
        ("为什么要降低学习率", Languages(east_asian="zh-CN")),
        ("왜 학습률을 낮추나요", Languages(east_asian="ko-KR")),
        ("לָמָה זה", Languages(complex_script="he-IL")),
        ("لماذا نستخدم", Languages(complex_script="ar-SA")),
        ("چرا", Languages(complex_script="fa-IR")),
        ("ทำไม", Languages(complex_script="th-TH")),
        ("Почему мы это делаем", Languages(latin="ru-RU")),
        ("Чому їх два", Languages(latin="uk-UA")),
        ("Γιατί μειώνουμε", Languages(latin="el-GR")),
    ],
)
def test_a_script_tells_a_language(text: str, expected: Languages) -> None:
    """Where one language owns a script or some of its letters, that is enough."""
    assert languages_of(text, "en") == expected


def test_the_documents_own_language_is_never_foreign() -> None:
    """A German question in a German document needs no mark, nor a Japanese one in a Japanese."""
    assert languages_of("Was ist der Unterschied und wie ist das?", "de-CH") == Languages()
    assert languages_of("なぜ学習率を下げますか", "ja") == Languages()
