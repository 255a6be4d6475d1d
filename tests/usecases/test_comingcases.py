"""To which cases the records of a bundle belong."""

from __future__ import annotations

from pathlib import Path

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Happening, Name, Person, Role
from casefile.domain.values import Text
from casefile.usecases import edit, syncing
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
