"""A case for each audience: who is named, what stays behind, and when the export stops."""

from __future__ import annotations

import dataclasses
import json

import pytest

from casefile.domain.casefile import CaseFile
from casefile.domain.codec import record_to_json
from casefile.domain.definition import Ref
from casefile.domain.kinds import (
    Case,
    Citation,
    Consent,
    ContactDatum,
    Evidence,
    Happening,
    Name,
    Note,
    Organisation,
    Person,
    Record,
    Relationship,
    Role,
    Source,
    StatusAsOf,
)
from casefile.domain.redaction import AUDIENCES, redact
from casefile.domain.values import Text, When

CASE = Case(reference="X-1", title=Text.of("Тимур Абаев", "ru"), remarks=Text.of("for ourselves", "en"))
KNOWN = Person(names=(Name(text="Тимур Абаев", language="ru"),))
FRIEND = Person(
    names=(Name(text="Серік Бөкенов", language="kk"), Name(text="Serik Bokenov", language="en")),
    birth=When("1990"),
    contacts=(ContactDatum(value="+7 700 000 00 00"),),
)
WITNESS = Person(names=(Name(text="Асель Омарова", language="ru"),), pseudonym="Ласточка")
JUDGE = Person(names=(Name(text="Ербол Сатпаев", language="ru"),))
REPORT = Source(title=Text.of("A report", "en"), kind="report")
TESTIMONY = Source(
    title=Text.of("Разговор с Асель Омаровой", "ru"),
    kind="testimony",
    authors=(Ref(WITNESS.id),),
    testimony=Text.of("Я видела всё.", "ru"),
)
FILE = Source(title=Text.of("From the file", "en"), kind="court_document", legal_restriction="pretrial_secrecy")
SEARCH = Happening(
    cases=(Ref(CASE.id),),
    title=Text.of("Обыск у Серика Бөкенова", "ru"),
    description=Text.of("Serik Bokenov's flat; Асель Омаровой не было дома.", "en"),
    when=When("2017-05-23", "on the day after Serik called"),
)
SECRET_STEP = Happening(cases=(Ref(CASE.id),), title=Text.of("Допрос", "ru"), when=When("2017-06"))
RECORDING = Evidence(
    cases=(Ref(CASE.id),),
    title=Text.of("Recording", "en"),
    source=Ref(TESTIMONY.id),
    original_name="omarova.ogg",
    sha256="0" * 64,
)


def _role(party: Record, role: str, naming: str | None, record: Record = CASE) -> Role:
    return Role(party=Ref(party.id), role=role, record=Ref(record.id), naming=naming)


def _cite(record: Record, source: Source) -> Citation:
    return Citation(record=Ref(record.id), source=Ref(source.id), passage=Text.of("дословно", "ru"))


def _case(*more: Record) -> CaseFile:
    records: list[Record] = [
        KNOWN, FRIEND, WITNESS, JUDGE, REPORT, TESTIMONY, FILE, SEARCH, SECRET_STEP, RECORDING,
        _role(KNOWN, "victim", "public"),
        _role(JUDGE, "judge", "official", SEARCH),
        _role(WITNESS, "witness", "none", SEARCH),
        _cite(SEARCH, REPORT), _cite(SEARCH, TESTIMONY), _cite(SECRET_STEP, FILE), _cite(CASE, REPORT),
        Relationship(subject=Ref(FRIEND.id), type="friend", object=Ref(KNOWN.id)),
        _role(FRIEND, "subject", None, SEARCH),
        Note(cases=(Ref(CASE.id),), text=Text.of("meet at noon", "en")),
        *more,
    ]  # fmt: skip
    return CaseFile(CASE, {record.id: record for record in records})


def _words(casefile: CaseFile) -> str:
    return json.dumps([record_to_json(record) for record in casefile], ensure_ascii=False)


def test_a_lawyer_reads_all_names_and_no_secret() -> None:
    done = redact(_case(), "lawyer")
    words = _words(done.casefile)
    assert not done.replaced and not done.blocked
    assert "Серик" in words and "Асель Омаровой" in words and "Я видела всё." in words and "omarova.ogg" in words
    assert "for ourselves" not in words and "+7 700" not in words and "meet at noon" not in words
    assert done.withheld[0].reason == "secret" and done.withheld[0].records == 3


@pytest.mark.parametrize("audience", ["un", "partner"])
def test_others_read_pseudonyms_in_every_spelling_and_ending(audience: str) -> None:
    done = redact(_case(), audience)
    words = _words(done.casefile)
    assert not done.blocked
    for fragment in ("Сер", "Serik", "Бөкен", "Боке", "Bok", "Омаров", "Асель", "1990", "omarova"):
        assert fragment not in words, fragment
    assert "Тимур Абаев" in words and "Ербол Сатпаев" in words
    assert "Обыск у «Знакомый 1»" in words and "Friend 1's flat; Ласточка не было дома." in words


def test_the_account_says_how_often_and_why() -> None:
    replaced = {each.name: each for each in redact(_case(), "un").replaced}
    friend, witness = replaced["Серік Бөкенов"], replaced["Асель Омарова"]
    assert (friend.pseudonym["en"], friend.pseudonym["kk"], friend.reason) == ("Friend 1", "1-дос", "no_basis")
    assert (friend.places, friend.inflected) == (3, 1)
    assert (witness.pseudonym["ru"], witness.places, witness.inflected) == ("Ласточка", 2, 2)


def test_secrecy_keeps_the_record_and_what_only_it_tells() -> None:
    for audience in ("un", "partner", "public"):
        done = redact(_case(), audience)
        assert FILE.id in done.hidden and SECRET_STEP.id in done.hidden
        assert {each.reason: each.records for each in done.withheld}["pretrial_secrecy"] == 2
    assert SECRET_STEP.id not in redact(_case(), "lawyer").hidden


def test_a_testimony_goes_to_the_un_with_consent_alone_and_never_to_partners() -> None:
    consent = Consent(person=Ref(WITNESS.id), use="un_body", answer="granted_without_name")
    words = {audience: _words(redact(_case(consent), audience).casefile) for audience in ("un", "partner")}
    assert "Я видела всё." in words["un"] and "Омаров" not in words["un"]
    assert "Я видела всё." not in words["partner"]
    without = redact(_case(), "un")
    assert "Я видела всё." not in _words(without.casefile) and RECORDING.id in without.hidden
    assert {each.reason: each.files for each in without.withheld}["testimony"] == 1


def test_consent_names_and_its_withdrawal_hides() -> None:
    granted = Consent(person=Ref(FRIEND.id), use="un_body", answer="granted")
    assert "Serik Bokenov" in _words(redact(_case(granted), "un").casefile)
    assert "Serik" not in _words(redact(_case(granted), "partner").casefile)
    withdrawn = dataclasses.replace(granted, withdrawn=When("2020-01-01"))
    done = redact(_case(withdrawn), "un")
    assert "Serik" not in _words(done.casefile)
    assert {each.reason for each in done.replaced if each.person_id == FRIEND.id} == {"withdrawn"}


def test_a_refusal_outweighs_a_published_name_and_counts_for_a_lawyer_too() -> None:
    for audience, use in (("public", "publication"), ("lawyer", "lawyer")):
        refused = Consent(person=Ref(KNOWN.id), use=use, answer="refused")
        assert "Абаев" not in _words(redact(_case(refused), audience).casefile)
    refused = Consent(person=Ref(JUDGE.id), use="publication", answer="refused")
    assert "Сатпаев" in _words(redact(_case(refused), "public").casefile)


def test_the_public_reads_what_is_published_only() -> None:
    done = redact(_case(), "public")
    kept = done.casefile.records
    assert SEARCH.id in kept and TESTIMONY.id not in kept and RECORDING.id not in kept
    assert all(not isinstance(each, Consent | Note) for each in kept.values())
    unpublished = CaseFile(CASE, {KNOWN.id: KNOWN})
    assert redact(unpublished, "public").blocked[0].reason == "unpublished"


def test_a_person_named_only_by_what_stays_behind_stays_behind() -> None:
    hidden = Person(names=(Name(text="Скрытный Человек"),))
    done = redact(_case(hidden, _role(hidden, "investigator", "official", SECRET_STEP)), "un")
    assert hidden.id in done.hidden and "Скрытный" not in _words(done.casefile)


def test_a_status_told_by_a_withheld_source_stays_behind() -> None:
    body = Organisation(
        names=(Name(text="Фонд"),), statuses=(StatusAsOf(status="banned", as_of=When("2020"), source=Ref(FILE.id)),)
    )
    done = redact(_case(body, _role(body, "supporter", "public")), "un")
    kept = done.casefile.get(body.id, Organisation)
    assert kept is not None and kept.statuses == ()


def test_the_export_stops_where_a_name_may_still_be_read() -> None:
    doubtful = Happening(cases=(Ref(CASE.id),), title=Text.of("Видели Бокэновну", "ru"), when=When("2018"))
    done = redact(_case(doubtful, _cite(doubtful, REPORT)), "un")
    assert [(each.record, each.path, each.reason) for each in done.blocked] == [(doubtful.id, "title", "name")]


def test_a_confidential_case_stops_whole() -> None:
    case = dataclasses.replace(CASE, confidentiality="strictly_confidential")
    assert redact(CaseFile(case, {}), "lawyer").blocked[0].reason == "confidential"


def test_a_pseudonym_that_holds_the_name_is_no_pseudonym() -> None:
    careless = dataclasses.replace(FRIEND, pseudonym="S. Bokenov")
    done = redact(_case(careless), "un")
    assert done.blocked


def test_what_is_untouched_is_what_the_vault_holds() -> None:
    whole = _case()
    done = redact(whole, "un")
    assert (SEARCH.id, "title") in done.changed and (SEARCH.id, "when") in done.changed
    assert (KNOWN.id, f"names/{KNOWN.names[0].id}") in done.untouched
    assert (FRIEND.id, f"names/{FRIEND.names[0].id}") in done.changed
    assert not done.changed & done.untouched
    assert {record for record, _ in done.untouched} <= {record.id for record in done.casefile}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_same_case_is_redacted_alike_every_time(audience: str) -> None:
    whole = _case()
    assert redact(whole, audience) == redact(whole, audience)


def test_a_second_record_of_one_who_may_not_be_named_is_not_named_either() -> None:
    again = Person(names=(Name(text="Assel Omarova", language="en"),))
    roles = (
        Role(party=Ref(WITNESS.id), role="witness", record=Ref(CASE.id), naming="none"),
        Role(party=Ref(again.id), role="complainant", record=Ref(CASE.id), naming="public"),
    )
    same = Relationship(subject=Ref(WITNESS.id), type="same_person", object=Ref(again.id))
    note = Happening(cases=(Ref(CASE.id),), title=Text.of("Assel Omarova complained", "en"))
    records = {each.id: each for each in (WITNESS, again, *roles, note)}
    apart = redact(CaseFile(CASE, records), "public")
    assert "Assel Omarova" in json.dumps([record_to_json(each) for each in apart.casefile])
    linked = redact(CaseFile(CASE, {**records, same.id: same}), "public")
    assert "Omarova" not in json.dumps([record_to_json(each) for each in linked.casefile])
