"""The catalogues of the three languages say the same things: same keys, same values to set in, every plural form."""

from __future__ import annotations

import json
import re

import pytest
from babel import Locale

from casefile.files import resource
from casefile.i18n import LANGUAGES

AREAS = sorted({path.stem for language in LANGUAGES for path in resource("translations", language).glob("*.json")})
_PLURAL = re.compile(r"_(one|few|many|other)$")


def _words(language: str, area: str) -> dict[str, str]:
    words: dict[str, str] = json.loads(resource("translations", language, f"{area}.json").read_text("utf-8"))
    return words


def _counted(words: dict[str, str]) -> set[str]:
    """Keys that have plural forms, without their suffix. A lone ``_other`` is a name that ends so."""
    forms: dict[str, int] = {}
    for key in words:
        if _PLURAL.search(key):
            bare = _PLURAL.sub("", key)
            forms[bare] = forms.get(bare, 0) + 1
    return {key for key, number in forms.items() if number > 1}


def _keys(words: dict[str, str]) -> set[str]:
    counted = _counted(words)
    return {bare if (bare := _PLURAL.sub("", key)) in counted else key for key in words}


@pytest.mark.parametrize("area", AREAS)
def test_same_keys_in_every_language(area: str) -> None:
    english = _keys(_words("en", area))
    for language in LANGUAGES:
        assert _keys(_words(language, area)) == english, language


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_plural_form_is_there(area: str, language: str) -> None:
    words = _words(language, area)
    forms = set(Locale(language).plural_form.tags) | {"other"}
    missing = {f"{key}_{form}" for key in _counted(words) for form in forms} - set(words)
    assert missing == set()


# A Russian date takes the month's other case, so the words of a date set in what their grammar needs.
@pytest.mark.parametrize("area", [area for area in AREAS if area != "dates"])
def test_same_values_are_set_in(area: str) -> None:
    english = _words("en", area)
    for language in LANGUAGES:
        for key, text in _words(language, area).items():
            if key in english and not _PLURAL.search(key):
                assert _values(text) == _values(english[key]), f"{language} {key}"


@pytest.mark.parametrize("area", AREAS)
def test_no_key_stands_in_two_areas(area: str) -> None:
    others = {key for other in AREAS if other != area for key in _words("en", other)}
    assert not others & set(_words("en", area))


def _values(text: str) -> set[str]:
    return set(re.findall(r"{{(\w+)}}", text))
