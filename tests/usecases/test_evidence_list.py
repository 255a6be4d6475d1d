"""The list of evidence: filters, pages, totals, and what stands behind one file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Consent, Evidence, Happening, Name, Person, Source
from casefile.domain.values import Text, When
from casefile.errors import Refused, VerificationFailed
from casefile.usecases import edit, evidence, evidencelist
from casefile.usecases.evidencelist import EvidenceFilter
from casefile.usecases.session import Session


def _attach(session: Session, folder: Path, name: str, details: Evidence) -> Evidence:
    path = folder / name
    path.write_text(f"invented words of {name}", "utf-8")
    return evidence.attach(session, path, details)


def _names(session: Session, wanted: EvidenceFilter) -> set[str | None]:
    return {row.evidence.original_name for row in evidencelist.page(session, wanted).rows}


def test_filters_by_case_kind_date_and_link(session: Session, tmp_path: Path) -> None:
    case = Case(reference="KZ-1", title=Text.of("Invented case", "en"), kind="person_at_risk")
    happening = Happening(cases=(Ref(case.id),), type="hearing", title=Text.of("Hearing", "en"), when=When("2024"))
    edit.save(session, [case, happening])
    belonging = evidence.attached_to(case.id)
    _attach(session, tmp_path, "loose.txt", Evidence())
    _attach(session, tmp_path, "of-case.txt", replace(belonging, kind="letter", captured=When("2024-03")))
    _attach(session, tmp_path, "shows.txt", replace(belonging, id="1" * 32, shows=(Ref(happening.id),)))
    cited = _attach(session, tmp_path, "source.txt", Evidence())
    edit.save(session, [Source(title=Text.of("Letter", "en"), kind="letter", evidence=Ref(cited.id))])

    assert _names(session, EvidenceFilter(case=case.id)) == {"of-case.txt", "shows.txt"}
    assert _names(session, EvidenceFilter(kind="letter")) == {"of-case.txt"}
    assert _names(session, EvidenceFilter(linked=True)) == {"shows.txt", "source.txt"}
    assert _names(session, EvidenceFilter(linked=False)) == {"loose.txt", "of-case.txt"}
    assert _names(session, EvidenceFilter(captured_from="2024-03-20", captured_to="2024-04-01")) == {"of-case.txt"}
    assert _names(session, EvidenceFilter(dated=False)) == {"loose.txt", "shows.txt", "source.txt"}


def test_pages_follow_one_another_and_totals_are_of_all(session: Session, tmp_path: Path) -> None:
    for number in range(5):
        _attach(session, tmp_path, f"{number}.txt", Evidence())
    first = evidencelist.page(session, limit=3)
    second = evidencelist.page(session, after=first.rows[-1], limit=3)
    assert (first.more, second.more) == (True, False)
    assert {row.evidence.original_name for row in (*first.rows, *second.rows)} == {f"{n}.txt" for n in range(5)}
    assert first.totals == second.totals
    assert first.totals.count == 5
    assert first.totals.size == sum(row.evidence.size or 0 for row in (*first.rows, *second.rows))


def test_a_deleted_file_is_not_listed(session: Session, tmp_path: Path) -> None:
    edit.delete(session, _attach(session, tmp_path, "gone.txt", Evidence()))
    assert evidencelist.page(session).totals.count == 0


def test_what_stands_behind_a_file(session: Session, tmp_path: Path) -> None:
    giver = Person(names=(Name(text="Gulnar Invented"),))
    consent = Consent(person=Ref(giver.id), use="court", answer="granted")
    withdrawn = Consent(person=Ref(giver.id), use="publication", answer="granted", withdrawn=When("2024"))
    source = Source(title=Text.of("Interview", "en"), kind="interview", authors=(Ref(giver.id),))
    case = Case(reference="KZ-1", title=Text.of("Invented case", "en"), kind="person_at_risk")
    edit.save(session, [giver, consent, withdrawn, source, case])
    details = replace(evidence.attached_to(case.id), source=Ref(source.id), obtained_from="Gulnar Invented")
    found = evidencelist.provenance(session, _attach(session, tmp_path, "a.txt", details).id)
    assert found.cases == (case,)
    assert found.source == source
    assert found.people == (giver,)
    assert found.consents == (consent,)
    assert [step.event["event"] for step in found.custody] == ["imported"]


def test_a_file_is_held_to_its_hash_on_demand(session: Session, tmp_path: Path) -> None:
    taken = _attach(session, tmp_path, "a.txt", Evidence())
    assert evidence.check(session, taken.id)
    stored = next(each for each in (session.path / "evidence").rglob("*") if each.is_file())
    stored.write_bytes(stored.read_bytes()[:-1] + b"!")
    with pytest.raises(VerificationFailed):
        evidence.check(session, taken.id)


def test_what_is_written_out_takes_the_place_of_nothing(session: Session, tmp_path: Path) -> None:
    file = _attach(session, tmp_path, "a.txt", Evidence())
    out, unfinished = tmp_path / "stick" / "a.txt", tmp_path / "stick" / "a.txt.part"
    out.parent.mkdir()
    for there in (unfinished, out):
        there.write_bytes(b"of another program")
        with pytest.raises(Refused) as refused:
            evidence.extract(session, file.id, out)
        assert refused.value.values["name"] == there.name
        assert there.read_bytes() == b"of another program"
        there.unlink()
    assert not [each for each in evidence.custody(session, file.id) if each.event["event"] == "exported"]
    evidence.extract(session, file.id, out)
    assert [each.name for each in out.parent.iterdir()] == ["a.txt"]
