"""An invented case with something in every section, and markup where a person might type it."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.domain.casefile import CaseFile
from casefile.domain.definition import Ref
from casefile.domain.kinds import (
    Case,
    Charge,
    Citation,
    Condition,
    Consent,
    Demand,
    Evidence,
    Happening,
    Instance,
    Intervention,
    Link,
    Measure,
    Name,
    Organisation,
    Person,
    Place,
    Position,
    Proceeding,
    Record,
    Relationship,
    Role,
    Source,
    StatusAsOf,
)
from casefile.domain.redaction import redact
from casefile.domain.values import Amount, Length, Quantity, Text, Version, When
from casefile.exports.annex import CustodyStep
from casefile.exports.document import Document
from casefile.exports.summary import build

HOSTILE = '<img src="file:///etc/passwd"/> & <b>bold</b> <font size="99">'
SHA256 = "0123456789abcdef" * 4
DAY = date(2024, 5, 2)


def words(english: str, russian: str | None = None, kazakh: str | None = None) -> Text:
    """A text in up to three languages."""
    versions = [("en", english), ("ru", russian), ("kk", kazakh)]
    return Text(tuple(Version(code, said, original=code == "en") for code, said in versions if said))


def records() -> tuple[Case, list[Record]]:
    """The case and what belongs to it."""
    place = Place(names=(Name(text="Қызылорда", language="kk"), Name(text="Kyzylorda", language="en")))
    case = Case(
        reference="X-2020-001",
        title=words("Timur Abayev", "Тимур Абаев", "Тимур Абаев"),
        summary=words("In short. " + HOSTILE, "Коротко.", "Қысқаша: әөүұіғқңһ ӘӨҮҰІҒҚҢҺ."),
        themes=("assembly",),
        region=Ref(place.id),
    )
    mine = (Ref(case.id),)
    report = Source(
        title=words("A published report"), kind="report", date=When("2020-05"), language="en", short="Report"
    )
    status = StatusAsOf(status="in_prison", as_of=When("2021-03-04"), source=Ref(report.id))
    abayev = Person(
        names=(Name(text="Timur Abayev", language="en"), Name(text="Тимур Абаев", language="ru")), statuses=(status,)
    )
    friend = Person(names=(Name(text="Serik Bokenov", language="en"), Name(text="Серік Бөкенов", language="kk")))
    court = Organisation(
        names=(Name(text="Court No. 7", language="en"), Name(text="Суд № 7", language="ru")), types=("court",)
    )
    trial = Proceeding(
        cases=mine, title=words("Trial of the protesters"), type="criminal", number="1-23/2020", subjects=(Ref(abayev.id),),
        charges=(Charge(article="Article 274", text=words("Spreading false information", "Распространение ложной информации"), status="filed", possible_penalty=words("up to five years")),),
        instances=(Instance(level="first", body=Ref(court.id), date=When("2020-06"), decision=words("Three years", "Три года")),),
        outcome="convicted",
    )  # fmt: skip
    arrest = Happening(
        cases=mine, title=words("Arrested at the market", "Задержан на рынке", "Базарда ұсталды"), type="arrest", when=When("2020-04-17"), place=Ref(place.id),
        description=words("Serik Bokenov's car was stopped. " + HOSTILE), stated_reason=words("Noise"), persons_affected=Quantity(40, 40, "about", "some 40"), alleged=True,
    )  # fmt: skip
    verdict = Happening(
        cases=mine, title=words("Verdict"), type="verdict", when=When("2020-06"), proceeding=Ref(trial.id)
    )
    prison = Measure(
        cases=mine, type="imprisonment", subject=Ref(abayev.id), decision=Ref(verdict.id), length=Length("three years", years=3), start=When("2020-06"),
        conditions=(Condition(act=words("No mass gathering"), exception=words("a funeral")),), amount=Amount(Quantity(180, 180), "EUR", "imposed", "unclear"),
    )  # fmt: skip
    appeal = Intervention(
        cases=mine, title=words("Open letter"), type="appeal", date=When("2020-07-01"), by=(Ref(court.id),),
        demands=(Demand(what=words("Release him"), addressee=Ref(court.id), answer=words("Refused")),),
    )  # fmt: skip
    file = Evidence(
        cases=mine, title=words("Recording of the square"), original_name="площадь.mp4", size=1_234_567, sha256=SHA256,
        media_type="video/mp4", captured=When("2020-04-17"), obtained_from="a passer-by",
    )  # fmt: skip
    found: list[Record] = [
        place, report, abayev, friend, court, trial, arrest, verdict, prison, appeal, file,
        Role(party=Ref(abayev.id), role="victim", record=Ref(case.id), naming="public", position=words("Teacher", "Учитель")),
        Role(party=Ref(friend.id), role="witness", record=Ref(arrest.id), naming="none"),
        Role(party=Ref(court.id), role="judge", record=Ref(verdict.id), naming="official"),
        Relationship(subject=Ref(friend.id), type="friend", object=Ref(abayev.id)),
        Position(cases=mine, who=Ref(court.id), stance="denies", words=words("No torture was found"), on=Ref(arrest.id)),
        Link(subject=Ref(arrest.id), type="in_retaliation_for", object=Ref(appeal.id), asserted_by=Ref(abayev.id)),
        Consent(person=Ref(abayev.id), use="publication", answer="granted", given=When("2020-05-05")),
    ]  # fmt: skip
    found += [
        Citation(record=Ref(each.id), source=Ref(report.id), locator="page 4", passage=words("verbatim words"))
        for each in (case, arrest, verdict, trial, prison, appeal)
    ]
    return case, found


@pytest.fixture(scope="session")
def casefile() -> CaseFile:
    """The case, whole."""
    case, found = records()
    return CaseFile(case, {each.id: each for each in found})


@pytest.fixture
def document(casefile: CaseFile, language: str, audience: str) -> Document:
    """Its summary."""
    files = {
        each.id: (CustodyStep("2024-05-01T10:00:00+05:00", "imported", "A. Monitor"),) for each in casefile.of(Evidence)
    }
    return build(redact(casefile, audience), language, files, DAY)


@pytest.fixture
def language() -> str:
    """English, where a test does not say otherwise."""
    return "en"


@pytest.fixture
def audience() -> str:
    """A lawyer, where a test does not say otherwise."""
    return "lawyer"
