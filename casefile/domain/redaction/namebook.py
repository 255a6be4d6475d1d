"""The names of a case, indexed so that a word of a text tells whose it can be: exactly, nearly, or in the other gender."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from casefile.domain.names import word_key
from casefile.domain.redaction.endings import SURNAME, base_forms, other_gender, romanised
from casefile.domain.redaction.ordinary import ORDINARY, PARTICLES

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`ʹ-][^\W\d_]+)*")
_HYPHEN = re.compile(r"-")
_SHORT_KEY = 4
"""Keys below this length say too little: Ayan's is that of the English article. Such names must agree letter by letter."""
_NEAR_KEY = 6
"""Shorter keys have ordinary words for neighbours."""
_LONG_KEY = 7
"""From here on even the first letter may be the mistyped one."""
_TYPING_ERRORS = 1
_STEM_OF_LOWER_CASE = 2

_SAME_SOUND = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in ((r"y|j(?=[aeiou])", "i"), (r"kh|x", "h"), (r"q|ck", "k"), (r"w", "v"), (r"(.)\1+", r"\1"))
)

WordId = tuple[str, str]
"""A person and the key of one word of their names."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Whose name a word can be part of. `inflected`: the protected name has an ending here. `nearly`: only a doubt remains, a typing
    error, the family's other gender, a word made from the name. `faintly`: too little to doubt, enough beside another word of the
    name. `surname`: it ends as surnames do."""

    protected: frozenset[WordId] = frozenset()
    known: frozenset[WordId] = frozenset()
    inflected: bool = False
    nearly: frozenset[WordId] = frozenset()
    faintly: frozenset[WordId] = frozenset()
    surname: bool = False


@dataclass
class _Index:
    by_key: dict[str, set[WordId]] = field(default_factory=dict)
    by_letters: dict[str, set[WordId]] = field(default_factory=dict)
    by_word: dict[str, set[WordId]] = field(default_factory=dict)

    def add(self, person: str, name: str) -> None:
        for word in _name_words(name):
            roman = romanised(word)
            key, letters = word_key(word), _letters(roman)
            self.by_word.setdefault(roman, set()).add((person, key or letters))
            if len(key) >= _SHORT_KEY:
                self.by_key.setdefault(key, set()).add((person, key))
            self.by_letters.setdefault(letters, set()).add((person, key or letters))

    def spelt(self, base: str) -> bool:
        return _letters(base) in self.by_letters

    def find(self, base: str) -> set[WordId]:
        return self.by_key.get(word_key(base), set()) | self.by_letters.get(_letters(base), set())


class NameBook:
    """Who is who among the words of a case's texts.

    Args:
        protected: person → all their names, to be found.
        known: person → all their names, who may be named.
        others: names of organisations and places. Their words explain what would else look like a mistyped name; a name of one word,
            as a town's, also what would else look like an inflected one (Almaty beside Almat).
    """

    def __init__(
        self, protected: Mapping[str, Iterable[str]], known: Mapping[str, Iterable[str]], others: Iterable[str] = ()
    ) -> None:
        self._protected, self._known, self._others, self._towns = _Index(), _Index(), _Index(), _Index()
        for index, people in ((self._protected, protected), (self._known, known)):
            for person, names in people.items():
                for name in names:
                    index.add(person, name)
        for name in others:
            self._others.add("", name)
            if len(_name_words(name)) == 1:
                self._towns.add("", name)
        self._lower = {
            romanised(word)
            for names in protected.values()
            for name in names
            if name.islower()
            for word in _name_words(name)
        }
        self._families = self._of_other_gender()
        self._first_letters: dict[str, set[str]] = {}
        for index in (self._protected, self._known):
            for roman, owners in index.by_word.items():
                for person, _ in owners:
                    self._first_letters.setdefault(person, set()).add(roman[:1])
        self._hits: dict[tuple[str, str], Hit] = {}

    def hit(self, word: str, language: str) -> Hit:
        """Whose name `word` of a text in `language` can be part of."""
        found = self._hits.get((word, language))
        if found is None:
            found = self._hits[word, language] = self._look_up(word, language)
        return found

    def holds_a_name(self, run_on: str) -> bool:
        """Whether a protected name is written inside letters without gaps, as in an address."""
        key = word_key(run_on)
        return any(len(each) > _SHORT_KEY and each in key for each in self._protected.by_key)

    def initials(self, person: str) -> frozenset[str]:
        """The first letters of a person's names, romanised."""
        return frozenset(self._first_letters.get(person, ()))

    def _look_up(self, word: str, language: str) -> Hit:
        forms = base_forms(word, language)
        capital = word[:1].isupper()
        elsewhere = min((letters for base, letters in forms.items() if self._towns.spelt(base)), default=None)
        protected: set[WordId] = set()
        taken: list[int] = []
        for base, letters in forms.items():
            owners = self._protected.find(base)
            if not owners or (elsewhere is not None and (letters > elsewhere or not self._protected.spelt(base))):
                continue
            if capital or self._plausible_in_lower_case(base, letters, ORDINARY.get(language, frozenset())):
                protected |= owners
                taken.append(letters)
        known = frozenset(owner for base in forms for owner in self._known.find(base))
        surname = any(SURNAME.search(base) for base in forms)
        explained = known or elsewhere is not None or any(self._others.find(base) for base in forms)
        if protected or explained:
            return Hit(frozenset(protected), known, bool(taken) and min(taken) > 0, surname=surname)
        return Hit(nearly=self._nearly(word, forms, capital), faintly=self._faintly(forms), surname=surname)

    def _plausible_in_lower_case(self, base: str, letters: int, ordinary: frozenset[str]) -> bool:
        if base in self._lower:
            return True
        if base in ordinary or len(base) < _SHORT_KEY:
            return False
        return bool(SURNAME.search(base)) or letters == 0 or letters >= _STEM_OF_LOWER_CASE

    def _nearly(self, word: str, forms: Mapping[str, int], capital: bool) -> frozenset[WordId]:
        keys = {word_key(base) for base in forms}
        found = {owner for key in keys for owner in self._families.get(key, ())} if capital else set()
        whole = word_key(word)
        for each, owners in self._protected.by_key.items():
            mistyped = capital and any(_alike(each, key) for key in keys)
            if mistyped or (len(each) >= _NEAR_KEY and each in whole):
                found |= owners
        return frozenset(found)

    def _faintly(self, forms: Iterable[str]) -> frozenset[WordId]:
        keys = {key for base in forms if len(key := word_key(base)) >= _SHORT_KEY}
        found = (owners for each, owners in self._protected.by_key.items() if any(_one_slip(each, key) for key in keys))
        return frozenset(owner for owners in found for owner in owners)

    def _of_other_gender(self) -> dict[str, set[WordId]]:
        found: dict[str, set[WordId]] = {}
        for roman, owners in self._protected.by_word.items():
            other = other_gender(roman)
            if other and len(key := word_key(other)) >= _SHORT_KEY:
                found.setdefault(key, set()).update(owners)
        return found


def _alike(key: str, other: str) -> bool:
    if min(len(key), len(other)) < _NEAR_KEY or not _one_slip(key, other):
        return False
    return len(key) >= _LONG_KEY or key[0] == other[0]


def _one_slip(key: str, other: str) -> bool:
    return OSA.distance(key, other, score_cutoff=_TYPING_ERRORS) <= _TYPING_ERRORS


def _name_words(name: str) -> list[str]:
    """The words of a name and the parts of its hyphenated ones; initials and particles are none."""
    found: list[str] = []
    for word in _WORD.findall(name):
        parts = _HYPHEN.split(word)
        found += [word, *parts] if len(parts) > 1 else [word]
    return [word for word in found if len(word) > 1 and romanised(word) not in PARTICLES]


def _letters(roman: str) -> str:
    for pattern, letter in _SAME_SOUND:
        roman = pattern.sub(letter, roman)
    return roman
