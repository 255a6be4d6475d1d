"""What was made for a colleague, taken in from them or confirmed by them; the receipt that goes back, and what is to be done next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from casefile import clock
from casefile.domain.kinds import Contact
from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import conflicts, receipts
from casefile.usecases.inspection import shown
from casefile.usecases.receipts import Answered
from casefile.usecases.sharing import Shared
from casefile.usecases.syncing import Taken
from ui.handover import wording
from ui.handover.ledger import Entry, Ledger
from ui.handover.notes import Note, Notes
from ui.handover.seal_step import Secret
from ui.handover.section import Section
from ui.handover.share_plan import goes
from ui.parts.banner import Banners
from ui.parts.buttons import Button
from ui.parts.frame import Columns, Foot, Head, below, framed
from ui.parts.surface import Surface
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import catalogue, t


class TakenPage(Surface):
    """`left` when the person is done, `settle` when they want to see what waits for them."""

    left = Signal()
    settle = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("page", (), parent)
        self._desk = desk
        self._taken: Taken | None = None
        self._saved = ""
        self._waits = (0, 0)
        self.head, self.body, self.foot = Head(""), Columns(), Foot()
        self.about, self.found, self.notes = Section(t("merging.result")), Ledger(t("merging.result")), Notes()
        self.save, self.done = Button(t("merging.save_receipt"), "primary", "save"), Button(t("handing.done"))
        self.secret, self._errors = Secret(), Banners()
        self.secret.more.hide()
        for button in (self.done, self.save):
            self.foot.add(button)
        self._lay_out()
        self.save.clicked.connect(self._ask_place)
        self.done.clicked.connect(self._leave)

    def show_taken(self, taken: Taken) -> None:
        """Show what was taken in; the receipt is not saved yet."""
        self._show_secret("")
        self._taken, self._saved, self._waits = taken, "", (0, 0)
        self._errors.clear()
        name = shown(taken.contact.name or "")
        self.head.show_title(t("merging.again" if taken.again else "merging.taken", name=name))
        self._show_found([] if taken.again else _entries(taken))
        self.save.show()
        self._show_next()
        self._ask_what_waits()

    def show_answered(self, answered: Answered) -> None:
        """Show what a receipt says."""
        self._show_secret("")
        self._taken = None
        self._errors.clear()
        name, receipt = shown(answered.contact.name or ""), answered.receipt
        self.head.show_title(t("merging.confirmed", name=name))
        numbers = {
            "entries": sum(map(len, receipt.taken.values())) + sum(map(len, receipt.partial.values())),
            "files": len(receipt.files),
            "declined": sum(map(len, receipt.declined.values())),
            "lacking": sum(map(len, receipt.lacking.values())),
        }
        lines = [Entry(t("merging.confirmed.when"), right=wording.day(receipt.time))]
        lines += [Entry(t(f"merging.confirmed.{key}"), right=wording.number(n)) for key, n in numbers.items() if n]
        self._show_found([*lines, Entry(t("merging.confirmed.seen"), right=wording.number(answered.witness.size))])
        notes = [Note("shield-check", t("merging.confirmed.kept", name=name), "accent")]
        if numbers["lacking"]:
            notes.append(Note("info", t("merging.confirmed.gap", name=name), "due"))
        if answered.older_copy:
            notes.insert(0, Note("triangle-alert", catalogue().text("sync.older_copy"), "danger"))
        self.notes.show_notes(notes)
        self.save.hide()
        self.foot.say("", "")

    def show_shared(self, shared: Shared, contact: Contact, passphrase: str) -> None:
        """Show what was made for a contact, and the passphrase that opens it if one does."""
        self._taken = None
        self._show_secret(passphrase)
        self._errors.clear()
        name = shown(contact.name or "")
        self.head.show_title(t("merging.share.made", name=name))
        files = [Entry(each.name, icon="file") for each in shared.bundle.files]
        self._show_found([*files, *goes(shared.outlook)])
        notes = [
            Note("send", t("merging.share.next.give_locked" if passphrase else "merging.share.next.give", name=name)),
            Note("inbox", t("merging.share.next.receipt"), "due"),
        ]
        if passphrase:
            notes.insert(1, Note("triangle-alert", t("handing.next.passphrase"), "due"))
        if len(shared.bundle.files) > 1:
            notes.insert(1, Note("file", t("handing.next.parts")))
        self.notes.show_notes(notes)
        self.save.hide()
        self.foot.say("", t("merging.share.made.where", path=shared.bundle.path))

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever comes back may have settled what waited."""
        super().showEvent(event)
        if self._taken is not None:
            self._ask_what_waits()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def save_receipt(self, path: Path) -> None:
        """Write the receipt for the sender to `path`."""
        taken, session = self._taken, self._desk.vault
        assert taken is not None, "there is a receipt only of what was taken"
        self._errors.clear()
        self._desk.run(
            self,
            lambda progress: receipts.write(session, taken.receipt, taken.contact, path, progress),
            lambda written: self._receipt_saved(written.path),
            self._fail,
        )

    def forget(self) -> None:
        """Keep the passphrase no longer, not on the clipboard either."""
        self.secret.clear_clipboard()
        self._show_secret("")

    def _leave(self) -> None:
        self.forget()
        self.left.emit()

    def _show_found(self, entries: Sequence[Entry]) -> None:
        self.found.show_entries(entries)
        self.about.setVisible(bool(entries))

    def _show_secret(self, passphrase: str) -> None:
        self.secret.show_words(passphrase)
        self._secret_box.setVisible(bool(passphrase))

    def _ask_place(self) -> None:
        proposed = t("merging.receipt_file", date=clock.now().date().isoformat())
        chosen, _ = QFileDialog.getSaveFileName(self, t("merging.save_receipt"), proposed, t("handing.age_files"))
        if chosen:
            self.save_receipt(Path(chosen))

    def _receipt_saved(self, path: Path) -> None:
        self._saved = str(path)
        self._show_next()

    def _fail(self, error: CasefileError) -> None:
        self._errors.say(t("handing.not_done"), catalogue().error(error))

    def _show_next(self) -> None:
        taken = self._taken
        assert taken is not None, "only of what was taken is there a next step"
        name = shown(taken.contact.name or "")
        notes = [Note("send", t("merging.next.receipt", name=name), "ink2" if self._saved else "due")]
        if taken.arrival.older_copy:
            notes.append(Note("key-round", t("merging.next.new_device"), "due"))
        fields, asked = self._waits
        if fields:
            words, link = t("merging.next.conflicts", n=fields), t("merging.settle")
            notes.append(Note("git-merge", words, "due", link, self.settle.emit))
        if asked:
            notes.append(Note("trash-2", t("merging.next.requests"), "due", t("merging.see"), self.settle.emit))
        self.notes.show_notes(notes)
        self.foot.say("", t("merging.receipt_saved", path=self._saved) if self._saved else t("merging.receipt_waits"))

    def _ask_what_waits(self) -> None:
        self._desk.run(self, self._count, self._show_waiting, self._fail)

    def _count(self, _progress: Progress) -> tuple[int, int]:
        """Fields in conflict and open requests, those from before among them."""
        session = self._desk.vault
        return conflicts.listed(session, limit=1).total, len(conflicts.requests(session))

    def _show_waiting(self, waits: tuple[int, int]) -> None:
        self._waits = waits
        if self._taken is not None:
            self._show_next()

    def _lay_out(self) -> None:
        self.body.add_left(self.about)
        self.body.add_left(self.found)
        self._secret_box = below(self.secret, sizes.SECTION_GAP)
        self.body.add_left(self._secret_box)
        self.body.left.addStretch(1)
        self.body.right.addWidget(Section(t("handing.next")))
        self.body.right.addSpacing(sizes.S12)
        self.body.right.addWidget(self.notes)
        self.body.right.addStretch(1)
        column = framed(self.head, self.body, self.foot, self)
        column.insertLayout(1, self._errors)


def _entries(taken: Taken) -> list[Entry]:
    numbers = {
        "changed": len(taken.changes.records),
        "entries": taken.arrival.fresh,
        "files": len(taken.receipt.files),
        "declined": sum(map(len, taken.receipt.declined.values())),
        "conflicts": len(taken.arrival.conflicts),
    }
    return [Entry(t(f"merging.result.{key}"), right=wording.number(n)) for key, n in numbers.items() if n]
