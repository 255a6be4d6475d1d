"""A plain table of cases as people bring it: a case, a person and a happening in each row, into an empty vault."""

from __future__ import annotations

import csv
import random
import time
from pathlib import Path

import pytest

from casefile.usecases import importing
from casefile.usecases.importing import ColumnMapping, SheetMapping
from casefile.usecases.session import Session
from tests.benchmarks.conftest import Figure

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1800)]
ROWS, CASES_A_SECOND = 10_000, 700
FIRST = ("Нурбек", "Айдос", "Марат", "Гульнара", "Ерлан", "Сауле")
PARTS = ("ба", "кен", "нур", "тай", "сар", "бек", "жан", "мур", "али")
COLUMNS = {
    "Номер": "case.reference",
    "Дело": "case.title.ru",
    "ФИО": "person.names.1.text",
    "Дата": "happening.when",
    "Вид события": "happening.type",
    "Описание": "happening.description.ru",
}


def table(path: Path) -> None:
    """Write `ROWS` invented rows, the same each time."""
    dice = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for number in range(ROWS):
            name = f"{dice.choice(FIRST)} {''.join(dice.choices(PARTS, k=3)).capitalize()}ов"
            day = f"20{dice.randint(10, 24)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
            told = f"{name} задержан у дома, адвокат не допущен, протокол номер {number}"
            rows.writerow([f"X-{number}", f"Дело о задержании: {name}", name, day, "arrest", told])


def test_importing_a_plain_table(session: Session, tmp_path: Path, figure: Figure) -> None:
    table(tmp_path / "list.csv")
    mapping = ColumnMapping({"": SheetMapping(COLUMNS, {})}, "ru")
    begun = time.perf_counter()
    taken = importing.take_in(session, [importing.file(tmp_path / "list.csv")], mapping)
    seconds = time.perf_counter() - begun
    assert taken.counts.new == {"case": ROWS, "person": ROWS, "happening": ROWS}
    figure(
        f"importing a table of {ROWS:,} cases, each with a person and a happening",
        f"{ROWS / seconds:,.0f} cases a second (above {CASES_A_SECOND})",
    )
    assert ROWS / seconds > CASES_A_SECOND
