"""Drafts: kept sealed in the vault, gone once saved, and saving over what a colleague changed meanwhile."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from casefile.domain.definition import Ref
from casefile.domain.kinds import Citation, Condition, Measure, Source, Term
from casefile.domain.values import Text, When
from casefile.errors import VerificationFailed
from casefile.records import schema
from casefile.usecases import additions, drafts, edit
from casefile.usecases import session as sessions
from casefile.usecases.drafts import Draft


def measure() -> Measure:
    return Measure(
        type="restriction_of_freedom",
        start=When("2021-02-04"),
        conditions=(Condition(act=Text.of("no paid work", "en")), Condition(act=Text.of("no petitions", "en"))),
    )


def cited(record: Measure, passage: str) -> Citation:
    return Citation(record=Ref(record.id), source=Ref(Source().id), passage=Text.of(passage, "en"))


def test_a_draft_survives_a_lock(tmp_path, passphrase):
    record = measure()
    draft = Draft(record, None, (cited(record, "He may not work."),), (), {"end": "32 February"})
    session = sessions.create(tmp_path / "Own.casefile", passphrase, "Invented Author", sessions.FLOOR)
    time = drafts.keep(session, draft)
    session.lock()
    session = sessions.unlock(session.path, passphrase)
    found = drafts.find(session, record.id)
    session.lock()
    assert found == replace(draft, time=time)


def test_one_draft_a_record_and_the_latest_first(session):
    first, second = measure(), measure()
    drafts.keep(session, Draft(first))
    drafts.keep(session, Draft(second))
    drafts.keep(session, Draft(replace(second, status="in_force")))
    assert len(drafts.kept(session)) == 2
    drafts.discard(session, first.id)
    (left,) = drafts.kept(session)
    assert left.record == replace(second, status="in_force")


def test_saving_writes_record_and_citations_together_and_drops_the_draft(session):
    record = measure()
    passages = (cited(record, "He may not work."), cited(record, "Nor sign petitions."))
    drafts.keep(session, Draft(record, None, passages))
    changes = drafts.save(session, Draft(record, None, passages))
    assert changes.records == {record.id, *(each.id for each in passages)}
    assert drafts.kept(session) == ()
    drafts.save(session, Draft(record, record, passages[:1], passages))
    assert edit.read(session, "citation", passages[1].id).deleted
    assert not edit.read(session, "citation", passages[0].id).deleted


def test_what_a_colleague_changed_meanwhile_stays(session):
    seen = measure()
    edit.save(session, [seen])
    theirs = replace(
        seen, status="in_force", conditions=(*seen.conditions, Condition(act=Text.of("no mass gathering", "en")))
    )
    edit.save(session, [theirs])
    mine = replace(
        seen, end=When("2026-02"), conditions=(replace(seen.conditions[0], exception=Text.of("a funeral", "en")),)
    )
    drafts.save(session, Draft(mine, seen))
    found = edit.read(session, "measure", seen.id).record
    assert isinstance(found, Measure)
    assert (found.status, found.end) == ("in_force", When("2026-02"))
    assert [str(each.act) for each in found.conditions] == ["no paid work", "no mass gathering"]
    assert str(found.conditions[0].exception) == "a funeral"


def test_an_altered_draft_is_refused(session):
    record = measure()
    drafts.keep(session, Draft(record))
    with session.database.maintaining() as connection:
        connection.execute(update(schema.kept).where(schema.kept.c.name.like("draft/%")).values(value=b"{}"))
    with pytest.raises(VerificationFailed):
        drafts.kept(session)


def test_a_term_that_nobody_gave_a_code_gets_one_from_its_words(session):
    for words in ("Watched by a drone", "Watched by a drone"):
        drafts.save(session, Draft(Term(list="happening_type", label=Text.of(words, "en"))))
    own = Term(list="happening_type", code="own", label=Text.of("Own words", "en"))
    drafts.save(session, Draft(own))
    codes = sorted(each.code or "" for each in additions.load(session).terms)
    assert codes == ["own", "watched_by_a_drone", "watched_by_a_drone_2"]
