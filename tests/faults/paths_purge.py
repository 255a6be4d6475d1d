"""Writing paths that take away: a purge of fields, of a file with its record, the removal of a case."""

from __future__ import annotations

import io
from pathlib import Path

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence, Happening, Name, Person, Role
from casefile.domain.values import Text
from casefile.usecases import edit, evidence, purge
from casefile.usecases.session import Session
from tests.faults.worlds import Stepwise


class Purging(Stepwise):
    """Some fields of a person, then one of two files whole, then a case with all that belongs to it alone."""

    name = "purge and removal"

    def __init__(self) -> None:
        super().__init__()
        self.case = Case(reference="X-1", title=Text.of("An invented case", "en"))
        self.person = Person(names=(Name(text="Invented Person"),), occupation=Text.of("teacher", "en"), tags=("a",))
        self.files = [
            Evidence(
                cases=(Ref(self.case.id),),
                title=Text.of(name, "und"),
                kind="photo",
                media_type="image/jpeg",
                original_name=name,
            )
            for name in ("a.jpg", "b.jpg")
        ]
        self.steps = (
            lambda session: purge.fields(session, self.person, ["occupation", "tags/a"]),
            lambda session: purge.records(session, [evidence.get(session, self.files[0].id)]),
            lambda session: purge.remove_case(session, self.case.id),
        )

    def furnish(self, session: Session, world: Path) -> None:
        arrest = Happening(cases=(Ref(self.case.id),), type="arrest")
        role = Role(party=Ref(self.person.id), role="victim", record=Ref(arrest.id))
        other = Happening(cases=(Ref(Case().id),), type="search")
        witness = Role(party=Ref(self.person.id), role="witness", record=Ref(other.id))
        edit.save(session, [self.case, self.person, arrest, role, other, witness])
        for details in self.files:
            evidence.take_in(session, io.BytesIO((details.original_name or "").encode() * 9000), details)
