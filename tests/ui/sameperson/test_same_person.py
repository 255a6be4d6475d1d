"""Who may be here already: said where a name is entered, and settled where people are looked at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casefile.crypto.kdf import FLOOR
from casefile.domain.kinds import Name, Person
from casefile.usecases import directory, edit, quickrecord, sameperson
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from ui.directory.page import DirectoryPage
from ui.directory.page import people as people_page
from ui.form.page import RecordPage
from ui.parts.buttons import Link
from ui.parts.rows import ROW_ROLE
from ui.sameperson.lines import NameLines
from ui.shell.desk import Desk
from ui.shell.targets import NewRecord
from ui.today.quick import QuickForm


@pytest.fixture
def vault(tmp_path: Path, passphrase: str) -> Iterator[Session]:
    """A vault in which one woman stands twice, and a man once."""
    opened = sessions.create(tmp_path / "Test.casefile", passphrase, "Invented Author", FLOOR)
    names = ("Айгүл Сәрсенова", "Aigul Sarsenova", "Bolat Omarov")
    edit.save(opened, [Person(id=f"{n:032x}", names=(Name(text=each),)) for n, each in enumerate(names, 1)])
    yield opened
    QThreadPool.globalInstance().waitForDone()
    opened.lock()


def _click(lines: NameLines, words: str) -> None:
    next(each for each in lines.links() if each.text() == words).click()


def _directory(qtbot: QtBot, session: Session) -> DirectoryPage:
    desk = Desk(session)
    page = people_page(desk)
    desk.setParent(page)
    desk.changed.connect(page.refresh)
    qtbot.addWidget(page)
    page.resize(1080, 720)
    page.show()
    qtbot.waitUntil(lambda: page.record.party_id() != "")
    return page


def _titles(page: DirectoryPage) -> list[str]:
    rows = page.list.list.rows
    return [rows.index(at).data(ROW_ROLE).title for at in range(rows.rowCount())]


def _form(qtbot: QtBot, session: Session, name: str) -> RecordPage:
    desk = Desk(session)
    page = RecordPage(desk)
    desk.setParent(page)
    qtbot.addWidget(page)
    page.resize(1080, 720)
    page.show()
    page.show_target(NewRecord("person", {"names": (Name(text=name),)}))
    qtbot.waitUntil(lambda: page.form() is not None and bool(_check(page).lines.said()))
    return page


def _check(page: RecordPage):  # type: ignore[no-untyped-def]  # a check, as people have names
    form = page.form()
    assert form is not None
    assert form.name_check is not None
    return form.name_check


def test_a_new_person_who_may_be_here_is_said_below_the_name_with_the_reason(qtbot: QtBot, vault: Session) -> None:
    lines = _check(_form(qtbot, vault, "Aigul Sarsenova")).lines
    assert lines.isVisible()
    assert any("May be the same as Aigul Sarsenova." in each.sentence for each in lines.said())
    assert [each.text() for each in lines.findChildren(Link)][:3] == ["Use this one", "Open", "Not the same"]


def test_the_one_who_is_here_takes_the_place_of_the_new_record(qtbot: QtBot, vault: Session) -> None:
    page = _form(qtbot, vault, "Bolat Omarov")
    _click(_check(page).lines, "Use this one")
    qtbot.waitUntil(lambda: page.form() is not None and page.form().record_id == f"{3:032x}")
    assert directory.count(vault, "person") == 3


def test_not_the_same_is_remembered_with_the_new_record(qtbot: QtBot, vault: Session) -> None:
    page = _form(qtbot, vault, "Bolat Omarov")
    form = page.form()
    assert form is not None
    _click(_check(page).lines, "Not the same")
    assert _check(page).lines.said() == ()
    form.save()
    qtbot.waitUntil(lambda: page.form() is None)
    assert directory.count(vault, "person") == 4
    assert sameperson.suggest(vault, "person", ["Bolat Omarov"], "en", own=form.record_id) == ()


def test_possible_duplicates_are_shown_alone_linked_and_unlinked(qtbot: QtBot, vault: Session) -> None:
    page = _directory(qtbot, vault)
    assert len(_titles(page)) == 3
    page.show_target(f"{3:032x}")
    qtbot.waitUntil(lambda: page.record.party_id() == f"{3:032x}")
    page.list.alike.click()
    assert page.record.party_id() == ""
    qtbot.waitUntil(lambda: len(_titles(page)) == 1)
    qtbot.waitUntil(lambda: page.record.party_id() == page.list.first())
    _click(page.record.same, "The same person")
    qtbot.waitUntil(lambda: _titles(page) == [])
    qtbot.waitUntil(lambda: page.record.party_id() == "")
    assert page.record.decided.isVisible(), "a quiet word that this was the last pair"
    page.refresh(None)
    qtbot.waitUntil(lambda: _titles(page) == [])
    assert page.record.decided.isVisible()
    page.record.decided.first_step.emit()
    assert not page.list.alike.isChecked()
    qtbot.waitUntil(lambda: len(_titles(page)) == 2)
    page.show_target(f"{1:032x}")
    qtbot.waitUntil(lambda: any("Same person as" in each.sentence for each in page.record.same.said()))
    _click(page.record.same, "Unlink")
    qtbot.waitUntil(lambda: len(_titles(page)) == 3)


def test_once_a_pair_is_decided_the_one_in_its_place_stands_beside_the_list(qtbot: QtBot, vault: Session) -> None:
    names = ("Нұрлан Бектасов", "Nurlan Bektasov")
    edit.save(vault, [Person(id=f"{n:032x}", names=(Name(text=each),)) for n, each in enumerate(names, 4)])
    page = _directory(qtbot, vault)
    page.list.alike.click()
    qtbot.waitUntil(lambda: len(_titles(page)) == 2)
    first = page.list.first()
    qtbot.waitUntil(lambda: page.record.party_id() == first and bool(page.record.same.said()))
    _click(page.record.same, "Not the same")
    qtbot.waitUntil(lambda: len(_titles(page)) == 1)
    qtbot.waitUntil(lambda: page.record.party_id() == page.list.first() != first)


def test_quick_record_takes_the_one_who_is_meant(qtbot: QtBot, vault: Session) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    quick = QuickForm(Desk(vault, holder), holder)
    quick.fields["who"].edit.setText("Омаров Болат")
    assert quick.name_check is not None
    check = quick.name_check
    qtbot.waitUntil(lambda: bool(check.lines.said()))
    _click(check.lines, "Use this one")
    quick.what.choose("arrest")
    assert quick.fields["who"].text() == "Bolat Omarov"
    quickrecord.record(vault, quick.typed())
    assert directory.count(vault, "person") == 3


def test_quick_record_of_a_namesake_makes_another_person(qtbot: QtBot, vault: Session) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    quick = QuickForm(Desk(vault, holder), holder)
    quick.fields["who"].edit.setText("Bolat Omarov")
    assert quick.name_check is not None
    check = quick.name_check
    qtbot.waitUntil(lambda: bool(check.lines.said()))
    _click(check.lines, "Not the same")
    quick.what.choose("arrest")
    quickrecord.keep_typed(vault, quick.typed())
    kept = quickrecord.kept_typed(vault)
    assert kept == quick.typed()
    quickrecord.record(vault, quick.typed())
    assert directory.count(vault, "person") == 4
    assert len(sameperson.duplicates(vault, "person", "en")) == 1, "only the woman who stands twice"
