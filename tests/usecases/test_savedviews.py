"""Views of the case list are kept under a name, counted, renamed, forgotten, and gone with whom they name."""

from __future__ import annotations

import pytest

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Name, Person, Role
from casefile.domain.values import Text
from casefile.errors import NotFound, Refused
from casefile.usecases import cases, edit, narrowing, purge, railcounts, savedviews, verify
from casefile.usecases import session as sessions
from casefile.usecases.narrowing import SavedSearch
from casefile.usecases.savedviews import SavedView
from casefile.usecases.search import Narrowing
from casefile.usecases.session import Session

PERSON = Person(names=(Name(text="Invented Person"),))
OPEN = Case(reference="KZ-1", title=Text.of("Land protest in Invented", "en"), kind="incident", status="open")
CLOSED = Case(reference="KZ-2", title=Text.of("Another", "en"), kind="incident", status="closed")
INCIDENTS = SavedView("Incidents", "open", {"kind": "incident"}, {"kind": "Incident"})


@pytest.fixture
def vault(session: Session) -> Session:
    role = Role(party=Ref(PERSON.id), role="victim", record=Ref(OPEN.id))
    edit.save(session, [PERSON, OPEN, CLOSED, role])
    return session


def _told(session: Session) -> list[tuple[str, int]]:
    return [(each.view.name, each.cases) for each in savedviews.saved(session)]


def test_views_are_listed_by_name_with_the_number_of_cases_they_show(vault: Session) -> None:
    savedviews.save(vault, INCIDENTS)
    savedviews.save(vault, SavedView("all incidents", "", {"kind": "incident"}))
    savedviews.save(vault, SavedView("Land", "", {"words": "land prot"}))
    assert _told(vault) == [("all incidents", 2), ("Incidents", 1), ("Land", 1)]
    found = savedviews.saved(vault)[1].view
    assert (found.ready, dict(found.values), dict(found.words)) == ("open", {"kind": "incident"}, {"kind": "Incident"})
    wanted = savedviews.case_filter(found.ready, found.values)
    assert [row.reference for row in cases.page(vault, wanted)] == ["KZ-1"]


def test_they_outlast_a_lock_and_no_journal_tells_of_them(vault: Session, passphrase: str) -> None:
    before = railcounts.counts(vault).entries
    savedviews.save(vault, INCIDENTS)
    assert railcounts.counts(vault).entries == before
    path = vault.path
    vault.lock()
    again = sessions.unlock(path, passphrase)
    try:
        assert _told(again) == [("Incidents", 1)]
        assert all(check.held for check in verify.quick(again))
    finally:
        again.lock()


def test_one_of_the_same_name_gives_way(vault: Session) -> None:
    savedviews.save(vault, INCIDENTS)
    savedviews.save(vault, SavedView("  Incidents ", "closed"))
    assert _told(vault) == [("Incidents", 1)]
    assert savedviews.saved(vault)[0].view.ready == "closed"


def test_a_view_is_renamed_but_takes_nobody_s_name(vault: Session) -> None:
    first = savedviews.save(vault, INCIDENTS)
    savedviews.save(vault, SavedView("Closed", "closed"))
    assert savedviews.rename(vault, first.id, "  What  happened ").name == "What happened"
    with pytest.raises(Refused):
        savedviews.rename(vault, first.id, "Closed")
    with pytest.raises(Refused):
        savedviews.rename(vault, first.id, " ")
    savedviews.forget(vault, first.id)
    with pytest.raises(NotFound):
        savedviews.rename(vault, first.id, "Else")
    assert _told(vault) == [("Closed", 1)]


def test_what_is_narrowed_to_someone_goes_with_them(vault: Session) -> None:
    savedviews.save(vault, SavedView("Person", "", {"person": PERSON.id}, {"person": "Invented Person"}))
    savedviews.save(vault, INCIDENTS)
    narrowing.save(
        vault, SavedSearch("Person", "arrest", "", Narrowing(person=PERSON.id), {"person": "Invented Person"})
    )
    narrowing.save(vault, SavedSearch("Arrests", "arrest"))
    purge.records(vault, [PERSON])
    assert _told(vault) == [("Incidents", 1)]
    assert [each.name for each in narrowing.saved(vault)] == ["Arrests"]
