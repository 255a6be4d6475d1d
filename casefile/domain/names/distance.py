"""How far two readings are apart: a weighted edit distance in which sounds that spellings confuse cost little.

The unit is one wrong sound: Marat and Murat are 1 apart, Bokaev and Boqaev 0. Nothing is divided by the length, for one wrong consonant in
a long surname is another person as well (Kushakbayev, Kushanbayev).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from casefile.domain.names.habits import Habit

FAR = 3.0
"""From here on nobody asks how far."""

_COSTS = """
0 qk Hh XT ёe ēe ēi ōo ōu äa öo üu ūu ūü Uv ck cq cC śs ůü øö ĉC
.05 Nn DZ Ji JY Yi Uu Uü Uū śS ŞS ёö
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


def _costs() -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for line in _COSTS.split("\n"):
        cost, *pairs = line.split() or [""]
        for pair in pairs:
            found[pair[0], pair[1]] = found[pair[1], pair[0]] = float(cost)
    return found


_COST = _costs()


def _more(pairs: str, cost: float = 0.05) -> dict[tuple[str, str], float]:
    return _COST | {(turn[0], turn[1]): cost for pair in pairs.split() for turn in (pair, pair[::-1])}


_OF_HABIT = {
    Habit.PLAIN: _COST,
    Habit.GERMAN: _more("sz zC ŞZ"),
    Habit.UZBEK: _more("oa öa öu", 0.1),
    Habit.AZERBAIJANI: _more("qg cD ĉD"),
}
_ROUND, _ROUND_FRONTED = 0.65, 0.5
"""Before e or i an o or u may stand for the Kazakh ө (Tolegen, Tulegen); elsewhere they are two vowels (Omarov, Umarov)."""
_NEXT_FRONT = re.compile(r"[^aäeёoöuūüēōJ]+[eёi]")
_AFTER_VOWEL = frozenset("aäeёoöøuūüůiY")
_AFTER_ROUND = re.compile(r"[uüūoö][^aäeёoöøuūüůēōJiY]{1,2}$")
_AFTER_DIPHTHONG = re.compile(r"[aäeo][uüv]$")
"""Behind ау and еу a Kazakh ы is not spoken: Бауыржан, Бауржан."""
_HARMONIC, _ROUNDED = frozenset("iY"), frozenset("uüū")
_VARYING = _HARMONIC | _ROUNDED | {"o"}
_HARMONY = 0.3
"""After a rounded vowel the Kazakh і and ы are spoken, and in Russian written, as у (Жүсіп, Жусуп)."""


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
    costs = _OF_HABIT[habit]
    row = [0.0]
    for place in range(len(other)):
        row.append(row[-1] + _left_out(other, place))
    for at, sign in enumerate(one):
        before, row = row, [row[0] + _left_out(one, at)]
        dropped = _left_out(one, at)
        for place, against in enumerate(other):
            changed = 0.0 if sign == against else costs.get((sign, against), 1.0)
            if changed > _ROUND_FRONTED and sign in _VARYING and against in _VARYING:
                changed = min(changed, _in_place(one, at, other, place))
            row.append(min(before[place] + changed, before[place + 1] + dropped, row[place] + _left_out(other, place)))
        if min(row) >= FAR:
            return FAR
    return min(row[-1], FAR)


def _in_place(one: str, at: int, other: str, place: int) -> float:
    """What it costs to change one vowel for another where both stand; more than any cost where that makes no difference."""
    two = {one[at], other[place]}
    if _COST.get((one[at], other[place])) == _ROUND and _fronted(one, at) and _fronted(other, place):
        return _ROUND_FRONTED
    if two & _HARMONIC and two & _ROUNDED and _rounded(one, at) and _rounded(other, place):
        return _HARMONY
    return FAR


@lru_cache(maxsize=200_000)
def _rounded(reading: str, at: int) -> bool:
    return 0 < at < len(reading) - 1 and _AFTER_ROUND.search(reading, 0, at) is not None


@lru_cache(maxsize=200_000)
def _fronted(reading: str, at: int) -> bool:
    return _NEXT_FRONT.match(reading, at + 1) is not None


@lru_cache(maxsize=200_000)
def _left_out(reading: str, at: int) -> float:
    """What it costs that a sound of one reading has none in the other."""
    sign, last = reading[at], at + 1 == len(reading)
    if sign == "J":
        return _glide_left_out(reading, at, last)
    if sign == "H":
        return 0.2 if last else 0.7
    if sign in "Yi" and at > 0 and not last:
        return 0.65
    return 1.0


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
