"""Words in the reader's language.

Catalogues are i18next JSON v4 (https://www.i18next.com/misc/json-format), which translation tools read and write: flat keys, plural forms
as suffixes ``_one _few _many _other`` chosen by the CLDR rule of the language, values as ``{{name}}``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache

from casefile.errors import CasefileError
from casefile.files import resource

LANGUAGES = ("en", "ru", "kk")
_VALUE = re.compile(r"\{\{(\w+)\}\}")


@cache
def _words(language: str) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for path in sorted(resource("translations", language).glob("*.json")):
        words.update(json.loads(path.read_text("utf-8")))
    return words


@lru_cache(maxsize=4096)
def plural_form(language: str, n: int) -> str:
    """CLDR plural category of `n`: ``one``, ``few``, ``many`` or ``other``."""
    from babel import Locale  # costs 40 ms, and the unlock page counts nothing

    return str(Locale(language).plural_form(n))


@lru_cache(maxsize=256)
def language_name(tag: str, reader: str) -> str:
    """What a language is called (CLDR), by its BCP 47 tag, in the language `reader`; the tag itself where it has no name."""
    from babel import Locale, UnknownLocaleError  # costs 40 ms, and the unlock page counts nothing

    try:
        return Locale.parse(tag, sep="-").get_display_name(reader) or tag
    except (ValueError, UnknownLocaleError):
        return tag


@lru_cache(maxsize=64)
def script_name(code: str, reader: str) -> str:
    """What a script is called (CLDR), by its ISO 15924 code, in the language `reader`; the code itself where it has no name."""
    from babel import Locale  # costs 40 ms, and the unlock page counts nothing

    return str(Locale(reader).scripts.get(code, code))


class Catalogue:
    """The words of one language, English standing in for a word that is missing."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"

    def text(self, key: str, **values: object) -> str:
        """The words under `key` with `values` set in; `n` also chooses the plural form.

        Raises:
            KeyError: the key is in no catalogue, which is a bug.
        """
        template = self._template(key, values.get("n"))
        return _VALUE.sub(lambda found: str(values[found.group(1)]), template)

    def has(self, key: str) -> bool:
        """Whether `key` has words of its own in this language."""
        return key in _words(self.language)

    def error(self, error: CasefileError) -> str:
        """The one sentence of an error."""
        return self.text(error.key, **error.values)

    def _template(self, key: str, n: object) -> str:
        for language in (self.language, "en"):
            words = _words(language)
            if isinstance(n, int):
                found = words.get(f"{key}_{plural_form(language, n)}") or words.get(f"{key}_other")
                if found is not None:
                    return found
            if key in words:
                return words[key]
        raise KeyError(key)
