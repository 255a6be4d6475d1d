"""Finding protected names in free text: what is to be replaced, and what only a person can decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casefile.domain.redaction.endings import PATRONYMIC, base_forms, romanised
from casefile.domain.redaction.namebook import Hit, NameBook, WordId
from casefile.domain.redaction.words import Word, runs, words

_FULL_NAME = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text. `person` is whose name stands there; None where several protected people share it. In `doubt` nothing can be
    replaced: it may be someone else, or a name mistyped."""

    start: int
    end: int
    person: str | None
    inflected: bool = False
    doubt: bool = False


def find(text: str, language: str, names: NameBook) -> tuple[Mark, ...]:
    """The places of a cleaned text where a protected name stands or may stand, in order."""
    found: list[Mark] = []
    for run in runs(text, words(text)):
        found += _marks(run, language, names)
    return tuple(found)


@dataclass
class _Spot:
    """One word of a run and what was decided of it."""

    word: Word
    hit: Hit
    person: str | None = None
    mine: bool = False
    doubt: bool = False
    others: bool = False


def _marks(run: Sequence[Word], language: str, names: NameBook) -> list[Mark]:
    spots = [_Spot(word, _hit(word, language, names)) for word in run]
    if not any(spot.hit.protected or spot.hit.nearly for spot in spots):
        return []
    _settle_full_names(spots)
    _by_initials(spots, names)
    for spot in spots:
        _settle(spot)
    _doubt_strangers(spots)
    return _joined(spots)


def _hit(word: Word, language: str, names: NameBook) -> Hit:
    if word.initial:
        return Hit()
    whole = Hit() if word.chunk else names.hit(word.bare, language)
    if whole.protected or whole.known:
        return whole
    parts = [names.hit(part, language) for part in word.parts]
    owners = frozenset().union(*(part.protected for part in parts))
    if owners or (word.chunk and names.holds_a_name(word.text)):
        return Hit(protected=owners or frozenset({("", "")}), surname=True)
    if parts and any(part.known for part in parts):
        return Hit(known=frozenset().union(*(part.known for part in parts)))
    return Hit(nearly=frozenset().union(*(part.nearly for part in parts))) if word.chunk else whole


def _settle_full_names(spots: Sequence[_Spot]) -> None:
    """Words that together are two words of one person's name are that person's, whoever else bears one of them. Initials and a
    patronymic between them do not part them."""
    spots = [spot for spot in spots if not _belongs(spot)]
    protected = _full([spot.hit.protected for spot in spots], [spot.hit.nearly | spot.hit.faintly for spot in spots])
    known = _full([spot.hit.known for spot in spots], [frozenset()] * len(spots))
    for number, spot in enumerate(spots):
        mine, others = protected.get(number, set()), number in known
        if mine and others:
            spot.doubt = True
        elif mine:
            spot.mine, spot.person = True, next(iter(mine)) if len(mine) == 1 else None
        elif others:
            spot.others = True


def _full(exact: Sequence[frozenset[WordId]], nearly: Sequence[frozenset[WordId]]) -> dict[int, set[str]]:
    """Which words, by number, are part of whose full name: a neighbour is another word of it. One of the two may be mistyped."""
    found: dict[int, set[str]] = {}
    for left in range(len(exact) - 1):
        right = left + 1
        pairs = [(exact[left], exact[right] | nearly[right]), (nearly[left], exact[right])]
        for ours, theirs in pairs:
            for person in {
                person for person, key in ours for other, another in theirs if (person, key) != (other, another)
            } & {person for person, _ in theirs}:
                found.setdefault(left, set()).add(person)
                found.setdefault(right, set()).add(person)
    return found


def _by_initials(spots: Sequence[_Spot], names: NameBook) -> None:
    """A surname that two people bear is the one's whose initials stand beside it."""
    for number, spot in enumerate(spots):
        letters = [romanised(letter) for letter in _initials_beside(spots, number)]
        if not letters or spot.mine or spot.others or not spot.hit.protected:
            continue
        ours = {person for person, _ in spot.hit.protected if set(letters) & names.initials(person)}
        theirs = {person for person, _ in spot.hit.known if set(letters) & names.initials(person)}
        if theirs and not ours:
            spot.others = True
        elif len(ours) == 1 and not theirs:
            spot.mine, spot.person = True, next(iter(ours))


def _initials_beside(spots: Sequence[_Spot], number: int) -> list[str]:
    """The initials before a word, or else after it."""
    for step in (-1, 1):
        letters = []
        other = number + step
        while 0 <= other < len(spots) and spots[other].word.initial:
            letters.append(spots[other].word.text)
            other += step
        if letters:
            return letters
    return []


def _settle(spot: _Spot) -> None:
    if spot.mine or spot.others or spot.doubt:
        return
    people = {person for person, _ in spot.hit.protected}
    if people and spot.hit.known:
        spot.doubt = True
    elif people:
        spot.mine, spot.person = True, next(iter(people)) if len(people) == 1 else None
    elif spot.hit.nearly:
        spot.doubt = True


def _doubt_strangers(spots: Sequence[_Spot]) -> None:
    """A given name beside a stranger's surname is another person of that name; to put the pseudonym there would be false."""
    spots = [spot for spot in spots if not _belongs(spot)]
    for number, spot in enumerate(spots):
        if not spot.mine or spot.hit.surname or spot.word.chunk:
            continue
        beside = [spots[other] for other in (number - 1, number + 1) if 0 <= other < len(spots)]
        if not any(other.mine or other.doubt for other in beside) and any(_stranger(other) for other in beside):
            spot.doubt = True


def _stranger(spot: _Spot) -> bool:
    return spot.word.capital and not spot.word.initial and spot.hit.surname and not spot.others


def _joined(spots: Sequence[_Spot]) -> list[Mark]:
    """One mark for the words of one name, its initials and patronymic with it."""
    found: list[Mark] = []
    number = 0
    while number < len(spots):
        spot = spots[number]
        if not (spot.mine or spot.doubt):
            number += 1
            continue
        first, last = number, number
        while last + 1 < len(spots) and _continues(spots, last + 1, spot):
            last += 1
        while first and _belongs(spots[first - 1]) and not (found and spots[first - 1].word.start < found[-1].end):
            first -= 1
        covered = spots[first : last + 1]
        found.append(
            Mark(
                spots[first].word.start,
                spots[last].word.name_end + _dot(spots[last].word),
                spot.person or None,
                any(each.hit.inflected for each in covered),
                any(each.doubt for each in covered),
            )
        )
        number = last + 1
    return found


def _continues(spots: Sequence[_Spot], number: int, first: _Spot) -> bool:
    spot = spots[number]
    if _belongs(spot):
        # An initial before another name is that name's: "Омарова и А. Серік" apart, "Омарова А. Серік" is read from the left.
        return True
    return spot.mine and not first.doubt and spot.person == first.person


def _belongs(spot: _Spot) -> bool:
    if spot.mine or spot.doubt or spot.others:
        return False
    return spot.word.initial or (
        spot.word.capital and any(PATRONYMIC.match(base) for base in base_forms(spot.word.text))
    )


def _dot(word: Word) -> int:
    return 1 if word.initial else 0
