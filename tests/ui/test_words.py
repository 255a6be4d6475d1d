"""The words of the window stand in all three languages, with the same values to fill in."""

import json
import re

import pytest

from casefile.files import resource

_FORMS = re.compile(r"_(one|few|many|other)$")


def _words(language: str) -> dict[str, str]:
    words: dict[str, str] = json.loads(resource("translations", language, "window.json").read_text("utf-8"))
    return words


def _keys(words: dict[str, str]) -> set[str]:
    return {_FORMS.sub("", key) for key in words}


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_word_of_the_window_is_missing(language: str) -> None:
    assert _keys(_words(language)) == _keys(_words("en"))


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_translations_keep_the_values(language: str) -> None:
    english = {_FORMS.sub("", key): set(re.findall(r"{{(\w+)}}", words)) for key, words in _words("en").items()}
    for key, words in _words(language).items():
        assert set(re.findall(r"{{(\w+)}}", words)) == english[_FORMS.sub("", key)], key


def test_russian_counts_in_three_forms() -> None:
    assert {"window.drop_one", "window.drop_few", "window.drop_many"} <= set(_words("ru"))
