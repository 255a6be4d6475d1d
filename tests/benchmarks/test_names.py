"""Names: how many spellings are recognised beside the generic way, how fast two are compared, and one found among 300,000 people."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from anyascii import anyascii
from rapidfuzz import fuzz
from sqlalchemy import insert

from casefile.crypto.kdf import FLOOR
from casefile.domain.names import compare
from casefile.search import query
from casefile.search.index import name_rows
from casefile.search.tables import name_key
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from tests.domain.names.gathered import HALVES, Pair, near_misses, variants, written_later

pytestmark = [pytest.mark.bench, pytest.mark.timeout(900)]

PEOPLE = 300_000
SEED = 20161128
BATCH = 20_000
Figure = Callable[[str, str], None]
Verdict = Callable[[str, str], bool]

GIVEN = [
    "Абай",
    "Абзал",
    "Абылай",
    "Адилет",
    "Азамат",
    "Айбек",
    "Айгүл",
    "Айдана",
    "Айдар",
    "Айжан",
    "Айнұр",
    "Ақмарал",
    "Александр",
    "Алексей",
    "Әлия",
    "Алмас",
    "Алмат",
    "Анна",
    "Арман",
    "Асель",
    "Асет",
    "Асхат",
    "Асқар",
    "Аян",
    "Бақыт",
    "Бақытжан",
    "Бауыржан",
    "Бейбіт",
    "Берік",
    "Болат",
    "Виктор",
    "Владимир",
    "Галина",
    "Ғалым",
    "Гүлнар",
    "Гүлжан",
    "Дана",
    "Данияр",
    "Дәурен",
    "Дина",
    "Дмитрий",
    "Думан",
    "Евгений",
    "Елена",
    "Ербол",
    "Ержан",
    "Ерлан",
    "Ермек",
    "Жанар",
    "Жанат",
    "Жанболат",
    "Жәнібек",
    "Жұлдыз",
    "Зарина",
    "Ильяс",
    "Ирина",
    "Қайрат",
    "Қанат",
    "Кенжебек",
    "Қуандық",
    "Лариса",
    "Ләззат",
    "Мадина",
    "Максим",
    "Мақсат",
    "Марат",
    "Мария",
    "Махамбет",
    "Мейрам",
    "Мұрат",
    "Мұхтар",
    "Назгүл",
    "Наталья",
    "Нұрбек",
    "Нұргүл",
    "Нұржан",
    "Нұрлан",
    "Нұрсұлтан",
    "Олжас",
    "Ольга",
    "Ораз",
    "Роза",
    "Рустам",
    "Сәуле",
    "Светлана",
    "Серік",
    "Сергей",
    "Талғат",
    "Тимур",
    "Төлеген",
    "Ұлан",
    "Шолпан",
    "Юлия",
]
ROOTS = [
    "Абай",
    "Абдырахман",
    "Әбіш",
    "Ақан",
    "Әлім",
    "Аман",
    "Арын",
    "Асан",
    "Ахмет",
    "Байжан",
    "Бейсен",
    "Бекет",
    "Бөкей",
    "Дәулет",
    "Досым",
    "Дүйсен",
    "Елеусін",
    "Ерғали",
    "Ермек",
    "Есен",
    "Жақып",
    "Жүніс",
    "Жұмабай",
    "Жұмағұл",
    "Зәкір",
    "Ибрай",
    "Исқақ",
    "Исмаил",
    "Қабыл",
    "Қадыр",
    "Кенже",
    "Көшер",
    "Құл",
    "Қасым",
    "Мұса",
    "Мұхамед",
    "Мырза",
    "Назар",
    "Нұрғали",
    "Нұркен",
    "Омар",
    "Ораз",
    "Оспан",
    "Рахым",
    "Сабыр",
    "Садық",
    "Сәрсен",
    "Сейт",
    "Серік",
    "Смағұл",
    "Сұлтан",
    "Тасбұлат",
    "Тілеу",
    "Тоқ",
    "Төлеген",
    "Тұрсын",
    "Үсен",
    "Өмір",
    "Шәкір",
    "Шаймерден",
    "Ыбырай",
    "Юсуп",
]
MIDDLES = ("", "бай", "бек", "жан", "ғали", "хан", "мұхамед", "тай")
SURNAMES = ("ов", "ев", "ова", "ева", "", "ұлы", "қызы")
PUBLISHED = str.maketrans(
    dict(zip("аәбвгғдезийкқлмнңопрстуфхыі", "aabvggdeziikklmnnoprstufhyi", strict=True))
    | {
        "ө": "o",
        "ұ": "u",
        "ү": "u",
        "һ": "h",
        "ж": "zh",
        "ш": "sh",
        "ч": "ch",
        "ь": "",
        "ю": "yu",
        "я": "ya",
        "ц": "ts",
    }
)


def generic(one: str, other: str) -> bool:
    """What one would do without knowing the languages."""
    return fuzz.ratio(anyascii(one).lower(), anyascii(other).lower()) >= 90


def ours(one: str, other: str) -> bool:
    return compare(one, other).same


SETS = {half: (variants(half), near_misses(half)) for half in HALVES} | {"written later": written_later()}


@pytest.mark.parametrize("which", SETS)
def test_spellings_recognised(which, figure: Figure) -> None:
    same, two = SETS[which]
    for what, verdict in (("Casefile", ours), ("anyascii + rapidfuzz ratio 90", generic)):
        found, taken = _count(verdict, same), _count(verdict, two)
        figure(
            f"names, {which}, {len(same)} spellings and {len(two)} near misses: {what}",
            f"recall {found / len(same):.3f}   precision {found / (found + taken):.3f}   near misses taken for one {taken / len(two):.3f}",
        )


def _count(verdict: Verdict, pairs: list[Pair]) -> int:
    return sum(verdict(each.one, each.other) for each in pairs)


def test_comparisons_a_second(figure: Figure) -> None:
    people = list(_people(random.Random(SEED + 1), 3000))
    pairs = list(zip(people[::2], people[1::2], strict=True))
    begun = time.perf_counter()
    for one, other in pairs:
        compare(one[0], other[1])
    figure("names: comparisons a second, each name new", f"{len(pairs) / (time.perf_counter() - begun):8.0f}")
    begun = time.perf_counter()
    for _, other in pairs[:1000]:
        compare(pairs[0][0][0], other[0])
    figure("names: comparisons a second, one name with many", f"{1000 / (time.perf_counter() - begun):8.0f}")


@pytest.fixture
def crowd(tmp_path: Path, passphrase: str) -> Iterator[tuple[Session, list[tuple[str, str]]]]:
    """A vault whose index of names holds as many people, each in Kazakh and as the press writes them."""
    session = sessions.create(tmp_path / "V.casefile", passphrase, "Invented Author", FLOOR)
    people = list(_people(random.Random(SEED), PEOPLE))
    with session.database.maintaining() as connection:
        for start in range(0, PEOPLE, BATCH):
            batch = enumerate(people[start : start + BATCH], start)
            rows = [row for number, names in batch for row in name_rows(f"{number:032x}", "person", names)]
            connection.execute(insert(name_key), rows)
    yield session, people
    session.lock()


def test_a_name_among_300_000_people(crowd, figure: Figure) -> None:
    session, people = crowd
    wanted = random.Random(SEED + 2).sample(range(PEOPLE), 120)
    whole: list[float] = []
    typing: list[float] = []
    missed = 0
    with session.database.reading() as connection:
        for number in wanted:
            name = people[number][number % 2]
            whole.append(_milliseconds(lambda typed=name: query.names(connection, typed, (), 50)))
            missed += f"{number:032x}" not in {hit.record for hit in query.names(connection, name, (), 50)}
            surname = name.split()[-1]
            for end in range(1, len(surname) + 1):
                typing.append(_milliseconds(lambda typed=surname[:end]: query.names(connection, typed, (), 20)))
    figure(f"names: {PEOPLE} people, a whole name, median and p95", _spread(whole))
    figure(
        f"names: {PEOPLE} people, a surname letter by letter, median and p95", f"{_spread(typing)} (p95 below 30 ms)"
    )
    assert missed == 0
    assert max(_p95(whole), _p95(typing)) < 30


def _milliseconds(job: Callable[[], object]) -> float:
    begun = time.perf_counter()
    job()
    return (time.perf_counter() - begun) * 1000


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.1f} ms, {_p95(values):.1f} ms"


def _people(chance: random.Random, number: int) -> Iterator[tuple[str, str]]:
    """Invented names, surnames as unevenly spread as in life, each in Cyrillic and in Latin letters."""
    surnames = [f"{root}{middle}{ending}" for root in ROOTS for middle in MIDDLES for ending in SURNAMES]
    chance.shuffle(surnames)
    often = [1 / (place + 20) for place in range(len(surnames))]
    for given, surname in zip(chance.choices(GIVEN, k=number), chance.choices(surnames, often, k=number), strict=True):
        name = f"{given} {surname}"
        yield name, name.lower().translate(PUBLISHED).title()
