"""Invented vaults, cases and rows for the pictures and tests of the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from casefile.errors import CannotWrite, Refused, VerificationFailed
from casefile.progress import Progress
from ui.chronology.rows import Certainty, ChronologyRow, Kind, LaneSpan
from ui.unlock.door import Beside, KnownVault, NewVault, Recovery, Strength
from ui.words import language, t

PASSPHRASE = "amber kettle orbit fjord nine"
DAMAGED, FULL = "damaged", "full"
VAULTS = (
    KnownVault(Path("west"), "West desk", "This computer · last written 1 May 2024", "1 May 2024, 22:41"),
    KnownVault(
        Path("trial"), "Atyrau trial notes", "Blue stick · last written 12 April 2024", "12 April 2024", "stick"
    ),
    KnownVault(Path("practice"), "Practice", "Sample cases, nothing real", "", "practice"),
)


class InventedDoor:
    """A door with invented vaults behind it; `PASSPHRASE` opens all of them, `DAMAGED` finds them damaged, `FULL` on a full disk."""

    def __init__(self, vaults: Sequence[KnownVault] = VAULTS) -> None:
        self.known = list(vaults)
        self.allowed = True
        self.language = ""
        self.created: list[NewVault] = []
        self.beside = Beside()
        self.rescued: list[str] = []
        self.recovered: list[Recovery] = []

    def vaults(self) -> Sequence[KnownVault]:
        return self.known if self.allowed else ()

    def look(self, folder: Path) -> KnownVault:
        return KnownVault(folder, folder.name)

    def remembers(self) -> bool:
        return self.allowed

    def remember(self, allowed: bool) -> None:
        self.allowed = allowed

    def unlock(self, vault: KnownVault, passphrase: str, beside: Beside, progress: Progress) -> Any:
        self.beside = beside
        if passphrase == DAMAGED:
            raise VerificationFailed("vault.database_damaged")
        if passphrase == FULL:
            raise CannotWrite("vault.lies_full")
        if passphrase != PASSPHRASE:
            raise Refused("window.create.differs")
        return vault

    def rescue(self, vault: KnownVault, passphrase: str, beside: Beside, progress: Progress) -> Any:
        self.rescued.append(passphrase)
        if vault.sort == "stick":
            raise VerificationFailed("vault.database_damaged")
        return vault

    def recover(self, vault: KnownVault, wish: Recovery, progress: Progress) -> Any:
        self.recovered.append(wish)
        if "wrong" in wish.written:
            raise Refused("keys.not_a_recovery_key")
        return vault

    def text_of(self, file: Path) -> str:
        return file.read_text("utf-8")

    def make_keyfile(self, file: Path) -> Path:
        return file

    def create(self, wish: NewVault, progress: Progress) -> Any:
        self.created.append(wish)
        return KnownVault(wish.path, wish.name)

    def restore(self, backup: Path, place: Path, progress: Progress) -> KnownVault:
        return KnownVault(place / backup.name, backup.name)

    def default_place(self) -> Path:
        return Path("stick")

    def place_words(self, place: Path) -> tuple[str, str]:
        return "Blue stick", "58 GB"

    def strength(self, passphrase: str) -> Strength:
        words = len(passphrase.split())
        return Strength(min(words, 5) - (1 if words == 5 else 0), "five words; seven are safer for years to come")

    def suggest(self) -> str:
        return "amber kettle orbit fjord nine walnut chalk"

    def set_language(self, code: str) -> None:
        self.language = code

    def lock_minutes(self) -> int:
        return 3


def chronology() -> list[ChronologyRow]:
    """The rows of the picture `case-chronology`, in the language in use."""
    words = _CHRONOLOGY[language()]
    text = iter(words)
    remand, prison = LaneSpan("remand"), LaneSpan("imprisonment")
    begins, ends = LaneSpan("remand", edge=True, tied=True), LaneSpan("remand", edge=True)
    about, lasts = LaneSpan("about"), LaneSpan("lasting")

    def row(key: str, kind: Kind, certainty: Certainty = "exact", **more: Any) -> ChronologyRow:
        date, title, second = next(text)
        return ChronologyRow(
            key,
            kind,
            title,
            date_text=date,
            date_full=f"{date} (year)",
            second=second or None,
            certainty=certainty,
            **more,
        )

    def silence(key: str, months: int, above: tuple[LaneSpan, ...] = ()) -> ChronologyRow:
        words = t("window.chronology.silence", n=months)
        return ChronologyRow(key, "silence", words, lanes_above=(prison, *above), lanes_below=(prison,))

    through, inside = (remand,), (prison,)
    return [
        row("1", "happening", year="2016", swatch="remand", citations=(1,), lanes_below=(begins,)),
        row(
            "2",
            "happening",
            "about",
            alleged=True,
            citations=(1,),
            lanes_above=through,
            lanes_below=(remand, LaneSpan("about", edge=True)),
        ),
        row(
            "3",
            "proceeding",
            citations=(1,),
            lanes_above=(remand, replace(about, edge=True)),
            lanes_below=through,
            in_proceeding_below=True,
        ),
        row("4", "happening", citations=(1,), lanes_above=through, lanes_below=through, **_INSIDE),
        row("5", "happening", citations=(1,), lanes_above=through, lanes_below=through, **_INSIDE),
        row(
            "6",
            "proceeding",
            "partial",
            swatch="imprisonment",
            citations=(2,),
            lanes_above=(ends,),
            lanes_below=(replace(prison, edge=True, tied=True),),
            in_proceeding_above=True,
        ),
        row("7", "happening", "about", year="2017", citations=(2,), lanes_above=inside, lanes_below=inside),
        row("8", "proceeding", citations=(2,), lanes_above=inside, lanes_below=inside),
        row(
            "9",
            "happening",
            "about",
            citations=(2, 3),
            lanes_above=inside,
            lanes_below=(prison, replace(lasts, edge=True)),
        ),
        silence("10", 25, above=(replace(lasts, edge=True),)),
        row("11", "intervention", year="2019", citations=(4,), lanes_above=inside, lanes_below=inside),
        silence("12", 18),
        row("13", "happening", year="2021", citations=(5,), lanes_above=inside, lanes_below=inside),
        row(
            "14",
            "happening",
            citations=(5,),
            lanes_above=(replace(prison, edge=True),),
            lanes_below=(LaneSpan("restriction", edge=True, tied=True),),
        ),
        row(
            "15",
            "measure",
            end_text=t("window.chronology.end_not_stated"),
            swatch="restriction",
            citations=(5,),
            lanes_above=(LaneSpan("restriction"),),
            lanes_below=(LaneSpan("restriction"),),
        ),
    ]


_INSIDE = {"in_proceeding_above": True, "in_proceeding_below": True}
_CHRONOLOGY = {
    "en": [
        (
            "17 May",
            "Arrested together with Talgat Ayan",
            "Remand until the verdict · for organising land-code protests",
        ),
        ("May – Oct", "Ill-treatment in pre-trial detention", ""),
        ("12 Oct", "Trial of Bokayev and Ayan opens; up to ten years possible", ""),
        (
            "24 Oct",
            "Key witness Rinat Iskaliev beaten at his home",
            "Attackers unidentified · feared to be because of the trial",
        ),
        (
            "25 Oct",
            "Two picketers detained outside the court",
            "Elena Semenova, Shattik Tazhkenova · 180 EUR, each or together not stated",
        ),
        ("Nov", "Verdict: five years in prison", "Imprisonment, “five years” · same sentence for Talgat Ayan"),
        ("before 12 Jun", "Moved to a colony in Petropavlovsk, some 2,000 km away", ""),
        ("12 Jun", "Astana court rejects his complaint about the place", ""),
        ("mid-Jun", "Hunger strike against the ruling, two weeks", ""),
        ("1 Aug", "Release demanded by the 7th Platform, Kadyr Kassiyet", ""),
        ("3 Feb", "Lukpan Akhmedyarov held on his way to the release", ""),
        ("4 Feb", "Released, sentence served", ""),
        (
            "from 4 Feb",
            "Restriction of freedom, length not stated",
            "6 conditions: no paid work ... no mass gathering, except a funeral",
        ),
    ],
    "ru": [
        ("17 мая", "Арестован вместе с Талгатом Аяном", "Содержание под стражей до приговора · за земельные протесты"),
        ("май – окт.", "Жестокое обращение под стражей", ""),
        ("12 окт.", "Начался суд над Бокаевым и Аяном; грозит до 10 лет", ""),
        (
            "24 окт.",
            "Избит ключевой свидетель Ринат Искалиев",
            "У своего дома, нападавшие не установлены · возможно, из-за суда",
        ),
        (
            "25 окт.",
            "Задержаны две участницы пикета у суда",
            "Елена Семенова, Шаттик Тажкенова · штраф 180 EUR, каждой или обеим",
        ),
        ("ноябрь", "Приговор: пять лет лишения свободы", "Лишение свободы, «пять лет» · столько же Талгату Аяну"),
        ("до 12 июня", "Переведён в колонию в Петропавловске, за 2000 км", ""),
        ("12 июня", "Суд в Астане отклонил жалобу на место отбывания", ""),
        ("сер. июня", "Голодовка против решения суда, две недели", ""),
        ("1 авг.", "7-я Платформа «Кадыр-касиет» требует освобождения", ""),
        ("3 февр.", "Задержан Лукпан Ахмедьяров, ехавший к освобождению", ""),
        ("4 февр.", "Освобождён, срок отбыт", ""),
        (
            "с 4 февр.",
            "Ограничение свободы, срок не указан",
            "6 условий: без оплачиваемой работы ... без собраний, кроме похорон",
        ),
    ],
}
_CHRONOLOGY["kk"] = _CHRONOLOGY["ru"]
SOURCES = {
    "en": ["CIVICUS, 2016", "IPHR, KIBHR, 2017", "S. Glushkova, 2017", "Report, 2019", "Crude Accountability"],
    "ru": ["CIVICUS, 2016", "IPHR, КМБПЧ, 2017", "С. Глушкова", "Обзор, 2019", "Crude Accountability"],
}
SOURCES["kk"] = SOURCES["ru"]
