"""Removing for good through the window: said beforehand, done once, and what is left is shown one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QThreadPool
from pytestqt.qtbot import QtBot

from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Consent, Happening, Name, Person, Role
from casefile.domain.values import Text, When
from casefile.usecases import edit, undo, verify
from casefile.usecases.session import Session
from ui.opening import open_workspace
from ui.parts.buttons import Link
from ui.purging import asking
from ui.purging.dialog import PurgeDialog
from ui.shell.targets import OpenRecord
from ui.shell.workspace import Workspace

CASE = Case(reference="X-1", title=Text.of("Invented", "en"))
PERSON = Person(names=(Name(text="Serik Inventedov", language="en"),), occupation=Text.of("teacher", "en"))
ROLE = Role(record=Ref(CASE.id), party=Ref(PERSON.id), role="victim")
TOLD = Happening(cases=(Ref(CASE.id),), type="arrest", title=Text.of("Inventedov was arrested", "en"))
CONSENT = Consent(person=Ref(PERSON.id), use="court", answer="granted", cases=(Ref(CASE.id),))


@pytest.fixture
def workspace(session: Session, qtbot: QtBot) -> Iterator[Workspace]:
    """The window over a vault with one person, named in one other text."""
    edit.save(session, [CASE, PERSON, ROLE, TOLD, CONSENT])
    made = open_workspace(session)
    qtbot.addWidget(made)
    made.resize(1093, 614)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    QThreadPool.globalInstance().waitForDone()


def opened(workspace: Workspace, qtbot: QtBot) -> PurgeDialog:
    """The dialog, once it stands."""
    qtbot.waitUntil(lambda: bool(workspace.findChildren(PurgeDialog)))
    return workspace.findChildren(PurgeDialog)[0]


def ask(workspace: Workspace, qtbot: QtBot) -> PurgeDialog:
    """From the page of the person."""
    workspace.go("people", PERSON.id)
    page = workspace.pages.currentWidget()
    qtbot.waitUntil(lambda: page.record.party_id() == PERSON.id)  # type: ignore[attr-defined]
    page.record.header.purge_asked.emit()  # type: ignore[attr-defined]
    return opened(workspace, qtbot)


def test_a_person_goes_whole_and_the_texts_that_name_them_are_offered(
    workspace: Workspace, session: Session, qtbot: QtBot
) -> None:
    dialog = ask(workspace, qtbot)
    assert dialog.focusProxy() is dialog.cancel
    goes, stays = dialog.outlook.goes.plain(), dialog.outlook.stays.plain()
    assert "Names, Occupation" in goes
    assert "roles: 1" in goes
    assert "What 2 entries of the history say" in goes
    assert "1 other record that names it" in stays
    assert "Backups" in stays
    assert dialog.mentions.model().rowCount() == 1
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.notices.said() == "Removed for good. The name still stands in 1 text.")
    assert edit.read(session, "person", PERSON.id).record == Person(id=PERSON.id)
    assert "Inventedov" not in repr(edit.history(session, PERSON.id))
    assert undo.undo(session) is None
    workspace.notices.follow()
    qtbot.waitUntil(lambda: workspace.pages.currentWidget().place() is not None)  # type: ignore[attr-defined]
    assert workspace.pages.currentWidget().place().id == TOLD.id  # type: ignore[attr-defined]
    QThreadPool.globalInstance().waitForDone()
    assert [check for check in verify.deep(session) if not check.held] == []


def test_some_fields_go_and_the_others_stay(workspace: Workspace, session: Session, qtbot: QtBot) -> None:
    dialog = ask(workspace, qtbot)
    dialog.some.setChecked(True)
    assert not dialog.verb.isEnabled()
    dialog.ticks.fields["occupation"].setChecked(True)
    assert "All that ever stood in: Occupation" in dialog.outlook.goes.plain()
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.notices.said() == "Removed for good.")
    assert edit.read(session, "person", PERSON.id).record == replace(PERSON, occupation=None)


def test_one_name_goes_and_the_others_stay(workspace: Workspace, session: Session, qtbot: QtBot) -> None:
    other, gone = Name(text="Serik the Baker", language="en"), Name(text="An old mistake", language="en")
    edit.save(session, [replace(PERSON, names=(*PERSON.names, other, gone))])
    edit.save(session, [replace(PERSON, names=(*PERSON.names, other))])
    dialog = ask(workspace, qtbot)
    dialog.some.setChecked(True)
    assert not dialog.ticks.entries[f"names/{other.id}"].isVisible()
    (link,) = dialog.ticks.findChildren(Link)
    link.click()
    words = {path: tick.accessibleName() for path, tick in dialog.ticks.entries.items()}
    assert "Serik the Baker" in words[f"names/{other.id}"]
    assert words[f"names/{gone.id}"].endswith("(taken out before)")
    dialog.ticks.entries[f"names/{other.id}"].click()
    dialog.ticks.entries[f"names/{gone.id}"].click()
    assert "Serik the Baker" in dialog.outlook.goes.plain()
    assert "Inventedov" not in dialog.outlook.goes.plain()
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.notices.said().startswith("Removed for good."))
    assert edit.read(session, "person", PERSON.id).record == PERSON
    history = repr(edit.history(session, PERSON.id))
    assert "Inventedov" in history
    assert "Baker" not in history
    assert "mistake" not in history
    assert [check for check in verify.deep(session) if not check.held] == []


def test_a_field_that_goes_whole_takes_its_entries_along(workspace: Workspace, session: Session, qtbot: QtBot) -> None:
    edit.save(session, [replace(PERSON, names=(*PERSON.names, Name(text="Serik the Baker", language="en")))])
    dialog = ask(workspace, qtbot)
    dialog.some.setChecked(True)
    dialog.ticks.choose([f"names/{PERSON.names[0].id}"])
    assert dialog.ticks.chosen() == (f"names/{PERSON.names[0].id}",)
    dialog.ticks.fields["names"].click()
    assert dialog.ticks.chosen() == ("names",)
    assert not dialog.ticks.entries[f"names/{PERSON.names[0].id}"].isEnabled()


def test_cancel_leaves_all_as_it_is(workspace: Workspace, session: Session, qtbot: QtBot) -> None:
    dialog = ask(workspace, qtbot)
    qtbot.keyClick(dialog.cancel, Qt.Key.Key_Space)
    QThreadPool.globalInstance().waitForDone()
    assert edit.read(session, "person", PERSON.id).record == PERSON


def test_a_form_forgets_what_was_typed_into_it(workspace: Workspace, session: Session, qtbot: QtBot) -> None:
    workspace.go("form", OpenRecord("person", PERSON.id))
    page = workspace.pages.currentWidget()
    qtbot.waitUntil(lambda: page.form() is not None)  # type: ignore[attr-defined]
    form = page.form()  # type: ignore[attr-defined]
    form.state.change("occupation", Text.of("typed and not saved", "en"), {})
    form.put_away()
    form.acts.ask_to_purge()
    qtbot.mouseClick(opened(workspace, qtbot).verb, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.notices.said().startswith("Removed for good"))
    assert page.form() is None  # type: ignore[attr-defined]
    workspace.before_lock()
    with session.database.reading() as connection:
        assert "typed and not saved" not in repr(session.local.all_kept(connection, ""))


def test_a_withdrawn_consent_offers_it(workspace: Workspace, session: Session, qtbot: QtBot) -> None:
    assert not asking.is_withdrawal(CONSENT, CONSENT)
    workspace.go("form", OpenRecord("consent", CONSENT.id))
    page = workspace.pages.currentWidget()
    qtbot.waitUntil(lambda: page.form() is not None)  # type: ignore[attr-defined]
    page.form().state.change("withdrawn", When("2026-05-01"), {})  # type: ignore[attr-defined]
    page.form().save()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: workspace.notices.said().startswith("Consent was withdrawn"))
    workspace.notices.follow()
    assert "Serik Inventedov" in opened(workspace, qtbot).accessibleName()
