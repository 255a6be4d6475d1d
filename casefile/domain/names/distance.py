"""How far two readings are apart: a weighted edit distance in which sounds that spellings confuse cost little.

The unit is one wrong sound: Marat and Murat are 1 apart, Bokaev and Boqaev 0. Nothing is divided by the length, for one wrong consonant in
a long surname is another person as well (Kushakbayev, Kushanbayev).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType

from casefile.domain.names.habits import Habit

FAR = 3.0
"""From here on nobody asks how far."""

_COSTS = """
0 qk Hh XT ёe ēe ēi ōo ōu äa öo üu ūu ūü Uv ck cq cC śs ůü øö ĉC
.04 Nn
.05 DZ Ji JY Yi Uu Uü Uū śS ŞS ёö
.1 ŞW WS ёo øo øe
.15 XS Xh XH ŞZ
.2 öu öū öü cD cZ ĉD ĉZ
.3 cT ĉT
.25 gH
.4 äe cs ĉs üY ūY
.45 ōö
.5 ie iё üo ēY iä uY
.6 eY üi qg zZ vu TZ ůu
.65 ou ūo hq Hq
.7 sS DT kh
.75 eö
.8 ao ĉk ĉq kg td zs fv SZ CT
.85 ae nm bp
"""


_Costs = Mapping[str, Mapping[str, float]]
"""What it costs to take one sign for another: by the one, then by the other."""


def _costs(*more: tuple[str, float]) -> _Costs:
    """Those of the table, and more pairs with one cost each; a pair costs the same both ways round."""
    lines = [(pairs, float(cost)) for cost, _, pairs in (line.partition(" ") for line in _COSTS.split("\n")) if cost]
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for pairs, cost in [*lines, *more]:
        for pair in pairs.split():
            found[pair[0]][pair[1]] = found[pair[1]][pair[0]] = cost
    return found


_COST = _costs()
_OF_HABIT = {
    Habit.PLAIN: _COST,
    Habit.GERMAN: _costs(("sz zC ŞZ", 0.05)),
    Habit.UZBEK: _costs(("oa öa öu", 0.1)),
    Habit.AZERBAIJANI: _costs(("qg cD ĉD", 0.05), ("ae äe", 0.2)),
}
_NO_COSTS: Mapping[str, float] = MappingProxyType({})
_ROUND, _ROUND_FRONTED = 0.65, 0.5
"""Before e or i an o or u may stand for the Kazakh ө (Tolegen, Tulegen); elsewhere they are two vowels (Omarov, Umarov)."""
_ROUND_PAIRS = [{one, other} for one, others in _COST.items() for other, cost in others.items() if cost == _ROUND]
_NEXT_FRONT = re.compile(r"[^aäeёoöuūüēōJ]+[eёi]")
_AFTER_VOWEL = frozenset("aäeёoöøuūüůiY")
_AFTER_ROUND = re.compile(r"[uüūoö][^aäeёoöøuūüůēōJiY]{1,2}$")
_AFTER_DIPHTHONG = re.compile(r"[aäeo][uüv]$|ü$")
"""Behind ау and еу a Kazakh ы is not spoken, and behind ү no й: Бауыржан, Бауржан; Дүйсен, Дюсен."""
_BY_NEIGHBOURS, _LABIAL, _VOICELESS = frozenset("qkhHbp"), frozenset("bp"), frozenset("sSTkqth")
_ADAPTED = 0.3
_BEFORE_SONANT = re.compile(r"[^aäeёoöuūüēōJHiY][iY][lnr][aäeёoöuūüēōiYJ]")
_BEFORE_R = ("Yr", "Yl")
_HARMONIC, _ROUNDED = frozenset("iY"), frozenset("uüū")
_VARYING = _HARMONIC | _ROUNDED | {"o"}
_HARMONY = 0.3
"""After a rounded vowel the Kazakh і and ы are spoken, and in Russian written, as у (Жүсіп, Жусуп)."""
_LEAST_IN_PLACE = 0.5
_Drops = tuple[float, ...]


def nearest(ones: Iterable[str], others: Iterable[str], habit: Habit = Habit.PLAIN) -> float:
    """The distance of the two readings, one of each, that are nearest; `FAR` or more where none is near."""
    return min((distance(one, other, habit) for one in ones for other in others), default=FAR)


@lru_cache(maxsize=200_000)
def distance(one: str, other: str, habit: Habit = Habit.PLAIN) -> float:
    """The distance of two readings, at most `FAR`."""
    if one == other:
        return 0.0
    if abs(len(one) - len(other)) > FAR:
        return FAR
    costs, ours, theirs = _OF_HABIT[habit], _left_out(one), _left_out(other)
    row = [*accumulate(theirs, initial=0.0)]
    for at, sign in enumerate(one):
        row = _next_row(row, (one, at), other, costs.get(sign, _NO_COSTS), ours[at], theirs)
        if min(row) >= FAR:
            return FAR
    return min(row[-1], FAR)


def _next_row(
    before: list[float], sound: tuple[str, int], other: str, costs: Mapping[str, float], dropped: float, theirs: _Drops
) -> list[float]:
    """The row of the table for one more sound (a reading, and where in it): against each sound of the other what the way there costs."""
    one, at = sound
    sign, varying = one[at], one[at] in _VARYING
    diagonal = before[0]
    cost = diagonal + dropped
    row = [cost]
    for place, against in enumerate(other):
        cost += theirs[place]
        above = before[place + 1]
        if above + dropped < cost:
            cost = above + dropped
        if diagonal < cost:
            changed = 0.0 if sign == against else costs.get(against, 1.0)
            if changed > _LEAST_IN_PLACE and (
                (varying and against in _VARYING) or (against in _BY_NEIGHBOURS and sign in _BY_NEIGHBOURS)
            ):
                changed = min(changed, _in_place(one, at, other, place))
            if diagonal + changed < cost:
                cost = diagonal + changed
        row.append(cost)
        diagonal = above
    return row


def _in_place(one: str, at: int, other: str, place: int) -> float:
    """What it costs to change one sound for another where both stand; more than any cost where that makes no difference."""
    two = {one[at], other[place]}
    if two <= _BY_NEIGHBOURS:
        return _adapted(one, at, other, place)
    if two in _ROUND_PAIRS and _fronted(one, at) and _fronted(other, place):
        return _ROUND_FRONTED
    if two & _HARMONIC and two & _ROUNDED and _rounded(one, at) and _rounded(other, place):
        return _HARMONY
    return FAR


def _adapted(one: str, at: int, other: str, place: int) -> float:
    """A kh of Arabic and Persian is a q in Kazakh, but not where a word begins with it (Рахимжанов, Рақымжанов); a b after a voiceless sound is a p (Бесбаев, Беспаев)."""
    if not at or not place:
        return FAR
    if {one[at], other[place]} == _LABIAL:
        return _ADAPTED if one[at - 1] == other[place - 1] and one[at - 1] in _VOICELESS else FAR
    before_t = one[at + 1 : at + 2] == other[place + 1 : place + 2] == "t"
    return _ADAPTED if before_t or "q" in (one[at], other[place]) else FAR


@lru_cache(maxsize=200_000)
def _rounded(reading: str, at: int) -> bool:
    return 0 < at < len(reading) - 1 and _AFTER_ROUND.search(reading, 0, at) is not None


@lru_cache(maxsize=200_000)
def _fronted(reading: str, at: int) -> bool:
    return _NEXT_FRONT.match(reading, at + 1) is not None


@lru_cache(maxsize=200_000)
def _left_out(reading: str) -> _Drops:
    """What it costs that each sound of one reading has none in the other."""
    return tuple(_left_out_at(reading, at) for at in range(len(reading)))


def _left_out_at(reading: str, at: int) -> float:
    sign, last = reading[at], at + 1 == len(reading)
    if sign == "J":
        return _glide_left_out(reading, at, last)
    if sign == "H":
        return 0.2 if last else 0.7
    if sign in "kq" and {"k", "q"} <= {*reading[max(at - 1, 0) : at + 2]}:
        return 0.1
    if sign in "Yi" and not last:
        return _unstressed(reading, at)
    return 1.0


def _unstressed(reading: str, at: int) -> float:
    """A Kazakh ы or і that is hardly spoken, and in Russian often not written: Қылышев, Клышев; Дінішев, Днишев; Ырысбек, Рысбек."""
    if at == 0:
        return 0.45 if reading.startswith(_BEFORE_R) else 1.0
    if _BEFORE_SONANT.match(reading, at - 1):
        return 0.45 if at == 1 else 0.55
    return 0.65


def _glide_left_out(reading: str, at: int, last: bool) -> float:
    before, after = reading[at - 1 : at], reading[at + 1 : at + 2]
    if last:
        return 0.8
    if _AFTER_DIPHTHONG.search(reading, 0, at):
        return 0.3
    if not before or before in _AFTER_VOWEL:
        return 0.5 if before else 0.7
    if after == "e":
        return 0.35
    return 0.25 if before == "l" and at + 2 < len(reading) else 0.6
