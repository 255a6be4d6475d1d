"""The import as a person walks through it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QThreadPool

from casefile.domain.kinds import AddedField, Case
from casefile.domain.values import Text
from casefile.importers.guess import guess  # the guess that the core would make
from casefile.usecases import cases, edit, export
from casefile.usecases.importing import ColumnMapping, TableLook, pasted
from ui.exporting.dialog import ExportDialog
from ui.importing.page import ImportPage
from ui.importing.plan import Plan, Step
from ui.shell.desk import Desk

TABLE = "Name\tDate of arrest\tCity\tComment\nInvented Person\t5 January 2022\tInvented Town\tx\nSomebody Else\tsometime\tInvented Town\ty\n"


@pytest.fixture
def desk(session, qtbot):
    found = Desk(session)
    yield found
    QThreadPool.globalInstance().waitForDone()
    found.deleteLater()


@pytest.fixture
def page(desk, qtbot):
    found = ImportPage(desk)
    qtbot.addWidget(found)
    found.resize(1093, 614)
    found.show()
    return found


def go_on(page, qtbot, step):
    page.go_on.click()
    qtbot.waitUntil(lambda: page.at is step)


def test_nothing_chosen_leads_nowhere(page):
    assert not page.go_on.isEnabled()
    assert page.stepper.isVisible()


def test_a_pasted_table_is_mapped_looked_at_and_taken_in(page, desk, qtbot):
    page.choose.table.edit.setPlainText(TABLE)
    go_on(page, qtbot, Step.COLUMNS)
    assert {head: choice.value() for (_, head), choice in page.columns.choices.items()} == {
        "Name": "person.names.1.text",
        "Date of arrest": "happening.when",
        "City": "happening.place",
        "Comment": "note.text",
    }
    page.columns.choices["", "Comment"].choose("")
    page.columns.reference.edit.setText("KZ-2022-900")
    go_on(page, qtbot, Step.PREVIEW)
    assert not page.go_on.isEnabled()
    assert page.preview.problem_count == 1
    page.look.leave.setChecked(True)
    assert page.go_on.isEnabled()
    with qtbot.waitSignal(desk.changed):
        page.go_on.click()
    qtbot.waitUntil(lambda: page.at is Step.DONE)
    whole = cases.load(desk.vault, "KZ-2022-900")
    assert {kind: len(found) for kind, found in whole.by_kind().items()} == {
        "happening": 1, "role": 1, "person": 1, "place": 1,
    }  # fmt: skip
    assert page.foot.said().startswith("5 records")


def test_a_field_is_taken_by_one_column_alone(page, qtbot):
    page.choose.table.edit.setPlainText(TABLE)
    go_on(page, qtbot, Step.COLUMNS)
    choices = page.columns.choices
    choices["", "Comment"].choose("person.names.1.text")
    assert choices["", "Name"].value() == ""


def test_nothing_is_changed_while_it_is_looked_at(page, qtbot):
    page.choose.table.edit.setPlainText(TABLE)
    go_on(page, qtbot, Step.COLUMNS)
    page.go_on.click()
    assert not page.columns.isEnabled(), "another meaning of a column would be taken in without a preview"
    qtbot.waitUntil(lambda: page.at is Step.PREVIEW)
    assert page.look.isEnabled()


def test_an_export_of_casefile_needs_no_mapping(page, desk, qtbot, tmp_path):
    edit.save(desk.vault, [Case(reference="A-1", title=Text.of("Title", "en"))])
    written = export.export(desk.vault, export.Wish("csv"), tmp_path / "out").files
    page.take_files(written)
    go_on(page, qtbot, Step.PREVIEW)
    assert page.preview.same == 1
    assert not page.go_on.isEnabled()


def test_what_cannot_be_read_is_said_and_one_stays_where_one_was(page, qtbot, tmp_path):
    (tmp_path / "picture.xlsx").write_bytes(b"\xff\xd8\xff\xe0 no table")
    page.take_files((tmp_path / "picture.xlsx",))
    page.go_on.click()
    qtbot.waitUntil(lambda: page._errors.count() == 1)
    assert page.at is Step.CHOOSE
    assert "no table" in page._errors.itemAt(0).widget().accessibleName()


def test_nothing_read_stays_after_a_lock(page, qtbot):
    page.choose.table.edit.setPlainText(TABLE)
    go_on(page, qtbot, Step.COLUMNS)
    page.before_lock()
    assert page.choose.table.text() == ""
    assert page.plan == Plan("en")


def test_the_case_of_all_rows_does_not_overrule_the_table():
    heads = ("Name", "Case number")
    look = TableLook("list.csv", "", heads, (("A", "KZ-1"),), None, guess("", heads))
    plan = Plan("en", (pasted("x"),)).looked_at((look,))
    assert isinstance(plan.mapping(), ColumnMapping)
    assert "case.reference" not in plan.mapping().sheets[""].always
    own = plan.mapped("", "Case number", "")
    from dataclasses import replace

    assert replace(own, case="KZ-2").mapping().sheets[""].always == {"role.role": "victim", "case.reference": "KZ-2"}


def test_a_field_that_people_added_is_offered_for_a_column(page, desk, qtbot):
    plate = AddedField(kind="happening", label=Text.of("Number plate", "en"), shape="line", sensitivity="personal")
    edit.save(desk.vault, [plate])
    page.choose.table.edit.setPlainText("Name\tNumber plate\tAuto\nInvented Person\t123 ABC\tx\n")
    go_on(page, qtbot, Step.COLUMNS)
    target = f"happening.extra/{plate.id}"
    assert page.columns.choices["", "Number plate"].value() == target
    assert page.columns.choices["", "Auto"].findText("Happening: Number plate") > 0


def test_the_export_dialog_writes_a_folder(desk, qtbot, tmp_path):
    edit.save(desk.vault, [Case(reference="A-1", title=Text.of("Title", "en"))])
    dialog = ExportDialog(desk)
    qtbot.addWidget(dialog)
    assert not dialog.own.isChecked()
    with qtbot.waitSignal(dialog.accepted):
        dialog.write(tmp_path)
    (folder,) = tmp_path.glob("casefile-json-*")
    assert {path.name for path in folder.iterdir()} == {"casefile.json", "casefile.schema.json"}


def test_the_export_dialog_shows_what_belongs_to_a_format(desk, qtbot, tmp_path):
    case = Case(reference="A-1", title=Text.of("Title", "en"))
    edit.save(desk.vault, [case])
    dialog = ExportDialog(desk, (case.id, "A-1"))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.own.setChecked(True)
    assert dialog.wish().own_backup and dialog.own_line.isVisible() and not dialog.files.isVisible()
    said = set()
    for form in export.FORMATS:
        dialog.format.choose(form)
        said.add(dialog.about.text())
    assert len(said) == len(export.FORMATS) and "" not in said
    dialog.format.choose("uwazi")
    dialog.files.setChecked(True)
    assert dialog.files_line.isVisible() and not dialog.own.isVisible()
    wish = dialog.wish()
    assert (wish.own_backup, wish.files, wish.audience) == (False, True, "")
    dialog.format.choose("json")
    dialog.audience.choose("public")
    assert dialog.redacted.isVisible() and not dialog.own.isVisible()
    wish = dialog.wish()
    assert (wish.own_backup, wish.files, wish.audience) == (False, False, "public")
