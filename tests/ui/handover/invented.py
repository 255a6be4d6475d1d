"""An invented vault for the pictures and tests of the handover: two cases, people who may not be named, contacts, files."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

from casefile.crypto.age import HybridIdentity
from casefile.crypto.kdf import FLOOR
from casefile.crypto.signing import SigningKey
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Citation, Contact, Evidence, Happening, Note, Person, Relationship, Role, Source
from casefile.domain.kinds.party import ContactDatum, Name
from casefile.domain.values import Text, Version, When
from casefile.files import resource
from casefile.usecases import edit, evidence
from casefile.usecases import session as sessions
from casefile.usecases.session import Session

PASSPHRASE = "seven invented words that nobody uses here"
REFERENCE = "XX-2017-013"
_SEARCH = {
    "en": "On 23 May 2017 police searched the flat of Nurlan Primerov in Baikonur, over a complaint about noise. He was not at home; "
    "Serik Bekov and two workers were there. The next day he was asked to sign a note about Serik Bekov and the others, who were "
    "not registered at the address.\n"
    "He called off the protest planned for 26 May. His complaint, written with Gulnar Tulegenova, was dismissed by the prosecutor.",
    "ru": "23 мая 2017 года полиция обыскала квартиру Нурлана Примерова в Байконыре по жалобе на шум. Его не было дома; там были "
    "Серик Беков и двое рабочих. На следующий день его попросили подписать объяснение о Серике Бекове и остальных, не "
    "зарегистрированных по адресу.\n"
    "Он отменил протест, назначенный на 26 мая. Его жалобу, написанную с Гульнар Тулегеновой, прокурор отклонил.",
}


def make(path: Path) -> Session:
    """A new vault at `path`, left open."""
    session = sessions.create(path, PASSPHRASE, "Invented Author", FLOOR)
    main, other = _case(REFERENCE, "Nurlan Primerov"), _case("XX-2019-002", "Asem Ulgina")
    records = [main, other, *_people(main, other), *_contacts()]
    edit.save(session, records)
    for name in ("broken-camera.jpg", "court-notice.pdf", "statement.txt"):
        details = Evidence(cases=(Ref(main.id),), title=Text.of(f"Invented {name.partition('.')[0]}", "en"))
        evidence.attach(session, resource("sample", "media", name), details)
    return session


def contact(name: str, purpose: str, when: str = "", how: str = "") -> Contact:
    """A contact with fresh keys."""
    return Contact(
        name=name,
        purpose=Text.of(purpose, "en"),
        recipient=HybridIdentity.generate().recipient.encode(),
        signing_key=SigningKey.generate().public.encode(f"casefile-device-{secrets.token_hex(16)}"),
        compared=When(when) if when else None,
        compared_how=Text.of(how, "en") if how else None,
    )


def _case(reference: str, title: str) -> Case:
    return Case(reference=reference, title=Text.of(title, "en"), kind="person", summary=Text.of("Invented.", "en"))


def _contacts() -> list[Contact]:
    renewed = replace(contact("Dana Isenova", "lawyer, Almaty", "2024-03-02", "by phone"), renewed=When("2024-04-20"))
    return [
        replace(contact("Geneva desk", "UN submissions", "2024-04-14", "in person"), team=True),
        contact("Coordinator", "monthly updates"),
        renewed,
    ]


def _person(english: str, russian: str) -> Person:
    return Person(
        names=(
            Name(text=english, script="Latn", language="en", sort="usual"),
            Name(text=russian, script="Cyrl", language="ru"),
        ),
        contacts=(ContactDatum(sort="phone", value="+0 000 000"),),
    )


def _people(main: Case, other: Case) -> list[object]:
    chief, friend = _person("Nurlan Primerov", "Нурлан Примеров"), _person("Serik Bekov", "Серик Беков")
    lawyer, second = _person("Gulnar Tulegenova", "Гульнар Тулегенова"), _person("Asem Ulgina", "Асем Ульгина")
    source = Source(title=Text.of("Invented report", "en"), kind="report", short="Report, 2017")
    search = Happening(
        cases=(Ref(main.id),),
        type="search",
        title=Text.of("Police search his flat", "en"),
        when=When("2017-05-23"),
        description=Text((Version("en", _SEARCH["en"]), Version("ru", _SEARCH["ru"], original=False))),
    )
    arrest = Happening(
        cases=(Ref(other.id),), type="arrest", title=Text.of("Arrested at work", "en"), when=When("2019-02-03")
    )
    return [
        chief, friend, lawyer, second, source, search, arrest,
        *_roles(main, search, chief, friend, lawyer),
        Role(party=Ref(second.id), role="accused", record=Ref(other.id), naming="public"),
        Relationship(subject=Ref(friend.id), type="friend", object=Ref(chief.id)),
        *(Citation(record=Ref(each.id), source=Ref(source.id), certainty="reported") for each in (main, other, search, arrest)),
        Note(cases=(Ref(main.id),), text=Text.of("Call his sister.", "en")),
    ]  # fmt: skip


def _roles(main: Case, search: Happening, chief: Person, friend: Person, lawyer: Person) -> list[Role]:
    return [
        Role(party=Ref(chief.id), role="victim", record=Ref(main.id), naming="public"),
        Role(party=Ref(friend.id), role="participant", record=Ref(search.id), naming="consent"),
        Role(party=Ref(lawyer.id), role="lawyer", record=Ref(main.id), naming="none"),
    ]
