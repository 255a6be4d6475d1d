"""Taking a text in: what the source is called, and its text, pasted or out of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from casefile import clock
from casefile.domain import dates
from casefile.domain.definition import Ref
from casefile.domain.kinds import Source
from casefile.domain.values import Text, When
from casefile.errors import told_by_system
from casefile.i18n import LANGUAGES
from casefile.usecases.picking import Candidate
from ui.parts.buttons import Button
from ui.parts.choice import Choice
from ui.parts.fields import TextArea, TextField
from ui.parts.labelled import Finding, Labelled
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.parts.scroll import FloatingBar
from ui.picking.record_field import RecordField
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import NAMES, catalogue, language, t, term_list

_MOST_BYTES = 5 << 20
_LINES = 4  # at least; it grows with the window


@dataclass(frozen=True)
class Typed:
    """What is to be kept: the source, its text, and the language of the text."""

    source: Source
    text: str
    language: str


class PasteForm(QWidget):
    """`kept` carries a `Typed`, `file_wanted` the id of evidence whose text is wanted, `left` that nothing is to be kept; `changed` tells that
    something was typed.
    """

    kept = Signal(object)
    changed = Signal()
    file_wanted = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = Source()
        self._cases: tuple[str, ...] = ()
        self.title = TextField(t("report.title.example"))
        self.kind = Choice(
            [(term.code, term.labels[language()]) for term in term_list("source_kind").offered], "report"
        )
        self.date = TextField(t("report.date.example"))
        self.language = Choice([(code, NAMES[code]) for code in LANGUAGES], language())
        self.text = TextArea(t("report.text.example"), _LINES)
        self.file = RecordField(
            desk, ("evidence",), lambda: self._cases, t("report.from_evidence.example"), makes_new=False
        )
        self._title = Labelled(t("report.title"), self.title)
        self._date_said = Labelled(t("report.date"), self.date)
        self.open = Button(t("report.from_file"), icon="file-text")
        self.keep, self.cancel = Button(t("report.keep"), "primary"), Button(t("report.cancel"))
        self.refused = Finding()
        self._lay_out()
        self._connect()

    def begin(self, source: Source, text: str, written: str, cases: Sequence[str]) -> None:
        """Show a source and its text, or an empty form for a new one."""
        self._source, self._cases = source, tuple(cases)
        self.title.edit.setText(str(source.title) if source.title else "")
        self.kind.choose(source.kind or "report")
        self.date.edit.setText(_said(source))
        self._title.clear()
        self._date_said.clear()
        self.language.choose(written if written in LANGUAGES else language())
        self.text.edit.setPlainText(text)
        self.file.show_candidate(None)
        self.refused.say("", "rest")
        self.text.edit.setFocus()  # who asks to paste a report has it ready

    def show_text(self, title: str, text: str, evidence: str) -> None:
        """Show the text of a file."""
        self._source = replace(self._source, evidence=Ref(evidence))
        if not self.title.text().strip():
            self.title.edit.setText(title)
        self.text.edit.setPlainText(text)

    def refuse(self, words: str) -> None:
        """Say why nothing was kept."""
        self.refused.say(words, "refused")

    def _ask(self) -> None:
        title = self.title.text().strip()
        if not title:
            self._title.refuse(t("report.need_title"))
            self.title.edit.setFocus()
            return
        typed = self.typed()
        if self.date.text().strip() and typed.source.date is None:
            self._date_said.refuse(t("form.refused.date"))
            self.date.edit.setFocus()
            return
        self.refused.say("", "rest")
        self.kept.emit(typed)

    def typed(self) -> Typed:
        """What stands in the form."""
        title, written = self.title.text().strip(), self.language.value()
        named = self._source.title
        if str(named or "") != title:
            named = Text.of(title, written) if title else None
        source = replace(self._source, title=named, kind=self.kind.value() or "report", date=self._date())
        return Typed(source, self.text.text(), written)

    def _date(self) -> When | None:
        """What stands in the field, or nothing where it is empty or no date can be read; what nobody touched stays as it is."""
        said = self.date.text().strip()
        if said == _said(self._source):
            return self._source.date
        return dates.read(said, language(), clock.now().date()) if said else None

    def _open_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self.window(), t("report.from_file"), "", t("report.filter"))
        if name:
            self.read_file(Path(name))

    def read_file(self, path: Path) -> None:
        """Take the text of a file in UTF-8 in."""
        try:
            with path.open("rb") as file:
                content = file.read(_MOST_BYTES + 1)
            if len(content) > _MOST_BYTES:  # a part of it would look like the whole
                self.refuse(t("report.too_long"))
                return
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            self.refuse(t("report.not_text"))
            return
        except OSError as fault:
            self.refuse(catalogue().error(told_by_system(fault)))
            return
        self.text.edit.setPlainText(text)
        if not self.title.text().strip():
            self.title.edit.setText(path.stem)

    def _chosen(self, candidate: Candidate | None) -> None:
        if candidate is not None:
            self.file_wanted.emit(candidate.id)

    def _connect(self) -> None:
        self.keep.clicked.connect(self._ask)
        self.cancel.clicked.connect(self.left)
        self.open.clicked.connect(self._open_file)
        self.file.chosen.connect(self._chosen)
        self.title.edit.textChanged.connect(self._title.clear)
        self.date.edit.textChanged.connect(self._date_said.clear)
        for told in (self.title.edit.textChanged, self.date.edit.textChanged, self.text.edit.textChanged):
            told.connect(lambda *_text: self.changed.emit())

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(sizes.S24, sizes.S8, sizes.S24, sizes.S12)
        column.setSpacing(sizes.S12)
        column.addWidget(Paragraph(t("report.new.line"), "content", "ink2"))
        for fields in (
            (self._title, Labelled(t("report.kind"), self.kind)),
            (self._date_said, Labelled(t("report.language"), self.language)),
        ):
            row = QHBoxLayout()
            row.setSpacing(sizes.S16)
            for field in fields:
                row.addWidget(field, 1)
            column.addLayout(row)
        label = Label(t("report.text"), "second", "ink2")
        label.setBuddy(self.text.edit)
        self.text.edit.setAccessibleName(t("report.text"))
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(label)
        words.addWidget(self.text, 1)
        column.addLayout(words, 1)
        row = QHBoxLayout()
        row.setSpacing(sizes.S16)
        row.addWidget(self.open, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(Labelled(t("report.from_evidence"), self.file), 1)
        column.addLayout(row)
        column.addWidget(self.refused)
        foot = QHBoxLayout()
        foot.setContentsMargins(sizes.S24, 0, sizes.S24, sizes.S16)
        foot.setSpacing(sizes.S8)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.keep)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scrolled(inside), 1)
        outer.addLayout(foot)

    def _scrolled(self, inside: QWidget) -> QScrollArea:
        """Large text, or a low window, has no room for all of it."""
        area = QScrollArea(self)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for each in (inside, area.viewport()):
            each.setAutoFillBackground(False)
        FloatingBar(area, self)
        return area


def _said(source: Source) -> str:
    return (source.date.words or source.date.edtf) if source.date else ""
