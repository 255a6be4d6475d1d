"""Nothing typed is lost: drafts survive leaving, a lock and a crash, and go when the record is saved or the draft discarded."""

from __future__ import annotations

import shutil
from pathlib import Path

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from casefile.domain.kinds import Happening, Measure
from casefile.domain.values import Text, When
from casefile.usecases import drafts, edit
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from tests.ui.form.conftest import make_page, send
from ui.form.record_form import RecordForm
from ui.parts.dialog import Dialog
from ui.shell.targets import NewRecord, OpenRecord


def a_measure(session: Session) -> Measure:
    measure = Measure(
        type="restriction_of_freedom", title=Text.of("Invented restriction", "en"), start=When("2021-02-04")
    )
    edit.save(session, [measure])
    return measure


def write_end(form: RecordForm, words: str) -> None:
    form.body.fields()["end"].editor.field.edit.setText(words)


def press(dialog: Dialog, words: str) -> None:
    next(button for button in dialog.findChildren(QPushButton) if button.text() == words).click()


def dialog_of(page: object) -> Dialog:
    (found,) = page.findChildren(Dialog)
    return found


def test_what_was_typed_survives_a_crash(session: Session, passphrase: str, tmp_path: Path, qtbot: QtBot) -> None:
    measure = a_measure(session)
    page = make_page(session, qtbot)
    form = send(page, qtbot, OpenRecord("measure", measure.id))
    write_end(form, "32 February")  # no date: only a draft can hold it
    form.body.fields()["length"].editor.field.edit.setText("two years")
    with qtbot.waitSignal(form.keeper.kept):
        pass
    assert form.footer.status.text().startswith("Draft kept in the vault, ")
    crashed = tmp_path / "Crashed.casefile"
    shutil.copytree(session.path, crashed)  # as the disk is at that moment, nothing closed

    again = sessions.unlock(crashed, passphrase)
    try:
        other = make_page(again, qtbot)
        found = send(other, qtbot, OpenRecord("measure", measure.id))
        assert found.body.fields()["end"].editor.field.edit.text() == "32 February"
        assert found.body.fields()["length"].editor.field.text() == "two years"
        assert "Unsaved draft" in found.footer.status.text()
        assert edit.read(again, "measure", measure.id).record == measure
        found.footer.discard.click()
        qtbot.waitUntil(lambda: other.form() is None)
        assert drafts.kept(again) == ()
    finally:
        QThreadPool.globalInstance().waitForDone()
        again.lock()


def test_locking_keeps_what_was_typed_a_moment_ago(session: Session, qtbot: QtBot) -> None:
    measure = a_measure(session)
    page = make_page(session, qtbot)
    form = send(page, qtbot, OpenRecord("measure", measure.id))
    write_end(form, "May 2026")
    page.before_lock()
    (draft,) = drafts.kept(session)
    assert isinstance(draft.record, Measure)
    assert draft.record.end == When("2026-05")


def test_typing_back_what_it_was_leaves_no_draft(session: Session, qtbot: QtBot) -> None:
    measure = a_measure(session)
    page = make_page(session, qtbot)
    form = send(page, qtbot, OpenRecord("measure", measure.id))
    write_end(form, "May 2026")
    page.before_lock()
    write_end(form, "")
    assert not form.state.is_changed
    page.before_lock()
    assert drafts.kept(session) == ()


def test_saving_drops_the_draft_and_leads_back(session: Session, qtbot: QtBot) -> None:
    measure = a_measure(session)
    page = make_page(session, qtbot)
    form = send(page, qtbot, OpenRecord("measure", measure.id))
    write_end(form, "May 2026")
    page.before_lock()
    with qtbot.waitSignal(page._desk.returned):
        form.save()
    assert drafts.kept(session) == ()
    found = edit.read(session, "measure", measure.id).record
    assert isinstance(found, Measure)
    assert found.end == When("2026-05")


def test_a_date_that_is_none_is_refused_while_others_keep(session: Session, qtbot: QtBot) -> None:
    measure = a_measure(session)
    page = make_page(session, qtbot)
    form = send(page, qtbot, OpenRecord("measure", measure.id))
    write_end(form, "32 February")
    form.body.fields()["length"].editor.field.edit.setText("two years")
    form.save()
    field = form.body.fields()["end"]
    assert field.finding.text().startswith("No date can be read here.")
    assert field.editor.field.field.state() == "refused"
    assert form.footer.status.text().startswith("Not saved")
    assert form.body.fields()["length"].editor.field.text() == "two years"
    assert edit.read(session, "measure", measure.id).record == measure
    write_end(form, "28 February 2022")
    form.save()
    qtbot.waitUntil(lambda: page.form() is None)
    found = edit.read(session, "measure", measure.id).record
    assert isinstance(found, Measure)
    assert (found.end, found.length and found.length.words) == (When("2022-02-28"), "two years")


def test_a_finding_says_one_sentence_and_does_not_keep_from_saving(session: Session, qtbot: QtBot) -> None:
    measure = a_measure(session)
    page = make_page(session, qtbot)
    form = send(page, qtbot, OpenRecord("measure", measure.id))
    write_end(form, "February 2020")
    field = form.body.fields()["end"]
    qtbot.waitUntil(lambda: bool(field.finding.text()))
    assert "4 February 2021" in field.finding.text()
    assert field.editor.field.edit.accessibleDescription() == field.finding.text()
    form.save()
    qtbot.waitUntil(lambda: page.form() is None)
    found = edit.read(session, "measure", measure.id).record
    assert isinstance(found, Measure)
    assert found.end == When("2020-02")


def test_leaving_asks_and_staying_has_the_keyboard(session: Session, qtbot: QtBot) -> None:
    measure = a_measure(session)
    page = make_page(session, qtbot)
    form = send(page, qtbot, OpenRecord("measure", measure.id))
    form.cancel()
    assert page.form() is None  # nothing typed, nothing asked
    form = send(page, qtbot, OpenRecord("measure", measure.id))
    write_end(form, "May 2026")
    form.cancel()
    dialog = dialog_of(page)
    focused = dialog.focusWidget()
    assert isinstance(focused, QPushButton) and focused.text() == "Stay"
    press(dialog, "Stay")
    assert page.form() is form
    qtbot.waitUntil(lambda: not page.findChildren(Dialog))
    form.cancel()
    press(dialog_of(page), "Keep the draft")
    assert page.form() is None
    assert len(drafts.kept(session)) == 1
    form = send(page, qtbot, OpenRecord("measure", measure.id))
    form.cancel()
    press(dialog_of(page), "Discard")
    qtbot.waitUntil(lambda: page.form() is None)
    assert drafts.kept(session) == ()
    assert edit.read(session, "measure", measure.id).record == measure


def test_a_new_record_begun_before_is_offered(session: Session, qtbot: QtBot) -> None:
    page = make_page(session, qtbot)
    form = send(page, qtbot, NewRecord("happening"))
    form.body.fields()["title"].editor.box.edit.setPlainText("Key witness beaten")
    other = send(page, qtbot, NewRecord("happening"))  # going elsewhere keeps it
    assert "was begun and not saved" in other.heading.notice.plain()
    other.heading.notice.link_followed.emit()
    qtbot.waitUntil(lambda: page.form() is not other and page.form() is not None)
    again = page.form()
    assert again is not None
    assert again.body.fields()["title"].editor.box.text() == "Key witness beaten"
    again.save()
    qtbot.waitUntil(lambda: page.form() is None)
    assert drafts.kept(session) == ()
    found = edit.read(session, "happening", again.record_id).record
    assert isinstance(found, Happening) and str(found.title) == "Key witness beaten"


def test_an_empty_new_record_leaves_no_draft(session: Session, qtbot: QtBot) -> None:
    page = make_page(session, qtbot)
    form = send(page, qtbot, NewRecord("happening"))
    form.cancel()
    page.before_lock()
    assert page.form() is None
    assert drafts.kept(session) == ()


def test_what_changed_elsewhere_meanwhile_stays(session: Session, qtbot: QtBot) -> None:
    measure = a_measure(session)
    page = make_page(session, qtbot)
    form = send(page, qtbot, OpenRecord("measure", measure.id))
    write_end(form, "May 2026")
    changes = edit.save(
        session,
        [Measure(id=measure.id, type=measure.type, title=measure.title, start=measure.start, status="in_force")],
    )
    page._desk.changed.connect(page.refresh)
    page._desk.publish(changes)
    assert "changed elsewhere" in form.heading.notice.plain()
    form.save()
    qtbot.waitUntil(lambda: page.form() is None)
    found = edit.read(session, "measure", measure.id).record
    assert isinstance(found, Measure)
    assert (found.end, found.status) == (When("2026-05"), "in_force")
