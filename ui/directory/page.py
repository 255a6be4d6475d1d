"""The pages People and Organisations."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from ui.directory.facts import CASE, PARTY, SOURCE
from ui.directory.list_panel import ListPanel
from ui.directory.record_view import RecordView
from ui.directory.spec import ORGANISATIONS, PEOPLE, DirectorySpec, spec_of
from ui.parts.split import ListAndRecord
from ui.parts.surface import Surface
from ui.shell.desk import Desk
from ui.shell.targets import NewRecord, OpenRecord


class DirectoryPage(Surface):
    """The directory of `spec`. Its target is the id of a person or an organisation."""

    def __init__(self, desk: Desk, spec: DirectorySpec) -> None:
        super().__init__("page")
        self._desk, self._spec = desk, spec
        self.list, self.record = ListPanel(desk, spec), RecordView(desk, spec)
        self.split = ListAndRecord(self.list, self.record)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.split)
        self.setFocusProxy(self.list.list)
        self._connect()
        self.list.reload()

    def show_target(self, target: object) -> None:
        """Show the person or organisation with this id."""
        self.record.show_party(str(target))
        self.split.show_record()
        if self.split.takes_turns():
            self.record.take_focus()

    def place(self) -> str | None:
        """The person or organisation that is shown."""
        return self.record.wanted() or None

    def refresh(self, _changes: object) -> None:
        """Read list and record again: a change of any case may change what someone was in it."""
        self.list.reload()
        self.record.reload()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the record to the list."""
        if event.key() == Qt.Key.Key_Escape and not self.list.list.hasFocus():
            self._show_list()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._open)
        self.list.filled.connect(self._filled)
        self.list.alike.toggled.connect(self._turned)
        self.list.new_asked.connect(lambda: self._desk.go("form", NewRecord(self._spec.kind)))
        self.record.edit_asked.connect(lambda party: self._desk.go("form", OpenRecord(self._spec.kind, party)))
        self.record.followed.connect(self._follow)
        self.record.seen.connect(self.show_target)
        self.record.shown.connect(self.list.choose)
        self.record.everyone_asked.connect(lambda: self.list.alike.setChecked(False))
        self.record.gone.connect(lambda _party: self._show_list())

    def _choose(self, party_id: str) -> None:
        if party_id and party_id != self.record.wanted() and not self.split.takes_turns():
            self.record.show_party(party_id)

    def _open(self, party_id: str) -> None:
        """Go into a record: its facts take the keyboard."""
        if party_id != self.record.party_id():
            self.record.show_party(party_id)
        self.split.show_record()
        self.record.take_focus()

    def _filled(self) -> None:
        """The list came: keep the record that is shown, else show the first. Of those who may be here twice the chosen one stands beside."""
        self.record.nothing.show_choice(bool(self.list.first()))
        if self.list.alike.isChecked():
            self._show_alike(self.list.list.key())
            return
        if not self.record.wanted() and not self.split.takes_turns() and self.list.first():
            self.record.show_party(self.list.first())
        self.list.choose(self.record.party_id() or self.record.wanted())

    def _show_alike(self, party_id: str) -> None:
        if not party_id:
            if self.record.wanted():
                self.record.show_decided()
        elif party_id != self.record.wanted() and not self.split.takes_turns():
            self.record.show_party(party_id)

    def _turned(self, on: bool) -> None:
        """While duplicates are looked for nobody stands beside the list, for nobody in it was chosen."""
        if on and not self.split.takes_turns():
            self.record.show_nothing()

    def _follow(self, key: str) -> None:
        if key.startswith(CASE):
            self._desk.go("cases", key.removeprefix(CASE))
        elif key.startswith(SOURCE):
            self._desk.go("form", OpenRecord("source", key.removeprefix(SOURCE)))
        elif key.startswith(PARTY):
            kind, _, party_id = key.removeprefix(PARTY).partition(":")
            self._desk.go(spec_of(kind).page, party_id)

    def _show_list(self) -> None:
        self.split.show_left()
        self.list.list.setFocus()


def people(desk: Desk) -> DirectoryPage:
    """The page People."""
    return DirectoryPage(desk, PEOPLE)


def organisations(desk: Desk) -> DirectoryPage:
    """The page Organisations."""
    return DirectoryPage(desk, ORGANISATIONS)
