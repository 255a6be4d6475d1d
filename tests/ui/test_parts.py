"""The parts, as a person meets them."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.parts.buttons import Button
from ui.parts.chips import FilterChip
from ui.parts.choice import Choice
from ui.parts.date_field import DateField, Reading
from ui.parts.dialog import Dialog, confirm_destruction
from ui.parts.drop import DropArea
from ui.parts.fields import PassphraseField, TextField
from ui.parts.flow import Flow
from ui.parts.focus import FocusFrame, follow_focus
from ui.parts.jobs_bar import JobsBar, JobView
from ui.parts.labelled import Labelled
from ui.parts.labels import Label
from ui.parts.menus import menu_under
from ui.parts.paragraphs import Paragraph
from ui.parts.rows import ListView, Row
from ui.parts.split import ListAndRecord
from ui.parts.tables import Cell, Column, TableRow, TableView
from ui.parts.tabs import Tabs
from ui.parts.toggles import Segments

SENTENCE = "The end lies before the beginning of 4 February 2021, which the same source states on its second page."


def _shown(qtbot: QtBot, widget: QWidget, wide: int = 400, high: int = 300) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(wide, high)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def test_a_button_never_hides_its_words(qtbot: QtBot, qapp: QApplication) -> None:
    button = Button("Құжатты сақтап, келесісін қосу")
    qtbot.addWidget(button)
    narrow = button.minimumSizeHint().width()
    theme.apply(qapp, theme.Appearance(scale=2.0))
    assert button.minimumSizeHint().width() > 1.8 * narrow
    assert button.sizeHint().height() == 64


def test_finding_reaches_screen_readers_and_shows_whole(qtbot: QtBot) -> None:
    field = TextField()
    labelled = Labelled("Until", field)
    _shown(qtbot, labelled, wide=220)
    low = labelled.finding.height()
    labelled.warn(SENTENCE)
    QApplication.processEvents()
    assert field.state() == "finding"
    assert field.edit.accessibleName() == "Until"
    assert field.edit.accessibleDescription() == SENTENCE
    assert labelled.finding.heightForWidth(220) > 2 * 17
    assert labelled.finding.height() >= low
    labelled.clear()
    assert field.state() == "rest"
    assert labelled.finding.isHidden()


def test_passphrase_is_hidden_until_the_eye_is_pressed_and_taken_once(qtbot: QtBot) -> None:
    field = PassphraseField()
    _shown(qtbot, field)
    qtbot.keyClicks(field.edit, "amber kettle")
    assert field.edit.echoMode() == QLineEdit.EchoMode.Password
    field.eye.click()
    assert field.edit.echoMode() == QLineEdit.EchoMode.Normal
    assert field.take() == "amber kettle"
    assert field.text() == ""


def test_choice_gives_back_the_value_not_the_words(qtbot: QtBot) -> None:
    choice = Choice([("house", "Домашний арест"), ("bail", "Залог")], placeholder="выберите")
    _shown(qtbot, choice)
    assert choice.value() == ""
    choice.choose("bail")
    assert (choice.value(), choice.currentText()) == ("bail", "Залог")


def test_segments_move_with_a_click_and_tell(qtbot: QtBot) -> None:
    segments = Segments([("en", "English"), ("ru", "Русский")], "en")
    _shown(qtbot, segments)
    with qtbot.waitSignal(segments.chosen) as told:
        qtbot.mouseClick(segments, Qt.MouseButton.LeftButton, pos=QPoint(segments.width() - 10, 10))
        segments.layout().itemAt(1).widget().click()  # type: ignore[union-attr]  # the second segment is there
    assert told.args == ["ru"]
    assert segments.value() == "ru"


def test_date_field_shows_how_it_was_read(qtbot: QtBot) -> None:
    def read(text: str) -> Reading:
        return Reading("2021-02", "month", "Month only") if "Feb" in text else Reading("")

    holder = QWidget()
    column = QVBoxLayout(holder)
    field, other = DateField(read, lambda text, precision: f"{precision} of {text}"), QLineEdit()
    column.addWidget(field)
    column.addWidget(other)
    _shown(qtbot, holder)
    other.setFocus()
    assert not field.strip.isVisible()
    field.edit.setFocus()
    QApplication.processEvents()
    assert field.strip.isVisible()
    qtbot.keyClicks(field.edit, "Feb 2021")
    assert (field.edtf(), field.strip.value()) == ("2021-02", "month")
    field.strip.chosen.emit("about")
    assert field.text() == "about of Feb 2021"
    other.setFocus()
    QApplication.processEvents()
    assert field.says.isVisible()


def test_tabs_that_do_not_fit_go_under_more_and_the_open_one_stays(qtbot: QtBot) -> None:
    tabs = Tabs([(name, name) for name in ("Overview", "Chronology", "Proceedings", "Evidence", "Sources", "Notes")])
    _shown(qtbot, tabs, wide=900)
    assert tabs.hidden_names() == []
    tabs.resize(360, 36)
    assert "Notes" in tabs.hidden_names()
    tabs.open("Notes")
    assert tabs.name() == "Notes"
    assert "Notes" not in tabs.hidden_names()


def test_list_keeps_the_choice_when_rows_change(qtbot: QtBot) -> None:
    view = ListView("list")
    _shown(qtbot, view)
    view.show_rows([Row("1", "Alia N."), Row("2", "Bolat T.", reference="KZ-2", second="on trial", right="1 May")])
    view.choose("2")
    view.show_rows([Row("2", "Bolat T."), Row("3", "Dina K.")])
    assert view.key() == "2"
    with qtbot.waitSignal(view.opened) as told:
        view.activated.emit(view.rows.find("3"))
    assert told.args == ["3"]


def test_the_keyboard_coming_to_a_list_chooses_nothing(qtbot: QtBot) -> None:
    """What was asked for is still being read then, and would give way to the first row."""
    view, chosen = ListView("list"), []
    view.chosen.connect(chosen.append)
    _shown(qtbot, view)
    view.show_rows([Row("1", "Alia N."), Row("2", "Bolat T.")])
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert chosen == []
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert chosen == ["2"]


def test_a_row_is_read_aloud_whole(qtbot: QtBot) -> None:
    view = ListView("list")
    qtbot.addWidget(view)
    view.show_rows([Row("2", "Bolat T.", reference="KZ-2", second="on trial", right="1 May", overdue=True)])
    assert view.rows.index(0).data() == "Bolat T., KZ-2, on trial, 1 May"


def test_table_tells_which_row_is_chosen(qtbot: QtBot) -> None:
    table = TableView([Column("What", stretch=True), Column("Except", wide=90)])
    _shown(qtbot, table)
    table.show_rows([TableRow(str(n), (Cell(f"ban {n}"), Cell("—", citations=(1,)))) for n in range(3)])
    with qtbot.waitSignal(table.chosen) as told:
        table.selectRow(2)
    assert told.args == ["2"]


def test_dropped_files_arrive_as_paths(qtbot: QtBot, tmp_path: Path) -> None:
    area = DropArea("Drop files here", target="KZ-2019-007")
    _shown(qtbot, area)
    file = tmp_path / "camera.jpg"
    file.write_bytes(b"x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl("https://example.org/x")])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(area.dropped) as told:
        area.dropEvent(event)
    assert told.args == [(file,)]


def test_destruction_waits_for_its_verb_and_cancel_has_the_keyboard(qtbot: QtBot) -> None:
    window, gone = QWidget(), []
    _shown(qtbot, window, 800, 600)
    dialog = confirm_destruction(window, "Erase?", "All 21 cases go. Backups stay.", "Erase", lambda: gone.append(1))
    QApplication.processEvents()
    assert isinstance(window.focusWidget(), Button)
    assert window.focusWidget().text() == "Cancel"  # type: ignore[union-attr]  # just seen to be a button
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert gone == []
    dialog = confirm_destruction(window, "Erase?", "All 21 cases go. Backups stay.", "Erase", lambda: gone.append(1))
    next(button for button in dialog.findChildren(Button) if button.text() == "Erase").click()
    assert gone == [1]


def test_the_newest_of_several_jobs_is_shown(qtbot: QtBot) -> None:
    bar = JobsBar()
    _shown(qtbot, bar, 900, 40)
    bar.show_jobs([JobView("1", "Checking", 0.5), JobView("2", "Adding 24 files", 0.2, "9 of 24")])
    words = [label.text() for label in bar.findChildren(Label) if label.isVisible()]
    assert words == ["Adding 24 files", "9 of 24", "and 1 more"]
    with qtbot.waitSignal(bar.cancelled) as told:
        bar.findChildren(Button)[0].click()
    assert told.args == ["2"]
    bar.show_jobs([])
    assert bar.isHidden()


def test_text_from_a_record_is_never_markup(qtbot: QtBot) -> None:
    paragraph = Paragraph("<b>not bold</b> & so on")
    label = Label("<i>plain</i>")
    qtbot.addWidget(paragraph)
    qtbot.addWidget(label)
    assert paragraph.textFormat() == Qt.TextFormat.PlainText
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_the_link_of_a_paragraph_works_without_a_mouse(qtbot: QtBot) -> None:
    paragraph = Paragraph()
    paragraph.set_text("Nothing here yet.", "Add the first")
    _shown(qtbot, paragraph)
    with qtbot.waitSignal(paragraph.link_followed):
        qtbot.keyClick(paragraph, Qt.Key.Key_Return)


def test_a_name_in_a_menu_keeps_its_ampersand(qtbot: QtBot) -> None:
    button = Button("More")
    qtbot.addWidget(button)
    menu = menu_under(button, [("Delete Invented & Sons", lambda: None)])
    assert [each.text() for each in menu.actions()] == ["Delete Invented && Sons"]  # which Qt draws as one
    menu.close()


def test_an_elided_line_tells_all_in_its_tooltip(qtbot: QtBot) -> None:
    label = Label("A very long name of an organisation of many words").eliding()
    _shown(qtbot, label, wide=120, high=20)
    assert label.toolTip() == label.text()
    label.resize(900, 20)
    assert label.toolTip() == ""


def test_filters_go_on_in_the_next_line(qtbot: QtBot) -> None:
    holder = QWidget()
    flow = Flow(5, parent=holder)
    for words in ("Open 14", "Detained 6", "No next step 4", "Closed 7"):
        flow.addWidget(FilterChip(words))
    qtbot.addWidget(holder)
    assert flow.heightForWidth(600) == 24
    assert flow.heightForWidth(180) == 24 * 2 + 8


def test_the_ring_follows_the_keyboard(qtbot: QtBot, qapp: QApplication) -> None:
    follow_focus(qapp)
    window = QWidget()
    column = QVBoxLayout(window)
    first, second = Button("First"), QLineEdit()
    column.addWidget(first)
    column.addWidget(second)
    _shown(qtbot, window)
    window.activateWindow()
    first.setFocus()
    qtbot.waitUntil(lambda: any(frame.isVisible() for frame in window.findChildren(FocusFrame)))
    second.setFocus()
    assert not any(frame.isVisible() for frame in window.findChildren(FocusFrame))


def test_the_ring_is_whole_where_its_button_fills_what_holds_it(qtbot: QtBot, qapp: QApplication) -> None:
    follow_focus(qapp)
    window = QWidget()
    outer = QVBoxLayout(window)
    holder, button = QWidget(), Button("Suggest")
    inner = QVBoxLayout(holder)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.addWidget(button)
    outer.addWidget(holder)
    _shown(qtbot, window)
    window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(lambda: any(frame.isVisible() for frame in window.findChildren(FocusFrame)))
    for ring in window.findChildren(FocusFrame):  # one for each test that had the keyboard followed
        assert ring.visibleRegion().boundingRect() == ring.rect()
        assert ring.width() > button.width()


def test_list_and_record_take_turns_in_a_narrow_window(qtbot: QtBot) -> None:
    left, record = QWidget(), QWidget()
    both = ListAndRecord(left, record)
    _shown(qtbot, both, 1280, 600)
    assert left.isVisible()
    assert record.isVisible()
    both.resize(880, 600)
    assert left.isVisible()
    assert not record.isVisible()
    both.show_record()
    assert record.isVisible()
    assert not left.isVisible()


def test_what_a_dialog_says_scrolls_in_a_low_window_and_its_buttons_stay(qtbot: QtBot) -> None:
    host = _shown(qtbot, QWidget(), 600, 900)
    dialog = Dialog("A title", "Words that explain it. " * 20)
    fields = [TextField() for _ in range(6)]
    for field in fields:
        dialog.body.addWidget(field)
    close = Button("Close", "primary")
    dialog.add_button(close, "accept")
    dialog.show_on(host)
    qtbot.waitUntil(lambda: fields[-1].visibleRegion().boundingRect() == fields[-1].rect())
    high, before = fields[0].height(), dialog.height()
    host.resize(600, 300)
    qtbot.waitUntil(lambda: dialog.height() < before)
    assert {field.height() for field in fields} == {high}
    assert dialog.rect().contains(close.geometry()) and host.rect().contains(dialog.geometry())


def test_tab_goes_round_on_a_dialog_and_never_behind_it(qtbot: QtBot) -> None:
    host = QWidget()
    column = QVBoxLayout(host)
    behind = [Button("Behind"), Button("Also behind")]
    for each in behind:
        column.addWidget(each)
    _shown(qtbot, host, 600, 400)
    host.activateWindow()
    dialog, field = Dialog("A title"), TextField()
    dialog.body.addWidget(field)
    cancel, close = Button("Cancel"), Button("Close", "primary")
    dialog.add_button(cancel, "reject")
    dialog.add_button(close, "accept")
    close.setEnabled(False)
    dialog.show_on(host)
    qtbot.waitUntil(field.edit.hasFocus)
    qtbot.keyClick(field.edit, Qt.Key.Key_Tab)
    assert cancel.hasFocus()
    qtbot.keyClick(cancel, Qt.Key.Key_Tab)
    assert field.edit.hasFocus()
    qtbot.keyClick(field.edit, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert cancel.hasFocus()
