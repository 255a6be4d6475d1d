"""Whatever a field holds can be said in words, in the reader's language."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casefile.domain.codec import value_to_json
from casefile.domain.kinds import KINDS, Condition
from casefile.domain.saying import say, say_path
from casefile.domain.values import Amount, Length, Quantity, Text, Version, When

MEASURE, HAPPENING = KINDS["measure"], KINDS["happening"]
BANNED = Text((Version("en", "no paid work"), Version("ru", "без оплачиваемой работы", original=False)))


def _named(record_id: str) -> str:
    return {"a" * 32: "Invented Person"}.get(record_id, "")


@pytest.mark.parametrize(
    ("kind", "field", "value", "language", "words"),
    [
        (MEASURE, "type", "imprisonment", "ru", "Лишение свободы"),
        (MEASURE, "start", When("2016-05-17"), "en", "17 May 2016"),
        (MEASURE, "length", Length("five years", years=5), "ru", "5 лет"),
        (MEASURE, "amount", Amount(Quantity(180, 180), "EUR"), "en", "180 EUR"),
        (MEASURE, "subject", "a" * 32, "en", "Invented Person"),
        (MEASURE, "subject", "b" * 32, "en", "a record that is not here"),
        (MEASURE, "suspended", False, "en", "no"),
        (MEASURE, "tags", ("one", "two"), "en", "one; two"),
        (HAPPENING, "ordinal", 24, "en", "24"),
        (HAPPENING, "title", BANNED, "ru", "без оплачиваемой работы"),
        (MEASURE, "conditions", (Condition(act=BANNED, exception=Text.of("a funeral", "en")),), "en", "no paid work · a funeral"),
        (MEASURE, "end", None, "en", ""),
    ],
)  # fmt: skip
def test_a_value_in_words(kind, field, value, language, words) -> None:  # type: ignore[no-untyped-def]  # of every type
    definition = kind.field(field)
    assert say(definition, value, language, _named) == words
    if not definition.repeated and value is not BANNED:
        assert say_path(kind, field, value_to_json(definition, value), language, _named) == words


def test_history_says_a_text_in_each_language_and_who_translated_it() -> None:
    title = HAPPENING.field("title")
    original, by_whom = Version("ru", "Приговор"), Version("en", "Verdict", False, "Invented Translator")
    for checked, said in ((False, ""), (True, ", checked")):
        text = Text((original, replace(by_whom, checked=checked)))
        assert say_path(HAPPENING, "title", value_to_json(title, text), "en", _named) == (
            f"Verdict [English, translation by Invented Translator{said}] · Приговор [Russian, original]"
        )


def test_one_element_of_the_journal_in_words() -> None:
    element = {"act": [{"language": "en", "text": "no volunteering"}], "order": 1048576}
    assert say_path(MEASURE, "conditions/" + "c" * 32, element, "en", _named) == "no volunteering"
    assert say_path(HAPPENING, "rights/assembly", {"order": 1}, "en", _named) == "Peaceful assembly"


def test_what_a_newer_version_wrote_is_shown_as_it_stands() -> None:
    assert say_path(MEASURE, "mood", "bleak", "en", _named) == "bleak"
    assert say_path(MEASURE, "start", "nonsense", "en", _named) == "nonsense"
