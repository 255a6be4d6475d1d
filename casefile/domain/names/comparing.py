"""Whether two spellings are taken for one person, how surely, and why.

``same`` needs the whole of both names to agree: every word that either person is called by has its counterpart, whatever the order. A
patronymic may be missing on one side, but two that differ tell father from son and cousin from cousin. Part of a name (a surname alone, one
half of a double surname, one initial for a given name) is compatible with many people: it scores between, which is enough to suggest and
not to say so. Two initials that both agree, beside the surname, are taken for the person. The form of a surname for the other sex
(Abishev, Abisheva) is another person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import permutations, product
from types import MappingProxyType
from typing import Any

from casefile.domain.names.distance import FAR, nearest
from casefile.domain.names.forms import form_of_reading, is_european
from casefile.domain.names.habits import Habit, habit_between
from casefile.domain.names.words import Parts, Word, borne, parts, word

SAME = 0.8
"""From this score on two spellings are taken for one person."""
POSSIBLE = 0.55
"""From this score on they may be one, and a person is asked."""

_BUDGETS = ((4, 0.3), (6, 0.45), (8, 0.6), (99, 0.69))
"""Up to how many sounds → how far two readings of one word may be apart."""
_OF_A_FORM = 0.1
_OF_ENDING = 0.82
_MOST_WORDS = 5
_SHCHA = re.compile("щ|сч|шч")
_GENDERS = (("va", "v"), ("vJa", "v"), ("kaJa", "ki"), ("naJa", "ni"), ("na", "n"), ("aJa", "i"))


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of comparing two names: `score` from 0 to 1, and why, as a key of the catalogue with its values."""

    score: float
    reason: str
    values: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def same(self) -> bool:
        """Whether they are taken for one person."""
        return self.score >= SAME


@dataclass(frozen=True, slots=True)
class _Pairing:
    """Words of two names matched: the pairs with their distance, and what stays over on either side."""

    pairs: tuple[tuple[Word, Word, float], ...]
    ones: tuple[Word, ...]
    others: tuple[Word, ...]

    @property
    def cost(self) -> float:
        return sum(cost for _, _, cost in self.pairs)


def compare(one: str, other: str) -> Comparison:
    """Compare two names. Neither order nor script matters; the result is the same both ways round."""
    return _compare(one.strip(), other.strip())


@lru_cache(maxsize=50_000)
def _compare(one: str, other: str) -> Comparison:
    for name in (one, other):
        if not _is_name(parts(name)):
            return _because(0.0, "names.no_name", name=name)
    habit = habit_between(one, other)
    every = product(borne(one), borne(other))
    pairs = (pair for ours, theirs in every for pair in _segmented(parts(ours), parts(theirs)))
    return max((_of_parts(ours, theirs, habit) for ours, theirs in pairs), key=lambda found: found.score)


def _is_name(found: Parts) -> bool:
    return bool(found.core or found.initials)


def word_distance(one: Word, other: Word, habit: Habit) -> float:
    """How far two words are apart, in wrong sounds."""
    if _two_letters(one.text, other.text):
        return FAR
    if one.form is not None and one.form == other.form:
        return min(_OF_A_FORM, nearest(one.readings, other.readings, habit))
    return nearest(one.readings, other.readings, habit)


def _two_letters(one: str, other: str) -> bool:
    """Whether one is spelled with щ and the other, in Cyrillic too, with ш: Latin spellings mix them up, Cyrillic ones do not."""
    ours, theirs = _hushing(one), _hushing(other)
    return bool(ours and theirs and ours != theirs)


@lru_cache(maxsize=50_000)
def _hushing(text: str) -> str:
    """Which of щ and ш a word is spelled with, if either."""
    return "щ" if _SHCHA.search(text) else "ш" if "ш" in text else ""


def _of_parts(ours: Parts, theirs: Parts, habit: Habit) -> Comparison:
    pairing = _paired(ours.core, theirs.core, habit)
    if pairing.ones and pairing.others:
        return _without_ending(pairing, ours, theirs) or _two_words(pairing)
    against = _fathers_disagree(ours, theirs, habit)
    if against is not None:
        return against
    over, initials = (pairing.ones, theirs.initials) if pairing.ones else (pairing.others, ours.initials)
    if not over:
        return _whole(pairing, ours, theirs)
    return _left_over(pairing, over, initials, ours, theirs)


def _whole(pairing: _Pairing, ours: Parts, theirs: Parts) -> Comparison:
    """Every word has its counterpart; initials may still say otherwise."""
    if not pairing.pairs:
        return _initials_alone(ours, theirs)
    agreed = _agreeing(ours.initials, [*theirs.initials, *theirs.fathers])
    agreed_too = _agreeing(theirs.initials, [*ours.initials, *ours.fathers])
    if agreed is None or agreed_too is None:
        return _because(0.3, "names.other_initial")
    lone = len(pairing.pairs) == 1
    if lone and (agreed or agreed_too):
        return _because(0.9 if agreed > 1 else 0.7, "names.initials_agree" if agreed > 1 else "names.initial_only")
    if lone and (ours.initials or theirs.initials):
        return _because(0.6, "names.part_missing")
    return _agreed(pairing, ours, theirs)


def _agreed(pairing: _Pairing, ours: Parts, theirs: Parts) -> Comparison:
    score = max(SAME, 1 - pairing.cost / 5)
    if bool(ours.fathers) != bool(theirs.fathers):
        patronymic = (ours.fathers or theirs.fathers)[0]
        return _because(max(SAME, score - 0.05), "names.same_without_patronymic", word=patronymic.shown)
    if all(one.text == other.text for one, other, _ in pairing.pairs):
        return _because(score, "names.same_letters")
    one, other, _ = next(each for each in pairing.pairs if each[0].text != each[1].text)
    return _because(score, "names.same_sounds", one=one.shown, other=other.shown)


def _left_over(
    pairing: _Pairing, over: Sequence[Word], initials: Sequence[Word], ours: Parts, theirs: Parts
) -> Comparison:
    """One name has words that the other lacks, or has only the initials of."""
    if not pairing.pairs:
        return _because(0.2, "names.part_missing")
    if initials:
        longer = ours if over[0] in ours.core else theirs
        agreed = _agreeing(initials, [*over, *longer.initials, *longer.fathers])
        if agreed is None:
            return _because(0.3, "names.other_initial")
        if agreed >= len(over):
            return _because(0.85 if agreed > 1 else 0.7, "names.initials_agree" if agreed > 1 else "names.initial_only")
    if len(over) == 1 and _named_after_father(over[0], ours, theirs):
        return _because(0.85, "names.named_after_father", word=over[0].shown)
    return _because(0.75 if len(pairing.pairs) > 1 else 0.6, "names.word_missing", word=over[0].shown)


def _named_after_father(over: Word, ours: Parts, theirs: Parts) -> bool:
    """Whether the word that the other name lacks is its patronymic without the ending, or a surname made of it: Құнанбайұлы, Кунанбаев."""
    fathers = [*ours.fathers, *theirs.fathers]
    both = ours.fathers and theirs.fathers
    names = [each for each in (over.family, over.readings) if each]
    return not both and any(
        nearest(name, each.father) <= _budget(name) for name in names for each in fathers if each.surely
    )


def _without_ending(pairing: _Pairing, ours: Parts, theirs: Parts) -> Comparison | None:
    """The same but for the Russian ending of the surname, which many people in Kazakhstan have dropped (Нарымбаев, Нарымбай)."""
    if not pairing.pairs or len(pairing.ones) != 1 or len(pairing.others) != 1:
        return None
    if _fathers_disagree(ours, theirs, Habit.PLAIN):
        return None
    if any(is_european(each.form) for pair in pairing.pairs for each in pair[:2]):
        return None  # Коваль and Ковалёв are two families
    one, other = pairing.ones[0], pairing.others[0]
    for long, short in ((one, other), (other, one)):
        if long.family and not short.family and nearest(long.family, short.without_glide) <= _budget(long.family):
            return _because(_OF_ENDING, "names.ending_dropped", one=long.shown, other=short.shown)
    return None


def _two_words(pairing: _Pairing) -> Comparison:
    pairs = ((nearest(a.readings, b.readings), -_longest(a, b), a, b) for a in pairing.ones for b in pairing.others)
    cost, length, one, other = min(pairs, key=lambda each: each[:2])
    share = len(pairing.pairs) / (len(pairing.pairs) + max(len(pairing.ones), len(pairing.others)))
    score = 0.5 * (share + (1 - share) * max(0.0, 1 + cost / length))
    reason = "names.other_sex" if _other_sex(one, other) else "names.two_words"
    return _because(score, reason, one=one.shown, other=other.shown)


def _longest(one: Word, other: Word) -> int:
    return max(len(one.readings[0]), len(other.readings[0]))


def _fathers_disagree(ours: Parts, theirs: Parts, habit: Habit) -> Comparison | None:
    for one, other in ((a, b) for a in ours.fathers for b in theirs.fathers):
        apart = _fathers_apart(one, other, habit)
        if one.sex != other.sex or apart > _budget((*one.father, *other.father)):
            return _because(0.4, "names.two_patronymics", one=one.shown, other=other.shown)
    return None


def _fathers_apart(one: Word, other: Word, habit: Habit) -> float:
    form = form_of_reading(one.father)
    if form is not None and form == form_of_reading(other.father):
        return _OF_A_FORM
    return nearest(one.father, other.father, habit)


def _agreeing(initials: Sequence[Word], words: Sequence[Word]) -> int | None:
    """How many initials stand for the words, in their order (given name, then patronymic); None where one stands for none that is left."""
    left = list(words)
    agreed = 0
    for initial in initials:
        found = next((place for place, each in enumerate(left) if _stands_for(initial, each)), None)
        if found is not None:
            del left[: found + 1]
            agreed += 1
        elif left:
            return None
    return agreed


def _stands_for(initial: Word, whole: Word) -> bool:
    begins = [_INITIALS.get(each[0], each[0]) + each[1:] for each in initial.readings]
    return any(
        nearest([sounds], [reading[: len(sounds)]]) <= _BUDGETS[0][1]
        for sounds in (each[:2] if each[:1] == "J" else each[:1] for each in begins)
        for reading in whole.readings
    ) or whole.text.startswith(initial.text)


_INITIALS = {"Y": "J", "i": "i"}


def _initials_alone(ours: Parts, theirs: Parts) -> Comparison:
    agreed = _agreeing(ours.initials, theirs.initials) or _agreeing(theirs.initials, ours.initials)
    return _because(0.6 if agreed else 0.1, "names.initial_only" if agreed else "names.other_initial")


def _paired(ours: tuple[Word, ...], theirs: tuple[Word, ...], habit: Habit) -> _Pairing:
    """The matching with the most pairs, and among those the one with the least distance."""
    if len(ours) > len(theirs):
        turned = _paired(theirs, ours, habit)
        return _Pairing(turned.pairs, turned.others, turned.ones)
    ours, theirs = ours[:_MOST_WORDS], theirs[:_MOST_WORDS]
    apart = [[_within(one, other, habit) for other in theirs] for one in ours]
    best: tuple[tuple[int, float], tuple[int, ...]] = ((-1, 0.0), ())
    for places in permutations(range(len(theirs)), len(ours)):
        costs = [cost for row, place in zip(apart, places, strict=True) if (cost := row[place]) < FAR]
        best = max(best, ((len(costs), -sum(costs)), places))
    chosen = [(one, theirs[place], row[place]) for one, row, place in zip(ours, apart, best[1], strict=False)]
    pairs = tuple(each for each in chosen if each[2] < FAR)
    met = {id(each[1]) for each in pairs}
    return _Pairing(
        pairs,
        tuple(each[0] for each in chosen if each[2] >= FAR),
        tuple(each for each in theirs if id(each) not in met),
    )


def _within(one: Word, other: Word, habit: Habit) -> float:
    """The distance of two words, `FAR` where it is more than a spelling."""
    cost = word_distance(one, other, habit)
    return cost if cost <= _budget((*one.readings, *other.readings)) else FAR


def _budget(spellings: Sequence[str]) -> float:
    shortest = min((len(each) for each in spellings), default=0)
    return next(budget for length, budget in _BUDGETS if shortest <= length)


def _segmented(ours: Parts, theirs: Parts) -> Iterator[tuple[Parts, Parts]]:
    """The two names as written, then with neighbouring words as one, where the other has fewer (Нур-Султан, Нурсултан)."""
    yield ours, theirs
    if len(ours.core) > len(theirs.core):
        yield from ((each, theirs) for each in _joined(ours))
    elif len(theirs.core) > len(ours.core):
        yield from ((ours, each) for each in _joined(theirs))


def _joined(name: Parts) -> Iterator[Parts]:
    for at in range(len(name.core) - 1):
        whole = word(name.core[at].shown + name.core[at + 1].shown.lower())
        yield Parts((*name.core[:at], whole, *name.core[at + 2 :]), name.fathers, name.initials)


def _other_sex(one: Word, other: Word) -> bool:
    pairs = ((a, b) for a in one.readings for b in other.readings)
    return any(
        long.endswith(hers) and short.endswith(his) and long.removesuffix(hers) == short.removesuffix(his)
        for long, short in (turn for a, b in pairs for turn in ((a, b), (b, a)))
        for hers, his in _GENDERS
    )


def _because(score: float, reason: str, **values: Any) -> Comparison:
    return Comparison(round(score, 3), reason, MappingProxyType(values))
