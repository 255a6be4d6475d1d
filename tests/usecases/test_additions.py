"""What people added, through the whole house: journal, merging by path, undo, purge, search, exports and back, handing over."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casefile.crypto.kdf import FLOOR
from casefile.domain.definition import Ref
from casefile.domain.kinds import AddedField, Case, Extra, Happening, Term
from casefile.domain.values import Text, Version
from casefile.search import index
from casefile.usecases import additions, cases, edit, export, importing, purge, search, undo, verify
from casefile.usecases import session as sessions
from casefile.usecases.export import Wish
from casefile.usecases.session import Session

CASE = Case(reference="KZ-2031-001", title=Text.of("Invented", "en"), kind="incident")
PLATE = AddedField(kind="happening", label=Text.of("Number plate", "en"), shape="line", sensitivity="personal")
OFFICE = AddedField(kind="happening", label=Text.of("Office", "en"), shape="terms", sensitivity="public")
SECRET = AddedField(kind="happening", label=Text.of("Shelter", "en"), shape="line", sensitivity="secret")
NORTH = Term(
    list=OFFICE.id, code="north", label=Text((Version("en", "Borealis"), Version("kk", "Солтүстік", original=False)))
)
DRONE = Term(list="happening_type", code="drone", label=Text.of("Quadcopter", "en"))
HAPPENING = Happening(
    cases=(Ref(CASE.id),),
    type="drone",
    extra=(
        Extra(id=PLATE.id, line="777 XYZ 02"),
        Extra(id=OFFICE.id, codes=("north",)),
        Extra(id=SECRET.id, line="under the bridge"),
    ),
)


@pytest.fixture
def vault(session: Session) -> Session:
    edit.save(session, [CASE, PLATE, OFFICE, SECRET, NORTH, DRONE, HAPPENING])
    return session


def stored(session: Session) -> Happening:
    found = edit.read(session, "happening", HAPPENING.id).record
    assert isinstance(found, Happening)
    return found


def with_plate(record: Happening, plate: str) -> Happening:
    return replace(
        record, extra=tuple(replace(each, line=plate) if each.id == PLATE.id else each for each in record.extra)
    )


def test_it_is_kept_by_its_own_path_and_merges_with_other_values(vault: Session) -> None:
    assert stored(vault).extra == HAPPENING.extra
    with vault.database.writing() as unit:
        unit.save_over(HAPPENING, with_plate(HAPPENING, "001 AAA 02"))
    south = replace(
        HAPPENING, extra=(*HAPPENING.extra[:1], replace(HAPPENING.extra[1], codes=("south",)), *HAPPENING.extra[2:])
    )
    with vault.database.writing() as unit:  # by someone who had seen the first version only
        unit.save_over(HAPPENING, south)
    assert {each.id: each.line or each.codes for each in stored(vault).extra} == {
        PLATE.id: "001 AAA 02",
        OFFICE.id: ("south",),
        SECRET.id: "under the bridge",
    }
    changed = [line.path for line in edit.history(vault, HAPPENING.id) if line.operation == "change"]
    assert changed == [f"extra/{OFFICE.id}", f"extra/{PLATE.id}"]


def test_undo_and_purge_reach_it(vault: Session) -> None:
    edit.save(vault, [with_plate(HAPPENING, "001 AAA 02")])
    undo.undo(vault)
    assert stored(vault).extra == HAPPENING.extra
    purge.fields(vault, stored(vault), [f"extra/{SECRET.id}"])
    assert SECRET.id not in {each.id for each in stored(vault).extra}
    assert search.find(vault, "bridge") == ()
    assert "under the bridge" not in str([line.value for line in edit.history(vault, HAPPENING.id)])


def test_a_value_and_a_term_are_found_and_follow_their_words(vault: Session) -> None:
    assert [found.id for found in search.find(vault, "777")] == [HAPPENING.id]
    assert [found.id for found in search.find(vault, "солтустік")] == [HAPPENING.id]
    assert [found.id for found in search.find(vault, "quadcopter")] == [HAPPENING.id]
    edit.save(
        vault, [replace(DRONE, label=Text.of("Flying camera", "en")), replace(NORTH, label=Text.of("Aurora", "en"))]
    )
    assert [found.id for found in search.find(vault, "aurora flying")] == [HAPPENING.id]
    assert search.find(vault, "quadcopter") == ()
    edit.delete(vault, DRONE)
    assert search.find(vault, "flying") == ()
    with vault.database.reading() as connection:
        assert index.differing(connection, {HAPPENING.id: stored(vault)}) == []


def test_the_case_brings_its_definitions_and_the_checks_hold(vault: Session) -> None:
    whole = cases.load(vault, CASE.reference or "")
    assert {PLATE.id, OFFICE.id, SECRET.id, NORTH.id, DRONE.id} <= whole.records.keys()
    assert whole.additions.list("happening_type").label("drone", "en") == "Quadcopter"
    assert [check.key for check in verify.deep(vault) if not check.held] == []


def test_removing_a_case_leaves_the_vault_its_fields(vault: Session) -> None:
    purge.remove_case(vault, CASE.id)
    found = additions.load(vault)
    assert {each.id for each in found.fields} == {PLATE.id, OFFICE.id, SECRET.id}
    assert {each.id for each in found.terms} == {NORTH.id, DRONE.id}


@pytest.mark.parametrize("format_", ["json", "csv", "xlsx"])
def test_it_goes_out_and_comes_back(vault: Session, tmp_path: Path, format_: str) -> None:
    done = export.export(vault, Wish(format=format_, own_backup=True), tmp_path / "out")
    other = sessions.create(tmp_path / "Other.casefile", "other invented words of nobody", "Invented Reader", FLOOR)
    try:
        importing.take_in(other, [importing.file(path) for path in done.files if "schema" not in path.name])
        assert stored(other) == stored(vault)
        assert additions.load(other).fields and additions.load(other).terms
    finally:
        other.lock()


def test_what_is_secret_stays_where_others_read(vault: Session, tmp_path: Path) -> None:
    export.export(vault, Wish(format="json"), tmp_path / "out")
    written = (tmp_path / "out" / "casefile.json").read_text("utf-8")
    assert "777 XYZ 02" in written
    assert "under the bridge" not in written


def test_a_term_is_offered_no_more_and_again(vault: Session) -> None:
    additions.offer(vault, "happening_type", "search", offered=False)
    assert "search" not in [term.code for term in additions.load(vault).list("happening_type").offered]
    additions.offer(vault, "happening_type", "search", offered=True)
    found = additions.load(vault)
    assert "search" in [term.code for term in found.list("happening_type").offered]
    assert len([term for term in found.terms if term.code == "search"]) == 1


def test_deleted_fields_are_counted_by_what_they_hold(vault: Session) -> None:
    edit.delete(vault, PLATE)
    used = additions.used(vault)
    assert [each.id for each in used.additions.gone] == [PLATE.id]
    assert used.values[PLATE.id] == 1
