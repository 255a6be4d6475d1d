"""To which cases the records of a bundle belong."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Citation, Happening, Link, Name, Person, Role, Source
from casefile.domain.values import Text
from casefile.usecases import comingcases, edit, syncing
from casefile.usecases.session import Session
from casefile.usecases.sharing import Scope
from tests.usecases.exchanging import send, team


def test_people_belong_to_the_cases_that_speak_of_them_and_loose_records_to_none(
    tmp_path: Path, passphrase: str
) -> None:
    one, other = team(tmp_path, ("Айгүл", "Борис"), passphrase)
    first, second = (Case(reference=f"X-{n}", title=Text.of(f"Case {n}", "en")) for n in (1, 2))
    arrest = Happening(cases=(Ref(first.id),), type="arrest")
    both, lone = (Person(names=(Name(text=name),)) for name in ("Both Cases", "No Case"))
    roles = [Role(party=Ref(both.id), role="victim", record=Ref(each.id)) for each in (arrest, second)]
    edit.save(one, [first, second, arrest, both, lone, *roles])
    seen = syncing.preview(other, send(one, other, tmp_path / "a.age"))
    assert {each.id: set(each.records) for each in seen.cases} == {
        first.id: {first.id, arrest.id, roles[0].id, both.id},
        second.id: {second.id, roles[1].id, both.id},
    }
    assert [each.label for each in seen.cases] == ["Case 1", "Case 2"]
    for each in (one, other):
        each.lock()


def test_a_case_that_stays_behind_is_none_to_choose_and_what_speaks_of_others_goes_with_them(
    tmp_path: Path, passphrase: str
) -> None:
    one, other = team(tmp_path, ("Айгүл", "Борис"), passphrase)
    goes, stays = (Case(reference=f"X-{n}", title=Text.of(f"Case {n}", "en")) for n in (1, 2))
    arrest = Happening(cases=(Ref(goes.id), Ref(stays.id)), type="arrest")
    trial = Happening(cases=(Ref(goes.id),), type="trial")
    source, person = Source(title=Text.of("A report", "en")), Person(names=(Name(text="In Both"),))
    role = Role(party=Ref(person.id), role="victim", record=Ref(arrest.id))
    joined = Link(subject=Ref(trial.id), type="because_of", object=Ref(arrest.id))
    cited = Citation(record=Ref(person.id), source=Ref(source.id))
    edit.save(one, [goes, stays, arrest, trial, source, person, role, joined, cited])
    seen = syncing.preview(other, send(one, other, tmp_path / "a.age", Scope.of_cases(goes.id)))
    assert [(each.label, set(each.records)) for each in seen.cases] == [
        ("Case 1", {each.id for each in (goes, arrest, trial, source, person, role, joined, cited)})
    ]
    for each in (one, other):
        each.lock()


def test_a_long_chain_of_records_keeps_nobody_waiting(session: Session) -> None:
    chain = [f"record{number}" for number in range(4000)]
    links: dict[str, comingcases.Links] = {one: (("about", other),) for one, other in pairwise(chain)}
    links |= {chain[0]: (("cases/a", "case"), ("about", chain[1])), chain[-1]: (), "case": ()}
    began = time.monotonic()
    with session.database.reading() as connection:
        (found,) = comingcases.sorted_in(connection, links, {"case": "X-1"}, "en")
    assert set(found.records) == links.keys()
    assert time.monotonic() - began < 5
