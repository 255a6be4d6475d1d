"""Makes the vault that is kept of the present version of the tables: ``python tests/kept/make.py``, once, when the version is new.

What it made is never made again: a kept vault proves that the program still opens what an earlier one wrote.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from casefile.crypto.kdf import FLOOR
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Citation, Evidence, Happening, Measure, Name, Note, Person, Role, Source, Task
from casefile.domain.values import Text, Version, When
from casefile.records import schema
from casefile.usecases import drafts, edit, evidence, export, purge
from casefile.usecases import session as sessions
from casefile.usecases.drafts import Draft

KEPT = Path(__file__).parent
NAME = "casefile.json"
PASSPHRASE = "seven invented words kept for the tests"


def fill(session: sessions.Session) -> None:
    """Something of everything that lies in a vault: records, texts in languages, partial dates, a file, a draft, a purge, a deletion."""
    title = Text((Version("ru", "Выдуманное дело"), Version("kk", "Ойдан шығарылған іс", original=False)))
    case = Case(reference="X-1", title=title, kind="person_at_risk", status="detained", tags=("kept",))
    person = Person(names=(Name(text="Выдуман Выдуманов"), Name(text="Vydumanov")), occupation=Text.of("teacher", "en"))
    arrest = Happening(cases=(Ref(case.id),), type="arrest", when=When("2031-01~", "late January 2031"))
    measure = Measure(cases=(Ref(case.id),), type="remand", start=When("2031-01-28"))
    role = Role(record=Ref(arrest.id), party=Ref(person.id), role="victim")
    source = Source(title=Text.of("An invented report", "en"), date=When("2031"))
    citation = Citation(record=Ref(arrest.id), source=Ref(source.id), passage=Text.of("was arrested", "en"))
    task = Task(cases=(Ref(case.id),), title=Text.of("Appeal", "en"), due=When("2031-02-12"))
    note = Note(cases=(Ref(case.id),), text=Text.of("to be deleted", "en"))
    edit.save(session, [case, person, arrest, measure, role, source, citation, task, note])
    edit.save(
        session, [Person(id=person.id, names=person.names, occupation=Text.of("lawyer", "en"), tags=("changed",))]
    )
    edit.delete(session, note)
    details = Evidence(cases=(Ref(case.id),), original_name="a.txt", kind="document", media_type="text/plain")
    evidence.take_in(session, io.BytesIO("An invented letter. Ойдан шығарылған хат.".encode()), details)
    purge.fields(session, person, ["occupation"])
    drafts.keep(session, Draft(Case(reference="X-2", title=Text.of("Half written", "en"))))


def main() -> None:
    """Make the vault and, beside it, the JSON of what it holds."""
    place = KEPT / f"records-{schema.SCHEMA_VERSION}"
    place.mkdir()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "Kept.casefile"
        session = sessions.create(path, PASSPHRASE, "Invented Author", FLOOR)
        try:
            fill(session)
        finally:
            session.lock()
        shutil.copytree(path, place / path.name, ignore=shutil.ignore_patterns("lock"))
        session = sessions.unlock(path, PASSPHRASE)  # the export notes where it lies: not in the vault that is kept
        try:
            export.export(session, export.Wish("json", (), own_backup=True), Path(folder) / "content")
            shutil.copyfile(Path(folder) / "content" / NAME, place / NAME)
        finally:
            session.lock()


if __name__ == "__main__":
    main()
