"""The words in which people write dates in English, Russian and Kazakh, as tokens.

Names of months and seasons come from the catalogue, where they stand in every case that the program itself writes; here are the
forms that only people write.
"""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from casefile.i18n import LANGUAGES, Catalogue


class Mark(StrEnum):
    """What a word does in a date. One letter each, so that a phrase is a string and its grammar a regular expression."""

    DAY = "D"
    YEAR = "Y"
    MONTH = "M"
    SEASON = "S"
    DECADE = "E"
    PART = "P"
    ABOUT = "A"
    BEFORE = "B"
    AFTER = "F"
    SINCE = "C"
    UNTIL = "U"
    BETWEEN = "W"
    AND = "N"
    OR = "O"
    TO = "R"
    ABLATIVE = "L"
    AGO = "Z"
    HOUR = "H"
    WEEKDAY = "K"
    NOISE = "_"


@dataclass(frozen=True, slots=True)
class Token:
    """One word: what it does, and the number it stands for (day, year, month, season, part, days ago, or weekday from Monday, 0)."""

    mark: Mark
    number: int = 0


_WORDS: Mapping[str, Mapping[Mark, str]] = {
    "en": {
        Mark.ABOUT: "about around approximately approx circa ca c roughly",
        Mark.BEFORE: "before",
        Mark.AFTER: "after",
        Mark.SINCE: "since from",
        Mark.UNTIL: "until till",
        Mark.BETWEEN: "between",
        Mark.AND: "and",
        Mark.OR: "or",
        Mark.TO: "to through",
        Mark.HOUR: "morning afternoon evening night dawn noon midday midnight",
        Mark.NOISE: "in on at the of year",
    },
    "ru": {
        Mark.ABOUT: "около примерно приблизительно ок прибл",
        Mark.BEFORE: "до перед",
        Mark.AFTER: "после",
        Mark.SINCE: "с со начиная",
        Mark.UNTIL: "по",
        Mark.BETWEEN: "между",
        Mark.AND: "и",
        Mark.OR: "или",
        Mark.HOUR: "утро утром утра вечер вечером вечера ночь ночью ночи днем полдень полночь рассвет рассвете",
        Mark.NOISE: "в во на г гг месяц месяца месяце год года году годом годы годов",
    },
    "kk": {
        Mark.ABOUT: "шамамен шам шамасында",
        Mark.BEFORE: "дейін бұрын",
        Mark.AFTER: "кейін",
        Mark.SINCE: "бастап бері",
        Mark.UNTIL: "шейін",
        Mark.BETWEEN: "аралығында арасында",
        Mark.AND: "мен бен пен және",
        Mark.OR: "немесе",
        Mark.HOUR: "таң таңы таңда таңертең кешке кешкісін кеші түн түні түнде түнгі түнге түсте",
        Mark.ABLATIVE: "жылдан",
        Mark.NOISE: "ж жж жыл жылы жылғы жылдың жылға жылдар жылдары жылдарда жылдардың жылдарының күні айында айы айының айынан",
    },
}
_PARTS: Mapping[str, tuple[str, str, str]] = {
    "en": ("early beginning start", "mid middle", "late end"),
    "ru": ("начало начале нач началом", "середина середине середины сер", "конец конце конца кон концом"),
    "kk": ("басы басында басынан", "ортасы ортасында", "соңы соңында аяғы аяғында"),
}
_DAYS: Mapping[str, tuple[str, ...]] = {
    "en": ("today", "yesterday"),
    "ru": ("сегодня", "вчера", "позавчера"),
    "kk": ("бүгін", "кеше", "алдыңгүні"),
}
_WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "en": ("monday mon", "tuesday tue", "wednesday wed", "thursday thu", "friday fri", "saturday sat", "sunday sun"),
    "ru": (
        "понедельник понедельника пн",
        "вторник вторника вт",
        "среда среду среды ср",
        "четверг четверга чт",
        "пятница пятницу пятницы пт",
        "суббота субботу субботы сб",
        "воскресенье воскресенья вс",
    ),
    "kk": ("дүйсенбі дс", "сейсенбі сс", "сәрсенбі ср", "бейсенбі бс", "жұма жм", "сенбі сб", "жексенбі жс"),
}
_SHORT: Mapping[str, str] = {
    "en": "jan feb mar apr may jun jul aug sept oct nov dec",
    "ru": "янв фев мар апр май июн июл авг сен окт ноя дек",
    "kk": "қаңт ақп наур сәу мам маус шіл там қырк қаз қар желт",
}
_PREPOSITIONAL = "январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре"
_KAZAKH_LOCATIVE = (
    "қаңтарда ақпанда наурызда сәуірде мамырда маусымда шілдеде тамызда қыркүйекте қазанда қарашада желтоқсанда"
)
_KAZAKH_POSSESSIVE = "қаңтары ақпаны наурызы сәуірі мамыры маусымы шілдесі тамызы қыркүйегі қазаны қарашасы желтоқсаны"
_SEASONS: Mapping[str, str] = {"en": "spring summer autumn", "ru": "весной летом осенью", "kk": "көктемде жазда күзде"}
_SEASONS_OF_A_YEAR: Mapping[str, str] = {"en": "", "ru": "", "kk": "көктемінде жазында күзінде"}
_SEASONS_MORE: Mapping[str, str] = {"en": "spring summer fall", "ru": "весне лете осени", "kk": "көктемі жазы күзі"}

_CLOCK = (
    r"t?(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?:\s*[ap]\.?m\b\.?)?"
    r"(?:\s*\(?(?:z\b|(?:utc|gmt|мск)?\s*[+−-]\s*\d{1,2}(?::?\d\d)?|utc|gmt|мск)\)?)?(?:-?[дт][ае]\b)?"
    r"|(?:[01]?\d|2[0-4])\s*(?:[ap]\.?m\b\.?|ч\b\.?|час(?:ов|а|у)?\b)"
    r"|сағат(?:та)?\s+(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?(?:-?[а-яәі]{2})?\b"
)
_TOKEN = re.compile(
    rf"(?P<clock>(?:(?<!\d)|(?=t))(?:{_CLOCK}))"
    r"|(?P<mid>\bmid)[-–]"
    r"|(?P<dmy>\d{1,2}[./-]\d{1,2}[./-]\d{4}(?!\d))|(?P<ymd>\d{4}[./-]\d{1,2}[./-]\d{1,2}(?!\d))"
    r"|(?P<my>\d{1,2}[./]\d{4}(?!\d))|(?P<ym>\d{4}-(?:0[1-9]|1[0-2])(?![\d]))"
    r"|(?P<decade>\d{3}0(?:(?:s|-?[ех])\b|(?:-?(?:шы|ші|ыншы|інші))?(?=\s+жылдар)))|(?P<year>\d{4}(?!\d)(?:-(?:м|го|й|му|ом|ші|шы|ыншы|інші)\b)?)"
    r"|(?P<day>\d{1,2}(?!\d)(?:st\b|nd\b|rd\b|th\b|-?(?:го|е|ое|ші|шы|сы|сі|ы|і|ында|інде|сында|сінде)\b)?)"
    r"|(?P<dash>[-–—]|(?<=\d )на(?= \d))|(?P<word>[^\W\d_]+)|(?P<other>[^\s,.])"
)


def tokens(words: str, language: str) -> tuple[Token, ...] | None:
    """The words as tokens without noise; None when one of them is unknown. A word of two languages is read as in `language`."""
    found: list[Token] = []
    for match in _TOKEN.finditer(words.casefold().replace("ё", "е")):
        group = match.lastgroup or "other"
        text = match[group]
        read = _numbers(group, text) or _word(group, text, language)
        if read is None:
            return None
        found += [token for token in read if token.mark is not Mark.NOISE]
    return tuple(found)


def known(words: str, language: str) -> Iterator[Token]:
    """The tokens among free words, whatever stands between them."""
    for match in re.finditer(r"[^\W\d_]+", words.casefold().replace("ё", "е")):
        yield from _lexicon(language).get(match.group(), ())


def language_of(words: str) -> str:
    """The language that free words are most likely in: the one that knows most of them as words of dates, else by their letters."""
    spoken = re.findall(r"[^\W\d_]+", words.casefold().replace("ё", "е"))
    counts = {language: sum(word in _of_language(language) for word in spoken) for language in LANGUAGES}
    best = max(LANGUAGES, key=lambda language: counts[language])
    return best if counts[best] else _by_letters(words)


def _by_letters(words: str) -> str:
    if not re.search(r"[а-я]", words, re.IGNORECASE):
        return "en"
    return "kk" if re.search(r"[әғқңөұүһі]", words, re.IGNORECASE) else "ru"


def _numbers(group: str, text: str) -> tuple[Token, ...] | None:
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    marks = {
        "dmy": (Mark.DAY, Mark.MONTH, Mark.YEAR),
        "ymd": (Mark.YEAR, Mark.MONTH, Mark.DAY),
        "my": (Mark.MONTH, Mark.YEAR),
        "ym": (Mark.YEAR, Mark.MONTH),
        "decade": (Mark.DECADE,),
        "year": (Mark.YEAR,),
        "day": (Mark.DAY,),
    }.get(group)
    return tuple(map(Token, marks, numbers)) if marks else None


def _word(group: str, text: str, language: str) -> tuple[Token, ...] | None:
    if group == "dash":
        return (Token(Mark.TO),)
    if group == "clock":
        return (Token(Mark.HOUR),)
    return _lexicon(language).get(text)


@cache
def _lexicon(language: str) -> Mapping[str, tuple[Token, ...]]:
    others = [code for code in LANGUAGES if code != language]
    return ChainMap(*({**_of_language(code)} for code in (language, *others) if code in LANGUAGES))


@cache
def _of_language(language: str) -> Mapping[str, tuple[Token, ...]]:
    found: dict[str, tuple[Token, ...]] = {}
    for mark, words in _WORDS[language].items():
        found |= {word: (Token(mark),) for word in words.split()}
    for number, words in enumerate(_PARTS[language]):
        found |= {word: (Token(Mark.PART, number),) for word in words.split()}
    for number, words in enumerate(_WEEKDAYS[language]):
        found |= {word: (Token(Mark.WEEKDAY, number),) for word in words.split()}
    found |= {word: (Token(Mark.AGO, ago),) for ago, word in enumerate(_DAYS[language])}
    for row in (_SEASONS[language], _SEASONS_MORE[language], _SEASONS_OF_A_YEAR[language]):
        found |= {word: (Token(Mark.SEASON, 21 + number),) for number, word in enumerate(row.split())}
    of_a_year = _months_of_a_year() if language == "kk" else ()
    return found | dict(_catalogued(language)) | dict(_months_people_write(language)) | dict(of_a_year)


def _months_people_write(language: str) -> Iterator[tuple[str, tuple[Token, ...]]]:
    more = {"ru": (_PREPOSITIONAL,), "kk": (_KAZAKH_LOCATIVE,)}.get(language, ())
    for row in (_SHORT[language], *more):
        yield from ((word, (Token(Mark.MONTH, number),)) for number, word in enumerate(row.split(), 1))


def _months_of_a_year() -> Iterator[tuple[str, tuple[Token, ...]]]:
    """In Kazakh the month is the year's: 2021 жылдың қаңтарында, and so in each case."""
    for number, word in enumerate(_KAZAKH_POSSESSIVE.split(), 1):
        endings = ("", "не", "нің", "нде", "нен") if word.endswith("і") else ("", "на", "ның", "нда", "нан")
        month = Token(Mark.MONTH, number)
        for ending in endings:
            yield word + ending, (month, Token(Mark.ABLATIVE)) if ending == endings[-1] else (month,)


def _catalogued(language: str) -> Iterator[tuple[str, tuple[Token, ...]]]:
    t = Catalogue(language).text
    for key in (
        "months.plain",
        "months.of",
        "months.to",
        "months.from",
        "months.with",
        "months_short.plain",
        "months_short.of",
    ):
        for number, words in enumerate(t(f"dates.{key}").split("|"), 1):
            yield _stem(words), (Token(Mark.MONTH, number), *_ablative(language, key))
    for key in ("seasons.plain", "seasons.of"):
        for number, words in enumerate(t(f"dates.{key}").split("|")[:3], 21):
            yield _stem(words), (Token(Mark.SEASON, number),)


def _ablative(language: str, key: str) -> tuple[Token, ...]:
    """Kazakh puts "from" and "before" behind the date, announced by this case."""
    return (Token(Mark.ABLATIVE),) if (language, key) == ("kk", "months.from") else ()


def _stem(words: str) -> str:
    """A catalogue form as a bare word: without its full stop, without the particle that follows."""
    return words.split()[0].rstrip(".").casefold().replace("ё", "е")
